"""Changes: what a server says is different since a cursor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sync.model.ids import RemoteId
from sync.model.mail import FlagsTruth, MessageTruth

ItemTruth: TypeAlias = MessageTruth | FlagsTruth
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
    None, is every remote id the collection holds now: rows not in it go (after the double check for emptiness).
    """

    upserts: tuple[Change, ...]
    removed: tuple[RemoteId, ...]
    cursor: bytes
    more: bool
    snapshot: frozenset[RemoteId] | None = None
    expected: int | None = None
    """How many items the whole collection holds, for progress."""


class Want(StrEnum):
    """How much of an item `fetch` brings."""

    WHOLE = "whole"
    TEXT = "text"
    """Header and text parts; the other parts are elided (see `sync.protocols.base`)."""


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
