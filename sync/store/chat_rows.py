"""Rows of chat, as the window and the command line read them."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.chat import MediaTruth, Membership, Permission, PostKind, RoomKind
from sync.model.ids import AccountId, ItemId, RemoteId, RoomId
from sync.model.pending import Pending
from sync.model.polls import Poll
from sync.model.trust import Trust


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room of the list."""

    id: RoomId
    account: AccountId
    remote_id: RemoteId
    name: str
    kind: RoomKind
    membership: Membership
    topic: str
    favourite: bool
    low_priority: bool
    muted: bool
    encrypted: bool
    unread: int
    mentions: int
    people: int
    active: int
    inviter: str
    permitted: frozenset[Permission]
    read_up_to: RemoteId
    avatar: str = ""
    spaces: tuple[RemoteId, ...] = ()
    pinned: tuple[RemoteId, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a room."""

    person: str
    name: str
    membership: Membership
    avatar: str = ""

    @property
    def shown(self) -> str:
        """What they are called: their name, else their id without its server."""
        return self.name or self.person.removeprefix("@").partition(":")[0]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of a timeline. One that waits in the outbox has no remote id, and `pending` says how it stands."""

    id: ItemId
    room: RoomId
    remote_id: RemoteId
    position: int
    sender: str
    name: str
    """The sender's name in this room, empty where it has none."""
    sent: int
    kind: PostKind
    body: str
    html: str
    trust: Trust
    why: str
    about: str
    reply_to: RemoteId
    thread: RemoteId
    edited: int
    media: MediaTruth | None
    operation: str
    pending: Pending = Pending.NONE
    gap: bool = False
    """Posts before this one are not here."""
    poll: Poll | None = None
    avatar: str = ""
    """Address of the sender's picture."""


@dataclass(frozen=True, slots=True)
class PollStanding:
    """How a poll stands."""

    people: tuple[tuple[str, ...], ...]
    """Who chose each answer, in the order of the poll."""
    voters: int
    mine: tuple[str, ...]
    """Answers that the user chose."""
    ended: int
    """When it was closed (milliseconds since 1970), 0: it is not."""
    waits: bool
    """A vote or the end is still in the outbox."""
