"""Changes: what a server says is different since a cursor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sync.model.calendar import CalendarTruth
from sync.model.chat import (
    EditTruth,
    GapTruth,
    MemberTruth,
    PostTruth,
    ReactionTruth,
    ReceiptTruth,
    RedactionTruth,
    RoomTruth,
    TypingTruth,
)
from sync.model.contacts import ContactTruth
from sync.model.files import FileTruth
from sync.model.ids import RemoteId
from sync.model.mail import FlagsTruth, MessageTruth
from sync.model.polls import PollEndTruth, VoteTruth
from sync.model.rules import ScriptTruth
from sync.model.trust import TrustTruth

ItemTruth: TypeAlias = (
    MessageTruth
    | FlagsTruth
    | CalendarTruth
    | ContactTruth
    | FileTruth
    | RoomTruth
    | PostTruth
    | EditTruth
    | RedactionTruth
    | ReactionTruth
    | VoteTruth
    | PollEndTruth
    | MemberTruth
    | ReceiptTruth
    | TypingTruth
    | GapTruth
    | TrustTruth
    | ScriptTruth
)
"""What a change page carries per item; each service adds its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """One item that is new or different. `revision` is the protocol's version mark, compared for equality only."""

    item: RemoteId
    revision: str
    truth: ItemTruth


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of differences. It may repeat what was said before, but never omits.

    `cursor` is stored with the page in one transaction. `more` asks for the next page at once. `snapshot`, where not
    None, is every remote id the collection holds now: rows not in it go (after the double check for emptiness). With
    `folder` (drives) it is every remote id directly in that folder ("" the top of the drive): a page may tell of one
    folder as a whole, and a tree is walked folder by folder.
    """

    upserts: tuple[Change, ...]
    removed: tuple[RemoteId, ...]
    cursor: bytes
    more: bool
    snapshot: frozenset[RemoteId] | None = None
    expected: int | None = None
    """How many items the whole collection holds, for progress."""
    folder: RemoteId | None = None


class Want(StrEnum):
    """How much of an item `fetch` brings."""

    WHOLE = "whole"
    TEXT = "text"
    """Header and text parts; the other parts are elided (see `sync.protocols.base`)."""
    SMALL = "small"
    """A smaller picture of a picture, where the server makes one; else the whole."""


@dataclass(frozen=True, slots=True)
class Range:
    """The bytes of one item from `start` on, of exactly that `revision`: to go on with a download that was cut off.

    `fetch` raises `Stale` where the server has another revision by now, so that two are never mixed.
    """

    start: int
    revision: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one item's bytes. Pieces of an item come in order, `last` ends it; a missing item is `last` with None."""

    item: RemoteId
    data: bytes | None
    last: bool


@dataclass(frozen=True, slots=True)
class Nudge:
    """A server's hint that something changed in a collection (None: anywhere). Carries no data."""

    collection: RemoteId | None = None
