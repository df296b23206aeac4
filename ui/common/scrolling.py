"""Long lists that scroll by moving what is drawn already: a step of the wheel paints the rows that come into sight, no more.

Qt moves pixels only where a widget says that it covers its whole ground itself. Under a style sheet none does, so that each
step paints every row again: three times the work of a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView as _Base
else:
    _Base = object


class Scrolled(_Base):
    """A view that paints its ground, then its rows: stands before Qt's view among the bases, `cover_ground()` is called
    once the view is made."""

    _ground = "surface"

    def cover_ground(self) -> None:
        """Tell Qt that the view covers all of its ground."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under what has to be painted, then the rows."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.colour(self._ground))
        super().paintEvent(event)
