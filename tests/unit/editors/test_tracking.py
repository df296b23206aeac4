"""Tracked changes in both formats: recorded, read back, edited around, settled whole or by author, seen by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editors.document import changes, delta, objects, text
from editors.document.places import Place
from editors.document.tree import Change, Document, Opaque, plain, replaced
from editors.formats import new, registry
from editors.formats.package import Package
from tests.unit.editors import random_edits, said
from tests.unit.editors.test_editing import BOTH, after, place_of, started

ANA = Change("insertion", "Ana Morvan", "2026-01-01T10:00:00Z")
LEA = replaced(ANA, author="Léa Petit", date="2026-01-02T10:00:00Z")
SOFFICE = shutil.which("soffice")


def saved(raw: bytes, before: Document, document: Document) -> tuple[bytes, Document]:
    """Save and open again; the document has to say the same."""
    made = registry.write(raw, delta.difference(before, document))
    found = registry.read(made)
    assert said.document(found) == said.document(document)
    return made, found


def struck(document: Document, words: str, by: Change = ANA) -> Document:
    """Delete words, tracked."""
    start = place_of(document, words)
    return text.delete(document, start, after(start, len(words)), replaced(by, kind="deletion"))[0]


def begun(kind: str) -> tuple[bytes, Document]:
    """A letter with a deletion and an insertion by Ana and a deletion by Léa, saved and opened."""
    raw, before, document = started(kind)
    document = struck(document, "Monsieur")
    document, _ = text.insert(document, place_of(document, "agréer"), "bien vouloir ", change=ANA)
    document = struck(document, "distinguées", LEA)
    return saved(raw, before, document)


@BOTH
def test_only_one_authors_changes_are_settled(kind: str) -> None:
    raw, document = begun(kind)
    assert [(one.kind, one.author) for _, _, one in changes.tracked(document)] == [
        ("deletion", "Ana Morvan"), ("insertion", "Ana Morvan"), ("deletion", "Léa Petit"),
    ]  # fmt: skip
    ends = objects.whole(document)
    raw, document = saved(raw, document, changes.settle(document, *ends, accept=False, author="Ana Morvan"))
    assert [(one.kind, one.author) for _, _, one in changes.tracked(document)] == [("deletion", "Léa Petit")]
    _, document = saved(raw, document, changes.settle(document, *objects.whole(document), accept=True))
    lines = plain(document.body)
    assert "Madame, Monsieur," in lines
    assert any(line.endswith("l’expression de mes salutations .") for line in lines)


@BOTH
def test_text_is_put_into_the_middle_of_what_was_deleted(kind: str) -> None:
    raw, before = begun(kind)
    document, _ = text.insert(before, after(place_of(before, "Monsieur"), 3), "XX", change=LEA)
    raw, document = saved(raw, before, document_with(document, "ville", "lieu"))
    found = [(one.kind, one.author) for _, _, one in changes.tracked(document)]
    assert found[:3] == [("deletion", "Ana Morvan"), ("insertion", "Léa Petit"), ("deletion", "Ana Morvan")]
    _, document = saved(raw, document, changes.settle(document, *objects.whole(document), accept=False))
    assert "Madame, Monsieur," in plain(document.body)
    assert changes.tracked(document) == []


def document_with(document: Document, words: str, other: str) -> Document:
    """Replace words, untracked."""
    start = place_of(document, words)
    document, start = text.delete(document, start, after(start, len(words)))
    return text.insert(document, start, other)[0]


@BOTH
def test_new_paragraphs_are_tracked_and_go_when_they_are_rejected(kind: str) -> None:
    raw, before, document = started(kind)
    start = after(place_of(document, "[Texte]"), 7)
    document, _ = text.insert_lines(document, start, "\nun\ndeux", ANA)
    raw, document = saved(raw, before, document)
    assert {"un", "deux"} <= set(plain(document.body))
    ends = objects.whole(document)
    for accept in (True, False):
        _, settled = saved(raw, document, changes.settle(document, *ends, accept=accept))
        assert changes.tracked(settled) == []
        assert ("un" in plain(settled.body)) == accept
        assert "[Texte]" in plain(settled.body)


@BOTH
def test_a_deleted_picture_and_a_note_come_back_when_that_is_rejected(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "[Texte]")
    document, end = objects.insert_picture(document, start, random_edits.PNG, 40, 30, "Logo")
    document, end, _ = objects.insert_note(document, end, "footnote", "Voir la note")
    raw, before = saved(raw, before, document)
    gone = text.delete(before, start, replaced_offset(end, end.offset + 3), replaced(ANA, kind="deletion"))[0]
    raw, document = saved(raw, before, gone)
    assert {one.kind for _, _, one in changes.tracked(document)} == {"deletion"}
    _, back = saved(raw, document, changes.settle(document, *objects.whole(document), accept=False))
    assert said.document(back)["body"] == said.document(before)["body"]


def replaced_offset(place: Place, offset: int) -> Place:
    return Place(place.story, place.path, offset)


def test_a_word_beside_a_deletion_leaves_its_region_as_it_stands() -> None:
    raw, document = begun("odt")
    before = Package(raw).read("content.xml")
    region = before[before.index(b"<text:tracked-changes") : before.index(b"</text:tracked-changes>")]
    made, _ = saved(raw, document, text.insert(document, place_of(document, "Madame"), "Chère ")[0])
    assert region in Package(made).read("content.xml")


def test_a_deletion_over_paragraphs_by_another_program_is_kept_and_can_be_accepted() -> None:
    raw = with_content(
        '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>Ana</dc:creator>'
        "<dc:date>2026-01-01T10:00:00</dc:date></office:change-info><text:p>un</text:p><text:p>deux</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>avant <text:change text:change-id="ct1"/>après</text:p>'
    )
    document = registry.read(raw)
    (kept,) = [piece for piece in document.body[0].content if isinstance(piece, Opaque)]  # type: ignore[union-attr]
    assert (kept.what, kept.text, kept.change and kept.change.author) == ("deletion", "un\ndeux", "Ana")
    ends = objects.whole(document)
    assert said.document(changes.settle(document, *ends, accept=False)) == said.document(document)
    made, found = saved(raw, document, changes.settle(document, *ends, accept=True))
    assert plain(found.body) == ["avant après"]
    assert b"changed-region" not in Package(made).read("content.xml")


def with_content(body: str) -> bytes:
    """Return an empty ODT with another text."""
    raw = new.empty("odt", "fr-FR")
    content = Package(raw).read("content.xml").decode()
    start, end = content.index("<office:text"), content.index("</office:text>")
    start = content.index(">", start) + 1
    return Package(raw).rewritten({"content.xml": (content[:start] + body + content[end:]).replace(
        "<office:document-content ", '<office:document-content xmlns:dc="http://purl.org/dc/elements/1.1/" ', 1
    ).encode()})  # fmt: skip


@BOTH
@settings(max_examples=25)
@given(rng=st.randoms(use_true_random=False), count=st.integers(1, 6))
def test_changes_tracked_at_random_are_read_back_edited_and_settled(kind: str, rng: Random, count: int) -> None:
    raw, before, document = started(kind, rng.choice(["letter", "minutes"]))
    names = ("type", "split", "delete", "bold", "link", "track_typing", "track_deletion",
             "track_split", "track_accept", "track_reject")  # fmt: skip
    for _ in range(3):
        for _ in range(count):
            document = random_edits.apply(rng, document, names)
        raw, document = saved(raw, before, document)
        before = document


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: it reads what we tracked")
def test_libreoffice_knows_what_we_tracked_in_an_odt(tmp_path: Path) -> None:
    raw, _ = begun("odt")
    path = tmp_path / "lettre.odt"
    path.write_bytes(raw)
    subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "docx",
         "--outdir", str(tmp_path / "out"), str(path)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = registry.read((tmp_path / "out" / "lettre.docx").read_bytes())
    heard = [(one.kind, one.author, text.text_between(found, start, end)) for start, end, one in changes.tracked(found)]
    assert heard == [
        ("deletion", "Ana Morvan", "Monsieur"), ("insertion", "Ana Morvan", "bien vouloir "),
        ("deletion", "Léa Petit", "distinguées"),
    ]  # fmt: skip
