"""The command line's `sync` command: one cycle of every account, or following them until interrupted."""

from __future__ import annotations

import argparse
import asyncio

from app.terminal.records import record_of
from app.terminal.session import Session
from app.terminal.words import sentence, word
from sync.rpc.messages import Done, Notice, Progress, Rest, SyncNow
from sync.serial import fault_from_json
from sync.store.read import accounts as read_accounts

SHOWN = ("headers", "content")


async def sync(session: Session, asked: argparse.Namespace) -> None:
    """Synchronise now. With `--once` end when nothing moves any more; otherwise go on until interrupted."""
    account = session.account_id(asked.account) if asked.account else 0

    def show(notice: Notice) -> None:
        if isinstance(notice, Progress) and notice.what in SHOWN:
            session.output.progress(word(f"sync.{notice.what}"), notice.done, notice.total)

    with session.listening(show):
        await session.ask(SyncNow(account=account), Done, asked.timeout)
        if not asked.once:
            session.output.remark(word("sync.following"))
            await asyncio.Event().wait()
        await session.ask(Rest(), Done, asked.timeout)
    session.output.end_progress()
    _report(session, account)


def _report(session: Session, account: int) -> None:
    """Print how the accounts are; the worst fault decides the exit status."""
    with session.reader() as opened:
        rows = [row for row in read_accounts.accounts(opened) if account in (0, row.id)]
    records, worst = [], None
    for row in rows:
        fault = fault_from_json(row.fault_kind, row.fault_code, row.fault_parameters) if row.fault_kind else None
        records.append({**record_of(row), "says": sentence(fault) if fault else ""})
        worst = worst or fault
    session.output.rows(records, ("address", "condition", "says"))
    if worst is not None:
        raise worst
