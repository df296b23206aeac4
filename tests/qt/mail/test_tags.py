"""Stories of tags: given by menu and by number, seen in list and letter, made, named, coloured and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QInputDialog, QLabel, QLineEdit, QToolButton

from sync.model.operations import ChangeFlags
from sync.rpc import messages as m
from sync.serial import intention_from_json
from tests.qt.mail.stage import Stage, until
from ui.mail.tag_menu import TagsWindow

Play = Callable[[Any], Any]


def intentions(stage: Stage) -> list[Any]:
    return [intention_from_json(command.kind, command.intention) for command in stage.engine.of(m.Intend)]


async def opened(stage: Stage) -> Any:
    area = await stage.open_area(web_allowed=False)
    area.list.view.choose(0)
    await until(lambda: area.reader.content is not None)
    return area


def test_a_tag_is_given_by_its_number_and_taken_again(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Rapport")

    async def story() -> None:
        area = await opened(stage)
        area.activateWindow()
        area.list.view.setFocus()
        await until(area.isActiveWindow)
        QTest.keyClick(area.list.view, Qt.Key.Key_2)
        await until(lambda: intentions(stage))
        assert intentions(stage) == [ChangeFlags((item,), add_keywords=frozenset({"$label2"}))]
        await until(lambda: [one.text() for one in area.reader.header._tags.findChildren(QLabel)] == ["Work"])
        assert "tag Work" in area.list.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        QTest.keyClick(area.list.view, Qt.Key.Key_0)
        await until(lambda: len(intentions(stage)) == 2)
        assert intentions(stage)[1] == ChangeFlags((item,), remove_keywords=frozenset({"$label2"}))
        await until(lambda: not area.reader.header._tags.isVisible())
        await stage.end()

    play(story())


def test_the_menu_shows_which_tags_all_chosen_messages_have(stage: Stage, play: Play) -> None:
    first, second = stage.add_letter("Un"), stage.add_letter("Deux")
    stage.store.execute("UPDATE message SET keywords = '$Label1' WHERE id = ?", (first,))

    async def story() -> None:
        area = await opened(stage)
        menu = area._tag_menu
        menu.fill()
        assert [action.isChecked() for action in menu.actions()[:3]] == [True, False, False]
        area.list.view.selectAll()
        menu.fill()
        assert not menu.actions()[0].isChecked()
        menu.actions()[0].trigger()
        await until(lambda: intentions(stage))
        assert set(intentions(stage)[0].items) == {first, second}
        await stage.end()

    play(story())


def test_a_tag_of_ones_own(stage: Stage, play: Play, monkeypatch: Any) -> None:
    item = stage.add_letter("Rapport")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Dossier Vézin !", True))

    async def story() -> None:
        area = await opened(stage)
        area._tag_menu.make()
        await until(lambda: intentions(stage))
        assert intentions(stage) == [ChangeFlags((item,), add_keywords=frozenset({"dossier_vezin"}))]
        assert [tag.name for tag in area.tags.all()][-1] == "Dossier Vézin !"
        assert len({tag.colour for tag in area.tags.all()}) == 6
        assert area.tags.add("dossier vézin !").keyword == "dossier_vezin", "a name makes one tag"
        assert area.tags.add("日本").keyword == "tag"
        assert area.tags.add("日").keyword == "tag_2"
        await stage.end()

    play(story())


def test_tags_are_named_coloured_and_forgotten(stage: Stage, play: Play, monkeypatch: Any) -> None:
    stage.add_letter("Rapport")
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_, **__: QColor("#123456"))

    async def story() -> None:
        area = await opened(stage)
        window = TagsWindow(area.tags, area)
        window.show()
        first = window.findChildren(QLineEdit)[0]
        first.setText("Urgent")
        first.editingFinished.emit()
        assert area.tags.all()[0].name == "Urgent"
        assert first is window.findChildren(QLineEdit)[0], "the field in which one types stays"
        colour = next(one for one in window.findChildren(QToolButton) if one.accessibleName() == "Colour of Important")
        colour.click()
        assert (area.tags.all()[0].name, area.tags.all()[0].colour) == ("Urgent", "#123456")
        await until(lambda: [one for one in window.findChildren(QToolButton) if one.accessibleName() == "Remove Urgent"])
        next(one for one in window.findChildren(QToolButton) if one.accessibleName() == "Remove Urgent").click()
        assert [tag.name for tag in area.tags.all()] == ["Work", "Personal", "To do", "Later"]
        window.close()
        await stage.end()

    play(story())


def test_what_others_kept_in_the_setting_does_no_harm(stage: Stage, play: Play) -> None:
    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        good = {"keyword": "x", "name": "X", "colour": "#112233"}
        area.preferences.set_value("mail.tags", [good, {"keyword": "y", "name": "Y", "colour": "red; x"}, 3])
        assert [tag.keyword for tag in area.tags.all()] == ["x"]
        area.preferences.set_value("mail.tags", "broken")
        assert len(area.tags.all()) == 5
        await stage.end()

    play(story())
