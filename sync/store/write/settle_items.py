"""Settling operations on items that are written as a whole: what the server did becomes their truth."""

from __future__ import annotations

from dataclasses import replace

from sync.model.accounts import Service
from sync.model.files import FileTruth
from sync.model.ids import CollectionId, ItemId, RemoteId
from sync.model.operations import (
    Applied,
    CreateFolder,
    DeleteItems,
    Intention,
    Landed,
    MoveFile,
    MoveItems,
    Operation,
    RemoteItem,
    SaveContact,
    SaveEntry,
    UploadFile,
)
from sync.store.connection import Connection
from sync.store.shown import kind_of, shown_of, shown_text
from sync.store.write.items import keep_content, remove_items
from sync.store.write.laying import Whole, lay
from sync.store.write.touched import Touched


class ItemTruth:
    """The truth of one account's items of one service, as far as an operation changes it."""

    def __init__(self, connection: Connection, operation: Operation, service: Service) -> None:
        self._connection = connection
        self._operation = operation
        self._service = service
        self.touched = Touched()

    def write(self, intention: Intention, applied: Applied, made: dict[int, int]) -> None:
        """Carry `applied` into truth; `made` is the row laid over for each new item (key 0 where it copies nothing)."""
        match intention:
            case SaveEntry() | SaveContact() | UploadFile() | CreateFolder():
                item = getattr(intention, "item", None) or made.get(0)
                now = next((one.now for one in applied.landed if one.now is not None), None)
                if item and now is not None:
                    self._put(ItemId(item), intention, now)
            case DeleteItems(items=items):
                self._remove(list(items))
            case MoveFile():
                for one in applied.landed:
                    self._follow(one, intention)
            case MoveItems(items=items):
                landed = {item for one in applied.landed if (item := self._follow(one, intention)) is not None}
                self._remove([item for item in items if item not in landed])
            case _:
                pass

    def _put(self, item: ItemId, intention: SaveEntry | SaveContact | UploadFile | CreateFolder, now: RemoteItem) -> None:
        """Let truth be what was written; a row that a synchronisation put there meanwhile becomes one with it."""
        collection = self._collection(now.collection)
        if collection is None:
            return
        other = self._connection.execute(
            "SELECT id, revision FROM item WHERE collection_id = ? AND remote_id = ? AND id <> ?",
            (collection, now.item, item),
        ).fetchone()
        revision = now.base or (other[1] if other else "")
        inside = self._empty(ItemId(other[0])) if other else []
        whole = lay(self._whole(item), intention)
        if whole is None:
            return
        if isinstance(whole.shown, FileTruth):
            whole = replace(whole, shown=replace(whole.shown, parent=self._remote_id(whole.folder)))
        values = (collection, now.item, revision, kind_of(whole.shown), whole.folder, shown_text(whole.shown), whole.raw)
        self._connection.execute(
            "INSERT INTO item (collection_id, remote_id, revision, kind, folder_id, shown, raw, id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET collection_id = excluded.collection_id, "
            "remote_id = excluded.remote_id, revision = excluded.revision, kind = excluded.kind, "
            "folder_id = excluded.folder_id, shown = excluded.shown, raw = excluded.raw",
            (*values, item),
        )
        self._connection.executemany("UPDATE item SET folder_id = ? WHERE id = ?", [(item, one) for one in inside])
        if isinstance(intention, UploadFile):
            keep_content(self._connection, item, intention.content, revision)
            self._connection.execute("UPDATE file_checkout SET revision = ? WHERE id = ?", (revision, item))
            self._connection.execute("UPDATE document SET revision = ? WHERE item = ?", (revision, item))
        self._rebase(item, revision)
        self.touched |= Touched((item, *inside), frozenset((collection,)))

    def _empty(self, item: ItemId) -> list[ItemId]:
        """Remove a row that gives way to another, and return what was inside it."""
        rows = self._connection.execute(
            "UPDATE item SET folder_id = 0 WHERE folder_id = ? RETURNING id", (item,)
        ).fetchall()
        self._remove([item])
        return [ItemId(row[0]) for row in rows]

    def _follow(self, landed: Landed, intention: MoveFile | MoveItems) -> ItemId | None:
        """Let a row be where the server says; return it. What only went along keeps its revision: others may have changed it."""
        item = self._local(landed.was) if landed.was is not None else None
        if item is None:
            return None
        if landed.now is None:
            self._remove([item])
            return item
        collection = self._collection(landed.now.collection)
        whole, before = self._whole(item), self._revision(item)
        base = landed.now.base if item in intention.items else ""
        if collection is None or whole is None:
            self._remove([item])
            return item
        other = self._connection.execute(
            "SELECT id FROM item WHERE collection_id = ? AND remote_id = ? AND id <> ?", (collection, landed.now.item, item)
        ).fetchone()
        if other:
            self._remove([ItemId(other[0])])
        if item in intention.items:
            whole = lay(whole, intention) or whole
        if isinstance(whole.shown, FileTruth):
            whole = replace(whole, shown=replace(whole.shown, parent=self._remote_id(whole.folder)))
        self._connection.execute(
            "UPDATE item SET collection_id = ?1, remote_id = ?2, revision = coalesce(nullif(?3, ''), revision), "
            "folder_id = ?4, shown = ?5 WHERE id = ?6",
            (collection, landed.now.item, base, whole.folder, shown_text(whole.shown), item),
        )
        if base:
            for table, column in (("file_content", "id"), ("file_checkout", "id"), ("download", "id"), ("document", "item")):
                self._connection.execute(
                    f"UPDATE {table} SET revision = ? WHERE {column} = ? AND revision = ?",  # noqa: S608
                    (base, item, before),
                )
            self._rebase(item, base)
        self.touched |= Touched((item,), frozenset((collection,)))
        return item

    def _rebase(self, item: ItemId, revision: str) -> None:
        """Let operations that the user based on this one's outcome be over the revision that came of it."""
        self._connection.execute(
            "UPDATE operation_item SET base = ? WHERE item = ? AND position > (SELECT position FROM operation WHERE id = ?)",
            (revision, item, self._operation.id),
        )

    def _remove(self, items: list[ItemId]) -> None:
        rows = [(item, self._place(item)) for item in items]
        gone = remove_items(self._connection, items)
        collections = frozenset(collection for _, collection in rows if collection is not None)
        self.touched |= Touched((*items, *gone), collections, tuple(gone))

    def _whole(self, item: ItemId) -> Whole | None:
        row = self._connection.execute(
            "SELECT collection_id, kind, shown, folder_id, raw FROM item WHERE id = ?", (item,)
        ).fetchone()
        return None if row is None else Whole(CollectionId(row[0]), shown_of(row[1], row[2]), row[3], bytes(row[4]))

    def _revision(self, item: ItemId) -> str:
        row = self._connection.execute("SELECT revision FROM item WHERE id = ?", (item,)).fetchone()
        return str(row[0]) if row else ""

    def _place(self, item: ItemId) -> CollectionId | None:
        row = self._connection.execute("SELECT collection_id FROM item WHERE id = ?", (item,)).fetchone()
        return CollectionId(row[0]) if row else None

    def _remote_id(self, item: int) -> RemoteId:
        row = self._connection.execute("SELECT remote_id FROM item WHERE id = ?", (item,)).fetchone()
        return RemoteId(row[0] if row else "")

    def _collection(self, name: RemoteId) -> CollectionId | None:
        row = self._connection.execute(
            "SELECT id FROM collection WHERE account_id = ? AND service = ? AND remote_id = ?",
            (self._operation.account, self._service, name),
        ).fetchone()
        return CollectionId(row[0]) if row else None

    def _local(self, remote: RemoteItem) -> ItemId | None:
        row = self._connection.execute(
            "SELECT i.id FROM collection c JOIN item i ON i.collection_id = c.id "
            "WHERE c.account_id = ? AND c.service = ? AND c.remote_id = ? AND i.remote_id = ?",
            (self._operation.account, self._service, remote.collection, remote.item),
        ).fetchone()
        return ItemId(row[0]) if row else None
