"""The outbox: the user's operations, written with their overlay in one transaction before anything else happens."""

from __future__ import annotations

import os
import time
from dataclasses import replace

from sync.model.chat import CreateRoom
from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import CollectionId, ItemId, OperationId, dated_item_id, item_timestamp
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    CopyItems,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    Intention,
    Operation,
    OperationState,
    RenameCollection,
    SaveContact,
    SaveDraft,
    SaveEntry,
    SendMessage,
    UploadFile,
)
from sync.serial import fault_to_json, intention_to_json
from sync.store.connection import Connection
from sync.store.read.outbox import OPERATION, operation_of
from sync.store.write import waiting_saves
from sync.store.write.fold import refold
from sync.store.write.laying import Written
from sync.store.write.overlay import items_of, refold_collections
from sync.store.write.touched import Touched

_REMEMBERED_MS = 30 * 24 * 3600 * 1000


def add(connection: Connection, operation: Operation) -> Touched:
    """Put an operation into the outbox and fold it into the overlay. An id that is or was there already changes nothing.

    A `SaveDraft` takes the place of one of the same draft that still waits. Raises `Gone` for an account that is no more.
    """
    if _known(connection, operation.id):
        return Touched()
    if connection.execute("SELECT 1 FROM account WHERE id = ?", (operation.account,)).fetchone() is None:
        raise Gone("account", account=operation.account)
    created = operation.created or time.time_ns() // 1_000_000
    intention = operation.intention
    touched = Touched()
    made = ItemId(0)
    if isinstance(intention, Written):
        intention = waiting_saves.seen(connection, intention)
        replaced = waiting_saves.replace_waiting(connection, operation.id, intention)
        if replaced is not None:
            return replaced
    if isinstance(intention, DeleteItems):
        for maker in waiting_saves.makers(connection, intention.items):
            touched |= _drop(connection, maker)[1]
        intention = replace(intention, items=waiting_saves.existing(connection, intention.items))
        if not intention.items and operation.intention != intention:
            _remember(connection, operation.id)
            return touched
    if isinstance(intention, SaveDraft):
        intention, made, touched = _take_over(connection, intention)
    if isinstance(intention, CreateCollection) and intention.placeholder is None:
        intention = replace(intention, placeholder=_new_collection_id(connection))
    kind, text = intention_to_json(intention)
    draft_key = intention.draft_key if isinstance(intention, SaveDraft | SendMessage) else ""
    position = connection.execute(
        "INSERT INTO operation (id, account_id, kind, intention, draft_key, state, created_ms, not_before_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (operation.id, operation.account, kind, text, draft_key, operation.state, created, operation.not_before),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO operation_item (position, item, creates, base) "
        "VALUES (?1, ?2, ?3, coalesce(nullif(?4, ''), (SELECT revision FROM item WHERE id = ?2), ''))",
        [
            (position, item, creates, getattr(intention, "base", ""))
            for item, creates in _items(connection, intention, created, made)
        ],
    )
    return touched | _refold(connection, position, intention, draft_key)


def due(connection: Connection, now: int) -> list[Operation]:
    """Return the queued operations whose time has come (`now` in milliseconds since 1970), in the order of the user's acts."""
    rows = connection.execute(
        f"{OPERATION} WHERE state = ? AND not_before_ms <= ? ORDER BY position", (OperationState.QUEUED, now)
    ).fetchall()
    return [operation_of(row) for row in rows]


def next_due(connection: Connection) -> int | None:
    """Return when the next queued operation is due (milliseconds since 1970), None where none waits."""
    row = connection.execute(
        "SELECT min(not_before_ms) FROM operation WHERE state = ?", (OperationState.QUEUED,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def set_state(
    connection: Connection,
    item: OperationId,
    state: OperationState,
    *,
    fault: Fault | None = None,
    not_before: int | None = None,
    attempt: bool = False,
) -> Touched:
    """Say where an operation stands now; `attempt` counts one more try. Raises `Gone` where it is not in the outbox."""
    position, intention, draft_key, _ = _find(connection, item)
    kind, code, parameters = fault_to_json(fault) if fault is not None else ("", "", "{}")
    connection.execute(
        "UPDATE operation SET state = ?, fault_kind = ?, fault_code = ?, fault_parameters = ?, "
        "not_before_ms = coalesce(?, not_before_ms), attempts = attempts + ? WHERE position = ?",
        (state, kind, code, parameters, not_before, attempt, position),
    )
    return _refold(connection, position, intention, draft_key)


def revise(connection: Connection, item: OperationId, intention: Intention) -> None:
    """Let an operation want something else of the same items. Raises `Gone` where it is not in the outbox."""
    position, _, _, _ = _find(connection, item)
    kind, text = intention_to_json(intention)
    connection.execute("UPDATE operation SET kind = ?, intention = ? WHERE position = ?", (kind, text, position))


def cancel(connection: Connection, item: OperationId) -> tuple[Operation, Touched]:
    """Take a queued operation back and return it. Raises `Rejected("already_running")` when too late, `Gone`."""
    _, _, _, state = _find(connection, item)
    if state is not OperationState.QUEUED:
        raise Rejected("already_running")
    return _drop(connection, item)


def discard(connection: Connection, item: OperationId) -> tuple[Operation, Touched]:
    """Give an operation up and return it. Raises `Rejected("already_running")` while it runs, `Gone`."""
    _, _, _, state = _find(connection, item)
    if state is OperationState.RUNNING:
        raise Rejected("already_running")
    return _drop(connection, item)


def retry(connection: Connection, item: OperationId) -> Touched:
    """Queue an operation again, to be tried at once. Raises `Rejected("already_running")` while it runs, `Gone`."""
    _, _, _, state = _find(connection, item)
    if state is OperationState.RUNNING:
        raise Rejected("already_running")
    connection.execute("DELETE FROM conflict WHERE operation_id = ?", (item,))
    return set_state(connection, item, OperationState.QUEUED, not_before=0)


def recover(connection: Connection) -> Touched:
    """After a crash: what was running may or may not have taken effect. Sending and copying become uncertain; the rest,
    which may be done twice, is queued again."""
    touched = Touched()
    rows = connection.execute("SELECT id, kind FROM operation WHERE state = ?", (OperationState.RUNNING,)).fetchall()
    for item, kind in rows:
        twice = kind not in {SendMessage.kind, RedirectMessage.kind, SendReceipt.kind, CopyItems.kind, CreateRoom.kind}
        touched |= set_state(connection, item, OperationState.QUEUED if twice else OperationState.UNCERTAIN)
    return touched


def remove_operation(connection: Connection, item: OperationId, *, now: int | None = None) -> list[ItemId]:
    """Take an operation out of the outbox and remember its id; return the messages to fold again."""
    position, _, draft_key, _ = _find(connection, item)
    items = items_of(connection, position, draft_key)
    moment = time.time_ns() // 1_000_000 if now is None else now
    connection.execute("DELETE FROM operation WHERE position = ?", (position,))
    connection.execute("DELETE FROM conflict WHERE operation_id = ?", (item,))
    _remember(connection, item, moment)
    return items


def _remember(connection: Connection, item: OperationId, now: int | None = None) -> None:
    """Keep the id of an operation that left the outbox for as long as its command may come again."""
    moment = time.time_ns() // 1_000_000 if now is None else now
    connection.execute("INSERT OR IGNORE INTO operation_settled (id, settled_ms) VALUES (?, ?)", (item, moment))
    connection.execute("DELETE FROM operation_settled WHERE settled_ms < ?", (moment - _REMEMBERED_MS,))


def on_collections(intention: Intention) -> bool:
    """Tell whether an intention is about a collection itself."""
    return isinstance(intention, CreateCollection | RenameCollection | DeleteCollection)


def _drop(connection: Connection, item: OperationId) -> tuple[Operation, Touched]:
    row = connection.execute(f"{OPERATION} WHERE id = ?", (item,)).fetchone()
    operation = operation_of(row)
    items = remove_operation(connection, item)
    touched = refold(connection, items)
    if on_collections(operation.intention):
        touched |= Touched(collections=refold_collections(connection))
    return operation, touched


def _refold(connection: Connection, position: int, intention: Intention, draft_key: str) -> Touched:
    if on_collections(intention):
        return Touched(collections=refold_collections(connection))
    return refold(connection, items_of(connection, position, draft_key))


def _known(connection: Connection, item: OperationId) -> bool:
    row = connection.execute(
        "SELECT 1 FROM operation WHERE id = ? UNION ALL SELECT 1 FROM operation_settled WHERE id = ?", (item, item)
    ).fetchone()
    return row is not None


def _find(connection: Connection, item: OperationId) -> tuple[int, Intention, str, OperationState]:
    row = connection.execute(
        f"SELECT position, draft_key, o.* FROM operation JOIN ({OPERATION}) o USING (id) WHERE id = ?",  # noqa: S608
        (item,),
    ).fetchone()
    if row is None:
        raise Gone("operation", operation=item)
    operation = operation_of(row[2:])
    return row[0], operation.intention, row[1], operation.state


def _take_over(connection: Connection, intention: SaveDraft) -> tuple[SaveDraft, ItemId, Touched]:
    """Let a newer save of a draft take the place (and the row id) of an older one that still waits."""
    row = connection.execute(
        f"{OPERATION} WHERE kind = ? AND draft_key = ? AND state <> ? ORDER BY position DESC LIMIT 1",
        (SaveDraft.kind, intention.draft_key, OperationState.RUNNING),
    ).fetchone()
    if row is None:
        return intention, ItemId(0), Touched()
    older = operation_of(row)
    made = connection.execute(
        "SELECT i.creates FROM operation o JOIN operation_item i ON i.position = o.position WHERE o.id = ? AND i.creates <> 0",
        (older.id,),
    ).fetchone()
    _, touched = _drop(connection, older.id)
    if intention.replaces is None and isinstance(older.intention, SaveDraft):
        intention = replace(intention, replaces=older.intention.replaces)
    return intention, ItemId(made[0] if made else 0), touched


def _items(connection: Connection, intention: Intention, created: int, made: ItemId) -> list[tuple[int, int]]:
    """Return which items an intention touches and which rows it makes, as (item, creates)."""
    match intention:
        case SaveEntry() | SaveContact() | UploadFile() | CreateFolder():
            item = getattr(intention, "item", None)
            return [(item, 0)] if item else [(0, _next(connection, "item"))]
        case CopyItems(items=items):
            return [(item, new_item_id(connection, item_timestamp(item))) for item in items]
        case SaveDraft(replaces=replaces):
            return [(0, made or new_item_id(connection, created // 1000)), *([(replaces, 0)] if replaces else [])]
        case RedirectMessage(items=items):
            return [(0, new_item_id(connection, created // 1000)), *[(item, 0) for item in items]]
        case SendMessage(replaces=replaces, draft=draft):
            named = [(item, 0) for item in (replaces, draft.answers) if item]
            return [(0, new_item_id(connection, created // 1000)), *named]
        case _:
            return [(item, 0) for item in getattr(intention, "items", ())]


def new_item_id(connection: Connection, timestamp: int) -> ItemId:
    """Return a row id of that date (seconds since 1970) that no message and no operation uses."""
    while True:
        item = dated_item_id(timestamp, int.from_bytes(os.urandom(3), "big"))
        taken = connection.execute(
            "SELECT 1 FROM message WHERE id = ? UNION ALL SELECT 1 FROM operation_item WHERE creates = ?", (item, item)
        ).fetchone()
        if taken is None:
            return item


def _new_collection_id(connection: Connection) -> CollectionId:
    return CollectionId(_next(connection, "collection"))


def _next(connection: Connection, table: str) -> int:
    connection.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = ?", (table,))
    return int(connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()[0])
