"""Mail merge: a document for each record of a table, with its formatting, in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editors.document import mail_merge, text
from editors.document.places import Place
from editors.document.tree import Field, Run, plain
from editors.formats import registry
from sync.model.records import Records
from tests.qt.documents.conftest import open_tab
from ui.documents.area import DocumentsArea
from ui.documents.mail_merge import MailMerge
from ui.documents.tab import DocumentTab

TABLE = "Nom;Prénom;Ville\nMorvan;Ana;Rennes\nPetit;Léa;Vezin-le-Coquet\n"


def letter(area: DocumentsArea, qtbot: QtBot, kind: str) -> DocumentTab:
    area.new_document(kind, "blank")
    tab = open_tab(area, qtbot)
    tab.writer.insert_text("Madame {prénom} {NOM},\nHabitante de {Ville}, vous…")
    tab.writer.select(Place("body", (0,), 16), Place("body", (0,), 21))
    tab.writer.toggle("bold")
    return tab


def dialog_of(tab: DocumentTab, qtbot: QtBot) -> MailMerge:
    tab.merge_mail()
    found = tab.findChild(MailMerge)
    assert found is not None
    qtbot.addWidget(found)
    return found


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_each_record_of_a_table_becomes_a_document(
    area: DocumentsArea, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    tab = letter(area, qtbot, kind)
    table = tmp_path / "destinataires.csv"
    table.write_bytes(TABLE.encode("cp1252"))
    dialog = dialog_of(tab, qtbot)
    dialog.read_table(table)
    qtbot.waitUntil(lambda: dialog.records is not None)
    dialog.name.setText("Lettre {Nom}/{Prénom}")
    out = tmp_path / "lettres"
    out.mkdir()
    (out / f"Lettre Petit Léa.{kind}").write_bytes(b"une autre")
    dialog.write_into(out)
    qtbot.waitUntil(lambda: len(list(out.iterdir())) == 3)
    assert (out / f"Lettre Petit Léa.{kind}").read_bytes() == b"une autre", "nothing is overwritten"
    found = registry.read((out / f"Lettre Petit Léa (2).{kind}").read_bytes())
    assert plain(found.body) == ["Madame Léa Petit,", "Habitante de Vezin-le-Coquet, vous…"]
    bold = [one.text for one in found.body[0].content if isinstance(one, Run) and one.look.bold]  # type: ignore[union-attr]
    assert bold == ["Petit"], "a value looks as its field did"
    assert "{NOM}" in plain(tab.writer.document_shown.body)[0], "the document itself stays"


def test_the_documents_may_be_pdf(area: DocumentsArea, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(letter(area, qtbot, "odt"), qtbot)
    dialog.take(Records(("Nom", "Prénom", "Ville"), ({"Nom": "Morvan", "Prénom": "Ana", "Ville": "Rennes"},)))
    dialog.as_pdf.setChecked(True)
    dialog.write_into(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
    assert next(tmp_path.glob("*.pdf")).read_bytes().startswith(b"%PDF")


def test_a_field_without_a_column_is_said(area: DocumentsArea, qtbot: QtBot) -> None:
    dialog = dialog_of(letter(area, qtbot, "odt"), qtbot)
    dialog.take(Records(("Nom",), ({"Nom": "Morvan"},)))
    assert "prénom, Ville" in dialog._fields.text()


def test_fields_of_word_are_filled_too(area: DocumentsArea, qtbot: QtBot) -> None:
    document = letter(area, qtbot, "docx").writer.document_shown
    made, _ = text.insert_piece(
        document, Place("body", (1,), 0), Field("other", "«Nom»", 'MERGEFIELD "Nom" \\* MERGEFORMAT')
    )
    assert mail_merge.names(made) == ["prénom", "NOM", "Ville", "Nom"]
    filled = mail_merge.filled(made, {"Nom": "Morvan"})
    assert plain(filled.body)[1].startswith("MorvanHabitante")
