"""Two states of one text: every difference is found, and any choice between the sides gives what was chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editors.compare import documents, lines, plain
from editors.compare.lines import Kind
from editors.document import delta, text
from editors.document.places import Place
from editors.document.tree import Cell, Document, Image, Mark, Paragraph, Row, Run, Table, replaced
from editors.formats import new, registry

LINES = st.lists(
    st.sampled_from(["", "Le budget est voté.", "Le budget est rejeté.", "Article 1er", "Ville de Rennes", "b"])
)


@given(left=LINES, right=LINES)
def test_a_comparison_holds_every_line_of_both_sides_in_order(left: list[str], right: list[str]) -> None:
    found = lines.compared(left, right)
    assert [one.left for one in found if one.left >= 0] == list(range(len(left)))
    assert [one.right for one in found if one.right >= 0] == list(range(len(right)))
    assert all(
        (left[one.left] == right[one.right]) == (one.kind is Kind.SAME)
        for one in found
        if min(one.left, one.right) >= 0
    )


def test_a_changed_paragraph_is_paired_and_its_words_are_marked() -> None:
    before = ["Titre", "Le conseil se réunit lundi à 9 h.", "Fin"]
    after = ["Titre", "Un mot d’accueil tout nouveau", "Le conseil se réunit mardi à 10 h.", "Fin"]
    found = lines.compared(before, after)
    assert [one.kind for one in found] == [Kind.SAME, Kind.RIGHT, Kind.CHANGED, Kind.SAME]
    changed = found[2]
    assert [before[1][a:b] for a, b in changed.left_spans] == ["lundi", "9"]
    assert [after[2][a:b] for a, b in changed.right_spans] == ["mardi", "10"]
    assert lines.differences(found) == [1, 2]


def test_a_rewritten_text_of_thousands_of_lines_is_compared_all_the_same() -> None:
    found = lines.compared([f"ancien {n}" for n in range(4_000)], [f"nouveau {n}" for n in range(4_000)])
    assert len(lines.differences(found)) == 4_000


@given(left=LINES, right=LINES, rng=st.randoms(use_true_random=False))
def test_of_plain_text_any_line_is_taken_from_either_side(left: list[str], right: list[str], rng: object) -> None:
    one, other = "\r\n".join(left), "\n".join(right)
    found = lines.compared(plain.lines_of(one), plain.lines_of(other))
    everything = set(range(len(found)))
    assert plain.merged(one, other, found, set()) == one
    assert plain.lines_of(plain.merged(one, other, found, everything)) == plain.lines_of(other)
    some = {place for place in everything if rng.random() < 0.5}  # type: ignore[attr-defined]
    wanted = [
        plain.lines_of(other)[line.right] if place in some else plain.lines_of(one)[line.left]
        for place, line in enumerate(found)
        if (line.right if place in some else line.left) >= 0
    ]
    got = plain.lines_of(plain.merged(one, other, found, some))
    assert [line for line in got if line] == [line for line in wanted if line]


@pytest.mark.parametrize("raw", ["é".encode(), "é".encode("cp1252"), "é".encode("utf-16"), "\ufeffé".encode()])
def test_a_text_is_read_and_written_in_its_own_encoding(raw: bytes) -> None:
    found = plain.decoded(raw)
    assert found is not None
    assert found[0] == "é"
    assert found[0].encode(found[1]) == raw


def test_bytes_that_are_no_text_are_not_compared_as_text() -> None:
    assert plain.decoded(b"\x7fELF\0\0\0") is None
    assert plain.decoded(bytes(range(256))) is None


def letter(kind: str, *paragraphs: str) -> tuple[bytes, Document]:
    """A document as the writer makes it."""
    raw = new.empty(kind, "fr-FR")
    document = registry.read(raw)
    body = tuple(Paragraph((Run(one),)) for one in paragraphs)
    whole = replaced(document, stories={**document.stories, "body": replaced(document.stories["body"], blocks=body)})
    raw = registry.write(raw, delta.difference(document, whole))
    return raw, registry.read(raw)


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_paragraphs_of_another_state_are_written_into_the_file(kind: str) -> None:
    raw, mine = letter(kind, "Ordre du jour", "Le conseil se réunit lundi.", "Point retiré", "Fin")
    _, theirs = letter(kind, "Ordre du jour", "Le conseil se réunit mardi soir.", "Fin", "Post-scriptum")
    found = lines.compared(documents.texts(mine), documents.texts(theirs))
    places = lines.differences(found)
    assert len(places) == 3
    assert all(documents.carried(mine, theirs, found[place]) for place in places)

    def after(taken: set[int]) -> list[str]:
        whole = documents.merged(mine, theirs, found, taken)
        return documents.texts(registry.read(registry.write(raw, delta.difference(mine, whole))))

    assert after(set()) == documents.texts(mine)
    assert after(set(places)) == documents.texts(theirs)
    assert after({places[0]}) == ["Ordre du jour", "Le conseil se réunit mardi soir.", "Point retiré", "Fin"]
    assert after({places[2]}) == [*documents.texts(mine), "Post-scriptum"]


@pytest.mark.parametrize("kind", ["odt", "docx"])
def test_a_table_is_taken_as_a_whole(kind: str) -> None:
    raw, mine = letter(kind, "Budget")
    row = Row((Cell((Paragraph((Run("Voirie"),)),)), Cell((Paragraph((Run("12 000"),)),))))
    body = (*mine.body, Table((row,), widths=(200.0, 200.0)), Paragraph())
    theirs = replaced(mine, stories={**mine.stories, "body": replaced(mine.stories["body"], blocks=body)})
    found = lines.compared(documents.texts(mine), documents.texts(theirs))
    whole = documents.merged(mine, theirs, found, set(lines.differences(found)))
    assert "Voirie │ 12 000" in documents.texts(registry.read(registry.write(raw, delta.difference(mine, whole))))


def test_what_hangs_on_another_file_is_not_offered() -> None:
    _, mine = letter("docx", "Plan du site", "Fin")
    image = Paragraph((Run("Plan du site "), Image("word/media/autre.png", 100.0, 80.0)))
    theirs = replaced(mine, stories={"body": replaced(mine.stories["body"], blocks=(image, *mine.body[1:]))})
    found = lines.compared(documents.texts(mine), documents.texts(theirs))
    (place,) = lines.differences(found)
    assert not documents.carried(mine, theirs, found[place])
    assert documents.merged(mine, theirs, found, {place}) == mine


def test_marks_stay_those_of_the_file() -> None:
    _, mine = letter("docx", "Article premier")
    marked = replaced(mine.body[0], content=(Mark("bookmark", "a"), *mine.body[0].content, Mark("bookmark_end", "a")))  # type: ignore[union-attr]
    mine = replaced(mine, stories={**mine.stories, "body": replaced(mine.stories["body"], blocks=(marked,))})
    theirs, _ = text.insert(mine, Place("body", (0,), 0), "Nouvel ")
    found = lines.compared(documents.texts(mine), documents.texts(theirs))
    (block,) = documents.merged(mine, theirs, found, {0}).body
    assert isinstance(block, Paragraph)
    kinds = [type(piece).__name__ for piece in block.content]
    assert kinds[0] == "Mark"
    assert kinds[-1] == "Mark"
    assert "Nouvel" in documents.texts(documents.merged(mine, theirs, found, {0}))[0]
