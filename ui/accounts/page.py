"""One account: its name, what is kept offline, a new password, its end."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sync.model.accounts import AccountCondition, SignIn
from sync.model.faults import Rejected
from sync.model.ids import AccountId
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from sync.store.rows import AccountRow
from ui import theme
from ui.accounts.backend import BackendCard
from ui.accounts.flow import sign_in_by_browser
from ui.accounts.keep import KeepForm
from ui.accounts.password import PasswordDialog
from ui.common import conditions, dates
from ui.common.avatars import Avatar
from ui.common.forms import Card, Field, Note, Page, button, buttons_row, set_property
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence, sentence_of
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link
from ui.live import Live

_MB = 1024 * 1024
LARGEST = (5 * _MB, 20 * _MB, 50 * _MB, 0)


class RemoveCard(Card):
    """Asks once more before an account goes, saying what goes with it and what stays."""

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tone="danger")
        self._text = label("", "", self, wrap=True)
        self.box.addWidget(self._text)
        self._keep = button(self.tr("Keep the account"), self.hide, parent=self)
        self._remove = button(self.tr("Remove from this computer"), self.confirmed, kind="danger", parent=self)
        self.box.addLayout(buttons_row(None, self._keep, self._remove))
        self.hide()

    def ask(self, text: str) -> None:
        """Show the question."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self._keep.setFocus()


class AccountPage(QWidget):
    """Edits one account; what is changed is kept by the button, all at once."""

    closed = Signal()
    identities_wanted = Signal(int)
    """The account whose identities are to be shown."""

    def __init__(self, link: Link, live: Live, row: AccountRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._live = live
        self._row = row
        self._force = False
        self.setAccessibleName(row.label or row.address)
        page = Page(self, width=680, centred=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        avatar = Avatar(44, self)
        avatar.set_person(row.name or row.label, row.address)
        head.addWidget(avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(row.label or row.address, "headline", self))
        self._condition = label("", "soft", self)
        words.addWidget(ElidedLabel(row.address, self, role="soft"))
        words.addWidget(self._condition)
        head.addLayout(words, 1)
        page.column.addLayout(head)
        self._fault = Note("", "warning", self)
        page.column.addWidget(self._fault)
        self._sign_in = button(self.tr("Sign in again…"), self.sign_in, icon="key-round", parent=self)
        page.column.addLayout(buttons_row(self._sign_in, None))
        self.enabled = QCheckBox(self.tr("Synchronise this account"), self)
        self.enabled.setChecked(row.enabled)
        page.column.addWidget(self.enabled)
        self.label = QLineEdit(row.label, self)
        page.column.addWidget(
            Field(self.tr("Name of the account"), self.label, self.tr("As the folder list shows it."), self)
        )
        identities = button(
            self.tr("Identities and signatures…"), lambda: self.identities_wanted.emit(int(row.id)), icon="signature", parent=self
        )
        page.column.addLayout(buttons_row(identities, None))
        self.keep = KeepForm(link, self)
        self.keep.choose(row.keep_days, attachments=row.keep_attachments)
        page.column.addWidget(self.keep)
        self.largest = QComboBox(self)
        for octets in LARGEST:
            self.largest.addItem(dates.size(octets) if octets else self.tr("No limit"), octets)
        self.largest.setCurrentIndex(max(self.largest.findData(row.keep_largest), 0))
        page.column.addWidget(
            Field(
                self.tr("Largest message fetched by itself"),
                self.largest,
                self.tr("Larger ones are fetched when opened."),
                self,
            )
        )
        self.backend = BackendCard(self)
        page.column.addWidget(self.backend)
        self._remove_card = RemoveCard(self)
        self._remove_card.confirmed.connect(self._remove)
        page.column.addSpacing(theme.px(8))
        page.column.addLayout(
            buttons_row(
                button(self.tr("Remove this account…"), self._ask_removal, kind="danger", parent=self),
                None,
                button(self.tr("Back"), self.closed, parent=self),
                button(self.tr("Keep changes"), self.save, kind="primary", parent=self),
            )
        )
        page.column.addWidget(self._remove_card)
        page.column.addStretch(1)
        live.condition_changed.connect(self._show_condition)
        self._show_condition()
        self._show_backend()

    @slot_async
    async def _show_backend(self) -> None:
        reply = await self._link.ask(m.ListBackends())
        if isinstance(reply, m.Backends):
            self.backend.show_sheet(next((one for one in reply.sheets if one.id == self._row.backend), None))

    @Slot()
    def _show_condition(self) -> None:
        told = self._live.conditions.get(self._row.id) or self._row
        words, role = conditions.words(told.condition)
        self._condition.setText(words)
        set_property(self._condition, "role", role)
        said = sentence_of(told.fault_kind, told.fault_code, told.fault_parameters)
        self._fault.say(str(said) if said else "", "warning")
        self._sign_in.setVisible(told.condition == AccountCondition.AUTH_NEEDED)

    @slot_async
    async def save(self) -> None:
        """Keep what was changed."""
        await self._link.ask(
            m.UpdateAccount(
                account=self._row.id,
                label=self.label.text().strip(),
                keep_days=self.keep.days,
                keep_attachments=self.keep.attachments.isChecked(),
                keep_largest=int(self.largest.currentData()),
                enabled=self.enabled.isChecked(),
            )
        )
        say(self, self.tr("Account kept."))
        self.closed.emit()

    @slot_async
    async def sign_in(self) -> None:
        """Sign in again: on the organisation's page, or by typing the new password."""
        await sign_in_again(self._link, self._row.id, self)

    @Slot()
    def _ask_removal(self) -> None:
        self._force = False
        self._remove_card.ask(
            self.tr(
                "Everything kept of this account on this computer goes. The messages on the server stay as they are."
            )
        )

    @slot_async
    async def _remove(self) -> None:
        try:
            await self._link.ask(m.RemoveAccount(self._row.id, self._force), 120)
        except Rejected as fault:
            self._force = True
            self._remove_card.ask(str(sentence(fault)))
            return
        say(self, self.tr("Account removed from this computer."))
        self.closed.emit()


async def sign_in_again(link: Link, account: AccountId, parent: QWidget) -> None:
    """Start the sign-in that an account's server asks for, by browser or by a dialog over `parent`."""
    known = read_accounts.account(link.reader(), account)
    if any(endpoint.sign_in is not SignIn.PASSWORD for endpoint in known.endpoints):
        await sign_in_by_browser(link, account)
    else:
        PasswordDialog(link, account, known.address, parent).open()
