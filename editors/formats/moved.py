"""Pieces that an edit moved from one paragraph of a part to another: copied before anything of the part is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editors.document import delta
from editors.document.tree import NEW, Block, Cell, Paragraph, Table, piece_origin
from editors.formats.inlines import Dialect, Foreign, Pieces
from editors.formats.leaves import Leaf
from editors.formats.xml import Element, Part


class MovedPieces:
    """What the paragraphs of a part were made of, and copies of what stands in another one now.

    `read` returns what the paragraph of an element and a number is made of; `is_cell` knows the cells of tables.
    """

    def __init__(
        self,
        part: Part,
        dialect: Dialect,
        read: Callable[[Element, int], list[Leaf]],
        is_cell: Callable[[Element], bool],
    ) -> None:
        self._part = part
        self._dialect = dialect
        self._read = read
        self._is_cell = is_cell
        self._leaves: dict[int, list[Leaf]] = {}
        self.copies: dict[int, Foreign] = {}

    def leaves_of(self, paragraph: int) -> list[Leaf]:
        """Return what a paragraph of the file is made of."""
        if paragraph not in self._leaves:
            self._leaves[paragraph] = self._read(self._part.elements[paragraph], paragraph)
        return self._leaves[paragraph]

    def gather(self, blocks: delta.Blocks) -> None:
        """Copy the pieces that moved."""
        for block in [*blocks.patched, *(one for _, one in blocks.inserted)]:
            elsewhere = self._in_another_cell(block)
            for paragraph in paragraphs(block):
                for piece in paragraph.content:
                    if piece.source == NEW or piece.source in self.copies:
                        continue
                    origin, number = piece_origin(piece.source)
                    moved = origin != paragraph.source or paragraph.source in elsewhere
                    if moved and 0 <= origin < len(self._part.elements):
                        leaves = self.leaves_of(origin)
                        if number < len(leaves):
                            writer = Pieces(self._dialect, self._part.elements[origin], leaves, {})
                            self.copies[piece.source] = writer.copied(leaves[number])

    def _in_another_cell(self, block: Block) -> frozenset[int]:
        """Return the paragraphs of a table that stand in another cell than in the file."""
        return frozenset(
            inner.source
            for cell in _cells(block)
            for inner in cell.blocks
            if isinstance(inner, Paragraph) and inner.source != NEW and self._cell_of(inner.source) != cell.source
        )

    def _cell_of(self, source: int) -> int:
        above = self._part.elements[source].getparent()
        while above is not None and not self._is_cell(above):
            above = above.getparent()
        return self._part.number(above)


def paragraphs(block: Block) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block, those of a table's cells included."""
    if isinstance(block, Paragraph):
        yield block
    for cell in _cells(block):
        yield from (inner for inner in cell.blocks if isinstance(inner, Paragraph))


def _cells(block: Block) -> Iterator[Cell]:
    """Yield the cells of a block that is a table, those of the tables in it included."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield cell
                for inner in cell.blocks:
                    yield from _cells(inner)
