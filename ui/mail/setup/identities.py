"""Identities of an account: who one writes as, where answers go, and the signature under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from sync.model.accounts import Identity
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read.accounts import accounts as read_accounts
from sync.store.read.mailboxes import mailboxes as read_mailboxes
from sync.store.rows import AccountRow
from ui import theme
from ui.common.avatars import Avatar
from ui.common.forms import Card, Field, Page, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link
from ui.mail.editor import LetterEditor
from ui.mail.format_bar import FormatBar
from ui.mail.identities import owner_address
from ui.mail.mailto import is_valid


class IdentityForm(Card):
    """One identity being edited."""

    kept = Signal(object)
    """The identity as it was typed."""
    left = Signal()

    def __init__(self, identity: Identity, usual: Identity, parent: QWidget) -> None:
        super().__init__(parent)
        self._usual = usual
        self.label = QLineEdit(identity.label, self)
        self.person = QLineEdit(identity.name, self)
        self.address = QLineEdit(identity.address, self)
        self.reply_to = QLineEdit(identity.reply_to, self)
        self.on_behalf = QCheckBox(
            self.tr("Write on behalf of this address (yours is named as the sender)"), self
        )
        self.on_behalf.setChecked(identity.on_behalf)
        self.signature = LetterEditor(self)
        self.signature.setAccessibleName(self.tr("Signature"))
        self.signature.setPlaceholderText(self.tr("Your name, your post, your service…"))
        self.signature.setMinimumHeight(theme.px(130))
        self.signature.set_letter(identity.signature_html)
        self._address_field = Field(self.tr("Address"), self.address, "", self)
        self._reply_field = Field(
            self.tr("Answers go to"), self.reply_to, self.tr("Leave it empty for the address above."), self
        )
        for field in (
            Field(self.tr("Your name"), self.person, self.tr("As the people you write to will read it."), self),
            self._address_field,
            Field(self.tr("Name of the identity"), self.label, self.tr("For yourself: Service, Short signature…"), self),
            self._reply_field,
        ):
            self.box.addWidget(field)
        self.box.addWidget(self.on_behalf)
        self.box.addWidget(label(self.tr("Signature"), "strong", self))
        frame = QWidget(self)
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(FormatBar(self.signature, frame))
        inside.addWidget(self.signature)
        self.box.addWidget(frame)
        self.keep = button(self.tr("Keep this identity"), self._keep, kind="primary", parent=self)
        self.box.addLayout(buttons_row(None, button(self.tr("Cancel"), self.left, parent=self), self.keep))
        self.address.textChanged.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        other = self.address.text().strip().casefold() != self._usual.address.casefold()
        self.on_behalf.setVisible(other)

    @Slot()
    def _keep(self) -> None:
        address, reply_to = self.address.text().strip(), self.reply_to.text().strip()
        wrong = self.tr("This is not a mail address.")
        self._address_field.say("" if is_valid(address) else wrong, "danger")
        self._reply_field.say("" if not reply_to or is_valid(reply_to) else wrong, "danger")
        if not is_valid(address):
            self.address.setFocus()
        elif reply_to and not is_valid(reply_to):
            self.reply_to.setFocus()
        else:
            signature = self.signature.html() if self.signature.text().strip() else ""
            self.kept.emit(
                Identity(
                    address, self.person.text().strip(), signature, self.label.text().strip(), reply_to,
                    self.on_behalf.isChecked() and address.casefold() != self._usual.address.casefold(),
                )
            )  # fmt: skip


class IdentitiesPage(Page):
    """The identities of one account, and the form of the one that is edited."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._link = link
        self._account: AccountRow | None = None
        self._parts: list[QWidget] = []
        self.form: IdentityForm | None = None
        self.setAccessibleName(self.tr("Identities and signatures"))
        self.column.addWidget(
            label(
                self.tr("You answer as whoever a message was written to. The first one is used for new messages."),
                "soft", self, wrap=True,
            )
        )  # fmt: skip
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.column.addLayout(self._list)
        self._add = button(self.tr("Add an identity…"), self._begin_new, kind="primary", icon="plus", parent=self)
        self.column.addLayout(buttons_row(self._add, None))
        self.column.addStretch(1)

    def show_account(self, account: AccountRow) -> None:
        """Show an account's identities."""
        self._account = account
        self._close_form()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [self._card(place, one) for place, one in enumerate(account.identities)]
        self._parts += [self._offer(owner) for owner in self._owners(account)]
        for part in self._parts:
            self._list.addWidget(part)

    def _owners(self, account: AccountRow) -> list[str]:
        """Return whose mailboxes the person may write into and does not write for yet."""
        known = {one.address.casefold() for one in account.identities}
        boxes = read_mailboxes(self._link.reader(), account.id)
        owners = dict.fromkeys(box.owner for box in boxes if box.owner and box.writable)
        return [owner for owner in owners if owner_address(owner, account).casefold() not in known]

    def _card(self, place: int, identity: Identity) -> Card:
        card = Card(self, row=True)
        avatar = Avatar(36, card)
        avatar.set_person(identity.name, identity.address)
        card.box.addWidget(avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(identity.name or identity.address, "strong", card))
        told = [identity.address, identity.label]
        told += [self.tr("the usual one")] if place == 0 else []
        told += [self.tr("on behalf")] if identity.on_behalf else []
        words.addWidget(ElidedLabel(" · ".join(one for one in told if one), card, role="soft"))
        card.box.addLayout(words, 1)
        name = f"{identity.name} {identity.address} {identity.label}".strip()
        for text, chosen, wanted in (
            (self.tr("Use first"), lambda: self._put_first(place), place > 0),
            (self.tr("Remove"), lambda: self._remove(place), place > 0),
            (self.tr("Edit…"), lambda: self.edit(place), True),
        ):
            if wanted:
                made = button(text, chosen, parent=card)
                made.setAccessibleName(f"{text} {name}")
                card.box.addWidget(made)
        return card

    def _offer(self, owner: str) -> Card:
        card = Card(self, row=True, tone="accent")
        words = self.tr("{owner} shares mailboxes with you, into which you may write.").format(owner=owner)
        card.box.addWidget(label(words, "", card, wrap=True), 1)
        made = button(self.tr("Write for {owner}…").format(owner=owner), lambda: self._begin_shared(owner), parent=card)
        card.box.addWidget(made)
        return card

    # --- editing

    def edit(self, place: int) -> None:
        """Edit an identity."""
        if self._account is not None:
            self._open_form(self._account.identities[place], place)

    @Slot()
    def _begin_new(self) -> None:
        if self._account is not None:
            self._open_form(replace(self._account.identities[0], label="", on_behalf=False), None)

    def _begin_shared(self, owner: str) -> None:
        if self._account is not None:
            usual = self._account.identities[0]
            address = owner_address(owner, self._account)
            self._open_form(replace(usual, address=address, label="", reply_to="", on_behalf=True), None)

    def _open_form(self, identity: Identity, place: int | None) -> None:
        self._close_form()
        if self._account is None:
            return
        self.form = IdentityForm(identity, self._account.identities[0] if place != 0 else identity, self)
        self.form.left.connect(self._close_form)
        self.form.kept.connect(lambda made: self._keep(made, place))
        self._list.insertWidget(self._list.count() if place is None else place + 1, self.form)
        self._add.setEnabled(False)
        self.form.person.setFocus()

    @Slot()
    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._add.setEnabled(True)

    def _keep(self, identity: Identity, place: int | None) -> None:
        if self._account is not None:
            known = list(self._account.identities)
            if place is None:
                known.append(identity)
            else:
                known[place] = identity
            self._write(known)

    def _put_first(self, place: int) -> None:
        if self._account is not None:
            known = list(self._account.identities)
            first = replace(known.pop(place), on_behalf=False)
            self._write([first, *known])

    def _remove(self, place: int) -> None:
        if self._account is not None:
            self._write([one for number, one in enumerate(self._account.identities) if number != place])

    @slot_async
    async def _write(self, identities: Sequence[Identity]) -> None:
        account = self._account
        if account is None:
            return
        await self._link.ask(m.UpdateAccount(account.id, identities=to_json(tuple(identities)).encode()))
        say(self, self.tr("Identities kept."))
        for row in read_accounts(self._link.reader()):
            if row.id == account.id:
                self.show_account(row)
