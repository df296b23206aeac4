"""The overlay of items that are written as a whole: what waiting operations make of their truth, folded by one function.

As the overlay of messages, it is always what a fresh fold would give. The lists are projected from it in the same step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sync.model.accounts import Service
from sync.model.files import FileTruth
from sync.model.ids import FIRST_ITEM, CollectionId, ItemId, RemoteId
from sync.model.operations import (
    CreateFolder,
    DeleteItems,
    Intention,
    MoveAway,
    MoveFile,
    MoveItems,
    Operation,
    OperationState,
    SaveContact,
    SaveEntry,
    UploadFile,
)
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.outbox import OPERATION, operation_of
from sync.store.shown import Shown, kind_of, shown_of, shown_text
from sync.store.write import projection
from sync.store.write.projection import Row
from sync.store.write.touched import Touched

HIDDEN = CollectionId(0)
Written = SaveEntry | SaveContact | UploadFile | CreateFolder
"""Intentions that hold what the user made: it stays visible whatever the server says."""
_PENDING_OF_STATE = {
    OperationState.QUEUED: Pending.QUEUED,
    OperationState.RUNNING: Pending.SENDING,
    OperationState.UNCERTAIN: Pending.UNCERTAIN,
    OperationState.REFUSED: Pending.REFUSED,
    OperationState.CONFLICT: Pending.CONFLICT,
}


@dataclass(frozen=True, slots=True)
class Whole:
    """An item as a whole: where it is and what it is. `folder` 0: the top of the drive."""

    collection: CollectionId
    shown: Shown | None
    folder: int = 0
    raw: bytes = b""


def lay(whole: Whole | None, intention: Intention) -> Whole | None:
    """Return what an item is once `intention` is laid over it (None: it is not there). A pure function."""
    match intention:
        case SaveEntry(collection=collection, entry=entry, raw=raw):
            return Whole(whole.collection if whole else collection, entry, raw=raw)
        case SaveContact(collection=collection, card=card, raw=raw):
            return Whole(whole.collection if whole else collection, card, raw=raw)
        case UploadFile(size=size, modified=modified) if whole is not None and isinstance(whole.shown, FileTruth):
            return replace(whole, shown=replace(whole.shown, size=size, modified=modified, checksum=""))
        case UploadFile(collection=collection, folder=folder, name=name):
            truth = FileTruth(
                name, RemoteId(""), size=intention.size, modified=intention.modified, media_type=intention.media_type
            )
            return Whole(collection, truth, folder or 0)
        case CreateFolder(collection=collection, folder=folder, name=name):
            return Whole(collection, FileTruth(name, RemoteId(""), is_folder=True), folder or 0)
        case MoveFile(folder=folder, name=name) if whole is not None and isinstance(whole.shown, FileTruth):
            return replace(whole, shown=replace(whole.shown, name=name), folder=folder or 0)
        case MoveItems(target=target) if whole is not None:
            return replace(whole, collection=target)
        case DeleteItems():
            return None
        case MoveAway(service=service) if service is not Service.FILES:
            return None  # its copy is shown already
        case _:
            return whole


def refold_items(connection: Connection, items: Iterable[ItemId]) -> Touched:
    """Fold the overlay of these items again, after their truth or their operations changed, and show them as they are now."""
    wanted = list(dict.fromkeys(items))
    if not wanted:
        return Touched()
    ids = ids_text(wanted)
    truths = _truths(connection, ids)
    operations = _operations_on(connection, ids)
    before = connection.execute(
        "SELECT collection_id FROM item_overlay WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    ).fetchall()
    connection.execute("DELETE FROM item_overlay WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    projection.withdraw(connection, wanted)
    rows: list[Row] = []
    for item in wanted:
        row = _fold(connection, item, truths.get(item), operations.get(item, []))
        if row is not None:
            rows.append(row)
    projection.show(connection, rows)
    collections = {row[0] for row in before} | {row.collection for row in rows} | {one.collection for one in truths.values()}
    return Touched(tuple(wanted), frozenset(CollectionId(one) for one in collections if one))


def fresh_fold_items(connection: Connection) -> None:
    """Forget the overlay of all items and what lists show of them, and make both anew."""
    for table in ("item_overlay", "entry", "contact", "file", "item_word"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    rows = connection.execute(
        "SELECT id FROM item UNION SELECT item FROM operation_item WHERE item >= ? "
        "UNION SELECT creates FROM operation_item WHERE creates >= ?",
        (FIRST_ITEM, FIRST_ITEM),
    ).fetchall()
    refold_items(connection, [ItemId(row[0]) for row in rows])


def _fold(connection: Connection, item: ItemId, truth: Whole | None, operations: Sequence[Operation]) -> Row | None:
    """Write the overlay row of one item and return how lists show it, None where they do not."""
    shown, pending, last = truth, Pending.NONE, ""
    for operation in operations:
        if _is_laid(operation, there=shown is not None):
            shown = lay(shown, operation.intention)
            pending, last = _pending(operation), operation.id
        elif operation.state is OperationState.CONFLICT:
            pending, last = Pending.CONFLICT, operation.id
    if last and (shown != truth or pending is not Pending.CONFLICT):
        connection.execute(
            "INSERT INTO item_overlay (id, operation_id, pending, collection_id, kind, folder_id, shown, raw, made) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item, last, pending, shown.collection if shown else HIDDEN, kind_of(shown.shown if shown else None),
                shown.folder if shown else 0, shown_text(shown.shown if shown else None), shown.raw if shown else b"",
                truth is None,
            ),
        )  # fmt: skip
    if shown is None:
        return None
    return Row(item, shown.collection, shown.shown, shown.folder, pending, last)


def _pending(operation: Operation) -> Pending:
    if isinstance(operation.intention, MoveAway) and operation.state is OperationState.QUEUED:
        return Pending.MOVING
    return _PENDING_OF_STATE[operation.state]


def _is_laid(operation: Operation, *, there: bool) -> bool:
    """A wish that was refused is no longer shown as if it came true, nor a conflict over what is there; what the user wrote,
    and is nowhere else, stays visible."""
    if operation.state is OperationState.REFUSED:
        return isinstance(operation.intention, Written)
    return operation.state is not OperationState.CONFLICT or (isinstance(operation.intention, Written) and not there)


def _truths(connection: Connection, ids: str) -> dict[ItemId, Whole]:
    rows = connection.execute(
        "SELECT id, collection_id, kind, shown, folder_id, raw FROM item "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    return {
        ItemId(row[0]): Whole(CollectionId(row[1]), shown_of(row[2], row[3]), row[4], bytes(row[5])) for row in rows
    }


def _operations_on(connection: Connection, ids: str) -> dict[ItemId, list[Operation]]:
    """Return, for each item, the operations that change or make it, in the order in which the user acted."""
    pairs = connection.execute(
        "SELECT j.value, i.position FROM json_each(?) j CROSS JOIN operation_item i ON i.item = j.value "
        "UNION SELECT j.value, i.position FROM json_each(?) j CROSS JOIN operation_item i ON i.creates = j.value "
        "AND i.creates <> 0 ORDER BY 2",
        (ids, ids),
    ).fetchall()
    if not pairs:
        return {}
    rows = connection.execute(
        f"SELECT o.position, p.* FROM operation o JOIN ({OPERATION}) p USING (id) "  # noqa: S608
        "WHERE o.position IN (SELECT value FROM json_each(?))",
        (ids_text({position for _, position in pairs}),),
    ).fetchall()
    known = {row[0]: operation_of(row[1:]) for row in rows}
    found: dict[ItemId, list[Operation]] = defaultdict(list)
    for item, position in pairs:
        if position in known:
            found[ItemId(item)].append(known[position])
    return found
