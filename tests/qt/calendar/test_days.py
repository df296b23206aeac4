"""Days and weeks on the screen: what happens is where it belongs, and can be written, moved, stretched and taken back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sync.model.calendar import Entry, Span
from sync.model.pending import Pending
from tests.qt.calendar.stage import HOUR, Stage, all_day, at, event, wall
from ui.calendar.area import CalendarArea
from ui.calendar.editor import EntryEditor
from ui.calendar.hours_view import HoursView
from ui.calendar.shown import Shown
from ui.calendar.spans import SpanDialog


def titles(area: CalendarArea) -> list[str]:
    return sorted(one.row.summary for one in area.view.shown)


def shown(area: CalendarArea, summary: str) -> Shown:
    return next(one for one in area.view.shown if one.row.summary == summary)


def wait_for(area: CalendarArea, qtbot: QtBot, *wanted: str) -> None:
    qtbot.waitUntil(lambda: titles(area) == sorted(wanted))


def place(area: CalendarArea, summary: str) -> QPoint:
    """The middle of an event on the screen."""
    view = area.days_view
    (block,) = [view._block_rect(one) for one in view._blocks if one.shown.row.summary == summary]
    return block.center().toPoint()


def drag(view: HoursView, start: QPoint, end: QPoint) -> None:
    """Press, go there in two steps, let go."""
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for point in ((start + end) / 2, end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), port.mapToGlobal(QPointF(point)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def editor(qtbot: QtBot, area: CalendarArea) -> EntryEditor:
    qtbot.waitUntil(lambda: area.window().findChild(EntryEditor) is not None)
    found = area.window().findChild(EntryEditor)
    assert isinstance(found, EntryEditor)
    return found


def answer(qtbot: QtBot, area: CalendarArea, span: Span) -> None:
    """Answer the question which occurrences are meant."""
    qtbot.waitUntil(lambda: area.window().findChild(SpanDialog) is not None)
    found = area.window().findChild(SpanDialog)
    assert isinstance(found, SpanDialog)
    found._take(span)


def test_a_week_shows_what_happens_and_says_how_it_stands(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Point d’équipe", 23, 9, 30, rule="FREQ=WEEKLY;COUNT=3"))
    stage.save(all_day("Salon des maires", 24, 3))
    stage.save(event("La semaine d’après", 30, 9))
    stage.meet()
    stage.save(event("Comité", 25, 10))
    wait_for(area, qtbot, "Point d’équipe", "Salon des maires", "Comité")
    one = shown(area, "Comité")
    assert (one.start, one.end, one.row.pending) == (wall(25, 10), wall(25, 11), Pending.QUEUED)
    assert shown(area, "Salon des maires").strip
    assert area.bar.title.whole_text == "23 – 29 novembre 2026 · semaine 48"
    area.turn(1)
    wait_for(area, qtbot, "La semaine d’après", "Point d’équipe")


def test_an_event_is_written_and_reaches_the_server(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    area.deeds.create(wall(26, 14), wall(26, 15), False)
    form = editor(qtbot, area)
    form.title.setText("Visite de la mairie")
    form.place.setText("Vezin")
    form.save()
    wait_for(area, qtbot, "Visite de la mairie")
    stage.meet()
    qtbot.waitUntil(lambda: shown(area, "Visite de la mairie").row.pending is Pending.NONE)
    raw = stage.raw(shown(area, "Visite de la mairie").row.entry)
    assert b"LOCATION:Vezin" in raw


def test_drawing_over_the_hours_writes_a_new_event(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    view = area.days_view
    x = round(view._left(3) + view._width / 2)
    drag(view, QPoint(x, round(view._y(11.0)) + 2), QPoint(x, round(view._y(12.5)) - 2))
    form = editor(qtbot, area)
    assert form.span.span() == (wall(26, 11), wall(26, 12, 30))
    form.reject()


def test_an_event_is_dragged_to_another_time_and_put_back(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10))
    wait_for(area, qtbot, "Comité")
    view = area.days_view
    middle = place(area, "Comité")
    drag(view, middle, middle + QPoint(round(view._width), view._hour * 2))
    qtbot.waitUntil(lambda: shown(area, "Comité").start == wall(26, 12))
    entry = stage.entry(item)
    assert (entry.start, entry.end) == (at(26, 12), at(26, 13))
    area.intents.undo()
    qtbot.waitUntil(lambda: shown(area, "Comité").start == wall(25, 10))
    assert stage.entry(item).sequence > entry.sequence


def test_the_end_is_pulled_and_so_is_it_by_keyboard(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 10))
    wait_for(area, qtbot, "Comité")
    view = area.days_view
    (rect,) = [view._block_rect(one) for one in view._blocks]
    foot = QPoint(round(rect.center().x()), round(rect.bottom()) - 2)
    drag(view, foot, foot + QPoint(0, view._hour))
    qtbot.waitUntil(lambda: shown(area, "Comité").end == wall(25, 12))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.chosen_event() == shown(area, "Comité")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: shown(area, "Comité").end == wall(25, 12, 15))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown(area, "Comité").start == wall(26, 10))


def test_of_a_series_one_is_moved_or_all_are(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Point", 23, 9, rule="FREQ=DAILY;COUNT=5"))
    wait_for(area, qtbot, *["Point"] * 5)
    area.deeds.move(area.view.shown[1], wall(24, 11), wall(24, 12), False)
    answer(qtbot, area, Span.THIS)
    qtbot.waitUntil(lambda: [one.start.hour for one in area.view.shown] == [9, 11, 9, 9, 9])
    area.deeds.move(area.view.shown[2], wall(25, 10), wall(25, 11), False)
    answer(qtbot, area, Span.ALL)
    qtbot.waitUntil(lambda: [one.start.hour for one in area.view.shown].count(10) == 4)
    assert stage.entry(item).start == at(23, 10)


def test_this_and_the_following_become_another_series_and_undo_joins_them_again(
    stage: Stage, area: CalendarArea, qtbot: QtBot
) -> None:
    item = stage.save(event("Point", 23, 9, rule="FREQ=DAILY;COUNT=5"))
    stage.meet()
    wait_for(area, qtbot, *["Point"] * 5)
    area.deeds.move(area.view.shown[2], wall(25, 14), wall(25, 15), False)
    answer(qtbot, area, Span.FOLLOWING)
    qtbot.waitUntil(lambda: [one.start.hour for one in area.view.shown] == [9, 9, 14, 14, 14])
    stage.meet()
    area.intents.undo()
    qtbot.waitUntil(lambda: [one.start.hour for one in area.view.shown] == [9] * 5)
    stage.meet()
    assert {one.row.entry for one in area.view.shown} == {item}


def test_what_is_deleted_comes_back_even_after_the_server_has_deleted_it(
    stage: Stage, area: CalendarArea, qtbot: QtBot
) -> None:
    item = stage.save(event("Comité", 25, 10, location="Salle 204"))
    stage.meet()
    wait_for(area, qtbot, "Comité")
    area.deeds.delete(shown(area, "Comité"))
    wait_for(area, qtbot)
    area.intents.undo()
    wait_for(area, qtbot, "Comité")
    assert stage.entry(item).location == "Salle 204"
    area.deeds.delete(shown(area, "Comité"))
    wait_for(area, qtbot)
    (operation,) = stage.operations()
    stage.run(stage.hurry(operation))
    stage.meet()
    assert stage.entry(item) is None
    area.intents.undo()
    wait_for(area, qtbot, "Comité")
    stage.meet()
    assert shown(area, "Comité").row.location == "Salle 204"


def test_events_at_the_same_time_stand_side_by_side_and_say_so(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Comité", 25, 9, 120))
    stage.save(event("Appel", 25, 10, 30))
    stage.save(event("Libre", 25, 9, 30, transparent=True))
    wait_for(area, qtbot, "Comité", "Appel", "Libre")
    assert [one.row.summary for one in area.view.shown if one.clash] == ["Comité", "Appel"]
    rects = [area.days_view._block_rect(one) for one in area.days_view._blocks]
    assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[:at])


def test_the_editor_sends_only_what_was_changed(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(event("Comité", 25, 10, description="Ordre du jour", categories=("Budget",)))
    wait_for(area, qtbot, "Comité")
    form = area.deeds.edit(shown(area, "Comité"))
    assert form is not None
    form.title.setText("Comité technique")
    assert form._draft(form._values(), {"summary"}, Span.ALL).start is None
    form.save()
    wait_for(area, qtbot, "Comité technique")
    entry: Entry = stage.entry(item)
    assert (entry.description, entry.categories, entry.start) == ("Ordre du jour", ("Budget",), at(25, 10))


def test_a_calendar_is_hidden_by_its_tick_and_stays_so(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Du service", 25, 10), "Service")
    stage.save(event("À moi", 25, 12), "Personnel")
    wait_for(area, qtbot, "Du service", "À moi")
    area.calendars.set_hidden(frozenset({stage.calendar("Personnel")}))
    wait_for(area, qtbot, "Du service")
    assert area._preferences.value("calendar.hidden") == [int(stage.calendar("Personnel"))]


def test_places_are_walked_by_keyboard_and_enter_writes_there(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    view = area.days_view
    area.go_to(wall(26).date())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    start = view.place()
    assert start.date() == wall(27).date()
    assert "vendredi 27 novembre" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert editor(qtbot, area).span.span() == (start, start + HOUR)


def test_without_calendars_the_place_says_what_it_is_for(area: CalendarArea, qtbot: QtBot) -> None:
    area.calendars.show_calendars([], [])
    area._show_emptiness()
    with qtbot.waitSignal(area.account_wanted):
        area._nothing.action_triggered.emit()
    assert area._stack.currentWidget() is area._nothing


def test_an_event_over_midnight_is_on_both_days(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.save(event("Astreinte", 25, 22, 6 * 60))
    wait_for(area, qtbot, "Astreinte")
    spans = [(one.day, one.start, one.end) for one in area.days_view._blocks]
    assert spans == [(2, 22.0, 24.0), (3, 0.0, 4.0)]
    assert shown(area, "Astreinte").end - shown(area, "Astreinte").start == timedelta(hours=6)
