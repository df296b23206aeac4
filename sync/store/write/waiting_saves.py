"""Saves of items that still wait in the outbox: a newer one takes the place of an older, a deletion makes one moot."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from sync.model.ids import ItemId, OperationId, is_message
from sync.model.operations import OperationState, SaveContact, SaveEntry, UploadFile
from sync.serial import intention_to_json
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.outbox import OPERATION, operation_of
from sync.store.write.fold import refold
from sync.store.write.laying import Written
from sync.store.write.overlay import items_of
from sync.store.write.touched import Touched

_WAITING = (OperationState.QUEUED, OperationState.REFUSED)


def seen(connection: Connection, intention: Written) -> Written:
    """Keep with a save what the item was when the user acted, to compare with where somebody else was faster."""
    if not isinstance(intention, SaveEntry | SaveContact) or intention.item is None or intention.before:
        return intention
    row = connection.execute("SELECT raw FROM item WHERE id = ?", (intention.item,)).fetchone()
    return replace(intention, before=bytes(row[0])) if row else intention


def replace_waiting(connection: Connection, name: OperationId, intention: Written) -> Touched | None:
    """Let a newer save take the place of one of the same item that still waits: in its turn, over the same base. A file that
    was changed on both sides stays a kept pair, of which mine is the newer content now.

    None: none waits. The older operation's id is remembered as settled.
    """
    item = getattr(intention, "item", None)
    if item is None:
        return None
    row = connection.execute(
        "SELECT o.position, o.id, i.creates FROM operation_item i JOIN operation o ON o.position = i.position "
        "WHERE (i.item = ? OR i.creates = ?) AND o.kind = ? AND (o.state IN (?, ?) OR (o.state = ? AND o.kind = ?)) "
        "ORDER BY o.position DESC LIMIT 1",
        (item, item, intention.kind, *_WAITING, OperationState.CONFLICT, UploadFile.kind),
    ).fetchone()
    if row is None:
        return None
    position, older_name, creates = row
    older = operation_of(connection.execute(f"{OPERATION} WHERE position = ?", (position,)).fetchone()).intention
    if isinstance(older, SaveEntry | SaveContact) and isinstance(intention, SaveEntry | SaveContact):
        intention = replace(intention, item=older.item, base=older.base, before=older.before)
    elif isinstance(older, UploadFile) and isinstance(intention, UploadFile):
        intention = replace(intention, item=older.item, base=older.base)
        if creates:
            intention = replace(intention, folder=older.folder, name=older.name)
    _, text = intention_to_json(intention)
    connection.execute(
        "UPDATE operation SET id = ?1, intention = ?2, not_before_ms = 0 WHERE position = ?3", (name, text, position)
    )
    connection.execute("UPDATE conflict SET operation_id = ? WHERE operation_id = ?", (name, older_name))
    connection.execute(
        "UPDATE operation SET state = ?, fault_kind = '', fault_code = '', fault_parameters = '{}' "
        "WHERE position = ? AND state <> ?",
        (OperationState.QUEUED, position, OperationState.CONFLICT),
    )
    connection.execute(
        "INSERT OR IGNORE INTO operation_settled (id, settled_ms) VALUES (?, ?)", (older_name, time.time_ns() // 1_000_000)
    )
    return refold(connection, items_of(connection, position))


def makers(connection: Connection, items: Sequence[ItemId]) -> list[OperationId]:
    """Return the operations that need not run any more once these items are deleted: those that would make them, and what
    was written over them since; the last first. One that is under way is not among them."""
    whole = [item for item in items if not is_message(item)]
    if not whole:
        return []
    rows = connection.execute(
        "SELECT i.creates FROM operation_item i JOIN operation o ON o.position = i.position "
        "WHERE i.creates IN (SELECT value FROM json_each(?)) AND o.state IN (?, ?, ?)",
        (ids_text(whole), *_WAITING, OperationState.CONFLICT),
    ).fetchall()
    made = ids_text(row[0] for row in rows if not _in_truth(connection, row[0]))
    rows = connection.execute(
        "SELECT DISTINCT o.position, o.id FROM operation_item i JOIN operation o ON o.position = i.position "
        "WHERE i.creates IN (SELECT value FROM json_each(?)) "
        "OR (i.item IN (SELECT value FROM json_each(?)) AND o.kind IN (?, ?, ?)) ORDER BY 1 DESC",
        (made, made, SaveEntry.kind, SaveContact.kind, UploadFile.kind),
    ).fetchall()
    return [OperationId(row[1]) for row in rows]


def existing(connection: Connection, items: Sequence[ItemId]) -> tuple[ItemId, ...]:
    """Return those of the items that truth holds or an operation makes; messages are not looked at."""
    return tuple(item for item in items if is_message(item) or _in_truth(connection, item) or _made(connection, item))


def _in_truth(connection: Connection, item: int) -> bool:
    return connection.execute("SELECT 1 FROM item WHERE id = ?", (item,)).fetchone() is not None


def _made(connection: Connection, item: int) -> bool:
    return connection.execute("SELECT 1 FROM operation_item WHERE creates = ?", (item,)).fetchone() is not None
