"""What the engine says without being asked."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class RowsChanged(Frame):
    """Rows of `table` changed: `message`, `item` (an event, task, contact or file), `collection`, `account`, `operation`,
    `draft`, `conflict`, `setting`, `document`, `reminder`… `content`: what messages hold has come, while every list is as it was.

    `ids` may be empty: re-read what is visible. `collections` names the collections concerned, where there are any.
    """

    table: str
    ids: list[int] = msgspec.field(default_factory=list)
    collections: list[int] = msgspec.field(default_factory=list)


class AccountChanged(Frame):
    """An account's condition (`AccountCondition`) and the fault behind it."""

    account: int
    condition: str
    fault_kind: str = ""
    fault_code: str = ""
    fault_parameters: str = "{}"


class Progress(Frame):
    """How far a long work has come. `what`: `headers`, `content`, `files`, `backup`, `index`, `operation:<id>` (octets
    sent), `item:<id>` (octets brought), `taking:<id>` (files of a folder taken in). `total` 0: unknown."""

    account: int
    what: str
    done: int
    total: int


class NewMail(Frame):
    """Messages that have just arrived in an inbox, for a notification."""

    account: int
    messages: list[int]


class VerificationMoved(Frame):
    """A verification stands elsewhere (`sync.protocols.security.VerificationState`)."""

    account: int
    flow: str
    person: str
    device: str
    stage: str
    ours: bool
    emoji: list[int]
    numbers: list[int]
    code: str
    trusted: bool
    qr: bytes = b""


class TypingNow(Frame):
    """Who is writing in a room: names as the room knows them."""

    room: int
    people: list[str]


class NewPosts(Frame):
    """Posts of others that have just come and ask for attention, for a notification."""

    account: int
    posts: list[int]


class Undoable(Frame):
    """An operation was put back into drafts or refused; the desktop may say so at once."""

    operation: str
    fault_kind: str
    fault_code: str
    fault_parameters: str = "{}"


class Locked(Frame):
    """The store has been locked: forget everything and show the lock."""


Notice: TypeAlias = (
    RowsChanged | AccountChanged | Progress | NewMail | VerificationMoved | TypingNow | NewPosts | Undoable | Locked
)  # fmt: skip
