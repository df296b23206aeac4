"""The command line's `keys` commands: certificates and keys for signing and encrypting letters; and seals in words."""

from __future__ import annotations

import argparse

from app.terminal.records import record_of
from app.terminal.session import Session, read_secret
from app.terminal.words import word
from sync.model.faults import Rejected
from sync.model.seals import Seal
from sync.rpc.messages import Done, GiveKey, KeyFile, KeysKept, LookForKeys, RemoveKey, TakeKeys, TrustKey
from sync.store.read import seal_keys as read_keys
from ui.common.filenames import write_whole

LISTED = ("id", "scheme", "own", "trusted", "name", "addresses", "not_after", "issuer")


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the keys, one's own first; those of OpenPGP as GnuPG knows them now."""
    await session.ask(LookForKeys(), Done)
    with session.reader() as opened:
        rows = read_keys.keys(opened)
    session.output.rows([record_of(row) for row in rows], LISTED)


async def take(session: Session, asked: argparse.Namespace) -> None:
    """Import a file of keys; importing somebody's key says that one trusts it."""
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        raise Rejected("file_unreadable", path=str(asked.file)) from error
    passphrase = read_secret(asked.key_passphrase_file, "keys.passphrase") if asked.key_passphrase_file else ""
    try:
        kept = await session.ask(TakeKeys(content, passphrase), KeysKept)
    except Rejected as fault:
        if fault.code != "bad_key_passphrase" or passphrase:
            raise
        kept = await session.ask(TakeKeys(content, read_secret(None, "keys.passphrase")), KeysKept)
    session.output.record({"keys": kept.keys, "own": kept.own}, word("keys.taken", count=len(kept.keys)))


async def give(session: Session, asked: argparse.Namespace) -> None:
    """Write a key to a file: what others may have, or with its secret under a passphrase."""
    passphrase = read_secret(asked.key_passphrase_file, "keys.new_passphrase") if asked.secret else ""
    given = await session.ask(GiveKey(asked.key, passphrase), KeyFile)
    write_whole(asked.file, given.content)
    session.output.record({"file": str(asked.file)}, word("keys.given", path=asked.file))


async def trust(session: Session, asked: argparse.Namespace) -> None:
    """Trust somebody's key, or no longer."""
    await session.ask(TrustKey(asked.key, not asked.no), Done)
    session.output.record({"key": asked.key, "trusted": not asked.no}, word("outbox.done"))


async def remove(session: Session, asked: argparse.Namespace) -> None:
    """Forget a key."""
    await session.ask(RemoveKey(asked.key), Done)
    session.output.record({"key": asked.key}, word("outbox.done"))


def words_of(seal: Seal | None) -> list[str]:
    """Return how a letter is sealed, one line each."""
    if seal is None:
        return []
    lines = [word("show.encrypted", cipher=seal.cipher)] if seal.encrypted else []
    if seal.fault:
        lines.append(word("show.seal_fault", code=seal.fault))
    for one in seal.signatures:
        name = one.name or ", ".join(one.addresses)
        lines.append(word("show.signed", name=name, standing=word(f"show.standing_{one.standing.value}"), issuer=one.issuer))
    return lines
