"""Tasks: the open ones by when they are due, done with one press, a new one with one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sync.model.ids import CollectionId
from sync.model.pending import Pending
from sync.store.connection import Connection
from sync.store.item_rows import CollectionRow, TaskRow
from sync.store.read import calendar as read_calendar
from ui import theme
from ui.calendar import words
from ui.calendar.days import DAY, wall_of
from ui.common.empty import EmptyState

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_PAGE = 100


class TaskModel(QAbstractListModel):
    """Tasks by pages of the store, those due first. `calendars` gives the calendar of each by its id."""

    def __init__(self, zone: tzinfo, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone, self.now = zone, now
        self.rows: list[TaskRow] = []
        self.calendars: dict[CollectionId, CollectionRow] = {}
        self._ids: Sequence[CollectionId] = ()
        self._done = False
        self._more: Callable[[], Connection] | None = None
        self._complete = True

    def show_tasks(self, reader: Callable[[], Connection], ids: Sequence[CollectionId], *, done: bool) -> None:
        """Read the list again, as far as it had been read; `done`: those that are done."""
        wanted = max(len(self.rows), _PAGE) if (ids, done) == (self._ids, self._done) else _PAGE
        rows = read_calendar.tasks(reader(), ids, done=done, limit=wanted)
        self._ids, self._done, self._more = ids, done, reader
        self._complete = len(rows) < wanted
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def due(self, row: TaskRow) -> datetime | None:
        """Return when a task is due, in wall clock."""
        return wall_of(row.due, self._zone, floating=row.floating) if row.due is not None else None

    def due_words(self, row: TaskRow) -> str:
        """Return when a task is due, in words."""
        due = self.due(row)
        if due is None:
            return ""
        today = self.now().date()
        day = due.date()
        if day == today:
            text = self.tr("Today")
        elif day == today + DAY:
            text = self.tr("Tomorrow")
        elif day == today - DAY:
            text = self.tr("Yesterday")
        else:
            text = words.middle_day(day) if day.year == today.year else words.long_day(day)
        return text if row.whole_day else f"{text}, {words.clock(due)}"

    def is_late(self, row: TaskRow) -> bool:
        """Whether an open task should have been done."""
        due = self.due(row)
        if due is None or row.is_done:
            return False
        return due.date() < self.now().date() if row.whole_day else due < self.now()

    def spoken(self, row: TaskRow) -> str:
        """Return a task as a screen reader says it."""
        calendar = self.calendars.get(row.collection)
        parts = [
            row.summary or self.tr("(no title)"),
            self.tr("done") if row.is_done else self.tr("late") if self.is_late(row) else "",
            self.due_words(row),
            self.tr("repeats") if row.recurring else "",
            self.tr("step of {task}").format(task=row.parent) if row.parent else "",
            self.tr("{done} of {all} steps done").format(done=row.steps_done, all=row.steps) if row.steps else "",
            calendar.name if calendar is not None else "",
            self.tr("waiting to be synchronised") if row.pending is not Pending.NONE else "",
        ]
        return ", ".join(part for part in parts if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not self._complete and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._more is None or not self.rows:
            return
        after = read_calendar.task_key(self.rows[-1])
        page = read_calendar.tasks(self._more(), self._ids, done=self._done, after=after, limit=_PAGE)
        self._complete = len(page) < _PAGE
        if page:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(page) - 1)
            self.rows += page
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.summary
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(row)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_done else Qt.CheckState.Unchecked
        return None


class TaskDelegate(QStyledItemDelegate):
    """Paints a task: a box to tick, what, when, how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(300), theme.px(34 if theme.density() == "compact" else 42))

    @staticmethod
    def box(rect: QRect) -> QRect:
        """Return where the box to tick is."""
        side = theme.px(18)
        return QRect(rect.left() + theme.px(16), rect.center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, row = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, TaskModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(theme.px(8), theme.px(1), -theme.px(8), -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        done, box = row.is_done, self.box(option.rect)
        calendar = model.calendars.get(row.collection)
        colour = QColor(calendar.colour) if calendar is not None else theme.colour("border_strong")
        painter.setPen(colour)
        painter.setBrush(colour if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(box))
        if done:
            painter.drawPixmap(box.adjusted(2, 2, -2, -2), theme.pixmap("check", "accent_text", box.width() - 4))
        right = rect.right() - theme.px(8)
        if row.pending is not Pending.NONE:
            size = theme.px(14)
            right -= size
            icon, role = ("triangle-alert", "danger") if row.pending is Pending.CONFLICT else ("clock", "text_soft")
            painter.drawPixmap(right, rect.center().y() - size // 2, theme.pixmap(icon, role, size))
            right -= theme.px(8)
        due = model.due_words(row)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("danger" if model.is_late(row) else "text_soft"))
        width = painter.fontMetrics().horizontalAdvance(due)
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _RIGHT, due)
        right -= width + theme.px(12)
        if row.recurring:
            right -= theme.px(14)
            painter.drawPixmap(right, rect.center().y() - theme.px(7), theme.pixmap("repeat", "text_soft", theme.px(14)))
            right -= theme.px(8)
        if row.steps:
            text = f"{row.steps_done}/{row.steps}"
            painter.setPen(theme.colour("text_soft"))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _RIGHT, text)
            right -= width + theme.px(12)
        face = theme.font("strong" if 0 < row.priority < 5 and not done else "body")
        face.setStrikeOut(done)
        painter.setFont(face)
        painter.setPen(theme.colour("selection_text" if chosen else "text_soft" if done else "text"))
        left = box.right() + theme.px(12)
        title = row.summary or model.tr("(no title)")
        if row.parent:
            title = f"{row.parent} › {title}"
        shown = QFontMetrics(face).elidedText(title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _LINE, shown)
        painter.restore()


class _TaskList(QListView):
    """The list; the space bar and a press on the box tick a task."""

    ticked = Signal(object)
    opened = Signal(object)
    deleted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        if row is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        near = TaskDelegate.box(self.visualRect(index)).adjusted(-6, -6, 6, 6)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and near.contains(point):
            self.ticked.emit(index.data(Qt.ItemDataRole.UserRole))


class TasksView(QWidget):
    """The tasks. It shows, and tells what is wanted."""

    task_wanted = Signal(str)
    """A new one, by its title."""
    done_turned = Signal(bool)
    """Whether those that are done are to be listed."""
    ticked = Signal(object)
    opened = Signal(object)
    deleted = Signal(object)

    def __init__(self, zone: tzinfo, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tasks = TaskModel(zone, now, self)
        self.entry = QLineEdit(self)
        self.entry.setPlaceholderText(self.tr("New task, then Enter"))
        self.entry.setAccessibleName(self.tr("New task"))
        self.entry.returnPressed.connect(self._add)
        self.done = QCheckBox(self.tr("Done"), self)
        self.done.setAccessibleName(self.tr("Show the tasks that are done"))
        self.done.toggled.connect(self.done_turned)
        self.list = _TaskList(self)
        self.list.setModel(self.tasks)
        self.list.setItemDelegate(TaskDelegate(self.list))
        self.list.setAccessibleName(self.tr("Tasks"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.ticked.connect(self.ticked)
        self.list.opened.connect(self.opened)
        self.list.deleted.connect(self.deleted)
        self.list.doubleClicked.connect(lambda index: self.opened.emit(index.data(Qt.ItemDataRole.UserRole)))
        text = self.tr("What you note above is listed here.")
        self.nothing = EmptyState("list-checks", self.tr("Nothing to do"), text, "", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        head.addWidget(self.entry, 1)
        head.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self.tasks.modelReset.connect(self._show_emptiness)
        self._show_emptiness()

    @Slot()
    def _show_emptiness(self) -> None:
        self._stack.setCurrentWidget(self.list if self.tasks.rows else self.nothing)

    @Slot()
    def _add(self) -> None:
        text = self.entry.text().strip()
        if text:
            self.entry.clear()
            self.task_wanted.emit(text)
