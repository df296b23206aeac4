"""Discussions: the rooms of all accounts beside the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.chat import Membership
from sync.model.faults import StoreFault
from sync.model.ids import ItemId, RemoteId, RoomId
from sync.rpc import messages as m
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.read import polls as read_polls
from ui import theme
from ui.chat.composer import Begun, Written
from ui.chat.conversation import Conversation
from ui.chat.deeds import Deeds
from ui.chat.faces import Faces
from ui.chat.files import PostFiles
from ui.chat.intents import Intents
from ui.chat.name_dialog import NameDialog
from ui.chat.poll_dialog import PollDialog
from ui.chat.post_menu import PostMenu
from ui.chat.quick_reply import QuickReply
from ui.chat.room_column import RoomColumn
from ui.chat.room_dialogs import InviteDialog
from ui.chat.safety import Safety
from ui.chat.strip import Strip
from ui.chat.timeline_model import Shown, TimelineModel
from ui.common.empty import EmptyState
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live

_READ_AFTER = 800
"""Milliseconds for which a room has to be looked at before it counts as read."""


class ChatArea(QWidget):
    """The chat area. `letter_wanted(mailto)`, `event_wanted(summary, text)`: a post is to become a letter, or an event."""

    letter_wanted = Signal(str)
    event_wanted = Signal(str, str)
    shown_wanted = Signal()

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._bringing = False
        self._marked: tuple[RoomId, ItemId] | None = None
        self.setAccessibleName(self.tr("Chat"))
        self.intents = Intents(link, self)
        self.timeline = TimelineModel(self)
        self._strip = Strip(self)
        self.safety = Safety(link, live, self._strip, self)
        self.faces = Faces(link, self)
        self.column = RoomColumn(link, self.intents, self.safety, self.faces, self)
        self.rooms, self.list = self.column.rooms, self.column.list
        self.column.room_chosen.connect(self._chosen)
        self.conversation = Conversation(link, self.timeline, self.faces, self)
        self.menu = PostMenu(self)
        self.deeds = Deeds(link, self.intents, self.safety, self.shown_room, lambda: self.conversation.own, self)
        self.deeds.letter_wanted.connect(self.letter_wanted)
        self.deeds.event_wanted.connect(self.event_wanted)
        self.deeds.room_wanted.connect(self.show_room)
        self.deeds.identity_accepted.connect(self.conversation.people.show_again)
        self.files = PostFiles(link, self)
        self._nothing = EmptyState(
            "message-square",
            self.tr("No room chosen"),
            self.tr("Choose a room on the left to read and write."),
            "",
            self,
        )
        self._read = QTimer(self, singleShot=True, interval=_READ_AFTER)
        self._read.timeout.connect(self._mark_read)
        self._lay_out()
        self._connect(live)
        self._connect_conversation()
        self.read_rooms()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.conversation)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.column)
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
        for signal in (live.rooms_changed, live.accounts_changed, live.mailboxes_changed, live.drafts_of_rooms_changed):
            signal.connect(self.read_rooms)
        live.posts_changed.connect(self.read_posts)
        live.operations_changed.connect(self.read_posts)
        live.members_changed.connect(self.conversation.people.read)
        live.typing_changed.connect(self._show_typing)

    def _connect_conversation(self) -> None:
        talk, menu = self.conversation, self.menu
        talk.composer.post_written.connect(lambda written: self._say(written, None))
        talk.composer.begun_changed.connect(self._keep_begun)
        talk.composer.typing_changed.connect(self._say_typing)
        talk.composer.people = self.deeds.offer_people
        talk.aside.composer.people = self.deeds.offer_people
        talk.aside.post_written.connect(self._say)
        for composer, thread in ((talk.composer, False), (talk.aside.composer, True)):
            composer.files_given.connect(partial(self._send_files, thread=thread))
            composer.picture_given.connect(partial(self._send_picture, thread=thread))
            composer.drive_wanted.connect(partial(self._send_from_drive, thread=thread))
        talk.files_given.connect(partial(self._send_files, thread=False))
        talk.joining_wanted.connect(lambda: self._with_room(self.intents.join))
        talk.leaving_wanted.connect(lambda: self._with_room(self.intents.leave))
        talk.sorting_wanted.connect(
            lambda favourite, low, muted: self._with_room(self.intents.sort, favourite=favourite, low=low, muted=muted)
        )
        talk.naming_wanted.connect(lambda: self._with_room(self._name_room))
        talk.end_wanted.connect(lambda: self.timeline.show_end(self._link.reader()))
        for part in (talk.invitation_wanted, talk.people.invitation_wanted):
            part.connect(lambda: self._with_room(lambda room: InviteDialog(self._link, self.intents, room, self).show()))
        talk.people.call_wanted.connect(talk.composer.call)
        talk.people.verify_wanted.connect(self.deeds.verify)
        talk.people.accept_wanted.connect(self.deeds.accept_identity)
        talk.people.talk_wanted.connect(self.deeds.talk_to)
        talk.people.removal_wanted.connect(
            lambda person, banned: self._with_room(self.intents.remove, person, banned=banned)
        )
        for view in (talk.view, talk.aside.view):
            view.menu_wanted.connect(partial(self._show_menu, in_thread=view is talk.aside.view))
            view.part_chosen.connect(self._take_part)
        talk.view.older_wanted.connect(self._bring_older)
        talk.view.newer_wanted.connect(lambda: self.timeline.read_newer(self._link.reader()))
        for panel in (talk.search, talk.pins):
            panel.post_chosen.connect(self.show_post)
        talk.search.day_chosen.connect(self._show_day)
        menu.answer_wanted.connect(talk.composer.answer)
        menu.edit_wanted.connect(talk.composer.edit)
        menu.reaction_wanted.connect(self.deeds.react)
        menu.emoji_wanted.connect(self.deeds.pick_reaction)
        menu.redaction_wanted.connect(lambda row: self._with_room(self.intents.redact, row))
        menu.thread_wanted.connect(lambda row: self.show_thread(row.id, row.remote_id))
        menu.pin_wanted.connect(self.deeds.pin)
        menu.open_wanted.connect(self.files.open)
        menu.save_wanted.connect(self.files.save)
        menu.mail_wanted.connect(self.deeds.write_letter)
        menu.event_wanted.connect(self.deeds.plan)
        menu.vote_wanted.connect(self.deeds.vote)
        menu.end_wanted.connect(self.deeds.end_poll)
        talk.composer.poll_wanted.connect(lambda: self._with_room(lambda room: PollDialog(self.intents, room, self).show()))

    # --- reading

    @Slot()
    def read_rooms(self) -> None:
        """Read the list of rooms again."""
        if self._link.session is not Session.OPEN:
            return
        with suppress(StoreFault):
            self.column.read()
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
                self.conversation.aside.refresh()
                self._read.start()

    def shown_room(self) -> RoomRow | None:
        """Return the room that is shown, as it is now."""
        return self.column.room(self.timeline.room) if self.timeline.room is not None else None

    def show_room(self, room: RoomId) -> None:
        """Show a room, as if it had been chosen."""
        self.column.choose(room)

    def answer_quickly(self, room: RoomId) -> QuickReply | None:
        """Let a room be answered without showing it: `whole_wanted` asks for that."""
        row = read_chat.room(self._link.reader(), room)
        if row is None:
            return None
        made = QuickReply(self._link, self.intents, row)
        made.whole_wanted.connect(self.show_room)
        made.whole_wanted.connect(self.shown_wanted)
        made.show()
        return made

    @property
    def looked_at(self) -> RoomId | None:
        """The room whose end the person has before their eyes."""
        seen = self.isVisible() and self.window().isActiveWindow() and self.conversation.view.at_end
        return self.timeline.room if seen else None

    @Slot(object)
    def _chosen(self, row: RoomRow) -> None:
        if row.id == self.timeline.room:
            return
        self._keep_begun()
        reader = self._link.reader()
        talk = self.conversation
        talk.own = self.timeline.me = read_chat.own_name(reader, row.account)
        talk.show_room(row)
        self.timeline.show_room(reader, row.id, row.read_up_to if row.unread else "")
        text, called = read_room.draft(reader, row.id)
        talk.composer.show_begun(Begun(text, called))
        self._stack.setCurrentWidget(talk)
        fresh = next((place for place, shown in enumerate(self.timeline.rows) if shown.fresh), None)
        if fresh is not None and fresh < len(self.timeline.rows) - 8:
            talk.view.show_row(fresh)
        self._read.start()

    @Slot(object)
    def show_post(self, post: ItemId) -> None:
        """Show a post where it was said: in its room, and in its thread."""
        found = read_room.place_of(self._link.reader(), post)
        rows = read_chat.posts(self._link.reader(), [post])
        if found is None or not rows:
            return
        room, position, thread = found
        if room != self.timeline.room:
            self.show_room(room)
        self.timeline.show_around(self._link.reader(), position)
        self.conversation.view.show_post(thread or rows[0].remote_id)
        if thread:
            roots = read_room.named(self._link.reader(), room, [thread])
            if thread in roots:
                self.show_thread(roots[thread].id, thread)
                self.conversation.aside.view.show_post(rows[0].remote_id)

    def show_thread(self, root: ItemId, name: RemoteId) -> None:
        """Show a thread beside the timeline."""
        room = self.shown_room()
        if room is not None:
            self.conversation.aside.show_thread(room, root, name, self.conversation.own)
            self.conversation.turn_side("thread")

    @slot_async
    async def _show_day(self, moment: int) -> None:
        """Go to the first post of a day; what is not here yet is brought, as far as one is willing to wait."""
        room = self.timeline.room
        if room is None:
            return
        for _ in range(40):
            reader = self._link.reader()
            oldest = read_room.oldest(reader, room)
            if (oldest and oldest <= moment) or read_chat.gap(reader, room) is None:
                break
            await self._link.ask(m.BringHistory(room), 120)
        place = read_room.position_at(self._link.reader(), room, moment)
        if place is None:
            say(self, self.tr("Nothing was said on that day or since."))
            return
        self.timeline.show_around(self._link.reader(), place)
        at = next((row for row, one in enumerate(self.timeline.rows) if one.row.position >= place), 0)
        self.conversation.view.show_row(at)

    @slot_async
    async def _bring_older(self) -> None:
        """Show one more page: from the store, else from the server."""
        room = self.timeline.room
        if self._bringing or room is None or self.timeline.read_older(self._link.reader()) or not self.timeline.gap:
            return
        await self._fill_gap(self.timeline.low)
        if self.timeline.room == room:
            self.timeline.read_older(self._link.reader())

    async def _fill_gap(self, position: int) -> None:
        if self.timeline.room is None:
            return
        self._bringing = True
        try:
            await self._link.ask(m.BringHistory(self.timeline.room, position), 120)
        finally:
            self._bringing = False

    @Slot(object)
    def _show_typing(self, typing: m.TypingNow) -> None:
        if typing.room == self.timeline.room:
            self.conversation.show_typing(typing.people)

    # --- what the person wants

    def _with_room(self, do: Callable[..., object], /, *arguments: object, **named: object) -> None:
        room = self.shown_room()
        if room is not None:
            do(room, *arguments, **named)

    def _name_room(self, room: RoomRow) -> None:
        NameDialog(self._link, self.intents, self.faces, room, self).show()

    @Slot(object, object)
    def _say(self, written: Written, thread: ItemId | None) -> None:
        self.timeline.forget_mark()
        self.timeline.show_end(self._link.reader())
        self._with_room(self.intents.say, written, thread)

    @Slot()
    def _keep_begun(self) -> None:
        room = self.shown_room()
        if room is None:
            return
        begun = self.conversation.composer.begun()
        if (begun.text, begun.called) != read_room.draft(self._link.reader(), room.id):
            self.intents.keep_begun(room.id, begun)

    @Slot(bool)
    def _say_typing(self, typing: bool) -> None:
        room = self.shown_room()
        if room is not None:
            self.intents.say_typing(room.id, typing)

    @Slot(list)
    def _send_files(self, paths: list[str], *, thread: bool) -> None:
        self._with_room(self.intents.send_files, paths, self.conversation.aside.root if thread else None)

    def _send_from_drive(self, *, thread: bool) -> None:
        self.deeds.choose_on_drive(self.conversation.aside.root if thread else None)

    @Slot(QImage)
    def _send_picture(self, image: QImage, *, thread: bool) -> None:
        name = self.tr("Picture.png")
        self._with_room(self.intents.send_picture, image, name, self.conversation.aside.root if thread else None)

    @Slot(object, object)
    def _show_menu(self, row: PostRow, place: QPoint, *, in_thread: bool) -> None:
        room = self.shown_room()
        if room is not None:
            standing = read_polls.standings(self._link.reader(), [row]).get(row.remote_id)
            own = self.conversation.is_own(row.sender)
            menu = self.menu.of(row, room, own=own, in_thread=in_thread, standing=standing)
            menu.exec(place)
            menu.deleteLater()

    @Slot(object, str, str)
    def _take_part(self, shown: Shown, part: str, which: str) -> None:
        match part:
            case "link" if not which.startswith("mention:"):
                QDesktopServices.openUrl(QUrl(which))
            case "reaction":
                self.deeds.react(shown.row, which)
            case "answer":
                self.deeds.vote(shown.row, which)
            case "thread":
                self.show_thread(shown.row.id, shown.row.remote_id)
            case "media":
                self.files.open(shown.row)
            case "quote":
                self._show_quoted(shown.row)
            case "gap":
                self._bring_between(shown.row.position)

    def _show_quoted(self, row: PostRow) -> None:
        found = read_room.named(self._link.reader(), row.room, [row.reply_to])
        if row.reply_to in found and not self.conversation.view.show_post(row.reply_to):
            self.show_post(found[row.reply_to].id)

    @slot_async
    async def _bring_between(self, position: int) -> None:
        await self._fill_gap(position)
        self.read_posts()

    @Slot()
    def _mark_read(self) -> None:
        """What can be seen to its end has been read."""
        room, last = self.shown_room(), self.timeline.last_post()
        if room is None or last is None or self.looked_at != room.id or room.membership is not Membership.JOINED:
            return
        if room.unread and room.read_up_to != last.remote_id and self._marked != (room.id, last.id):
            self._marked = room.id, last.id
            self.intents.mark_read(room, last)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.safety.look()
