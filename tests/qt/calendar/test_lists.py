"""The list and the tasks: what happens day by day, what is to be done, and calendars as files."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from sync.model.calendar import EntryDraft
from tests.qt.calendar.stage import Stage, all_day, event, task, wall, whole
from ui.calendar.area import CalendarArea
from ui.calendar.days import Kind, days_of
from ui.calendar.grid import GridView
from ui.calendar.shown import Shown
from ui.calendar.task_editor import TaskEditor


def lines(area: CalendarArea) -> list[str]:
    rows = area.list_view.rows
    return [one.row.summary if isinstance(one, Shown) else rows.heading(one) for one in rows.rows]


def tasks(area: CalendarArea) -> list[str]:
    return [row.summary for row in area.tasks_view.tasks.rows]


def test_the_list_shows_days_with_what_is_on_them_and_today_always(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    QAbstractItemModelTester(area.list_view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stage.save(event("Comité", 27, 10))
    stage.save(all_day("Salon des maires", 26, 2))
    area.show_kind("list")
    qtbot.waitUntil(lambda: len(lines(area)) == 7)
    assert lines(area) == [
        "Aujourd’hui, mercredi 25 novembre",
        "Jeudi 26 novembre", "Salon des maires",
        "Vendredi 27 novembre", "Salon des maires", "Comité",
        "Vendredi 25 décembre – Noël",
    ]  # fmt: skip
    area.list_view.setCurrentIndex(area.list_view.rows.index(5))
    qtbot.waitUntil(lambda: area.peek.isVisible())
    assert area.peek.shown is not None
    assert area.peek.shown.row.summary == "Comité"


def test_tasks_stand_by_due_date_and_are_done_by_the_space_bar(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    QAbstractItemModelTester(area.tasks_view.tasks, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stage.save(task("Sans date"))
    stage.save(task("Rendre l’avis", 30))
    late = stage.save(task("Relire le rapport", 24))
    area.show_kind("tasks")
    qtbot.waitUntil(lambda: tasks(area) == ["Relire le rapport", "Rendre l’avis", "Sans date"])
    model = area.tasks_view.tasks
    assert model.is_late(model.rows[0])
    assert model.spoken(model.rows[0]).startswith("Relire le rapport, en retard, Hier")
    area.tasks_view.list.setCurrentIndex(model.index(0))
    QTest.keyClick(area.tasks_view.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tasks(area) == ["Rendre l’avis", "Sans date"])
    assert stage.entry(late).status == "completed"
    assert stage.entry(late).completed
    area.tasks_view.done.setChecked(True)
    qtbot.waitUntil(lambda: tasks(area) == ["Relire le rapport"])
    area.intents.undo()
    qtbot.waitUntil(lambda: tasks(area) == [])


def test_a_task_is_noted_with_one_line_and_gets_a_date(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    area.new_task()
    area.tasks_view.entry.setText("Appeler la mairie")
    QTest.keyClick(area.tasks_view.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tasks(area) == ["Appeler la mairie"])
    editor = area.deeds.edit_task(area.tasks_view.tasks.rows[0].id)
    assert isinstance(editor, TaskEditor)
    editor.has_due.setChecked(True)
    editor.due.set_day(wall(27).date())
    editor.save()
    item = area.tasks_view.tasks.rows[0].id
    qtbot.waitUntil(lambda: stage.entry(item).end == whole(27))
    stage.meet()
    assert b"DUE;VALUE=DATE:20261127" in stage.raw(item)


def test_a_task_that_repeats_is_done_one_time_after_the_other(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(task("Relever les compteurs", 24, rule="FREQ=WEEKLY;COUNT=3"))
    area.show_kind("tasks")
    qtbot.waitUntil(lambda: tasks(area) == ["Relever les compteurs"])
    model = area.tasks_view.tasks
    assert model.due_words(model.rows[0]) == "Hier"
    area.deeds.tick_task(model.rows[0])
    qtbot.waitUntil(lambda: model.due_words(model.rows[0]) == "mardi 1 décembre")
    assert stage.entry(item).status != "completed", "one time is done, not all of it"
    area.deeds.tick_task(model.rows[0])
    qtbot.waitUntil(lambda: model.due_words(model.rows[0]) == "mardi 8 décembre")
    area.intents.undo()
    qtbot.waitUntil(lambda: model.due_words(model.rows[0]) == "mardi 1 décembre")
    for words in ("mardi 8 décembre", ""):
        area.deeds.tick_task(model.rows[0])
        qtbot.waitUntil(lambda words=words: [model.due_words(row) for row in model.rows] == ([words] if words else []))
    area.tasks_view.done.setChecked(True)
    qtbot.waitUntil(lambda: tasks(area) == ["Relever les compteurs"])
    stage.meet()
    assert stage.raw(item).count(b"STATUS:COMPLETED") == 3
    assert stage.raw(item).count(b"RECURRENCE-ID") == 3


def test_a_task_is_made_to_repeat_and_gets_steps(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(task("Rapport annuel", 30))
    area.show_kind("tasks")
    qtbot.waitUntil(lambda: tasks(area) == ["Rapport annuel"])
    editor = area.deeds.edit_task(item)
    assert isinstance(editor, TaskEditor)
    for title in ("Rassembler les chiffres", "Relire"):
        editor.step.setText(title)
        QTest.keyClick(editor.step, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda title=title: title in [editor.steps.item(at).text() for at in range(editor.steps.count())])
    editor.steps.item(0).setCheckState(Qt.CheckState.Checked)
    model = area.tasks_view.tasks
    qtbot.waitUntil(lambda: [(row.steps_done, row.steps) for row in model.rows if row.id == item] == [(1, 2)])
    qtbot.waitUntil(lambda: tasks(area) == ["Rapport annuel", "Relire"])
    step = model.rows[1]
    assert step.parent == "Rapport annuel"
    assert "étape de Rapport annuel" in model.spoken(step)
    assert "1 étape faite sur 2" in model.spoken(model.rows[0])
    editor.repeats.choice.setCurrentIndex(editor.repeats.choice.findText("Chaque année", Qt.MatchFlag.MatchStartsWith))
    editor.save()
    qtbot.waitUntil(lambda: stage.entry(item).rule.startswith("FREQ=YEARLY"))
    below = area.deeds.edit_task(step.id)
    assert isinstance(below, TaskEditor)
    assert below.holder.currentText() == "Rapport annuel"
    below.holder.setCurrentIndex(0)
    below.save()
    qtbot.waitUntil(lambda: stage.entry(step.id).parent == "")
    again = area.deeds.edit_task(item)
    assert isinstance(again, TaskEditor)
    assert [again.holder.itemText(at) for at in range(again.holder.count())][1:] == ["Relire"], "not what is beneath it"
    again.reject()


def test_ten_thousand_tasks_come_by_pages(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    stage.take_in_tasks(250)
    area.show_kind("tasks")
    qtbot.waitUntil(lambda: len(tasks(area)) == 100)
    model = area.tasks_view.tasks
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert tasks(area) == [f"Tâche {number:03}" for number in range(250)]


def test_a_calendar_goes_out_as_a_file_and_comes_in_again(
    stage: Stage, area: CalendarArea, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.save(event("Comité", 25, 10, location="Salle 204"), "Service")
    stage.save(event("Point", 23, 9, rule="FREQ=DAILY;COUNT=3"), "Service")
    target = tmp_path / "Agenda.ics"
    with qtbot.waitSignal(area.exchange.done):
        area.exchange.write_out(stage.calendar("Service"), target)
    written = target.read_bytes()
    assert (written.count(b"BEGIN:VCALENDAR"), written.count(b"BEGIN:VEVENT")) == (1, 2)
    assert written.count(b"BEGIN:VTIMEZONE") == 1
    with qtbot.waitSignal(area.exchange.done) as told:
        area.exchange.take_in(target, stage.calendar("Personnel"))
    assert told.args == ["2 éléments importés"]
    with qtbot.waitSignal(area.exchange.done) as told:
        area.exchange.take_in(target, stage.calendar("Personnel"))
    assert told.args == ["Tout y était déjà"]
    with qtbot.waitSignal(area.exchange.done) as told:
        area.exchange.take_in(tmp_path / "absent.ics", stage.calendar("Personnel"))
    assert "ne peut pas être lu" in told.args[0]


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_what_is_shown_is_saved_as_pdf(stage: Stage, area: CalendarArea, qtbot: QtBot, tmp_path: Path) -> None:
    stage.save(event("Comité", 25, 10, location="Salle 204"))
    for kind in (Kind.WEEK, Kind.MONTH, Kind.LIST):
        area.show_kind(kind.value)
        days = days_of(kind, area.day)
        qtbot.waitUntil(lambda days=days: any(one.row.summary == "Comité" for one in area.agenda.shown(days)))  # type: ignore[misc]
        view = area.view if isinstance(area.view, GridView) else None
        path = tmp_path / f"{kind}.pdf"
        area.exchange.save_pdf(path, kind, "Novembre", days, view, area.agenda.shown(days))
        assert "Comité" in text_of(path)
        assert "Novembre" in text_of(path)


def test_a_dated_task_is_on_its_day(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = stage.save(task("Rendre l’avis", 26))
    qtbot.waitUntil(lambda: [one.row.summary for one in area.view.shown] == ["Rendre l’avis"])
    (one,) = area.view.shown
    assert (one.strip, one.first_day, one.last_day) == (True, wall(26).date(), wall(26).date())
    area.deeds.move(one, wall(27), wall(28), True)
    qtbot.waitUntil(lambda: stage.entry(item).end == whole(27))
    stage.save(EntryDraft(summary="Rendre l’avis signé"), item=item)
    qtbot.waitUntil(lambda: [one.row.summary for one in area.view.shown] == ["Rendre l’avis signé"])
