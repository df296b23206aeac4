"""What the person wants of a room, as operations for the outbox and commands for the engine."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from sync.model.chat import (
    ChangeRoom,
    EditPost,
    InvitePerson,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    PostToRoom,
    React,
    RedactPost,
    RemovePerson,
    SortRoom,
    Upload,
)
from sync.model.faults import AuthNeeded, Fault, Offline, Transient
from sync.model.ids import BlobName, ItemId, RoomId, new_operation_id
from sync.model.operations import Intention
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.item_rows import FileRow
from ui.chat.composer import Begun, Written
from ui.common.blobs import keep_bytes
from ui.common.filenames import safe_name
from ui.common.kinds import media_type_of
from ui.common.slots import slot_async, slot_owed
from ui.link import Link

_FILE_SECONDS = 600
_BROUGHT_SECONDS = 3600


class Intents(QObject):
    """Turns clicks into operations."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link

    async def _intend(self, account: int, intention: Intention) -> None:
        kind, text = intention_to_json(intention)
        await self._link.ask(m.Intend(new_operation_id(), account, kind, text.encode()))

    @slot_owed
    async def intend(self, account: int, intention: Intention) -> None:
        """Put an operation into the outbox."""
        await self._intend(account, intention)

    @slot_owed
    async def say(self, room: RoomRow, written: Written, thread: ItemId | None) -> None:
        """Say something, or write a post anew."""
        about = written.about.id if written.about is not None else None
        if written.edits and about is not None:
            edit = EditPost(room.id, about, written.text, written.html, written.mentions)
            await self._intend(room.account, edit)
            return
        await self._intend(
            room.account, PostToRoom(room.id, written.text, written.html, about, thread, written.mentions)
        )

    @slot_owed
    async def send_files(self, room: RoomRow, paths: Sequence[str], thread: ItemId | None) -> None:
        """Send files of this machine, each as a post of its own: copied first, so that they may change or go afterwards."""
        for path in paths:
            kept = await self._link.ask_for(m.KeepPath(path), m.Kept, _FILE_SECONDS)
            media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
            size = QImageReader(path).size() if media_type.startswith("image/") else None
            width, height = (size.width(), size.height()) if size is not None and size.isValid() else (0, 0)
            name = Path(path).name
            upload = Upload(BlobName(kept.blob), name, media_type, kept.size, width, height)
            await self._intend(room.account, PostToRoom(room.id, name, thread=thread, upload=upload))

    @slot_owed
    async def send_rows(self, room: RoomRow, rows: Sequence[FileRow], thread: ItemId | None) -> None:
        """Send files of a drive, brought here where they are not."""
        for row in rows:
            kept = await self._link.ask_for(m.OpenFile(row.id), m.Kept, _BROUGHT_SECONDS)
            media_type = media_type_of(row.media_type, row.name) or "application/octet-stream"
            name = safe_name(row.name)
            upload = Upload(BlobName(kept.blob), name, media_type, kept.size)
            await self._intend(room.account, PostToRoom(room.id, name, thread=thread, upload=upload))

    @slot_owed
    async def send_picture(self, room: RoomRow, image: QImage, name: str, thread: ItemId | None) -> None:
        """Send a picture that was pasted."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        kept = await keep_bytes(self._link, bytes(buffer.data().data()))
        upload = Upload(BlobName(kept.blob), name, "image/png", kept.size, image.width(), image.height())
        await self._intend(room.account, PostToRoom(room.id, name, thread=thread, upload=upload))

    def react(self, room: RoomRow, row: PostRow, key: str, *, wanted: bool = True) -> None:
        """React to a post, or take the own reaction back."""
        self.intend(room.account, React(room.id, row.id, key, wanted))

    def redact(self, room: RoomRow, row: PostRow) -> None:
        """Take a post away."""
        self.intend(room.account, RedactPost(room.id, row.id))

    def mark_read(self, room: RoomRow, row: PostRow) -> None:
        """Say that the user has read up to a post."""
        self.intend(room.account, MarkRead(room.id, row.id))

    def join(self, room: RoomRow) -> None:
        """Accept an invitation."""
        self.intend(room.account, JoinRoom(room.id))

    def leave(self, room: RoomRow) -> None:
        """Leave a room, or decline an invitation."""
        self.intend(room.account, LeaveRoom(room.id))

    def invite(self, room: RoomRow, person: str) -> None:
        """Invite somebody."""
        self.intend(room.account, InvitePerson(room.id, person))

    def remove(self, room: RoomRow, person: str, *, banned: bool) -> None:
        """Make somebody leave."""
        self.intend(room.account, RemovePerson(room.id, person, banned=banned))

    def change(self, room: RoomRow, name: str | None, topic: str | None) -> None:
        """Give a room another name or topic."""
        self.intend(room.account, ChangeRoom(room.id, name, topic))

    def pin(self, room: RoomRow, pinned: Sequence[ItemId]) -> None:
        """Pin these posts, and no others."""
        self.intend(room.account, ChangeRoom(room.id, pinned=tuple(pinned)))

    def sort(self, room: RoomRow, *, favourite: bool | None = None, low: bool | None = None, muted: bool | None = None) -> None:
        """Put a room elsewhere in the list, or quieten it."""
        self.intend(room.account, SortRoom(room.id, favourite, low, muted))

    @slot_owed
    async def keep_begun(self, room: RoomId, begun: Begun) -> None:
        """Keep what was begun in a room."""
        await self._link.ask(m.KeepRoomDraft(room, begun.text, begun.called))

    @slot_async
    async def say_typing(self, room: RoomId, typing: bool) -> None:
        """Tell the others that one is writing; where that cannot be told, nothing is lost."""
        try:
            await self._link.ask(m.SayTyping(room, typing), 10)
        except (Offline, Transient, AuthNeeded):
            return
        except Fault as fault:
            if fault.kind not in ("rejected", "unsupported", "gone"):
                raise
