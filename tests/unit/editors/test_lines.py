"""Plain text and Markdown: opened, edited, saved; every line that was not touched stays as it is, byte by byte."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editors.document import delta, objects, tables, text
from editors.document.places import Place, paragraphs
from editors.document.tree import Document, Paragraph, Run, Table, plain, replaced
from editors.formats import registry
from sync.model.faults import Unreadable, Unsupported
from tests.unit.editors import random_edits
from tests.unit.editors.test_editing import after, place_of

NOTE = """Titre
=====

Un *mot* en **gras**, du `code` et un [lien](https://exemple.fr/ "titre").
Une ligne de plus  \navec un saut.

## Points

* un
* deux
  - dessous

1. premier
2. second

> cité

```py
print("bonjour")

```

| Qui | Quand |
|:----|------:|
| Ana | lundi |

---

<div>tel quel</div>

[lien]: https://exemple.fr/ref
"""
ROOT = Path(__file__).parents[3]


def saved(raw: bytes, document: Document, made: Document, kind: str = "md") -> bytes:
    return registry.write(raw, delta.decode(delta.encode(delta.difference(document, made))), kind)


def test_markdown_is_read_as_it_is_meant() -> None:
    document = registry.read(NOTE.encode(), "md")
    styles = [block.shape.style or block.shape.list for block in document.body if isinstance(block, Paragraph)]
    assert styles[:3] == ["Heading1", "Standard", "Heading2"]
    lists = [
        (block.shape.list, block.shape.level)
        for block in document.body
        if isinstance(block, Paragraph) and block.shape.list
    ]
    assert lists == [("bullets", 0), ("bullets", 0), ("bullets", 1), ("numbers", 0), ("numbers", 0)]
    runs = [one for one in document.body[1].content if isinstance(one, Run)]  # type: ignore[union-attr]
    assert {one.text for one in runs if one.look.bold} == {"gras"}
    assert {one.link for one in runs if one.link} == {"https://exemple.fr/"}
    (table,) = [block for block in document.body if isinstance(block, Table)]
    assert [plain(cell.blocks) for row in table.rows for cell in row.cells] == [["Qui"], ["Quand"], ["Ana"], ["lundi"]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", ["md", "txt"])
def test_a_word_changes_its_own_lines_alone(kind: str, end: str) -> None:
    raw = NOTE.replace("\n", end).encode()
    document = registry.read(raw, kind)
    assert saved(raw, document, document, kind) == raw
    for path, paragraph in paragraphs(document.body):
        if len(path) > 1:
            continue
        made = saved(raw, document, text.insert(document, Place("body", path, 0), "Mot")[0], kind)
        gone = set(raw.decode().split(end)) - set(made.decode().split(end))
        assert len(gone) <= len(plain((paragraph,))[0].split("\n")) + 2
        assert b"Mot" in made
        assert (b"\r\n" in made) == (end == "\r\n")


def test_what_is_added_is_written_as_markdown() -> None:
    raw = NOTE.encode()
    document = registry.read(raw, "md")
    made, place = text.split(document, after(place_of(document, "deux"), 4))
    made, place = text.insert(made, place, "trois * étoiles")
    start = place_of(made, "cité")
    made = text.restyle(made, start, after(start, 4), lambda look: replaced(look, bold=True))
    made, _ = tables.insert_table(made, place_of(made, "Points"), tables.new_table(2, 2, 400, header=True))
    result = saved(raw, document, made).decode()
    assert "* deux\n- trois \\* étoiles\n  - dessous" in result or "* deux\n* trois \\* étoiles" in result
    assert "> **cité**" in result
    assert "|  |  |\n| --- | --- |" in result
    kept = registry.read(saved(raw, document, text.insert(document, Place("body", (0,), 0), "Grand ")[0]), "md")
    assert (plain(kept.body)[0], kept.body[0].shape.style) == ("Grand Titre", "Heading1")  # type: ignore[union-attr]


def test_what_lines_cannot_say_is_refused_before_anything_is_written() -> None:
    raw = NOTE.encode()
    document = registry.read(raw, "md")
    with pytest.raises(Unsupported):
        saved(raw, document, objects.insert_note(document, Place("body", (1,), 2))[0])
    with pytest.raises(Unsupported):
        saved(raw, document, objects.insert_picture(document, Place("body", (1,), 2), random_edits.PNG, 10, 10)[0])


def test_bytes_that_are_no_text_are_refused() -> None:
    for kind in ("md", "txt"):
        with pytest.raises(Unreadable):
            registry.read(b"\x00\x01\x02", kind)


def test_an_old_encoding_stays() -> None:
    raw = "Préfecture\nd’Ille-et-Vilaine\n".encode("cp1252")
    document = registry.read(raw, "txt")
    made = saved(raw, document, text.insert(document, Place("body", (0,), 0), "La ")[0], "txt")
    assert made == "La Préfecture\nd’Ille-et-Vilaine\n".encode("cp1252")


REAL = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(REAL), rng=st.randoms(use_true_random=False), kind=st.sampled_from(["md", "txt"]))
def test_words_typed_and_deleted_at_random_are_read_back(path: Path, rng: Random, kind: str) -> None:
    raw = path.read_bytes()
    document = made = registry.read(raw, kind)
    assert saved(raw, document, document, kind) == raw
    for _ in range(3):
        top = [(way, one) for way, one in paragraphs(made.body) if len(way) == 1 and one.shape.style != "Code"]
        way, one = rng.choice(top)
        where = Place("body", way, rng.randint(0, len(plain((one,))[0])))
        made, _ = text.insert(made, where, rng.choice(["mot", " deux mots ", "<a> & *b*", "_c_ [d]", "# e"]))
    found = registry.read(saved(raw, document, made, kind), kind)
    assert [" ".join(line.split()) for line in plain(found.body)] == [
        " ".join(line.split()) for line in plain(made.body)
    ]
