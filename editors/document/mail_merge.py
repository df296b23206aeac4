"""Fields of a mail merge in a document: `{Nom}` in its text, or Word's MERGEFIELD; filled from one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from editors.document import pieces
from editors.document.places import Place, paragraphs
from editors.document.text import with_paragraph
from editors.document.tree import Document, Field, Inline, Paragraph, Run, text_of
from editors.document.tree import replaced as with_fields
from sync.model import records


def names(document: Document) -> list[str]:
    """Return the fields of a document, each once, in reading order."""
    found: dict[str, None] = {}
    for story in document.stories.values():
        for _, paragraph in paragraphs(story.blocks):
            for name in _names(paragraph):
                found[name] = None
    return list(found)


def _names(paragraph: Paragraph) -> Iterator[str]:
    yield from (one[1].strip() for one in records.FIELD.finditer(text_of(paragraph)))
    yield from (name for piece in paragraph.content if (name := _named(piece)))


def _named(piece: Inline) -> str:
    """Return the name of a MERGEFIELD, "" for all else."""
    if not isinstance(piece, Field):
        return ""
    words = piece.code.split(None, 1)
    if len(words) < 2 or words[0].upper() != "MERGEFIELD":
        return ""
    return words[1].split("\\")[0].strip().strip('"').strip()


def filled(document: Document, record: Mapping[str, str]) -> Document:
    """Return the document with a record's values in place of its fields; fields without a column stay as they are."""
    for story in list(document.stories.values()):
        for path, paragraph in list(paragraphs(story.blocks)):
            made = _filled(paragraph, record)
            if made is not paragraph:
                document = with_paragraph(document, Place(story.name, path), made)
    return document


def _filled(paragraph: Paragraph, record: Mapping[str, str]) -> Paragraph:
    content = paragraph.content
    if any(_named(piece) for piece in content):
        content = tuple(_run_of(piece, record) for piece in content)
    said = text_of(with_fields(paragraph, content=content))
    for found in reversed(list(records.FIELD.finditer(said))):
        value = records.value(record, found[1])
        if value is None:
            continue
        look, link = pieces.look_at(content, found.start() + 1)
        content = pieces.removed(content, found.start(), found.end())
        if value:
            content = pieces.inserted(content, found.start(), (Run(value, look, link),))
    return paragraph if content is paragraph.content else with_fields(paragraph, content=content)


def _run_of(piece: Inline, record: Mapping[str, str]) -> Inline:
    name = _named(piece)
    value = records.value(record, name) if name else None
    return Run(value, piece.look) if value is not None and isinstance(piece, Field) else piece
