"""A quiet strip above a letter: one sentence, and at most one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui import theme
from ui.common.labels import label


class Banner(QFrame):
    """`tone` is `accent`, `warning` or `danger`."""

    chosen = Signal()

    def __init__(self, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setProperty("card", tone)
        self._picture = QLabel(self)
        self._text = label("", "", self, wrap=True)
        self._button = QPushButton(self)
        self._button.setProperty("kind", "link")
        self._button.clicked.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        theme.changes().theme_changed.connect(self._draw)
        self._draw()
        self.hide()

    def show_text(self, text: str, action: str = "") -> None:
        """Show a sentence, with a button where `action` names one."""
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()

    def _draw(self) -> None:
        role = "accent_ink" if self._tone == "accent" else self._tone
        self._picture.setPixmap(theme.pixmap(self._icon, role, theme.px(18)))
