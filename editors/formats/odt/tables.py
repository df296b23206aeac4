"""Tables of ODT written back: rows, columns and cells added, removed, merged, and their contents."""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from editors.document import delta
from editors.document.tree import NEW, Block, Cell, Row, Table
from editors.formats.odt.automatic import Automatic
from editors.formats.odt.dialect import OdtDialect
from editors.formats.odt.names import FO, STYLE, TABLE, TXT, short
from editors.formats.odt.read import Blocks, cells_of, rows_of
from editors.formats.xml import Element, Part

_COVERED = TABLE + "covered-table-cell"
_CELL = TABLE + "table-cell"
_COLUMNS = frozenset(
    {"table:table-column", "table:table-columns", "table:table-header-columns", "table:table-column-group"}
)


class Inside(Protocol):
    """Who writes what stands in cells."""

    def patch(self, container: Element, blocks: delta.Blocks) -> None:
        """Carry out what became of the blocks of a cell."""

    def fill(self, container: Element, blocks: tuple[Block, ...]) -> None:
        """Put new blocks at the end of a new container."""


class Tables:
    """Writes the tables of one part."""

    def __init__(self, part: Part, automatic: Automatic, dialect: OdtDialect, reader: Blocks, inside: Inside) -> None:
        self._part = part
        self._automatic = automatic
        self._dialect = dialect
        self._reader = reader
        self._inside = inside

    # --- new tables

    def made(self, table: Table) -> Element:
        """Return the element of a new table."""
        element = self._dialect.make(TABLE + "table")
        if table.style:
            element.set(TABLE + "style-name", table.style)
        for column in self._columns(table.widths):
            element.append(column)
        headers = [row for row in table.rows if row.header]
        if headers:
            group = etree.SubElement(element, TABLE + "table-header-rows")
            for row in headers:
                group.append(self._made_row(row, table))
        for row in table.rows:
            if not row.header:
                element.append(self._made_row(row, table))
        return element

    def _columns(self, widths: tuple[float, ...]) -> list[Element]:
        made = []
        for width in widths:
            column = etree.Element(TABLE + "table-column")
            if width:

                def write(style: Element, width: float = width) -> None:
                    said = etree.SubElement(style, STYLE + "table-column-properties")
                    said.set(STYLE + "column-width", f"{width:g}pt")

                column.set(TABLE + "style-name", self._automatic.other("table-column", f"{width:g}", write))
            made.append(column)
        return made

    def _made_row(self, row: Row, table: Table) -> Element:
        element = etree.Element(TABLE + "table-row")
        if row.like != NEW:
            name = self._part.elements[row.like].get(TABLE + "style-name")
            if name:
                element.set(TABLE + "style-name", name)
        for cell in row.cells:
            element.append(self._made_cell(cell, borders=table.borders))
            for _ in range(cell.across - 1):
                element.append(etree.Element(_COVERED))
        return element

    def _made_cell(self, cell: Cell, *, borders: bool) -> Element:
        element = etree.Element(_COVERED if cell.covered else _CELL)
        name = self._part.elements[cell.like].get(TABLE + "style-name") if cell.like != NEW else None
        if name:
            element.set(TABLE + "style-name", name)
            if self._reader.background(element) != cell.background:
                self._background(element, cell, borders=borders)
        elif borders or cell.background:
            element.set(TABLE + "style-name", self._style(cell.background, borders=borders))
        self._spans(element, cell)
        self._inside.fill(element, cell.blocks)
        if not cell.blocks and not cell.covered:
            element.append(etree.Element(TXT + "p"))
        return element

    def _style(self, background: str, *, borders: bool) -> str:
        def write(style: Element) -> None:
            said = etree.SubElement(style, STYLE + "table-cell-properties")
            said.set(FO + "padding", "0.1cm")
            if borders:
                said.set(FO + "border", "0.5pt solid #000000")
            if background:
                said.set(FO + "background-color", background)

        return self._automatic.other("table-cell", f"{background} {borders}", write)

    # --- tables of the file

    def patch(self, element: Element, table: Table) -> None:
        """Make a table of the file say what the tree says."""
        old = self._reader.table(element)
        if old.widths != table.widths:
            self._patch_columns(element, table.widths)
        rows = {self._part.number(row): row for row in rows_of(element)}
        known = {row.source: row for row in old.rows}
        cursor: Element | None = None
        kept: set[int] = set()
        order: list[Element] = []
        for row in table.rows:
            existing = rows.get(row.source) if row.source not in kept else None
            if existing is not None:
                kept.add(row.source)
                if known[row.source] != row:
                    self._patch_row(existing, row, known[row.source], table)
                cursor = existing
                order.append(existing)
                continue
            made = self._made_row(row, table)
            if cursor is None:
                first = next(iter(rows.values()), None)
                parent = element if first is None else first.getparent()
                self._part.touch(parent)
                parent.insert(len(parent) if first is None else parent.index(first), made)
            else:
                parent = cursor.getparent()
                self._part.touch(parent)
                parent.insert(parent.index(cursor) + 1, made)
            cursor = made
            order.append(made)
        for source, existing in rows.items():
            if source not in kept:
                self._remove(existing)
        standing = [short(row.getparent().tag) == "table:table-header-rows" for row in order]
        if standing != [row.header for row in table.rows]:
            self._patch_headers(element, order, [row.header for row in table.rows])

    def _patch_headers(self, element: Element, rows: list[Element], headers: list[bool]) -> None:
        """Put the header rows into their group and take the others out of it."""
        first = rows[0]
        while first.getparent() is not element:
            first = first.getparent()
        self._part.touch(element)
        group = etree.Element(TABLE + "table-header-rows")
        position = element.index(first)
        element.insert(position, group)
        for row, header in zip(rows, headers, strict=True):
            parent = row.getparent()
            if header:
                self._part.touch(parent)
                group.append(row)
            elif short(parent.tag) == "table:table-header-rows":
                self._part.touch(parent)
                position += 1
                element.insert(element.index(group) + 1 if position == 1 else position, row)
                position = element.index(row)
            else:
                position = max(position, element.index(row)) if parent is element else position
        for one in [one for one in element if short(one.tag) == "table:table-header-rows" and len(one) == 0]:
            element.remove(one)

    def _patch_columns(self, element: Element, widths: tuple[float, ...]) -> None:
        self._part.touch(element)
        old = [one for one in element if short(one.tag) in _COLUMNS]
        position = element.index(old[0]) if old else 0
        for one in old:
            element.remove(one)
        for offset, column in enumerate(self._columns(widths)):
            element.insert(position + offset, column)

    def _patch_row(self, element: Element, row: Row, old: Row, table: Table) -> None:
        cells = {self._part.number(cell): cell for cell in cells_of(element)}
        known = {cell.source: cell for cell in old.cells}
        kept: set[int] = set()
        order: list[Element] = []
        spare = [
            cell
            for cell in cells.values()
            if short(cell.tag) == "table:covered-table-cell" and self._part.number(cell) not in known
        ]
        same_grid = [(cell.source, cell.across) for cell in row.cells] == [
            (cell.source, cell.across) for cell in old.cells
        ]
        for cell in row.cells:
            existing = cells.get(cell.source) if cell.source not in kept else None
            if existing is not None:
                kept.add(cell.source)
                if known[cell.source] != cell:
                    self._patch_cell(existing, cell, known[cell.source], table)
                order.append(existing)
            else:
                order.append(self._made_cell(cell, borders=table.borders))
            if not same_grid:
                order.extend(spare.pop(0) if spare else etree.Element(_COVERED) for _ in range(cell.across - 1))
        if not same_grid:
            self._part.touch(element)
            for one in cells.values():
                element.remove(one)
            for one in order:
                element.append(one)

    def _patch_cell(self, element: Element, cell: Cell, old: Cell, table: Table) -> None:
        if cell.covered != old.covered:
            self._part.touch_attributes(element)
            element.tag = _COVERED if cell.covered else _CELL
        if (cell.across, cell.down) != (old.across, old.down):
            self._part.touch_attributes(element)
            element.attrib.pop(TABLE + "number-columns-repeated", None)
            self._spans(element, cell)
        if cell.background != old.background:
            self._background(element, cell, borders=table.borders)
        if cell.blocks != old.blocks:
            self._inside.patch(element, delta.compare(old.blocks, cell.blocks))

    def _background(self, element: Element, cell: Cell, *, borders: bool) -> None:
        self._part.touch_attributes(element)
        name = element.get(TABLE + "style-name") or ""
        known = self._automatic.sheet.automatic.get(("table-cell", name))
        if known is None:
            element.set(TABLE + "style-name", self._style(cell.background, borders=borders))
            return

        def write(style: Element) -> None:
            said = style.find(STYLE + "table-cell-properties")
            if said is None:
                said = etree.SubElement(style, STYLE + "table-cell-properties")
            if cell.background:
                said.set(FO + "background-color", cell.background)
            else:
                said.attrib.pop(FO + "background-color", None)

        element.set(TABLE + "style-name", self._automatic.derived("table-cell", name, cell.background, write))

    def _spans(self, element: Element, cell: Cell) -> None:
        for name, count in (("number-columns-spanned", cell.across), ("number-rows-spanned", cell.down)):
            if count > 1 and not cell.covered:
                element.set(TABLE + name, str(count))
            else:
                element.attrib.pop(TABLE + name, None)

    def _remove(self, element: Element) -> None:
        parent = element.getparent()
        self._part.touch(parent)
        parent.remove(element)
        if (
            short(parent.tag) in ("table:table-header-rows", "table:table-rows", "table:table-row-group")
            and len(parent) == 0
        ):
            self._remove(parent)
