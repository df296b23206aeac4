"""Who has time, in the event editor: in the grid and in words, found by itself, and known offline with its age."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sync.store.connection import Connection
from tests.engine.ground import BOB
from tests.qt.calendar.stage import Stage, event, wall
from tests.qt.calendar.test_days import editor, wait_for
from ui.calendar.area import CalendarArea
from ui.calendar.editor import EntryEditor

BUSY = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:20261126T080000Z/PT3H\r\n"
    b"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261126T150000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
)
"""Thursday from 9 to 12 in Paris, and perhaps from 16 to 17."""


def planned(area: CalendarArea, qtbot: QtBot, *people: str, hour: int = 10) -> EntryEditor:
    """A new event on Thursday with people."""
    area.deeds.create(wall(26, hour), wall(26, hour + 1), False)
    form = editor(qtbot, area)
    form.title.setText("Revue des dossiers")
    for one in people:
        form.people.entry.setText(one)
        form.people.take_typed()
    return form


def grow_old(connection: Connection) -> None:
    """Let an hour pass since the server was asked."""
    connection.execute("UPDATE availability SET asked = asked - 3600000")


def test_the_grid_and_a_sentence_say_who_is_busy(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.server.busy[BOB] = BUSY
    form = planned(area, qtbot, f"Bob Le Goff <{BOB}>", "Zoé Martin <zoe@ailleurs.test>")
    qtbot.waitUntil(lambda: "Bob Le Goff" in form.availability.said.text() and "indisponible" in form.availability.said.text())
    said = form.availability.said.text()
    assert "09:00" in said
    assert "12:00" in said
    assert "Zoé Martin" in said, "of whom nothing is known"
    assert [(one.name, one.known) for one in form.availability.grid.people] == [
        ("Vous", True), ("Bob Le Goff", True), ("Zoé Martin", False),
    ]  # fmt: skip
    assert form.availability.grid.accessibleDescription() == said
    form.close()


def test_the_next_time_that_is_free_for_all_is_found(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.server.busy[BOB] = BUSY
    stage.save(event("Déjeuner", 26, 12, 90))
    wait_for(area, qtbot, "Déjeuner")
    form = planned(area, qtbot, f"Bob Le Goff <{BOB}>")
    form.availability.next_time.click()
    qtbot.waitUntil(lambda: form.span.span()[0] == wall(26, 13, 30))
    assert form.span.span()[1] == wall(26, 14, 30), "it lasts as long as before"
    qtbot.waitUntil(lambda: form.availability.said.text() == "Tout le monde est libre.")
    form.close()


def test_a_press_on_the_grid_takes_the_time(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.server.busy[BOB] = BUSY
    form = planned(area, qtbot, f"Bob Le Goff <{BOB}>")
    grid = form.availability.grid
    qtbot.waitUntil(lambda: grid.width() > 200)
    at = grid._x(wall(26, 14)) + 2
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at, 30))
    assert form.span.span() == (wall(26, 14), wall(26, 15))
    form.close()


def test_offline_it_says_what_was_known_and_when(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.server.busy[BOB] = BUSY
    form = planned(area, qtbot, f"Bob Le Goff <{BOB}>")
    qtbot.waitUntil(lambda: "indisponible" in form.availability.said.text())
    form.close()
    stage.run(stage.engine.desk.store.write(grow_old))
    stage.server.trouble.outage = True
    again = planned(area, qtbot, f"Bob Le Goff <{BOB}>")
    qtbot.waitUntil(lambda: again.availability.age.isVisible())
    assert "indisponible" in again.availability.said.text()
    assert "Dernier état connu" in again.availability.age.text()
    again.close()
