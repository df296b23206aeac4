"""Places in a document: a story, the way to a paragraph through tables, and an offset; and blocks replaced there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editors.document.tree import Block, Document, Paragraph, Table, length, replaced

Path = tuple[int, ...]
"""The number of a block; for one in a table also its row, its cell, and its number there, as deep as it goes."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place of the caret: `offset` counts as `text_of` does."""

    story: str
    path: Path
    offset: int = 0


def blocks_at(document: Document, story: str, container: Path) -> tuple[Block, ...]:
    """Return the blocks of a container: () is the story itself, (block, row, cell) a cell."""
    blocks = document.stories[story].blocks
    for depth in range(0, len(container), 3):
        block, row, cell = container[depth : depth + 3]
        table = blocks[block]
        if not isinstance(table, Table):
            raise IndexError(container)
        blocks = table.rows[row].cells[cell].blocks
    return blocks


def block_at(document: Document, story: str, path: Path) -> Block:
    """Return the block at a path."""
    return blocks_at(document, story, path[:-1])[path[-1]]


def paragraph_at(document: Document, place: Place) -> Paragraph:
    """Return the paragraph of a place."""
    found = block_at(document, place.story, place.path)
    if not isinstance(found, Paragraph):
        raise IndexError(place.path)
    return found


def with_blocks(document: Document, story: str, path: Path, count: int, blocks: tuple[Block, ...]) -> Document:
    """Return the document with `count` blocks from a path on replaced."""
    container, index = path[:-1], path[-1]
    old = blocks_at(document, story, container)
    return with_container(document, story, container, (*old[:index], *blocks, *old[index + count :]))


def with_container(document: Document, story: str, container: Path, blocks: tuple[Block, ...]) -> Document:
    """Return the document with all blocks of a container replaced."""
    while container:
        block, row, cell = container[-3:]
        container = container[:-3]
        around = blocks_at(document, story, container)
        table = around[block]
        if not isinstance(table, Table):
            raise IndexError(container)
        rows = list(table.rows)
        cells = list(rows[row].cells)
        cells[cell] = replaced(cells[cell], blocks=blocks)
        rows[row] = replaced(rows[row], cells=tuple(cells))
        blocks = (*around[:block], replaced(table, rows=tuple(rows)), *around[block + 1 :])
    known = document.stories[story]
    return replaced(document, stories={**document.stories, story: replaced(known, blocks=blocks)})


def paragraphs(blocks: tuple[Block, ...], above: Path = (), begin: int = 0) -> Iterator[tuple[Path, Paragraph]]:
    """Yield every paragraph with its path, in reading order; cells that lie under others are left out.

    `begin` is the number of the first block.
    """
    for index, block in enumerate(blocks, begin):
        if isinstance(block, Paragraph):
            yield (*above, index), block
        elif isinstance(block, Table):
            for row_index, row in enumerate(block.rows):
                for cell_index, cell in enumerate(row.cells):
                    if not cell.covered:
                        yield from paragraphs(cell.blocks, (*above, index, row_index, cell_index))


def neighbour(document: Document, place: Place, step: int) -> Place | None:
    """Return the beginning of the paragraph after (`step` 1) or before (-1) that of a place, None at the story's edge."""
    blocks = document.stories[place.story].blocks
    top = place.path[0]
    found = [path for path, _ in paragraphs(blocks[top : top + 1], begin=top)]
    if place.path in found:
        at = found.index(place.path) + step
        if 0 <= at < len(found):
            return Place(place.story, found[at])
    top += step
    while 0 <= top < len(blocks):
        found = [path for path, _ in paragraphs(blocks[top : top + 1], begin=top)]
        if found:
            return Place(place.story, found[0 if step > 0 else -1])
        top += step
    return None


def size(paragraph: Paragraph) -> int:
    """Return how many places of the caret a paragraph has, less one."""
    return sum(length(piece) for piece in paragraph.content)
