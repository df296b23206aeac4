"""The words of attached documents: what people search for is found, hostile files cost little and harm nothing."""

from __future__ import annotations

import io
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo import files
from sync.parse import mail
from sync.parse.documents import document_text

LIMIT = 50_000


def package(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return held.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def test_a_pdf() -> None:
    assert "seuil" in document_text(files.pdf("Le seuil", ("est dépassé",)), "x.pdf", LIMIT)


def test_a_word_document_with_its_notes_and_without_its_field_codes() -> None:
    raw = package({
        "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>Inspec</w:t></w:r><w:r><w:t>tion</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>HYPERLINK secret</w:instrText></w:r><w:r><w:t>suite</w:t></w:r></w:p></w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:p><w:r><w:t>une note</w:t></w:r></w:p></w:footnotes>",
        "word/styles.xml": f"<w:styles {W}><w:p><w:r><w:t>jamais</w:t></w:r></w:p></w:styles>",
    })  # fmt: skip
    text = document_text(raw, "rapport.docx", LIMIT)
    assert "Inspection\nsuite" in text
    assert "une note" in text
    assert "secret" not in text
    assert "jamais" not in text


def test_a_workbook_with_words_and_numbers() -> None:
    raw = package({
        "xl/sharedStrings.xml": f"<sst {X}><si><t>Dépenses</t></si><si><t>Recettes</t></si></sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet {X}><sheetData><row><c t="s"><v>0</v></c><c><v>4200</v></c>'
        '<c t="inlineStr"><is><t>écrit</t></is></c></row></sheetData></worksheet>',
    })  # fmt: skip
    words = document_text(raw, "budget.xlsx", LIMIT).split()
    assert words == ["Dépenses", "Recettes", "4200", "écrit"]


def test_opendocument() -> None:
    raw = package({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:body><text:h>Titre</text:h><text:p>deux<text:s/>mots"
        "<text:span> liés</text:span></text:p></office:body></office:document-content>",
    })  # fmt: skip
    assert document_text(raw, "note.odt", LIMIT) == "Titre\ndeux mots liés\n"


def test_text_html_and_an_attached_message() -> None:
    assert document_text("déjà vu".encode("latin-1"), "a.txt", LIMIT) == "déjà vu"
    assert document_text(b"<p>un <b>mot</b><script>non</script>", "a.html", LIMIT).split() == ["un", "mot"]
    inside = EmailMessage()
    inside["Subject"] = "Objet joint"
    inside.set_content("Corps joint")
    assert document_text(inside.as_bytes(), "a.eml", LIMIT).split() == ["Objet", "joint", "Corps", "joint"]


def test_the_summary_of_a_message_holds_them_when_asked() -> None:
    letter = EmailMessage()
    letter["Subject"] = "Rapport"
    letter.set_content("Ci-joint.")
    letter.add_attachment(files.pdf("Le seuil", ("est dépassé",)), maintype="application", subtype="pdf", filename="r.pdf")
    letter.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.pdf")
    assert mail.summary(letter.as_bytes()).attached_text is None
    text = mail.summary(letter.as_bytes(), attached=True).attached_text
    assert text is not None
    assert "seuil" in text


@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.odt", "x.txt", "x.exe", "x"])
def test_rubbish_has_no_words_and_does_no_harm(name: str) -> None:
    for raw in (b"", b"%PDF-1.7 rubbish", b"PK\x03\x04rubbish", b"\xff" * 1000):
        document_text(raw, name, LIMIT)


def test_entities_are_refused_and_nothing_is_resolved() -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    raw = package({"word/document.xml": f"{lol}<w:document {W}><w:p><w:t>&b;</w:t></w:p></w:document>"})
    assert document_text(raw, "x.docx", LIMIT) == ""


def test_a_bomb_is_read_to_its_limit_and_no_further() -> None:
    raw = package({"word/document.xml": f"<w:document {W}><w:p><w:t>" + "mot " * 3_000_000})
    assert len(raw) < 100_000
    assert len(document_text(raw, "x.docx", LIMIT)) == LIMIT
    markup = package({"word/document.xml": f"<w:document {W}>" + "<w:p/>" * 1_000_000})
    assert len(document_text(markup, "x.docx", LIMIT)) <= LIMIT


def test_an_encrypted_package_has_no_words() -> None:
    raw = bytearray(package({"word/document.xml": f"<w:document {W}/>"}))
    raw[6] |= 1
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert document_text(bytes(raw), "x.docx", LIMIT) == ""


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_documents_never_raise(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from([_ODT, _PDF]))
    raw = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 20))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    document_text(bytes(raw), "x", LIMIT)


def test_foreign_documents_are_read() -> None:
    place = Path(os.environ.get("ECRITOIRE_CORPORA", Path(__file__).parents[4] / "shared" / "corpora"))
    samples = [path for kind in ("docx", "odt", "ods", "xlsx") for path in sorted((place / kind).glob(f"*.{kind}"))]
    if not samples:
        pytest.skip("no folder of foreign documents: set ECRITOIRE_CORPORA to one that has docx/, odt/… in it")
    read = [path for path in samples if document_text(path.read_bytes(), path.name, LIMIT).strip()]
    assert len(read) > 0.9 * len(samples)


_PDF = files.pdf("Titre", ("une ligne", "une autre"))
_ODT = files.odt("Titre", ("une ligne",))
