"""The painted views as assistive technology finds them: a child for each event, with its words, where it is painted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from tests.qt.calendar.stage import Stage, all_day, event
from tests.qt.calendar.test_days import shown, wait_for
from ui.calendar.area import CalendarArea
from ui.calendar.grid import GridView


def names(view: GridView) -> list[str]:
    """What stands below the view in the accessible tree."""
    found: list[str] = []

    def walk(one: QAccessibleInterface) -> None:
        text = one.text(QAccessible.Text.Name)
        if text and one.role() is QAccessible.Role.StaticText:
            found.append(text)
        for place in range(one.childCount()):
            child = one.child(place)
            if child is not None and not child.state().invisible:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(view))
    return sorted(found)


@pytest.mark.parametrize("kind", ["week", "month"])
def test_events_are_children_with_their_words_where_they_are_painted(
    stage: Stage, area: CalendarArea, qtbot: QtBot, kind: str
) -> None:
    stage.save(event("Comité", 25, 10, location="Salle 204"))
    stage.save(all_day("Congé", 26, 2))
    area.show_kind(kind)
    area.view.spoken.listens = lambda: True
    wait_for(area, qtbot, "Comité", "Congé")
    area.view.spoken.follow()
    qtbot.waitUntil(lambda: len(names(area.view)) == 2)
    assert [name.split(",")[0] for name in names(area.view)] == ["Comité", "Congé"]
    assert "Salle 204" in names(area.view)[0]
    assert "25 novembre" in names(area.view)[0]
    child = next(one for one in area.view.spoken.children_shown if one.accessibleName().startswith("Comité"))
    assert area.view.event_at(child.geometry().center()) == shown(area, "Comité"), "it is where the event is"
    stage.save(event("Visite", 27, 9))
    qtbot.waitUntil(lambda: len(names(area.view)) == 3)


def test_nobody_listens_nothing_is_made(stage: Stage, area: CalendarArea, qtbot: QtBot) -> None:
    area.view.spoken.listens = lambda: False
    stage.save(event("Comité", 25, 10))
    wait_for(area, qtbot, "Comité")
    assert area.view.spoken.children_shown == []
