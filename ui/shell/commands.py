"""The window's own commands, and the menus with those of the areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ui.preferences import Preferences
from ui.shell.area import AreaSpec
from ui.shell.menus import Menus, make_action


class Commands(QObject):
    """What one can do anywhere in the window; the window connects the signals."""

    palette_wanted = Signal()
    area_wanted = Signal(str)
    page_wanted = Signal(str)
    account_wanted = Signal()
    lock_wanted = Signal()
    quit_wanted = Signal()
    shortcuts_wanted = Signal()
    offline_turned = Signal(bool)

    def __init__(self, window: QMainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self.menus = Menus(window)
        make = partial(make_action, self)
        self.offline = make(self.tr("Work offline"), keys="Ctrl+Shift+O", icon="wifi-off", checkable=True)
        self.offline.setChecked(bool(preferences.value("shell.offline")))
        self.offline.toggled.connect(self.offline_turned)
        self.menu_bar = make(self.tr("Show the menu bar"), keys="Ctrl+M", icon="menu", checkable=True)
        self.menu_bar.triggered.connect(lambda shown: preferences.set_value("show_menu_bar", shown))
        self._first: list[QAction | None] = [
            make(self.tr("Search or command…"), self.palette_wanted, keys="Ctrl+K", icon="search"),
            self.offline,
            None,
            make(self.tr("Add an account…"), self.account_wanted, icon="plus"),
            make(self.tr("Lock now"), self.lock_wanted, keys="Ctrl+Shift+L", icon="lock"),
            None,
            make(self.tr("Quit"), self.quit_wanted, keys="Ctrl+Q", icon="x"),
        ]
        self._go: dict[str, QAction] = {}
        self._titles: dict[str, str] = {}
        """The menus of areas, by the area's key."""
        self._view: list[QAction | None] = [
            *(
                make(words, partial(preferences.set_value, "theme", scheme), icon=icon)
                for scheme, words, icon in (
                    ("system", self.tr("Theme like the system"), "monitor"),
                    ("light", self.tr("Light theme"), "sun"),
                    ("dark", self.tr("Dark theme"), "moon"),
                    ("contrast", self.tr("High-contrast theme"), "contrast"),
                )
            ),
            None,
            self.menu_bar,
        ]
        self._help: list[QAction | None] = [
            make(self.tr("Keyboard shortcuts"), self.shortcuts_wanted, keys=["?", "F1"], icon="keyboard"),
            make(self.tr("About Écritoire"), partial(self.page_wanted.emit, "about"), icon="info"),
        ]

    def fill(self, areas: Sequence[AreaSpec], mail: Sequence[QAction]) -> None:
        """Lay out the menus around the areas and the mail area's commands, and give the window its own."""
        self.menus.add(self.tr("&Écritoire"), self._first)
        self.menus.add(self.tr("&Mail"), mail)
        for spec in areas:
            chosen = partial(self.area_wanted.emit, spec.key)
            self._go[spec.key] = make_action(self, spec.name, chosen, keys=spec.keys, icon=spec.icon)
            if spec.commands:
                made = [make_action(self, one.text, one.chosen, keys=one.keys, icon=one.icon) for one in spec.commands]
                self._titles[spec.key] = spec.name
                self.menus.add(spec.name, made)
        self.menus.add(self.tr("&Go to"), list(self._go.values()))
        self.menus.add(self.tr("&View"), self._view)
        self.menus.add(self.tr("&Help"), self._help)
        self._window.addActions([action for action in self.menus.actions if action not in mail])
        self.menus.fill(self._window.menuBar())

    def offer_areas(self, can_reach: Callable[[str], bool]) -> None:
        """Offer the areas that can be opened and their commands, and no others."""
        for key, action in self._go.items():
            action.setVisible(can_reach(key))
            if key in self._titles:
                self.menus.offer(self._titles[key], offered=can_reach(key))

    def take_away(self) -> None:
        """Take the commands off the window: it is locked."""
        self._window.menuBar().clear()
        for action in self._window.actions():
            self._window.removeAction(action)
        self.menus.menu.deleteLater()
        self.deleteLater()
