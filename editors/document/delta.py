"""What differs between a document as it was read and as it is now: what is kept of an edit, and all that saving needs."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from editors.document.tree import (
    NEW,
    Block,
    Cell,
    Comment,
    Document,
    Level,
    Node,
    OpaqueBlock,
    Page,
    Paragraph,
    Properties,
    Row,
    SectionEnd,
    Story,
    Style,
    Table,
    replaced,
)

Placed: TypeAlias = tuple[int, Block]
"""A new block and the source of the block of the file that it follows (`NEW`: the first one)."""


class Blocks(Node, frozen=True):
    """What became of a list of blocks."""

    removed: tuple[int, ...] = ()
    patched: tuple[Block, ...] = ()
    inserted: tuple[Placed, ...] = ()


class StoryDelta(Node, frozen=True):
    """What became of a story of the file."""

    name: str
    part: str
    source: int
    blocks: Blocks


class PageDelta(Node, frozen=True):
    """What became of the page settings of a section: its number, the source of its end (`NEW`: the document's end)."""

    number: int
    source: int
    page: Page


class Delta(Node, frozen=True):
    """What became of a document. Empty: saving gives the very same bytes."""

    stories: tuple[StoryDelta, ...] = ()
    added: tuple[Story, ...] = ()
    """Stories that the file does not have: of new notes and comments."""
    comments: tuple[Comment, ...] = ()
    """New comments, or ones whose fields changed."""
    removed_comments: tuple[str, ...] = ()
    pages: tuple[PageDelta, ...] = ()
    styles: tuple[Style, ...] = ()
    lists: dict[str, tuple[Level, ...]] = msgspec.field(default_factory=dict)
    properties: Properties | None = None
    pictures: dict[str, bytes] = msgspec.field(default_factory=dict)


EMPTY = Delta()


def encode(delta: Delta) -> bytes:
    """Return a delta as bytes for another role."""
    return _encoder.encode(delta)


def decode(raw: bytes) -> Delta:
    """Return the delta that `encode` wrote. Raises `msgspec.ValidationError`."""
    return _decoder.decode(raw)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Delta)


def difference(old: Document, new: Document) -> Delta:
    """Return what has to be done to `old` so that it becomes `new`."""
    stories, added = [], []
    for name, story in new.stories.items():
        before = old.stories.get(name)
        if before is None:
            added.append(Story(name, "", tuple(_made(block) for block in story.blocks)))
        elif before.blocks is not story.blocks:
            blocks = compare(before.blocks, story.blocks)
            if blocks != Blocks():
                stories.append(StoryDelta(name, before.part, before.source, blocks))
    known = {comment.id: comment for comment in old.comments}
    still = {comment.id for comment in new.comments}
    return Delta(
        stories=tuple(stories),
        added=tuple(added),
        comments=tuple(one for one in new.comments if known.get(one.id) != one),
        removed_comments=tuple(identity for identity in known if identity not in still),
        pages=_pages(old, new),
        styles=tuple(style for key, style in new.styles.items() if old.styles.get(key) != style),
        lists={key: levels for key, levels in new.lists.items() if old.lists.get(key) != levels},
        properties=None if old.properties == new.properties else new.properties,
        pictures={key: raw for key, raw in new.pictures.items() if key not in old.pictures},
    )


def _pages(old: Document, new: Document) -> tuple[PageDelta, ...]:
    if old.pages is new.pages:
        return ()
    ends = {block.page: block.source for block in old.body if isinstance(block, SectionEnd)}
    return tuple(
        PageDelta(number, ends.get(number, NEW), page)
        for number, (before, page) in enumerate(zip(old.pages, new.pages, strict=False))
        if before != page
    )


def compare(old: tuple[Block, ...], new: tuple[Block, ...]) -> Blocks:
    """Return what became of a list of blocks. A block that changed its place counts as removed and made anew."""
    if old is new:
        return Blocks()
    head, tail = same_ends(old, new)
    before, old, new = old[:head], old[head : len(old) - tail], new[head : len(new) - tail]
    places = {block.source: index for index, block in enumerate(old)}
    kept: set[int] = set()
    patched: list[Block] = []
    inserted: list[Placed] = []
    last, after = -1, next((block.source for block in reversed(before) if block.source >= 0), NEW)
    for block in new:
        place = places.get(block.source, -1) if block.source != NEW else -1
        if place > last and type(old[place]) is type(block):
            last, after = place, block.source if block.source >= 0 else after
            kept.add(block.source)
            if old[place] is not block and old[place] != block:
                patched.append(block)
        else:
            inserted.append((after, _made(block)))
    removed = tuple(block.source for block in old if block.source not in kept)
    return Blocks(removed, tuple(patched), tuple(inserted))


def same_ends(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[int, int]:
    """Return how many blocks two lists have in common at their beginnings and, beyond those, at their ends.

    Compares whole slices, so that a list of tens of thousands takes well under a millisecond.
    """
    shortest = min(len(old), len(new))
    head, step = 0, shortest
    while head < shortest:
        if old[head : head + step] == new[head : head + step]:
            head = min(shortest, head + step)
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
    tail, most = 0, shortest - head
    step = most
    while tail < most:
        step = min(step, most - tail)
        if old[len(old) - tail - step : len(old) - tail] == new[len(new) - tail - step : len(new) - tail]:
            tail += step
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
    return head, tail


def _made(block: Block) -> Block:
    """Return a block as one made here, `like` the one that it came from."""
    match block:
        case Paragraph():
            return replaced(block, source=NEW, like=_like(block))
        case Table():
            return replaced(block, source=NEW, rows=tuple(_made_row(row) for row in block.rows))
        case OpaqueBlock() | SectionEnd():
            return block


def _made_row(row: Row) -> Row:
    return replaced(row, source=NEW, like=_like(row), cells=tuple(_made_cell(cell) for cell in row.cells))


def _made_cell(cell: Cell) -> Cell:
    return replaced(cell, source=NEW, like=_like(cell), blocks=tuple(_made(block) for block in cell.blocks))


def _like(node: Paragraph | Row | Cell) -> int:
    return node.like if node.source == NEW else node.source


def applied(document: Document, delta: Delta) -> Document:
    """Return the document that a delta of it describes: the inverse of `difference`."""
    stories = dict(document.stories)
    for one in delta.stories:
        story = stories[one.name]
        stories[one.name] = replaced(story, blocks=_applied(story.blocks, one.blocks))
    for story in delta.added:
        stories[story.name] = story
    changed = {comment.id: comment for comment in delta.comments}
    pages = list(document.pages)
    for one_page in delta.pages:
        pages[one_page.number] = one_page.page
    comments = [changed.pop(one.id, one) for one in document.comments if one.id not in delta.removed_comments]
    return replaced(
        document,
        stories=stories,
        comments=(*comments, *changed.values()),
        pages=tuple(pages) if delta.pages else document.pages,
        styles={**document.styles, **{style.id: style for style in delta.styles}},
        lists={**document.lists, **delta.lists},
        properties=delta.properties or document.properties,
        pictures={**document.pictures, **delta.pictures},
    )


def _applied(blocks: tuple[Block, ...], delta: Blocks) -> tuple[Block, ...]:
    removed = set(delta.removed)
    patched = {block.source: block for block in delta.patched}
    following: dict[int, list[Block]] = {}
    for after, block in delta.inserted:
        following.setdefault(after, []).append(block)
    made = list(following.get(NEW, ()))
    for block in blocks:
        if block.source not in removed:
            made.append(patched.get(block.source, block))
            made.extend(following.get(block.source, ()))
    return tuple(made)
