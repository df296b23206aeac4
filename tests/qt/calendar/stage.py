"""A real engine over the memory server in the window's own process: what the area asks is carried out, what changes is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from sync.engine.engine import Engine
from sync.model.accounts import Service
from sync.model.calendar import Component, EntryDraft, Moment
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.operations import CreateCollection, Intention
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from tests.engine.ground import ALICE, PASSPHRASE, PASSWORD, make_engine, specs
from ui.calendar.days import Days
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences

T = TypeVar("T")

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 25)
"""A Wednesday; what the tests call now is that day at 10:20."""
NOW = datetime(2026, 11, 25, 10, 20)  # noqa: DTZ001 - wall clock


class Direct:
    """A connection to an engine of the same process."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.closed: asyncio.Future[None] = asyncio.get_event_loop().create_future()

    async def ask(self, command: m.Command, timeout: float = 30.0) -> m.Reply:  # noqa: ASYNC109
        return await self.engine.answer(command)

    async def close(self) -> None:
        if not self.closed.done():
            self.closed.set_result(None)


class Stage:
    """The engine, the link to it, and what a test asks of both."""

    def __init__(self, profile: Path, server: MemoryServer, qtbot: QtBot, services: tuple[str, ...]) -> None:
        self.qtbot, self.server = qtbot, server
        self.engine = make_engine(profile)
        self._services = services
        self.link = Link(profile, self._connect)
        self.live = Live(self.link)
        self.preferences = Preferences(self.link, self.live)
        self.account = AccountId(0)

    async def _connect(self, on_notice: Any) -> Direct:
        self.engine.subscribe(on_notice)
        return Direct(self.engine)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the loop go on until this is done."""
        task = asyncio.get_event_loop().create_task(work)
        self.qtbot.waitUntil(task.done, timeout=20_000)
        return task.result()

    def open(self, *calendars: tuple[str, str]) -> None:
        """Make the store, the account and calendars by name and colour, and bring it all here."""
        self.run(self._open(calendars))
        self.link.start()
        self.qtbot.waitUntil(lambda: self.link.session is Session.OPEN)

    async def _open(self, calendars: tuple[tuple[str, str], ...]) -> None:
        await self.engine.start()
        await self.engine.answer(m.CreateStore(PASSPHRASE, False))
        added = await self.engine.answer(
            m.AddAccount(ALICE, "Alice Moreau", "Préfecture 35", "generic", specs(ALICE, self._services), PASSWORD)
        )
        assert isinstance(added, m.Added)
        self.account = AccountId(added.account)
        for name, colour in calendars:
            await self.intend(CreateCollection(name, None, service=Service.CALENDAR, colour=colour))
        await self.sync()

    def close(self) -> None:
        self.run(self.link.close())
        self.run(self.engine.stop())

    async def sync(self) -> None:
        """Meet the server once."""
        worker = self.engine.desk.accounts.worker(self.account)
        await worker.cycle.run(worker.outbox.run)

    def meet(self) -> None:
        """Meet the server once, and wait until the window knows."""
        self.run(self.sync())
        self.engine.notices.flush()

    async def intend(self, intention: Intention) -> None:
        kind, text = intention_to_json(intention)
        await self.engine.answer(m.Intend(new_operation_id(), self.account, kind, text.encode()))

    def calendar(self, name: str = "") -> CollectionId:
        """Return a calendar by its name, else the first."""
        rows = self.engine.desk.store.read(read_collections.collections, Service.CALENDAR)
        return next(row.id for row in rows if not name or row.name == name)

    def save(self, draft: EntryDraft, calendar: str = "", item: ItemId | None = None, **more: str) -> ItemId:
        """Save an entry as another window would."""
        asked = m.SaveEntry(new_operation_id(), self.calendar(calendar), to_json(draft).encode(), item or 0, **more)
        saved = self.run(self.engine.answer(asked))
        assert isinstance(saved, m.Saved)
        return ItemId(saved.items[0])

    def take_in_tasks(self, count: int) -> None:
        """Import so many tasks, due one after the other."""
        parts = [
            f"BEGIN:VTODO\r\nUID:t{number}\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Tâche {number:03}\r\n"
            f"DUE:20261201T{number // 60:02}{number % 60:02}00Z\r\nEND:VTODO\r\n"
            for number in range(count)
        ]
        raw = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(parts)}END:VCALENDAR\r\n".encode()
        self.run(self.engine.desk.saving.bring_in(OperationId("0" * 32), self.calendar(), raw))

    def entry(self, item: ItemId) -> Any:
        """Return what is shown of an entry now; None where it is gone."""
        opened = self.engine.desk.store.read(read_items.opened, item)
        return opened.shown if opened is not None else None

    def entry_named(self, summary: str) -> bool:
        """Whether an entry of that title is shown."""
        window = Days(TODAY, 1).wall()
        rows = self.engine.desk.store.read(read_calendar.occurrences, [self.calendar()], window, window)
        return summary in [row.summary for row in rows]

    def raw(self, item: ItemId) -> bytes:
        """Return the bytes of an entry as the server has them."""
        known = self.engine.desk.store.read(read_items.truth, item)
        assert known is not None
        return known[2]

    def elsewhere(self, item: ItemId, old: bytes, new: bytes) -> None:
        """Change the bytes of an entry on the server, as somebody else would."""
        raw = self.raw(item)
        shelf, name = next(
            (shelf, name)
            for shelf in self.server.user(ALICE).shelves.values()
            for name, kept in shelf.items.items()
            if kept.content == raw
        )
        shelf.put(name, raw.replace(old, new))

    def operations(self) -> list[OperationId]:
        """Return what waits in the outbox."""
        return [row.id for row in self.engine.desk.store.read(read_outbox.operations)]

    async def hurry(self, operation: OperationId) -> None:
        """Let an operation that waits for its time go at once."""
        await self.engine.answer(m.RetryOperation(operation))


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> Moment:
    """A moment in Paris."""
    return Moment(int(datetime(year, month, day, hour, minute, tzinfo=PARIS).timestamp()), "Europe/Paris")


def whole(day: int, month: int = 11, year: int = 2026) -> Moment:
    """A whole day."""
    return Moment(int(datetime(year, month, day, tzinfo=UTC).timestamp()), "", whole_day=True)


def event(summary: str, day: int, hour: int, minutes: int = 60, minute: int = 0, **more: Any) -> EntryDraft:
    """An event of November 2026."""
    start = at(day, hour, minute)
    return EntryDraft(summary=summary, start=start, end=Moment(start.at + minutes * 60, start.zone), **more)


def all_day(summary: str, first: int, days: int = 1, **more: Any) -> EntryDraft:
    """A whole day or several of November 2026."""
    start = whole(first)
    return EntryDraft(summary=summary, start=start, end=Moment(start.at + days * 86400, "", True), **more)


def task(summary: str, day: int | None = None, **more: Any) -> EntryDraft:
    """A task that is due on a day of November 2026."""
    return EntryDraft(Component.TASK, summary=summary, end=whole(day) if day else None, **more)


def wall(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime:
    """Wall clock of 2026."""
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - wall clock


HOUR = timedelta(hours=1)
