"""Discussions: the rooms of all accounts beside the one that is shown."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.chat import EditPost, JoinRoom, LeaveRoom, MarkRead, Membership, PostToRoom, React, RedactPost
from sync.model.faults import StoreFault
from sync.model.ids import ItemId, RoomId, new_operation_id
from sync.model.operations import Intention
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.read import chat as read_chat
from ui import theme
from ui.chat.conversation import Conversation
from ui.chat.room_list import RoomDelegate, RoomModel
from ui.chat.safety import Safety
from ui.chat.strip import Strip
from ui.chat.timeline_model import TimelineModel
from ui.common.empty import EmptyState
from ui.common.forms import tool
from ui.common.slots import slot_async, slot_owed
from ui.link import Link, Session
from ui.live import Live

_READ_AFTER = 800
"""Milliseconds for which a room has to be looked at before it counts as read."""


class ChatArea(QWidget):
    """The chat area."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._written: dict[RoomId, str] = {}
        """What was begun in each room and not sent."""
        self._bringing = False
        self.setAccessibleName(self.tr("Chat"))
        self.rooms = RoomModel(self)
        self.timeline = TimelineModel(self)
        self.list = QListView(self)
        self.list.setModel(self.rooms)
        self.list.setItemDelegate(RoomDelegate(self.list))
        self.list.setAccessibleName(self.tr("Rooms"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.rooms.modelReset.connect(self._choose_again)
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(self.tr("Filter the rooms"))
        self._filter.setAccessibleName(self.tr("Filter the rooms"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self.rooms.set_filter)
        self.conversation = Conversation(self.timeline, self)
        self._nothing = EmptyState(
            "message-square",
            self.tr("No room chosen"),
            self.tr("Choose a room on the left to read and write."),
            "",
            self,
        )
        self._strip = Strip(self)
        self.safety = Safety(link, live, self._strip, self)
        self._shield = tool("shield-check", self.tr("Security of your chat…"), self._show_safety, self)
        self._read = QTimer(self, singleShot=True, interval=_READ_AFTER)
        self._read.timeout.connect(self._mark_read)
        self._lay_out()
        self._connect(live)
        self.read_rooms()

    def _lay_out(self) -> None:
        column = QWidget(self)
        shelf = QVBoxLayout(column)
        shelf.setContentsMargins(0, theme.px(8), 0, 0)
        shelf.setSpacing(theme.px(6))
        above = QHBoxLayout()
        above.setContentsMargins(theme.px(10), 0, theme.px(6), 0)
        above.setSpacing(theme.px(4))
        above.addWidget(self._filter, 1)
        above.addWidget(self._shield)
        shelf.addLayout(above)
        shelf.addWidget(self.list, 1)
        column.setMinimumWidth(theme.px(200))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.conversation)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(column)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.px(280), theme.px(900)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(splitter, 1)
        self.setFocusProxy(self.list)

    def _connect(self, live: Live) -> None:
        live.rooms_changed.connect(self.read_rooms)
        live.accounts_changed.connect(self.read_rooms)
        live.mailboxes_changed.connect(self.read_rooms)
        live.posts_changed.connect(self.read_posts)
        live.operations_changed.connect(self.read_posts)
        talk = self.conversation
        talk.post_written.connect(self._say)
        talk.reaction_wanted.connect(self._react)
        talk.redaction_wanted.connect(self._redact)
        talk.joining_wanted.connect(self._join)
        talk.leaving_wanted.connect(self._leave)
        talk.older_wanted.connect(self._bring_older)

    @Slot()
    def _show_safety(self) -> None:
        """Show how the one account stands, or let the person choose which."""
        accounts = read_chat.accounts(self._link.reader())
        if len(accounts) == 1:
            self.safety.open_dialog(accounts[0])
            return
        menu = QMenu(self)
        for account in accounts:
            menu.addAction(
                read_chat.own_name(self._link.reader(), account), partial(self.safety.open_dialog, account)
            )
        menu.exec(self._shield.mapToGlobal(self._shield.rect().bottomLeft()))
        menu.deleteLater()

    # --- reading

    @Slot()
    def read_rooms(self) -> None:
        """Read the list of rooms again."""
        if self._link.session is not Session.OPEN:
            return
        with suppress(StoreFault):
            self.rooms.show_rooms(read_chat.rooms(self._link.reader()))
        shown = self.shown_room()
        if shown is not None:
            self.conversation.show_room(shown)
            self._read.start()

    @Slot()
    def read_posts(self) -> None:
        """Read what is shown of the timeline again."""
        if self.timeline.room is not None and self._link.session is Session.OPEN:
            with suppress(StoreFault):
                self.timeline.refresh(self._link.reader())
                self._read.start()

    def shown_room(self) -> RoomRow | None:
        """Return the room that is shown, as it is now."""
        room = self.timeline.room
        return next((row for row in self.rooms.rows if row.id == room), None) if room is not None else None

    def show_room(self, room: RoomId) -> None:
        """Show a room, as if it had been chosen."""
        self.list.setCurrentIndex(self.rooms.place(room))

    @Slot()
    def _choose_again(self) -> None:
        """The list was arranged anew: the room that is shown stays chosen, without being shown anew."""
        if self.timeline.room is not None:
            place = self.rooms.place(self.timeline.room)
            if place.isValid():
                self.list.setCurrentIndex(place)

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        row: RoomRow | None = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if row is None or row.id == self.timeline.room:
            return
        if self.timeline.room is not None:
            self._written[self.timeline.room] = self.conversation.composer.take_text()
        reader = self._link.reader()
        self.conversation.own = read_chat.own_name(reader, row.account)
        self.conversation.show_room(row)
        self.timeline.show_room(reader, row.id)
        self.conversation.composer.field.setPlainText(self._written.pop(row.id, ""))
        self._stack.setCurrentWidget(self.conversation)
        self._read.start()

    @slot_async
    async def _bring_older(self) -> None:
        """Show one more page: from the store, else from the server."""
        room = self.timeline.room
        if self._bringing or room is None or self.timeline.read_older(self._link.reader()):
            return
        if not self.timeline.has_gap:
            return
        self._bringing = True
        try:
            await self._link.ask(m.BringHistory(room), 120)
            if self.timeline.room == room:
                self.timeline.complete = False
                self.timeline.read_older(self._link.reader())
        finally:
            self._bringing = False

    # --- what the person wants

    @slot_owed
    async def _say(self, text: str, about: PostRow | None, edits: bool) -> None:
        room = self.shown_room()
        if room is None:
            return
        if edits and about is not None:
            await self._intend(room, EditPost(room.id, about.id, text))
        else:
            await self._intend(room, PostToRoom(room.id, text, reply_to=about.id if about is not None else None))

    @slot_owed
    async def _react(self, row: PostRow, key: str) -> None:
        room = self.shown_room()
        if room is not None:
            await self._intend(room, React(room.id, row.id, key))

    @slot_owed
    async def _redact(self, row: PostRow) -> None:
        room = self.shown_room()
        if room is not None:
            await self._intend(room, RedactPost(room.id, row.id))

    @slot_owed
    async def _join(self) -> None:
        room = self.shown_room()
        if room is not None:
            await self._intend(room, JoinRoom(room.id))

    @slot_owed
    async def _leave(self) -> None:
        room = self.shown_room()
        if room is not None:
            await self._intend(room, LeaveRoom(room.id))

    @Slot()
    def _mark_read(self) -> None:
        """What can be seen to its end has been read."""
        room, last = self.shown_room(), self.timeline.last_post()
        seen = self.isVisible() and self.window().isActiveWindow() and self.conversation.view.at_end
        if room is None or last is None or not seen or room.membership is not Membership.JOINED:
            return
        if room.unread and room.read_up_to != last.remote_id and self._marked != (room.id, last.id):
            self._marked = room.id, last.id
            self._say_read(room, last)

    @slot_owed
    async def _say_read(self, room: RoomRow, last: PostRow) -> None:
        await self._intend(room, MarkRead(room.id, last.id))

    _marked: tuple[RoomId, ItemId] | None = None

    async def _intend(self, room: RoomRow, intention: Intention) -> None:
        kind, text = intention_to_json(intention)
        await self._link.ask(m.Intend(new_operation_id(), room.account, kind, text.encode()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.safety.look()
