"""Receipts that senders ask for: a question above the letter, or by itself, as the person prefers; never without their wish."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from sync.model.collections import Role
from sync.model.ids import ItemId
from sync.model.mail import Content, Flag
from sync.rpc import messages as m
from sync.store.read.accounts import accounts as read_accounts
from sync.store.rows import MessageRow
from ui.common import dates
from ui.common.slots import slot_async
from ui.link import Link
from ui.mail.banner import Banner
from ui.mail.identities import Writer, addresses, answering, writers
from ui.mail.intents import Intents
from ui.preferences import Preferences

SETTING = "read_receipts"
_UNANSWERED = frozenset({Role.SENT, Role.DRAFTS, Role.JUNK, Role.TRASH})


class ReceiptBanner(Banner):
    """The question, with a button to tell the sender and one to be left alone."""

    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("mail-check", "accent", parent)
        self.no = QPushButton(self.tr("Do not send"), self)
        self.no.setProperty("kind", "link")
        self.no.clicked.connect(self.refused)
        row = self.layout()
        if row is not None:
            row.addWidget(self.no)


class Receipts(QObject):
    """Decides what becomes of each wish for a receipt, and carries it out."""

    told = Signal(str)
    """A receipt is on its way, in words."""

    def __init__(
        self,
        link: Link,
        preferences: Preferences,
        intents: Intents,
        banner: ReceiptBanner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._preferences, self._intents, self.banner = link, preferences, intents, banner
        self._row: MessageRow | None = None
        self._content: Content | None = None
        self._refused: set[ItemId] = set()
        self.role_of: Callable[[MessageRow], Role] = lambda row: Role.NONE
        """What the mailbox of a message is for."""
        banner.chosen.connect(self._agree)
        banner.refused.connect(self._refuse)

    @Slot(object)
    def follow(self, content: Content | None) -> None:
        """Another letter is read, or none."""
        self._content = content
        self.banner.hide()

    @Slot(object)
    def begin(self, row: MessageRow) -> None:
        """The letter of this message is on the screen."""
        self._row, content = row, self._content
        if content is None or content.receipt is None or not self._open(row, content):
            return
        wish = self._preferences.value(SETTING, "ask")
        if wish == "always" and content.receipt.automatic and not row.flags & Flag.SEEN:
            self._send(row, content, True)
        elif wish != "never":
            who = ", ".join(one.name or one.address for one in content.receipt.to)
            question = self.tr("{who} asks to be told that you have read this letter.").format(who=who)
            self.banner.show_text(question, self.tr("Tell"))

    def _open(self, row: MessageRow, content: Content) -> bool:
        """Whether the question is still open: not answered, and put by somebody else."""
        if row.flags & Flag.RECEIPT_SENT or row.pending or row.id in self._refused or self.role_of(row) in _UNANSWERED:
            return False
        own = addresses(read_accounts(self._link.reader()))
        return content.envelope.sender.address.casefold() not in own

    @Slot()
    def _agree(self) -> None:
        if self._row is not None and self._content is not None:
            self._send(self._row, self._content, False)

    @Slot()
    def _refuse(self) -> None:
        """Leave it at that, on every machine: the mark says that the question is settled (RFC 3503 §3.1)."""
        self.banner.hide()
        if self._row is not None:
            self._refused.add(self._row.id)
            self._intents.change_flags([self._row], Flag.RECEIPT_SENT, Flag.NONE)

    @slot_async
    async def _send(self, row: MessageRow, content: Content, automatic: bool) -> None:
        choice: list[Writer] = writers(read_accounts(self._link.reader()))
        writer = answering(choice, row.account, content)
        if writer is None:
            return
        self.banner.hide()
        envelope = content.envelope
        text = self.tr(
            "Your message “{subject}” of {date} to {me} was displayed. Nothing is said of whether it was read or understood."
        ).format(subject=envelope.subject, date=dates.full(envelope.date), me=writer.sender)
        subject = self.tr("Displayed: {subject}").format(subject=envelope.subject)
        sender = writer.sender.name, writer.sender.address
        await self._link.ask(m.AnswerReceipt(row.id, sender, subject, text, automatic), 60)
        if not automatic:
            self.told.emit(self.tr("The sender is told."))
