"""Avatars: initials on a colour derived from the address."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


def initials(name: str, address: str = "") -> str:
    """Return one or two capital letters for a person: `Claire Morvan` → `CM`."""
    words = [
        word
        for word in (name or address.split("@")[0]).replace(".", " ").replace("-", " ").split()
        if word[0].isalnum()
    ]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar_colours(address: str) -> tuple[QColor, QColor]:
    """Return ground and ink for an address: always the same pair for the same address under one theme, 4.5:1 apart."""
    hue = int.from_bytes(hashlib.sha256(address.casefold().encode()).digest()[:2], "big") / 65536
    if theme.scheme() == "contrast":
        return theme.colour("accent_soft"), theme.colour("text")
    dark = theme.scheme() == "dark"
    ground = colorsys.hls_to_rgb(hue, 0.26 if dark else 0.89, 0.32 if dark else 0.52)
    ink = colorsys.hls_to_rgb(hue, 0.86 if dark else 0.25, 0.55)
    return QColor.fromRgbF(*ground), QColor.fromRgbF(*ink)


def paint_avatar(painter: QPainter, rect: QRectF, name: str, address: str) -> None:
    """Paint a person's disc into `rect` (made square). Leaves the painter as it was."""
    side = min(rect.width(), rect.height())
    square = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    ground, ink = avatar_colours(address or name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(square)
    face = QFont(painter.font())
    face.setPixelSize(max(round(side * 0.38), 8))
    face.setWeight(QFont.Weight.DemiBold)
    painter.setFont(face)
    painter.setPen(ink)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, initials(name, address))
    painter.restore()


def paint_disc(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """Paint a square picture as a disc into `rect`. Leaves the painter as it was."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    disc = QPainterPath()
    disc.addEllipse(rect)
    painter.setClipPath(disc)
    painter.drawPixmap(rect, picture, QRectF(picture.rect()))
    painter.restore()


class Avatar(QWidget):
    """A person's disc as a widget; says the person's name to screen readers. `draw` paints it, where there is a picture."""

    def __init__(self, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = size
        self._name = self._address = ""
        self.draw: Callable[[QPainter, QRectF, str, str], None] = paint_avatar
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, name: str, address: str) -> None:
        """Show this person."""
        self._name, self._address = name, address
        self.setAccessibleName(name or address)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self.draw(painter, QRectF(self.rect()), self._name, self._address)
