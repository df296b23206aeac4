"""Truth of items that are written as a whole: pages of changes, as the servers and the parser give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sync.model.files import FileTruth
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.collections import revisions
from sync.store.shown import Shown, kind_of, shown_text
from sync.store.write import projection
from sync.store.write.laying import refold_items
from sync.store.write.projection import Row
from sync.store.write.stored import StoredPage
from sync.store.write.touched import Touched

_INSERT = (
    "INSERT INTO item (id, collection_id, remote_id, revision, kind, folder_id, shown, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = "UPDATE item SET revision = ?, kind = ?, folder_id = ?, shown = ?, raw = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Arrived:
    """An item as a page of changes tells of it, with what the parser made of its bytes (None: unreadable)."""

    remote_id: RemoteId
    revision: str
    shown: Shown | None
    raw: bytes = b""

    @property
    def folder(self) -> RemoteId:
        """The folder that holds it."""
        return self.shown.parent if isinstance(self.shown, FileTruth) else RemoteId("")


@dataclass(slots=True)
class _Sorted:
    """What a page does to the rows of a collection."""

    new: list[tuple[ItemId, int, Arrived]]
    changed: list[tuple[ItemId, int, Arrived]]
    unknown: list[RemoteId]


def store_items(
    connection: Connection,
    collection: CollectionId,
    arrived: Sequence[Arrived],
    removed: Iterable[RemoteId] = (),
    *,
    cursor: bytes | None = None,
    snapshot: AbstractSet[RemoteId] | None = None,
    folder: RemoteId | None = None,
    complete: bool | None = None,
    expected: int | None = None,
) -> StoredPage:
    """Write a page of changes (or a slice of one) into truth, and the cursor that comes after it.

    `cursor` None leaves the bookmark where it is: give it with the last slice. With `snapshot`, rows that are not in it go:
    those of the whole collection, or those directly in `folder`. An entry of a folder that is not here is `unknown`.
    """
    work = _sort(connection, collection, arrived)
    connection.executemany(
        _INSERT,
        [
            (item, collection, one.remote_id, one.revision, kind_of(one.shown), within, shown_text(one.shown), one.raw)
            for item, within, one in work.new
        ],
    )
    connection.executemany(
        _UPDATE,
        [
            (one.revision, kind_of(one.shown), within, shown_text(one.shown), one.raw, item)
            for item, within, one in work.changed
        ],
    )
    names = set(removed) if snapshot is None else _missing(connection, collection, snapshot, folder) | set(removed)
    gone = remove_items(connection, [item for name in names for item in _ids(connection, collection, name)])
    if cursor is not None or complete is not None or expected is not None:
        connection.execute(
            "UPDATE collection SET cursor = coalesce(?, cursor), complete = coalesce(?, complete), "
            "server_total = coalesce(?, server_total) WHERE id = ?",
            (cursor, complete, expected, collection),
        )
    stored = [*work.new, *work.changed]
    touched = _show(connection, collection, stored) | refold_items(connection, _with_operations(connection, gone))
    touched |= Touched((*(item for item, _, _ in stored), *gone), _either(collection, stored or gone), tuple(gone))
    return StoredPage(
        tuple(item for item, _, _ in work.new),
        tuple(item for item, _, _ in work.changed),
        tuple(gone),
        tuple(work.unknown),
        touched,
    )


def remove_items(connection: Connection, items: Sequence[ItemId]) -> list[ItemId]:
    """Take items out of truth, folders with everything in them; return all that went."""
    if not items:
        return []
    rows = connection.execute(
        "WITH RECURSIVE gone (id) AS (SELECT value FROM json_each(?) UNION "
        "SELECT i.id FROM item i JOIN gone ON i.folder_id = gone.id) SELECT id FROM gone JOIN item USING (id)",
        (ids_text(items),),
    ).fetchall()
    gone = [ItemId(row[0]) for row in rows]
    connection.execute("DELETE FROM item WHERE id IN (SELECT value FROM json_each(?))", (ids_text(gone),))
    return gone


def keep_content(connection: Connection, item: ItemId, blob: BlobName, revision: str, *, now: int = 0) -> None:
    """Note that the content of one revision of a file is here. `now` is in milliseconds since 1970, 0: nobody opened it."""
    connection.execute(
        "INSERT INTO file_content (id, blob, revision, opened_ms) SELECT id, ?, ?, ? FROM item WHERE id = ? "
        "ON CONFLICT (id) DO UPDATE SET blob = excluded.blob, revision = excluded.revision, "
        "opened_ms = max(opened_ms, excluded.opened_ms)",
        (blob, revision, now, item),
    )


def pin(connection: Connection, item: ItemId, *, wanted: bool) -> Touched:
    """Keep a file, or a folder with everything in it, here always; or no longer."""
    text = (
        "INSERT OR IGNORE INTO file_pin (id) SELECT id FROM item WHERE id = ?"
        if wanted
        else "DELETE FROM file_pin WHERE id = ?"
    )
    connection.execute(text, (item,))
    row = connection.execute("SELECT collection_id FROM item WHERE id = ?", (item,)).fetchone()
    return Touched((item,), frozenset((CollectionId(row[0]),)) if row else frozenset())


def _sort(connection: Connection, collection: CollectionId, arrived: Sequence[Arrived]) -> _Sorted:
    known = {
        RemoteId(row[0]): row[1:]
        for one in arrived
        if (
            row := connection.execute(
                "SELECT remote_id, id, revision, folder_id, shown, raw FROM item WHERE collection_id = ? AND remote_id = ?",
                (collection, one.remote_id),
            ).fetchone()
        )
    }
    work = _Sorted([], [], [])
    places = {name: ItemId(row[0]) for name, row in known.items()}
    following = _next_id(connection)
    for one in folders_first(arrived):
        within = _place(connection, collection, one.folder, places)
        if within is None or (one.folder and within == places.get(one.remote_id)):
            work.unknown.append(one.remote_id)
            continue
        row = known.get(one.remote_id)
        if row is None and one.remote_id in places:
            continue
        if row is None:
            places[one.remote_id] = following
            work.new.append((following, within, one))
            following = ItemId(following + 1)
        elif (one.revision, within, shown_text(one.shown), one.raw) != (row[1], row[2], row[3], bytes(row[4])):
            work.changed.append((ItemId(row[0]), within, one))
    return work


def folders_first(arrived: Sequence[Arrived]) -> list[Arrived]:
    """Put each folder before what is in it, as far as both are in the page."""
    waiting: dict[RemoteId, list[Arrived]] = {}
    here = {one.remote_id for one in arrived}
    ready = []
    for one in arrived:
        if one.folder in here and one.folder != one.remote_id:
            waiting.setdefault(one.folder, []).append(one)
        else:
            ready.append(one)
    for one in ready:
        ready += waiting.pop(one.remote_id, ())
    return ready


def _place(
    connection: Connection, collection: CollectionId, folder: RemoteId, places: dict[RemoteId, ItemId]
) -> int | None:
    """Return the local id of a folder (0: the top), None where it is not here."""
    if not folder:
        return 0
    if folder not in places:
        row = connection.execute(
            "SELECT id FROM item WHERE collection_id = ? AND remote_id = ?", (collection, folder)
        ).fetchone()
        if row is None:
            return None
        places[folder] = ItemId(row[0])
    return places[folder]


def _next_id(connection: Connection) -> ItemId:
    return ItemId(connection.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'item'").fetchone()[0])


def _show(
    connection: Connection, collection: CollectionId, stored: Sequence[tuple[ItemId, int, Arrived]]
) -> Touched:
    """Bring the lists up to date: items that no operation touches at once, the others by the fold."""
    laid = set(_with_operations(connection, [item for item, _, _ in stored]))
    plain = [(item, within, one) for item, within, one in stored if item not in laid]
    projection.withdraw(connection, [item for item, _, _ in plain])
    projection.show(connection, [Row(item, collection, one.shown, within) for item, within, one in plain])
    return refold_items(connection, laid)


def _with_operations(connection: Connection, items: Sequence[ItemId]) -> list[ItemId]:
    if not items:
        return []
    rows = connection.execute(
        "SELECT DISTINCT j.value FROM json_each(?) j JOIN operation_item i ON i.item = j.value", (ids_text(items),)
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def _missing(
    connection: Connection, collection: CollectionId, snapshot: AbstractSet[RemoteId], folder: RemoteId | None
) -> set[RemoteId]:
    return {name for name in revisions(connection, collection, folder) if name not in snapshot}


def _ids(connection: Connection, collection: CollectionId, name: RemoteId) -> list[ItemId]:
    rows = connection.execute("SELECT id FROM item WHERE collection_id = ? AND remote_id = ?", (collection, name)).fetchall()
    return [ItemId(row[0]) for row in rows]


def _either(collection: CollectionId, something: object) -> frozenset[CollectionId]:
    return frozenset((collection,)) if something else frozenset()
