"""The command line's `identity` commands: who one writes as, by account: list, add, remove."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.terminal.records import record_of
from app.terminal.session import Session
from app.terminal.words import word
from sync.model.accounts import Identity
from sync.model.faults import Rejected
from sync.parse.html import clean
from sync.rpc.messages import Done, UpdateAccount
from sync.serial import to_json
from sync.store.rows import AccountRow

LISTED = ("number", "address", "name", "label", "reply_to", "on_behalf")


async def show_all(session: Session, asked: argparse.Namespace) -> None:
    """List the identities of an account: the first one is the usual one."""
    found = session.account(asked.account).identities
    session.output.rows([{"number": number, **record_of(one)} for number, one in enumerate(found, 1)], LISTED)


async def add(session: Session, asked: argparse.Namespace) -> None:
    """Add an identity, or write over the one that has this address and label."""
    account = session.account(asked.account)
    made = Identity(
        asked.address, asked.name or account.name, _signature(asked.signature_file), asked.label, asked.reply_to, asked.on_behalf
    )
    known = list(account.identities)
    place = next((n for n, one in enumerate(known) if (one.address, one.label) == (made.address, made.label)), None)
    if place is None:
        known.append(made)
    else:
        known[place] = made if asked.signature_file else replace(made, signature_html=known[place].signature_html)
    await _keep(session, account, known)


async def remove(session: Session, asked: argparse.Namespace) -> None:
    """Remove an identity by its number. Raises `Rejected("no_such_identity")`, for the last one too."""
    account = session.account(asked.account)
    known = list(account.identities)
    if not 1 <= asked.number <= len(known) or len(known) == 1:
        raise Rejected("no_such_identity", number=asked.number)
    del known[asked.number - 1]
    await _keep(session, account, known)


async def _keep(session: Session, account: AccountRow, identities: Sequence[Identity]) -> None:
    await session.ask(UpdateAccount(account.id, identities=to_json(tuple(identities)).encode()), Done)
    session.output.record({"account": account.id, "identities": len(identities)}, word("identity.kept", count=len(identities)))


def _signature(path: Path | None) -> str:
    """Return a signature out of a file of HTML, cleaned. Raises `Rejected("file_unreadable")`."""
    if path is None:
        return ""
    try:
        return clean(path.read_text("utf-8")).html
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected("file_unreadable", path=str(path)) from error
