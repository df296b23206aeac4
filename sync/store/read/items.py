"""Single items that are written as a whole: where the server has them, what is shown of them, and their bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.model.accounts import Service
from sync.model.files import FileTruth
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId, RemoteId
from sync.model.operations import CreateFolder, MoveFile, RemoteItem, SaveContact, SaveEntry, UploadFile
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.outbox import OPERATION, operation_of
from sync.store.shown import Shown, shown_of


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """An item as an editor opens it: with what waits in the outbox laid over it.

    `revision` is what truth has (empty: no server holds it yet): the base of what the user makes of it.
    """

    id: ItemId
    collection: CollectionId
    account: AccountId
    service: Service
    shown: Shown | None
    raw: bytes
    revision: str
    pending: Pending


def opened(connection: Connection, item: ItemId) -> OpenedItem | None:
    """Return one item, None where it is not there or deleted by a waiting operation."""
    row = connection.execute(
        "SELECT coalesce(o.collection_id, i.collection_id), coalesce(o.kind, i.kind), coalesce(o.shown, i.shown), "
        "coalesce(o.raw, i.raw), coalesce(i.revision, ''), coalesce(o.pending, '') "
        "FROM (SELECT ? AS id) n LEFT JOIN item i USING (id) LEFT JOIN item_overlay o USING (id) "
        "WHERE i.id IS NOT NULL OR o.id IS NOT NULL",
        (item,),
    ).fetchone()
    if row is None or not row[0]:
        return None
    place = connection.execute(
        "SELECT account_id, service FROM collection WHERE id = ?1 UNION ALL "
        "SELECT account_id, service FROM collection_overlay WHERE id = ?1 AND created",
        (row[0],),
    ).fetchone()
    if place is None:
        return None
    return OpenedItem(
        item, CollectionId(row[0]), AccountId(place[0]), Service(place[1]), shown_of(row[1], row[2]), bytes(row[3]), row[4],
        Pending(row[5]),
    )  # fmt: skip


def truth(connection: Connection, item: ItemId) -> tuple[str, Shown | None, bytes] | None:
    """Return an item's revision, what is shown of it and its bytes as the server has it, None where it does not."""
    row = connection.execute("SELECT revision, kind, shown, raw FROM item WHERE id = ?", (item,)).fetchone()
    return None if row is None else (row[0], shown_of(row[1], row[2]), bytes(row[3]))


def remote_items(connection: Connection, items: Sequence[ItemId]) -> dict[ItemId, tuple[CollectionId, RemoteItem]]:
    """Return, for those that a server holds, their collection and how the server names them now, with its revision."""
    rows = connection.execute(
        "SELECT i.id, c.id, c.remote_id, i.remote_id, i.revision FROM item i JOIN collection c ON c.id = i.collection_id "
        "WHERE i.id IN (SELECT value FROM json_each(?))",
        (ids_text(items),),
    ).fetchall()
    return {
        ItemId(row[0]): (CollectionId(row[1]), RemoteItem(RemoteId(row[2]), RemoteId(row[3]), row[4])) for row in rows
    }


def bases(connection: Connection, operation: OperationId) -> dict[ItemId, str]:
    """Return the revision that the user saw of each item that an operation is about."""
    rows = connection.execute(
        "SELECT i.item, i.base FROM operation o JOIN operation_item i ON i.position = o.position WHERE o.id = ?", (operation,)
    ).fetchall()
    return {ItemId(row[0]): row[1] for row in rows if row[0]}


def waited_for(connection: Connection, items: Sequence[ItemId]) -> bool:
    """Tell whether a waiting operation will make one of these items."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM operation_item WHERE creates IN (SELECT value FROM json_each(?)))", (ids_text(items),)
    ).fetchone()
    return bool(row[0])


def beneath(connection: Connection, folder: ItemId) -> list[RemoteItem]:
    """Return everything inside a folder as the server names it, parents before children. A server's circle ends the walk."""
    rows = connection.execute(
        "WITH RECURSIVE inside (id) AS (SELECT id FROM item WHERE folder_id = ?1 UNION "
        "SELECT i.id FROM item i JOIN inside ON i.folder_id = inside.id) "
        "SELECT i.id, i.folder_id, c.remote_id, i.remote_id, i.revision FROM inside JOIN item i USING (id) "
        "JOIN collection c ON c.id = i.collection_id WHERE i.id <> ?1 ORDER BY i.id",
        (folder,),
    ).fetchall()
    children: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        children[row[1]].append(row[0])
    order = list(children[folder])
    for item in order:
        order += children.pop(item, ())
    named = {row[0]: RemoteItem(RemoteId(row[2]), RemoteId(row[3]), row[4]) for row in rows}
    return [named[item] for item in order]


def of_operation(connection: Connection, operation: OperationId) -> list[ItemId]:
    """Return the items that an operation changes or makes."""
    rows = connection.execute(
        "SELECT max(i.item, i.creates) FROM operation o JOIN operation_item i ON i.position = o.position WHERE o.id = ? "
        "ORDER BY 1",
        (operation,),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def uids(connection: Connection, collection: CollectionId) -> set[str]:
    """Return the UIDs of everything that a calendar or address book shows."""
    rows = connection.execute(
        "SELECT uid FROM entry WHERE collection_id = ?1 UNION SELECT uid FROM contact WHERE collection_id = ?1", (collection,)
    ).fetchall()
    return {row[0] for row in rows}


def wanted(connection: Connection, operation: OperationId) -> Shown | None:
    """Return what an operation wants an item to be, None where it wants it gone or names none."""
    row = connection.execute(f"{OPERATION} WHERE id = ?", (operation,)).fetchone()
    if row is None:
        return None
    intention = operation_of(row).intention
    match intention:
        case SaveEntry(entry=entry):
            return entry
        case SaveContact(card=card):
            return card
        case UploadFile() | MoveFile() | CreateFolder():
            known = truth(connection, next(iter(of_operation(connection, operation)), ItemId(0)))
            before = known[1] if known is not None and isinstance(known[1], FileTruth) else FileTruth("", RemoteId(""))
            size = intention.size if isinstance(intention, UploadFile) else before.size
            modified = intention.modified if isinstance(intention, UploadFile) else before.modified
            return replace(before, name=intention.name, size=size, modified=modified)
        case _:
            return None


def waiting_content(connection: Connection, item: ItemId) -> tuple[BlobName, int] | None:
    """Return the blob and size of what waits to be uploaded to a file, the newest; None where nothing does."""
    row = connection.execute(
        f"{OPERATION} WHERE kind = 'upload_file' AND state <> 'conflict' AND position IN "  # noqa: S608
        "(SELECT position FROM operation_item WHERE item = ?1 OR creates = ?1) ORDER BY position DESC LIMIT 1",
        (item,),
    ).fetchone()
    if row is None:
        return None
    intention = operation_of(row).intention
    return (intention.content, intention.size) if isinstance(intention, UploadFile) else None


def content(connection: Connection, item: ItemId) -> tuple[BlobName, str] | None:
    """Return the blob and revision of what is here of a file, None where nothing is."""
    row = connection.execute("SELECT blob, revision FROM file_content WHERE id = ?", (item,)).fetchone()
    return (BlobName(bytes(row[0])), row[1]) if row else None


def recurring_beyond(connection: Connection) -> list[ItemId]:
    """Return the entries that have occurrences outside the window for which they were made."""
    return [ItemId(row[0]) for row in connection.execute("SELECT id FROM entry WHERE beyond ORDER BY id").fetchall()]
