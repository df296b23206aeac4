"""Spelling on the pages of a document: waves under words, never on paper; corrected from the menu, one step to undo."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from editors.document.places import Place
from editors.document.tree import plain
from editors.widgets.paper import pdf
from editors.widgets.paragraphs import WRONG
from tests.qt.documents.conftest import open_tab
from ui.documents.area import DocumentsArea
from ui.documents.tab import DocumentTab


def written(area: DocumentsArea, qtbot: QtBot, words: str) -> DocumentTab:
    area.new_document("odt", "blank")
    tab = open_tab(area, qtbot)
    tab.spelling.set_language("fr")
    tab.writer.insert_text(words)
    tab.writer.set_caret(Place("body", (0,), 0))
    return tab


def wrong(tab: DocumentTab) -> list[str]:
    paragraph = tab.writer.document_shown.body[0]
    said = plain((paragraph,))[0]
    return [said[start:end] for start, end in tab.spelling.wrong(paragraph)]  # type: ignore[arg-type]


def reds(tab: DocumentTab) -> int:
    picture: QImage = tab.writer.viewport().grab().toImage()
    looked_for = QColor(WRONG)
    return sum(
        abs(picture.pixelColor(x, y).red() - looked_for.red()) < 40
        and picture.pixelColor(x, y).green() < 140
        and picture.pixelColor(x, y).blue() < 120
        for y in range(min(320, picture.height()))
        for x in range(0, picture.width(), 2)
    )


def test_mistakes_are_marked_on_the_screen_and_not_on_paper(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = written(area, qtbot, "Bonjour, l’acceuil de la prefecture est ouvert.")
    qtbot.waitUntil(lambda: wrong(tab) == ["l’acceuil", "prefecture"])
    assert reds(tab) > 10
    with_marks = pdf(tab.writer, "x")
    tab.spelling.set_language("off")
    assert wrong(tab) == []
    assert reds(tab) == 0
    assert len(pdf(tab.writer, "x")) == len(with_marks), "paper bears no marks"


def test_a_word_is_corrected_from_the_menu_and_that_can_be_undone(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = written(area, qtbot, "Un acceuil")
    qtbot.waitUntil(lambda: wrong(tab) == ["acceuil"])
    rect = tab.writer.caret_rect(Place("body", (0,), 5))
    assert rect is not None
    menu = tab.spelling.menu_at(rect.center().toPoint())
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "accueil")
    menu.actions()[0].trigger()
    menu.close()
    assert plain(tab.writer.document_shown.body) == ["Un accueil"]
    tab.writer.undo()
    assert plain(tab.writer.document_shown.body) == ["Un acceuil"]


def test_the_word_that_is_being_typed_is_left_alone_and_one_learns_words(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = written(area, qtbot, "")
    tab.writer.setFocus()
    qtbot.waitUntil(tab.writer.hasFocus)
    qtbot.keyClicks(tab.writer, "Vezinais")
    qtbot.waitUntil(lambda: tab.spelling._spelling.is_wrong("fr", "Vezinais"))
    assert wrong(tab) == []
    qtbot.keyClicks(tab.writer, " ")
    qtbot.waitUntil(lambda: wrong(tab) == ["Vezinais"])
    tab.spelling._spelling.add("vezinais")
    assert wrong(tab) == []
