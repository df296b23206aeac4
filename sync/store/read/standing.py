"""What stands apart from a list by date: letters that are put off, back or pinned; and the ones that are due."""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sync.model.ids import AccountId, CollectionId, ItemId
from sync.model.letter_marks import PINNED, RETURNED, due_at, snoozed_until
from sync.model.mail import Flag
from sync.store.columns import words
from sync.store.connection import Connection

_MARKED = (
    "instr(keywords, '$pinned') OR instr(keywords, '$returned') OR instr(keywords, '$snoozed-') OR instr(keywords, '$due-')"
)
"""As in the indexes: they are used where the same words stand in a query."""


class Marked(NamedTuple):
    """A letter with such a mark, as it is shown: what waits in the outbox laid over what the server says."""

    id: ItemId
    account: AccountId
    collection: CollectionId
    thread: int
    flags: Flag
    keywords: frozenset[str]

    def is_hidden(self, now: int) -> bool:
        """Tell whether the letter is put off (`now` in seconds since 1970)."""
        until = snoozed_until(self.keywords)
        return until is not None and until > now


class Standing(NamedTuple):
    """The letters of a list that stand apart, newest first."""

    hidden: frozenset[ItemId] = frozenset()
    returned: tuple[Marked, ...] = ()
    pinned: tuple[Marked, ...] = ()


class Arranged(NamedTuple):
    """The ids of a list as they are shown, its threads where it is one of conversations, and how many of its first rows came
    back and are pinned."""

    ids: array[int]
    threads: array[int]
    above: tuple[int, int] = (0, 0)


def marked(connection: Connection) -> list[Marked]:
    """Return all letters with a mark, newest first."""
    rows = connection.execute(
        "SELECT id, (SELECT account_id FROM collection c WHERE c.id = m.collection_id), collection_id, thread, flags, keywords "  # noqa: S608
        f"FROM message m INDEXED BY message_marked WHERE ({_MARKED}) "
        "AND NOT EXISTS (SELECT 1 FROM message_overlay o WHERE o.id = m.id)"
    ).fetchall()
    rows += connection.execute(
        "SELECT id, (SELECT account_id FROM collection c WHERE c.id = o.collection_id), collection_id, "  # noqa: S608
        "(SELECT thread FROM message m WHERE m.id = o.id), flags, keywords "
        f"FROM message_overlay o INDEXED BY message_overlay_marked WHERE ({_MARKED}) AND collection_id <> 0"
    ).fetchall()
    return [
        Marked(ItemId(row[0]), AccountId(row[1] or 0), CollectionId(row[2]), row[3] or row[0], Flag(row[4]), words(row[5]))
        for row in sorted(rows, reverse=True)
    ]


def standing(connection: Connection, collections: Collection[CollectionId], now: int | None = None) -> Standing:
    """Return what stands apart in a list of these mailboxes at `now` (seconds since 1970)."""
    moment = int(time.time()) if now is None else now
    here = [one for one in marked(connection) if one.collection in collections]
    hidden = frozenset(one.id for one in here if one.is_hidden(moment))
    shown = [one for one in here if one.id not in hidden]
    returned = tuple(one for one in shown if RETURNED in one.keywords and not one.flags & Flag.SEEN)
    back = {one.id for one in returned}
    return Standing(hidden, returned, tuple(one for one in shown if PINNED in one.keywords and one.id not in back))


def put_off(connection: Connection, now: int | None = None) -> list[Marked]:
    """Return the letters of all mailboxes that are put off, newest first."""
    moment = int(time.time()) if now is None else now
    return [one for one in marked(connection) if one.is_hidden(moment)]


def to_return(connection: Connection, now: int) -> list[Marked]:
    """Return the letters that were put off until a time that has come."""
    return [one for one in marked(connection) if snoozed_until(one.keywords) is not None and not one.is_hidden(now)]


def overdue(connection: Connection, now: int) -> list[Marked]:
    """Return the letters that were to be dealt with by a time that has come, the earliest first."""
    found = [(at, one) for one in marked(connection) if (at := due_at(one.keywords)) is not None and at <= now]
    return [one for _, one in sorted(found)]


def arranged(ids: array[int], threads: array[int], apart: Standing, *, by_date: bool) -> Arranged:
    """Take what is put off out of a list, and set on top what came back and what is pinned, with its conversation."""
    top = (*apart.returned, *apart.pinned) if by_date else ()
    if not apart.hidden and not top:
        return Arranged(ids, threads)
    numbers: Sequence[int] = threads if threads else ids
    rows = [(item, number) for item, number in zip(ids, numbers, strict=True) if item not in apart.hidden]
    place = {(one.thread if threads else one.id): index for index, one in reversed(list(enumerate(top)))}
    above = sorted((row for row in rows if row[1] in place), key=lambda row: place[row[1]])
    below = [row for row in rows if row[1] not in place]
    returned = sum(place[number] < len(apart.returned) for _, number in above)
    every = [*above, *below]
    kept = array("q", (item for item, _ in every))
    theirs = array("q", (number for _, number in every)) if threads else array("q")
    return Arranged(kept, theirs, (returned, len(above) - returned))
