"""The rail: the areas as icons with their names, and at its foot the outbox and the settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import theme
from ui.common.dates import figure
from ui.shell.area import AreaSpec

WIDTH = 56
"""At least; a name that needs more makes the rail wider."""


class RailButton(QToolButton):
    """An icon over its name, with a count where something waits."""

    def __init__(self, icon: str, name: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._name = name
        self._shortcut = shortcut
        self.count = 0
        self.setProperty("rail", "true")
        self.setText(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(48))
        self.set_count(0)
        self.toggled.connect(self._tint)
        theme.changes().theme_changed.connect(self._tint)
        self._tint()

    def set_count(self, count: int) -> None:
        """Show how many wait; 0 shows nothing."""
        self.count = count
        hint = f"{self._name} ({self._shortcut})" if self._shortcut else self._name
        self.setToolTip(hint)
        self.setAccessibleName(
            self.tr("{name}, {count}").format(name=self._name, count=figure(count)) if count else self._name
        )
        self.update()

    def _tint(self) -> None:
        self.setIcon(theme.icon(self._icon_name, "accent_ink" if self.isChecked() else "text_soft"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
            if self.count:
                self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        face = theme.font("caption")
        face.setPixelSize(theme.px(10))
        face.setWeight(face.Weight.DemiBold)
        painter.setFont(face)
        text = "99+" if self.count > 99 else str(self.count)
        height = theme.px(16)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + theme.px(8))
        left = self.width() // 2 + theme.px(4)
        badge = QRect(min(left, self.width() - width - 2), theme.px(3), width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(theme.colour("accent_text"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """The areas that exist, top down; `area_chosen(key)`."""

    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Areas"))
        self.setFixedWidth(theme.px(WIDTH))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, theme.px(8), 1, theme.px(8))
        self._column.setSpacing(theme.px(4))
        self._column.addStretch(1)
        self._areas = 0

    def add_area(self, spec: AreaSpec) -> None:
        """Add an area below the others, or at the foot."""
        name = spec.short or spec.name
        made = RailButton(spec.icon, name, spec.keys, self)
        face = theme.font("caption")
        face.setWeight(face.Weight.DemiBold)
        self.setFixedWidth(max(self.width(), QFontMetrics(face).horizontalAdvance(name) + theme.px(8)))
        made.setCheckable(True)
        made.clicked.connect(partial(self.area_chosen.emit, spec.key))
        self._group.addButton(made)
        self._buttons[spec.key] = made
        if spec.foot:
            self._column.addWidget(made)
        else:
            self._column.insertWidget(self._areas, made)
            self._areas += 1

    def show_chosen(self, key: str) -> None:
        """Mark the area that is shown."""
        self._buttons[key].setChecked(True)

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show the button of an area, or take it away."""
        self._buttons[key].setVisible(shown)

    def set_count(self, key: str, count: int) -> None:
        """Show how many wait in an area."""
        self._buttons[key].set_count(count)
