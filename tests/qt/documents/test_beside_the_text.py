"""Headers, footers, notes and comments, written where they stand on the page and beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editors.document import comments
from editors.document.places import Place, paragraphs
from editors.document.tree import plain, text_of
from editors.formats import registry
from tests.qt.documents.conftest import open_tab
from ui.documents.area import DocumentsArea
from ui.documents.tab import DocumentTab

KINDS = pytest.mark.parametrize("kind", ["odt", "docx"])


def letter(area: DocumentsArea, qtbot: QtBot, kind: str) -> DocumentTab:
    area.new_document(kind, "letter")
    return open_tab(area, qtbot)


def said(tab: DocumentTab, story: str) -> list[str]:
    return plain(tab.writer.document_shown.stories[story].blocks)


def saved(tab: DocumentTab, qtbot: QtBot, path: Path) -> dict[str, list[str]]:
    tab._save_to(path)
    qtbot.waitUntil(lambda: not tab.paper.session.changed)
    found = registry.read(path.read_bytes())
    return {name: plain(story.blocks) for name, story in found.stories.items()}


@KINDS
def test_a_header_is_made_written_seen_on_every_page_and_left(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    tab = letter(area, qtbot, kind)
    writer = tab.writer
    writer.set_caret(Place("body", (1,), 0))
    writer.edit_margin("header")
    name = writer.caret.story
    assert name.startswith("header:")
    writer.insert_text("Préfecture")
    writer.insert_field("page", "1")
    assert said(tab, name) == ["Préfecture"]
    QTest.keyClick(writer, Qt.Key.Key_Escape)
    assert writer.caret == Place("body", (1,), 0)
    writer.insert_text("\n".join(["Une ligne"] * 80))
    writer.lay_out(9)
    assert len(writer.flow.pages) > 1
    for number in range(len(writer.flow.pages)):
        assert [box.story for box in writer.boxes(number)] == [name]
    found = saved(tab, qtbot, tmp_path / f"lettre.{kind}")
    assert [lines for story, lines in found.items() if story.startswith("header:")] == [["Préfecture"]]


@KINDS
def test_the_pointer_enters_a_footer_and_comes_back(area: DocumentsArea, qtbot: QtBot, kind: str) -> None:
    tab = letter(area, qtbot, kind)
    writer = tab.writer
    writer.edit_margin("footer")
    qtbot.keyClicks(writer, "Place du Parlement")
    footer = writer.caret
    writer.verticalScrollBar().setValue(writer.verticalScrollBar().maximum())
    rect = writer.caret_rect(Place(footer.story, (0,), 5))
    assert rect is not None
    writer.set_caret(Place("body", (0,), 0))
    writer.verticalScrollBar().setValue(writer.verticalScrollBar().maximum())
    place = writer.place_at(QPointF(rect.x() + 0.1, rect.center().y()))
    assert place == Place(footer.story, (0,), 5)
    inside = writer.place_at(QPointF(rect.x(), rect.center().y()), "body")
    assert inside is not None
    assert inside.story == "body", "a selection that began in the text stays there"


@KINDS
def test_a_note_is_written_at_the_foot_and_moves_the_text(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    tab = letter(area, qtbot, kind)
    writer = tab.writer
    path = next(path for path, one in paragraphs(writer.document_shown.body) if "Texte" in text_of(one))
    writer.set_caret(Place("body", path, 3))
    writer.insert_note("footnote")
    name = writer.caret.story
    assert name.startswith("footnote:")
    before = writer.flow.pages[0].notes_height
    qtbot.keyClicks(writer, "Voir la circulaire. " * 12)
    assert writer.flow.pages[0].notes_height > before
    number = writer.page_of(writer.caret)
    assert [box.story for box in writer.boxes(number)] == [name]
    QTest.keyClick(writer, Qt.Key.Key_Escape)
    assert writer.caret == Place("body", path, 4)
    found = saved(tab, qtbot, tmp_path / f"note.{kind}")
    (lines,) = [lines for story, lines in found.items() if story.startswith("footnote:")]
    assert lines[0].strip().startswith("Voir la circulaire.")


@KINDS
def test_a_comment_is_written_beside_the_text_answered_and_settled(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    tab = letter(area, qtbot, kind)
    panel = tab.side.comment_panel
    tab._comment()
    qtbot.waitUntil(panel.words.hasFocus)
    panel.words.insertPlainText("À préciser")
    (asked,) = tab.writer.document_shown.comments
    assert comments.words(tab.writer.document_shown, asked.id) == "À préciser"
    panel.answer.click()
    panel.words.insertPlainText("C’est fait")
    panel.choose(asked.id)
    panel.done.click()
    ((top, (answer,)),) = comments.threads(tab.writer.document_shown)
    assert top.done
    assert comments.words(tab.writer.document_shown, answer.id) == "C’est fait"
    assert panel.list.count() == 2
    found = saved(tab, qtbot, tmp_path / f"avis.{kind}")
    assert sorted(lines[0] for story, lines in found.items() if story.startswith("comment:")) == [
        "C’est fait", "À préciser",
    ]  # fmt: skip
    tab.writer.undo()
    assert not tab.writer.document_shown.comments[0].done


def test_a_comment_in_which_nothing_was_written_goes(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = letter(area, qtbot, "odt")
    tab._comment()
    qtbot.waitUntil(tab.side.comment_panel.words.hasFocus)
    tab.writer.setFocus()
    qtbot.waitUntil(lambda: tab.writer.document_shown.comments == ())


@KINDS
def test_changes_of_one_author_are_listed_and_rejected_together(area: DocumentsArea, qtbot: QtBot, kind: str) -> None:
    tab = letter(area, qtbot, kind)
    writer, panel = tab.writer, tab.side.change_panel
    writer.tracking = True
    for author, words in (("Ana Morvan", "un "), ("Léa Petit", "deux "), ("Ana Morvan", "trois ")):
        writer.author = author
        writer.set_caret(Place("body", (0,), 0))
        writer.insert_text(words)
    path = next(path for path, one in paragraphs(writer.document_shown.body) if "Texte" in text_of(one))
    writer.select(Place("body", path, 0), Place("body", path, 7))
    writer.delete(forward=True)
    panel.refresh()
    assert panel.list.count() == 4
    panel.authors.setCurrentIndex(panel.authors.findData("Ana Morvan"))
    panel.refresh()
    assert panel.list.count() == 3
    panel.settle_all(False)
    assert text_of(writer.document_shown.body[0]).startswith("deux [")  # type: ignore[arg-type]
    assert "[Texte]" in plain(writer.document_shown.body)
    assert panel.list.count() == 1
    writer.undo()
    assert text_of(writer.document_shown.body[0]).startswith("trois deux un ")  # type: ignore[arg-type]
