"""Messages as lists and the reader show them: truth with the overlay laid over it, in keyset pages.

A page is a merge of three index walks per mailbox: truth that no operation touches, touched messages that are shown here,
and rows that no server holds yet. All three are ordered by id, which carries the date; an order by a yes-or-no property
walks those with it first, then those without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntFlag, StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId, RemoteId
from sync.model.mail import Attachment, Envelope, Flag
from sync.model.operations import RemoteItem
from sync.store.columns import CONTENT, ENVELOPE, FLAGS, LISTED, PENDING, attachments_of, envelope_of, ids_text, words
from sync.store.connection import Connection, snapshot
from sync.store.rows import MessageRow


class Order(StrEnum):
    """What comes first in a list; then the newest."""

    DATE = "date"
    UNREAD = "unread"
    ATTACHMENT = "attachment"
    FLAG = "flag"


class Only(IntFlag):
    """Which messages a list shows; several together must all hold."""

    ALL = 0
    UNREAD = 1
    FLAGGED = 2
    ATTACHMENT = 4
    KNOWN = 8
    """From somebody who was written to: no lists, no robots."""


class Key(NamedTuple):
    """Where a row stands in its order: the next page begins after it."""

    first: bool
    """Whether the row has what the order puts first (always False by date)."""
    id: ItemId


_ORDER_COLUMN = {Order.UNREAD: "unread", Order.ATTACHMENT: "has_attachment", Order.FLAG: "flagged"}
_ONLY_COLUMN = {Only.FLAGGED: "flagged", Only.ATTACHMENT: "has_attachment", Only.UNREAD: "unread", Only.KNOWN: "known"}
_INDEX = {"flagged": "by_flagged", "has_attachment": "by_attachment", "unread": "by_unread"}
_Wanted = tuple[tuple[str, bool], ...]
_NEWER_THAN_ALL = ItemId(2**63 - 1)

_TRUTH_COLUMNS = ", ".join(f"m.{name}" for name in LISTED.split(", ")) + ", '', ''"
_OVERLAY_COLUMNS = ", ".join(
    f"{'o' if name in {'id', 'collection_id', 'flags', 'keywords'} else 'm'}.{name}" for name in LISTED.split(", ")
) + ", '', ''"  # fmt: skip
_UNTOUCHED = " AND NOT EXISTS (SELECT 1 FROM message_overlay o WHERE o.id = m.id)"
_ANY_LAID = "SELECT 1 FROM message_overlay UNION ALL SELECT 1 FROM message_pending LIMIT 1"
"""Whether any message is touched by an operation, or held by no server yet."""
_PENDING_COLUMNS = f"{LISTED}, pending, operation_id"


def known_sender(alias: str) -> str:
    """Return the condition that the sender of a row was written to."""
    return f" AND EXISTS (SELECT 1 FROM person k WHERE k.address = lower({alias}.sender_address))"  # noqa: S608


def key_of(row: MessageRow, order: Order = Order.DATE) -> Key:
    """Return where `row` stands in `order`."""
    match order:
        case Order.DATE:
            first = False
        case Order.UNREAD:
            first = not row.flags & Flag.SEEN
        case Order.FLAG:
            first = bool(row.flags & Flag.FLAGGED)
        case Order.ATTACHMENT:
            first = row.has_attachment
    return Key(first, row.id)


def page(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    order: Order = Order.DATE,
    only: Only = Only.ALL,
    after: Key | None = None,
    limit: int = 100,
) -> list[MessageRow]:
    """Return at most `limit` rows of the mailboxes together, those after `after` in `order`."""
    if not collections:
        return []
    column = _ORDER_COLUMN.get(order)
    firsts: tuple[bool, ...] = (False,) if column is None else (True, False)
    rows: list[tuple[Any, ...]] = []
    with snapshot(connection):
        for first in firsts:
            if after is not None and first and not after.first:
                continue
            wanted = {_ONLY_COLUMN[one]: True for one in only}
            if column is not None:
                if wanted.get(column, first) != first:
                    continue
                wanted[column] = first
            below = after.id if after is not None and after.first == first else _NEWER_THAN_ALL
            rows += _walk(connection, collections, tuple(sorted(wanted.items())), below, limit - len(rows))
            if len(rows) >= limit:
                break
        return _rows(connection, rows)


def count(connection: Connection, collections: Sequence[CollectionId], only: Only = Only.ALL) -> int:
    """Return how many messages the mailboxes show together."""
    kept = {Only.ALL: "total + total_shift", Only.UNREAD: "unread + unread_shift"}.get(only)
    if kept:
        text = f"SELECT coalesce(sum({kept}), 0) FROM collection_count WHERE collection_id IN (SELECT value FROM json_each(?))"  # noqa: S608
        return int(connection.execute(text, (ids_text(collections),)).fetchone()[0])
    if not collections:
        return 0
    wanted = tuple(sorted((_ONLY_COLUMN[one], True) for one in only))
    counted = 0
    with snapshot(connection):
        for text, repeated in _statements(len(collections), wanted):
            parameters = [value for collection in collections for value in (collection, _NEWER_THAN_ALL)] * repeated
            counted += connection.execute(f"SELECT count(*) FROM ({text})", (*parameters, -1)).fetchone()[0]  # noqa: S608
    return counted


def by_ids(connection: Connection, ids: Iterable[ItemId]) -> list[MessageRow]:
    """Return the rows of these messages in the given order, leaving out those that are gone or hidden."""
    wanted = list(ids)
    parameter = ids_text(wanted)
    rows = connection.execute(
        f"SELECT {_OVERLAID} FROM json_each(?) j CROSS JOIN message m ON m.id = j.value "  # noqa: S608
        "LEFT JOIN message_overlay o ON o.id = m.id WHERE coalesce(o.collection_id, m.collection_id) <> 0",
        (parameter,),
    ).fetchall()
    if len(rows) < len(wanted):
        rows += connection.execute(
            f"SELECT {_PENDING_COLUMNS} FROM message_pending WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
            (parameter,),
        ).fetchall()
    found = {row.id: row for row in _rows(connection, rows)}
    return [found[item] for item in wanted if item in found]


def message(connection: Connection, item: ItemId) -> MessageRow | None:
    """Return the row of one message, None where it is gone or hidden."""
    return next(iter(by_ids(connection, (item,))), None)


def envelope(connection: Connection, item: ItemId) -> Envelope | None:
    """Return what the headers of a message say, None where it is gone."""
    values = _one(connection, ENVELOPE, item)
    return None if values is None else envelope_of(values)


def blob_of(connection: Connection, item: ItemId) -> BlobName | None:
    """Return the blob that holds the bytes of a message, None where they are not here."""
    values = _one(connection, "blob", item)
    return BlobName(bytes(values[0])) if values and values[0] else None


def attachments(connection: Connection, item: ItemId) -> list[Attachment]:
    """Return the attachments of a message, as far as its content is here."""
    values = _one(connection, "attachments", item)
    return [] if values is None else attachments_of(values[0])


def remote_items(connection: Connection, ids: Iterable[ItemId]) -> dict[ItemId, tuple[CollectionId, RemoteItem]]:
    """Return where the servers hold these messages now and under which names; those that no server holds are absent."""
    rows = connection.execute(
        "SELECT m.id, c.id, c.remote_id, m.remote_id, m.revision, d.message_id, m.size FROM json_each(?) j "
        "CROSS JOIN message m ON m.id = j.value JOIN message_detail d ON d.id = m.id JOIN collection c ON c.id = m.collection_id",
        (ids_text(ids),),
    ).fetchall()
    return {
        ItemId(item): (CollectionId(collection), RemoteItem(RemoteId(mailbox), RemoteId(name), *known))
        for item, collection, mailbox, name, *known in rows
    }


def local_items(connection: Connection, collection: CollectionId, names: Iterable[RemoteId]) -> dict[RemoteId, ItemId]:
    """Return the local ids of messages that a server names; unknown ones are absent."""
    rows = []
    for name in names:
        row = connection.execute(
            "SELECT remote_id, id FROM message WHERE collection_id = ? AND remote_id = ?", (collection, name)
        ).fetchone()
        if row is not None:
            rows.append(row)
    return {RemoteId(name): ItemId(item) for name, item in rows}


def with_message_id(connection: Connection, account: AccountId, message_id: str) -> list[ItemId]:
    """Return the messages of an account that carry this Message-ID, newest first."""
    rows = connection.execute(
        "SELECT m.id FROM message_whole m JOIN collection c ON c.id = m.collection_id "
        "WHERE m.message_id = ? AND m.message_id <> '' AND c.account_id = ? ORDER BY m.id DESC",
        (message_id, account),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


_OVERLAID = ", ".join(
    f"coalesce(o.{name}, m.{name})" if name in {"collection_id", "flags", "keywords"} else f"m.{name}"
    for name in LISTED.split(", ")
) + ", '', ''"  # fmt: skip


def _walk(
    connection: Connection, collections: Sequence[CollectionId], wanted: _Wanted, below: ItemId, limit: int
) -> list[tuple[Any, ...]]:
    """Return the newest rows of the mailboxes that are older than `below` and have all that is `wanted`."""
    places = [value for collection in collections for value in (collection, below)]
    (truth, once), (laid, twice) = _statements(len(collections), wanted)
    if connection.execute(_ANY_LAID).fetchone() is None:  # as nearly always: a sixth of the time is saved
        pages: list[tuple[Any, ...]] = connection.execute(truth.replace(_UNTOUCHED, ""), (*places * once, limit)).fetchall()
        return pages
    rows: list[tuple[Any, ...]] = connection.execute(truth, (*places * once, limit)).fetchall()
    more = connection.execute(laid, (*places * twice, limit)).fetchall()
    if more:
        rows = sorted(rows + more, key=itemgetter(0), reverse=True)[:limit]
    return rows


@lru_cache(maxsize=256)
def _statements(collections: int, wanted: _Wanted) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the walk over truth and the walk over touched and pending rows of so many mailboxes, each with how often its
    parameters (collection and id of each mailbox) repeat; the last parameter is the limit."""
    index = next((_INDEX[name] for name in _INDEX if (name, True) in wanted), None)
    if index is None:
        index = next((_INDEX[name] for name, _ in wanted if name in _INDEX), "by_date")

    def walk(columns: str, tables: str, alias: str, more: str = "") -> str:
        sender = "m" if alias == "o" else alias
        conditions = "".join(
            known_sender(sender) if name == "known" else f" AND {alias}.{name} = {int(value)}" for name, value in wanted
        )
        place = f"{alias}.collection_id = ? AND {alias}.id < ?{conditions}"
        return f"SELECT {columns} FROM {tables} WHERE {place}{more}"  # noqa: S608

    truth = walk(_TRUTH_COLUMNS, f"message m INDEXED BY message_{index}", "m", _UNTOUCHED)
    overlay = f"message_overlay o INDEXED BY message_overlay_{index} CROSS JOIN message m ON m.id = o.id"
    laid = walk(_OVERLAY_COLUMNS, overlay, "o")
    pending = walk(_PENDING_COLUMNS, f"message_pending p INDEXED BY message_pending_{index}", "p")
    end = " ORDER BY 1 DESC LIMIT ?"
    return (
        (" UNION ALL ".join([truth] * collections) + end, 1),
        (" UNION ALL ".join([laid] * collections + [pending] * collections) + end, 2),
    )


def _one(connection: Connection, columns: str, item: ItemId) -> tuple[Any, ...] | None:
    for table in ("message_whole", "message_pending"):
        row: tuple[Any, ...] | None = connection.execute(
            f"SELECT {columns} FROM {table} WHERE id = ?",  # noqa: S608
            (item,),  # noqa: RUF100, S608
        ).fetchone()
        if row is not None:
            return row
    return None


def _rows(connection: Connection, rows: list[tuple[Any, ...]]) -> list[MessageRow]:
    accounts = _accounts(connection, {row[1] for row in rows})
    return [
        MessageRow(
            row[0], accounts[row[1]], row[1], row[2], row[3], row[4], row[5], row[6], row[7],
            FLAGS[row[8]], words(row[9]), row[10], row[11] == 1, CONTENT[row[12]], PENDING[row[14]],
            OperationId(row[15]) if row[15] else None, row[13],
        )
        for row in rows
    ]  # fmt: skip


def _accounts(connection: Connection, collections: set[int]) -> dict[int, AccountId]:
    found = {}
    for collection in collections:
        row = (
            connection.execute("SELECT account_id FROM collection WHERE id = ?", (collection,)).fetchone()
            or connection.execute("SELECT account_id FROM collection_overlay WHERE id = ?", (collection,)).fetchone()
        )
        found[collection] = AccountId(row[0] if row else 0)
    return found
