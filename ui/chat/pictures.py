"""Pictures of posts: asked of the engine once they are to be shown."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage, QPixmap

from sync.model.chat import PostKind
from sync.model.faults import Rejected
from sync.model.ids import BlobName
from sync.rpc import messages as m
from sync.store.blobs import Blobs
from sync.store.chat_rows import PostRow
from sync.store.connection import Connection
from ui.common.pictures import PictureShelf, fitted
from ui.link import Link

_KEPT = 120
_AT_ONCE = 4
_LARGEST = QSize(800, 600)
BROUGHT_SECONDS = 120
SMALL_OCTETS = 8 * 1024 * 1024
"""A picture that has no smaller one is brought by itself up to this size."""


class Pictures(PictureShelf):
    """By the id of the post."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(_KEPT, _AT_ONCE, parent)
        self._link = link
        self.blocked: set[int] = set()
        """Posts whose file the server's antivirus does not let through."""

    def has_preview(self, row: PostRow) -> bool:
        """Whether there is something to draw of a post's file."""
        media = row.media
        if media is None or not row.id:
            return False
        if row.kind in (PostKind.IMAGE, PostKind.STICKER):
            return bool(media.preview) or media.size <= SMALL_OCTETS
        return bool(media.preview) or (media.media_type == "application/pdf" and media.size <= SMALL_OCTETS)

    def of(self, row: PostRow) -> QPixmap | None:
        """Return the picture of a post; None: it is asked for now, or opening the file says why there is none."""
        return self.picture(row.id)

    async def bring(self, key: Hashable) -> QImage:
        """Ask the engine for what is to be seen of a post's file."""
        try:
            kept = await self._link.ask_for(m.OpenPostFile(int(str(key)), preview=True), m.Kept, BROUGHT_SECONDS)
        except Rejected as fault:
            if fault.code == "media_not_clean":
                self.blocked.add(int(str(key)))
            raise

        def read(connection: Connection) -> QImage:
            return fitted(Blobs(self._link.profile, self._link.keys).read(connection, BlobName(kept.blob)), _LARGEST)

        return await self._link.read_in_background(read)
