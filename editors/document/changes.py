"""Tracked changes accepted and rejected."""

from __future__ import annotations

from editors.document import pieces
from editors.document.places import Place, paragraph_at, paragraphs
from editors.document.text import covered, join_next, with_paragraph
from editors.document.tree import Change, Document, Inline, Mark, Paragraph, length, replaced


def tracked(document: Document, story: str = "body") -> list[tuple[Place, Place, Change]]:
    """Return the tracked stretches of a story in reading order, those of one paragraph that belong together as one."""
    found: list[tuple[Place, Place, Change]] = []
    for path, paragraph in paragraphs(document.stories[story].blocks):
        offset = 0
        for piece in paragraph.content:
            size = length(piece)
            if not isinstance(piece, Mark) and piece.change is not None:
                last = found[-1] if found else None
                if last is not None and last[1] == Place(story, path, offset) and _same(last[2], piece.change):
                    found[-1] = (last[0], Place(story, path, offset + size), last[2])
                else:
                    found.append((Place(story, path, offset), Place(story, path, offset + size), piece.change))
            offset += size
    return found


def _same(one: Change, other: Change) -> bool:
    return (one.kind, one.author) == (other.kind, other.author)


def settle(document: Document, start: Place, end: Place, *, accept: bool) -> Document:
    """Accept or reject what is tracked between two places."""
    for place, first, last in reversed(list(covered(document, start, end))):
        paragraph = paragraph_at(document, place)
        before, rest = pieces.split(paragraph.content, first)
        middle, after = pieces.split(rest, last - first)
        settled = tuple(one for piece in middle for one in _settled(piece, accept=accept))
        through = place.path != end.path or (place.path == end.path and not after)
        document = with_paragraph(document, place, replaced(paragraph, content=pieces.joined(before, settled, after)))
        if paragraph.change is not None and through:
            document = _settle_end(document, place, paragraph, accept=accept)
    return document


def _settled(piece: Inline, *, accept: bool) -> tuple[Inline, ...]:
    if isinstance(piece, Mark) or piece.change is None:
        return (piece,)
    stays = (piece.change.kind == "insertion") == accept
    return (replaced(piece, change=None),) if stays else ()


def _settle_end(document: Document, place: Place, paragraph: Paragraph, *, accept: bool) -> Document:
    """Accept or reject the end of a paragraph: it stays, or the next paragraph is joined."""
    if paragraph.change is None:
        return document
    stays = (paragraph.change.kind == "insertion") == accept
    current = paragraph_at(document, place)
    document = with_paragraph(document, place, replaced(current, change=None))
    return document if stays else join_next(document, place)[0]
