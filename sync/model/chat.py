"""Chat: rooms, posts, and what people do with them, as every chat protocol describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.ids import BlobName, ItemId, RemoteId, RoomId
from sync.model.polls import Poll
from sync.model.trust import Trust


class Membership(StrEnum):
    """How somebody stands to a room."""

    JOINED = "joined"
    INVITED = "invited"
    KNOCKING = "knocking"
    LEFT = "left"
    BANNED = "banned"


class RoomKind(StrEnum):
    """What a room is."""

    ROOM = "room"
    PEOPLE = "people"
    """A conversation with a person, or a few."""
    SPACE = "space"
    """It holds other rooms."""


class Permission(StrEnum):
    """What somebody may be allowed to do in a room."""

    POST = "post"
    INVITE = "invite"
    REMOVE_PEOPLE = "remove_people"
    REDACT = "redact"
    """Take away posts of others."""
    RENAME = "rename"
    SET_PICTURE = "set_picture"
    PIN = "pin"
    SET_POWER = "set_power"


@dataclass(frozen=True, slots=True)
class RoomTruth:
    """A room as the server describes it now, as a whole. Its item is the room itself."""

    name: str
    """Given, or made of the people in it."""
    kind: RoomKind
    membership: Membership
    topic: str = ""
    avatar: str = ""
    """Address of its picture, for `fetch`."""
    favourite: bool = False
    low_priority: bool = False
    muted: bool = False
    encrypted: bool = False
    unread: int = 0
    mentions: int = 0
    people: int = 0
    """How many joined it."""
    active: int = 0
    """Milliseconds since 1970 of the last thing that matters for the order of the list."""
    inviter: str = ""
    spaces: tuple[RemoteId, ...] = ()
    """Spaces that it stands in."""
    pinned: tuple[RemoteId, ...] = ()
    permitted: frozenset[Permission] = frozenset()
    """What the user may do."""
    read_up_to: RemoteId = RemoteId("")
    """The post up to which the user has read, on any device."""


class PostKind(StrEnum):
    """What a post is, for showing."""

    TEXT = "text"
    NOTICE = "notice"
    """Said by a program."""
    EMOTE = "emote"
    FILE = "file"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    STICKER = "sticker"
    POLL = "poll"
    CHANGE = "change"
    """Something about the room changed: `body` is the kind of state, `about` whom or what it is about."""
    REDACTED = "redacted"
    SEALED = "sealed"
    """It cannot be opened, now or ever: `why` is the code. It may become another kind later."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MediaTruth:
    """A file of a post: where it lies, and what opens it."""

    url: str
    name: str
    media_type: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    duration: int = 0
    """Milliseconds."""
    key: str = field(default="", repr=False)
    """What opens it where it is encrypted (the protocol's own text)."""
    preview: str = ""
    """Address of a smaller picture."""
    preview_key: str = field(default="", repr=False)
    voice: bool = False
    """It was spoken into a microphone for this room."""
    waveform: tuple[int, ...] = ()
    """How loud it is from beginning to end, 0 to 100."""


@dataclass(frozen=True, slots=True)
class PostTruth:
    """A post as the server (and the keys here) show it. Its item is the event; posts come in the order of the room."""

    room: RemoteId
    sender: str
    sent: int
    """Milliseconds since 1970, as the sender's server says."""
    kind: PostKind
    body: str = ""
    html: str = field(default="", repr=False)
    """Formatting, cut down to what may be shown; a link to `mention:<person>` calls somebody."""
    trust: Trust = Trust.CLEAR
    why: str = ""
    about: str = ""
    reply_to: RemoteId = RemoteId("")
    thread: RemoteId = RemoteId("")
    """The post that began the thread it belongs to."""
    edited: int = 0
    """Milliseconds since 1970 of the last edit; 0: as it was written."""
    media: MediaTruth | None = None
    poll: Poll | None = None
    mentions: frozenset[str] = frozenset()
    """People it calls; "@room" for everybody."""
    operation: str = ""
    """The operation of this device that made it, where the server tells."""
    session: str = ""
    """What it was encrypted with: see `TrustTruth`."""


@dataclass(frozen=True, slots=True)
class EditTruth:
    """A post was written anew by its sender. Its item is the edit; the post may not be here yet."""

    room: RemoteId
    post: RemoteId
    sender: str
    sent: int
    body: str
    html: str = field(default="", repr=False)
    trust: Trust = Trust.CLEAR
    poll: Poll | None = None


@dataclass(frozen=True, slots=True)
class RedactionTruth:
    """A post, reaction or edit was taken away. Its item is the redaction."""

    room: RemoteId
    target: RemoteId
    sender: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReactionTruth:
    """Somebody reacted to a post. Its item is the reaction."""

    room: RemoteId
    post: RemoteId
    sender: str
    key: str


@dataclass(frozen=True, slots=True)
class MemberTruth:
    """Somebody in a room. Its item is the room, "|" and the person."""

    room: RemoteId
    person: str
    name: str
    membership: Membership
    avatar: str = ""
    power: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptTruth:
    """Somebody has read up to a post. Its item is the room, "|" and the person."""

    room: RemoteId
    person: str
    post: RemoteId
    read: int
    """Milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class TypingTruth:
    """Who is writing in a room right now. It is told on, and never kept."""

    room: RemoteId
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapTruth:
    """There are posts before `post` that were not brought. `token` is the cursor with which `changes(room, …)` brings them.

    Its item is the room, "|" and the post.
    """

    room: RemoteId
    post: RemoteId
    token: str


# --- intentions ---


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to post, kept as a blob until it is sent."""

    blob: BlobName
    name: str
    media_type: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PostToRoom:
    """Say something in a room: text, or a file."""

    kind: ClassVar[str] = "post_to_room"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    body: str
    html: str = ""
    reply_to: ItemId | None = None
    thread: ItemId | None = None
    mentions: frozenset[str] = frozenset()
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class EditPost:
    """Write an own post anew."""

    kind: ClassVar[str] = "edit_post"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    body: str
    html: str = ""
    mentions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RedactPost:
    """Take a post or a reaction away."""

    kind: ClassVar[str] = "redact_post"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class React:
    """React to a post with an emoji."""

    kind: ClassVar[str] = "react"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    key: str
    wanted: bool = True
    """False: take the own reaction back."""


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The user has read up to a post. `public`: others may see it."""

    kind: ClassVar[str] = "mark_read"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    public: bool = True


@dataclass(frozen=True, slots=True)
class JoinRoom:
    """Accept an invitation, or join a room by its address."""

    kind: ClassVar[str] = "join_room"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId | None
    address: str = ""


@dataclass(frozen=True, slots=True)
class LeaveRoom:
    """Leave a room, or decline an invitation."""

    kind: ClassVar[str] = "leave_room"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Invite somebody to a room."""

    kind: ClassVar[str] = "invite_person"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    person: str


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Make somebody leave a room; `banned`: for good."""

    kind: ClassVar[str] = "remove_person"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    person: str
    reason: str = ""
    banned: bool = False


@dataclass(frozen=True, slots=True)
class CreateRoom:
    """Make a room. `people` are invited; `direct`: a conversation with them rather than a place."""

    kind: ClassVar[str] = "create_room"
    service: ClassVar[Service] = Service.CHAT
    name: str
    people: tuple[str, ...] = ()
    topic: str = ""
    direct: bool = False
    encrypted: bool = True
    listed: bool = False
    """Everybody on the server may find and join it (such rooms are not encrypted)."""


@dataclass(frozen=True, slots=True)
class ChangeRoom:
    """Change what a room is called, is about, looks like, or what is pinned in it (None: as it is)."""

    kind: ClassVar[str] = "change_room"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    name: str | None = None
    topic: str | None = None
    pinned: tuple[ItemId, ...] | None = None
    picture: Upload | None = None
    bare: bool = False
    """No picture any more."""


@dataclass(frozen=True, slots=True)
class SortRoom:
    """Where a room stands in the user's own list, and whether it may make itself heard (None: as it is)."""

    kind: ClassVar[str] = "sort_room"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    favourite: bool | None = None
    low_priority: bool | None = None
    muted: bool | None = None


def upload_of(intention: object) -> Upload | None:
    """Return the file that an intention brings to a chat server."""
    found = getattr(intention, "upload", None) or getattr(intention, "picture", None)
    return found if isinstance(found, Upload) else None
