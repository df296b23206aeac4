"""The message list: ids of all rows (8 bytes each), rows read by page when they come into sight, differences on refresh.

A row is a message, or the first one of a conversation; an unfolded conversation has its other messages below it.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.ids import CollectionId, ItemId
from sync.model.letter_marks import PINNED, due_at
from sync.model.mail import Flag, Pending
from sync.store.read import threads
from sync.store.read.messages import Order, by_ids
from sync.store.rows import Conversation, MessageRow
from ui.common.rowcache import RowCache, lay_out, place_of
from ui.mail.branches import Branches
from ui.mail.sources import Listing, Source

PAGE = 40
MANY_STEPS = 400
"""Above this number of separate differences the list is laid out anew instead of step by step."""

MESSAGES_MIME = "application/x-ecritoire-messages"
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MESSAGE_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled


class MessageModel(QAbstractListModel):
    """The rows of one `Source`. `store()` gives the read-only connection of the window's thread."""

    RowRole = int(Qt.ItemDataRole.UserRole) + 1
    IdRole = int(Qt.ItemDataRole.UserRole) + 2
    ConversationRole = int(Qt.ItemDataRole.UserRole) + 3

    def __init__(self, store: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._source: Source | None = None
        self._ids: array[int] = array("q")
        self._cache: RowCache[MessageRow] = RowCache()
        self._conversations: dict[int, Conversation | None] = {}
        self._branches = Branches()
        self._complete = True
        self.above = (0, 0)
        """How many of the first rows came back after they were put off, and how many are pinned."""
        self.tag_names: Callable[[frozenset[str]], Iterable[str]] = lambda keywords: ()
        """The names of the tags among the keywords of a message."""

    ids_applied = Signal()
    """All ids of the source are in the list, or other conversations are unfolded."""

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
        rows = source.first_page(self._store()) if source is not None else []
        self.beginResetModel()
        self._source = source
        self._cache.clear()
        self._conversations.clear()
        self._branches.clear()
        self._cache.put(rows)
        threaded = source is not None and source.threaded
        ids = array("q", (row.id for row in rows))
        self._branches.take(Listing(ids, array("q", (row.thread or row.id for row in rows if threaded))))
        self._ids = array("q", ids)
        self.above = (0, 0) if all(one > other for one, other in itertools.pairwise(ids)) else (0, 1)
        self._complete = source is None
        self.endResetModel()

    def apply_ids(self, source: Source, listing: Listing) -> None:
        """Take the ids read in the background; an answer for a source no longer shown is dropped."""
        if source is not self._source:
            return
        self._branches.take(listing)
        self.above = listing.above
        self._complete = True
        self._show_ids()

    def _show_ids(self) -> None:
        ids = self._branches.shown(self._members)
        lay_out(self, self._ids, ids)
        self.ids_applied.emit()

    def _members(self, thread: int) -> list[int]:
        return [row.id for row in threads.members(self._store(), thread, self._places())]

    def _places(self) -> frozenset[CollectionId]:
        return frozenset(self._source.collections) if self._source is not None else frozenset()

    def reread(self, items: Iterable[int] = ()) -> None:
        """Rows `items` (none named: all) have other contents now: read them again when they are painted."""
        named = list(items)
        self._conversations.clear()
        if not named or self.threaded:
            self._cache.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        self._cache.forget(named)
        for item in named:
            row = self.row_of(ItemId(item))
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def refresh(self, items: Iterable[int] = ()) -> None:
        """What messages `items` (none named: all) hold has come: read their rows again when they are painted."""
        named = list(items)
        if named:
            self._cache.forget(named)
        else:
            self._cache.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def id_at(self, row: int) -> ItemId | None:
        """Return the message id of a list row."""
        return ItemId(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, item: ItemId) -> int:
        """Return the list row of a message, -1 where it is not listed."""
        by_date = self._source is not None and self._source.order is Order.DATE
        return place_of(self._ids, item, descending=by_date and not self._branches.any_open and not sum(self.above))

    # --- conversations

    @property
    def threaded(self) -> bool:
        """Whether a row stands for a conversation."""
        return self._source is not None and self._source.threaded

    def heads(self) -> Sequence[int]:
        """Return the ids of the rows that are not below another one; not to be changed."""
        return self._branches.heads if self._branches.any_open else self._ids

    def conversation(self, row: int) -> Conversation | None:
        """Return what a row stands for, where that is more than one message."""
        if not self.threaded or not 0 <= row < len(self._ids):
            return None
        item = self._ids[row]
        if item not in self._conversations:
            found = self.message(row)
            if found is None or self._branches.is_child(item):
                return None
            self._conversations[item] = threads.conversation(self._store(), found, self._places())
        return self._conversations[item]

    def is_child(self, row: int) -> bool:
        """Return whether a row is below the first one of its conversation."""
        return 0 <= row < len(self._ids) and self._branches.is_child(self._ids[row])

    def is_open(self, row: int) -> bool:
        """Return whether the conversation of a row is unfolded."""
        if not self._branches.any_open:
            return False
        found = self.conversation(row)
        return found is not None and self._branches.is_open(found.thread)

    def set_open(self, row: int, wanted: bool) -> None:
        """Unfold the conversation of a row, or fold it."""
        found = self.conversation(row)
        if found is None or self._branches.is_open(found.thread) == wanted:
            return
        if wanted:
            self._branches.unfold(found.thread)
        else:
            self._branches.fold(found.thread)
        self._show_ids()
        self.dataChanged.emit(self.index(row), self.index(row))

    def parent_row(self, row: int) -> int:
        """Return the row of the conversation that a row is below of; -1 where it is below none."""
        head = self._branches.head_of_child(self._ids[row]) if 0 <= row < len(self._ids) else None
        return -1 if head is None else self.row_of(ItemId(head))

    def row_of_thread(self, thread: int) -> int:
        """Return the row that stands for a conversation; -1 where it is not listed."""
        head = self._branches.head_of(thread) if thread else None
        return -1 if head is None else self.row_of(ItemId(head))

    # --- rows

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
        if role == self.ConversationRole:
            return self.conversation(index.row())
        if role not in (self.RowRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.message(index.row())
        if role == self.RowRole:
            return row
        if row is None:
            return ""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return row.subject
        return self._spoken(row, self.conversation(index.row()))

    def _spoken(self, row: MessageRow, conversation: Conversation | None) -> str:
        several = conversation is not None
        marks = [
            self.tr("conversation of %n message(s)", "", conversation.count) if conversation is not None else "",
            self.tr("%n unread", "", conversation.unread) if conversation is not None and conversation.unread else "",
            "" if several or row.flags & Flag.SEEN else self.tr("unread"),
            self.tr("flagged") if row.flags & Flag.FLAGGED else "",
            self.tr("pinned") if PINNED in row.keywords else "",
            self.tr("due") if row.keywords and due_at(row.keywords) is not None else "",
            self.tr("with attachment") if row.has_attachment else "",
            self.tr("waiting to be sent") if row.pending in (Pending.QUEUED, Pending.SENDING) else "",
            self.tr("refused by the server") if row.pending is Pending.REFUSED else "",
            self.tr("outcome unknown") if row.pending is Pending.UNCERTAIN else "",
        ]
        marks += [self.tr("tag {name}").format(name=name) for name in self.tag_names(row.keywords)]
        said = [row.sender_name or row.sender_address, row.subject, *marks, row.preview]
        return ", ".join(piece for piece in said if piece)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Messages can be chosen and dragged onto folders."""
        return _MESSAGE_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

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
