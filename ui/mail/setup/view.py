"""Mail's page of the settings: an account, and tabs for what is set up for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from sync.store.read.accounts import accounts as read_accounts
from sync.store.rows import AccountRow
from ui import theme
from ui.common.labels import label
from ui.link import Link, Session
from ui.live import Live
from ui.mail.setup.rule_book import RuleBook
from ui.mail.tags import Tags
from ui.mail.templates import Templates
from ui.preferences import Preferences


class _Shown(Protocol):
    def show_account(self, account: AccountRow) -> None: ...


class MailSetup(QWidget):
    """Tabs by key: identities, rules, absence, templates, keys, moving in and out. Each is made when it is first looked at."""

    def __init__(self, link: Link, live: Live, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self._templates = Templates(preferences, self)
        self._book = RuleBook(link, live, Tags(preferences, self), self)
        self._accounts: list[AccountRow] = []
        self.setAccessibleName(self.tr("Mail"))
        self.account = QComboBox(self)
        self.account.setAccessibleName(self.tr("Account"))
        self.account.currentIndexChanged.connect(self._show)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self._keys: list[str] = []
        self._make: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        for key, words, make in (
            ("identities", self.tr("Identities and signatures"), self._identities),
            ("rules", self.tr("Rules"), self._rules),
            ("absence", self.tr("Absence"), self._absence),
            ("templates", self.tr("Templates"), self._templates_page),
            ("keys", self.tr("Keys"), self._keys_page),
            ("carrying", self.tr("Move in and out"), self._carrying_page),
        ):
            self._keys.append(key)
            self._make[key] = make
            self.tabs.addTab(QWidget(self), words)
        self.tabs.currentChanged.connect(self._show)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), 0)
        head.addWidget(label(self.tr("Mail"), "headline", self))
        head.addStretch(1)
        head.addWidget(self.account)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        live.accounts_changed.connect(self.read)
        self.read()

    @Slot()
    def read(self) -> None:
        """Read the accounts again; what is being edited stays as it is."""
        if self._link.session is not Session.OPEN:
            return
        rows = [row for row in read_accounts(self._link.reader()) if row.enabled]
        if [row.id for row in rows] != [row.id for row in self._accounts]:
            self.account.blockSignals(True)
            self.account.clear()
            for row in rows:
                self.account.addItem(row.label or row.address)
            self.account.blockSignals(False)
            self._accounts = rows
            self._show()
        self._accounts = rows
        self.account.setVisible(len(rows) > 1)

    def show_tab(self, key: str, account: int = 0) -> QWidget:
        """Show a tab (of an account, where one is named), and return it."""
        place = next((number for number, row in enumerate(self._accounts) if row.id == account), None)
        if place is not None:
            self.account.setCurrentIndex(place)
        self.tabs.setCurrentIndex(self._keys.index(key))
        return self._tab(self.tabs.currentIndex())

    @Slot()
    def _show(self) -> None:
        place = self.account.currentIndex()
        if 0 <= place < len(self._accounts):
            cast(_Shown, self._tab(self.tabs.currentIndex())).show_account(self._accounts[place])

    def _tab(self, place: int) -> QWidget:
        key = self._keys[place]
        if key not in self._made:
            page = self._made[key] = self._make[key]()
            words = self.tabs.tabText(place)
            self.tabs.blockSignals(True)
            self.tabs.removeTab(place)
            self.tabs.insertTab(place, page, words)
            self.tabs.setCurrentIndex(place)
            self.tabs.blockSignals(False)
        return self._made[key]

    def _identities(self) -> QWidget:
        from ui.mail.setup.identities import IdentitiesPage

        return IdentitiesPage(self._link, self)

    def _rules(self) -> QWidget:
        from ui.mail.setup.rules import RulesPage

        return RulesPage(self._book, self)

    def _absence(self) -> QWidget:
        from ui.mail.setup.absence import AbsencePage

        return AbsencePage(self._book, self)

    def _templates_page(self) -> QWidget:
        from ui.mail.setup.templates import TemplatesPage

        return TemplatesPage(self._templates, self)

    def _keys_page(self) -> QWidget:
        from ui.mail.setup.keys import KeysPage

        return KeysPage(self._link, self._live, self)

    def _carrying_page(self) -> QWidget:
        from ui.mail.setup.carrying import CarryingPage

        return CarryingPage(self._link, self)
