"""The accounts: one card each with its state, and the page of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sync.store.read import accounts as read_accounts
from sync.store.rows import AccountRow
from ui import theme
from ui.accounts.page import AccountPage
from ui.common import conditions
from ui.common.avatars import Avatar
from ui.common.forms import Card, Page, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.link import Link, Session
from ui.live import Live


class AccountsView(QWidget):
    """A page of the settings."""

    account_wanted = Signal()
    identities_wanted = Signal(int)
    """The account whose identities are to be shown."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self._cards: list[Card] = []
        self.setAccessibleName(self.tr("Accounts"))
        self._stack = QStackedWidget(self)
        page = Page(self, width=680, centred=False)
        page.column.addWidget(label(self.tr("Accounts"), "headline", self))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        page.column.addLayout(self._list)
        page.column.addLayout(
            buttons_row(
                button(self.tr("Add an account…"), self.account_wanted, kind="primary", icon="plus", parent=self), None
            )
        )
        page.column.addStretch(1)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        live.accounts_changed.connect(self.read)
        live.condition_changed.connect(self.read)
        self.read()

    @Slot()
    def read(self) -> None:
        """Read the accounts again."""
        if self._link.session is not Session.OPEN:
            return
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(row) for row in read_accounts.accounts(self._link.reader())]
        for card in self._cards:
            self._list.addWidget(card)

    def _card(self, row: AccountRow) -> Card:
        told = self._live.conditions.get(row.id)
        words, role = conditions.words(told.condition if told is not None else row.condition)
        card = Card(self, row=True)
        avatar = Avatar(36, card)
        avatar.set_person(row.name or row.label, row.address)
        card.box.addWidget(avatar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(row.label or row.address, "strong", card))
        under = QHBoxLayout()
        under.addWidget(ElidedLabel(row.address, card, role="soft"), 1)
        column.addLayout(under)
        card.box.addLayout(column, 1)
        card.box.addWidget(label(words if row.enabled else self.tr("Switched off"), role, card))
        edit = button(self.tr("Edit…"), lambda: self.show_account(row.id), parent=card)
        edit.setAccessibleName(self.tr("Edit {account}").format(account=row.label or row.address))
        card.box.addWidget(edit)
        return card

    @Slot(int)
    def show_account(self, account: int) -> None:
        """Open the page of an account."""
        rows = [row for row in read_accounts.accounts(self._link.reader()) if row.id == account]
        if rows:
            self.show_list()
            page = AccountPage(self._link, self._live, rows[0], self)
            page.closed.connect(self.show_list)
            page.identities_wanted.connect(self.identities_wanted)
            self._stack.addWidget(page)
            self._stack.setCurrentWidget(page)

    @Slot()
    def show_list(self) -> None:
        """Go back to the list."""
        self._stack.setCurrentIndex(0)
        for page in self._stack.findChildren(AccountPage, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._stack.removeWidget(page)
            page.deleteLater()
        self.read()
