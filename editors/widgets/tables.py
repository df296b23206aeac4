"""A table laid out: columns, rows, cells with their blocks, merged cells; painted row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editors.document.places import Path
from editors.document.tree import Block, Cell, Document, Table
from editors.widgets.numbering import labels
from editors.widgets.paragraphs import Context, ParagraphLayout
from editors.widgets.resolve import UNITS

PADDING = 4.0 * UNITS
Make = Callable[[Block, float, Context, str], "ParagraphLayout | TableLayout"]
Selected = Callable[[Path, ParagraphLayout], "tuple[int, int] | None"]
"""What of a paragraph is selected, by its path."""


@dataclass(slots=True)
class CellBox:
    """A cell at its place: relative to the table's left and to the top of its row."""

    cell: Cell
    row: int
    index: int
    x: float
    width: float
    items: list[tuple[float, ParagraphLayout | TableLayout]]
    height: float


@dataclass(frozen=True, slots=True)
class Step:
    """What stays together on a page: a row, or a part of one that is higher than a page."""

    row: int
    top: float
    """Below the table's top."""
    height: float


class TableLayout:
    """One table, laid out for a width."""

    def __init__(self, table: Table, document: Document, width: float, context: Context, make: Make) -> None:
        self.table = table
        self.before = 2.0 * UNITS
        self.after = 2.0 * UNITS
        columns = max((sum(cell.across for cell in row.cells) for row in table.rows), default=1)
        self.columns = _columns(table.widths, columns, width)
        self.width = sum(self.columns)
        self.rows: list[list[CellBox]] = []
        self.heights: list[float] = []
        for at, row in enumerate(table.rows):
            self.rows.append(list(self._cells(at, row.cells, document, context, make)))
        self._measure()
        self.height = sum(self.heights)
        self.steps: list[Step] = []
        self.cut(1e12)

    def cut(self, room: float) -> None:
        """Cut rows that are higher than `room` between their lines."""
        self.steps = []
        top = 0.0
        for row, height in enumerate(self.heights):
            end, at = top + height, top
            if height > room:
                lines = list(self._lines(row, top))
                while end - at > room:
                    fitting = [bottom for _, bottom in lines if at < bottom <= at + room]
                    free = [
                        one for one in fitting if not any(begin < one - 0.5 < bottom - 1.0 for begin, bottom in lines)
                    ]
                    cut = max(free, default=at + room)
                    self.steps.append(Step(row, at, cut - at))
                    at = cut
            self.steps.append(Step(row, at, end - at))
            top = end

    def _lines(self, row: int, top: float) -> Iterator[tuple[float, float]]:
        """Yield where each line of a row begins and ends, those of tables in it as a whole."""
        for box in self.rows[row]:
            for below, item in box.items:
                if isinstance(item, ParagraphLayout):
                    for line in item.lines:
                        yield top + below + line.top, top + below + line.top + line.height
                else:
                    yield from ((top + below + one.top, top + below + one.top + one.height) for one in item.steps)

    def step_at(self, row: int, y: float) -> int:
        """Return the number of the step of a row in which a height below the table's top lies."""
        found = [number for number, step in enumerate(self.steps) if step.row == row]
        return next((number for number in found if y < self.steps[number].top + self.steps[number].height), found[-1])

    def draw_steps(
        self, painter: QPainter, origin: QPointF, first: int, last: int, path: Path, selected: Selected
    ) -> None:
        """Paint steps `first` to `last` (not included); `origin` is where the first of them begins."""
        begin, end = self.steps[first], self.steps[last - 1]
        above = begin.top - self.top(begin.row)
        whole = not above and end.top + end.height >= self.top(end.row + 1) - 0.5
        if whole:
            self.draw(painter, origin, begin.row, end.row + 1, path, selected)
            return
        height = end.top + end.height - begin.top
        painter.save()
        painter.setClipRect(
            QRectF(origin.x() - UNITS, origin.y(), self.width + 2 * UNITS, height), Qt.ClipOperation.IntersectClip
        )
        self.draw(painter, QPointF(origin.x(), origin.y() - above), begin.row, end.row + 1, path, selected)
        painter.restore()

    def _cells(
        self, row: int, cells: tuple[Cell, ...], document: Document, context: Context, make: Make
    ) -> Iterator[CellBox]:
        column = 0
        for index, cell in enumerate(cells):
            x = sum(self.columns[:column])
            width = sum(self.columns[column : column + cell.across]) or 100.0
            column += cell.across
            items: list[tuple[float, ParagraphLayout | TableLayout]] = []
            y = PADDING / 2
            if not cell.covered:
                for block, label in zip(cell.blocks, labels(document, cell.blocks, context.resolver), strict=True):
                    made = make(block, max(50.0, width - 2 * PADDING), context, label)
                    y += made.before if items else 0.0
                    items.append((y, made))
                    y += made.height + made.after
            yield CellBox(cell, row, index, x, width, items, y + PADDING / 2)

    def _measure(self) -> None:
        for at, row in enumerate(self.table.rows):
            single = [box.height for box in self.rows[at] if box.cell.down == 1 and not box.cell.covered]
            self.heights.append(max([*single, row.height * UNITS, 14.0 * UNITS]))
        for at, boxes in enumerate(self.rows):
            for box in boxes:
                if box.cell.down > 1 and not box.cell.covered:
                    last = min(len(self.heights), at + box.cell.down) - 1
                    lacking = box.height - sum(self.heights[at : last + 1])
                    if lacking > 0:
                        self.heights[last] += lacking

    def top(self, row: int) -> float:
        """Return where a row begins below the table's top."""
        return sum(self.heights[:row])

    def draw(self, painter: QPainter, origin: QPointF, first: int, last: int, path: Path, selected: Selected) -> None:
        """Paint rows `first` to `last` (not included); `origin` is where the first of them begins."""
        y = origin.y()
        for at in range(first, last):
            for box in self.rows[at]:
                if box.cell.covered:
                    continue
                height = sum(self.heights[at : min(last, at + box.cell.down)])
                rect = QRectF(origin.x() + box.x, y, box.width, height)
                if box.cell.background:
                    painter.fillRect(rect, QColor(box.cell.background))
                if self.table.borders:
                    painter.setPen(QPen(QColor("#5b616d"), UNITS / 2))
                    painter.drawRect(rect)
                self._draw_cell(painter, QPointF(rect.x() + PADDING, y), box, path, selected)
            y += self.heights[at]

    def _draw_cell(self, painter: QPainter, origin: QPointF, box: CellBox, path: Path, selected: Selected) -> None:
        for number, (top, item) in enumerate(box.items):
            inner = (*path, box.row, box.index, number)
            place = QPointF(origin.x(), origin.y() + top)
            if isinstance(item, ParagraphLayout):
                item.draw(painter, place, 0, len(item.lines), selected(inner, item))
            else:
                item.draw(painter, place, 0, len(item.rows), inner, selected)

    def locate(self, path: Path) -> tuple[ParagraphLayout, QPointF, int]:
        """Return the layout of a paragraph by the rest of its path, where it begins in the table, and its outermost row."""
        row, cell, number = path[:3]
        box = self.rows[row][cell]
        top, item = box.items[number]
        place = QPointF(box.x + PADDING, self.top(row) + top)
        if isinstance(item, TableLayout):
            found, inner, _ = item.locate(path[3:])
            return found, place + inner, row
        return item, place, row

    def hit(self, x: float, y: float, first: int, last: int) -> tuple[Path, ParagraphLayout, float, float]:
        """Return the paragraph nearest to a point: the rest of its path, its layout, and the point in it."""
        row = first
        top = self.top(first)
        while row + 1 < last and y >= top + self.heights[row]:
            top += self.heights[row]
            row += 1
        boxes = [box for box in self.rows[row] if not box.cell.covered]
        for box in self.rows[row]:
            if box.cell.covered and box.x <= x < box.x + box.width:
                origin = self._origin(box)
                if origin is not None:
                    boxes, row, top = [origin], origin.row, self.top(origin.row)
        if not boxes:
            row, boxes = next(
                (at, [box for box in line if not box.cell.covered]) for at, line in enumerate(self.rows) if line
            )
            top = self.top(row)
        box = min(boxes, key=lambda one: 0 if one.x <= x < one.x + one.width else abs(one.x + one.width / 2 - x))
        inside = [index for index, (start, _) in enumerate(box.items) if start <= y - top]
        number = inside[-1] if inside else 0
        start, item = box.items[number]
        inner_x, inner_y = x - box.x - PADDING, y - top - start
        if isinstance(item, TableLayout):
            rest, layout, px, py = item.hit(inner_x, inner_y, 0, len(item.rows))
            return (row, box.index, number, *rest), layout, px, py
        return (row, box.index, number), item, inner_x, inner_y

    def _origin(self, covered: CellBox) -> CellBox | None:
        for at in range(covered.row - 1, -1, -1):
            for box in self.rows[at]:
                if not box.cell.covered and box.x <= covered.x < box.x + box.width:
                    return box
        return None


def _columns(widths: tuple[float, ...], count: int, width: float) -> list[float]:
    known = [one * UNITS for one in widths[:count]]
    if len(known) < count or any(one <= 0 for one in known):
        return [width / count] * count
    total = sum(known)
    return [one * width / total for one in known] if total > width * 1.02 else known
