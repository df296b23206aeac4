"""Photos of contacts: asked of the engine when they are first shown, decoded beside the window's thread."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from sync.model.faults import Fault
from sync.model.ids import ItemId
from sync.rpc import messages as m
from ui.common.avatars import paint_avatar
from ui.common.slots import slot_async
from ui.link import Link

SIDE = 256
_KEPT = 400
_AT_ONCE = 3
_QUALITY = 85


def decoded(octets: bytes, side: int = SIDE) -> QImage:
    """Return a picture as a square of at most `side` pixels, its middle; a null image where it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(octets))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        short = min(whole.width(), whole.height())
        if short > side:
            reader.setScaledSize(QSize(round(whole.width() * side / short), round(whole.height() * side / short)))
    image = reader.read()
    if image.isNull():
        return image
    short = min(image.width(), image.height())
    return image.copy(QRect((image.width() - short) // 2, (image.height() - short) // 2, short, short))


def encoded(image: QImage) -> bytes:
    """Return a picture as JPEG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload] # stub
    return bytes(buffer.data().data())


class Photos(QObject):
    """The photos lately shown, by contact."""

    photo_arrived = Signal(object)
    """The contact's id."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._photos: OrderedDict[ItemId, QPixmap] = OrderedDict()
        self._stale: set[ItemId] = set()
        self._asked: set[ItemId] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    def photo(self, item: ItemId) -> QPixmap | None:
        """Return a photo, None where it is not here yet: then it is brought, and told of."""
        found = self._photos.get(item)
        if (found is None or item in self._stale) and item not in self._asked:
            self._asked.add(item)
            self._bring(item)
        return found if found is not None and not found.isNull() else None

    def may_have_changed(self) -> None:
        """Bring what is shown again; until it is here, what was known goes on being shown."""
        self._stale = set(self._photos)

    def paint(self, painter: QPainter, rect: QRectF, item: ItemId, name: str, address: str, *, has_photo: bool) -> None:
        """Paint a person's disc: the photo, or the initials."""
        picture = self.photo(item) if has_photo else None
        if picture is None:
            paint_avatar(painter, rect, name, address)
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        disc = QPainterPath()
        disc.addEllipse(rect)
        painter.setClipPath(disc)
        painter.drawPixmap(rect, picture, QRectF(picture.rect()))
        painter.restore()

    @slot_async
    async def _bring(self, item: ItemId) -> None:
        try:
            async with self._turns:
                answer = await self._link.ask_for(m.ContactPhoto(item), m.PicturesAnswer)
            found = answer.pictures.get("photo")
            image = await asyncio.to_thread(decoded, found[1]) if found is not None else QImage()
        except Fault:
            image = QImage()  # gone, or unreadable: the initials stay
        finally:
            self._asked.discard(item)
        self._stale.discard(item)
        self._photos[item] = QPixmap.fromImage(image)
        self._photos.move_to_end(item)
        while len(self._photos) > _KEPT:
            self._photos.popitem(last=False)
        self.photo_arrived.emit(item)
