"""The bar at the top: menu, palette field, the switch to work offline, and the state pill."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from ui import theme
from ui.common.forms import set_property, tool
from ui.shell.status import Status


class PaletteField(QPushButton):
    """Looks like a field and opens the palette; the shortcut stands at its right end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette_field")
        theme.set_icon(self, "search", "text_faint")
        self.setText("  " + self.tr("Search everywhere or type a command"))
        self.setAccessibleName(self.tr("Search everywhere or type a command (Ctrl+K)"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMaximumWidth(theme.px(560))
        self.setMinimumWidth(theme.px(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.width() < theme.px(320):
            return
        with QPainter(self) as painter:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_faint"))
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(self.rect().adjusted(0, 0, -theme.px(12), 0), right, "Ctrl K")


class StatePill(QPushButton):
    """Says how things stand; a click opens the outbox."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._status: Status | None = None
        theme.changes().theme_changed.connect(self._draw)

    @property
    def status(self) -> Status | None:
        """What is shown."""
        return self._status

    def show_status(self, status: Status) -> None:
        """Show this."""
        if status == self._status:
            return
        self._status = status
        self.setText(status.text)
        self.setAccessibleName(self.tr("State: {state}").format(state=status.text))
        self.setToolTip(self.tr("Open the outbox"))
        set_property(self, "tone", status.tone)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._status is None:
            return
        role = {"warning": "warning", "danger": "danger", "accent": "accent_ink"}.get(self._status.tone, "text_soft")
        if self._status.icon == "circle-check":
            role = "success"
        self.setIcon(theme.icon(self._status.icon, role))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._status is None or not self._status.total:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            room = QRectF(theme.px(14), self.height() - theme.px(5), self.width() - theme.px(28), theme.px(2))
            painter.setBrush(theme.colour("border_strong"))
            painter.drawRoundedRect(room, 1, 1)
            room.setWidth(room.width() * min(self._status.done / self._status.total, 1.0))
            painter.setBrush(theme.colour("accent_ink"))
            painter.drawRoundedRect(room, 1, 1)


class TopBar(QWidget):
    """One row over all areas."""

    palette_requested = Signal()
    outbox_requested = Signal()

    def __init__(self, menu: QMenu, offline: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(48))
        self.menu_button = tool("menu", self.tr("Menu"), parent=self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        self.field = PaletteField(self)
        self.field.clicked.connect(self.palette_requested)
        self.offline = tool("wifi", "", parent=self)
        self.offline.setCheckable(True)
        self.offline.setChecked(offline.isChecked())
        self.offline.clicked.connect(offline.trigger)
        offline.toggled.connect(self._show_offline)
        self.pill = StatePill(self)
        self.pill.clicked.connect(self.outbox_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(12), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.menu_button)
        row.addStretch(1)
        row.addWidget(self.field, 20)
        row.addStretch(1)
        row.addWidget(self.offline)
        row.addWidget(self.pill)
        self._show_offline(offline.isChecked())

    @Slot(bool)
    def _show_offline(self, offline: bool) -> None:
        self.offline.setChecked(offline)
        name = self.tr("Go online again") if offline else self.tr("Work offline")
        self.offline.setAccessibleName(name)
        self.offline.setToolTip(name)
        theme.set_icon(self.offline, "wifi-off" if offline else "wifi", "warning" if offline else "text_soft")
