"""The folder column: a quiet tree with icons and unread counts, and what can be done with folders."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QInputDialog,
    QMenu,
    QMessageBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from sync.model.collections import Role
from sync.model.ids import CollectionId
from sync.store.rows import MailboxRow
from ui import theme
from ui.common import dates
from ui.mail.favourites import Favourites
from ui.mail.folder_model import ICONS, FolderModel, Place
from ui.mail.intents import Intents
from ui.mail.saved_searches import SavedSearch, SavedSearches

Index = QModelIndex | QPersistentModelIndex


def _plain(index: Index) -> QModelIndex:
    """The index in the one form that some of Qt's methods take."""
    return index if isinstance(index, QModelIndex) else index.model().index(index.row(), 0, index.parent())


class _FolderDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place = index.data(FolderModel.PlaceRole)
        account = isinstance(place, Place) and place.mailbox is None and not place.listed
        return QSize(theme.px(120), theme.px(36 if account else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = index.data(FolderModel.PlaceRole)
        if not isinstance(place, Place):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        if place.mailbox is None and not place.listed:
            face = theme.font("small_strong")
            painter.setFont(face)
            painter.setPen(theme.colour("text_faint"))
            place_of_text = rect.adjusted(0, theme.px(8), -theme.px(8), 0)
            name = str(index.data(FolderModel.NameRole))
            text = QFontMetrics(face).elidedText(name, Qt.TextElideMode.ElideRight, place_of_text.width())
            painter.drawText(place_of_text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        else:
            self._paint_box(painter, option, index, place)
        painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, place: Place) -> None:
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        unread = int(index.data(FolderModel.UnreadRole) or 0)
        box = place.mailbox
        usable = box is None or box.selectable
        size = theme.px(16)
        icon = "search" if place.search is not None else "calendar-clock" if place.put_off else "inbox"
        if box is not None:
            icon = ICONS.get(box.role, "folder")
        role = "accent_ink" if chosen else "text_soft" if usable else "disabled"
        painter.drawPixmap(QPoint(rect.left(), rect.center().y() - size // 2 + 1), theme.pixmap(icon, role, size))
        right = rect.right() - theme.px(10)
        if unread:
            figure = dates.figure(unread)
            face = theme.font("small_strong")
            painter.setFont(face)
            painter.setPen(theme.colour("accent_ink"))
            width = QFontMetrics(face).horizontalAdvance(figure)
            painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, figure)
            right -= width + theme.px(8)
        if box is not None and box.pending:
            painter.drawPixmap(QPoint(right - size, rect.center().y() - size // 2 + 1), theme.pixmap("clock", "text_faint", size))
            right -= size + theme.px(4)
        face = theme.font("strong" if unread or chosen else "body")
        painter.setFont(face)
        painter.setPen(theme.colour("selection_text" if chosen else "text" if usable else "text_faint"))
        left = rect.left() + size + theme.px(8)
        text = QFontMetrics(face).elidedText(str(index.data(FolderModel.NameRole)), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)


class FolderView(QTreeView):
    """Shows a `FolderModel`; chosen places are told by their key."""

    place_chosen = Signal(object)
    """Another `Place` is selected."""

    def __init__(
        self,
        model: FolderModel,
        intents: Intents,
        searches: SavedSearches,
        favourites: Favourites,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folders, self._intents, self._searches, self._favourites = model, intents, searches, favourites
        self._key = ""
        self.setModel(model)
        self.setItemDelegate(_FolderDelegate(self))
        self.setAccessibleName(self.tr("Folders"))
        self.setProperty("ground", "window")
        self.setHeaderHidden(True)
        self.setIndentation(theme.px(16))
        self.setUniformRowHeights(False)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)
        theme.changes().theme_changed.connect(self.follow_theme)

    @Slot()
    def follow_theme(self) -> None:
        """Lay the rows out again: their height follows the zoom."""
        self.setIndentation(theme.px(16))
        self.scheduleDelayedItemsLayout()

    def rebuilt(self) -> None:
        """Open the accounts and find the chosen place again after the tree was built anew."""
        for row in range(self._folders.rowCount()):
            self.setExpanded(self._folders.index(row, 0), True)
        self.choose(self._key)

    def choose(self, key: str) -> bool:
        """Select the place of this key. Returns whether there is one."""
        index = self._folders.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    @property
    def key(self) -> str:
        """The key of the chosen place; empty where none is."""
        return self._key

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the chosen place, unless it is the same."""
        super().currentChanged(current, previous)
        place = self._folders.place(current)
        if place is not None and place.listed and place.key != self._key:
            self._key = place.key
            self.place_chosen.emit(place)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw a small chevron where there is something below, and the ground of the chosen row."""
        if not self._folders.hasChildren(_plain(index)):
            return
        size = theme.px(12)
        icon = "chevron-down" if self.isExpanded(_plain(index)) else "chevron-right"
        lower = theme.px(4) if not index.parent().isValid() else 0
        corner = QPoint(rect.right() - size - theme.px(1), rect.center().y() - size // 2 + lower)
        painter.drawPixmap(corner, theme.pixmap(icon, "text_faint", size))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the rounded ground of a row over its whole width."""
        place = self._folders.place(index)
        if place is not None and place.listed:
            row = QRect(theme.px(6), option.rect.top() + 1, self.viewport().width() - theme.px(12), option.rect.height() - 2)
            chosen = self.selectionModel().isSelected(_plain(index))
            hovered = row.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = chosen and self.hasFocus()
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING) if focused else Qt.PenStyle.NoPen)
            if chosen or hovered:
                painter.setBrush(theme.colour("selection" if chosen else "hover"))
                painter.drawRoundedRect(row.adjusted(1, 1, -1, -1) if focused else row, theme.RADIUS, theme.RADIUS)
            painter.restore()
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        plain.rect = self.visualRect(_plain(index))
        self.drawBranches(painter, QRect(0, option.rect.top(), plain.rect.left(), option.rect.height()), index)
        if self.selectionModel().isSelected(_plain(index)):
            plain.state |= QStyle.StateFlag.State_Selected
        self.itemDelegate().paint(painter, plain, _plain(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Del deletes; single letters belong to the shortcuts."""
        place = self._folders.place(self.currentIndex())
        box = place.mailbox if place is not None else None
        if event.key() == Qt.Key.Key_F2 and box is not None and box.role is Role.NONE:
            self.rename(box)
        elif event.key() == Qt.Key.Key_F2 and place is not None and place.search is not None:
            self.rename_search(place.search)
        elif event.key() == Qt.Key.Key_Delete and place is not None and place.search is not None:
            self._searches.forget(place.search.key)
        elif event.key() == Qt.Key.Key_Delete and box is not None and box.role is Role.NONE:
            self.delete(box)
        elif event.text().isalpha() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QPoint)
    def _offer_menu(self, at: QPoint) -> None:
        place = self._folders.place(self.indexAt(at))
        if place is None or (place.account is None and place.search is None):
            return
        menu = self.menu_for(place)
        menu.popup(self.viewport().mapToGlobal(at))

    def menu_for(self, place: Place) -> QMenu:
        """Return what can be done with a place."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = place.mailbox
        if place.search is not None:
            search = place.search
            again = menu.addAction(theme.icon("pencil"), self.tr("Rename…"))
            again.triggered.connect(lambda: self.rename_search(search))
            forget = menu.addAction(theme.icon("trash-2"), self.tr("Forget this search"))
            forget.triggered.connect(lambda: self._searches.forget(search.key))
            return menu
        if box is not None:
            mark = menu.addAction(theme.icon("mail-check"), self.tr("Mark all as read"))
            mark.triggered.connect(lambda: self._intents.mark_folder_read(box))
            liked = self._favourites.has(box.id)
            words = self.tr("Take out of the favourites") if liked else self.tr("Add to the favourites")
            star = menu.addAction(theme.icon("star"), words)
            star.triggered.connect(lambda: self._favourites.toggle(box.id))
            menu.addSeparator()
        create = menu.addAction(theme.icon("folder-plus"), self.tr("New folder…"))
        create.triggered.connect(lambda: self.create_in(place))
        if box is not None and box.role is Role.NONE:
            rename = menu.addAction(theme.icon("pencil"), self.tr("Rename…"))
            rename.triggered.connect(lambda: self.rename(box))
            delete = menu.addAction(theme.icon("trash-2"), self.tr("Delete folder"))
            delete.triggered.connect(lambda: self.delete(box))
        if box is not None and box.role in (Role.TRASH, Role.JUNK):
            empty = menu.addAction(theme.icon("trash-2"), self.tr("Empty {name}").format(name=self._folders.role_name(box)))
            empty.triggered.connect(lambda: self._intents.empty_folder(box))
        return menu

    def create_in(self, place: Place) -> None:
        """Ask for a name, then create a folder below a mailbox without a role, or at the top of the account."""
        box = place.mailbox
        parent: CollectionId | None = box.id if box is not None and box.role is Role.NONE else None
        name = self._ask(self.tr("New folder"), "")
        if name and place.account is not None:
            self._intents.create_folder(place.account, name, parent)

    def save_search(self, query: str) -> None:
        """Ask for a name, then keep a search."""
        name = self._ask(self.tr("Save this search"), query)
        if name:
            self.choose(f"search:{self._searches.save(name, query).key}")

    def rename_search(self, search: SavedSearch) -> None:
        """Ask for another name of a search."""
        name = self._ask(self.tr("Rename this search"), search.name)
        if name:
            self._searches.rename(search.key, name)

    def rename(self, box: MailboxRow) -> None:
        """Ask for another name."""
        name = self._ask(self.tr("Rename folder"), box.name)
        if name and name != box.name:
            self._intents.rename_folder(box, name)

    def delete(self, box: MailboxRow) -> None:
        """Delete a folder; one that is not empty only after a question, since a server cannot bring it back."""
        if box.total:
            question = self.tr("Delete {name} and the messages in it?").format(name=box.name)
            box_asked = QMessageBox(QMessageBox.Icon.Question, self.tr("Delete folder"), question, parent=self.window())
            go = box_asked.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
            box_asked.addButton(QMessageBox.StandardButton.Cancel)
            box_asked.buttonClicked.connect(lambda button: self._intents.delete_folder(box) if button is go else None)
            box_asked.open()
        else:
            self._intents.delete_folder(box)

    def _ask(self, title: str, text: str) -> str:
        name, accepted = QInputDialog.getText(self.window(), title, self.tr("Name"), text=text)
        return name.strip().replace("/", "-") if accepted else ""
