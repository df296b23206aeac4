"""How an account's encryption stands: this device, recovery, the other sessions, and files of keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sync.model.trust import Trust
from sync.rpc import messages as m
from ui import theme
from ui.chat.recovery import LONG_SECONDS, KeyFiles, RecoverForm, RecoveryKeyCard, SetUpForm
from ui.chat.verification import Verifications
from ui.common import dates
from ui.common.forms import Card, Field, Note, Page, SecretEdit, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link

translate = QCoreApplication.translate


class DeviceCard(Card):
    """One session of the user: what it is called, when it was seen, whether it is verified; and its end."""

    def __init__(self, dialog: SecurityDialog, device: m.OwnDevice, *, may_verify: bool) -> None:
        super().__init__(dialog)
        self._dialog, self._device = dialog, device
        name = device.name or device.id
        icon, role, said = {
            Trust.VERIFIED.value: ("shield-check", "success", self.tr("Verified")),
            Trust.CHANGED.value: ("shield-alert", "danger", self.tr("Of another identity")),
        }.get(device.trust, ("shield-alert", "warning", self.tr("Not verified")))
        head = QHBoxLayout()
        picture = QLabel(self)
        picture.setPixmap(theme.pixmap(icon, role, theme.px(18)))
        head.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, self, role="strong"))
        seen = self.tr("seen {when}").format(when=dates.full(device.seen // 1000)) if device.seen else ""
        here = self.tr("this device") if device.here else ""
        words.addWidget(ElidedLabel(" · ".join(part for part in (said, here, device.id, seen) if part), self, role="soft"))
        head.addLayout(words, 1)
        if not device.here:
            if device.trust != Trust.VERIFIED.value and may_verify:
                verify = button(self.tr("Verify…"), self._verify, parent=self)
                verify.setAccessibleName(self.tr("Verify {device}").format(device=name))
                head.addWidget(verify)
            leave = button(self.tr("Sign out…"), self._ask, parent=self)
            leave.setAccessibleName(self.tr("Sign out {device}").format(device=name))
            head.addWidget(leave)
        self.box.addLayout(head)
        self._proof = QWidget(self)
        column = QVBoxLayout(self._proof)
        column.setContentsMargins(0, 0, 0, 0)
        self.password = SecretEdit(self._proof)
        self.password.returnPressed.connect(self._sign_out)
        column.addWidget(
            Field(self.tr("Password of the account"), self.password, self.tr("The server asks for it once more."), self._proof)
        )
        column.addLayout(
            buttons_row(
                None,
                button(self.tr("Keep the session"), self._proof.hide, parent=self._proof),
                button(self.tr("Sign out"), self._sign_out, kind="danger", parent=self._proof),
            )
        )
        self.box.addWidget(self._proof)
        self._proof.hide()

    @Slot()
    def _verify(self) -> None:
        self._dialog.verify(self._device.id)

    @Slot()
    def _ask(self) -> None:
        self._proof.show()
        self.password.setFocus()

    @Slot()
    def _sign_out(self) -> None:
        self._dialog.sign_out(self._device.id, self.password.text())
        self.password.clear()


class SecurityDialog(QDialog):
    """The encryption of one account."""

    def __init__(self, link: Link, verifications: Verifications, account: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._verifications = verifications
        self._account = account
        self.state: m.ChatSecurityAnswer | None = None
        self._cards: list[DeviceCard] = []
        self.setWindowTitle(self.tr("Security of your chat"))
        self.resize(theme.px(680), theme.px(720))
        page = Page(self, width=620)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        column = page.column
        column.addWidget(label(self.tr("Security of your chat"), "headline", self))
        self._who = ElidedLabel("", self, role="soft")
        column.addWidget(self._who)
        self._standing = Note(self.tr("Asking the server…"), "accent", self)
        column.addWidget(self._standing)
        self.verify_here = button(
            self.tr("Verify from another device…"), self._verify_here, kind="primary", icon="shield-check", parent=self
        )
        column.addLayout(buttons_row(self.verify_here, None))
        self.recover = RecoverForm(link, account, self)
        self.recover.recovered.connect(self._recovered)
        self.set_up = SetUpForm(link, account, self)
        self.set_up.made.connect(self._made)
        self.key = RecoveryKeyCard(self)
        for part in (self.recover, self.set_up, self.key):
            column.addWidget(part)
        column.addSpacing(theme.px(8))
        column.addWidget(label(self.tr("Your sessions"), "title", self))
        self._devices = QVBoxLayout()
        self._devices.setSpacing(theme.px(8))
        column.addLayout(self._devices)
        column.addSpacing(theme.px(8))
        column.addWidget(label(self.tr("Files of keys"), "title", self))
        column.addWidget(
            label(self.tr("To carry your encrypted history to another program, or from one."), "soft", self, wrap=True)
        )
        self.files = KeyFiles(link, account, self)
        column.addWidget(self.files)
        column.addStretch(1)
        column.addLayout(buttons_row(None, button(self.tr("Close"), self.accept, parent=self)))
        for hidden in (self.verify_here, self.recover, self.set_up):
            hidden.hide()
        verifications.ended.connect(self._verified)

    @slot_async
    async def read(self) -> None:
        """Ask how things stand, and show it."""
        self.show_state(await self._link.ask_for(m.ChatSecurity(self._account), m.ChatSecurityAnswer, LONG_SECONDS))

    def show_state(self, state: m.ChatSecurityAnswer) -> None:
        """Show this state."""
        self.state = state
        self._who.set_whole_text(state.user)
        tone, text = standing(state)
        self._standing.say(text, tone)
        others = [one for one in state.devices if not one.here]
        self.verify_here.setVisible(state.identity and not state.trusted and bool(others))
        self.recover.setVisible(state.identity and not state.trusted)
        self.set_up.setVisible(not state.identity)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [DeviceCard(self, one, may_verify=state.trusted) for one in state.devices]
        for card in self._cards:
            self._devices.addWidget(card)

    @property
    def cards(self) -> list[DeviceCard]:
        """The sessions that are shown."""
        return self._cards

    def verify(self, device: str) -> None:
        """Verify one session of the user."""
        if self.state is not None:
            self._verifications.ask(self._account, self.state.user, device)

    @Slot()
    def _verify_here(self) -> None:
        self.verify("")

    @slot_async
    async def sign_out(self, device: str, password: str) -> None:
        """Make the server forget a session."""
        await self._link.ask(m.SignOutDevice(self._account, device, password), 60)
        say(self, self.tr("The session was signed out."))
        await self._again()

    async def _again(self) -> None:
        self.show_state(await self._link.ask_for(m.ChatSecurity(self._account), m.ChatSecurityAnswer, LONG_SECONDS))

    @Slot(int)
    def _recovered(self, keys: int) -> None:
        say(self, self.tr("%n message key(s) recovered", "", keys))
        self.read()

    @Slot(str)
    def _made(self, key: str) -> None:
        self.key.show_key(key)
        self.read()

    @Slot(int)
    def _verified(self, account: int) -> None:
        if account == self._account and self.isVisible():
            self.read()


def standing(state: m.ChatSecurityAnswer) -> tuple[str, str]:
    """Return the tone and the words for how an account's encryption stands."""
    if not state.identity:
        return "accent", translate(
            "SecurityDialog",
            "Your account has no encryption identity yet. Set recovery up, so that your encrypted messages can be brought "
            "back on another computer.",
        )
    if not state.trusted:
        return "warning", translate(
            "SecurityDialog",
            "This device is not verified: others are warned of it, and older encrypted messages stay closed here.",
        )
    if not state.backup:
        return "warning", translate("SecurityDialog", "This device is verified, but message keys are not backed up.")
    return "success", translate("SecurityDialog", "This device is verified, and message keys are backed up.")
