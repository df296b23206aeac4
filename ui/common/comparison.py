"""Two texts side by side: what differs line by line, the words that changed marked, and a side chosen for each difference."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editors.compare.lines import Kind, Line, Span
from ui import theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_AROUND = 2
"""Lines that are shown around a difference."""
_LONGEST = 4_000
"""Characters of one line that are shown."""
_LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines `first`…`last` that are the same on both sides and not shown."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown. `right_taken`: the right side is chosen; `choosable`: there is a choice."""

    line: Line
    left: str
    right: str
    right_taken: bool
    choosable: bool


class ComparisonModel(QAbstractListModel):
    """The lines of a comparison, those far from any difference folded away."""

    RowRole = int(Qt.ItemDataRole.UserRole) + 1
    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: Sequence[str] = ()
        self._right: Sequence[str] = ()
        self._lines: Sequence[Line] = ()
        self._choosable: Set[int] = frozenset()
        self._rows: list[int | Fold] = []
        self.names = ("", "")
        """What the sides are called."""
        self.taken: set[int] = set()
        """The lines of which the right side is chosen."""

    def show(self, left: Sequence[str], right: Sequence[str], lines: Sequence[Line], choosable: Set[int]) -> None:
        """Compare other texts; `choosable` are the lines of which either side may be chosen."""
        self.beginResetModel()
        self._left, self._right, self._lines, self._choosable = left, right, lines, choosable
        self.taken = set()
        self._rows = list(_folded(lines))
        self.endResetModel()

    @property
    def differences(self) -> list[int]:
        """The rows that differ."""
        return [
            row for row, place in enumerate(self._rows)
            if not isinstance(place, Fold) and self._lines[place].kind is not Kind.SAME
        ]  # fmt: skip

    @property
    def choosable(self) -> Set[int]:
        """The lines of which either side may be chosen."""
        return self._choosable

    def choose(self, row: int, *, right: bool) -> None:
        """Choose a side of one row."""
        place = self._rows[row]
        if isinstance(place, Fold) or place not in self._choosable or (place in self.taken) == right:
            return
        self.taken.symmetric_difference_update((place,))
        self.dataChanged.emit(self.index(row), self.index(row))
        self.choice_changed.emit()

    def choose_all(self, *, right: bool) -> None:
        """Choose one side everywhere."""
        self.taken = set(self._choosable) if right else set()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.choice_changed.emit()

    def unfold(self, row: int) -> bool:
        """Show the lines that are folded into a row; return whether there were any."""
        place = self._rows[row]
        if not isinstance(place, Fold):
            return False
        self.beginRemoveRows(_ROOT, row, row)
        del self._rows[row]
        self.endRemoveRows()
        self.beginInsertRows(_ROOT, row, row + place.last - place.first)
        self._rows[row:row] = range(place.first, place.last + 1)
        self.endInsertRows()
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        place = self._rows[index.row()]
        if isinstance(place, Fold):
            count = place.last - place.first + 1
            said = self.tr("%n line(s) the same: show", "", count)
            return place if role == self.RowRole else said if role in _SPOKEN else None
        line = self._lines[place]
        if role == self.RowRole:
            left = self._left[line.left] if line.left >= 0 else ""
            right = self._right[line.right] if line.right >= 0 else ""
            return Shown(line, left, right, place in self.taken, place in self._choosable)
        return self._spoken(place, line) if role in _SPOKEN else None

    def _spoken(self, place: int, line: Line) -> str:
        if line.kind is Kind.SAME:
            return self._left[line.left]
        left = self._left[line.left] if line.left >= 0 else self.tr("not there")
        right = self._right[line.right] if line.right >= 0 else self.tr("not there")
        said = f"{self.names[0]}: {left}. {self.names[1]}: {right}."
        if place in self._choosable:
            said += " " + self.tr("Chosen: {side}").format(side=self.names[place in self.taken])
        return said


_SPOKEN = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


def _folded(lines: Sequence[Line]) -> list[int | Fold]:
    """Return the places that are shown, and what is folded between them."""
    near: set[int] = set()
    for place, line in enumerate(lines):
        if line.kind is not Kind.SAME:
            near.update(range(place - _AROUND, place + _AROUND + 1))
    rows: list[int | Fold] = []
    for place in range(len(lines)):
        last = rows[-1] if rows else None
        if place in near:
            rows.append(place)
        elif isinstance(last, Fold):
            rows[-1] = Fold(last.first, place)
        else:
            rows.append(Fold(place, place))
    return [row.first if isinstance(row, Fold) and row.first == row.last else row for row in rows]


class _LineDelegate(QStyledItemDelegate):
    """Paints both sides of a line; the chosen one stands in a frame with a tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ComparisonModel.RowRole)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if not isinstance(row, Shown):
            return QSize(width, theme.px(32))
        room = _side_width(width)
        tallest = max(_text_height(row.left, row.line.left_spans, room), _text_height(row.right, row.line.right_spans, room))
        return QSize(width, tallest + theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ComparisonModel.RowRole)
        painter.save()
        if isinstance(row, Shown):
            for side in (False, True):
                self._paint_side(painter, _side(option.rect, right=side), row, right=side)
        else:
            self._paint_fold(painter, option.rect, str(index.data() or ""))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), theme.RADIUS, theme.RADIUS)
        painter.restore()

    def _paint_fold(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect.adjusted(0, theme.px(4), 0, -theme.px(4)), theme.colour("sunken"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("accent_ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_side(self, painter: QPainter, rect: QRect, row: Shown, *, right: bool) -> None:
        same = row.line.kind is Kind.SAME
        there = (row.line.right if right else row.line.left) >= 0
        chosen = row.choosable and row.right_taken == right
        if not same:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.colour("accent_soft" if chosen else "sunken"))
            painter.setPen(QPen(theme.colour("accent" if chosen else "border"), 1))
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -2), theme.RADIUS, theme.RADIUS)
        inside = rect.adjusted(theme.px(8), theme.px(6), -theme.px(30), -theme.px(6))
        if chosen:
            size = theme.px(16)
            painter.drawPixmap(rect.right() - size - theme.px(7), inside.top(), theme.pixmap("check", "accent_ink", size))
        painter.setPen(theme.colour("text_soft" if same or (row.choosable and not chosen) else "text"))
        if not there:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("text_faint"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.tr("(not there)"))
            return
        text, spans = (row.right, row.line.right_spans) if right else (row.left, row.line.left_spans)
        _laid_out(text, spans, inside.width()).draw(painter, QPointF(inside.topLeft()))


def _side_width(width: int) -> int:
    return (width - theme.px(12)) // 2 - theme.px(38)


def _side(rect: QRect, *, right: bool) -> QRect:
    half = (rect.width() - theme.px(12)) // 2
    return QRect(rect.left() + (half + theme.px(12) if right else 0), rect.top(), half, rect.height())


def _laid_out(text: str, spans: Sequence[Span], width: int) -> QTextLayout:
    """Lay a text out in lines of this width, its changed stretches underlined."""
    shown = text[:_LONGEST].replace("\n", _LINE_BREAK).replace("\ufffc", "▣") + ("…" if len(text) > _LONGEST else "")
    layout = QTextLayout(shown, theme.font())
    marked = QTextCharFormat()
    marked.setBackground(theme.colour("warning_soft"))
    marked.setForeground(theme.colour("warning"))
    marked.setFontUnderline(True)
    ranges = []
    for start, end in spans:
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, end - start, marked
        ranges.append(one)
    layout.setFormats(ranges)
    layout.beginLayout()
    below = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, below))
        below += line.height()
    layout.endLayout()
    return layout


def _text_height(text: str, spans: Sequence[Span], width: int) -> int:
    if not text:
        return QFontMetrics(theme.font()).height()
    return int(_laid_out(text, spans, width).boundingRect().height() + 0.5)


class ComparisonView(QListView):
    """Shows a `ComparisonModel`. Left and right choose a side, Enter unfolds, F8 goes to the next difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ComparisonModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(self.tr("What differs"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(50)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        theme.changes().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def go(self, step: int) -> None:
        """Go to the next difference (1) or the one before (-1)."""
        places = self.lines.differences
        here = self.currentIndex().row()
        ahead = [row for row in places if row > here] if step > 0 else [row for row in reversed(places) if row < here]
        if ahead:
            self.setCurrentIndex(self.lines.index(ahead[0]))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if row >= 0:
                self.lines.choose(row, right=event.key() == Qt.Key.Key_Right)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if row >= 0 and self.lines.unfold(row):
                self.setCurrentIndex(self.lines.index(row))
            case Qt.Key.Key_F8:
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and not self.lines.unfold(index.row()):
            self.lines.choose(index.row(), right=event.position().x() > self.viewport().width() / 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
