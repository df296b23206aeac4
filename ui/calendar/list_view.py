"""The agenda as a list: day after day, what happens on each, one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.calendar import words
from ui.calendar.days import Days, midnight
from ui.calendar.painting import marks_of
from ui.calendar.shown import Shown, on_day

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ListModel(QAbstractListModel):
    """Days, each followed by what happens on it. Days without anything are left out, but for today and holidays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[date | Shown] = []
        self._days: list[date] = []
        self.holidays: Mapping[date, str] = {}
        self.now = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock

    def show_days(self, days: Days, shown: Sequence[Shown], holidays: Mapping[date, str], now: datetime) -> None:
        """Show these days."""
        rows: list[date | Shown] = []
        of: list[date] = []
        for day in days:
            mine = on_day(shown, day)
            if mine or day == now.date() or day in holidays:
                lines: list[date | Shown] = [day, *sorted(mine, key=lambda one: (not one.strip, one.start))]
                rows += lines
                of += [day] * len(lines)
        self.holidays, self.now = holidays, now
        if (rows, of) == (self.rows, self._days):
            return
        self.beginResetModel()
        self.rows, self._days = rows, of
        self.endResetModel()

    def day_of(self, index: Index) -> date:
        """Return the day that a row belongs to."""
        return self._days[index.row()]

    def place(self, key: tuple[int, str]) -> QModelIndex:
        """Return where an event stands first."""
        rows = enumerate(self.rows)
        return next((self.index(at) for at, one in rows if isinstance(one, Shown) and one.key == key), QModelIndex())

    def heading(self, day: date) -> str:
        """Return a day in words, with its holiday."""
        text = words.capital(words.middle_day(day))
        if day == self.now.date():
            text = self.tr("Today, {day}").format(day=words.middle_day(day))
        free = self.holidays.get(day, "")
        return f"{text} – {free}" if free else text

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        selectable = isinstance(self.rows[index.row()], Shown)
        return Qt.ItemFlag.ItemIsEnabled | (Qt.ItemFlag.ItemIsSelectable if selectable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.spoken(row) if isinstance(row, Shown) else self.heading(row)
        return None


class ListDelegate(QStyledItemDelegate):
    """Paints a day's heading, or an event: when, its colour, what, where, its marks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), date)
        return QSize(theme.px(300), theme.px(38 if heading else 34 if theme.density() == "compact" else 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Shown):
            self._paint_event(painter, option, row, index)
        else:
            model = index.model()
            today = isinstance(model, ListModel) and row == model.now.date()
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.colour("accent_ink" if today else "text"))
            painter.drawText(option.rect.adjusted(theme.px(16), theme.px(8), -theme.px(16), 0), _LINE, index.data())
        painter.restore()

    def _paint_event(self, painter: QPainter, option: QStyleOptionViewItem, one: Shown, index: Index) -> None:
        rect = option.rect.adjusted(theme.px(8), theme.px(1), -theme.px(8), -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        model = index.model()
        past = isinstance(model, ListModel) and one.end <= model.now
        ink = "selection_text" if chosen else "text_soft" if past or one.off else "text"
        painter.setFont(theme.font())
        painter.setPen(theme.colour("selection_text" if chosen else "text_soft"))
        times = QRect(rect.left() + theme.px(8), rect.top(), theme.px(116), rect.height())
        painter.drawText(times, _LINE, self._times(one, model.day_of(index)) if isinstance(model, ListModel) else "")
        stripe = QRectF(times.right() + theme.px(8), rect.top() + theme.px(6), theme.px(4), rect.height() - theme.px(12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(one.colour))
        painter.drawRoundedRect(stripe, 2, 2)
        right = rect.right() - theme.px(8)
        size = theme.px(14)
        for icon, role in marks_of(one):
            right -= size
            painter.drawPixmap(right, rect.center().y() - size // 2, theme.pixmap(icon, role, size))
            right -= theme.px(4)
        left = int(stripe.right()) + theme.px(10)
        face = theme.font("strong")
        face.setStrikeOut(one.off)
        painter.setFont(face)
        painter.setPen(theme.colour(ink))
        metrics = QFontMetrics(face)
        title = metrics.elidedText(words.title(one.row), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _LINE, title)
        left += metrics.horizontalAdvance(title) + theme.px(10)
        beside = ", ".join(part for part in (one.row.location, one.calendar) if part)
        if right - left > theme.px(40):
            painter.setFont(theme.font())
            painter.setPen(theme.colour("selection_text" if chosen else "text_soft"))
            shown = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _LINE, shown)

    def _times(self, one: Shown, day: date) -> str:
        """Return when it is on that day: what began before, or goes on, says so."""
        if one.row.whole_day or (one.first_day < day < one.last_day):
            return self.tr("All day")
        if one.first_day < day:
            return self.tr("until {time}").format(time=words.clock(one.end))
        if one.last_day > day:
            return self.tr("from {time}").format(time=words.clock(one.start))
        return words.times(one)


class AgendaList(QListView):
    """The list as a view; it tells what is wanted as the painted views do (`ui.calendar.grid.GridView`)."""

    entry_chosen = Signal(object)
    entry_opened = Signal(object)
    entry_wanted = Signal(object, object, bool)
    entry_moved = Signal(object, object, object, bool)
    entry_deleted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    day_chosen = Signal(object)
    turn_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ListModel(self)
        self.shown: Sequence[Shown] = ()
        self._place = self.rows.now
        self._key: tuple[int, str] | None = None
        self.setModel(self.rows)
        self.setItemDelegate(ListDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(self._open)
        self.rows.modelReset.connect(self._choose_again)

    def show_days(self, days: Days, shown: Sequence[Shown], holidays: Mapping[date, str], now: datetime) -> None:
        """Show these days with what is on them."""
        self.shown = shown
        self.rows.show_days(days, shown, holidays, now)

    def set_now(self, now: datetime) -> None:
        """Say what time it is."""
        self.rows.now = now
        self.viewport().update()

    def place(self) -> datetime:
        """Return the place that is chosen by keyboard."""
        index = self.currentIndex()
        return midnight(self.rows.day_of(index)) + timedelta(hours=9) if index.isValid() else self._place

    def go_to(self, day: date) -> None:
        """Begin at a day."""
        self._place = midnight(day) + timedelta(hours=9)

    def chosen_event(self) -> Shown | None:
        """Return the event that is chosen."""
        return next((one for one in self.shown if one.key == self._key), None) if self._key else None

    def choose(self, one: Shown | None) -> None:
        """Choose an event, or none."""
        if one is None:
            self.forget()
            self.entry_chosen.emit(None)
        else:
            self._key = one.key
            self.setCurrentIndex(self.rows.place(one.key))

    def forget(self) -> None:
        """Choose none, without telling anybody."""
        self._key = None
        self.clearSelection()

    @Slot(QModelIndex, QModelIndex)
    def _current(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if isinstance(row, Shown):
            self._key = row.key
            self.entry_chosen.emit(row)

    @Slot()
    def _choose_again(self) -> None:
        if self._key is not None:
            index = self.rows.place(self._key)
            if index.isValid():
                self.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Shown):
            self.entry_opened.emit(row)
        elif isinstance(row, date):
            self.day_chosen.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.indexAt(event.pos()).data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Shown):
            self.menu_wanted.emit(row, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one = self.chosen_event()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and one is not None:
            self.entry_deleted.emit(one)
        elif event.key() == Qt.Key.Key_Escape and one is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)
