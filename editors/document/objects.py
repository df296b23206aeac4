"""What stands in text beside text: pictures, notes, comments, fields, page breaks, lists, properties."""

from __future__ import annotations

import hashlib

from editors.document import pieces
from editors.document.places import Place, paragraph_at, paragraphs, size
from editors.document.text import covered, insert_piece, reshape, split
from editors.document.tree import (
    Document,
    Field,
    Image,
    Level,
    NoteMark,
    Paragraph,
    Properties,
    Run,
    Shape,
    Story,
    replaced,
)

BULLETS = tuple(Level("bullet", "•–▪"[level % 3], 1, 18.0 * (level + 1), -18.0) for level in range(9))
NUMBERS = tuple(
    Level(("decimal", "lower_letter", "lower_roman")[level % 3], f"%{level + 1}.", 1, 18.0 * (level + 1), -18.0)
    for level in range(9)
)


def insert_picture(
    document: Document, place: Place, raw: bytes, width: float, height: float, alternative: str = ""
) -> tuple[Document, Place]:
    """Insert a picture of that size in points."""
    name = hashlib.sha256(raw).hexdigest()[:32]
    document = replaced(document, pictures={**document.pictures, name: raw})
    return insert_piece(document, place, Image(name, width, height, alternative))


def insert_page_break(document: Document, place: Place) -> tuple[Document, Place]:
    """Let what follows a place begin a page."""
    document, after = split(document, place)
    return reshape(document, after, after, lambda shape: replaced(shape, page_break=True)), after


def insert_field(document: Document, place: Place, kind: str, shown: str) -> tuple[Document, Place]:
    """Insert a field: `page`, `pages`, `date`, `time` or `title`, with what it shows now."""
    codes = {"page": "PAGE", "pages": "NUMPAGES", "date": "DATE", "time": "TIME", "title": "TITLE"}
    look, _ = pieces.look_at(paragraph_at(document, place).content, place.offset)
    return insert_piece(document, place, Field(kind, shown, codes[kind], look))


def insert_note(
    document: Document, place: Place, kind: str = "footnote", text: str = ""
) -> tuple[Document, Place, str]:
    """Insert a footnote or endnote; return also the name of its story."""
    name = f"{kind}:{fresh(document, kind)}"
    style = next((key for key in (_NOTE_STYLES[kind]) if key in document.styles), "")
    blocks = (
        Paragraph((Run(" " + text),) if document.kind == "docx" else (Run(text),) if text else (), Shape(style=style)),
    )
    document = replaced(document, stories={**document.stories, name: Story(name, "", blocks)})
    document, after = insert_piece(document, place, NoteMark(kind, name))
    return document, after, name


_NOTE_STYLES = {
    "footnote": ("Footnote", "FootnoteText", "Notedebasdepage"),
    "endnote": ("Endnote", "EndnoteText", "Notedefin"),
}


def fresh(document: Document, kind: str) -> str:
    """Return what tells a new story of a kind from the others."""
    numbers = [0]
    for name in document.stories:
        known, _, identity = name.partition(":")
        if known == kind:
            digits = "".join(one for one in identity if one.isdigit())
            numbers.append(int(digits or 0))
    number = max(numbers) + 1
    return str(number) if document.kind == "docx" else f"{kind[:2]}e{number}"


def toggle_list(document: Document, start: Place, end: Place, *, numbered: bool) -> Document:
    """Make the paragraphs between two places a list, or none where all of them are of that kind."""
    levels = NUMBERS if numbered else BULLETS
    shapes = [paragraph_at(document, place).shape for place, _, _ in covered(document, start, end)]
    if shapes and all(shape.list and is_numbered(document, shape) == numbered for shape in shapes):
        return reshape(document, start, end, lambda shape: replaced(shape, list="", level=0, left=None, first=None))
    document, name = list_named(document, levels)
    return reshape(document, start, end, lambda shape: replaced(shape, list=name))


def is_numbered(document: Document, shape: Shape) -> bool:
    """Return whether the list of a shape counts at its level."""
    levels = document.lists.get(shape.list, ())
    return bool(levels) and levels[min(shape.level, len(levels) - 1)].kind not in ("bullet", "none")


def list_named(document: Document, levels: tuple[Level, ...]) -> tuple[Document, str]:
    """Return the document with a list definition, and that one's name; one that is there already serves again."""
    for name, known in document.lists.items():
        if known == levels:
            return document, name
    if document.kind == "docx":
        name = str(max((int(one) for one in document.lists if one.isdigit()), default=0) + 1)
    else:
        number = 1
        while (name := f"Le{number}") in document.lists:
            number += 1
    return replaced(document, lists={**document.lists, name: levels}), name


def change_level(document: Document, start: Place, end: Place, by: int) -> Document:
    """Move list items deeper or back."""
    return reshape(
        document,
        start,
        end,
        lambda shape: replaced(shape, level=max(0, min(8, shape.level + by))) if shape.list else shape,
    )


def with_properties(document: Document, properties: Properties) -> Document:
    """Return the document with other properties."""
    return replaced(document, properties=properties)


def whole(document: Document, story: str = "body") -> tuple[Place, Place]:
    """Return the first and the last place of a story."""
    found = list(paragraphs(document.stories[story].blocks))
    if not found:
        return Place(story, (0,)), Place(story, (0,))
    return Place(story, found[0][0]), Place(story, found[-1][0], size(found[-1][1]))
