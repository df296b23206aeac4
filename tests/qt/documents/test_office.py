"""LibreOffice beside the writer: the file is handed over whole, and the PDF for those who read by ear has its tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editors.document.tree import plain
from editors.formats import registry
from tests.qt.documents.conftest import open_tab
from ui.documents import office
from ui.documents.area import DocumentsArea

NEEDED = pytest.mark.skipif(not office.program(), reason="LibreOffice (soffice) is not installed")


def test_a_document_goes_on_in_the_other_program_with_all_that_was_written(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[str] = []
    monkeypatch.setattr(office, "start", lambda path: handed.append(path) or True)
    area.new_document("odt", "blank")
    tab = open_tab(area, qtbot)
    tab.open_in_office()
    assert handed == [], "it has no file yet"
    path = tmp_path / "note.odt"
    tab._save_to(path)
    qtbot.waitUntil(lambda: tab.paper.path == path)
    tab.writer.insert_text("Bonjour")
    tab.open_in_office()
    qtbot.waitUntil(lambda: handed == [str(path)])
    assert plain(registry.read(path.read_bytes()).body) == ["Bonjour"]
    qtbot.waitUntil(lambda: area.tabs.count() == 1)


@NEEDED
@pytest.mark.slow
def test_a_tagged_pdf_has_its_structure(area: DocumentsArea, qtbot: QtBot, tmp_path: Path) -> None:
    area.new_document("odt", "note")
    tab = open_tab(area, qtbot)
    path = tmp_path / "note.pdf"
    tab.export_tagged(path)
    qtbot.waitUntil(path.exists, timeout=120_000)
    raw = path.read_bytes()
    assert b"/StructTreeRoot" in raw
    assert b"pdfuaid" in raw or b"/MarkInfo" in raw
