"""The empty state: what a place is for, and the one button that fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.common.labels import label


class EmptyState(QWidget):
    """A picture, a title, a sentence, and at most one button."""

    action_triggered = Signal()

    def __init__(self, icon: str, title: str, text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(title, "title", self)
        self._text = label(text, "soft", self, wrap=True)
        self._button = QPushButton(action, self)
        self._button.clicked.connect(self.action_triggered)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(32), theme.px(32), theme.px(32), theme.px(48))
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(theme.px(8))
        words = QWidget(self)  # labels that wrap get their height only in a layout of their own
        words.setMaximumWidth(theme.px(440))
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(8))
        for line in (self._title, self._text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setWordWrap(True)
            lines.addWidget(line)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(theme.px(8))
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changes().theme_changed.connect(self._draw)
        self.show_state(icon, title, text, action)

    def show_state(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Say something else."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, "border_strong", theme.px(48)))
