"""Sending a letter on as it was received: the window that asks to whom, and the way into the outbox and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import OperationId, new_operation_id
from sync.model.mail import Address, Content
from sync.rpc import messages as m
from sync.store.read.accounts import accounts as read_accounts
from sync.store.read.contacts import complete, complete_groups
from sync.store.rows import MessageRow
from ui import theme
from ui.common import toasts
from ui.common.directory import DirectoryLookup
from ui.common.forms import button
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.banner import Banner
from ui.mail.identities import Writer, answering, usual, writers
from ui.mail.recipients import RecipientField
from ui.preferences import Preferences


class RedirectWindow(QDialog):
    """Asks to whom a letter goes on, and as whom."""

    redirect_wanted = Signal()

    def __init__(self, link: Link, subject: str, choice: Sequence[Writer], writer: Writer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Redirect"))
        self._writers = choice
        self.resize(theme.px(520), theme.px(260))
        self.to = RecipientField(
            self.tr("Redirect to"),
            lambda prefix: complete(link.reader(), prefix),
            self,
            groups=lambda prefix: complete_groups(link.reader(), prefix),
        )
        self.to.addresses_changed.connect(self._follow)
        lookup = DirectoryLookup(link, self.to)
        self.to.typed.connect(lookup.look_for)
        lookup.found.connect(self.to.suggest_again)
        self.who = QComboBox(self)
        self.who.setAccessibleName(self.tr("Redirected by"))
        for one in choice:
            self.who.addItem(one.words)
        self.who.setCurrentIndex(choice.index(writer))
        self.fault = Banner("triangle-alert", "danger", self)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(12))
        form.addRow(self.tr("To"), self.to)
        form.addRow(self.tr("By"), self.who)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = button(self.tr("Redirect"), kind="primary", parent=self)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.redirect_wanted)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(label(subject, "headline", self, wrap=True))
        column.addWidget(
            label(
                self.tr("The letter leaves as it was received: answers go to its author, not to you."),
                "soft",
                self,
                wrap=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.to.setFocus()
        self._follow()

    def writer(self) -> Writer:
        """Return who redirects."""
        return self._writers[self.who.currentIndex()]

    def say(self, text: str) -> None:
        """Say why it did not work; what was typed stays."""
        self.fault.show_text(text)
        self.setEnabled(True)

    @Slot()
    def _follow(self) -> None:
        self.go.setEnabled(bool(self.to.addresses()) and not self.to.invalid())


class Redirecting(QWidget):
    """Opens the window for a letter and sends it on. An invisible part of the area, whose window shows the toasts."""

    def __init__(self, link: Link, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._preferences = link, preferences
        self.window_shown: RedirectWindow | None = None
        self.hide()

    def begin(self, row: MessageRow, content: Content | None) -> None:
        """Ask to whom the letter is to go."""
        choice = [one for one in writers(read_accounts(self._link.reader())) if one.account.id == row.account]
        writer = answering(choice, row.account, content) if content is not None else usual(choice, row.account)
        if writer is None:
            return
        window = RedirectWindow(self._link, row.subject, choice, writer, self)
        window.redirect_wanted.connect(lambda: self._send(window, row))
        self.window_shown = window
        window.open()

    @slot_async
    async def _send(self, window: RedirectWindow, row: MessageRow) -> None:
        operation = new_operation_id()
        sender, undo = window.writer().sender, int(self._preferences.value("send_undo_seconds", 10))
        people = [_pair(one) for one in window.to.addresses()]
        window.setEnabled(False)
        try:
            await self._link.ask_for(m.Redirect(operation, row.id, _pair(sender), people, undo), m.Sending, 60)
        except Fault as fault:
            window.say(str(sentence(fault)))
            return
        window.accept()
        toasts.say(
            self, self.tr("Letter redirected"), action=self.tr("Undo"), on_action=lambda: self._take_back(operation),
            seconds=max(undo, 3),
        )  # fmt: skip

    @slot_async
    async def _take_back(self, operation: OperationId) -> None:
        try:
            await self._link.ask(m.CancelOperation(operation))
        except (Gone, Rejected):
            toasts.say(self, self.tr("Too late: the message has left."))


def _pair(one: Address) -> tuple[str, str]:
    return one.name, one.address
