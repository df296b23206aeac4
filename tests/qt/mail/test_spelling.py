"""Stories of spelling in a letter: underlined as one types, corrected from the menu, one's own words, and the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from sync.rpc import messages as m
from sync.serial import from_json
from tests.qt.mail.stage import Stage, until

Play = Callable[[Any], Any]


async def writing(stage: Stage, text: str) -> Any:
    area = await stage.open_area(web_allowed=False)
    area.compose("mailto:claire@dreal.example?subject=x")
    composer = area.desk.composers[0]
    composer.marks.set_language("fr")
    composer.editor.setFocus()
    composer.editor.setPlainText(text)
    composer.subject.setFocus()
    return composer


async def end(stage: Stage, composer: Any) -> None:
    composer.discard()
    await stage.end()


def test_mistakes_are_underlined_beside_the_text_and_go_when_corrected(stage: Stage, play: Play) -> None:
    async def story() -> None:
        composer = await writing(stage, "Bonjour, l’acceuil de la prefecture est ouvert.")
        await until(lambda: composer.marks.marked() == ["l’acceuil", "prefecture"])
        html = composer.draft().html
        assert "acceuil" in html
        assert "underline" not in html, "marks are no part of the letter"
        composer.dirty = False
        composer.marks.mark()
        assert not composer.dirty, "marking is not writing"
        cursor = composer.editor.document().find("prefecture")
        cursor.insertText("préfecture")
        await until(lambda: composer.marks.marked() == ["l’acceuil"])
        await end(stage, composer)

    play(story())


def test_the_word_that_is_being_typed_is_left_alone(stage: Stage, play: Play) -> None:
    async def story() -> None:
        composer = await writing(stage, "")
        composer.editor.setFocus()
        composer.activateWindow()
        await until(composer.editor.hasFocus)
        QTest.keyClicks(composer.editor, "Bonjuor")
        await until(lambda: ("fr", "Bonjuor") in composer._spelling._wrong)
        assert composer.marks.marked() == []
        QTest.keyClicks(composer.editor, " ")
        await until(lambda: composer.marks.marked() == ["Bonjuor"])
        await end(stage, composer)

    play(story())


def test_a_word_is_corrected_or_learnt_from_the_menu(stage: Stage, play: Play) -> None:
    async def story() -> None:
        composer = await writing(stage, "acceuil Vezinais")
        await until(lambda: composer.marks.marked() == ["acceuil", "Vezinais"])
        point = composer.editor.cursorRect(QTextCursor(composer.editor.document())).center()
        menu = composer.marks.menu_at(point)
        await until(lambda: menu.actions()[0].text() == "accueil")
        menu.actions()[0].trigger()
        menu.close()
        assert composer.editor.text().startswith("accueil Vezinais")
        composer._spelling.add("Vezinais")
        await until(lambda: composer.marks.marked() == [])
        await until(lambda: any(one.name == "writing.words" for one in stage.engine.of(m.ChangeSetting)))
        kept = [one for one in stage.engine.of(m.ChangeSetting) if one.name == "writing.words"]
        assert [from_json(one.value, list[str]) for one in kept] == [["vezinais"]]
        composer._spelling.forget("vezinais")
        await until(lambda: composer.marks.marked() == ["Vezinais"])
        await end(stage, composer)

    play(story())


def test_each_letter_has_its_language(stage: Stage, play: Play) -> None:
    async def story() -> None:
        composer = await writing(stage, "The schedule commence demain")
        await until(lambda: composer.marks.marked() == ["The", "schedule"])
        composer.marks.set_language("fr+en")
        await until(lambda: composer.marks.marked() == [])
        composer.marks.set_language("en")
        await until(lambda: composer.marks.marked() == ["demain"])
        composer.marks.set_language("off")
        assert composer.marks.marked() == []
        await end(stage, composer)

    play(story())
