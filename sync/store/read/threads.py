"""Conversations: what a list by conversation shows of each, and the messages that belong to one, one's own answers included."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from heapq import merge

from sync.model.collections import Role
from sync.model.ids import CollectionId, ItemId
from sync.model.mail import Flag
from sync.store.columns import ids_text
from sync.store.connection import Connection, snapshot
from sync.store.read.message_ids import ids
from sync.store.read.messages import Key, Only, Order, by_ids, key_of, page
from sync.store.rows import Conversation, MessageRow

READ_OF_ONE = 200
"""Messages of one conversation that are shown at most: the newest ones."""
_PAGES = 5
_FETCHED = 2_000
_APART = (Role.JUNK, Role.TRASH)


def heads(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    order: Order = Order.DATE,
    only: Only = Only.ALL,
    limit: int = 60,
) -> list[MessageRow]:
    """Return the first rows of a list by conversation: of each one the message that comes first in `order`."""
    found: dict[int, MessageRow] = {}
    after: Key | None = None
    for _ in range(_PAGES):
        rows = page(connection, collections, order=order, only=only, after=after, limit=limit)
        for row in rows:
            found.setdefault(row.thread or row.id, row)
        if len(found) >= limit or len(rows) < limit:
            break
        after = key_of(rows[-1], order)
    return list(found.values())[:limit]


def listing(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    order: Order = Order.DATE,
    only: Only = Only.ALL,
) -> tuple[array[int], array[int]]:
    """Return the first message of each conversation, in the order of the list, and the thread of each. For a background
    thread above some thousand messages (some 60 ms for 100,000)."""
    if order is Order.DATE and only is Only.ALL:
        return _first_of_each(_by_date(connection, collections))
    flat = ids(connection, collections, order=order, only=only)
    known = dict(_by_date(connection, collections))
    return _first_of_each((item, known.get(item, 0)) for item in flat)


def _by_date(connection: Connection, collections: Sequence[CollectionId]) -> Iterator[tuple[int, int]]:
    """Yield every message of the mailboxes with its thread, newest first."""
    walks = []
    for collection in collections:
        walks.append(
            _rows(
                connection,
                "SELECT id, thread FROM message m WHERE collection_id = ? "
                "AND NOT EXISTS (SELECT 1 FROM message_overlay o WHERE o.id = m.id) ORDER BY id DESC",
                collection,
            )
        )
        laid = connection.execute(
            "SELECT o.id, m.thread FROM message_overlay o CROSS JOIN message m ON m.id = o.id WHERE o.collection_id = ?1 "
            "UNION ALL SELECT id, thread FROM message_pending WHERE collection_id = ?1",
            (collection,),
        ).fetchall()
        if laid:
            walks.append(iter(sorted(laid, reverse=True)))
    return walks[0] if len(walks) == 1 else merge(*walks, reverse=True)


def _rows(connection: Connection, text: str, collection: CollectionId) -> Iterator[tuple[int, int]]:
    with closing(connection.execute(text, (collection,))) as cursor:
        while batch := cursor.fetchmany(_FETCHED):
            yield from batch


def _first_of_each(rows: Iterable[tuple[int, int]]) -> tuple[array[int], array[int]]:
    found, threads = array("q"), array("q")
    seen: set[int] = set()
    for item, thread in rows:
        number = thread or item
        if number not in seen:
            seen.add(number)
            found.append(item)
            threads.append(number)
    return found, threads


def members(
    connection: Connection, thread: int, collections: AbstractSet[CollectionId] = frozenset()
) -> list[MessageRow]:
    """Return the messages of a conversation in all folders and accounts, newest first.

    What is in the bin or in junk is left out, unless it is in `collections` (where one is looking). Of a message that is
    kept in several places one row is shown: the one in `collections`, where there is one.
    """
    if not thread:
        return []
    with snapshot(connection):
        return _shown(connection, _ids_of(connection, thread), collections)


def _shown(connection: Connection, ids: list[ItemId], collections: AbstractSet[CollectionId]) -> list[MessageRow]:
    rows = by_ids(connection, ids)
    if len(rows) < 2:
        return rows
    apart = _apart(connection) - set(collections)
    kept = [row for row in rows if row.collection not in apart]
    return _each_once(connection, kept, collections)


def conversation(
    connection: Connection, head: MessageRow, collections: AbstractSet[CollectionId] = frozenset()
) -> Conversation | None:
    """Return what a list shows of the conversation that a message stands for; None where it is alone."""
    with snapshot(connection):
        ids = _ids_of(connection, head.thread) if head.thread else []
        rows = _shown(connection, ids, collections) if len(ids) > 1 else []
    if len(rows) < 2:
        return None
    here = [row for row in rows if not collections or row.collection in collections]
    return Conversation(
        thread=head.thread,
        count=len(rows),
        unread=sum(not row.flags & Flag.SEEN for row in here),
        flagged=any(row.flags & Flag.FLAGGED for row in rows),
        has_attachment=any(row.has_attachment for row in rows),
        people=tuple(
            dict.fromkeys((row.sender_name or row.sender_address, row.sender_address) for row in reversed(rows))
        ),
    )


def in_places(
    connection: Connection, threads: Iterable[int], collections: AbstractSet[CollectionId]
) -> list[MessageRow]:
    """Return every message of these conversations that is shown in `collections` (none: anywhere): what one acts on."""
    ids = [item for thread in threads for item in _ids_of(connection, thread, limit=-1)]
    found: list[MessageRow] = []
    for start in range(0, len(ids), 500):
        found += by_ids(connection, ids[start : start + 500])
    return [row for row in found if not collections or row.collection in collections]


def _ids_of(connection: Connection, thread: int, limit: int = READ_OF_ONE) -> list[ItemId]:
    rows = connection.execute(
        "SELECT id FROM message WHERE thread = ?1 UNION ALL SELECT id FROM message_pending WHERE thread = ?1 "
        "ORDER BY 1 DESC LIMIT ?2",
        (thread, limit),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def _apart(connection: Connection) -> set[CollectionId]:
    rows = connection.execute("SELECT id FROM collection WHERE role IN (?, ?)", _APART).fetchall()
    return {CollectionId(row[0]) for row in rows}


def _each_once(
    connection: Connection, rows: Sequence[MessageRow], collections: AbstractSet[CollectionId]
) -> list[MessageRow]:
    """Leave out copies: same Message-ID and same date, in different mailboxes."""
    ids = ids_text(row.id for row in rows)
    names = {
        item: (name, sent)
        for item, name, sent in connection.execute(
            "SELECT id, message_id, sent FROM message_detail "
            "WHERE id IN (SELECT value FROM json_each(?)) AND message_id <> ''",
            (ids,),
        ).fetchall()
    }
    shown: dict[object, MessageRow] = {}
    for row in rows:
        name: object = names.get(row.id, row.id)
        other = shown.get(name)
        if other is None:
            shown[name] = row
        elif other.collection == row.collection:
            shown[row.id] = row
        elif row.collection in collections and other.collection not in collections:
            shown[name] = row
    return sorted(shown.values(), key=lambda row: row.id, reverse=True)
