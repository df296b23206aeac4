"""All message ids of a list in its order, read at once: 8 bytes a row, so that a window may jump anywhere in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from sync.model.ids import CollectionId
from sync.store.connection import Connection
from sync.store.read.messages import Only, Order, known_sender

_FIRST = {Order.UNREAD: "unread", Order.ATTACHMENT: "has_attachment", Order.FLAG: "flagged"}
_ONLY = {Only.UNREAD: "unread", Only.FLAGGED: "flagged", Only.ATTACHMENT: "has_attachment", Only.KNOWN: "known"}


def ids(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    order: Order = Order.DATE,
    only: Only = Only.ALL,
) -> array[int]:
    """Return the ids of every message that `page` would list, in the same order. For a background thread above some
    thousand rows (some 25 ms for 100,000)."""
    found = array("q")
    wanted = {_ONLY[one]: 1 for one in only}
    column = _FIRST.get(order)
    if column is None:
        found.extend(_walk(connection, collections, wanted))
        return found
    for first in (1, 0):
        if wanted.get(column, first) == first:
            found.extend(_walk(connection, collections, {**wanted, column: first}))
    return found


def _walk(connection: Connection, collections: Sequence[CollectionId], wanted: dict[str, int]) -> list[int]:
    """The ids newest first; mailboxes are walked one by one, their touched and unsent messages added, then sorted."""
    found: list[int] = []

    def conditions(alias: str, sender: str) -> str:
        return "".join(
            known_sender(sender) if name == "known" else f" AND {alias}.{name} = {value}" for name, value in wanted.items()
        )

    for collection in collections:
        for text in (
            f"SELECT id FROM message m WHERE collection_id = ?{conditions('m', 'm')}"  # noqa: S608
            " AND NOT EXISTS (SELECT 1 FROM message_overlay o WHERE o.id = m.id) ORDER BY id DESC",
            "SELECT o.id FROM message_overlay o JOIN message m ON m.id = o.id "  # noqa: S608
            f"WHERE o.collection_id = ?{conditions('o', 'm')}",
            f"SELECT id FROM message_pending p WHERE collection_id = ?{conditions('p', 'p')}",  # noqa: S608
        ):
            found += [row[0] for row in connection.execute(text, (collection,))]
    found.sort(reverse=True)
    return found
