"""Pictures of posts: asked of the engine once they are to be shown, decoded in the background, the last few kept."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from sync.model.chat import PostKind
from sync.model.faults import Fault
from sync.model.ids import BlobName, ItemId
from sync.rpc import messages as m
from sync.store.blobs import Blobs
from sync.store.chat_rows import PostRow
from sync.store.connection import Connection
from ui.common.slots import slot_async
from ui.link import Link

_KEPT = 120
_AT_ONCE = 4
_LARGEST = QSize(800, 600)
BROUGHT_SECONDS = 120
SMALL_OCTETS = 8 * 1024 * 1024
"""A picture that has no smaller one is brought by itself up to this size."""


class Pictures(QObject):
    """`arrived(post)` tells that a picture can be drawn now."""

    arrived = Signal(object)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._kept: OrderedDict[ItemId, QPixmap] = OrderedDict()
        self._wanted: list[ItemId] = []
        self._under_way: set[ItemId] = set()
        self._failed: set[ItemId] = set()

    def has_preview(self, row: PostRow) -> bool:
        """Whether there is something to draw of a post's file."""
        media = row.media
        if media is None or not row.id:
            return False
        if row.kind in (PostKind.IMAGE, PostKind.STICKER):
            return bool(media.preview) or media.size <= SMALL_OCTETS
        return bool(media.preview) or (media.media_type == "application/pdf" and media.size <= SMALL_OCTETS)

    def of(self, row: PostRow) -> QPixmap | None:
        """Return the picture of a post; None: it is asked for now."""
        known = self._kept.get(row.id)
        if known is not None:
            self._kept.move_to_end(row.id)
            return known
        if row.id not in self._failed and row.id not in self._under_way and row.id not in self._wanted:
            self._wanted.append(row.id)
            self._next()
        return None

    def _next(self) -> None:
        while self._wanted and len(self._under_way) < _AT_ONCE:
            post = self._wanted.pop()  # what was scrolled to last is looked at now
            self._under_way.add(post)
            self._bring(post)

    @slot_async
    async def _bring(self, post: ItemId) -> None:
        try:
            kept = await self._link.ask_for(m.OpenPostFile(post, preview=True), m.Kept, BROUGHT_SECONDS)
            image = await self._link.read_in_background(self._decode, BlobName(kept.blob))
        except Fault:
            self._failed.add(post)  # the place holder stays; opening the file says why
        else:
            if image.isNull():
                self._failed.add(post)
            else:
                self._kept[post] = QPixmap.fromImage(image)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
                self.arrived.emit(post)
        finally:
            self._under_way.discard(post)
            self._next()

    def _decode(self, connection: Connection, name: BlobName) -> QImage:
        return decoded(Blobs(self._link.profile, self._link.keys).read(connection, name), _LARGEST)


def decoded(content: bytes, largest: QSize) -> QImage:
    """Return a picture no larger than that, an empty one where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > largest.width() or size.height() > largest.height()):
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
