"""The view of a folder: one line per entry with its icon, size, date and state; all of it by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sync.model.files import Shared
from sync.model.ids import ItemId
from sync.model.pending import Pending
from sync.store.item_rows import FileRow
from sync.store.read.files import Sorted
from ui import theme
from ui.common.kinds import icon_of
from ui.common.scrolling import Scrolled
from ui.files import words
from ui.files.model import Column, FileModel

Index = QModelIndex | QPersistentModelIndex
SORTS = {Column.NAME: Sorted.NAME, Column.SIZE: Sorted.SIZE, Column.MODIFIED: Sorted.MODIFIED}


def line_height() -> int:
    """Return the height of a row under density and zoom, in pixels."""
    return theme.px(30 if theme.density() == "compact" else 38)


class _FileDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(80), line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FileModel.RowRole)
        if not isinstance(row, FileRow):
            return
        painter.save()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        match index.column():
            case Column.NAME:
                self._paint_name(painter, rect, row, str(index.data(FileModel.PlaceRole) or ""), chosen=chosen)
            case Column.STATE:
                self._paint_state(painter, rect, row, chosen=chosen)
            case _:
                ink = theme.colour("selection_text" if chosen else "text_soft")
                right = index.column() == Column.SIZE
                _line(painter, str(index.data() or ""), "body", ink, rect.adjusted(theme.px(8), 0, -theme.px(8), 0), right=right)
        if option.state & QStyle.StateFlag.State_HasFocus and index.column() == Column.NAME:
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
            painter.drawLine(rect.left() + 1, rect.top() + 2, rect.left() + 1, rect.bottom() - 2)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: FileRow, place: str, *, chosen: bool) -> None:
        size = theme.px(20)
        icon = "folder" if row.is_folder else icon_of(row.media_type, row.name)
        tint = "accent_ink" if row.is_folder or chosen else "text_soft"
        left = rect.left() + theme.px(12)
        painter.drawPixmap(QPoint(left, rect.center().y() - size // 2 + 1), theme.pixmap(icon, tint, size))
        left += size + theme.px(10)
        right = rect.right() - theme.px(8)
        if row.shared is not Shared.NO:
            small = theme.px(14)
            right -= small
            mark = "link" if row.shared is Shared.BY_LINK else "users"
            painter.drawPixmap(QPoint(right, rect.center().y() - small // 2 + 1), theme.pixmap(mark, "text_faint", small))
            right -= theme.px(8)
        ink = theme.colour("selection_text" if chosen else "text")
        room = QRect(left, rect.top(), right - left, rect.height())
        if place:
            wide = min(QFontMetrics(theme.font("body")).horizontalAdvance(row.name) + theme.px(4), room.width() * 2 // 3)
            faint = theme.colour("selection_text" if chosen else "text_faint")
            _line(painter, place, "small", faint, room.adjusted(wide + theme.px(12), 0, 0, 0), middle=True)
            room.setWidth(wide)
        _line(painter, row.name, "body", ink, room, middle=True)

    def _paint_state(self, painter: QPainter, rect: QRect, row: FileRow, *, chosen: bool) -> None:
        shown = words.state(row)
        size = theme.px(16)
        left = rect.left() + theme.px(8)
        painter.drawPixmap(QPoint(left, rect.center().y() - size // 2 + 1), theme.pixmap(shown.icon, shown.role, size))
        loud = row.pending is not Pending.NONE
        ink = theme.colour("selection_text" if chosen else shown.role if loud else "text_soft")
        left += size + theme.px(8)
        _line(painter, shown.words, "body", ink, QRect(left, rect.top(), rect.right() - theme.px(8) - left, rect.height()))


def _line(
    painter: QPainter, text: str, face: str, ink: object, rect: QRect, *, right: bool = False, middle: bool = False
) -> None:
    font = theme.font(face)
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    shown = QFontMetrics(font).elidedText(text, mode, rect.width())
    painter.setFont(font)
    painter.setPen(ink)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)


class FileView(Scrolled, QTableView):
    """Shows a `FileModel`. Dragging and dropping go through the model."""

    opened = Signal(object)
    """Enter or a double click on a `FileRow`."""
    up_wanted = Signal()
    chosen_changed = Signal()
    sort_wanted = Signal(object, bool)
    """`Sorted`, and whether the other way round."""

    def __init__(self, model: FileModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover_ground()
        self._files = model
        self.setModel(model)
        self.setItemDelegate(_FileDelegate(self))
        self.setAccessibleName(self.tr("Files"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        columns.sortIndicatorChanged.connect(self._sort)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        theme.changes().theme_changed.connect(self._follow_theme)
        self._follow_theme()

    def _follow_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(line_height())
        columns = self.horizontalHeader()
        for column, width in ((Column.SIZE, 88), (Column.MODIFIED, 104), (Column.STATE, 190)):
            columns.resizeSection(column, theme.px(width))
        self.verticalScrollBar().setSingleStep(line_height())
        self.viewport().update()

    def narrow(self, *, wanted: bool) -> None:
        """Leave out the columns for which there is no room."""
        self.setColumnHidden(Column.MODIFIED, wanted)
        self.horizontalHeader().resizeSection(Column.STATE, theme.px(44 if wanted else 190))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        by = SORTS.get(Column(column))
        if by is not None:
            self.sort_wanted.emit(by, order is Qt.SortOrder.DescendingOrder)

    def chosen(self) -> list[FileRow]:
        """Return the selected entries, top down."""
        rows = (self._files.file(index.row()) for index in self.selectionModel().selectedRows())
        return [row for row in rows if row is not None]

    def choose(self, row: int) -> None:
        """Select one row and bring it into sight."""
        if 0 <= row < self._files.rowCount():
            self.selectRow(row)
            self.scrollTo(self._files.index(row, 0))

    def choose_item(self, item: ItemId) -> None:
        """Select an entry where it is listed."""
        self.choose(self._files.row_of(item))

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type] # what Qt gives
        self.chosen_changed.emit()

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)  # type: ignore[arg-type] # what Qt gives
        row = self._files.file(self.currentIndex().row())
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            row = self._files.file(self.currentIndex().row())
            if row is not None:
                self.opened.emit(row)
            return
        if event.key() == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._fall_back(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.viewport().update()

    def _fall_back(self, event: QDragMoveEvent) -> None:
        """What may not fall on a file may fall beside it: into the folder that is listed."""
        if not event.isAccepted() and self._files.canDropMimeData(
            event.mimeData(), event.proposedAction(), -1, -1, QModelIndex()
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        data = event.mimeData()
        target = self._files.index(index.row(), 0) if index.isValid() else QModelIndex()
        for place in (target, QModelIndex()):
            if self._files.canDropMimeData(data, event.dropAction(), -1, -1, place):
                self._files.dropMimeData(data, event.dropAction(), -1, -1, place)
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                return
        event.ignore()
