"""Collections: mailboxes, rooms, calendars, address books, drives, under one shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.accounts import Service
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
    """One collection as the server describes it. `parent` is the remote id of the one above (empty: top)."""

    remote_id: RemoteId
    service: Service
    name: str
    role: Role = Role.NONE
    parent: RemoteId = RemoteId("")
    selectable: bool = True
    writable: bool = True
    shared: bool = False
    subscribed: bool = True
    total: int | None = None
    unread: int | None = None
