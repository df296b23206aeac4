"""The message list: ids of all rows (8 bytes each), rows read by page when they come into sight, differences on refresh."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.ids import ItemId
from sync.model.mail import Flag, Pending
from sync.store.read.messages import Order, by_ids
from sync.store.rows import MessageRow
from ui.mail.rowcache import Insertion, Removal, RowCache, difference, place_of
from ui.mail.sources import Source

PAGE = 40
MANY_STEPS = 400
"""Above this number of separate differences the list is laid out anew instead of step by step."""

MESSAGES_MIME = "application/x-ecritoire-messages"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class MessageModel(QAbstractListModel):
    """The rows of one `Source`. `store()` gives the read-only connection of the window's thread."""

    RowRole = int(Qt.ItemDataRole.UserRole) + 1
    IdRole = int(Qt.ItemDataRole.UserRole) + 2

    def __init__(self, store: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._source: Source | None = None
        self._ids: array[int] = array("q")
        self._cache = RowCache()
        self._complete = True

    ids_applied = Signal()
    """All ids of the source are in the list."""

    @property
    def source(self) -> Source | None:
        """What is listed."""
        return self._source

    @property
    def complete(self) -> bool:
        """Whether all ids are here, or only the first page yet."""
        return self._complete

    def show(self, source: Source | None) -> None:
        """List another source: its first page at once; `apply_ids` brings the rest."""
        self.beginResetModel()
        self._source = source
        self._cache.clear()
        rows = source.first_page(self._store()) if source is not None else []
        self._cache.put(rows)
        self._ids = array("q", (row.id for row in rows))
        self._complete = source is None
        self.endResetModel()

    def apply_ids(self, source: Source, ids: array[int]) -> None:
        """Take the ids read in the background; an answer for a source no longer shown is dropped."""
        if source is not self._source:
            return
        steps = difference(self._ids, ids)
        if len(steps) > MANY_STEPS:
            self._lay_out_anew(ids)
        else:
            for step in steps:
                self._take(step)
        self._complete = True
        self.ids_applied.emit()

    def _take(self, step: Removal | Insertion) -> None:
        if isinstance(step, Removal):
            self.beginRemoveRows(_ROOT, step.first, step.last)
            del self._ids[step.first : step.last + 1]
            self.endRemoveRows()
        else:
            self.beginInsertRows(_ROOT, step.first, step.first + len(step.ids) - 1)
            self._ids[step.first : step.first] = step.ids
            self.endInsertRows()

    def _lay_out_anew(self, ids: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        items = [self._ids[index.row()] for index in kept]
        places = {item: row for row, item in enumerate(ids)} if kept else {}
        self._ids = ids
        self.changePersistentIndexList(
            kept, [self.index(places[item]) if item in places else QModelIndex() for item in items]
        )
        self.layoutChanged.emit()

    def reread(self, items: Iterable[int] = ()) -> None:
        """Rows `items` (none named: all) have other contents now: read them again when they are painted."""
        named = list(items)
        if not named:
            self._cache.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        self._cache.forget(named)
        for item in named:
            row = self.row_of(ItemId(item))
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def id_at(self, row: int) -> ItemId | None:
        """Return the message id of a list row."""
        return ItemId(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, item: ItemId) -> int:
        """Return the list row of a message, -1 where it is not listed."""
        by_date = self._source is not None and self._source.order is Order.DATE
        return place_of(self._ids, item, descending=by_date)

    def ids(self) -> Sequence[int]:
        """Return the ids of all rows as they are now; not to be changed."""
        return self._ids

    def message(self, row: int) -> MessageRow | None:
        """Return the message of a list row, reading its page where needed; None where it has just gone."""
        if not 0 <= row < len(self._ids):
            return None
        found = self._cache.get(self._ids[row])
        if found is None:
            start = max(0, row - row % PAGE)
            wanted = [ItemId(item) for item in self._ids[start : start + PAGE] if self._cache.get(item) is None]
            self._cache.put(by_ids(self._store(), wanted))
            found = self._cache.get(self._ids[row])
        return found

    def messages(self, rows: Iterable[int]) -> list[MessageRow]:
        """Return the messages of several list rows, however many, without disturbing what is kept for painting."""
        items = [ItemId(self._ids[row]) for row in rows if 0 <= row < len(self._ids)]
        found: dict[int, MessageRow] = {}
        for start in range(0, len(items), 500):
            found.update((row.id, row) for row in by_ids(self._store(), items[start : start + 500]))
        return [found[item] for item in items if item in found]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of messages."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself (RowRole), its id (IdRole), or words for assistive technology."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == self.IdRole:
            return self._ids[index.row()]
        if role not in (self.RowRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.message(index.row())
        if role == self.RowRole:
            return row
        if row is None:
            return ""
        return self._spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else row.subject

    def _spoken(self, row: MessageRow) -> str:
        marks = [
            "" if row.flags & Flag.SEEN else self.tr("unread"),
            self.tr("flagged") if row.flags & Flag.FLAGGED else "",
            self.tr("with attachment") if row.has_attachment else "",
            self.tr("waiting to be sent") if row.pending in (Pending.QUEUED, Pending.SENDING) else "",
            self.tr("refused by the server") if row.pending is Pending.REFUSED else "",
            self.tr("outcome unknown") if row.pending is Pending.UNCERTAIN else "",
        ]
        said = [row.sender_name or row.sender_address, row.subject, *marks, row.preview]
        return ", ".join(piece for piece in said if piece)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Messages can be chosen and dragged onto folders."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return our own type."""
        return [MESSAGES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the dragged messages, 8 bytes each."""
        dragged = QMimeData()
        dragged.setData(MESSAGES_MIME, array("q", (self._ids[index.row()] for index in indexes)).tobytes())
        return dragged

    def supportedDragActions(self) -> Qt.DropAction:
        """Dragging moves, with Ctrl it copies."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def dragged_ids(mime: QMimeData) -> list[ItemId]:
    """Return the message ids that `MessageModel.mimeData` put down; empty for anything else."""
    taken = array("q")
    raw = bytes(mime.data(MESSAGES_MIME).data())
    if raw and len(raw) % 8 == 0:
        taken.frombytes(raw)
    return [ItemId(item) for item in taken]
