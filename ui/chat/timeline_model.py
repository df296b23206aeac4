"""The timeline: posts of a room by pages from the store, and below them what waits to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.chat import PostKind
from sync.model.ids import RemoteId, RoomId
from sync.store.chat_rows import PostRow
from sync.store.connection import Connection
from sync.store.read import chat as read_chat
from ui.chat import words
from ui.common import dates

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
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
    reactions: tuple[tuple[str, int], ...]


class TimelineModel(QAbstractListModel):
    """Rows from the oldest that was asked for to the newest. `grown(count)` tells that so many came on top."""

    grown = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room: RoomId | None = None
        self.rows: list[Shown] = []
        self._wanted = PAGE
        self.complete = False
        """Nothing older is in the store."""

    def show_room(self, connection: Connection | None, room: RoomId | None) -> None:
        """Show the end of a room."""
        rows = self._read(connection, room, PAGE) if connection is not None and room is not None else []
        self.beginResetModel()
        self.room, self._wanted, self.rows = room, PAGE, rows
        self.endResetModel()

    def refresh(self, connection: Connection) -> None:
        """Read again what is shown, and tell the views only what is different."""
        if self.room is not None:
            self._become(self._read(connection, self.room, self._wanted))

    def read_older(self, connection: Connection) -> bool:
        """Show one more page of what the store has; return whether there was one."""
        if self.complete or self.room is None:
            return False
        before, rows = len(self.rows), self._read(connection, self.room, self._wanted + PAGE)
        self._wanted += PAGE
        self._become(rows)
        self.grown.emit(len(self.rows) - before)
        return len(self.rows) > before

    @property
    def has_gap(self) -> bool:
        """Whether the oldest post that is shown has others before it on the server."""
        return bool(self.rows) and any(shown.row.gap for shown in self.rows[:1])

    def last_post(self) -> PostRow | None:
        """Return the newest post that the server has."""
        return next((shown.row for shown in reversed(self.rows) if shown.row.remote_id), None)

    def _read(self, connection: Connection, room: RoomId, wanted: int) -> list[Shown]:
        posts = read_chat.timeline(connection, room, limit=wanted)
        self.complete = len(posts) < wanted
        posts += read_chat.waiting(connection, room)
        named = {row.remote_id: row for row in posts}
        reactions = read_chat.reactions(connection, room, [row.remote_id for row in posts if row.remote_id])
        found: list[Shown] = []
        before: PostRow | None = None
        for row in posts:
            day = dates.group(row.sent // 1000)
            new_day = before is None or dates.group(before.sent // 1000) != day
            together = (
                before is not None
                and not new_day
                and before.sender == row.sender
                and before.kind is not PostKind.CHANGE
                and 0 <= row.sent - before.sent < _TOGETHER
            )
            quoted = named.get(row.reply_to) if row.reply_to else None
            text = f"{words.person(quoted)} : {words.body(quoted)}" if quoted else "…" if row.reply_to else ""
            counts = tuple((key, len(people)) for key, people in reactions.get(row.remote_id, {}).items())
            head = row.kind is not PostKind.CHANGE and not together
            found.append(Shown(row, day if new_day else "", head, text.partition("\n")[0], counts))
            before = row
        return found

    def _become(self, rows: list[Shown]) -> None:
        """Turn the present rows into these, keeping what is the same where it is."""
        old, new = [_key(shown) for shown in self.rows], [_key(shown) for shown in rows]
        start = 0
        if new and old and old[0] in new:
            start = new.index(old[0])
        kept = 0
        while kept < len(old) and start + kept < len(new) and old[kept] == new[start + kept]:
            kept += 1
        if kept < len(old):
            self.beginRemoveRows(QModelIndex(), kept, len(old) - 1)
            del self.rows[kept:]
            self.endRemoveRows()
        if start and kept:
            self.beginInsertRows(QModelIndex(), 0, start - 1)
            self.rows[:0] = rows[:start]
            self.endInsertRows()
        elif not kept:
            start = 0
        changed = [place for place in range(len(self.rows)) if self.rows[place] != rows[place]]
        for place in changed:
            self.rows[place] = rows[place]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        if len(self.rows) < len(rows):
            self.beginInsertRows(QModelIndex(), len(self.rows), len(rows) - 1)
            self.rows += rows[len(self.rows) :]
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = shown.row
            if row.kind is PostKind.CHANGE:
                return words.body(row)
            said = f"{words.person(row)}, {dates.clock(row.sent // 1000)} : {words.body(row)}"
            return " · ".join(part for part in (said, words.trust(row)[2], words.pending(row)[2]) if part)
        return None


def _key(shown: Shown) -> tuple[int, str, RemoteId]:
    row = shown.row
    return int(row.id), row.operation if not row.id else "", row.remote_id
