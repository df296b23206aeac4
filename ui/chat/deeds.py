"""What is done with a post or a person of the room that is shown, where it takes more than one operation."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from sync.model.chat import CreateRoom, RoomKind
from sync.model.ids import ItemId
from sync.model.polls import EndPoll, Vote
from sync.rpc import messages as m
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.read import polls as read_polls
from ui.chat import poll_view, words
from ui.chat.completion import Offer
from ui.chat.emoji import EmojiPicker
from ui.chat.intents import Intents
from ui.chat.markup import EVERYBODY
from ui.chat.safety import Safety
from ui.common import dates
from ui.common.drive_picker import DrivePicker
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link

_SUMMARY = 120
"""Characters of a post that name an event."""


class Deeds(QObject):
    """For one area. `shown` tells the room that is shown, `me` who the user is there."""

    letter_wanted = Signal(str)
    event_wanted = Signal(str, str)
    """Summary and text."""
    room_wanted = Signal(object)
    identity_accepted = Signal()

    def __init__(
        self,
        link: Link,
        intents: Intents,
        safety: Safety,
        shown: Callable[[], RoomRow | None],
        me: Callable[[], str],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._link, self._intents, self._safety = link, intents, safety
        self._shown, self._me = shown, me
        self._window = window

    def offer_people(self, beginning: str) -> list[Offer]:
        """Return whom a beginning may mean in the room that is shown."""
        room = self._shown()
        if room is None:
            return []
        found = read_room.people(self._link.reader(), room.id, beginning, 8)
        offers = [
            Offer(f"@{one.shown}", one.shown, one.person, one.person)
            for one in found
            if one.person != self._me()
        ]
        everybody = self.tr("room")
        if everybody.startswith(beginning.casefold()) and room.kind is not RoomKind.PEOPLE:
            offers.append(Offer(f"@{everybody}", self.tr("Everybody in this room"), "", EVERYBODY))
        return offers

    @Slot(object, str)
    def react(self, row: PostRow, key: str) -> None:
        """React to a post; the same once more takes it back."""
        room = self._shown()
        if room is not None:
            known = read_room.reactions(self._link.reader(), room.id, [row.remote_id]).get(row.remote_id, {})
            self._intents.react(room, row, key, wanted=self._me() not in known.get(key, ()))

    @Slot(object)
    def pick_reaction(self, row: PostRow) -> None:
        """Let an emoji be chosen to react with."""
        picker = EmojiPicker(self._window)
        picker.chosen.connect(lambda sign: self.react(row, sign))
        picker.open_at(QCursor.pos())

    @Slot(object)
    def pin(self, row: PostRow) -> None:
        """Pin a post, or unpin it."""
        room = self._shown()
        if room is None:
            return
        pinned = [one.id for one in read_room.pinned(self._link.reader(), room.id)]
        wanted = [one for one in pinned if one != row.id] if row.id in pinned else [*pinned, row.id]
        self._intents.pin(room, wanted)

    @Slot(object, str)
    def vote(self, row: PostRow, answer: str) -> None:
        """Choose an answer of a poll; the same once more gives it up."""
        room = self._shown()
        standing = read_polls.standings(self._link.reader(), [row]).get(row.remote_id)
        if room is not None and row.poll is not None and not (standing is not None and standing.ended):
            chosen = poll_view.with_choice(row.poll, standing, answer)
            self._intents.intend(room.account, Vote(room.id, row.id, chosen, row.poll.form))

    @Slot(object)
    def end_poll(self, row: PostRow) -> None:
        """Close a poll. Programs that know no polls show what it came to."""
        room = self._shown()
        standing = read_polls.standings(self._link.reader(), [row]).get(row.remote_id)
        if room is None or row.poll is None or standing is None:
            return
        highest = max(map(len, standing.people), default=0)
        won = [answer.text for answer, people in zip(row.poll.answers, standing.people, strict=True) if len(people) == highest]
        text = self.tr("The poll is closed. Most chosen: {answer}").format(answer=", ".join(won if highest else ["–"]))
        self._intents.intend(room.account, EndPoll(room.id, row.id, text, row.poll.form))

    @Slot(object)
    def write_letter(self, row: PostRow) -> None:
        """Turn a post into the beginning of a letter."""
        name, head = self._head(row)
        quoted = "\n".join(f"> {line}" for line in words.body(row).splitlines())
        body = f"{head}\n{quoted}\n\n"
        self.letter_wanted.emit(f"mailto:?subject={quote(name)}&body={quote(body)}")

    def choose_on_drive(self, thread: ItemId | None) -> None:
        """Let files of a drive be chosen, and send them into the room that is shown, or into a thread of it."""
        room = self._shown()
        if room is not None:
            picker = DrivePicker(self._link, self.tr("Send from a drive"), self.tr("Send"), self._window)
            picker.files_chosen.connect(lambda rows: self._intents.send_rows(room, rows, thread))
            picker.open()

    @Slot(object)
    def plan(self, row: PostRow) -> None:
        """Turn a post into the beginning of an event: its first line, and all of it with who said it where."""
        _, head = self._head(row)
        said = words.body(row)
        self.event_wanted.emit(said.partition("\n")[0][:_SUMMARY], f"{head}\n{said}")

    def _head(self, row: PostRow) -> tuple[str, str]:
        """Return the name of the room that is shown, and who wrote a post there and when."""
        room = self._shown()
        name = room.name if room is not None else ""
        head = self.tr("{who} wrote in {room} on {when}:")
        return name, head.format(who=words.person(row), room=name, when=dates.full(row.sent // 1000))

    @Slot(str)
    def verify(self, person: str) -> None:
        """Verify somebody, in the conversation with them where there is one."""
        room = self._shown()
        if room is not None:
            talk = read_chat.room_with(self._link.reader(), room.account, person)
            self._safety.verifications.ask(room.account, person, room=talk or 0)

    @slot_async
    async def accept_identity(self, person: str) -> None:
        """Accept that somebody has another identity than before."""
        room = self._shown()
        if room is not None:
            await self._link.ask(m.AcceptIdentity(room.account, person))
            self.identity_accepted.emit()

    @Slot(str)
    def talk_to(self, person: str) -> None:
        """Open the conversation with somebody, or make one: in the account of the room that is shown, else in the first."""
        room = self._shown()
        accounts = [room.account] if room is not None else read_chat.accounts(self._link.reader())
        if not accounts:
            return
        known = read_chat.room_with(self._link.reader(), accounts[0], person)
        if known is not None:
            self.room_wanted.emit(known)
        else:
            self._intents.intend(accounts[0], CreateRoom("", (person,), direct=True))
            say(self, self.tr("The conversation will be in the list as soon as the server has made it."))
