"""What of a document keeps people from reading it (RGAA 4): headings, alternative texts, tables, links, language, contrast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QColor

from editors.document import find
from editors.document.places import Place, paragraphs
from editors.document.tree import Cell, Document, Image, Look, Paragraph, Run, Shape, Table, length, plain, text_of
from editors.widgets.resolve import Resolver

LEAST_CONTRAST = 4.5
LEAST_CONTRAST_LARGE = 3.0
LARGE = 18.0
LARGE_BOLD = 14.0
"""Points from which text counts as large (WCAG 2.1, 1.4.3)."""
LONG = 25
"""Paragraphs from which a text without a heading is hard to find one's way in."""
_SAYS_NOTHING = frozenset({"ici", "cliquez ici", "lien", "here", "click here", "link", "en savoir plus", "read more"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: a code, where it is, and words of the document that show it."""

    code: str
    start: Place
    end: Place
    words: str = ""


def check(document: Document) -> list[Finding]:
    """Return what is to be mended, in reading order; what concerns the whole document first."""
    return [*_whole(document), *_headings(document), *_blocks(document)]


def _at(path: tuple[int, ...], first: int = 0, last: int | None = None) -> tuple[Place, Place]:
    return Place("body", path, first), Place("body", path, first if last is None else last)


def _whole(document: Document) -> Iterator[Finding]:
    start, end = _at((0,))
    if not document.properties.title.strip():
        yield Finding("no_title", start, end)
    if not (document.defaults.look.language or document.properties.language):
        yield Finding("no_language", start, end)


def _headings(document: Document) -> Iterator[Finding]:
    found = list(find.headings(document))
    if not found and sum(1 for _ in paragraphs(document.body)) >= LONG:
        yield Finding("no_headings", *_at((0,)))
    before = 0
    for level, words, place in found:
        if level > before + 1:
            yield Finding("heading_skipped", place, place, words)
        before = level


def _blocks(document: Document) -> Iterator[Finding]:
    resolver = Resolver(document)
    for index, block in enumerate(document.body):
        if isinstance(block, Table):
            yield from _table(block, index)
    for path, paragraph in paragraphs(document.body):
        yield from _paragraph(paragraph, path, resolver, _behind(document, path))


def _table(table: Table, index: int) -> Iterator[Finding]:
    place = _at((index, 0, 0, 0))
    words = " ".join(plain((table,)))[:60]
    if len(table.rows) > 1 and not table.rows[0].header:
        yield Finding("table_without_header", *place, words)
    if any(not cell.covered and (cell.across > 1 or cell.down > 1) for row in table.rows for cell in row.cells):
        yield Finding("table_merged_cells", *place, words)


def _behind(document: Document, path: tuple[int, ...]) -> str:
    """Return the colour of the innermost cell around a paragraph, "" where it has none."""
    blocks, colour = document.body, ""
    while len(path) > 3:
        table = blocks[path[0]]
        if not isinstance(table, Table):
            break
        cell: Cell = table.rows[path[1]].cells[path[2]]
        colour, blocks, path = cell.background or colour, cell.blocks, path[3:]
    return colour


def _paragraph(paragraph: Paragraph, path: tuple[int, ...], resolver: Resolver, behind: str) -> Iterator[Finding]:
    shape = resolver.shape(paragraph)
    at = 0
    for piece in paragraph.content:
        size = length(piece)
        if isinstance(piece, Image) and not piece.alternative.strip():
            yield Finding("image_without_text", *_at(path, at, at + 1))
        elif isinstance(piece, Run) and piece.text.strip():
            look = resolver.look(piece.look, shape)
            if not look.hidden and not _is_readable(look, shape, behind):
                yield Finding("low_contrast", *_at(path, at, at + size), piece.text.strip()[:60])
            if piece.link and piece.text.strip().lower() in _SAYS_NOTHING:
                yield Finding("link_says_nothing", *_at(path, at, at + size), piece.text.strip())
        at += size
    said = text_of(paragraph)
    if "   " in said.strip() and "\t" not in said:
        yield Finding("spaces_as_layout", *_at(path), " ".join(said.split())[:60])


def _is_readable(look: Look, shape: Shape, behind: str) -> bool:
    ground = look.background or shape.background or behind or "#ffffff"
    size = look.size or 11.0
    is_large = size >= LARGE or (size >= LARGE_BOLD and bool(look.bold))
    return contrast(look.colour or "#000000", ground) >= (LEAST_CONTRAST_LARGE if is_large else LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.1, relative luminance): from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    found = QColor(colour)
    parts = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
             for one in (found.redF(), found.greenF(), found.blueF()))  # fmt: skip
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
