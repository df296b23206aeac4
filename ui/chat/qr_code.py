"""A code for the camera of another device, drawn dark on light whatever the theme, as scanners want it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_SIDE = 296
_QUIET = 4
"""Modules of white around it (ISO/IEC 18004)."""


class QrCode(QWidget):
    """Empty until it is given octets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._octets = b""
        self._rows: list[bytes] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Code to be scanned by the other device"))

    @property
    def modules(self) -> list[bytes]:
        """The rows of the code, without the white around it."""
        return self._rows

    def show_octets(self, octets: bytes) -> None:
        """Show this code."""
        if octets != self._octets:
            from segno import make_qr

            self._octets = octets
            self._rows = [bytes(row) for row in make_qr(octets, mode="byte", error="m").matrix]
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE), theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor("white"))
            if not self._rows:
                return
            across = len(self._rows) + 2 * _QUIET
            step = min(self.width(), self.height()) // across or 1
            start = (min(self.width(), self.height()) - step * len(self._rows)) // 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("black"))
            for down, row in enumerate(self._rows):
                for along, dark in enumerate(row):
                    if dark:
                        painter.drawRect(QRectF(start + along * step, start + down * step, step, step))
