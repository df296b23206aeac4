"""The column of places: what is available offline, and the drives of all accounts with their folders, read as they unfold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from sync.model.ids import CollectionId, ItemId
from sync.store.connection import Connection
from sync.store.item_rows import CollectionRow, FileRow
from sync.store.read import files as read_files
from sync.store.rows import AccountRow
from ui import theme
from ui.files.model import FILES_MIME, dragged_ids

Index = QModelIndex | QPersistentModelIndex
PlaceRole = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry of the column stands for: an account, a drive, a folder of one, or what is available offline."""

    drive: CollectionId | None = None
    folder: ItemId | None = None
    account: int = 0
    icon: str = ""
    writable: bool = True

    @property
    def listed(self) -> bool:
        """Whether there is something to list here; otherwise it is the head of a group."""
        return not self.account or self.drive is not None

    @property
    def key(self) -> tuple[int, int, int]:
        """A name for this place that stays the same."""
        return (self.account if self.drive is None else 0, self.drive or 0, self.folder or 0)


class PlaceModel(QStandardItemModel):
    """Folders are read when their entry is unfolded, and again when something in the drives changed."""

    dropped = Signal(object, object, bool)
    """`QMimeData`, the `Place` it fell on, whether it is to be copied."""

    def __init__(self, store: Callable[[], Connection], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._drives: dict[CollectionId, CollectionRow] = {}
        self._unfolded: set[tuple[int, int, int]] = set()

    def show(self, accounts: Sequence[AccountRow], drives: Sequence[CollectionRow]) -> None:
        """Show these drives under their accounts."""
        self._drives = {drive.id: drive for drive in drives}
        root = self.invisibleRootItem()
        wanted: list[tuple[Place, str]] = [(Place(icon="pin"), self.tr("Available offline"))]
        wanted += [
            (Place(account=account.id), account.label or account.address)
            for account in accounts
            if any(drive.account == account.id for drive in drives)
        ]
        self._merge(root, wanted)
        for number in range(root.rowCount()):
            head = root.child(number)
            account = _place(head).account
            if account:
                self._merge(
                    head,
                    [
                        (Place(drive.id, account=account, icon="hard-drive", writable=drive.writable), drive.name)
                        for drive in drives
                        if drive.account == account
                    ],
                )
                for inside in range(head.rowCount()):
                    self._read_again(head.child(inside))

    def _read_again(self, item: QStandardItem) -> None:
        place = _place(item)
        if place.key not in self._unfolded:
            return
        self._fill(item)
        for number in range(item.rowCount()):
            self._read_again(item.child(number))

    def _fill(self, item: QStandardItem) -> None:
        place = _place(item)
        if place.drive is None:
            return
        self._unfolded.add(place.key)
        folders = read_files.folders(self._store(), place.drive, place.folder)
        self._merge(item, [(Place(row.collection, row.id, icon="folder", writable=place.writable), row.name) for row in folders])

    def _merge(self, above: QStandardItem, wanted: Sequence[tuple[Place, str]]) -> None:
        """Make the children of an entry what is wanted, leaving those that stay where they are."""
        keys = [place.key for place, _ in wanted]
        for number in reversed(range(above.rowCount())):
            if _place(above.child(number)).key not in keys:
                above.removeRow(number)
        for number, (place, name) in enumerate(wanted):
            there = above.child(number) if number < above.rowCount() else None
            if there is None or _place(there).key != place.key:
                moved = next(
                    (row for row in range(number, above.rowCount()) if _place(above.child(row)).key == place.key), None
                )
                taken = above.takeRow(moved)[0] if moved is not None else QStandardItem()
                above.insertRow(number, [taken])
                there = taken
            if there.text() != name:
                there.setText(name)
            if there.data(PlaceRole) != place:
                there.setData(place, PlaceRole)
            there.setEditable(False)
            there.setSelectable(place.listed)
            there.setDropEnabled(place.drive is not None and place.writable)
            there.setDragEnabled(False)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 # Qt's own default
        place = parent.data(PlaceRole) if parent.isValid() else None
        if isinstance(place, Place) and place.drive is not None and place.key not in self._unfolded:
            return read_files.has_folders(self._store(), place.drive, place.folder)
        return super().hasChildren(parent)

    def canFetchMore(self, parent: Index) -> bool:
        place = parent.data(PlaceRole) if parent.isValid() else None
        return isinstance(place, Place) and place.drive is not None and place.key not in self._unfolded

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):  # Qt asks at the root as well
            self._fill(self.itemFromIndex(parent))

    def index_of(self, drive: CollectionId | None, path: Sequence[FileRow] = ()) -> QModelIndex:
        """Return where a folder (by the folders down to it) of a drive is, reading what is not unfolded yet."""
        root = self.invisibleRootItem()
        heads = [root.child(number) for number in range(root.rowCount())]
        if drive is None:
            return heads[0].index() if heads else QModelIndex()
        inside = (head.child(number) for head in heads for number in range(head.rowCount()))
        found = next((item for item in inside if _place(item).drive == drive), None)
        for row in path:
            if found is None:
                break
            if _place(found).key not in self._unfolded:
                self._fill(found)
            inside = (found.child(number) for number in range(found.rowCount()))
            found = next((item for item in inside if _place(item).folder == row.id), None)
        return found.index() if found is not None else QModelIndex()

    def mimeTypes(self) -> list[str]:
        return [FILES_MIME, "text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        place = parent.data(PlaceRole) if parent.isValid() else None
        if not isinstance(place, Place) or place.drive is None or not place.writable:
            return False
        return data.hasUrls() or (data.hasFormat(FILES_MIME) and place.folder not in dragged_ids(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            self.dropped.emit(data, parent.data(PlaceRole), action == Qt.DropAction.CopyAction)
        return False


def _plain(index: Index) -> QModelIndex:
    """The index in the one form that some of Qt's methods take."""
    return index if isinstance(index, QModelIndex) else index.model().index(index.row(), 0, index.parent())


def _place(item: QStandardItem) -> Place:
    found = item.data(PlaceRole)
    return found if isinstance(found, Place) else Place(account=-1)


class _PlaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place = index.data(PlaceRole)
        return QSize(theme.px(120), theme.px(30 if isinstance(place, Place) and place.listed else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = index.data(PlaceRole)
        if not isinstance(place, Place):
            return
        painter.save()
        rect: QRect = option.rect
        name = str(index.data() or "")
        if not place.listed:
            _write(painter, name, "small_strong", "text_faint", rect.adjusted(0, theme.px(8), -theme.px(8), 0))
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            size = theme.px(16)
            tint = "accent_ink" if chosen or place.icon == "folder" else "text_soft"
            painter.drawPixmap(QPoint(rect.left(), rect.center().y() - size // 2 + 1), theme.pixmap(place.icon, tint, size))
            text = QRect(rect.left() + size + theme.px(8), rect.top(), rect.width() - size - theme.px(16), rect.height())
            _write(painter, name, "strong" if chosen else "body", "selection_text" if chosen else "text", text)
        painter.restore()


def _write(painter: QPainter, text: str, face: str, ink: str, rect: QRect) -> None:
    font = theme.font(face)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class PlaceView(QTreeView):
    """Shows a `PlaceModel`."""

    place_chosen = Signal(object)
    """Another `Place` is selected."""

    def __init__(self, model: PlaceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setAccessibleName(self.tr("Drives and folders"))
        self.setProperty("ground", "window")
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(theme.px(16))
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changes().theme_changed.connect(self._follow_theme)

    def choose(self, index: QModelIndex) -> None:
        """Select a place without telling of it."""
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.expand(index.parent())
            self.scrollTo(index)
            self.viewport().update()

    def unfold_heads(self) -> None:
        """Show the drives of all accounts."""
        for number in range(self.model().rowCount()):
            self.expand(self.model().index(number, 0))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        plain = _plain(index)
        if not self.model().hasChildren(plain):
            return
        size = theme.px(12)
        icon = "chevron-down" if self.isExpanded(plain) else "chevron-right"
        lower = theme.px(4) if not index.parent().isValid() else 0
        corner = QPoint(rect.right() - size - theme.px(1), rect.center().y() - size // 2 + lower)
        painter.drawPixmap(corner, theme.pixmap(icon, "text_faint", size))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain, place = _plain(index), index.data(PlaceRole)
        chosen = self.selectionModel().isSelected(plain)
        if isinstance(place, Place) and place.listed:
            row = QRect(0, option.rect.top() + 1, self.viewport().width() - theme.px(6), option.rect.height() - 2)
            hovered = row.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
            focused = chosen and self.hasFocus()
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING) if focused else Qt.PenStyle.NoPen)
            if chosen or hovered:
                painter.setBrush(theme.colour("selection" if chosen else "hover"))
                painter.drawRoundedRect(row.adjusted(1, 1, -1, -1) if focused else row, theme.RADIUS, theme.RADIUS)
            painter.restore()
        told = QStyleOptionViewItem(option)
        told.rect = self.visualRect(plain)
        self.drawBranches(painter, QRect(0, option.rect.top(), told.rect.left(), option.rect.height()), index)
        if chosen:
            told.state |= QStyle.StateFlag.State_Selected
        self.itemDelegate().paint(painter, told, plain)

    def _tell(self, index: QModelIndex) -> None:
        place: Any = index.data(PlaceRole)
        if isinstance(place, Place) and place.listed:
            self.place_chosen.emit(place)

    def _follow_theme(self) -> None:
        self.setIndentation(theme.px(16))
        self.scheduleDelayedItemsLayout()
