"""The menus: every command once, for the menu bar, the ≡ menu, the palette and the page of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui import theme


def make_action(
    owner: QObject,
    text: str,
    chosen: Callable[[], object] | SignalInstance | None = None,
    *,
    keys: str | Sequence[str] = (),
    icon: str = "",
    checkable: bool = False,
) -> QAction:
    """Return an action of the whole window. `keys` are portable key sequences."""
    action = QAction(text, owner)
    action.setCheckable(checkable)
    sequences = [keys] if isinstance(keys, str) else list(keys)
    action.setShortcuts([QKeySequence(sequence) for sequence in sequences if sequence])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    if icon:
        action.setProperty("icon_name", icon)
        theme.set_icon(action, icon, soon=True)
    if isinstance(chosen, SignalInstance):
        action.triggered.connect(chosen)
    elif chosen is not None:
        action.triggered.connect(lambda: chosen())
    return action


class Menus:
    """Groups of actions by title; shown as a menu bar and as one menu of menus."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.groups: dict[str, list[QAction]] = {}
        self.menu = QMenu(window)
        self._submenus: dict[str, QMenu] = {}

    def add(self, title: str, actions: Sequence[QAction | None]) -> None:
        """Add a group at the end; None is a separator."""
        menu = self._submenus.get(title)
        if menu is None:
            menu = self._submenus[title] = QMenu(title, self._window)
            self.menu.addMenu(menu)
        group = self.groups.setdefault(title, [])
        for action in actions:
            if action is None:
                menu.addSeparator()
                continue
            if action.isSeparator():
                menu.addAction(action)
                continue
            action.setProperty("menu_title", title.replace("&", ""))
            menu.addAction(action)
            group.append(action)

    def offer(self, title: str, *, offered: bool) -> None:
        """Offer a group, or take it away as a whole."""
        self._submenus[title].menuAction().setVisible(offered)
        for action in self.groups[title]:
            action.setVisible(offered)

    @property
    def actions(self) -> list[QAction]:
        """Every command."""
        return [action for group in self.groups.values() for action in group]

    def fill(self, bar: QMenuBar) -> None:
        """Show the groups in a menu bar."""
        bar.clear()
        for menu in self._submenus.values():
            bar.addMenu(menu)
