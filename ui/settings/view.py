"""The settings: a list of pages and the page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui import theme
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences
from ui.settings.about import AboutPage
from ui.settings.pages import AppearancePage, NotificationsPage, ReadingPage
from ui.settings.security import SecurityPage
from ui.settings.sovereignty import SovereigntyPage


class SettingsView(QWidget):
    """Pages by key: accounts (given by the shell), appearance, reading, notifications, security, sovereignty, about."""

    lock_requested = Signal()

    def __init__(
        self, link: Link, live: Live, preferences: Preferences, accounts: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Settings"))
        self._keys: list[str] = []
        self._icons: list[str] = []
        self._list = QListWidget(self)
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self.tr("Pages of the settings"))
        self._list.setFixedWidth(theme.px(220))
        self._list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._stack = QStackedWidget(self)
        self.security = SecurityPage(link, live, preferences, self)
        self.sovereignty = SovereigntyPage(link, live, preferences, self)
        self.security.lock_requested.connect(self.lock_requested)
        for key, icon, words, page in (
            ("accounts", "at-sign", self.tr("Accounts"), accounts),
            ("appearance", "palette", self.tr("Appearance"), AppearancePage(preferences, self)),
            ("reading", "book-open", self.tr("Reading and writing"), ReadingPage(preferences, self)),
            ("notifications", "bell", self.tr("Notifications"), NotificationsPage(preferences, self)),
            ("security", "shield", self.tr("Security"), self.security),
            ("sovereignty", "globe", self.tr("Sovereignty"), self.sovereignty),
            ("about", "info", self.tr("About"), AboutPage(self)),
        ):
            self._keys.append(key)
            self._icons.append(icon)
            self._list.addItem(QListWidgetItem(QIcon(), words))
            self._stack.addWidget(page)
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        theme.changes().theme_changed.connect(self._draw)
        self._draw()
        self._list.setCurrentRow(0)

    @property
    def keys(self) -> list[str]:
        """The keys of the pages, top down."""
        return list(self._keys)

    def show_page(self, key: str) -> None:
        """Show a page."""
        self._list.setCurrentRow(self._keys.index(key))

    @Slot()
    def _draw(self) -> None:
        for place, icon in enumerate(self._icons):
            item = self._list.item(place)
            item.setIcon(theme.icon(icon))
            item.setSizeHint(QSize(0, theme.px(36)))  # what the list finds by itself before it is styled is too low
