"""Tracked changes listed, accepted and rejected, those of everybody or of one author."""

from __future__ import annotations

from editors.document import pieces
from editors.document.places import Place, paragraph_at, paragraphs, size
from editors.document.text import covered, delete, join_next, open_change, with_paragraph
from editors.document.tree import Change, Document, Inline, Mark, Opaque, Paragraph, length, replaced


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


def settle(document: Document, start: Place, end: Place, *, accept: bool, author: str = "") -> Document:
    """Accept or reject what is tracked between two places, by everybody or by one author.

    An insertion that the file keeps between two marks (ODT) is settled as a whole. A deletion that is kept there as a
    placeholder (several paragraphs, a table) can be accepted, and stays where it is rejected.
    """
    ranges = _ranges(document, start, end, author)
    for place, first, last in reversed(list(covered(document, start, end))):
        paragraph = paragraph_at(document, place)
        before, rest = pieces.split(paragraph.content, first)
        middle, after = pieces.split(rest, last - first)
        settled = tuple(one for piece in middle for one in _settled(piece, accept=accept, author=author, ranges=ranges))
        through = place.path != end.path or (place.path == end.path and not after)
        document = with_paragraph(document, place, replaced(paragraph, content=pieces.joined(before, settled, after)))
        ended = paragraph.change
        if ended is not None and through and author in ("", ended.author) and ended.id not in ranges:
            document = _settle_end(document, place, paragraph, accept=accept)
    for identity in ranges:
        document = _settle_range(document, start.story, identity, accept=accept)
    return document


def _settled(piece: Inline, *, accept: bool, author: str, ranges: list[str]) -> tuple[Inline, ...]:
    if isinstance(piece, Mark) or piece.change is None or author not in ("", piece.change.author):
        return (piece,)
    if piece.change.id in ranges or (isinstance(piece, Opaque) and piece.what == "deletion" and not accept):
        return (piece,)
    stays = (piece.change.kind == "insertion") == accept
    return (replaced(piece, change=None),) if stays else ()


def _settle_end(document: Document, place: Place, paragraph: Paragraph, *, accept: bool) -> Document:
    """Accept or reject the end of a paragraph: it stays, or the next paragraph is joined."""
    if paragraph.change is None:
        return document
    stays = (paragraph.change.kind == "insertion") == accept
    current = paragraph_at(document, place)
    around = open_change(document, Place(place.story, place.path, size(current))) if stays else None
    document = with_paragraph(document, place, replaced(current, change=around))
    return document if stays else join_next(document, place)[0]


# --- insertions between marks


def _ranges(document: Document, start: Place, end: Place, author: str) -> list[str]:
    """Return the ids of the insertions between marks that are met between two places."""
    marked = {
        piece.name
        for _, paragraph in paragraphs(document.stories[start.story].blocks)
        for piece in paragraph.content
        if isinstance(piece, Mark) and piece.kind == "change"
    }
    found: dict[str, None] = {}
    for place, first, last in covered(document, start, end):
        paragraph = paragraph_at(document, place)
        changes = [piece.change for piece in pieces.part(paragraph.content, first, last) if not isinstance(piece, Mark)]
        if place.path != end.path:
            changes.append(paragraph.change)
        for change in changes:
            if change is not None and change.id in marked and author in ("", change.author):
                found[change.id] = None
    return list(found)


def _settle_range(document: Document, story: str, identity: str, *, accept: bool) -> Document:
    ends: dict[str, Place] = {}
    for path, paragraph in paragraphs(document.stories[story].blocks):
        offset = 0
        for piece in paragraph.content:
            if isinstance(piece, Mark) and piece.name == identity:
                ends[piece.kind] = Place(story, path, offset)
            offset += length(piece)
    start, end = ends.get("change"), ends.get("change_end")
    if start is None or end is None:
        return document
    if not accept:
        document, _ = delete(document, start, end)
    for path, paragraph in list(paragraphs(document.stories[story].blocks)):
        content = tuple(
            _without(piece, identity)
            for piece in paragraph.content
            if not (isinstance(piece, Mark) and piece.kind in ("change", "change_end") and piece.name == identity)
        )
        ended = None if paragraph.change is not None and paragraph.change.id == identity else paragraph.change
        if content != paragraph.content or ended != paragraph.change:
            made = replaced(paragraph, content=pieces.joined(content), change=ended)
            document = with_paragraph(document, Place(story, path), made)
    return document


def _without(piece: Inline, identity: str) -> Inline:
    if isinstance(piece, Mark) or piece.change is None or piece.change.id != identity:
        return piece
    return replaced(piece, change=None)
