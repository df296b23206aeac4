"""Identifiers: local row ids, server-side ids, and operation ids, kept apart by type."""

from __future__ import annotations

import os
import time
from typing import NewType

AccountId = NewType("AccountId", int)
"""Local row id of an account."""

CollectionId = NewType("CollectionId", int)
"""Local row id of a collection (mailbox, room, calendar…)."""

ItemId = NewType("ItemId", int)
"""Local row id of an item. For mail it sorts by date: see `dated_item_id`."""

RemoteId = NewType("RemoteId", str)
"""The server's name for a collection or an item; opaque to everyone but its protocol."""

RoomId = NewType("RoomId", int)
"""Local row id of a room."""

OperationId = NewType("OperationId", str)
"""32 hexadecimal digits; also the idempotency key sent to servers that take one."""

BlobName = NewType("BlobName", bytes)
"""Keyed hash (32 bytes) of the bytes that a blob holds."""

_SEQUENCE_BITS = 20


def new_operation_id() -> OperationId:
    """Return a fresh operation id whose text order is the order of creation (48-bit ms clock + 80 random bits)."""
    milliseconds = time.time_ns() // 1_000_000
    return OperationId(f"{milliseconds & 0xFFFFFFFFFFFF:012x}{os.urandom(10).hex()}")


def dated_item_id(timestamp: int, spread: int) -> ItemId:
    """Return a row id that sorts by `timestamp` (seconds since 1970), with 20 bits of `spread` inside a second.

    Full-text search is fast only when ordered by row id (measured: 0.5–5 ms against 129 ms ordered by a date column),
    so mail ids carry the date. Dates before 1970 sort first.
    """
    return ItemId((max(timestamp, 0) << _SEQUENCE_BITS) | (spread & ((1 << _SEQUENCE_BITS) - 1)))


FIRST_ITEM = ItemId(1 << 60)
"""Ids of messages are below, those of everything else from here on: one number names an item whatever it is."""


FIRST_POST = ItemId(1 << 61)
"""Ids of posts are from here on."""


def dated_post_id(milliseconds: int, spread: int) -> ItemId:
    """Return the row id of a post that sorts by when it was sent, with 20 bits of `spread` inside a second."""
    seconds = min(max(milliseconds // 1000, 0), (1 << 40) - 1)
    return ItemId(FIRST_POST | dated_item_id(seconds, spread))


def is_post(item: ItemId) -> bool:
    """Tell whether an id is that of a post."""
    return item >= FIRST_POST


def is_message(item: ItemId) -> bool:
    """Tell whether an id is that of a message."""
    return item < FIRST_ITEM


def item_timestamp(item: ItemId) -> int:
    """Return the seconds since 1970 that `dated_item_id` put into the id."""
    return item >> _SEQUENCE_BITS
