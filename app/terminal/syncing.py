"""The command line's `sync` command: one cycle of every account, or following them until interrupted."""

from __future__ import annotations

import argparse
import asyncio
import time

from app.terminal.records import record_of
from app.terminal.session import BUSY, Session
from app.terminal.words import sentence, word
from sync.model.accounts import AccountCondition
from sync.model.faults import Transient
from sync.rpc.messages import AccountChanged, Done, Notice, Progress, SyncNow
from sync.serial import fault_from_json
from sync.store.read import accounts as read_accounts
from sync.store.read import outbox as read_outbox

QUIET_SECONDS = 0.5
"""How long nothing may be under way before a cycle counts as over."""
MOVING = frozenset({"queued", "running"})


class Progresses:
    """Where every account stands, from the engine's notices; draws the bar."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.conditions: dict[int, AccountChanged] = {}
        self.open: dict[tuple[int, str], bool] = {}
        self.changed = asyncio.Event()
        self.last = time.monotonic()

    def hear(self, notice: Notice) -> None:
        """Take a notice in."""
        match notice:
            case AccountChanged():
                self.conditions[notice.account] = notice
            case Progress(what="headers" | "content"):
                self.open[notice.account, notice.what] = notice.done < notice.total
                self._session.output.progress(word(f"sync.{notice.what}"), notice.done, notice.total)
        self.last = time.monotonic()
        self.changed.set()

    def quiet(self) -> bool:
        """Whether no account is at work now."""
        return not any(one.condition in BUSY for one in self.conditions.values())


async def sync(session: Session, asked: argparse.Namespace) -> None:
    """Synchronise now. With `--once` end when nothing moves any more; otherwise go on until interrupted."""
    account = session.account_id(asked.account) if asked.account else 0
    heard = Progresses(session)
    with session.listening(heard.hear):
        await session.ask(SyncNow(account=account), Done, asked.timeout)
        if not asked.once:
            session.output.remark(word("sync.following"))
            await asyncio.Event().wait()
        try:
            async with asyncio.timeout(asked.timeout):
                await _until_quiet(session, heard)
        except TimeoutError:
            raise Transient("sync_slow", seconds=asked.timeout) from None
    session.output.end_progress()
    _report(session, account)


async def _until_quiet(session: Session, heard: Progresses) -> None:
    """Return once no account works and nothing in the outbox can move."""
    while True:
        heard.changed.clear()
        rest = QUIET_SECONDS - (time.monotonic() - heard.last)
        if heard.quiet() and rest <= 0 and not _moving(session):
            return
        try:
            async with asyncio.timeout(max(rest, 0.05)):
                await heard.changed.wait()
        except TimeoutError:
            continue


def _moving(session: Session) -> bool:
    """Whether an operation of an account that is online is still on its way."""
    with session.reader() as opened:
        online = {row.id for row in read_accounts.accounts(opened) if row.condition is AccountCondition.ONLINE}
        now = time.time() * 1000
        return any(
            row.state in MOVING and row.account in online and row.not_before <= now
            for row in read_outbox.operations(opened)
        )


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
