"""Text edited: inserted, deleted, paragraphs split and joined, formatting said. Pure: a document goes in, another comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editors.document import pieces
from editors.document.places import Path, Place, blocks_at, paragraph_at, paragraphs, size, with_blocks, with_container
from editors.document.tree import (
    NEW,
    Block,
    Change,
    Document,
    Inline,
    Look,
    Mark,
    Paragraph,
    Run,
    Shape,
    Table,
    length,
    replaced,
)


def with_paragraph(document: Document, place: Place, paragraph: Paragraph) -> Document:
    """Return the document with the paragraph of a place replaced."""
    return with_blocks(document, place.story, place.path, 1, (paragraph,))


def insert(
    document: Document, place: Place, text: str, look: Look | None = None, change: Change | None = None
) -> tuple[Document, Place]:
    """Insert text without line ends; it looks like what stands there unless `look` says otherwise."""
    paragraph = paragraph_at(document, place)
    usual, link = pieces.look_at(paragraph.content, place.offset)
    run = Run(text, usual if look is None else look, link, change or open_change(document, place))
    return insert_piece(document, place, run)


def insert_piece(document: Document, place: Place, piece: Inline) -> tuple[Document, Place]:
    """Insert one piece."""
    paragraph = paragraph_at(document, place)
    content = pieces.inserted(paragraph.content, place.offset, (piece,))
    after = replaced_place(place, offset=place.offset + length(piece))
    return with_paragraph(document, place, replaced(paragraph, content=content)), after


def replaced_place(place: Place, *, path: Path | None = None, offset: int = 0) -> Place:
    """Return a place elsewhere in the same story."""
    return Place(place.story, place.path if path is None else path, offset)


def open_change(document: Document, place: Place, head: tuple[Inline, ...] | None = None) -> Change | None:
    """Return the insertion between whose marks (ODT) a place stands: what is put there belongs to it.

    `head` is what stands before it in its paragraph, where that is not what the place says.
    """
    if document.kind != "odt":
        return None
    around = blocks_at(document, place.story, place.path[:-1])
    before = around[place.path[-1] - 1] if place.path[-1] else None
    entry = before.change if isinstance(before, Paragraph) and before.change is not None and before.change.id else None
    paragraph = paragraph_at(document, place)
    opened = [] if entry is None else [entry]
    for piece in pieces.split(paragraph.content, place.offset)[0] if head is None else head:
        if isinstance(piece, Mark) and piece.kind in ("change", "change_end"):
            opened = [one for one in opened if one.id != piece.name]
            if piece.kind == "change":
                known = [one.change for one in paragraph.content if not isinstance(one, Mark)]
                said = (one for one in (*known, paragraph.change) if one is not None and one.id == piece.name)
                opened.append(next(said, Change("insertion", id=piece.name)))
    return opened[-1] if opened else None


def split(document: Document, place: Place, change: Change | None = None) -> tuple[Document, Place]:
    """Split a paragraph in two. At the end of one, the next has the style that follows it and begins no page."""
    paragraph = paragraph_at(document, place)
    before, after = pieces.split(paragraph.content, place.offset)
    while before and isinstance(before[-1], Mark) and before[-1].kind == "change":  # it begins with what follows
        before, after = before[:-1], (before[-1], *after)
    shape = replaced(paragraph.shape, page_break=None)
    style = document.styles.get(shape.style)
    if not any(length(piece) for piece in after) and style is not None and style.next and style.next != style.id:
        shape = Shape(style=style.next, list=shape.list, level=shape.level)
    like = paragraph.like if paragraph.source == NEW else paragraph.source
    change = change or (open_change(document, place, before) if document.kind == "odt" else paragraph.change)
    first = replaced(paragraph, content=before, change=change)
    second = Paragraph(after, shape, paragraph.change, paragraph.index, NEW, like)
    if not before and after:  # what stood at its beginning keeps its own paragraph
        first = Paragraph(before, paragraph.shape, change, paragraph.index, NEW, like)
        second = replaced(paragraph, content=after, shape=shape)
    made = with_blocks(document, place.story, place.path, 1, (first, second))
    return made, replaced_place(place, path=(*place.path[:-1], place.path[-1] + 1))


def join_next(document: Document, place: Place) -> tuple[Document, Place]:
    """Join a paragraph with the one after it, if there is one beside it; return the place where they met."""
    around = blocks_at(document, place.story, place.path[:-1])
    index = place.path[-1]
    first = around[index]
    if index + 1 >= len(around) or not isinstance(first, Paragraph):
        return document, place
    second = around[index + 1]
    if not isinstance(second, Paragraph):
        return document, place
    meeting = size(first)
    kept = first if meeting or not size(second) else replaced(second, content=first.content)
    made = replaced(kept, content=pieces.joined(first.content, second.content), change=second.change)
    return with_blocks(document, place.story, place.path, 2, (made,)), replaced_place(place, offset=meeting)


def covered(document: Document, start: Place, end: Place) -> Iterator[tuple[Place, int, int]]:
    """Yield every paragraph between two places of a story: its place, and the offsets between which it is covered."""
    first_block = start.path[0]
    around = document.stories[start.story].blocks[first_block : end.path[0] + 1]
    for path, paragraph in paragraphs(around, begin=first_block):
        if start.path <= path <= end.path:
            first = start.offset if path == start.path else 0
            last = end.offset if path == end.path else size(paragraph)
            yield Place(start.story, path, first), first, last


def delete(document: Document, start: Place, end: Place, change: Change | None = None) -> tuple[Document, Place]:
    """Delete what lies between two places; `change` tracks it instead. Between cells only text goes, never the cells."""
    if change is not None:
        return _track_deletion(document, start, end, change)
    if start.path == end.path:
        paragraph = paragraph_at(document, start)
        content = pieces.removed(paragraph.content, start.offset, end.offset)
        return with_paragraph(document, start, replaced(paragraph, content=content)), start
    if start.path[:-1] != end.path[:-1]:
        for place, first, last in list(covered(document, start, end)):
            paragraph = paragraph_at(document, place)
            content = pieces.removed(paragraph.content, first, last)
            document = with_paragraph(document, place, replaced(paragraph, content=content))
        return document, start
    container = start.path[:-1]
    around = blocks_at(document, start.story, container)
    first_index, last_index = start.path[-1], end.path[-1]
    head, tail = around[first_index], around[last_index]
    if not isinstance(head, Paragraph) or not isinstance(tail, Paragraph):
        return document, start
    before, cut = pieces.split(head.content, start.offset)
    rest, after = pieces.split(tail.content, end.offset)
    gone: list[Inline] = [*cut]
    kept_blocks: list[Block] = []
    for block in around[first_index + 1 : last_index]:
        if isinstance(block, Paragraph):
            gone.extend(block.content)
        elif not isinstance(block, Table):
            kept_blocks.append(block)  # what cannot be shown goes only when it is chosen itself
    gone.extend(rest)
    marks = pieces.lonely_marks(tuple(gone))
    keep = head if before or not after else replaced(tail, content=())
    made = replaced(keep, content=pieces.joined(before, marks, after), change=tail.change)
    blocks = (*around[:first_index], made, *kept_blocks, *around[last_index + 1 :])
    return with_container(document, start.story, container, blocks), start


def _track_deletion(document: Document, start: Place, end: Place, change: Change) -> tuple[Document, Place]:
    for place, first, last in list(covered(document, start, end)):
        paragraph = paragraph_at(document, place)
        content = pieces.marked_deleted(paragraph.content, first, last, change)
        whole = place.path != end.path and paragraph.change is None and document.kind != "odt"  # it has no deleted ends
        said = change if whole else paragraph.change
        document = with_paragraph(document, place, replaced(paragraph, content=content, change=said))
    return document, start


def restyle(document: Document, start: Place, end: Place, change: Callable[[Look], Look]) -> Document:
    """Change how the text between two places looks."""
    for place, first, last in list(covered(document, start, end)):
        paragraph = paragraph_at(document, place)
        content = pieces.restyled(paragraph.content, first, last, change)
        if content != paragraph.content:
            document = with_paragraph(document, place, replaced(paragraph, content=content))
    return document


def link(document: Document, start: Place, end: Place, address: str) -> Document:
    """Make the text between two places a link; "" takes the link away."""
    for place, first, last in list(covered(document, start, end)):
        paragraph = paragraph_at(document, place)
        content = pieces.linked(paragraph.content, first, last, address)
        document = with_paragraph(document, place, replaced(paragraph, content=content))
    return document


def reshape(document: Document, start: Place, end: Place, change: Callable[[Shape], Shape]) -> Document:
    """Change the formatting of the paragraphs between two places."""
    for place, _, _ in list(covered(document, start, end)):
        paragraph = paragraph_at(document, place)
        shape = change(paragraph.shape)
        if shape != paragraph.shape:
            document = with_paragraph(document, place, replaced(paragraph, shape=shape))
    return document


def with_style(document: Document, shape: Shape, style: str) -> Shape:
    """Return a shape in another named style: what was said directly goes, a list stays unless the style has one."""
    named = document.styles.get(style)
    outline = named.shape.outline if named is not None and document.kind == "odt" else None
    listed = "" if named is not None and named.shape.list else shape.list
    return Shape(
        style=style, list=listed, level=shape.level if listed else 0, outline=outline, page_break=shape.page_break
    )


def insert_lines(document: Document, place: Place, text: str, change: Change | None = None) -> tuple[Document, Place]:
    """Insert text of several lines, a paragraph each."""
    for index, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if index:
            document, place = split(document, place, change)
        if line:
            document, place = insert(document, place, line, change=change)
    return document, place


def text_between(document: Document, start: Place, end: Place) -> str:
    """Return the text between two places, a line for each paragraph."""
    lines = []
    for place, first, last in covered(document, start, end):
        content = pieces.part(paragraph_at(document, place).content, first, last)
        lines.append("".join(piece.text for piece in content if isinstance(piece, Run)))
    return "\n".join(lines)
