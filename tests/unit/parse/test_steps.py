"""Tasks that are steps of others, in the calendar's own words: what else a task is related to stays."""

from __future__ import annotations

from sync.model.calendar import Component, EntryDraft
from sync.parse import ical, ical_edit
from tests.unit.parse.calendars import NOW, YEAR, calendar

TASK = calendar(
    "BEGIN:VTODO\nUID:t\nDTSTAMP:20260101T000000Z\nSUMMARY:Rapport\nRELATED-TO;RELTYPE=CHILD:enfant\nRELATED-TO:ancien\n"
    "DUE:20261130T100000Z\nEND:VTODO"
)


def test_a_task_becomes_a_step_of_another_one_and_keeps_its_own_steps() -> None:
    (changed,) = ical_edit.edit(TASK, EntryDraft(Component.TASK, parent="nouveau"), NOW)
    assert b"RELATED-TO;RELTYPE=CHILD:enfant\r\n" in changed
    assert b"ancien" not in changed
    assert ical.entry(changed, YEAR).parent == "nouveau"


def test_a_step_becomes_a_task_of_its_own() -> None:
    (freed,) = ical_edit.edit(TASK, EntryDraft(Component.TASK, parent=""), NOW)
    assert b"ancien" not in freed
    assert b"enfant" in freed
    assert ical.entry(freed, YEAR).parent == ""


def test_a_step_that_stays_one_is_not_touched() -> None:
    (same,) = ical_edit.edit(TASK, EntryDraft(Component.TASK, parent="ancien"), NOW)
    assert same == TASK
