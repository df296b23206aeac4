"""What asks for the person in the discussions: verifications, this device's standing, an account that has expired."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from sync.model.faults import AuthNeeded, Offline, Transient
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from ui.chat.security import SecurityDialog
from ui.chat.strip import Strip
from ui.chat.verification import Verifications
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live


class Safety(QObject):
    """Asks how each account stands once discussions are looked at, and says what needs the person in `strip`."""

    standing_known = Signal(object)
    """`ChatSecurityAnswer`."""

    def __init__(self, link: Link, live: Live, strip: Strip, area: QWidget) -> None:
        super().__init__(area)
        self._link = link
        self._area = area
        self._strip = strip
        self._asked: set[int] = set()
        self.verifications = Verifications(link, live, area)
        self.verifications.requested.connect(self._requested)
        self.verifications.ended.connect(self._ended)
        self._expired: set[int] = set()
        live.condition_changed.connect(self._condition_changed)
        for known in live.conditions.values():
            self._condition_changed(known)

    def look(self) -> None:
        """Ask for accounts that were not asked for yet; from then on verifications are told of."""
        if self._link.session is Session.OPEN:
            for account in read_chat.accounts(self._link.reader()):
                if account not in self._asked:
                    self._asked.add(account)
                    self._ask(account)

    @slot_async
    async def _ask(self, account: int) -> None:
        try:
            state = await self._link.ask_for(m.ChatSecurity(account), m.ChatSecurityAnswer, 120)
        except (Offline, Transient, AuthNeeded):
            self._asked.discard(account)  # asked again when discussions are looked at the next time
            return
        self.standing_known.emit(state)
        if not state.identity:
            return
        if not state.trusted:
            self._strip.ask(
                self.tr("This device is not verified: older encrypted messages stay closed here."),
                self.tr("Verify…"),
                partial(self.open_dialog, account),
                self.tr("Later"),
            )

    def open_dialog(self, account: int) -> SecurityDialog:
        """Show the security of an account."""
        dialog = SecurityDialog(self._link, self.verifications, account, self._area)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.read()
        return dialog

    @Slot(object)
    def _condition_changed(self, known: m.AccountChanged) -> None:
        if known.fault_code == "account_expired":
            self._expired.add(known.account)
            self._strip.ask(
                self.tr("This chat account has expired. What you have is kept here; renew it by the link in the mail."),
                self.tr("Send the mail again"),
                partial(self._renew, known.account),
                self.tr("I have renewed it"),
                partial(self._try_again, known.account),
            )
        elif known.account in self._expired and not known.fault_code:
            self._expired.discard(known.account)
            self._strip.say("")

    @slot_async
    async def _renew(self, account: int) -> None:
        try:
            await self._link.ask(m.AskForRenewal(account), 60)
        finally:
            self._condition_changed(m.AccountChanged(account, "", "rejected", "account_expired", "{}"))
        say(self._area, self.tr("The mail is on its way. Follow its link, then come back here."))

    @slot_async
    async def _try_again(self, account: int) -> None:
        await self._link.ask(m.SyncNow(account), 60)

    @Slot(object)
    def _requested(self, moved: m.VerificationMoved) -> None:
        if moved.stage != "requested":
            self._strip.say("")  # it ended before anybody answered
            return
        text = self.tr("{person} asks to verify, from {device}.").format(person=moved.person, device=moved.device)
        answer = partial(self.verifications.answer, moved)
        self._strip.ask(
            text, self.tr("Verify…"), answer, self.tr("Decline"), partial(self.verifications.ignore, moved), tone="accent"
        )
        if not self._area.isVisible():
            say(self._area, text, action=self.tr("Verify…"), on_action=answer)

    @Slot(int)
    def _ended(self, account: int) -> None:
        self._strip.say("")
        self._asked.discard(account)
        self.look()
