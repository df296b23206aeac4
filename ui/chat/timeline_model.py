"""The timeline: a stretch of a room's posts from the store, which moves as one scrolls; below its end what waits to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.chat import PostKind
from sync.model.ids import RemoteId, RoomId
from sync.store.chat_rows import PersonRow, PollStanding, PostRow
from sync.store.connection import Connection
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.read import polls as read_polls
from ui.chat import words
from ui.common import dates

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
_STEP = 50
"""Posts that one more page has while one scrolls: a frame should not wait for more."""
MOST = 250
"""Posts that are shown at once: what is scrolled far away is let go, and read again when one comes back."""
_TOGETHER = 5 * 60 * 1000
"""Posts of one person within this time (milliseconds) stand together under one name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as it is shown: with what stands around it."""

    row: PostRow
    day: str
    """The day that begins here, empty in the middle of one."""
    head: bool
    """Whether the name of the sender stands over it."""
    quoted: str
    reactions: tuple[tuple[str, tuple[str, ...]], ...]
    """Emoji and the people behind each."""
    fresh: bool = False
    """The first post that was not read when the room was opened."""
    replies: int = 0
    """Answers in the thread that it began."""
    readers: tuple[PersonRow, ...] = ()
    """People who have read up to here and no further."""
    standing: PollStanding | None = None
    """How its poll stands."""


@dataclass(slots=True)
class _Reading:
    """Rows that were read and are not shown yet."""

    rows: list[Shown] = field(default_factory=list)


class TimelineModel(QAbstractListModel):
    """Rows of the stretch, oldest first. `changing` and `changed` stand around every change, for a view to keep its place."""

    changing = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room: RoomId | None = None
        self.root = RemoteId("")
        """The thread that is shown instead of the room itself."""
        self.rows: list[Shown] = []
        self.me = ""
        self._low = 0
        self._high = read_room.LAST
        self._unread_from: RemoteId = RemoteId("")
        self.gap = False
        """Posts before the first one are on the server and not here."""
        self.complete = False
        """Nothing older is here."""

    @property
    def live(self) -> bool:
        """Whether the stretch goes to the end of the room."""
        return self._high == read_room.LAST

    @property
    def low(self) -> int:
        """The position from which on everything that is here is shown."""
        return self._low

    # --- moving

    def show_room(self, connection: Connection | None, room: RoomId | None, read_up_to: str = "") -> None:
        """Show the end of a room. After `read_up_to` stands the mark of what is new."""
        with self._anew() as before:
            self.room, self._unread_from, self.root = room, RemoteId(read_up_to), RemoteId("")
            if connection is not None and room is not None:
                self._open_end(connection, room)
                before.rows = self._read(connection)

    def show_thread(self, connection: Connection, room: RoomId, root: RemoteId) -> None:
        """Show a thread as a whole."""
        with self._anew() as before:
            self.room, self.root, self._low, self._high = room, root, 0, read_room.LAST
            self.complete, self.gap = True, False
            before.rows = self._read(connection)

    def show_around(self, connection: Connection, position: int) -> None:
        """Show the stretch around a position."""
        if self.room is None:
            return
        with self._anew() as before:
            page = read_room.page_before(connection, self.room, position, PAGE)
            after = read_room.page_after(connection, self.room, position - 1, PAGE)
            self._low, self.gap, self.complete = page.low, page.gap, not page.more
            self._high = after[-1].position if len(after) == PAGE else read_room.LAST
            before.rows = self._read(connection)

    def show_end(self, connection: Connection) -> None:
        """Go back to the end of the room."""
        if self.room is not None and not self.live:
            with self._anew() as before:
                self._open_end(connection, self.room)
                before.rows = self._read(connection)

    def refresh(self, connection: Connection) -> None:
        """Read again what is shown, and tell the views only what is different."""
        if self.room is not None:
            self._become(self._read(connection))

    def read_older(self, connection: Connection) -> bool:
        """Show one more page of what is here; return whether there was one."""
        if self.room is None or self.root:
            return False
        page = read_room.page_before(connection, self.room, self._low, _STEP)
        self._low, self.gap, self.complete = page.low, page.gap, not page.more
        if not page.rows:
            return False
        if len(self.rows) + len(page.rows) > MOST:
            last = self.rows[MOST - len(page.rows) - 1].row
            self._high = last.position
        self._become(self._read(connection))
        return True

    def read_newer(self, connection: Connection) -> bool:
        """Show one more page towards the end; return whether there was one."""
        if self.room is None or self.live:
            return False
        after = read_room.page_after(connection, self.room, self._high, _STEP)
        self._high = after[-1].position if len(after) == _STEP else read_room.LAST
        surplus = len(self.rows) + len(after) - MOST
        if surplus > 0:
            self._low, self.gap, self.complete = self.rows[surplus].row.position, False, False
        self._become(self._read(connection))
        return True

    def forget_mark(self) -> None:
        """Take the mark of what is new away with the next reading."""
        self._unread_from = RemoteId("")

    def last_post(self) -> PostRow | None:
        """Return the newest post that the server has."""
        return next((shown.row for shown in reversed(self.rows) if shown.row.remote_id), None)

    def place_of(self, name: RemoteId) -> QModelIndex:
        """Return where a post stands, by how the server names it."""
        return next((self.index(at) for at, one in enumerate(self.rows) if one.row.remote_id == name), QModelIndex())

    @contextmanager
    def _anew(self) -> Iterator[_Reading]:
        """Begin anew with the rows that the block read. Views are told once it has; where it fails, all stays as it was."""
        was = self.room, self.root, self._low, self._high, self.gap, self.complete, self._unread_from
        reading = _Reading()
        try:
            yield reading
        except BaseException:
            self.room, self.root, self._low, self._high, self.gap, self.complete, self._unread_from = was
            raise
        self.beginResetModel()
        self.rows = reading.rows
        self.endResetModel()

    # --- reading

    def _open_end(self, connection: Connection, room: RoomId) -> None:
        page = read_room.page_before(connection, room, read_room.LAST, PAGE)
        self._low, self._high, self.gap, self.complete = page.low, read_room.LAST, page.gap, not page.more

    def _read(self, connection: Connection) -> list[Shown]:
        room = self.room
        if room is None:
            return []
        if self.root:
            posts = read_room.thread(connection, room, self.root)
        else:
            posts = read_room.between(connection, room, self._low, self._high)
        if self.live:
            waiting = read_chat.waiting(connection, room)
            posts += [row for row in waiting if row.thread == self.root]
        names = [row.remote_id for row in posts if row.remote_id]
        about = [row.reply_to for row in posts if row.reply_to]
        return self._arranged(
            posts,
            read_room.named(connection, room, about) if about else {},
            read_room.reactions(connection, room, names),
            {} if self.root else read_room.replies(connection, room, names),
            read_room.readers(connection, room) if self.live and not self.root else {},
            read_polls.standings(connection, posts),
        )

    def _arranged(
        self,
        posts: list[PostRow],
        named: dict[RemoteId, PostRow],
        reactions: dict[RemoteId, dict[str, tuple[str, ...]]],
        replies: dict[RemoteId, int],
        readers: dict[RemoteId, list[PersonRow]],
        standings: dict[RemoteId, PollStanding],
    ) -> list[Shown]:
        found: list[Shown] = []
        before: PostRow | None = None
        unread = fresh = False
        for row in posts:
            day = dates.group(row.sent // 1000)
            new_day = before is None or dates.group(before.sent // 1000) != day
            mark = unread and not fresh and row.sender not in ("", self.me) and row.kind is not PostKind.CHANGE
            fresh = fresh or mark
            together = (
                before is not None
                and not new_day
                and not mark
                and before.sender == row.sender
                and before.kind is not PostKind.CHANGE
                and 0 <= row.sent - before.sent < _TOGETHER
            )
            quoted = named.get(row.reply_to) if row.reply_to else None
            text = f"{words.person(quoted)} : {words.body(quoted)}" if quoted else "…" if row.reply_to else ""
            read = tuple(one for one in readers.get(row.remote_id, ()) if one.person not in (self.me, row.sender))
            found.append(
                Shown(
                    row,
                    day if new_day else "",
                    row.kind is not PostKind.CHANGE and not together,
                    text.partition("\n")[0],
                    tuple(reactions.get(row.remote_id, {}).items()),
                    mark,
                    replies.get(row.remote_id, 0),
                    read[:8],
                    standings.get(row.remote_id),
                )
            )
            unread = unread or (bool(self._unread_from) and row.remote_id == self._unread_from)
            before = row
        return found

    def _become(self, rows: list[Shown]) -> None:
        """Turn the present rows into these, keeping what is the same where it is."""
        if rows == self.rows:
            return
        self.changing.emit()
        old, new = [_key(shown) for shown in self.rows], [_key(shown) for shown in rows]
        places = {key: at for at, key in enumerate(new)}
        gone = next((at for at, key in enumerate(old) if key in places), len(old))
        self._remove(0, gone)
        del old[:gone]
        start = places[old[0]] if old else 0
        kept = 0
        while kept < len(old) and start + kept < len(new) and old[kept] == new[start + kept]:
            kept += 1
        self._remove(kept, len(old))
        if start:
            self.beginInsertRows(QModelIndex(), 0, start - 1)
            self.rows[:0] = rows[:start]
            self.endInsertRows()
        different = [at for at in range(len(self.rows)) if self.rows[at] != rows[at]]
        for at in different:
            self.rows[at] = rows[at]
        if different:
            self.dataChanged.emit(self.index(different[0]), self.index(different[-1]))
        if len(self.rows) < len(rows):
            self.beginInsertRows(QModelIndex(), len(self.rows), len(rows) - 1)
            self.rows += rows[len(self.rows) :]
            self.endInsertRows()
        self.changed.emit()

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self.rows[first:end]
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words.spoken(shown.row, shown.standing)
        return None


def _key(shown: Shown) -> tuple[int, str, RemoteId]:
    row = shown.row
    return int(row.id), row.operation if not row.id else "", row.remote_id
