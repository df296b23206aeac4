"""Photos of contacts: asked of the engine when they are first shown."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage, QPainter

from sync.model.ids import ItemId
from sync.rpc import messages as m
from ui.common.avatars import paint_avatar, paint_disc
from ui.common.pictures import PictureShelf, square
from ui.link import Link

_KEPT = 400
_AT_ONCE = 3


class Photos(PictureShelf):
    """The photos lately shown, by the id of the contact."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(_KEPT, _AT_ONCE, parent)
        self._link = link

    def paint(self, painter: QPainter, rect: QRectF, item: ItemId, name: str, address: str, *, has_photo: bool) -> None:
        """Paint a person's disc: the photo, or the initials."""
        picture = self.picture(item) if has_photo else None
        if picture is None:
            paint_avatar(painter, rect, name, address)
        else:
            paint_disc(painter, rect, picture)

    async def bring(self, key: Hashable) -> QImage:
        """Ask the engine for a photo."""
        answer = await self._link.ask_for(m.ContactPhoto(int(str(key))), m.PicturesAnswer)
        found = answer.pictures.get("photo")
        return await asyncio.to_thread(square, found[1]) if found is not None else QImage()
