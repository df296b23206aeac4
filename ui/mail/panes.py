"""The panes of the mail area: folders, list and letter side by side or below each other, their widths remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui import theme
from ui.preferences import Preferences

_SETTING = "mail.widths"
_WIDTHS = (220, 380, 720)
_LEAST = (160, 280, 320)


class Panes(QSplitter):
    """Lays three widgets out; the reading pane stands beside the list, below it, or nowhere."""

    def __init__(
        self,
        folders: QWidget,
        messages: QWidget,
        reader: QWidget,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._preferences, self._reader = preferences, reader
        self._keep = QTimer(self, singleShot=True, interval=800)
        self._keep.timeout.connect(self._save)
        self.folders = QWidget(self)
        self.shelf = QVBoxLayout(self.folders)
        self.shelf.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self.shelf.addWidget(folders, 1)
        self.inner = QSplitter(Qt.Orientation.Horizontal, self)
        for splitter, panes in ((self.inner, (messages, reader)), (self, (self.folders, self.inner))):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for number, pane in enumerate(panes):
                splitter.addWidget(pane)
                splitter.setStretchFactor(number, number)
            splitter.splitterMoved.connect(lambda: self._keep.start())
        for pane, least in zip((self.folders, messages, reader), _LEAST, strict=True):
            pane.setMinimumWidth(theme.px(least))
        self.setSizes([theme.px(_WIDTHS[0]), theme.px(_WIDTHS[1] + _WIDTHS[2])])
        self.inner.setSizes([theme.px(_WIDTHS[1]), theme.px(_WIDTHS[2])])
        preferences.preference_changed.connect(self._follow)
        self._follow("")

    @Slot()
    def toggle_folders(self) -> None:
        """Show the folder column, or make room."""
        self.folders.setVisible(self.folders.isHidden())

    @Slot(str)
    def _follow(self, name: str) -> None:
        widths = self._preferences.value(_SETTING, [])
        if name in ("", _SETTING) and isinstance(widths, list) and len(widths) == 4 and not self._keep.isActive():
            self.setSizes([int(width) for width in widths[:2]])
            self.inner.setSizes([int(width) for width in widths[2:]])
        if name in ("", "reading_pane"):
            below = self._preferences.value("reading_pane") == "bottom"
            self._reader.setVisible(self._preferences.value("reading_pane") != "off")
            self.inner.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)

    @Slot()
    def _save(self) -> None:
        self._preferences.set_value(_SETTING, [*self.sizes(), *self.inner.sizes()])
