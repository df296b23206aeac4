"""Conflicts: kept pairs of mine and theirs."""

from __future__ import annotations

import time
from dataclasses import replace

from sync.model.ids import ItemId
from sync.model.operations import Operation, SaveContact, SaveEntry, UploadFile
from sync.serial import intention_to_json
from sync.store.connection import Connection
from sync.store.write.fold import refold
from sync.store.write.overlay import items_of
from sync.store.write.touched import Touched


def add(connection: Connection, operation: Operation, *, theirs: str, now: int | None = None) -> int:
    """Keep a conflict of an operation with what the server has (revision `theirs`, empty: unknown) and return its id.

    `now` is in milliseconds since 1970.
    """
    moment = time.time_ns() // 1_000_000 if now is None else now
    row = connection.execute(
        "SELECT i.item, i.base FROM operation o JOIN operation_item i ON i.position = o.position "
        "WHERE o.id = ? AND i.item <> 0 ORDER BY i.item LIMIT 1",
        (operation.id,),
    ).fetchone()
    item, base = row or (0, "")
    connection.execute("DELETE FROM conflict WHERE operation_id = ?", (operation.id,))
    new = connection.execute(
        "INSERT INTO conflict (account_id, operation_id, item, base, theirs, created_ms) VALUES (?, ?, ?, ?, ?, ?)",
        (operation.account, operation.id, item, base, theirs, moment),
    ).lastrowid
    return int(new)


def remove(connection: Connection, conflict: int) -> bool:
    """Forget a conflict that is resolved; return whether it was there."""
    return bool(connection.execute("DELETE FROM conflict WHERE id = ?", (conflict,)).rowcount)


def over_theirs(connection: Connection, operation: Operation) -> Touched:
    """Let an operation in conflict be over what the server has now: the user saw both. What is no more there is made anew;
    what somebody else made under the same name is written over."""
    position = connection.execute("SELECT position FROM operation WHERE id = ?", (operation.id,)).fetchone()[0]
    connection.execute(
        "UPDATE operation_item SET base = coalesce((SELECT revision FROM item WHERE id = operation_item.item), '') "
        "WHERE position = ? AND item <> 0",
        (position,),
    )
    intention = operation.intention
    if not isinstance(intention, SaveEntry | SaveContact | UploadFile):
        return Touched()
    there, made = counterpart(connection, intention), 0
    if intention.item is not None and there is None:
        made = intention.item
    elif there is None or there == intention.item:
        return Touched()
    before = items_of(connection, position)
    connection.execute("DELETE FROM operation_item WHERE position = ?", (position,))
    connection.execute(
        "INSERT INTO operation_item (position, item, creates, base) "
        "VALUES (?1, ?2, ?3, coalesce((SELECT revision FROM item WHERE id = ?2), ''))",
        (position, there or 0, made),
    )
    _, text = intention_to_json(replace(intention, item=there, base=""))
    connection.execute("UPDATE operation SET intention = ? WHERE position = ?", (text, position))
    return refold(connection, [*before, *([there] if there else [])])


def counterpart(connection: Connection, intention: SaveEntry | SaveContact | UploadFile) -> ItemId | None:
    """Return the item that truth has where mine is to be written, None where nothing is there."""
    if intention.item is not None:
        row = connection.execute("SELECT id FROM item WHERE id = ?", (intention.item,)).fetchone()
    elif isinstance(intention, UploadFile):
        row = connection.execute(
            "SELECT id FROM item WHERE collection_id = ? AND folder_id = ? AND kind = 'file' "
            "AND json_extract(shown, '$.name') = ?",
            (intention.collection, intention.folder or 0, intention.name),
        ).fetchone()
    else:
        uid = intention.entry.uid if isinstance(intention, SaveEntry) else intention.card.uid
        row = connection.execute(
            "SELECT id FROM item WHERE collection_id = ? AND json_extract(shown, '$.uid') = ?", (intention.collection, uid)
        ).fetchone()
    return ItemId(row[0]) if row else None
