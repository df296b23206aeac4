"""The drive's questions: what is in a folder, where a file is, what is kept of it here, what is still to be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sync.model.files import Kept, Permission, Shared
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.item_rows import FileRow
from sync.store.names import folded, sort_text

_FILE = (
    "SELECT f.id, f.collection_id, f.folder_id, f.name, f.sort, f.is_folder, f.size, f.modified, f.media_type, f.permissions, "
    "f.shared, CASE WHEN c.id IS NULL THEN CASE WHEN f.pending <> '' AND i.id IS NULL AND NOT f.is_folder THEN 'current' ELSE '' "
    "END WHEN c.revision = i.revision THEN 'current' ELSE 'older' END, "
    "EXISTS (WITH RECURSIVE up (id) AS (SELECT f.id UNION SELECT u.folder_id FROM up JOIN file u USING (id) WHERE u.folder_id) "
    "SELECT 1 FROM up JOIN file_pin USING (id)), f.pending, f.operation_id "
    "FROM file f LEFT JOIN item i ON i.id = f.id LEFT JOIN file_content c ON c.id = f.id "
)
_PINNED = (
    "WITH RECURSIVE pinned (id) AS (SELECT id FROM file_pin UNION "
    "SELECT i.id FROM item i JOIN pinned ON i.folder_id = pinned.id) "
)


class FileKey(NamedTuple):
    """Where an entry stands in its folder: the next page begins after it."""

    is_folder: bool
    sort: str
    id: ItemId


def listing(
    connection: Connection,
    collection: CollectionId,
    folder: ItemId | None = None,
    *,
    after: FileKey | None = None,
    limit: int = 100,
) -> list[FileRow]:
    """Return at most `limit` entries of a folder (None: the top of the drive), folders first, by name, after `after`."""
    rows: list[tuple[Any, ...]] = []
    for is_folder in (True, False):
        if after is not None and is_folder and not after.is_folder:
            continue
        key = after if after is not None and after.is_folder == is_folder else FileKey(is_folder, "", ItemId(0))
        rows += connection.execute(
            f"{_FILE} WHERE f.collection_id = ? AND f.folder_id = ? AND f.is_folder = ? AND (f.sort, f.id) > (?, ?) "
            "ORDER BY f.sort, f.id LIMIT ?",
            (collection, folder or 0, is_folder, key.sort, key.id, limit - len(rows)),
        ).fetchall()
        if len(rows) >= limit:
            break
    return [_file(row) for row in rows]


def offered(connection: Connection) -> bool:
    """Tell whether any account has a drive."""
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM collection WHERE service = 'files')").fetchone()
    return bool(row[0])


class Sorted(StrEnum):
    """By what the entries of a folder are sorted; folders come first always."""

    NAME = "name"
    SIZE = "size"
    MODIFIED = "modified"
    KIND = "media_type"


def ids(
    connection: Connection,
    collection: CollectionId,
    folder: ItemId | None = None,
    *,
    by: Sorted = Sorted.NAME,
    descending: bool = False,
    text: str = "",
) -> list[ItemId]:
    """Return the ids of a folder's entries in order, those whose name holds `text` alone where it is given."""
    way = "DESC" if descending else "ASC"
    order = f"f.is_folder DESC, f.sort {way}, f.id {way}"
    if by is not Sorted.NAME:
        order = f"f.is_folder DESC, f.{by.value} {way}, f.sort, f.id"
    rows = connection.execute(
        f"SELECT f.id, f.name FROM file f WHERE f.collection_id = ? AND f.folder_id = ? ORDER BY {order}",  # noqa: S608
        (collection, folder or 0),
    ).fetchall()
    wanted = folded(text)
    return [ItemId(item) for item, name in rows if not wanted or wanted in folded(name)]


def by_ids(connection: Connection, items: Sequence[ItemId]) -> list[FileRow]:
    """Return these entries, in any order; those that are not there are left out."""
    rows = connection.execute(
        f"{_FILE} WHERE f.id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (ids_text(items),),
    ).fetchall()
    return [_file(row) for row in rows]


def folders(connection: Connection, collection: CollectionId, folder: ItemId | None = None) -> list[FileRow]:
    """Return the folders in a folder, by name."""
    rows = connection.execute(
        f"{_FILE} WHERE f.collection_id = ? AND f.folder_id = ? AND f.is_folder ORDER BY f.sort, f.id",
        (collection, folder or 0),
    ).fetchall()
    return [_file(row) for row in rows]


def has_folders(connection: Connection, collection: CollectionId, folder: ItemId | None = None) -> bool:
    """Tell whether there are folders in a folder."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM file WHERE collection_id = ? AND folder_id = ? AND is_folder)", (collection, folder or 0)
    ).fetchone()
    return bool(row[0])


def key_of(row: FileRow) -> FileKey:
    """Return where an entry stands in its folder."""
    return FileKey(row.is_folder, row.sort, row.id)


def file(connection: Connection, item: ItemId) -> FileRow | None:
    """Return one file or folder, None where it is not shown."""
    row = connection.execute(f"{_FILE} WHERE f.id = ?", (item,)).fetchone()
    return _file(row) if row else None


def named(connection: Connection, collection: CollectionId, folder: ItemId | None, name: str) -> FileRow | None:
    """Return the entry of that name in a folder: exactly that one, else one that differs by case or accents alone."""
    rows = connection.execute(
        f"{_FILE} WHERE f.collection_id = ? AND f.folder_id = ? AND f.sort = ? ORDER BY f.name <> ?, f.id",
        (collection, folder or 0, sort_text(name), name),
    ).fetchall()
    return next((_file(row) for row in rows if row[3].casefold() == name.casefold()), None)


def path(connection: Connection, item: ItemId) -> list[FileRow]:
    """Return the folders down to an entry, the entry last."""
    found: list[FileRow] = []
    at: ItemId | None = item
    while at is not None and len(found) < 100:
        row = file(connection, at)
        if row is None:
            break
        found.append(row)
        at = row.folder
    return found[::-1]


def in_conflict(connection: Connection, collection: CollectionId) -> list[FileRow]:
    """Return the files of a drive that were changed on both sides and wait for a choice."""
    rows = connection.execute(
        f"{_FILE} WHERE f.collection_id = ? AND f.id IN (SELECT item FROM conflict)",  # noqa: S608
        (collection,),
    ).fetchall()
    return [_file(row) for row in rows]


def to_fetch(connection: Connection, account: AccountId, limit: int = 50) -> list[ItemId]:
    """Return files whose content is wanted and not here as the server has it: pinned, by themselves or by a folder above, or
    begun before; but for those that the user lets wait."""
    rows = connection.execute(
        f"{_PINNED} SELECT i.id FROM (SELECT id FROM pinned UNION SELECT id FROM download) JOIN item i USING (id) "  # noqa: S608
        "JOIN collection l ON l.id = i.collection_id LEFT JOIN file_content c ON c.id = i.id "
        "LEFT JOIN download d ON d.id = i.id WHERE i.kind = 'file' AND l.account_id = ? AND c.revision IS NOT i.revision "
        "AND coalesce(d.paused, 0) = 0 ORDER BY d.id IS NULL, i.id LIMIT ?",
        (account, limit),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def pinned(connection: Connection) -> list[ItemId]:
    """Return what the user wants here always."""
    return [ItemId(row[0]) for row in connection.execute("SELECT id FROM file_pin ORDER BY id").fetchall()]


def _file(row: tuple[Any, ...]) -> FileRow:
    return FileRow(
        ItemId(row[0]), CollectionId(row[1]), ItemId(row[2]) if row[2] else None, row[3], row[4], row[5] == 1, row[6], row[7],
        row[8], Permission(row[9]), Shared(row[10]), Kept(row[11]), row[12] == 1, Pending(row[13]),
        OperationId(row[14]) if row[14] else None,
    )  # fmt: skip
