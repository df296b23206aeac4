"""A picture of a person or a room in a form: seen as others will see it, chosen from a file, taken away."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sync.model.chat import Upload
from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from ui import theme
from ui.chat.faces import Faces
from ui.common.avatars import Avatar, paint_avatar, paint_disc
from ui.common.blobs import keep_bytes
from ui.common.forms import button
from ui.common.pictures import as_jpeg, square
from ui.common.slots import slot_async
from ui.link import Link

SIDE = 512
"""Pixels of a picture as it is sent: what other programs show is smaller."""


class PictureField(QWidget):
    """`picture` is what was chosen, `bare` that there shall be none; neither: as it is."""

    changed = Signal()

    def __init__(self, faces: Faces, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._faces, self._account = faces, account
        self._address = ""
        self.picture: QImage | None = None
        self.bare = False
        self._disc = Avatar(72, self)
        self._disc.draw = self._paint
        faces.arrived.connect(self._disc.update)
        self.choose = button(self.tr("Choose a picture…"), self._choose, icon="image", parent=self)
        self.drop = button(self.tr("No picture"), self.take_away, kind="link", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self._disc)
        column = QVBoxLayout()
        column.addWidget(self.choose)
        column.addWidget(self.drop)
        row.addLayout(column)
        row.addStretch(1)

    def show_picture(self, address: str, name: str, who: str) -> None:
        """Show how it is now."""
        self._address = address
        self._disc.set_person(name, who)
        self.drop.setEnabled(bool(address))

    @Slot()
    def take_away(self) -> None:
        """Have no picture."""
        self.picture, self.bare = None, True
        self._show()

    @slot_async
    async def take(self, path: str) -> None:
        """Take a picture of this computer, cut to a square. Raises `StoreFault("not_a_picture_file")`."""

        def read() -> QImage:
            try:
                return square(Path(path).read_bytes(), SIDE)
            except OSError:
                return QImage()

        image = await asyncio.to_thread(read)
        if image.isNull():
            raise StoreFault("not_a_picture_file", file=Path(path).name)
        self.picture, self.bare = image, False
        self._show()

    def _show(self) -> None:
        self.drop.setEnabled(not self.bare)
        self._disc.update()
        self.changed.emit()

    async def upload(self, link: Link) -> Upload | None:
        """Keep the chosen picture in the store, for the outbox; None where none was chosen."""
        if self.picture is None:
            return None
        kept = await keep_bytes(link, await asyncio.to_thread(as_jpeg, self.picture))
        side = self.picture.width()
        return Upload(BlobName(kept.blob), "picture.jpg", "image/jpeg", kept.size, side, side)

    @Slot()
    def _choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture…"), "", kinds)
        if path:
            self.take(path)

    def _paint(self, painter: QPainter, rect: QRectF, name: str, who: str) -> None:
        if self.picture is not None:
            paint_disc(painter, rect, QPixmap.fromImage(self.picture))
        elif self.bare:
            paint_avatar(painter, rect, name, who)
        else:
            self._faces.paint(painter, rect, self._account, self._address, name, who)
