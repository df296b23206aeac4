"""The command line's `store` commands and `doctor`: create, check, back up, restore, change the passphrase, diagnose."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

from app.terminal import machine
from app.terminal.output import Output
from app.terminal.session import UNLOCK_SECONDS, Session, read_secret
from app.terminal.words import word
from sync.model.faults import Rejected, StoreFault
from sync.rpc.messages import (
    BackUp,
    ChangePassphrase,
    CreateStore,
    Diagnose,
    Diagnosis,
    Done,
    Notice,
    Progress,
    StoreKey,
)
from sync.store import backup as store_backup
from sync.store import check as store_check

BACKUP_SECONDS = 6 * 3600.0


def new_passphrase(file: Path | None) -> str:
    """Return a new passphrase: from a file, or typed twice. Raises `Rejected("passphrases_differ")`."""
    first = read_secret(file, "store.new_passphrase")
    if file is None and sys.stdin.isatty() and getpass.getpass(f"{word('store.again')} ") != first:
        raise Rejected("passphrases_differ")
    return first


async def create(session: Session, asked: argparse.Namespace) -> None:
    """Create the encrypted store and print its recovery code, once."""
    passphrase = "" if asked.keyring_only else new_passphrase(asked.passphrase_file)
    command = CreateStore(passphrase, asked.keyring or asked.keyring_only)
    created = await session.ask(command, StoreKey, UNLOCK_SECONDS)
    record = {"profile": str(session.profile), "recovery_code": created.recovery_code}
    session.output.record(record, word("store.created", code=created.recovery_code))


async def check(session: Session, asked: argparse.Namespace) -> None:
    """Check both databases and the kept contents; problems make `StoreFault("damaged")`."""
    problems = store_check.check(session.profile, session.keys)
    session.output.record({"problems": problems}, "\n".join(problems) or word("store.sound"))
    if problems:
        raise StoreFault("damaged", part="store")


async def back_up(session: Session, asked: argparse.Namespace) -> None:
    """Write an encrypted backup of the whole store."""

    def hear(notice: Notice) -> None:
        if isinstance(notice, Progress) and notice.what == "backup":
            session.output.progress(word("store.backing_up"), notice.done, notice.total)

    with session.listening(hear):
        await session.ask(BackUp(str(asked.target.resolve())), Done, BACKUP_SECONDS)
    session.output.end_progress()
    session.output.record({"backup": str(asked.target)}, word("store.backed_up", path=asked.target))


def restore(output: Output, profile: Path, asked: argparse.Namespace) -> None:
    """Bring a backup back where there is no store yet. Needs no engine."""
    store_backup.restore(asked.source, profile)
    output.record({"profile": str(profile)}, word("store.restored", path=profile))


async def change_passphrase(session: Session, asked: argparse.Namespace) -> None:
    """Wrap the store's key with another passphrase."""
    old = read_secret(asked.passphrase_file, "store.passphrase")
    new = new_passphrase(asked.new_passphrase_file)
    await session.ask(ChangePassphrase(old, new), Done, UNLOCK_SECONDS)
    session.output.record({"changed": True}, word("store.changed"))


async def doctor(session: Session, asked: argparse.Namespace) -> None:
    """Say what an administrator wants to know, without personal content."""
    diagnosis = await session.ask(Diagnose(), Diagnosis)
    session.output.record({**json.loads(diagnosis.report), **machine.report(session.profile)})
