"""The window of reminders: it comes when something is due, and goes when nothing is any more."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sync.model.calendar import Alarm
from sync.store.read import reminders as read_reminders
from sync.store.write import reminders as write_reminders
from tests.qt.calendar.stage import NOW, PARIS, Stage, event
from ui.calendar.days import moment_at
from ui.calendar.reminder_window import ReminderWindow


def window(stage: Stage, qtbot: QtBot) -> ReminderWindow:
    """The window at 10:20, with a committee in ten minutes whose reminder fell due at 10:15."""
    room = {"location": "Salle 204", "url": "https://visio.exemple.fr/a"}
    item = stage.save(event("Comité", 25, 10, minute=30, alarms=(Alarm(900),), **room))
    due = moment_at(NOW - timedelta(minutes=5), PARIS).at
    stage.run(stage.engine.desk.store.write(write_reminders.fall_due, [(item, "", due)], due))
    made = ReminderWindow(stage.link, zone=PARIS, now=lambda: NOW)
    qtbot.addWidget(made)
    stage.live.reminders_changed.connect(made.read)
    made.read()
    return made


def pressed(made: ReminderWindow, text: str) -> None:
    next(one for one in made.findChildren(QPushButton) if one.text().strip() == text and one.isVisibleTo(made)).click()


def test_what_is_due_is_said_with_a_way_in(stage: Stage, qtbot: QtBot) -> None:
    made = window(stage, qtbot)
    assert made.isVisible()
    (row,) = made.rows
    assert made.when(row, NOW + timedelta(minutes=10), NOW) == "Dans 10 minutes, à 10:30"
    assert [one.accessibleName() for one in made.findChildren(QPushButton) if one.text().strip() == "Rejoindre"] == [
        "Rejoindre Comité"
    ]


def test_done_with_it_means_gone(stage: Stage, qtbot: QtBot) -> None:
    made = window(stage, qtbot)
    pressed(made, "C’est fait")
    qtbot.waitUntil(lambda: not made.isVisible())
    assert made.rows == []


def test_closing_the_window_puts_off_and_forgets_nothing(stage: Stage, qtbot: QtBot) -> None:
    made = window(stage, qtbot)
    made.close()
    qtbot.waitUntil(lambda: made.rows == [])
    later = moment_at(NOW + timedelta(minutes=5), PARIS).at
    assert len(stage.engine.desk.store.read(read_reminders.due, later)) == 1


def test_the_event_is_shown_in_the_agenda(stage: Stage, qtbot: QtBot) -> None:
    made = window(stage, qtbot)
    with qtbot.waitSignal(made.event_wanted) as told:
        pressed(made, "Afficher")
    assert told.args == [NOW + timedelta(minutes=10)]
