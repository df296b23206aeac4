"""Bookmarks, references to them, and what fields show: the page, the date, the title, the words elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editors.document import pieces
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.text import covered, insert_piece, with_paragraph
from editors.document.tree import Document, Field, Inline, Mark, Run, length, replaced

Stretch = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Now:
    """What fields show at this moment. `page_of` says on which page a place of the body stands, from 1."""

    page_of: Callable[[Place], int]
    pages: int = 1
    date: str = ""
    time: str = ""
    author: str = ""
    targets: dict[str, Stretch] = field(default_factory=dict)


def bookmarks(document: Document) -> dict[str, Stretch]:
    """Return the bookmarks by name, in reading order; hidden ones, whose names begin with `_`, too."""
    begun: dict[str, tuple[str, Place]] = {}
    found: dict[str, Stretch] = {}
    for path, paragraph in paragraphs(document.body):
        offset = 0
        for piece in paragraph.content:
            here = Place("body", path, offset)
            if isinstance(piece, Mark) and piece.kind == "bookmark":
                begun[piece.name] = piece.label or piece.name, here
                found[piece.label or piece.name] = here, here
            elif isinstance(piece, Mark) and piece.kind == "bookmark_end" and piece.name in begun:
                name, start = begun.pop(piece.name)
                found[name] = start, here
            offset += length(piece)
    return found


def add_bookmark(document: Document, start: Place, end: Place, name: str) -> Document:
    """Name a stretch of the text. A name that is there already moves."""
    document = remove_bookmark(document, name)
    identity = name if document.kind == "odt" else str(_fresh(document))
    for place, kind in ((end, "bookmark_end"), (start, "bookmark")):
        paragraph = paragraph_at(document, place)
        before, after = pieces.split(paragraph.content, place.offset)
        label = name if kind == "bookmark" else ""
        content = (*before, Mark(kind, identity, label), *after)
        document = with_paragraph(document, place, replaced(paragraph, content=content))
    return document


def remove_bookmark(document: Document, name: str) -> Document:
    """Take a bookmark's name away; the text stays."""
    identities = {
        piece.name
        for _, paragraph in paragraphs(document.body)
        for piece in paragraph.content
        if isinstance(piece, Mark) and piece.kind == "bookmark" and (piece.label or piece.name) == name
    }
    if not identities:
        return document
    for path, paragraph in list(paragraphs(document.body)):
        content = tuple(
            piece
            for piece in paragraph.content
            if not (isinstance(piece, Mark) and piece.kind.startswith("bookmark") and piece.name in identities)
        )
        if len(content) != len(paragraph.content):
            document = with_paragraph(document, Place("body", path), replaced(paragraph, content=content))
    return document


def _fresh(document: Document) -> int:
    known = [
        int(piece.name)
        for story in document.stories.values()
        for _, paragraph in paragraphs(story.blocks)
        for piece in paragraph.content
        if isinstance(piece, Mark) and piece.name.isdigit()
    ]
    return max(known, default=0) + 1


def words_of(document: Document, stretch: Stretch) -> str:
    """Return the words of a stretch, on one line."""
    lines = []
    for place, first, last in covered(document, *stretch):
        content = pieces.part(paragraph_at(document, place).content, first, last)
        lines.append("".join(piece.text for piece in content if isinstance(piece, Run)))
    return " ".join(" ".join(lines).split())


def insert_reference(document: Document, place: Place, name: str, what: str, now: Now) -> tuple[Document, Place]:
    """Insert a reference to a bookmark: `text` shows its words, `page` the page it stands on."""
    if document.kind == "docx":
        code = f"{'PAGEREF' if what == 'page' else 'REF'} {name} \\h"
    else:
        code = f"text:bookmark-ref|{what}|{name}"
    look, _ = pieces.look_at(paragraph_at(document, place).content, place.offset)
    made = Field("reference", "", code, look)
    shown = _reference(document, made, replace_targets(now, bookmarks(document)))
    return insert_piece(document, place, replaced(made, shown=shown or "?"))


def replace_targets(now: Now, targets: dict[str, Stretch]) -> Now:
    """Return the moment with the bookmarks that references mean."""
    return Now(now.page_of, now.pages, now.date, now.time, now.author, targets)


def updated(document: Document, now: Now) -> Document:
    """Return the document whose fields show what holds now. What is not understood, or fixed, stays as it is."""
    now = replace_targets(now, bookmarks(document))
    for story in list(document.stories):
        for path, paragraph in list(paragraphs(document.stories[story].blocks)):
            if not any(isinstance(piece, Field) for piece in paragraph.content):
                continue
            offset = 0
            content: list[Inline] = []
            for piece in paragraph.content:
                if isinstance(piece, Field):
                    shown = _shown(document, piece, Place(story, path, offset), now)
                    piece = replaced(piece, shown=shown) if shown and shown != piece.shown else piece
                content.append(piece)
                offset += length(piece)
            if tuple(content) != paragraph.content:
                document = with_paragraph(document, Place(story, path), replaced(paragraph, content=tuple(content)))
    return document


_DATES = ("DATE", "text:date")
_TIMES = ("TIME", "text:time")


def _shown(document: Document, one: Field, place: Place, now: Now) -> str:
    word = one.code.split(maxsplit=1)[0] if one.code else ""
    match one.kind:
        case "page":
            return str(now.page_of(place)) if place.story == "body" else ""
        case "pages":
            return str(now.pages)
        case "title":
            return document.properties.title
        case "author" if word in ("AUTHOR", "text:initial-creator"):
            return document.properties.author
        case "date" if word in _DATES and "\\@" not in one.code:
            return now.date
        case "time" if word in _TIMES and "\\@" not in one.code:
            return now.time
        case "reference":
            return _reference(document, one, now)
        case _:
            return ""


def _reference(document: Document, one: Field, now: Now) -> str:
    if one.code.startswith("text:"):
        _, _, rest = one.code.partition("|")
        what, _, name = rest.partition("|")
    else:
        words = one.code.split()
        what = "page" if words and words[0].upper() == "PAGEREF" else "text"
        name = words[1] if len(words) > 1 else ""
        if any(word.lower() in ("\\n", "\\r", "\\w", "\\p") for word in words):
            return ""  # a number or a position: as the file has it
    stretch = now.targets.get(name)
    if stretch is None or what not in ("page", "text"):
        return ""
    return str(now.page_of(stretch[0])) if what == "page" else words_of(document, stretch)
