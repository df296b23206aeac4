"""The banner under the top bar: what is wrong with the whole window, told once, with at most one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui import theme
from ui.common.forms import Card, button, set_property
from ui.common.labels import label


class Banner(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acted: Callable[[], object] | None = None
        self._card = Card(self, tone="warning", row=True)
        self._picture = QLabel(self._card)
        self._text = label("", "", self._card, wrap=True)
        self._button = button("", self._act, kind="quiet", parent=self._card)
        self._card.box.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._card.box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._card.box.addWidget(self._text, 1)
        self._card.box.addWidget(self._button)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
        row.addWidget(self._card)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(
        self, text: str, *, tone: str = "warning", action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show this sentence; an empty one hides the banner."""
        if text and text != self._text.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._acted = on_action
        set_property(self._card, "card", tone)
        role = {"warning": "warning", "danger": "danger"}.get(tone, "accent_ink")
        self._picture.setPixmap(theme.pixmap("triangle-alert" if tone != "accent" else "info", role, theme.px(20)))
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    @Slot()
    def _act(self) -> None:
        if self._acted is not None:
            self._acted()
