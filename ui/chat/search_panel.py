"""Search in one room or in all, pinned posts, and the way to a date: lists of posts that lead to their places."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sync.model.ids import ItemId, RoomId
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.connection import Connection
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from ui import theme
from ui.chat import words
from ui.common import dates
from ui.common.forms import button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_latest
from ui.link import Link

_PAUSE = 120
"""Milliseconds after the last key."""
_MOST = 200


class PostList(QListWidget):
    """Posts, each in two lines. `post_chosen(ItemId)`."""

    post_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(theme.px(2))
        self.itemActivated.connect(self._take)
        self.itemClicked.connect(self._take)

    def show_posts(self, rows: list[PostRow], rooms: dict[RoomId, str]) -> None:
        """Show these; `rooms` names rooms where they differ."""
        self.clear()
        for row in rows:
            where = f" · {rooms[row.room]}" if row.room in rooms else ""
            head = f"{words.person(row)}{where} · {dates.brief(row.sent // 1000)}"
            item = QListWidgetItem(f"{head}\n{words.body(row)[:300]}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(dates.full(row.sent // 1000))
            self.addItem(item)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        self.post_chosen.emit(ItemId(item.data(Qt.ItemDataRole.UserRole)))


class SearchPanel(QWidget):
    """`post_chosen(ItemId)`, `day_chosen(milliseconds since 1970)`."""

    post_chosen = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._room: RoomRow | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search what was said"))
        self.field.setAccessibleName(self.tr("Search what was said"))
        self.field.setClearButtonEnabled(True)
        self.everywhere = QCheckBox(self.tr("In all rooms"), self)
        self.found = PostList(self.tr("What was found"), self)
        self.found.post_chosen.connect(self.post_chosen)
        self._note = label("", "faint", self, wrap=True)
        self.day = QDateEdit(QDate.currentDate(), self)
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Day to go to"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._pause.start)
        self.everywhere.toggled.connect(self._pause.start)
        go = button(self.tr("Go to the day"), self._go, icon="calendar", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        column.setSpacing(theme.px(6))
        for part in (self.field, self.everywhere, self._note, self.found):
            column.addWidget(part, 1 if part is self.found else 0)
        column.addLayout(buttons_row(self.day, go))
        self.setFocusProxy(self.field)

    def show_room(self, room: RoomRow | None) -> None:
        """Search in this room from now on."""
        self._room = room
        if self.field.text().strip():
            self._pause.start()

    @slot_latest
    async def _search(self) -> None:
        text, room = self.field.text(), self._room
        inside = None if self.everywhere.isChecked() or room is None else room.id
        if not text.strip():
            self.found.clear()
            self._note.setText("")
            return
        rows = await self._link.search_in_background(_search, text, inside)
        rooms = {one.id: one.name for one in read_chat.rooms(self._link.reader())} if inside is None else {}
        self.found.show_posts(rows, rooms)
        self._note.setText(self.tr("%n message(s) found", "", len(rows)) if rows else self.tr("Nothing found here."))

    @Slot()
    def _go(self) -> None:
        self.day_chosen.emit(self.day.date().startOfDay().toMSecsSinceEpoch())


class PinsPanel(QWidget):
    """The pinned posts of a room. `post_chosen(ItemId)`."""

    post_chosen = Signal(object)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._note = label("", "soft", self, wrap=True)
        self.found = PostList(self.tr("Pinned messages"), self)
        self.found.post_chosen.connect(self.post_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        column.addWidget(self._note)
        column.addWidget(self.found, 1)

    def show_room(self, room: RoomRow) -> None:
        """Show what is pinned in a room."""
        rows = read_room.pinned(self._link.reader(), room.id)
        self.found.show_posts(rows, {})
        missing = len(room.pinned) - len(rows)
        text = self.tr("Nothing is pinned in this room.") if not room.pinned else ""
        self._note.setText(self.tr("%n pinned message(s) are not kept here yet.", "", missing) if missing > 0 else text)
        self._note.setVisible(bool(self._note.text()))


def _search(search: Connection, store: Connection, text: str, room: RoomId | None) -> list[PostRow]:
    return read_chat.search_posts(search, store, text, room, limit=_MOST)
