"""Tables of DOCX written back: rows and cells added, removed, merged, and their contents."""

from __future__ import annotations

from copy import deepcopy
from typing import Protocol

from editors.document import delta
from editors.document.tree import NEW, Block, Cell, Paragraph, Row, Table
from editors.formats.docx.dialect import DocxDialect
from editors.formats.docx.names import child, short, switched
from editors.formats.docx.read import CONTAINERS, Blocks, cells_of, rows_of
from editors.formats.xml import Element, Part

_CELL_ORDER = (
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "vAlign",
)
_ROW_ORDER = (
    "cnfStyle",
    "divId",
    "gridBefore",
    "gridAfter",
    "wBefore",
    "wAfter",
    "cantSplit",
    "trHeight",
    "tblHeader",
    "tblCellSpacing",
)


class Inside(Protocol):
    """Who writes what stands in cells."""

    def patch(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of the blocks of a cell."""

    def made(self, block: Block) -> Element:
        """Return the element of a new block."""


class Tables:
    """Writes the tables of one part."""

    def __init__(self, part: Part, dialect: DocxDialect, reader: Blocks, inside: Inside) -> None:
        self._part = part
        self._dialect = dialect
        self._reader = reader
        self._inside = inside

    # --- new tables

    def made(self, table: Table) -> Element:
        """Return the element of a new table."""
        make = self._dialect.make
        element = make("tbl")
        said = make("tblPr")
        element.append(said)
        if table.style:
            said.append(make("tblStyle", val=table.style))
        said.append(make("tblW", w="0", type="auto"))
        if table.align:
            said.append(make("jc", val=table.align))
        if table.borders and not table.style:
            borders = make("tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                borders.append(make(side, val="single", sz="4", space="0", color="auto"))
            said.append(borders)
        said.append(make("tblLook", val="04A0"))
        element.append(self._grid(table.widths))
        for row in table.rows:
            element.append(self._made_row(row, table.widths))
        return element

    def _grid(self, widths: tuple[float, ...]) -> Element:
        grid = self._dialect.make("tblGrid")
        for width in widths:
            grid.append(self._dialect.make("gridCol", w=str(round(width * 20))))
        return grid

    def _made_row(self, row: Row, widths: tuple[float, ...]) -> Element:
        element = self._dialect.make("tr")
        if row.like != NEW:
            said = child(self._part.elements[row.like], "w:trPr")
            if said is not None:
                element.append(_copy(said))
        was_header = bool(switched(child(element, "w:trPr"), "w:tblHeader"))
        self._row_properties(element, was_header, row)
        column = 0
        for cell in row.cells:
            element.append(self._made_cell(cell, sum(widths[column : column + cell.across])))
            column += cell.across
        return element

    def _made_cell(self, cell: Cell, width: float) -> Element:
        element = self._dialect.make("tc")
        said = child(self._part.elements[cell.like], "w:tcPr") if cell.like != NEW else None
        if said is not None:
            element.append(_copy(said))
        else:
            said = self._dialect.make("tcPr")
            if width:
                said.append(self._dialect.make("tcW", w=str(round(width * 20)), type="dxa"))
            element.append(said)
        self._cell_properties(element, self._reader.cell_form(element), cell)
        for block in cell.blocks:
            element.append(self._inside.made(block))
        if not cell.blocks or not isinstance(cell.blocks[-1], Paragraph):
            element.append(self._dialect.make("p"))
        return element

    # --- tables of the file

    def patch(self, element: Element, table: Table) -> None:
        """Make a table of the file say what the tree says."""
        old = self._reader.table(element)
        if table.widths != old.widths:
            self._patch_grid(element, table.widths)
        rows = {self._part.number(row): row for row in rows_of(element)}
        self._patch_list(element, rows, table, {row.source: row for row in old.rows})

    def _patch_grid(self, element: Element, widths: tuple[float, ...]) -> None:
        grid = child(element, "w:tblGrid")
        self._part.touch(element)
        made = self._grid(widths)
        if grid is None:
            element.insert(1 if child(element, "w:tblPr") is not None else 0, made)
        else:
            made.tail = grid.tail
            element.replace(grid, made)

    def _patch_list(self, element: Element, rows: dict[int, Element], table: Table, known: dict[int, Row]) -> None:
        cursor: Element | None = None
        kept: set[int] = set()
        for row in table.rows:
            existing = rows.get(row.source) if row.source not in kept else None
            if existing is not None:
                kept.add(row.source)
                if known[row.source] != row:
                    self._patch_row(existing, row, known[row.source], table.widths)
                cursor = existing
                continue
            made = self._made_row(row, table.widths)
            if cursor is None:
                first = next(iter(rows.values()), None)
                position = element.index(_child_of(element, first)) if first is not None else len(element)
                self._part.touch(element)
                element.insert(position, made)
            else:
                self._after(cursor, made)
            cursor = made
        for source, existing in rows.items():
            if source not in kept:
                self._remove(existing)

    def _patch_row(self, element: Element, row: Row, old: Row, widths: tuple[float, ...]) -> None:
        self._row_properties(element, old.header, row)
        known = {cell.source: cell for cell in old.cells}
        cells = {self._part.number(cell): cell for cell in cells_of(element)}
        cursor: Element | None = None
        kept: set[int] = set()
        column = 0
        for cell in row.cells:
            existing = cells.get(cell.source) if cell.source not in kept else None
            if existing is not None:
                kept.add(cell.source)
                if known[cell.source] != cell:
                    self._patch_cell(existing, cell, known[cell.source])
                cursor = existing
            else:
                made = self._made_cell(cell, sum(widths[column : column + cell.across]))
                if cursor is None:
                    first = next(iter(cells.values()), None)
                    self._part.touch(element)
                    element.insert(len(element) if first is None else element.index(_child_of(element, first)), made)
                else:
                    self._after(cursor, made)
                cursor = made
            column += cell.across
        for source, existing in cells.items():
            if source not in kept:
                self._remove(existing)

    def _patch_cell(self, element: Element, cell: Cell, old: Cell) -> None:
        self._cell_properties(element, old, cell)
        if old.blocks != cell.blocks:
            self._inside.patch(element, delta.compare(old.blocks, cell.blocks))
            if not any(short(one.tag) == "w:p" for one in element):
                self._part.touch(element)
                element.append(self._dialect.make("p"))

    def _row_properties(self, element: Element, was_header: bool, row: Row) -> None:
        if was_header == row.header:
            return
        said = self._properties(element, "trPr")
        _drop(said, "w:tblHeader")
        if row.header:
            _put(said, self._dialect.make("tblHeader"), _ROW_ORDER)

    def _cell_properties(self, element: Element, old: Cell, cell: Cell) -> None:
        make = self._dialect.make
        if cell.across != old.across:
            said = self._properties(element, "tcPr")
            _drop(said, "w:gridSpan")
            if cell.across > 1:
                _put(said, make("gridSpan", val=str(cell.across)), _CELL_ORDER)
        if (cell.covered, cell.down > 1) != (old.covered, old.down > 1):
            said = self._properties(element, "tcPr")
            _drop(said, "w:vMerge")
            if cell.covered:
                _put(said, make("vMerge"), _CELL_ORDER)
            elif cell.down > 1:
                _put(said, make("vMerge", val="restart"), _CELL_ORDER)
        if cell.background != old.background:
            said = self._properties(element, "tcPr")
            _drop(said, "w:shd")
            if cell.background:
                _put(said, make("shd", val="clear", color="auto", fill=cell.background[1:].upper()), _CELL_ORDER)

    def _properties(self, element: Element, name: str) -> Element:
        said = child(element, f"w:{name}")
        if said is None:
            said = self._dialect.make(name)
            self._part.touch(element)
            element.insert(0 if name == "tcPr" else sum(1 for one in element if short(one.tag) == "w:tblPrEx"), said)
        self._part.touch(said)
        return said

    def _after(self, cursor: Element, made: Element) -> None:
        parent = cursor.getparent()
        self._part.touch(parent)
        parent.insert(parent.index(cursor) + 1, made)

    def _remove(self, element: Element) -> None:
        parent = element.getparent()
        self._part.touch(parent)
        parent.remove(element)
        if short(parent.tag) in CONTAINERS and not any(short(one.tag) in ("w:tr", "w:tc") for one in parent):
            self._remove(parent)


def _copy(element: Element) -> Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _child_of(ancestor: Element, element: Element) -> Element:
    """Return the child of `ancestor` that holds `element`."""
    while element.getparent() is not ancestor:
        element = element.getparent()
    return element


def _drop(said: Element, name: str) -> None:
    found = child(said, name)
    if found is not None:
        said.remove(found)


def _put(said: Element, made: Element, order: tuple[str, ...]) -> None:
    names = [f"w:{name}" for name in order]
    rank = names.index(short(made.tag))
    position = len(said)
    for index, one in enumerate(said):
        name = short(one.tag)
        if name not in names or names.index(name) > rank:
            position = index
            break
    said.insert(position, made)
