"""Documents edited as a person does it, saved and opened again, in both formats."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from editors.document import changes, comments, delta, margins, objects, tables, templates, text
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.session import Session
from editors.document.tree import Change, Document, Image, Paragraph, Properties, Run, Table, plain, replaced, text_of
from editors.formats import new, registry
from editors.formats.package import Package
from tests.unit.editors import said
from tests.unit.editors.random_edits import PNG

KINDS = ("docx", "odt")
BOTH = pytest.mark.parametrize("kind", KINDS)
NOW = "2026-01-01T10:00:00Z"
SOFFICE = shutil.which("soffice")


def started(kind: str, template: str = "letter") -> tuple[bytes, Document, Document]:
    """Return the bytes of an empty document, its tree, and what a template makes of it."""
    raw = new.empty(kind, "fr-FR")
    document = registry.read(raw)
    return raw, document, templates.begun(document, template, "fr")


def reopened(raw: bytes, before: Document, after: Document) -> Document:
    """Save and open again; the document has to say the same."""
    found = registry.read(registry.write(raw, delta.difference(before, after)))
    assert said.document(found) == said.document(after)
    return found


def place_of(document: Document, words: str) -> Place:
    """Return where words begin in the body."""
    return next(
        Place("body", path, text_of(paragraph).index(words))
        for path, paragraph in paragraphs(document.body)
        if words in text_of(paragraph)
    )


def after(place: Place, count: int) -> Place:
    """Return the place so many characters further."""
    return Place(place.story, place.path, place.offset + count)


@BOTH
@pytest.mark.parametrize("template", templates.NAMES)
def test_a_template_opens_as_it_was_made(kind: str, template: str) -> None:
    raw, before, document = started(kind, template)
    reopened(raw, before, document)


@BOTH
def test_a_word_replaced_in_the_middle_of_a_sentence(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "[Texte]")
    document, place = text.delete(document, start, after(start, 7))
    document, place = text.insert(document, place, "Suite à votre courrier,  je  vous informe\u202f:")
    found = reopened(raw, before, document)
    assert "Suite à votre courrier,  je  vous informe\u202f:" in plain(found.body)


@BOTH
def test_every_paragraph_of_a_document_changed_at_once(kind: str) -> None:
    raw, before, document = started(kind)
    raw = registry.write(raw, delta.difference(before, document))
    before = document = registry.read(raw)
    for path, _ in list(paragraphs(document.body)):
        document, _ = text.insert(document, Place("body", path), "Vu. ")
    found = reopened(raw, before, document)
    assert all(words.startswith("Vu. ") for words in plain(found.body))


@BOTH
def test_bold_within_a_word_is_bold_there_only(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "Monsieur")
    document = text.restyle(document, start, after(start, 4), lambda look: replaced(look, bold=True))
    found = reopened(raw, before, document)
    runs = [piece for piece in paragraph_at(found, start).content if isinstance(piece, Run)]
    assert [run.text for run in runs if run.look.bold] == ["Mons"]


@BOTH
def test_a_heading_in_the_style_of_the_document(kind: str) -> None:
    raw, before, document = started(kind, "note")
    heading = next(style for style in document.styles.values() if style.name.lower() == "heading 2")
    start = place_of(document, "[Texte]")
    document = text.reshape(document, start, start, lambda shape: text.with_style(document, shape, heading.id))
    found = reopened(raw, before, document)
    assert paragraph_at(found, start).shape.style == heading.id


@BOTH
def test_a_list_in_the_middle_of_a_list_keeps_its_order(kind: str) -> None:
    raw, before, document = started(kind, "minutes")
    start = place_of(document, "[Point]")
    document, place = text.insert_lines(document, after(start, 7), "\nBudget\nTravaux")
    document = objects.change_level(document, place, place, 1)
    found = reopened(raw, before, document)
    lines = plain(found.body)
    assert lines.index("Budget") == lines.index("Travaux") - 1
    assert paragraph_at(found, place_of(found, "Travaux")).shape.level == 1


@BOTH
def test_a_table_grows_and_its_cells_are_merged_and_split_again(kind: str) -> None:
    raw, before, document = started(kind, "minutes")
    cell = next(
        Place("body", path, 0)
        for path, paragraph in paragraphs(document.body)
        if len(path) > 1 and text_of(paragraph) == "Décision"
    )
    document = tables.change_table(document, cell, lambda table: tables.insert_row(table, 2))
    document = tables.change_table(document, cell, lambda table: tables.insert_column(table, 1))
    document = tables.change_table(document, cell, lambda table: tables.merge(table, (1, 0), (2, 1)))
    saved = registry.write(raw, delta.difference(before, document))
    found = registry.read(saved)
    assert said.document(found) == said.document(document)
    again = tables.change_table(found, cell, lambda table: tables.split_cell(table, 1, 0))
    final = reopened(saved, found, again)
    table = next(block for block in final.body if isinstance(block, Table))
    assert [len(row.cells) for row in table.rows] == [4, 4, 4, 4, 4]


@BOTH
def test_a_picture_stands_in_the_package_once_with_its_alternative_text(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "[Texte]")
    document, _ = objects.insert_picture(document, start, PNG, 40, 30, "Logo de la préfecture")
    document, _ = objects.insert_picture(document, start, PNG, 40, 30, "Logo de la préfecture")
    result = registry.write(raw, delta.difference(before, document))
    found = registry.read(result)
    images = [piece for piece in paragraph_at(found, start).content if isinstance(piece, Image)]
    assert [image.alternative for image in images] == ["Logo de la préfecture"] * 2
    assert {registry.picture(result, image.picture) for image in images} == {PNG}
    assert sum(Package(result).read(name) == PNG for name in Package(result).names) == 1


@BOTH
def test_a_comment_is_made_and_taken_away(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "[Texte]")
    document, identity = comments.add_comment(
        document, start, after(start, 7), "À compléter", "Ana Morvan", "2026-01-01T10:00:00Z"
    )
    saved = registry.write(raw, delta.difference(before, document))
    found = registry.read(saved)
    (comment,) = found.comments
    assert (comment.author, plain(found.stories[f"comment:{comment.id}"].blocks)) == ("Ana Morvan", ["À compléter"])
    without = reopened(saved, found, comments.remove_comment(found, comment.id))
    assert without.comments == ()
    assert said.document(without)["body"] == said.document(comments.remove_comment(document, identity))["body"]


@BOTH
def test_a_comment_is_answered_reworded_and_settled(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "[Texte]")
    document, _ = comments.add_comment(document, start, after(start, 7), "À compléter", "Ana Morvan", NOW)
    raw = registry.write(raw, delta.difference(before, document))
    before = document = registry.read(raw)
    (asked,) = document.comments
    document, _ = comments.reply(document, asked.id, "Par qui\u202f?", "Léa Petit", NOW)
    document = comments.with_words(document, asked.id, "À compléter avant lundi\npar le service")
    document = comments.settled(document, asked.id, done=True)
    saved = registry.write(raw, delta.difference(before, document))
    found = registry.read(saved)
    ((top, (answer,)),) = comments.threads(found)
    assert (top.done, answer.author, answer.parent) == (True, "Léa Petit", top.id)
    assert comments.words(found, top.id) == "À compléter avant lundi\npar le service"
    assert comments.words(found, answer.id) == "Par qui\u202f?"
    without = reopened(saved, found, comments.remove_comment(found, top.id))
    assert without.comments == ()


@BOTH
def test_a_letter_without_header_and_footer_gets_both(kind: str) -> None:
    raw, before, document = started(kind)
    for margin in ("header", "footer"):
        document, name = margins.with_margin(document, 0, margin)
        document, place = text.insert(document, Place(name, (0,), 0), "Préfecture ")
        document, _ = objects.insert_field(document, place, "page", "1")
    saved = registry.write(raw, delta.difference(before, document))
    found = registry.read(saved)
    assert said.document(found) == said.document(document)
    assert found.pages[0].headers == document.pages[0].headers
    again, _ = text.insert(found, Place(margins.named(found.pages[0], "header"), (0,), 0), "La ")
    last = reopened(saved, found, again)
    assert plain(last.stories[margins.named(last.pages[0], "header")].blocks) == ["La Préfecture "]


@BOTH
def test_tracked_changes_are_recorded_then_accepted_or_rejected(kind: str) -> None:
    raw, before, document = started(kind)
    start = place_of(document, "Monsieur")
    change = Change("insertion", "Ana Morvan", "2026-01-01T10:00:00Z")
    document, _ = text.insert(document, start, "cher ", change=change)
    document, _ = text.delete(document, after(start, 5), after(start, 13), replaced(change, kind="deletion"))
    saved = registry.write(raw, delta.difference(before, document))
    found = registry.read(saved)
    assert [one.kind for _, _, one in changes.tracked(found)] == ["insertion", "deletion"]
    for accept, line in ((True, "Madame, cher ,"), (False, "Madame, Monsieur,")):
        settled = reopened(saved, found, changes.settle(found, *objects.whole(found), accept=accept))
        assert line in plain(settled.body)
        assert changes.tracked(settled) == []


@BOTH
def test_title_and_author_of_a_document(kind: str) -> None:
    raw, before, document = started(kind)
    document = objects.with_properties(
        document, Properties("Réponse", "Marché", "Ana Morvan", "marché, voirie", "", "fr-FR")
    )
    assert reopened(raw, before, document).properties == document.properties


@BOTH
def test_undo_goes_back_step_by_step_and_typing_is_one_step(kind: str) -> None:
    _, before, _ = started(kind, "blank")
    session = Session(before)
    place = Place("body", (0,), 0)
    for letter in "Bonjour":
        typed, place = text.insert(session.document, place, letter)
        session.apply(typed, kind="typing")
    session.apply(text.split(session.document, place)[0])
    assert plain(session.document.body) == ["Bonjour", ""]
    session.undo()
    session.undo()
    assert session.document is before
    assert not session.can_undo
    session.redo()
    assert plain(session.document.body) == ["Bonjour"]


@BOTH
def test_a_delta_says_the_whole_edit(kind: str) -> None:
    raw, before, document = started(kind, "minutes")
    said_again = delta.applied(before, delta.decode(delta.encode(delta.difference(before, document))))
    assert said.document(said_again) == said.document(document)
    assert registry.write(raw, delta.difference(before, said_again)) == registry.write(
        raw, delta.difference(before, document)
    )


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: it reopens what we write")
def test_libreoffice_reopens_what_we_write_and_reads_the_same_text(tmp_path: Path) -> None:
    written = {}
    for kind in KINDS:
        for template in templates.NAMES[1:]:
            raw, before, document = started(kind, template)
            start = place_of(document, "[")
            document, _ = text.insert_lines(document, start, "Première ligne\nDeuxième  ligne ")
            document, _ = objects.insert_picture(document, start, PNG, 40, 30, "Logo")
            whole_line = after(place_of(document, "[Point]" if template == "minutes" else "[Texte]"), 7)
            document, _, _ = objects.insert_note(document, whole_line, "footnote", "Voir la note")
            document, _ = tables.insert_table(document, start, tables.new_table(2, 2, 400))
            path = tmp_path / f"{template}.{kind}"
            path.write_bytes(registry.write(raw, delta.difference(before, document)))
            written[path] = document
    profile = (tmp_path / "profile").as_uri()
    for path, document in written.items():
        subprocess.run(
            [SOFFICE or "", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
             "--outdir", str(tmp_path / path.suffix[1:]), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        read = (tmp_path / path.suffix[1:] / f"{path.stem}.txt").read_text("utf-8-sig")
        squeezed = "".join(read.split())
        for line in plain(document.body):
            assert "".join(line.split()) in squeezed, (path.name, line)


def test_a_paragraph_alone_is_never_lost() -> None:
    raw, before, document = started("docx", "blank")
    document, place = text.insert(document, Place("body", (0,), 0), "seul")
    document, _ = text.delete(document, Place("body", (0,), 0), place)
    found = reopened(raw, before, document)
    assert [type(block) for block in found.body] == [Paragraph]
