"""A conflict is shown and settled from the window: joined where nothing contradicts, else one of the three other ways."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from sync.model.calendar import EntryDraft
from sync.model.conflicts import Resolution
from sync.model.ids import ItemId
from sync.model.pending import Pending
from tests.qt.calendar.stage import Stage, event, wall
from ui.calendar.area import CalendarArea
from ui.calendar.conflict import ConflictDialog


def in_conflict(stage: Stage, area: CalendarArea, qtbot: QtBot, mine: EntryDraft, theirs: bytes) -> ItemId:
    """Let this window and somebody else change the same event before they meet."""
    item = stage.save(event("Comité", 25, 10, location="Salle 204"))
    stage.meet()
    stage.elsewhere(item, b"Salle 204", theirs)
    stage.save(mine, item=item)
    stage.meet()
    qtbot.waitUntil(lambda: [one.row.pending for one in area.view.shown] == [Pending.CONFLICT])
    return item


def dialog(area: CalendarArea, qtbot: QtBot) -> ConflictDialog:
    area.view.choose(area.view.shown[0])
    qtbot.waitUntil(lambda: area.peek.isVisible())
    area.peek.conflict_wanted.emit(area.peek.shown)
    found = area.window().findChild(ConflictDialog)
    assert isinstance(found, ConflictDialog)
    qtbot.waitUntil(lambda: found.versions[1] is not None)
    return found


def test_what_does_not_contradict_is_joined(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = in_conflict(stage, area, qtbot, EntryDraft(summary="Comité technique"), b"Salle 12")
    shown = dialog(area, qtbot)
    base, mine, theirs = shown.versions
    assert base is not None
    assert mine is not None
    assert theirs is not None
    assert (mine.summary, mine.location, theirs.summary, theirs.location) == (
        "Comité technique", "Salle 204", "Comité", "Salle 12",
    )  # fmt: skip
    shown.settle(Resolution.MERGE)
    qtbot.waitUntil(lambda: stage.entry(item).location == "Salle 12")
    stage.meet()
    assert (stage.entry(item).summary, stage.operations()) == ("Comité technique", [])


def test_what_contradicts_is_said_and_can_still_be_settled(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    item = in_conflict(stage, area, qtbot, EntryDraft(location="Salle 7"), b"Salle 12")
    shown = dialog(area, qtbot)
    shown.settle(Resolution.MERGE)
    qtbot.waitUntil(lambda: "même chose" in shown._fault.text)
    shown.settle(Resolution.KEEP_MINE)
    qtbot.waitUntil(lambda: stage.operations() != [])
    stage.meet()
    assert stage.entry(item).location == "Salle 7"


@pytest.mark.parametrize(
    ("ending", "places"), [(Resolution.KEEP_BOTH, ["Salle 12", "Salle 7"]), (Resolution.KEEP_THEIRS, ["Salle 12"])]
)
def test_both_or_the_other_are_kept(
    stage: Stage, area: CalendarArea, qtbot: QtBot, ending: Resolution, places: list[str]
) -> None:
    in_conflict(stage, area, qtbot, EntryDraft(location="Salle 7"), b"Salle 12")
    dialog(area, qtbot).settle(ending)
    qtbot.waitUntil(lambda: sorted(one.row.location for one in area.view.shown) == places)
    assert area.view.shown[0].start == wall(25, 10)
