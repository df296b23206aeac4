"""Collections: mailboxes, rooms, calendars, address books, drives, under one shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.accounts import Service
from sync.model.calendar import Component
from sync.model.ids import RemoteId


class Role(StrEnum):
    """What a collection is for, where the server or the user said so (mail: RFC 6154)."""

    NONE = ""
    INBOX = "inbox"
    DRAFTS = "drafts"
    SENT = "sent"
    ARCHIVE = "archive"
    JUNK = "junk"
    TRASH = "trash"
    ALL = "all"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection as the server describes it. `parent` is the remote id of the one above (empty: top).

    A drive is one collection however many folders it has; a calendar that may only be read is not `writable`.
    """

    remote_id: RemoteId
    service: Service
    name: str
    role: Role = Role.NONE
    parent: RemoteId = RemoteId("")
    selectable: bool = True
    writable: bool = True
    shared: bool = False
    owner: str = ""
    """Whose it is, where another user shares it: a name or an address, as the server writes it."""
    subscribed: bool = True
    total: int | None = None
    unread: int | None = None
    colour: str = ""
    """`#rrggbb`, empty where the server has none."""
    order: int = 0
    """Where it stands among its like, as the server or the user arranged them."""
    components: frozenset[Component] = frozenset()
    """What a calendar may hold; empty: not told, so everything."""
    quota_used: int | None = None
    quota_total: int | None = None
    """Octets."""
