"""The view of the message list: groups by date, the reading place kept while rows come and go, quick actions by pointer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from sync.model.ids import ItemId
from sync.store.read.messages import Order
from ui import theme
from ui.common import dates
from ui.common.scrolling import Scrolled
from ui.mail.delegate import MessageDelegate, Quick
from ui.mail.groups import headings
from ui.mail.model import MessageModel


class MessageView(Scrolled, QTableView):
    """A one-column table: the view that stays fast with 100,000 rows (its rows need no layout pass)."""

    quick_chosen = Signal(str, object)
    """A quick action (`archive`, `delete`, `flag`) and the message id."""
    chosen_changed = Signal()
    """Other messages are selected."""
    opened = Signal(object)
    """Double click or Enter on a message id."""

    def __init__(self, model: MessageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover_ground()
        self._messages = model
        self._painter = MessageDelegate(self)
        self._enlarged: list[QPersistentModelIndex] = []
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self.setAccessibleName(self.tr("Messages"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.row_height())
        self.verticalScrollBar().setSingleStep(theme.row_height() // 2)
        model.modelReset.connect(self.regroup)
        model.ids_applied.connect(self.regroup)
        theme.changes().theme_changed.connect(self._follow_theme)

    def painter_of_rows(self) -> MessageDelegate:
        """Return the delegate."""
        return self._painter

    def regroup(self) -> None:
        """Find again where the groups by date begin, from the ids alone (they carry the date)."""
        source = self._messages.source
        by_date = source is not None and source.order is Order.DATE
        heads = self._messages.heads()
        returned, pinned = self._messages.above if by_date and self._messages.complete else (0, 0)
        above = returned + pinned
        ordered = by_date and (self._messages.complete or not sum(self._messages.above))
        below = headings(heads[above:] if above else heads, dates.today()) if ordered else {}
        named = {above + place: name for place, name in below.items()}
        if returned:
            named[0] = self.tr("Back")
        if pinned:
            named[returned] = self.tr("Pinned")
        if heads is not self._messages.ids():
            named = {self._messages.row_of(ItemId(heads[place])): name for place, name in named.items()}
        plain, tall = theme.row_height(), theme.row_height() + self._painter.heading_height()
        rows = self.verticalHeader()
        for index in self._enlarged:
            if index.isValid() and index.row() not in named:
                rows.resizeSection(index.row(), plain)
        for row in named:
            if rows.sectionSize(row) != tall:
                rows.resizeSection(row, tall)
        self._enlarged = [QPersistentModelIndex(self._messages.index(row)) for row in named]
        self._painter.headings = named
        self.viewport().update()

    def _follow_theme(self) -> None:
        rows = self.verticalHeader()
        for index in self._enlarged:
            if index.isValid():
                rows.resizeSection(index.row(), theme.row_height())
        self._enlarged = []
        rows.setDefaultSectionSize(theme.row_height())
        self.regroup()

    @contextmanager
    def place_kept(self) -> Iterator[None]:
        """Keep the topmost message where it is while rows come and go above it; at the very top, show what is new."""
        bar, rows = self.verticalScrollBar(), self.verticalHeader()
        top = self._messages.id_at(self.rowAt(0)) if bar.value() > 0 else None
        offset = bar.value() - rows.sectionPosition(self.rowAt(0)) if top is not None else 0
        yield
        row = self._messages.row_of(top) if top is not None else -1
        if row >= 0:
            self.updateGeometries()
            bar.setValue(rows.sectionPosition(row) + offset)

    def chosen_rows(self) -> list[int]:
        """Return the selected list rows, ascending."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def chosen_ids(self) -> list[ItemId]:
        """Return the ids of the selected messages, as the list shows them."""
        return [item for row in self.chosen_rows() if (item := self._messages.id_at(row)) is not None]

    def choose(self, row: int) -> None:
        """Select one row and bring it into sight."""
        if 0 <= row < self._messages.rowCount():
            index = self._messages.index(row)
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, how)
            self.scrollTo(index)

    def unfold(self, row: int, wanted: bool) -> None:
        """Unfold or fold the conversation of a row; the selection stays with what is still shown."""
        above = self._messages.parent_row(row)
        with self.place_kept():
            self._messages.set_open(above if above >= 0 and not wanted else row, wanted)
        if above >= 0 and not wanted:
            self.choose(above)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) message."""
        row = self.currentIndex().row()
        self.choose(max(0, row + by) if row >= 0 else 0)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other messages are selected."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a quick action acts at once and leaves the selection alone."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            quick = self._painter.quick_at(self.visualRect(index), index.row(), event.position().toPoint())
            item = self._messages.id_at(index.row())
            if quick is not None and item is not None:
                self.quick_chosen.emit(quick, item)
                return
            if self._painter.on_count(self.visualRect(index), index, event.position().toPoint()):
                self.unfold(index.row(), not self._messages.is_open(index.row()))
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the message."""
        index = self.indexAt(event.position().toPoint())
        item = self._messages.id_at(index.row()) if index.isValid() else None
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the quick action under the pointer light up."""
        self._point(event.position().toPoint())
        super().mouseMoveEvent(event)

    def _point(self, at: QPoint) -> None:
        self._painter.pointer = at
        index = self.indexAt(at)
        if index.isValid():
            self.viewport().update(self.visualRect(index))

    def _words_of(self, quick: Quick) -> str:
        return {
            "archive": self.tr("Archive (E)"),
            "delete": self.tr("Delete (Del)"),
            "flag": self.tr("Flag (S)"),
        }[quick]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the arrows to the sides fold conversations; single letters belong to the shortcuts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._messages.id_at(self.currentIndex().row())
            if item is not None:
                self.opened.emit(item)
            return
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Right and self._messages.conversation(row) is not None:
            self.unfold(row, True)
            return
        if event.key() == Qt.Key.Key_Left and (self._messages.is_open(row) or self._messages.is_child(row)):
            self.unfold(row, False)
            return
        if event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the pointer when it leaves; say what a quick action does."""
        if event.type() == QEvent.Type.Leave:
            self._painter.pointer = QPoint(-1, -1)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            quick = (
                self._painter.quick_at(self.visualRect(index), index.row(), event.pos()) if index.isValid() else None
            )
            if quick is not None:
                QToolTip.showText(event.globalPos(), self._words_of(quick), self)
                return True
            if index.isValid() and self._painter.on_count(self.visualRect(index), index, event.pos()):
                QToolTip.showText(event.globalPos(), self.tr("Show or hide the messages of this conversation (→ ←)"), self)
                return True
        return super().viewportEvent(event)
