"""Pictures of rooms and people: small ones, asked of the engine when they are first shown; initials stand in their place."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage, QPainter

from sync.model.ids import BlobName
from sync.rpc import messages as m
from sync.store.blobs import Blobs
from sync.store.connection import Connection
from ui.common.avatars import paint_avatar, paint_disc
from ui.common.pictures import PictureShelf, square
from ui.link import Link

_KEPT = 400
_AT_ONCE = 3
_SECONDS = 60
_SIDE = 128


class Faces(PictureShelf):
    """By account and address of the picture."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(_KEPT, _AT_ONCE, parent)
        self._link = link

    def paint(self, painter: QPainter, rect: QRectF, account: int, address: str, name: str, who: str) -> None:
        """Paint the disc of a room or a person."""
        picture = self.picture((account, address)) if address and account else None
        if picture is None:
            paint_avatar(painter, rect, name, who)
        else:
            paint_disc(painter, rect, picture)

    async def bring(self, key: Hashable) -> QImage:
        """Ask the engine for a picture."""
        account, address = key if isinstance(key, tuple) else (0, "")
        kept = await self._link.ask_for(m.BringFace(account, address), m.Kept, _SECONDS)

        def read(connection: Connection) -> QImage:
            return square(Blobs(self._link.profile, self._link.keys).read(connection, BlobName(kept.blob)), _SIDE)

        return await self._link.read_in_background(read)
