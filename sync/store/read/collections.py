"""Collections of every service: which there are, in which order they are followed, and what is kept of each."""

from __future__ import annotations

from collections.abc import Mapping

from sync.model.accounts import Service
from sync.model.calendar import Component
from sync.model.collections import Role
from sync.model.ids import AccountId, CollectionId, RemoteId
from sync.store.columns import words
from sync.store.connection import Connection
from sync.store.item_rows import CollectionRow


def collections(connection: Connection, service: Service, account: AccountId | None = None) -> list[CollectionRow]:
    """Return the calendars, address books or drives of one account or of all: by account, then as they are arranged."""
    rows = connection.execute(
        "SELECT c.id, c.account_id, coalesce(nullif(o.name, ''), c.name), coalesce(nullif(o.colour, ''), c.colour), c.position, "
        "c.components, c.writable, c.shared, c.quota_used, c.quota_total, c.complete, o.id IS NOT NULL "
        "FROM collection c LEFT JOIN collection_overlay o ON o.id = c.id "
        "WHERE c.service = ?1 AND coalesce(o.hidden, 0) = 0 AND (?2 IS NULL OR c.account_id = ?2) "
        "UNION ALL SELECT id, account_id, name, colour, 2147483647, components, 1, 0, -1, -1, 1, 1 FROM collection_overlay "
        "WHERE created AND NOT hidden AND service = ?1 AND (?2 IS NULL OR account_id = ?2)",
        (service, account),
    ).fetchall()
    found = [
        CollectionRow(
            CollectionId(row[0]), AccountId(row[1]), service, row[2], row[3], row[4],
            frozenset(Component(one) for one in words(row[5])), row[6] == 1, row[7] == 1, row[8], row[9], row[10] == 1,
            row[11] == 1,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.account, row.order, row.name.casefold(), row.id))


def to_follow(connection: Connection, account: AccountId, service: Service) -> list[tuple[CollectionId, Role]]:
    """Return the collections of an account's service that can be synchronised, as they are arranged."""
    rows = connection.execute(
        "SELECT id, role FROM collection WHERE account_id = ? AND service = ? AND selectable ORDER BY position, name, id",
        (account, service),
    ).fetchall()
    return [(CollectionId(row[0]), Role(row[1])) for row in rows]


def place(connection: Connection, collection: CollectionId) -> tuple[AccountId, Service] | None:
    """Return the account and service of a collection that a server has, None where none has it."""
    row = connection.execute("SELECT account_id, service FROM collection WHERE id = ?", (collection,)).fetchone()
    return (AccountId(row[0]), Service(row[1])) if row else None


def is_made(connection: Connection, collection: CollectionId) -> bool:
    """Tell whether a waiting operation will make a collection of that id."""
    row = connection.execute("SELECT 1 FROM collection_overlay WHERE id = ? AND created", (collection,)).fetchone()
    return row is not None


def holds_anything(connection: Connection, collection: CollectionId, folder: RemoteId | None = None) -> bool:
    """Tell whether truth holds anything of a collection, or directly in one folder of it ("" its top)."""
    if folder is None:
        row = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM message WHERE collection_id = ?1) "
            "OR EXISTS (SELECT 1 FROM item WHERE collection_id = ?1)",
            (collection,),
        ).fetchone()
        return bool(row[0])
    return bool(revisions(connection, collection, folder))


def kept(
    connection: Connection, account: AccountId, service: Service, name: RemoteId, folder: RemoteId | None
) -> Mapping[RemoteId, str]:
    """Return what truth holds of a collection that a server names (or directly in one folder of it): remote id → revision."""
    row = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND service = ? AND remote_id = ?", (account, service, name)
    ).fetchone()
    return revisions(connection, CollectionId(row[0]), folder) if row else {}


def revisions(connection: Connection, collection: CollectionId, folder: RemoteId | None = None) -> dict[RemoteId, str]:
    """Return what truth holds of a collection (or directly in one folder of it, "" its top): remote id → revision."""
    if folder is None:
        text, values = "SELECT remote_id, revision FROM item WHERE collection_id = ?", (collection,)
    elif not folder:
        text = "SELECT remote_id, revision FROM item WHERE collection_id = ? AND folder_id = 0"
        values = (collection,)
    else:
        text = (
            "SELECT i.remote_id, i.revision FROM item f JOIN item i ON i.folder_id = f.id "
            "WHERE f.collection_id = ? AND f.remote_id = ?"
        )
        values = (collection, folder)  # type: ignore[assignment]
    return {RemoteId(row[0]): row[1] for row in connection.execute(text, values).fetchall()}
