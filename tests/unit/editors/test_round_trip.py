"""Nothing is lost that was not touched: real documents opened, saved, edited in one place, compared byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editors.document import delta, text
from editors.document.places import Place, paragraphs, size
from editors.document.tree import Document, decode, encode
from editors.formats import registry
from editors.formats.package import Package
from editors.formats.xml import Part
from tests.unit.editors import random_edits, said
from tests.unit.editors.corpora import OPEN, WORDS, needed

EVERY = [*WORDS, *OPEN]


def written(raw: bytes, before: Document, after: Document) -> bytes:
    """Return the bytes after an edit, the delta having travelled between roles."""
    return registry.write(raw, delta.decode(delta.encode(delta.difference(before, after))))


@needed
def test_every_real_document_opens_and_travels_between_roles() -> None:
    for path in EVERY:
        document = registry.read(path.read_bytes())
        assert decode(encode(document)) == document, path.name


@needed
def test_saving_without_an_edit_gives_the_very_same_bytes() -> None:
    for path in EVERY:
        raw = path.read_bytes()
        document = registry.read(raw)
        assert registry.write(raw, delta.difference(document, document)) == raw, path.name


@needed
def test_one_word_changes_its_paragraph_and_not_one_byte_elsewhere() -> None:
    for path in EVERY:
        raw = path.read_bytes()
        document = registry.read(raw)
        for story in document.stories.values():
            found = list(paragraphs(story.blocks))
            for way, paragraph in dict.fromkeys([*found[:2], *found[len(found) // 2 :][:1], *found[-1:]]):
                after, _ = text.insert(document, Place(story.name, way, size(paragraph) // 2), "mot")
                assert_only_one_element_differs(path, raw, written(raw, document, after), story.part, paragraph.source)


def assert_only_one_element_differs(path: Path, raw: bytes, result: bytes, part: str, source: int) -> None:
    """Compare two packages: entries as raw bytes, the part before and after the element byte by byte."""
    old, new = Package(raw), Package(result)
    assert new.names == old.names, path.name
    for one, other in zip(old.entries, new.entries, strict=True):
        if one.name != part:
            assert raw[one.start : one.end] == result[other.start : other.end], (path.name, one.name)
    before, after = old.read(part), new.read(part)
    begin, end = Part(before, part).span(source)
    assert before[:begin] == after[:begin], path.name
    assert before[end:] == after[len(after) - (len(before) - end) :], path.name
    assert before != after, path.name


@needed
@settings(max_examples=150)
@given(path=st.sampled_from(EVERY or [Path()]), rng=st.randoms(use_true_random=False), count=st.integers(1, 8))
def test_edits_at_random_places_are_read_back_as_they_were_made(path: Path, rng: object, count: int) -> None:
    raw = path.read_bytes()
    before = after = registry.read(raw)
    for _ in range(count):
        after = random_edits.apply(rng, after)  # type: ignore[arg-type]
    wanted, found = said.document(after), said.document(registry.read(written(raw, before, after)))
    gone = {name for name in wanted if name not in found}
    assert not gone or all(name.partition(":")[0] in ("footnote", "endnote", "comment") for name in gone)
    assert {name: wanted[name] for name in found} == found


@needed
@pytest.mark.parametrize("path", [WORDS[0], OPEN[0]] if EVERY else [], ids=lambda path: path.suffix)
def test_undoing_everything_leaves_nothing_to_write(path: Path) -> None:
    raw = path.read_bytes()
    document = registry.read(raw)
    after, place = text.insert(document, Place("body", (0,), 0), "mot")
    back, _ = text.delete(after, Place("body", (0,), 0), place)
    assert registry.write(raw, delta.difference(document, back)) == raw
