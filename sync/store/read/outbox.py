"""The outbox: operations not yet settled, and conflicts that wait for a resolution."""

from __future__ import annotations

from typing import Any

from sync.model.chat import CreateRoom, EditPost, PostToRoom
from sync.model.conflicts import Conflict
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, is_message
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    AddMessage,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    MoveAway,
    MoveFile,
    MoveItems,
    Operation,
    OperationState,
    RenameCollection,
    SaveContact,
    SaveDraft,
    SaveEntry,
    SaveScript,
    SendMessage,
    UploadFile,
)
from sync.model.polls import StartPoll
from sync.serial import intention_from_json
from sync.store.connection import Connection
from sync.store.rows import OperationRow

OPERATION = (
    "SELECT id, account_id, kind, intention, state, created_ms, not_before_ms, attempts, fault_kind, fault_code, "
    "fault_parameters FROM operation"
)


def operation_of(row: tuple[Any, ...]) -> Operation:
    """Return the operation that a row of `OPERATION` holds."""
    return Operation(
        OperationId(row[0]), AccountId(row[1]), intention_from_json(row[2], row[3]), OperationState(row[4]), *row[5:]
    )


def operations(connection: Connection) -> list[OperationRow]:
    """Return all operations that are not settled, in the order in which the user acted."""
    found = [operation_of(row) for row in connection.execute(f"{OPERATION} ORDER BY position").fetchall()]
    return [
        OperationRow(
            one.id, one.account, one.intention.kind, one.state, _subject(connection, one.intention), _count(one.intention),
            one.created, one.not_before, one.attempts, one.fault_kind, one.fault_code, one.fault_parameters,
        )
        for one in found
    ]  # fmt: skip


def operation(connection: Connection, item: OperationId) -> Operation | None:
    """Return one operation, None where it is settled, taken back or was never there."""
    row = connection.execute(f"{OPERATION} WHERE id = ?", (item,)).fetchone()
    return operation_of(row) if row else None


def is_known(connection: Connection, item: OperationId) -> bool:
    """Tell whether an operation is, or was, in the outbox: its command comes again."""
    row = connection.execute(
        "SELECT 1 FROM operation WHERE id = ?1 UNION ALL SELECT 1 FROM operation_settled WHERE id = ?1", (item,)
    ).fetchone()
    return row is not None


def operations_of(connection: Connection, account: AccountId) -> list[Operation]:
    """Return the operations of one account that are not settled, in the order in which the user acted."""
    rows = connection.execute(f"{OPERATION} WHERE account_id = ? ORDER BY position", (account,)).fetchall()
    return [operation_of(row) for row in rows]


def saves(connection: Connection) -> list[Operation]:
    """Return the operations that save an event, task or contact."""
    kinds = (SaveEntry.kind, SaveContact.kind)
    rows = connection.execute(f"{OPERATION} WHERE kind IN (?, ?) ORDER BY position", kinds).fetchall()
    return [operation_of(row) for row in rows]


def collections_of(connection: Connection, item: OperationId) -> list[CollectionId]:
    """Return the collections that an operation is about."""
    known = operation(connection, item)
    named = getattr(known.intention, "collection", None) if known else None
    rows = connection.execute(
        "SELECT DISTINCT i.collection_id FROM operation o JOIN operation_item p ON p.position = o.position "
        "JOIN item i ON i.id = p.item WHERE o.id = ?",
        (item,),
    ).fetchall()
    return list(dict.fromkeys([*([named] if named else []), *(CollectionId(row[0]) for row in rows)]))


def due_of(connection: Connection, kind: str, now: int) -> list[Operation]:
    """Return the queued operations of a kind whose time has come (`now` in milliseconds since 1970), oldest first."""
    rows = connection.execute(
        f"{OPERATION} WHERE kind = ? AND state = 'queued' AND not_before_ms <= ? ORDER BY position", (kind, now)
    ).fetchall()
    return [operation_of(row) for row in rows]


def waiting(connection: Connection) -> dict[str, int]:
    """Return how many operations there are in each state."""
    return dict(connection.execute("SELECT state, count(*) FROM operation GROUP BY state").fetchall())


def conflicts(connection: Connection) -> list[Conflict]:
    """Return the conflicts that wait, oldest first."""
    rows = connection.execute(
        "SELECT id, account_id, operation_id, nullif(item, 0), base, theirs, created_ms FROM conflict ORDER BY id"
    ).fetchall()
    return [
        Conflict(row[0], AccountId(row[1]), OperationId(row[2]), None if row[3] is None else ItemId(row[3]), *row[4:])
        for row in rows
    ]


def _count(intention: Intention) -> int:
    return len(getattr(intention, "items", (None,)))


def _subject(connection: Connection, intention: Intention) -> str:
    match intention:
        case SendMessage() | SaveDraft():
            return intention.draft.subject
        case RedirectMessage():
            return intention.envelope.subject
        case SendReceipt() | AddMessage():
            return intention.subject
        case CreateCollection() | RenameCollection():
            return intention.name
        case DeleteCollection() | EmptyCollection():
            row = connection.execute("SELECT name FROM collection WHERE id = ?", (intention.collection,)).fetchone()
        case SaveEntry():
            return intention.entry.summary
        case SaveContact():
            return intention.card.name
        case UploadFile() | CreateFolder() | MoveFile() | MoveAway() | CreateRoom() | SaveScript():
            return intention.name
        case StartPoll():
            return intention.question.partition("\n")[0][:200]
        case PostToRoom() | EditPost():
            return intention.body.partition("\n")[0][:200]
        case ChangeFlags() | MoveItems() | CopyItems() | DeleteItems():
            row = _named(connection, min(intention.items, default=ItemId(0)))
        case _:
            return ""
    return str(row[0]) if row else ""


def _named(connection: Connection, item: ItemId) -> tuple[str] | None:
    """Return what an item is called in its list, None where it is in none."""
    if is_message(item):
        found: tuple[str] | None = connection.execute("SELECT subject FROM message WHERE id = ?", (item,)).fetchone()
        return found
    row = connection.execute(
        "SELECT coalesce(json_extract(shown, '$.summary'), json_extract(shown, '$.name'), '') FROM item WHERE id = ?", (item,)
    ).fetchone()
    return (str(row[0]),) if row else None
