"""The list of a folder: ids of all its entries, rows read by page when they come into sight, differences on refresh."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.ids import CollectionId, ItemId
from sync.store.connection import Connection
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from sync.store.read import item_search
from sync.store.read.files import Sorted
from sync.store.shown import FILE
from ui.common import dates
from ui.common.kinds import words_of
from ui.common.rowcache import RowCache, lay_out
from ui.files import words

PAGE = 100
FOUND = 1_000
"""How many files a search over all drives shows."""
FILES_MIME = "application/x-ecritoire-files"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """What the list tells of an entry."""

    NAME = 0
    SIZE = 1
    MODIFIED = 2
    STATE = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: a folder (None: the top) of a drive, how it is sorted, and the letters that a name has to hold.

    Without a drive: what is available offline, or what the words of `text` find in all of them (`everywhere`).
    """

    drive: CollectionId | None
    folder: ItemId | None = None
    by: Sorted = Sorted.NAME
    descending: bool = False
    text: str = ""
    everywhere: bool = False

    def ids(self, connection: Connection) -> list[ItemId]:
        """Read the ids of everything that is listed, in order."""
        if self.everywhere:
            return [one.id for one in item_search.search(connection, self.text, kinds=(FILE,), limit=FOUND)]
        if self.drive is None:
            return read_files.pinned(connection)
        return read_files.ids(
            connection, self.drive, self.folder, by=self.by, descending=self.descending, text=self.text
        )

    def first_page(self, connection: Connection) -> list[FileRow]:
        """Read what is shown at once."""
        if self.drive is None:
            ids = self.ids(connection)[:PAGE]
        elif self.by is Sorted.NAME and not self.descending and not self.text:
            return read_files.listing(connection, self.drive, self.folder, limit=PAGE)
        else:
            ids = self.ids(connection)[:PAGE]
        found = {row.id: row for row in read_files.by_ids(connection, ids)}
        return [found[item] for item in ids if item in found]


class FileModel(QAbstractTableModel):
    """The rows of one `Listing`. `store()` gives the read-only connection of the window's thread."""

    RowRole = int(Qt.ItemDataRole.UserRole) + 1
    PlaceRole = RowRole + 1
    """Where a row is that was found in another folder."""
    dropped = Signal(object, object, bool)
    """`QMimeData`, the `FileRow` of the folder it fell on (None: the one that is listed), whether it is to be copied."""
    ids_applied = Signal()

    def __init__(self, store: Callable[[], Connection], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.listing: Listing | None = None
        self._ids: array[int] = array("q")
        self._cache: RowCache[FileRow] = RowCache()
        self.complete = True
        self.writable = False
        """Whether entries may be put into the folder that is listed."""
        self.dragged: Callable[[Sequence[FileRow]], QMimeData] = lambda rows: QMimeData()
        """What dragging these rows carries."""
        self.placed: Callable[[FileRow], str] = lambda row: ""
        """Where a row is, in words: told with what was found."""
        self._places: dict[ItemId, str] = {}

    def show(self, listing: Listing | None) -> None:
        """List something else: its first page at once; `apply_ids` brings the rest."""
        self.beginResetModel()
        self.listing = listing
        self._places = {}
        self._cache.clear()
        rows = listing.first_page(self._store()) if listing is not None else []
        self._cache.put(rows)
        self._ids = array("q", (row.id for row in rows))
        self.complete = listing is None or len(rows) < PAGE
        self.endResetModel()
        if self.complete:
            self.ids_applied.emit()

    def apply_ids(self, listing: Listing, ids: Sequence[ItemId]) -> None:
        """Take the ids read in the background; an answer for what is no longer listed is dropped."""
        if listing is not self.listing:
            return
        wanted = array("q", ids)
        self.complete = True
        lay_out(self, self._ids, wanted)
        self.ids_applied.emit()

    def reread(self, items: Iterable[int] = ()) -> None:
        """Rows `items` (none named: all) are different now: read them again when they are painted."""
        wanted = set(items)
        if not wanted:
            self._cache.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))
            return
        self._cache.forget(wanted)
        for row, item in enumerate(self._ids):
            if item in wanted:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows as they are now; not to be changed."""
        return self._ids

    def row_of(self, item: ItemId | None) -> int:
        """Return where an entry is, -1 where it is not."""
        try:
            return self._ids.index(item) if item is not None else -1
        except ValueError:
            return -1

    def file(self, row: int) -> FileRow | None:
        """Return the entry of a list row, reading its page where needed; None where it has just gone."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._cache.get(self._ids[row])
        if found is None:
            start = row - row % PAGE
            wanted = [ItemId(item) for item in self._ids[start : start + PAGE] if self._cache.get(item) is None]
            self._cache.put(read_files.by_ids(self._store(), wanted))
            found = self._cache.get(self._ids[row])
        return found

    def place(self, row: FileRow | None) -> str:
        """Return where an entry is, in words; nothing where everything that is listed is in one folder."""
        if row is None or self.listing is None or self.listing.drive is not None:
            return ""
        known = self._places.get(row.id)
        if known is None:
            known = self._places[row.id] = self.placed(row)
        return known

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        row = self.file(index.row())
        if role == self.RowRole:
            return row
        if role == self.PlaceRole:
            return self.place(row)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if index.column() == Column.NAME else self._shown(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.name if index.column() == Column.NAME else words.state(row).words
        return None

    def _shown(self, row: FileRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return row.name
            case Column.SIZE:
                return dates.size(row.size) if row.size or not row.is_folder else ""
            case Column.MODIFIED:
                return dates.brief(row.modified)
            case Column.STATE:
                return words.state(row).words

    def _spoken(self, row: FileRow) -> str:
        kind = self.tr("folder") if row.is_folder else words_of(row.media_type, row.name)
        said = [row.name, self.place(row), kind, self._shown(row, Column.SIZE), dates.full(row.modified), words.state(row).words]
        return ", ".join(part for part in (*said, words.shared(row)) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == Column.SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Name"), self.tr("Size"), self.tr("Changed"), self.tr("State"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.writable else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        row = self._cache.get(self._ids[index.row()])
        return flags | Qt.ItemFlag.ItemIsDropEnabled if row is not None and row.is_folder else flags

    def mimeTypes(self) -> list[str]:
        return [FILES_MIME, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.file(number) for number in sorted({index.row() for index in indexes})]
        return self.dragged([row for row in rows if row is not None])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        target = self.file(parent.row()) if parent.isValid() else None
        into = target.is_folder if target is not None else self.writable
        if data.hasFormat(FILES_MIME):
            dragged = dragged_ids(data)
            return into and (target.id not in dragged if target is not None else not set(dragged) <= set(self._ids))
        return into and data.hasUrls()

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            target = self.file(parent.row()) if parent.isValid() else None
            self.dropped.emit(data, target, action == Qt.DropAction.CopyAction)
        return False


def dragged_ids(mime: QMimeData) -> list[ItemId]:
    """Return the ids of the files that a drag inside the window carries; empty for anything else."""
    taken = array("q")
    raw = bytes(mime.data(FILES_MIME).data())
    if raw and len(raw) % 8 == 0:
        taken.frombytes(raw)
    return [ItemId(item) for item in taken]
