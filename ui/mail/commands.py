"""Every command of the mail area once: its words, icon and keys, for buttons, menus, the palette and the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import theme


class Commands:
    """Builds `QAction`s that work wherever the focus is inside the area, but not while a text is typed."""

    def __init__(self, area: QWidget) -> None:
        self._area = area
        self.by_name: dict[str, QAction] = {}

    def add(self, name: str, text: str, icon: str, chosen: Callable[[], object], *keys: str) -> QAction:
        """Add a command. `keys` are portable key sequences, the first is shown."""
        action = QAction(text, self._area)
        action.setProperty("icon_name", icon)
        theme.set_icon(action, icon, soon=True)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: chosen())
        self._area.addAction(action)
        self.by_name[name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def menu(self, title: str, icon: str, *names: str) -> QMenu:
        """Return a menu of commands; an empty name is a separator."""
        menu = QMenu(title, self._area)
        menu.setProperty("icon_name", icon)
        for name in names:
            if name:
                menu.addAction(self.by_name[name])
            else:
                menu.addSeparator()
        return menu

    def enable(self, wanted: bool, *names: str) -> None:
        """Enable or disable commands."""
        for name in names:
            self.by_name[name].setEnabled(wanted)
