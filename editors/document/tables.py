"""Tables edited: made, rows and columns added and removed, cells merged and split, header rows."""

from __future__ import annotations

from collections.abc import Callable

from editors.document.places import Path, Place, block_at, blocks_at, with_blocks
from editors.document.tree import NEW, Cell, Document, Paragraph, Row, Shape, Table, replaced


def new_table(rows: int, columns: int, width: float, *, header: bool = False) -> Table:
    """Return an empty table of that width."""
    cell = Cell((Paragraph(),))
    made = tuple(Row((cell,) * columns, header and index == 0) for index in range(rows))
    return Table(made, (round(width / columns, 2),) * columns)


def insert_table(document: Document, place: Place, table: Table) -> tuple[Document, Place]:
    """Put a table after the paragraph of a place, instead of it where it is empty; a paragraph always follows."""
    paragraph = block_at(document, place.story, place.path)
    around = blocks_at(document, place.story, place.path[:-1])
    index = place.path[-1]
    changed = paragraph.change if isinstance(paragraph, Paragraph) else None
    if isinstance(paragraph, Paragraph) and changed is not None and not changed.id and document.kind == "odt":
        paragraph = replaced(paragraph, change=None)  # the end of a paragraph before a table is not tracked there
        document = with_blocks(document, place.story, place.path, 1, (paragraph,))
        around = blocks_at(document, place.story, place.path[:-1])
    empty = isinstance(paragraph, Paragraph) and not paragraph.content
    last = index + 1 >= len(around) or not isinstance(around[index + 1], Paragraph)
    if empty and not last:
        document = with_blocks(document, place.story, place.path, 1, (table,))
    elif empty:
        document = with_blocks(document, place.story, place.path, 1, (table, paragraph))
    else:
        index += 1
        shape = Shape(style=paragraph.shape.style) if isinstance(paragraph, Paragraph) else Shape()
        following = (Paragraph((), shape),) if last else ()
        document = with_blocks(document, place.story, (*place.path[:-1], index), 0, (table, *following))
    return document, Place(place.story, (*place.path[:-1], index, 0, 0, 0))


def table_at(document: Document, place: Place) -> tuple[Table, Path, int, int]:
    """Return the innermost table around a place: itself, its path, row and cell. Raises `IndexError` where there is none."""
    if len(place.path) < 4:
        raise IndexError(place.path)
    path = place.path[:-3]
    table = block_at(document, place.story, path)
    if not isinstance(table, Table):
        raise IndexError(place.path)
    return table, path, place.path[-3], place.path[-2]


def column_of(row: Row, cell: int) -> int:
    """Return the column in which a cell of a row begins."""
    return sum(one.across for one in row.cells[:cell])


def cell_over(row: Row, column: int) -> int:
    """Return the number of the cell that covers a column, the last one where the row is shorter."""
    at = 0
    for index, cell in enumerate(row.cells):
        if at <= column < at + cell.across:
            return index
        at += cell.across
    return max(0, len(row.cells) - 1)


def insert_row(table: Table, at: int) -> Table:
    """Return a table with an empty row before row `at`, made like the one beside it."""
    model = table.rows[at - 1] if at > 0 else table.rows[0]
    below = table.rows[at] if at < len(table.rows) else None
    cells = []
    grown: set[int] = set()
    column = 0
    for cell in model.cells:
        under = below is not None and at > 0 and below.cells[cell_over(below, column)].covered
        if under:
            grown.add(column)
        cells.append(_like(cell, covered=under))
        column += cell.across
    row = Row(
        tuple(cells), below is not None and below.header, 0.0, NEW, model.like if model.source == NEW else model.source
    )
    rows = [*table.rows[:at], row, *table.rows[at:]]
    return _grown(replaced(table, rows=tuple(rows)), at, grown, 1)


def _grown(table: Table, row: int, columns: set[int], by: int) -> Table:
    """Let the cells above `row` that cover it in `columns` cover more or fewer rows."""
    rows = list(table.rows)
    for column in columns:
        for above in range(row - 1, -1, -1):
            index = cell_over(rows[above], column)
            cell = rows[above].cells[index]
            if not cell.covered:
                rows[above] = _with_cell(rows[above], index, replaced(cell, down=max(1, cell.down + by)))
                break
    return replaced(table, rows=tuple(rows))


def delete_row(table: Table, at: int) -> Table | None:
    """Return a table without a row; None where it was the only one."""
    if len(table.rows) == 1:
        return None
    gone = table.rows[at]
    rows = list(table.rows)
    column = 0
    shrunk: set[int] = set()
    for cell in gone.cells:
        if cell.covered:
            shrunk.add(column)
        elif cell.down > 1 and at + 1 < len(rows):
            index = cell_over(rows[at + 1], column)
            under = rows[at + 1].cells[index]
            heir = replaced(under, covered=False, down=cell.down - 1, blocks=under.blocks or (Paragraph(),))
            rows[at + 1] = _with_cell(rows[at + 1], index, heir)
        column += cell.across
    table = _grown(replaced(table, rows=tuple(rows)), at, shrunk, -1)
    return replaced(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))


def insert_column(table: Table, at: int) -> Table:
    """Return a table with an empty column before column `at`; the others make room for it."""

    def change(row: Row) -> Row:
        column = 0
        for index, cell in enumerate(row.cells):
            if column == at:
                return replaced(row, cells=(*row.cells[:index], _like(cell), *row.cells[index:]))
            if column < at < column + cell.across:
                return _with_cell(row, index, replaced(cell, across=cell.across + 1))
            column += cell.across
        return replaced(row, cells=(*row.cells, _like(row.cells[-1]))) if row.cells else row

    widths = table.widths
    if widths:
        total = sum(widths)
        fair = total / (len(widths) + 1)
        rest = [round(width * (total - fair) / total, 2) if total else width for width in widths]
        widths = (*rest[:at], round(fair, 2), *rest[at:])
    return replaced(table, rows=tuple(change(row) for row in table.rows), widths=widths)


def delete_column(table: Table, at: int) -> Table | None:
    """Return a table without a column; None where it was the only one."""
    if max((column_of(row, len(row.cells)) for row in table.rows), default=0) <= 1:
        return None

    def change(row: Row) -> Row:
        if at >= column_of(row, len(row.cells)):
            return row
        index = cell_over(row, at)
        cell = row.cells[index]
        if cell.across > 1:
            return _with_cell(row, index, replaced(cell, across=cell.across - 1))
        return replaced(row, cells=(*row.cells[:index], *row.cells[index + 1 :]))

    rows = tuple(row for row in map(change, table.rows) if row.cells)
    if not rows:
        return None
    return replaced(table, rows=rows, widths=(*table.widths[:at], *table.widths[at + 1 :]))


def merge(table: Table, first: tuple[int, int], last: tuple[int, int]) -> Table:
    """Return a table in which a rectangle (row and column of both corners) is one cell, with all that was in it.

    Raises `ValueError` where another merged cell lies across its edge.
    """
    (top, left), (bottom, right) = first, last
    rows = list(table.rows)
    for row in rows[top : bottom + 1]:
        edges = {column_of(row, index) for index in range(len(row.cells) + 1)}
        if left not in edges or right + 1 not in edges:
            raise ValueError("merged_cells_in_the_way")
    inside = [
        cell for row in rows[top : bottom + 1] for cell in row.cells[cell_over(row, left) : cell_over(row, right) + 1]
    ]
    if any(
        cell.covered for cell in rows[top].cells[cell_over(rows[top], left) : cell_over(rows[top], right) + 1]
    ) or any(
        at + cell.down > bottom + 1
        for at, row in enumerate(rows[top : bottom + 1], top)
        for cell in row.cells[cell_over(row, left) : cell_over(row, right) + 1]
    ):
        raise ValueError("merged_cells_in_the_way")
    blocks = [block for cell in inside if not cell.covered for block in cell.blocks]
    filled = [block for block in blocks if not (isinstance(block, Paragraph) and not block.content)]
    for at in range(top, bottom + 1):
        row = rows[at]
        begin, end = cell_over(row, left), cell_over(row, right)
        cell = replaced(row.cells[begin], across=right - left + 1)
        if at == top:
            cell = replaced(cell, down=bottom - top + 1, blocks=tuple(filled) or (Paragraph(),))
        else:
            cell = replaced(cell, covered=True, down=1, blocks=(Paragraph(),))
        rows[at] = replaced(row, cells=(*row.cells[:begin], cell, *row.cells[end + 1 :]))
    return replaced(table, rows=tuple(rows))


def split_cell(table: Table, row: int, cell: int) -> Table:
    """Return a table in which a merged cell is single cells again; the first keeps the content."""
    origin = table.rows[row].cells[cell]
    column = column_of(table.rows[row], cell)
    rows = list(table.rows)
    for at in range(row, min(len(rows), row + origin.down)):
        index = cell_over(rows[at], column)
        one = replaced(rows[at].cells[index], across=1, down=1, covered=False)
        if at > row and not one.blocks:
            one = replaced(one, blocks=(Paragraph(),))
        more = tuple(_like(one) for _ in range(origin.across - 1))
        rows[at] = replaced(rows[at], cells=(*rows[at].cells[:index], one, *more, *rows[at].cells[index + 1 :]))
    return replaced(table, rows=tuple(rows))


def toggle_header(table: Table, rows: int) -> Table:
    """Let the first `rows` rows be header rows, and no others."""
    return replaced(table, rows=tuple(replaced(row, header=index < rows) for index, row in enumerate(table.rows)))


def fill(table: Table, row: int, cell: int, colour: str) -> Table:
    """Give a cell a background; "" takes it away."""
    rows = list(table.rows)
    rows[row] = _with_cell(rows[row], cell, replaced(rows[row].cells[cell], background=colour))
    return replaced(table, rows=tuple(rows))


def change_table(document: Document, place: Place, change: Callable[[Table], Table | None]) -> Document:
    """Change the table around a place; None takes it out of the document."""
    table, path, _, _ = table_at(document, place)
    made = change(table)
    if made is not None:
        return with_blocks(document, place.story, path, 1, (made,))
    around = blocks_at(document, place.story, path[:-1])
    alone = not any(isinstance(block, Paragraph) for block in around)
    return with_blocks(document, place.story, path, 1, (Paragraph(),) if alone else ())


def _with_cell(row: Row, index: int, cell: Cell) -> Row:
    return replaced(row, cells=(*row.cells[:index], cell, *row.cells[index + 1 :]))


def _like(cell: Cell, *, covered: bool = False) -> Cell:
    first = cell.blocks[0] if cell.blocks else None
    shape = first.shape if isinstance(first, Paragraph) else Shape()
    like = cell.like if cell.source == NEW else cell.source
    return Cell((Paragraph((), shape),), cell.across, 1, covered, cell.background, NEW, like)
