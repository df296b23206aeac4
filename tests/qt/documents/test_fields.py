"""Fields, references and the table of contents in the window: put in by the menu, right on their pages, one step to undo."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editors.document import contents, references
from editors.document.places import Place, paragraphs
from editors.document.tree import Field, plain
from tests.qt.documents.conftest import open_tab
from ui.documents.area import DocumentsArea
from ui.documents.insert_menu import InsertMenu
from ui.documents.tab import DocumentTab

KINDS = pytest.mark.parametrize("kind", ["odt", "docx"])


@KINDS
def test_the_table_of_contents_names_the_pages(area: DocumentsArea, qtbot: QtBot, kind: str) -> None:
    area.new_document(kind, "note")
    tab = open_tab(area, qtbot)
    writer = tab.writer
    path = next(path for path, one in paragraphs(writer.document_shown.body) if plain((one,)) == ["Proposition"])
    writer.set_caret(Place("body", path, 0))
    writer.insert_page_break()
    writer.set_caret(Place("body", (1,), 0))
    before = writer.document_shown
    menu = tab.bar.findChild(InsertMenu)
    assert menu is not None
    menu.insert_contents()
    first, last = contents.stretch(writer.document_shown) or (0, 0)
    assert plain(writer.document_shown.body[first : last + 1]) == ["Contexte\t1", "Analyse\t1", "Proposition\t2"]
    writer.undo()
    assert writer.document_shown is before


@KINDS
def test_a_reference_shows_the_words_and_the_page_of_a_heading(area: DocumentsArea, qtbot: QtBot, kind: str) -> None:
    area.new_document(kind, "note")
    tab = open_tab(area, qtbot)
    menu = tab.bar.findChild(InsertMenu)
    assert menu is not None
    menu.fill_references()
    offered = [one.text() for one in menu._references.actions() if one.menu() is not None]
    assert offered == ["Contexte", "Analyse", "Proposition"]
    tab.writer.set_caret(Place("body", (1,), 0))
    for what in (0, 1):
        menu._references.actions()[1].menu().actions()[what].trigger()
    assert [one.shown for one in shown(tab)] == ["Analyse", "1"]
    assert len(references.bookmarks(tab.writer.document_shown)) == 1


def shown(tab: DocumentTab) -> list[Field]:
    return [
        one for _, each in paragraphs(tab.writer.document_shown.body) for one in each.content if isinstance(one, Field)
    ]


def test_the_menu_says_what_is_missing_for_a_table(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("odt", "letter")
    tab = open_tab(area, qtbot)
    before = tab.writer.document_shown
    menu = tab.bar.findChild(InsertMenu)
    assert menu is not None
    menu.insert_contents()
    assert tab.writer.document_shown is before
    for kind in ("date", "title", "page"):
        menu._field(kind)
    assert sorted(one.kind for one in shown(tab)) == ["date", "page", "title"]
