"""Styles, printing, PDF, accessibility and comparing, as a person uses them in the window."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editors.document import delta, objects, styles, tables, text
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.tree import Document, Properties, plain, replaced
from editors.formats import new, registry
from editors.widgets import accessibility
from editors.widgets.paper import pdf
from tests.qt.documents.conftest import open_tab
from tests.unit.editors.random_edits import PNG
from ui.documents.accessibility import AccessibilityPanel
from ui.documents.area import DocumentsArea
from ui.documents.comparing import CompareDialog
from ui.documents.printing import PrintPreview
from ui.documents.styles_dialog import StylesDialog
from ui.documents.tab import DocumentTab

KINDS = pytest.mark.parametrize("kind", ["odt", "docx"])


def begun(area: DocumentsArea, qtbot: QtBot, kind: str = "odt", template: str = "note") -> DocumentTab:
    area.new_document(kind, template)
    return open_tab(area, qtbot)


def place_of(tab: DocumentTab, words: str) -> Place:
    return next(
        Place("body", path, 0) for path, one in paragraphs(tab.writer.document_shown.body) if plain((one,)) == [words]
    )


def saved(tab: DocumentTab, qtbot: QtBot, path: Path) -> Document:
    tab._save_to(path)
    qtbot.waitUntil(lambda: not tab.paper.session.changed)
    return registry.read(path.read_bytes())


@KINDS
def test_a_style_is_made_changed_used_and_written(area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    tab = begun(area, qtbot, kind)
    tab.writer.set_caret(place_of(tab, "[Texte]"))
    dialog = StylesDialog(tab.writer, tab.bar.words_of, tab)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.make_style("Visa du préfet")
    made = dialog.chosen
    assert made is not None
    dialog.size_box.setValue(9.0)
    dialog.italic.setChecked(True)
    dialog.left.setValue(36.0)
    dialog.use.click()
    assert tab.bar.style_shown() == "Visa du préfet"
    look = tab.writer.look()
    assert (look.size, look.italic, tab.writer.shape().left) == (9.0, True, 36.0)
    found = saved(tab, qtbot, tmp_path / f"visa.{kind}")
    style = styles.named(found, "visa du préfet", "paragraph")
    assert style is not None
    assert (style.look.size, style.look.italic, style.shape.left) == (9.0, True, 36.0)
    assert paragraph_at(found, tab.writer.caret).shape.style == style.id
    dialog.close()


def test_a_change_of_a_style_shows_wherever_it_is_used(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = begun(area, qtbot)
    tab.writer.set_caret(place_of(tab, "Contexte"))
    dialog = StylesDialog(tab.writer, tab.bar.words_of, tab)
    qtbot.addWidget(dialog)
    assert dialog.chosen is not None
    assert dialog.chosen.name == "Heading 1"
    dialog.size_box.setValue(30.0)
    tab.writer.set_caret(place_of(tab, "Analyse"))
    assert tab.writer.look().size == 30.0
    tab.writer.undo()
    assert tab.writer.look().size == 16.0


def test_a_style_is_never_based_on_itself(area: DocumentsArea, qtbot: QtBot) -> None:
    document = begun(area, qtbot).writer.document_shown
    with pytest.raises(ValueError, match="style_based_on_itself"):
        styles.with_style(document, replaced(document.styles["Standard"], parent="Heading_20_1"))
    with pytest.raises(ValueError, match="style_name_taken"):
        styles.new(document, "heading 1", "paragraph", "")


def test_the_pages_are_seen_before_they_are_printed(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = begun(area, qtbot)
    tab.writer.set_caret(objects.whole(tab.writer.document_shown)[1])
    tab.writer.insert_text("\n".join(f"Ligne {number}" for number in range(90)))
    shown = PrintPreview(tab.writer, "note.odt", tab)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.preview.pageCount() == len(tab.writer.flow.pages))
    assert shown.preview.pageCount() > 1
    shown._go(1)
    assert shown.preview.currentPage() == 2
    shown.close()


def test_a_pdf_has_bookmarks_links_language_and_title(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = begun(area, qtbot)
    writer = tab.writer
    start = place_of(tab, "[Texte]")
    writer.select(start, Place(start.story, start.path, 7))
    writer.set_link("https://www.service-public.fr/")
    writer.set_caret(place_of(tab, "Proposition"))
    writer.insert_page_break()
    writer.set_caret(Place("body", (1,), 0))
    writer.insert_contents()
    writer.apply(objects.with_properties(writer.document_shown, Properties(title="Note d’analyse")))
    raw = pdf(writer, "note")
    read = pdfium.PdfDocument(raw)
    try:
        toc = [(one.get_title(), one.get_dest().get_index()) for one in read.get_toc()]
        assert toc == [("Contexte", 0), ("Analyse", 0), ("Proposition", 1)]
        assert read.get_metadata_dict()["Title"] == "Note d’analyse"
        assert len(read) == 2
    finally:
        read.close()
    assert b"/Lang " in raw
    assert raw.count(b"/Subtype /Link") == 4, "three lines of the table, and the address"
    assert b"(https://www.service-public.fr/)" in raw


def test_what_keeps_people_from_reading_is_found_and_mended(area: DocumentsArea, qtbot: QtBot) -> None:
    tab = begun(area, qtbot, "docx")
    writer, panel = tab.writer, tab.side.access_panel
    document = writer.document_shown
    document, _ = objects.insert_picture(document, place_of(tab, "[Texte]"), PNG, 40, 30, "")
    document, _ = tables.insert_table(document, place_of(tab, "Analyse"), tables.new_table(2, 2, 400))
    title = place_of(tab, "Contexte")
    document = text.restyle(
        document, title, Place("body", title.path, 8), lambda look: replaced(look, colour="#dddddd")
    )
    writer.apply(document)
    tab.side.check_access()
    assert set(codes(panel)) == {"no_title", "low_contrast", "image_without_text", "table_without_header"}
    for code, words in (("image_without_text", "Logo de la préfecture"), ("no_title", "Note d’analyse")):
        panel.list.setCurrentRow(codes(panel).index(code))
        panel.mend_with(words)
    panel.list.setCurrentRow(codes(panel).index("table_without_header"))
    panel.mend.click()
    assert codes(panel) == ["low_contrast"]


def codes(panel: AccessibilityPanel) -> list[str]:
    return [panel.list.item(row).data(Qt.ItemDataRole.UserRole).code for row in range(panel.list.count())]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(accessibility.contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(accessibility.contrast("#767676", "#ffffff"), 2) == 4.54


@KINDS
def test_another_version_is_compared_and_one_paragraph_taken_from_it(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    raw = new.empty(kind, "fr-FR")
    empty = registry.read(raw)
    first, _ = text.insert_lines(empty, Place("body", (0,), 0), "Un\nDeux mots\nTrois")
    mine = registry.write(raw, delta.difference(empty, first))
    before = registry.read(mine)
    other, _ = text.insert(before, Place("body", (1,), 4), " nouveaux")
    other, _ = text.insert_lines(other, Place("body", (2,), 5), "\nQuatre")
    here, there = tmp_path / f"le mien.{kind}", tmp_path / f"le leur.{kind}"
    here.write_bytes(mine)
    there.write_bytes(registry.write(mine, delta.difference(before, other)))
    area.open_path(here)
    tab = open_tab(area, qtbot)
    tab.compare_with(there)
    qtbot.waitUntil(lambda: tab.findChild(CompareDialog) is not None)
    dialog = tab.findChild(CompareDialog)
    assert dialog is not None
    rows = dialog.view.lines.differences
    assert len(rows) == 2
    dialog.view.lines.choose(rows[0], right=True)
    dialog.take.click()
    assert plain(tab.writer.document_shown.body) == ["Un", "Deux nouveaux mots", "Trois"]
    assert plain(saved(tab, qtbot, here).body) == ["Un", "Deux nouveaux mots", "Trois"]
    tab.writer.undo()
    assert plain(tab.writer.document_shown.body) == ["Un", "Deux mots", "Trois"]
