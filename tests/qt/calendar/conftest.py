"""The agenda over a real engine: Wednesday 25 November 2026, 10:20 in Paris, three calendars."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.engine.ground import people
from tests.qt.calendar.stage import NOW, PARIS, Stage
from ui.calendar import area as area_module
from ui.calendar.area import CalendarArea


@pytest.fixture
def stage(loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "profile", people(), qtbot, ("calendar", "mail", "submission"))
    made.open(("Service", "#2F5BD8"), ("Personnel", "#0E7C66"), ("Salle 204", "#B4531F"))
    yield made
    made.close()


class Agenda(CalendarArea):
    """The area on a day that does not pass."""

    def now(self):  # type: ignore[no-untyped-def]
        return NOW


@pytest.fixture
def area(stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CalendarArea:
    monkeypatch.setattr(area_module, "local_zone", lambda: PARIS)
    made = Agenda(stage.link, stage.live, preferences=stage.preferences)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made
