"""The column of rooms: which ones (all, unread, people, rooms, one space), a filter, and the ways to new ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListView, QMenu, QVBoxLayout, QWidget

from sync.model.chat import Membership, RoomKind
from sync.model.ids import AccountId, RoomId
from sync.store.chat_rows import RoomRow
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from ui import theme
from ui.chat.faces import Faces
from ui.chat.intents import Intents
from ui.chat.profile_dialog import ProfileDialog
from ui.chat.room_dialogs import DirectoryDialog, NewRoomDialog
from ui.chat.room_list import RoomDelegate, RoomModel
from ui.chat.safety import Safety
from ui.common.forms import tool
from ui.link import Link


class RoomColumn(QWidget):
    """`room_chosen(RoomRow)`."""

    room_chosen = Signal(object)

    def __init__(self, link: Link, intents: Intents, safety: Safety, faces: Faces, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._intents, self._safety, self._faces = link, intents, safety, faces
        self._all: list[RoomRow] = []
        self._current: RoomId | None = None
        self.rooms = RoomModel(self)
        self.list = QListView(self)
        self.list.setModel(self.rooms)
        self.list.setItemDelegate(RoomDelegate(faces, self.list))
        faces.arrived.connect(self._redraw)
        self.list.setAccessibleName(self.tr("Rooms"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.rooms.modelReset.connect(self._choose_again)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter the rooms"))
        self.filter.setAccessibleName(self.tr("Filter the rooms"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.rooms.set_filter)
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Which rooms"))
        self.which.activated.connect(self._arrange)
        self._shield = tool("shield-check", self.tr("Security of your chat…"), self._show_safety, self)
        self._new = tool("plus", self.tr("New conversation, a room to join, my profile"), self._show_new, self)
        above = QHBoxLayout()
        above.setContentsMargins(theme.px(10), 0, theme.px(6), 0)
        above.setSpacing(theme.px(2))
        above.addWidget(self.filter, 1)
        above.addWidget(self._new)
        above.addWidget(self._shield)
        between = QHBoxLayout()
        between.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        between.addWidget(self.which)
        shelf = QVBoxLayout(self)
        shelf.setContentsMargins(0, theme.px(8), 0, 0)
        shelf.setSpacing(theme.px(6))
        shelf.addLayout(above)
        shelf.addLayout(between)
        shelf.addWidget(self.list, 1)
        self.setMinimumWidth(theme.px(200))

    # --- what is shown

    def read(self) -> None:
        """Read the rooms again."""
        reader = self._link.reader()
        self._all = read_chat.rooms(reader)
        self.rooms.drafted = read_room.drafted(reader)
        self._fill_which()
        self._arrange()

    def _fill_which(self) -> None:
        fixed = [
            (self.tr("All conversations"), "all"), (self.tr("Unread"), "unread"), (self.tr("People"), "people"),
            (self.tr("Rooms"), "rooms"),
        ]  # fmt: skip
        spaces = [(row.name, str(row.remote_id)) for row in self._all if row.kind is RoomKind.SPACE]
        wanted = [*fixed, *spaces]
        if [self.which.itemData(place) for place in range(self.which.count())] != [key for _, key in wanted]:
            now = self.which.currentData()
            self.which.clear()
            for name, key in wanted:
                icon = theme.icon("folder") if (name, key) in spaces else None
                self.which.addItem(name, key) if icon is None else self.which.addItem(icon, name, key)
            self.which.setCurrentIndex(max(self.which.findData(now), 0))

    @Slot()
    def _arrange(self) -> None:
        key = self.which.currentData() or "all"
        self.rooms.show_rooms([row for row in self._all if self._belongs(row, key)])

    def _belongs(self, row: RoomRow, key: str) -> bool:
        if row.kind is RoomKind.SPACE:
            return row.membership is Membership.INVITED
        match key:
            case "all":
                return True
            case "unread":
                return bool(row.unread) or row.membership is Membership.INVITED or row.id == self._current
            case "people":
                return row.kind is RoomKind.PEOPLE
            case "rooms":
                return row.kind is RoomKind.ROOM
            case _:
                return key in row.spaces

    def room(self, room: RoomId) -> RoomRow | None:
        """Return a room, as it is now."""
        return next((row for row in self._all if row.id == room), None)

    def choose(self, room: RoomId) -> None:
        """Choose a room; where the list does not show it, show all."""
        if not self.rooms.place(room).isValid():
            self.filter.clear()
            self.which.setCurrentIndex(0)
            self._arrange()
        self.list.setCurrentIndex(self.rooms.place(room))

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        row: RoomRow | None = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if row is not None:
            self._current = row.id
            self.room_chosen.emit(row)

    @Slot()
    def _choose_again(self) -> None:
        """The list was arranged anew: the room that is shown stays chosen, without being shown anew."""
        if self._current is not None:
            place = self.rooms.place(self._current)
            if place.isValid():
                self.list.setCurrentIndex(place)

    @Slot(object)
    def _redraw(self, _key: object) -> None:
        self.list.viewport().update()

    # --- what can be done

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            return
        menu = self.menu_of(index.data(Qt.ItemDataRole.UserRole))
        menu.exec(self.list.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu_of(self, row: RoomRow) -> QMenu:
        """Return what can be done with a room of the list."""
        menu = QMenu(self)
        for text, icon, now, name in (
            (self.tr("Favourite"), "star", row.favourite, "favourite"),
            (self.tr("Low priority"), "arrow-down", row.low_priority, "low"),
            (self.tr("Muted"), "bell-off", row.muted, "muted"),
        ):
            action = menu.addAction(theme.icon(icon), text, partial(self._intents.sort, row, **{name: not now}))
            action.setCheckable(True)
            action.setChecked(now)
        return menu

    def _account_menu(self, menu: QMenu, text: str, icon: str, wanted: Callable[[AccountId], object]) -> None:
        """Add an entry for the one account, or one for each."""
        accounts = read_chat.accounts(self._link.reader())
        for account in accounts:
            name = f"{text} ({read_chat.own_name(self._link.reader(), account)})" if len(accounts) > 1 else text
            menu.addAction(theme.icon(icon), name, partial(wanted, account))

    @Slot()
    def _show_new(self) -> None:
        menu = self.new_menu()
        menu.exec(self._new.mapToGlobal(self._new.rect().bottomLeft()))
        menu.deleteLater()

    def new_menu(self) -> QMenu:
        """Return the ways to a new conversation."""
        menu = QMenu(self)
        self._account_menu(menu, self.tr("New conversation…"), "message-square", self.make_room)
        self._account_menu(menu, self.tr("Find a room…"), "search", self.find_room)
        menu.addSeparator()
        self._account_menu(menu, self.tr("My name and picture…"), "user", self.show_profile)
        return menu

    def make_room(self, account: AccountId) -> NewRoomDialog:
        """Ask for what a new conversation needs."""
        dialog = NewRoomDialog(self._link, self._intents, account, self)
        dialog.show()
        return dialog

    def find_room(self, account: AccountId) -> DirectoryDialog:
        """Show the rooms that may be joined."""
        dialog = DirectoryDialog(self._link, self._intents, account, self)
        dialog.show()
        return dialog

    def show_profile(self, account: AccountId) -> ProfileDialog:
        """Let the person choose how others see them."""
        dialog = ProfileDialog(self._link, self._intents, self._faces, account, self)
        dialog.show()
        dialog.read()
        return dialog

    @Slot()
    def _show_safety(self) -> None:
        """Show how the one account stands, or let the person choose which."""
        accounts = read_chat.accounts(self._link.reader())
        if len(accounts) == 1:
            self._safety.open_dialog(accounts[0])
            return
        menu = QMenu(self)
        self._account_menu(menu, self.tr("Security of your chat…"), "shield-check", self._safety.open_dialog)
        menu.exec(self._shield.mapToGlobal(self._shield.rect().bottomLeft()))
        menu.deleteLater()
