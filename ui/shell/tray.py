"""The tray icon and the system's notifications of new mail and posts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from sync.model.faults import Fault
from sync.model.ids import ItemId, RoomId
from sync.rpc.messages import NewMail, NewPosts
from sync.store.chat_rows import PostRow
from sync.store.read import chat as read_chat
from sync.store.read.messages import by_ids
from sync.store.rows import MessageRow
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences


class Tray(QSystemTrayIcon):
    """Tells of new mail; a click on the notification opens the message."""

    message_chosen = Signal(object)
    """`MessageRow`."""
    room_chosen = Signal(object)
    """`RoomId`: what was said there is to be answered."""
    window_requested = Signal()

    compose_requested = Signal()
    quit_requested = Signal()

    def __init__(self, link: Link, live: Live, preferences: Preferences, icon: QIcon, parent: QWidget) -> None:
        super().__init__(icon, parent)
        self._link = link
        self._preferences = preferences
        self._last: MessageRow | None = None
        self._last_room: RoomId | None = None
        self.looked_at: Callable[[], RoomId | None] = lambda: None
        """The room that is before the person's eyes: nothing has to be told of it."""
        self.setToolTip("Écritoire")
        menu = QMenu(parent)
        menu.addAction(self.tr("Open Écritoire")).triggered.connect(self.window_requested)
        menu.addAction(self.tr("New message")).triggered.connect(self.compose_requested)
        menu.addAction(self.tr("Quit")).triggered.connect(self.quit_requested)
        self.setContextMenu(menu)
        self.activated.connect(self._activated)
        self.messageClicked.connect(self._clicked)
        live.mail_arrived.connect(self._tell)
        live.posts_arrived.connect(self._tell_posts)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_requested.emit()

    @Slot()
    def _clicked(self) -> None:
        if self._last_room is not None:
            self.room_chosen.emit(self._last_room)
            return
        self.window_requested.emit()
        if self._last is not None:
            self.message_chosen.emit(self._last)

    @Slot(object)
    def _tell(self, notice: NewMail) -> None:
        if not self._preferences.value("notify_mail") or not notice.messages:
            return
        try:
            rows = by_ids(self._link.reader(), [ItemId(message) for message in notice.messages])
        except Fault:
            return  # locked meanwhile
        title, text = self.words(rows)
        if title:
            self._last, self._last_room = rows[0] if len(rows) == 1 else None, None
            self.showMessage(title, text, self.icon(), 10_000)

    @Slot(object)
    def _tell_posts(self, notice: NewPosts) -> None:
        wanted = self._preferences.value("notify_chat")
        items = [ItemId(post) for post in notice.posts]
        if wanted == "none" or not items:
            return
        try:
            reader = self._link.reader()
            called = read_chat.calling(reader, items)
            chosen = [item for item in items if wanted == "all" or item in called]
            rows = [row for row in read_chat.posts(reader, chosen) if row.room != self.looked_at()]
            room = read_chat.room(reader, rows[-1].room) if rows else None
        except Fault:
            return  # locked meanwhile
        if room is not None:
            self._last, self._last_room = None, room.id
            self.showMessage(*self.words_of_posts(rows, room.name), self.icon(), 10_000)

    def words_of_posts(self, rows: list[PostRow], room: str) -> tuple[str, str]:
        """Return title and text of the notification; without details where the person prefers so."""
        if not self._preferences.value("notify_details"):
            return self.tr("%n new chat message(s)", "", len(rows)), ""
        last = rows[-1]
        who = last.name or last.sender.removeprefix("@").partition(":")[0]
        title = who if who == room else f"{who} · {room}"
        body = last.body or (last.media.name if last.media is not None else "")
        return title if len(rows) == 1 else f"{title} (+{len(rows) - 1})", body[:200]

    def words(self, rows: list[MessageRow]) -> tuple[str, str]:
        """Return title and text of the notification; without details where the person prefers so."""
        if not rows:
            return "", ""
        if not self._preferences.value("notify_details"):
            return self.tr("%n new message(s)", "", len(rows)), ""
        if len(rows) == 1:
            return rows[0].sender_name or rows[0].sender_address, rows[0].subject
        senders = dict.fromkeys(row.sender_name or row.sender_address for row in rows)
        return self.tr("%n new message(s)", "", len(rows)), ", ".join(list(senders)[:4])
