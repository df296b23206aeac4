"""Files: an entry of a drive as the server lists it. Contents are blobs; they are never part of a change page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag, StrEnum

from sync.model.ids import RemoteId


class Permission(IntFlag):
    """What the user may do with an entry, as far as the server tells."""

    NONE = 0
    READ = 1
    WRITE = 2
    DELETE = 4
    MOVE = 8
    CREATE = 16
    """Put new entries into this folder."""
    SHARE = 32
    ALL = READ | WRITE | DELETE | MOVE | CREATE | SHARE


class Shared(StrEnum):
    """Whether others see an entry."""

    NO = ""
    BY_ME = "by_me"
    WITH_ME = "with_me"
    BY_LINK = "by_link"


class Kept(StrEnum):
    """How much of a file is on this machine."""

    NOT = ""
    OLDER = "older"
    """Some content is here, but the server has another one by now."""
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class FileTruth:
    """An entry of a drive: an item of a change page. Its revision is the change's (etag), compared for equality only."""

    name: str
    parent: RemoteId
    """Remote id of the folder that holds it; empty: it is at the top of the drive."""
    is_folder: bool = False
    size: int = 0
    """Octets; of a folder: of everything in it where the server tells, else 0."""
    modified: int = 0
    """Seconds since 1970; 0: not told."""
    media_type: str = ""
    file_id: str = ""
    """The server's own number of the entry, where it has one that survives renaming."""
    permissions: Permission = Permission.ALL
    shared: Shared = Shared.NO
    checksum: str = ""
    """`SHA1:…` and the like, where the server tells."""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier content of a file, as its server keeps it. `id` is the protocol's own name of it."""

    id: str
    modified: int
    size: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something that was deleted from a drive and can be brought back. `place` is the path where it was."""

    id: str
    name: str
    place: str
    is_folder: bool = False
    size: int = 0
    deleted: int = 0
    """Seconds since 1970; 0: not told."""


@dataclass(frozen=True, slots=True)
class LinkWish:
    """How something is to be shared by a link: for reading or also for changing, until a day (ISO date), with a password."""

    writable: bool = False
    expires: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class PublicLink:
    """A link by which whoever has it sees a file or folder."""

    id: str
    address: str
    writable: bool = False
    expires: str = ""
    has_password: bool = False


class SharedWith(StrEnum):
    """Whom something is shared with."""

    PERSON = "person"
    GROUP = "group"
    TEAM = "team"
    """A circle of people that its members keep themselves."""
    MAIL = "mail"
    """Somebody outside, by a letter with a link of their own."""
    ELSEWHERE = "elsewhere"
    """A person of another server."""


@dataclass(frozen=True, slots=True)
class Sharee:
    """Somebody with whom something can be shared: `id` is the server's own name of them, `name` what people call them."""

    kind: SharedWith
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ShareWish:
    """How something is to be shared: for reading or also for changing, to be passed on or not, until a day (ISO date)."""

    writable: bool = False
    passing_on: bool = False
    expires: str = ""
    password: str = ""
    """For `SharedWith.MAIL` alone."""


@dataclass(frozen=True, slots=True)
class Share:
    """Something that is shared with somebody."""

    id: str
    sharee: Sharee
    writable: bool = False
    passing_on: bool = False
    expires: str = ""
    has_password: bool = False
