"""What one answer of the server's stream says, whichever of its two forms it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.model.chat import Membership
from sync.protocols.matrix.crypto.encoding import Json

FIRST_ROOMS = 20
"""Rooms of the first answer: what a screen shows."""
EACH_TIMELINE = 20
"""Posts of a room that come with an answer; more on demand."""


@dataclass(slots=True)
class RoomNews:
    """What is new in one room. None: nothing was said of it."""

    room: str
    membership: Membership
    state: list[Json] = field(default_factory=list)
    timeline: list[Json] = field(default_factory=list)
    limited: bool = False
    """Posts before the timeline were left out."""
    previous: str = ""
    """The token with which they can be asked for."""
    initial: bool = False
    """The room is described from the beginning, as to somebody who knew nothing of it."""
    name: str | None = None
    heroes: list[tuple[str, str]] | None = None
    """A few people, with their names, for a room without a name."""
    joined: int | None = None
    unread: int | None = None
    mentions: int | None = None
    active: int | None = None
    account: list[Json] = field(default_factory=list)
    receipts: Json = field(default_factory=dict)
    typing: list[str] | None = None

    @property
    def only_typing(self) -> bool:
        """Whether nothing else is said than who is writing."""
        return not (self.state or self.timeline or self.account or self.receipts or self.initial or self.joined)


@dataclass(slots=True)
class News:
    """One answer. `cursor` is where the next one goes on; `to_device_cursor` is kept by crypto, with what came under it."""

    cursor: bytes
    more: bool = False
    rooms: list[RoomNews] = field(default_factory=list)
    account: list[Json] = field(default_factory=list)
    to_device: list[Json] = field(default_factory=list)
    to_device_cursor: str = ""
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    counts: Json | None = None
    unused_fallback: list[str] | None = None
    restarted: bool = False
    """The server was asked from the beginning: it does not tell which devices changed meanwhile."""

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.rooms or self.account or self.to_device or self.changed or self.left)


def events(found: object) -> list[Json]:
    """Return the events in a list that may be anything."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def number(source: Json, name: str) -> int | None:
    """Return a number of an answer, None where there is none."""
    found = source.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
