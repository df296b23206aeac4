"""People of an event: invited from the editor, answered from the pane, another time proposed."""

from __future__ import annotations

from email import message_from_string

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sync.model.calendar import Attendee, Participation, Span
from tests.engine.ground import ALICE, BOB
from tests.qt.calendar.stage import Stage, at, event, wall
from tests.qt.calendar.test_days import editor, shown, wait_for
from ui.calendar.area import CalendarArea
from ui.calendar.counter import CounterDialog
from ui.calendar.telling import TellDialog

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


ME = Attendee(ALICE, "Alice Moreau", Participation.ACCEPTED)


def asked(area: CalendarArea, qtbot: QtBot) -> TellDialog:
    """The question whether people are told."""
    qtbot.waitUntil(lambda: area.window().findChild(TellDialog) is not None)
    dialog = area.window().findChild(TellDialog)
    assert isinstance(dialog, TellDialog)
    return dialog


def hurried(stage: Stage) -> list[str]:
    """What Bob got, once the time in which it can be taken back is over."""
    for operation in stage.operations():
        stage.run(stage.hurry(operation))
    return letters(stage)


def test_who_was_invited_is_told_that_an_event_is_called_off(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY)))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.delete(shown(area, "Comité"))
    dialog = asked(area, qtbot)
    assert dialog.tell.isChecked()
    dialog.go.click()
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    assert letters(stage) == [], "both wait, so that it can be taken back"
    (letter,) = hurried(stage)
    assert "method=CANCEL" in letter
    assert stage.entry(item) is None


def test_what_is_taken_back_in_time_tells_nobody(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY)))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.delete(shown(area, "Comité"))
    asked(area, qtbot).go.click()
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    qtbot.waitUntil(lambda: area.intents.can_undo)
    area.intents.undo()
    qtbot.waitUntil(lambda: stage.operations() == [])
    assert hurried(stage) == []
    assert stage.entry(item) is not None


def test_what_was_told_before_it_is_taken_back_is_told_anew(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY)))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.delete(shown(area, "Comité"))
    asked(area, qtbot).go.click()
    qtbot.waitUntil(lambda: len(stage.operations()) == 2 and area.intents.can_undo)
    assert len(hurried(stage)) == 1
    area.intents.undo()
    qtbot.waitUntil(lambda: stage.entry_named("Comité") and len(stage.operations()) == 2)
    assert ["CANCEL" if "method=CANCEL" in one else "REQUEST" for one in hurried(stage)] == ["CANCEL", "REQUEST"]


def test_one_occurrence_alone_is_called_off(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY), rule="FREQ=DAILY;COUNT=3"))
    stage.meet()
    wait_for(area, qtbot, *["Comité"] * 3)
    one = next(found for found in area.view.shown if found.row.summary == "Comité" and found.start.day == 26)
    area.intents.delete(one.row.entry, Span.THIS, one.row.recurrence, True)
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    (letter,) = hurried(stage)
    assert "method=CANCEL" in letter
    told = message_from_string(letter).get_payload()[0].get_payload(decode=True).decode()  # type: ignore[index,union-attr]
    assert "Jeudi 26 novembre 2026" in told, told


def test_without_the_tick_it_is_called_off_in_silence(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY)))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.delete(shown(area, "Comité"))
    dialog = asked(area, qtbot)
    dialog.tell.setChecked(False)
    dialog.go.click()
    qtbot.waitUntil(lambda: len(stage.operations()) == 1)
    assert hurried(stage) == []


def test_who_is_taken_off_an_event_is_told(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 10, organizer=ME, attendees=(ME, BOBBY)))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.edit(shown(area, "Comité"))
    form = editor(qtbot, area)
    form.people._remove(form.people._rows[1])
    form.save()
    qtbot.waitUntil(lambda: len(stage.operations()) == 2)
    (letter,) = letters(stage)
    assert "method=CANCEL" in letter
    assert not shown(area, "Comité").off, "it takes place without them"
