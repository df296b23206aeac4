"""People of an event: invited from the editor, answered from the pane, another time proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sync.model.calendar import Attendee, Participation
from tests.engine.ground import ALICE, BOB
from tests.qt.calendar.stage import Stage, at, event, wall
from tests.qt.calendar.test_days import editor, shown, wait_for
from ui.calendar.area import CalendarArea
from ui.calendar.counter import CounterDialog

BOBBY = Attendee(BOB, "Bob Le Goff")
INVITED = (BOBBY, Attendee(ALICE, "Alice Moreau"))


def letters(stage: Stage) -> list[str]:
    stage.meet()
    return [kept.raw.decode() for kept in stage.server.mailbox(BOB, "INBOX").messages.values()]


def pressed(area: CalendarArea, name: str) -> None:
    next(one for one in area.peek.findChildren(QPushButton) if one.text().strip() == name and one.isVisibleTo(area)).click()


def test_somebody_is_invited_from_the_editor_and_gets_a_letter(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    area.deeds.create(wall(26, 14), wall(26, 15), False)
    form = editor(qtbot, area)
    form.title.setText("Visite")
    form.people.entry.setText(f"Bob Le Goff <{BOB}>")
    QTest.keyClick(form.people.entry, Qt.Key.Key_Return)
    assert form.isVisible(), "Enter takes the person, it does not save"
    assert [one.address for one in form.people.people()] == [BOB]
    assert form.invite.isVisible()
    form.save()
    wait_for(area, qtbot, "Visite")
    item = shown(area, "Visite").row.entry
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    entry = stage.entry(item)
    assert entry.organizer.address == ALICE
    assert [(one.address, one.participation) for one in entry.attendees] == [
        (ALICE, Participation.ACCEPTED), (BOB, Participation.NEEDS_ACTION),
    ]  # fmt: skip
    (letter,) = letters(stage)
    assert "method=REQUEST" in letter


def test_without_the_tick_nobody_is_told(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    area.deeds.create(wall(26, 14), wall(26, 15), False)
    form = editor(qtbot, area)
    form.title.setText("Visite")
    form.people.entry.setText(BOB)
    form.people.take_typed()
    form.invite.setChecked(False)
    form.save()
    wait_for(area, qtbot, "Visite")
    assert letters(stage) == []


def test_an_invitation_is_answered_from_the_agenda(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10, organizer=BOBBY, attendees=INVITED))
    wait_for(area, qtbot, "Comité")
    area.view.choose(shown(area, "Comité"))
    pressed(area, "Décliner")
    qtbot.waitUntil(lambda: stage.entry(item).attendees[1].participation is Participation.DECLINED)
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    (letter,) = letters(stage)
    assert "method=REPLY" in letter
    qtbot.waitUntil(lambda: not next(
        one for one in area.peek.findChildren(QPushButton) if one.text() == "Décliner" and one.isVisibleTo(area)
    ).isEnabled())  # fmt: skip


def test_another_time_is_proposed_and_the_calendar_stays_as_it_is(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10, organizer=BOBBY, attendees=INVITED))
    wait_for(area, qtbot, "Comité")
    area.view.choose(shown(area, "Comité"))
    pressed(area, "Proposer un autre horaire…")
    dialog = area.window().findChild(CounterDialog)
    assert isinstance(dialog, CounterDialog)
    assert not dialog.send.isEnabled()
    dialog.span.show_span(wall(25, 15), wall(25, 16), whole_day=False)
    dialog.span.span_changed.emit()
    dialog.comment.setPlainText("Je suis en inspection le matin.")
    dialog.send.click()
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    (letter,) = letters(stage)
    assert "method=COUNTER" in letter
    assert stage.entry(item).start == at(25, 10)


def test_who_organises_an_event_is_not_asked_to_answer(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    me = Attendee(ALICE, "Alice Moreau", Participation.ACCEPTED)
    stage.save(event("Comité", 25, 10, organizer=me, attendees=(me, BOBBY)))
    wait_for(area, qtbot, "Comité")
    area.view.choose(shown(area, "Comité"))
    assert not [one for one in area.peek.findChildren(QPushButton) if one.text() == "Accepter" and one.isVisibleTo(area)]
