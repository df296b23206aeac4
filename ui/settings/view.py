"""The settings: a list of pages and the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui import theme
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences


class SettingsView(QWidget):
    """Pages by key: accounts and mail (given by the shell), appearance, reading, notifications, files, security, network…"""

    lock_requested = Signal()

    def __init__(
        self,
        link: Link,
        live: Live,
        preferences: Preferences,
        accounts: QWidget,
        make_mail: Callable[[], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._live, self._preferences = link, live, preferences
        self._make_mail = make_mail
        self.setAccessibleName(self.tr("Settings"))
        self._keys: list[str] = []
        self._icons: list[str] = []
        self._list = QListWidget(self)
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self.tr("Pages of the settings"))
        self._list.setFixedWidth(theme.px(220))
        self._list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._stack = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {"accounts": accounts}
        for key, icon, words in (
            ("accounts", "at-sign", self.tr("Accounts")),
            ("mail", "mail", self.tr("Mail")),
            ("appearance", "palette", self.tr("Appearance")),
            ("reading", "book-open", self.tr("Reading and writing")),
            ("notifications", "bell", self.tr("Notifications")),
            ("files", "folder", self.tr("Files")),
            ("security", "shield", self.tr("Security")),
            ("network", "plug", self.tr("Network")),
            ("sovereignty", "globe", self.tr("Sovereignty")),
            ("about", "info", self.tr("About")),
        ):
            self._keys.append(key)
            self._icons.append(icon)
            self._list.addItem(QListWidgetItem(QIcon(), words))
        self._stack.addWidget(accounts)
        self._list.currentRowChanged.connect(self._turn)
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

    def page(self, key: str) -> QWidget:
        """Return a page, made when it is first wanted: no start of the window pays for it."""
        if key not in self._pages:
            self._pages[key] = self._make(key)
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def _make(self, key: str) -> QWidget:
        from ui.settings import about, network, pages, security, sovereignty

        match key:
            case "mail":
                return self._make_mail()
            case "appearance":
                return pages.AppearancePage(self._preferences, self)
            case "reading":
                return pages.ReadingPage(self._preferences, self)
            case "notifications":
                return pages.NotificationsPage(self._preferences, self)
            case "network":
                return network.NetworkPage(self._preferences, self)
            case "files":
                return pages.FilesPage(self._preferences, self)
            case "security":
                made = security.SecurityPage(self._link, self._live, self._preferences, self)
                made.lock_requested.connect(self.lock_requested)
                return made
            case "sovereignty":
                return sovereignty.SovereigntyPage(self._link, self._live, self._preferences, self)
            case _:
                return about.AboutPage(self._preferences, self)

    @Slot(int)
    def _turn(self, row: int) -> None:
        self._stack.setCurrentWidget(self.page(self._keys[row]))

    @Slot()
    def _draw(self) -> None:
        for place, icon in enumerate(self._icons):
            item = self._list.item(place)
            item.setIcon(theme.icon(icon))
            item.setSizeHint(QSize(0, theme.px(36)))  # what the list finds by itself before it is styled is too low
