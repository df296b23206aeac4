"""The agenda over Radicale: two profiles change the same event offline and meet; the conflict is settled in the window."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sync.engine.engine import Engine
from sync.model.accounts import Service
from sync.model.calendar import EntryDraft
from sync.model.conflicts import Resolution
from sync.model.ids import AccountId
from sync.model.operations import CreateCollection
from sync.model.pending import Pending
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from tests.engine.ground import PASSPHRASE, make_engine
from tests.qt.calendar.conftest import Agenda
from tests.qt.calendar.stage import PARIS, Stage, event, wall
from tests.qt.conftest import loop as _loop
from tests.servers.dav import ALICE, PASSWORD, DavServer, radicale
from ui.calendar import area as area_module
from ui.calendar.area import CalendarArea
from ui.calendar.conflict import ConflictDialog

pytestmark = pytest.mark.server

loop = _loop


class Machine(Stage):
    """One machine of Alice's, with the window's side of it."""

    def __init__(self, profile: Path, dav: DavServer, qtbot: QtBot) -> None:
        super().__init__(profile, None, qtbot, ())  # type: ignore[arg-type]
        self.engine: Engine = make_engine(profile, make=protocol_class)
        self._dav = dav

    async def _open(self, calendars: tuple[tuple[str, str], ...]) -> None:
        await self.engine.answer(m.CreateStore(PASSPHRASE, False))
        trust = {"trust": str(self._dav.authority.trust)}
        spec = m.EndpointSpec("calendar", "caldav", "localhost", self._dav.port, user=ALICE, parameters=trust)
        added = await self.engine.answer(m.AddAccount(ALICE, "Alice Moreau", "", "open_dav", [spec], PASSWORD))
        assert isinstance(added, m.Added)
        self.account = AccountId(added.account)
        await self.sync()
        for name, colour in calendars:
            await self.intend(CreateCollection(name, None, service=Service.CALENDAR, colour=colour))
        await self.sync()


@pytest.fixture
def machines(
    loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot
) -> Iterator[tuple[Machine, Machine]]:
    with radicale() as dav:
        desk, laptop = (Machine(tmp_path / name, dav, qtbot) for name in ("desk", "laptop"))
        try:
            desk.open(("Agenda", "#2F5BD8"))
            laptop.open()
            yield desk, laptop
        finally:
            desk.close()
            laptop.close()


def window(machine: Machine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CalendarArea:
    monkeypatch.setattr(area_module, "local_zone", lambda: PARIS)
    made = Agenda(machine.link, machine.live, preferences=machine.preferences)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def places(area: CalendarArea) -> list[tuple[str, str]]:
    return sorted((one.row.summary, one.row.location) for one in area.view.shown)


def test_a_conflict_of_two_machines_is_settled_in_the_window(
    machines: tuple[Machine, Machine], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, laptop = machines
    area, beside = (window(machine, qtbot, monkeypatch) for machine in machines)
    area.deeds._intents.save(desk.calendar(), event("Comité", 25, 10, location="Salle 204"))
    qtbot.waitUntil(lambda: places(area) == [("Comité", "Salle 204")])
    desk.meet()
    laptop.meet()
    qtbot.waitUntil(lambda: places(beside) == [("Comité", "Salle 204")])
    area.deeds._intents.save(desk.calendar(), EntryDraft(location="Salle 12"), area.view.shown[0].row.entry)
    beside.intents.move(beside.view.shown[0], wall(25, 14), wall(25, 15), False)
    qtbot.waitUntil(lambda: beside.view.shown[0].start == wall(25, 14))
    desk.meet()
    laptop.meet()
    qtbot.waitUntil(lambda: beside.view.shown[0].row.pending is Pending.CONFLICT)
    beside.view.choose(beside.view.shown[0])
    dialog = beside.deeds.settle(beside.view.shown[0])
    assert isinstance(dialog, ConflictDialog)
    qtbot.waitUntil(lambda: dialog.versions[2] is not None)
    dialog.settle(Resolution.MERGE)
    qtbot.waitUntil(lambda: beside.view.shown[0].row.pending is not Pending.CONFLICT)
    laptop.meet()
    desk.meet()
    for one in (area, beside):
        qtbot.waitUntil(lambda one=one: places(one) == [("Comité", "Salle 12")])  # type: ignore[misc]
        qtbot.waitUntil(lambda one=one: one.view.shown[0].start == wall(25, 14))  # type: ignore[misc]
    assert (desk.operations(), laptop.operations()) == ([], [])


def test_what_was_deleted_on_the_server_comes_back_by_undo(
    machines: tuple[Machine, Machine], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, laptop = machines
    area = window(desk, qtbot, monkeypatch)
    desk.save(event("Point", 23, 9, rule="FREQ=DAILY;COUNT=3"))
    desk.meet()
    qtbot.waitUntil(lambda: len(area.view.shown) == 3)
    area.intents.delete(area.view.shown[0].row.entry)
    qtbot.waitUntil(lambda: len(area.view.shown) == 0)
    desk.run(desk.hurry(desk.operations()[0]))
    desk.meet()
    area.intents.undo()
    qtbot.waitUntil(lambda: len(area.view.shown) == 3)
    desk.meet()
    laptop.meet()
    assert desk.operations() == []
    assert laptop.entry_named("Point")
