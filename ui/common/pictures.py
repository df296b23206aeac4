"""Pictures that are asked for when they are first shown: decoded beside the window's thread, the last few kept."""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from sync.model.faults import Fault
from ui.common.slots import slot_async

_QUALITY = 85


class PictureShelf(QObject):
    """`arrived(key)` tells that a picture can be drawn now. What could not be brought is asked for again by `look_again`."""

    arrived = Signal(object)

    def __init__(self, most: int, at_once: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most, self._at_once = most, at_once
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._stale: set[Hashable] = set()
        self._wanted: list[Hashable] = []
        self._under_way: set[Hashable] = set()

    def picture(self, key: Hashable) -> QPixmap | None:
        """Return a picture; None where it is not here (then it is brought and told of), or cannot be."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        if (found is None or key in self._stale) and key not in self._under_way and key not in self._wanted:
            self._wanted.append(key)
            self._next()
        return found if found is not None and not found.isNull() else None

    def look_again(self) -> None:
        """Bring what is shown again; until it is here, what was known goes on being shown."""
        self._stale = set(self._kept)

    @abstractmethod
    async def bring(self, key: Hashable) -> QImage:
        """Return the picture, a null one where there is none. A fault means the same."""

    def _next(self) -> None:
        while self._wanted and len(self._under_way) < self._at_once:
            key = self._wanted.pop()  # what was scrolled to last is looked at now
            self._under_way.add(key)
            self._bring(key)

    @slot_async
    async def _bring(self, key: Hashable) -> None:
        try:
            image = await self.bring(key)
        except Fault:
            image = QImage()  # gone, or unreadable: what stands in its place stays
        finally:
            self._under_way.discard(key)
            self._next()
        self._stale.discard(key)
        self._kept[key] = QPixmap.fromImage(image)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        self.arrived.emit(key)


def fitted(octets: bytes, largest: QSize) -> QImage:
    """Return a picture no larger than that, a null one where it cannot be read."""
    reader, _buffer = _reader(octets)
    size = reader.size()
    if size.isValid() and (size.width() > largest.width() or size.height() > largest.height()):
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def square(octets: bytes, side: int = 256) -> QImage:
    """Return the middle of a picture as a square of at most `side` pixels, a null one where it cannot be read."""
    reader, _buffer = _reader(octets)
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


def as_jpeg(image: QImage) -> bytes:
    """Return a picture as JPEG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload] # stub
    return bytes(buffer.data().data())


def _reader(octets: bytes) -> tuple[QImageReader, QBuffer]:
    """Return a reader, and what it reads from: it has to outlive the reader."""
    buffer = QBuffer()
    buffer.setData(QByteArray(octets))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer
