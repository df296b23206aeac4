"""Documents written in the window: made, typed, formatted, saved without loss, found again after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editors.document import delta, objects, text
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.tree import Run, Table, plain, text_of
from editors.formats import new, registry
from editors.widgets.paper import pdf
from sync.store.read.documents import documents
from tests.qt.documents.conftest import PaperEngine, open_tab
from tests.qt.stores import FilledStore
from ui.documents.area import DocumentsArea
from ui.documents.tab import DocumentTab
from ui.link import Link
from ui.live import Live


def typed(qtbot: QtBot, tab: DocumentTab, words: str) -> None:
    """Type words where the caret stands."""
    qtbot.keyClicks(tab.writer, words)


def lines(tab: DocumentTab) -> list[str]:
    """The paragraphs of an open document."""
    return plain(tab.writer.document_shown.body)


@pytest.fixture
def blank(area: DocumentsArea, qtbot: QtBot) -> DocumentTab:
    """A new, blank ODT."""
    area.new_document("odt", "blank")
    return open_tab(area, qtbot)


def test_a_letter_is_begun_where_the_first_words_are_missing(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("odt", "letter")
    tab = open_tab(area, qtbot)
    assert "Madame, Monsieur," in lines(tab)
    assert tab.writer.caret == Place("body", (0,), 0)
    assert not tab.worth_asking


def test_typing_follows_french_typography_and_each_betterment_can_be_undone(blank: DocumentTab, qtbot: QtBot) -> None:
    typed(qtbot, blank, 'Attention! "Oui"')
    assert lines(blank) == ["Attention\u202f! «\u00a0Oui\u00a0»"]
    blank.writer.undo()
    assert lines(blank) == ['Attention\u202f! «\u00a0Oui"']


def test_return_backspace_and_undo(blank: DocumentTab, qtbot: QtBot) -> None:
    typed(qtbot, blank, "un")
    qtbot.keyClick(blank.writer, Qt.Key.Key_Return)
    typed(qtbot, blank, "deux")
    assert lines(blank) == ["un", "deux"]
    for _ in range(5):
        qtbot.keyClick(blank.writer, Qt.Key.Key_Backspace)
    assert lines(blank) == ["un"]
    while blank.paper.session.can_undo:
        blank.writer.undo()
    assert lines(blank) == [""]


def test_bold_before_typing_and_on_a_selection(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.toggle("bold")
    typed(qtbot, blank, "gras")
    blank.writer.toggle("bold")
    typed(qtbot, blank, " maigre")
    runs = [
        piece
        for piece in paragraph_at(blank.writer.document_shown, blank.writer.caret).content
        if isinstance(piece, Run)
    ]
    assert [(run.text, bool(run.look.bold)) for run in runs] == [("gras", True), (" maigre", False)]
    blank.writer.select_all()
    blank.writer.toggle("italic")
    assert blank.writer.look().italic


def test_the_bar_shows_what_the_caret_stands_in(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("docx", "note")
    tab = open_tab(area, qtbot)
    place = next(
        Place("body", path, 1) for path, one in paragraphs(tab.writer.document_shown.body) if text_of(one) == "Contexte"
    )
    tab.writer.set_caret(place)
    assert tab.bar.style_shown() == "Titre 1"


def test_a_list_grows_with_return_and_ends_with_an_empty_item(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.toggle_list(numbered=True)
    typed(qtbot, blank, "un")
    qtbot.keyClick(blank.writer, Qt.Key.Key_Return)
    qtbot.keyClick(blank.writer, Qt.Key.Key_Return)
    shapes = [one.shape.list for _, one in paragraphs(blank.writer.document_shown.body)]
    assert bool(shapes[0])
    assert not shapes[1]


def test_tab_walks_through_a_table_and_makes_a_row_at_its_end(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_table(1, 2)
    typed(qtbot, blank, "a")
    qtbot.keyClick(blank.writer, Qt.Key.Key_Tab)
    typed(qtbot, blank, "b")
    qtbot.keyClick(blank.writer, Qt.Key.Key_Tab)
    typed(qtbot, blank, "c")
    table = next(block for block in blank.writer.document_shown.body if isinstance(block, Table))
    assert [plain(cell.blocks) for row in table.rows for cell in row.cells] == [["a"], ["b"], ["c"], [""]]


def test_the_pointer_finds_the_letter_that_the_caret_shows(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("odt", "minutes")
    tab = open_tab(area, qtbot)
    for path, paragraph in paragraphs(tab.writer.document_shown.body):
        for offset in range(len(text_of(paragraph)) + 1):
            place = Place("body", path, offset)
            rect = tab.writer.caret_rect(place)
            assert rect is not None
            assert tab.writer.place_at(QPointF(rect.x() + 0.1, rect.center().y())) == place


def test_up_and_down_cross_pages_and_come_back(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_text("\n".join(f"Ligne {number}" for number in range(120)))
    assert len(blank.writer.flow.pages) > 2
    blank.writer.set_caret(Place("body", (0,), 3))
    for _ in range(119):
        blank.writer.move_by("down")
    assert blank.writer.caret == Place("body", (119,), 3)
    for _ in range(119):
        blank.writer.move_by("up")
    assert blank.writer.caret == Place("body", (0,), 3)


def test_pages_after_an_edit_are_those_of_a_fresh_layout(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_text("\n".join(f"Paragraphe {number} " + "mot " * (number % 40) for number in range(300)))
    for at, words in ((3, "x\ny\nz"), (150, "un long ajout " * 30), (298, "fin"), (40, "")):
        blank.writer.set_caret(Place("body", (at,), 4))
        if words:
            blank.writer.insert_text(words)
        else:
            blank.writer.select(Place("body", (at,), 0), Place("body", (at + 30,), 0))
            blank.writer.delete(forward=True)
    blank.writer.lay_out(1000)
    after = [[(one.first, one.last, round(one.y)) for one in page.fragments] for page in blank.writer.flow.pages]
    blank.writer.show_document(blank.writer.document_shown)
    blank.writer.lay_out(1000)
    fresh = [[(one.first, one.last, round(one.y)) for one in page.fragments] for page in blank.writer.flow.pages]
    assert after == fresh


def test_copy_cut_and_paste_lines(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_text("un\ndeux")
    blank.writer.select_all()
    blank.writer.cut()
    assert QGuiApplication.clipboard().text() == "un\ndeux"
    blank.writer.paste()
    blank.writer.paste()
    assert lines(blank) == ["un", "deuxun", "deux"]


def test_find_and_replace_by_regular_expression(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_text("2026-11-25 et 2025-01-02")
    bar = blank.find_bar
    bar.open()
    bar.look_for(r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", regular=True)
    bar.replace_everything()
    assert lines(blank) == ["25/11/2026 et 02/01/2025"]


def test_a_file_is_saved_where_it_came_from_and_only_its_paragraph_differs(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "note.odt"
    path.write_bytes(new.empty("odt", "fr-FR"))
    before = path.read_bytes()
    area.open_path(path)
    tab = open_tab(area, qtbot)
    typed(qtbot, tab, "Bonjour")
    tab.save()
    qtbot.waitUntil(lambda: not tab.paper.session.changed)
    assert plain(registry.read(path.read_bytes()).body) == ["Bonjour"]
    original = registry.read(before)
    wanted, _ = text.insert(original, Place("body", (0,), 0), "Bonjour")
    assert path.read_bytes() == registry.write(before, delta.difference(original, wanted))


def test_a_file_that_somebody_else_changed_is_not_overwritten(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "partagé.odt"
    path.write_bytes(new.empty("odt", "fr-FR"))
    area.open_path(path)
    tab = open_tab(area, qtbot)
    typed(qtbot, tab, "Le mien")
    theirs = new.empty("odt", "en-GB")
    path.write_bytes(theirs)
    tab.save()
    qtbot.waitUntil(lambda: any("partagé.odt" in toast.text for toast in toasts_of(area)))
    assert path.read_bytes() == theirs
    assert tab.paper.session.changed


def test_what_was_not_saved_comes_back_after_a_crash(
    area: DocumentsArea, papers: PaperEngine, open_link: Link, live: Live, store: FilledStore, qtbot: QtBot
) -> None:
    area.new_document("docx", "blank")
    tab = open_tab(area, qtbot)
    typed(qtbot, tab, "Presque perdu")
    qtbot.waitUntil(lambda: tab.paper.kept is tab.paper.session.document)
    again = DocumentsArea(open_link, live)
    qtbot.addWidget(again)
    again.show()
    found = open_tab(again, qtbot)
    assert lines(found) == ["Presque perdu"]
    assert found.worth_asking


def test_a_document_closed_as_it_was_made_is_forgotten(
    area: DocumentsArea, store: FilledStore, open_link: Link, qtbot: QtBot
) -> None:
    area.new_document("odt", "letter")
    open_tab(area, qtbot)
    area.close_tab(1)
    qtbot.waitUntil(lambda: documents(open_link.reader()) == [])
    assert area.tabs.count() == 1


def test_what_is_no_document_is_said_and_opens_nothing(area: DocumentsArea, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(b"Bonjour")
    area.open_path(path)
    qtbot.waitUntil(lambda: any("document" in toast.text for toast in toasts_of(area)))
    assert area.tabs.count() == 1


def toasts_of(area: DocumentsArea) -> list[object]:
    """The toasts over the area."""
    from ui.common.toasts import ToastStack

    return list(ToastStack.of(area).toasts)


def test_pages_that_a_pdf_needed_are_painted_at_once(blank: DocumentTab, qtbot: QtBot) -> None:
    blank.writer.insert_text("\n".join(f"Ligne {number}" for number in range(400)))
    blank.writer.show_document(blank.writer.document_shown)
    pdf(blank.writer, "Long")
    blank.writer.set_zoom(0.25)
    blank.writer.verticalScrollBar().setValue(blank.writer.verticalScrollBar().maximum())
    assert not blank.writer.grab().isNull()


@pytest.mark.qt_log_ignore("Painter ended with 1 saved states")
def test_a_fault_while_painting_leaves_the_window_standing(
    blank: DocumentTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("a picture that nobody can draw")

    with qtbot.captureExceptions() as faults, monkeypatch.context() as broken:
        broken.setattr(blank.writer, "draw_page", fail)
        blank.writer.viewport().update()
        qtbot.waitUntil(lambda: bool(faults))
        assert not blank.writer.viewport().paintingActive()
        blank.writer.resize(600, 400)
        qtbot.waitUntil(lambda: len(faults) > 1)
        with pytest.raises(LookupError):
            pdf(blank.writer, "Impossible")
    assert {kind for kind, _, _ in faults} == {LookupError}


def test_the_pages_become_a_pdf(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("odt", "minutes")
    tab = open_tab(area, qtbot)
    made = pdf(tab.writer, "Compte rendu")
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") == len(tab.writer.flow.pages)


def test_comments_and_headings_are_listed_beside_the_text(area: DocumentsArea, qtbot: QtBot) -> None:
    area.new_document("docx", "note")
    tab = open_tab(area, qtbot)
    tab.writer.set_caret(objects.whole(tab.writer.document_shown)[0])
    tab.writer.comment("Titre à préciser")
    tab.side.refresh()
    assert [tab.side.headings.item(row).text().strip() for row in range(tab.side.headings.count())] == [
        "Contexte", "Analyse", "Proposition",
    ]  # fmt: skip
    assert tab.side.comments.item(0).text().endswith("Titre à préciser")


def test_every_control_of_the_editor_has_a_name(blank: DocumentTab, qapp: QApplication) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget

    silent = [
        type(one).__name__
        for kind in (QAbstractButton, QComboBox, QLineEdit, QListWidget)
        for one in blank.findChildren(kind)
        if not (one.accessibleName() or getattr(one, "text", str)()) and not one.objectName().startswith("qt_")
    ]
    assert [name for name in silent if name != "QLineEdit"] == []


@pytest.mark.parametrize(("name", "said"), [("lisez-moi.md", "Markdown"), ("notes.txt", "Texte brut")])
def test_markdown_and_plain_text_are_opened_said_and_saved(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, name: str, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"# Titre\r\n\r\n* un\r\n* deux\r\n")
    area.open_path(path)
    tab = open_tab(area, qtbot)
    assert said in tab._told.text()
    tab.writer.set_caret(Place("body", (1 if name.endswith(".md") else 2,), 0))
    typed(qtbot, tab, "moins ")
    tab.save()
    qtbot.waitUntil(lambda: not tab.paper.session.changed)
    written = path.read_bytes()
    assert written == (
        b"# Titre\r\n\r\n* moins un\r\n* deux\r\n"
        if name.endswith(".md")
        else b"# Titre\r\n\r\nmoins * un\r\n* deux\r\n"
    )
