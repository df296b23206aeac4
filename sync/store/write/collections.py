"""Collections as the servers list them."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.ids import AccountId, CollectionId
from sync.store.columns import words_text
from sync.store.connection import Connection
from sync.store.write.overlay import refold_collections, refold_drafts

_COLUMNS = (
    "remote_id", "service", "name", "role", "parent_remote_id", "selectable", "writable", "shared", "subscribed",
    "server_total", "server_unread", "colour", "position", "components", "quota_used", "quota_total",
    "owner",
)  # fmt: skip
_ABSENCES = 2
"""A collection that the server leaves out goes only after being left out this often in a row."""


def store_collections(
    connection: Connection, account: AccountId, service: Service, collections: Sequence[Collection]
) -> frozenset[CollectionId]:
    """Keep the server's list of collections; return the local ids that changed, came or went.

    Known ones keep their local id. One that is absent twice in a row goes with everything in it; an empty list never
    removes anything.
    """
    known = {
        row[0]: (CollectionId(row[1]), row[2:])
        for row in connection.execute(
            f"SELECT remote_id, id, {', '.join(_COLUMNS)} FROM collection WHERE account_id = ? AND service = ?",  # noqa: S608
            (account, service),
        ).fetchall()
    }
    changed = set()
    for collection in collections:
        found = known.pop(collection.remote_id, None)
        if found is None or found[1] != _values(collection):
            changed.add(put_collection(connection, account, collection, found[0] if found else None))
        else:
            connection.execute("UPDATE collection SET absent = 0 WHERE id = ? AND absent <> 0", (found[0],))
    if collections:
        for gone, _ in known.values():
            connection.execute("UPDATE collection SET absent = absent + 1 WHERE id = ?", (gone,))
            if connection.execute("DELETE FROM collection WHERE id = ? AND absent >= ?", (gone, _ABSENCES)).rowcount:
                changed.add(gone)
    if changed:
        changed |= refold_collections(connection)
        changed |= refold_drafts(connection, account).collections
    return frozenset(changed)


def put_collection(
    connection: Connection, account: AccountId, collection: Collection, local: CollectionId | None = None
) -> CollectionId:
    """Write one collection into truth under its local id (`local`, or the one it has, or a new one); return that id.

    Where the server already listed it under another local id than `local`, that row gives way to `local`'s with its messages.
    """
    values = _values(collection)
    other = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND service = ? AND remote_id = ?",
        (account, collection.service, collection.remote_id),
    ).fetchone()
    here = local if local is not None else CollectionId(other[0]) if other else None
    if here is not None and _exists(connection, here):
        if other and other[0] != here:
            connection.execute("DELETE FROM collection WHERE id = ?", (other[0],))
        connection.execute(
            f"UPDATE collection SET {', '.join(f'{name} = ?' for name in _COLUMNS)}, absent = 0 WHERE id = ?",  # noqa: S608
            (*values, here),
        )
        return here
    if other and here is not None:
        connection.execute("UPDATE collection SET remote_id = remote_id || x'00' WHERE id = ?", (other[0],))
    new = connection.execute(
        f"INSERT INTO collection (id, account_id, {', '.join(_COLUMNS)}) VALUES (?, ?{', ?' * len(_COLUMNS)})",  # noqa: S608
        (here, account, *values),
    ).lastrowid
    if other and here is not None:
        for table in ("message", "item", "entry", "occurrence", "contact", "file"):
            connection.execute(f"UPDATE {table} SET collection_id = ? WHERE collection_id = ?", (new, other[0]))  # noqa: S608
        connection.execute(
            "UPDATE collection SET (cursor, complete) = (SELECT cursor, complete FROM collection WHERE id = ?) WHERE id = ?",
            (other[0], new),
        )
        connection.execute("DELETE FROM collection WHERE id = ?", (other[0],))
    return CollectionId(new)


def forget_cursor(connection: Connection, collection: CollectionId) -> None:
    """Forget the protocol's bookmark: everything is compared again, nothing is deleted first."""
    connection.execute("UPDATE collection SET cursor = x'' WHERE id = ?", (collection,))


def _exists(connection: Connection, collection: CollectionId) -> bool:
    return connection.execute("SELECT 1 FROM collection WHERE id = ?", (collection,)).fetchone() is not None


def _values(collection: Collection) -> tuple[str | int, ...]:
    return (
        str(collection.remote_id),
        collection.service.value,
        collection.name,
        collection.role.value,
        str(collection.parent),
        int(collection.selectable),
        int(collection.writable),
        int(collection.shared),
        int(collection.subscribed),
        -1 if collection.total is None else collection.total,
        -1 if collection.unread is None else collection.unread,
        collection.colour,
        collection.order,
        words_text(collection.components),
        -1 if collection.quota_used is None else collection.quota_used,
        -1 if collection.quota_total is None else collection.quota_total,
        collection.owner,
    )
