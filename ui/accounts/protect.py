"""First run, step 1: protect this computer with the keyring, a passphrase, and a recovery code shown once."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from sync.model.faults import Fault
from ui import theme
from ui.common.forms import Field, Note, Page, SecretEdit, button, buttons_row
from ui.common.labels import label
from ui.common.secrets import RecoveryCodeCard, Strength, StrengthHint
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link


class ProtectPage(QWidget):
    """Makes the store; `finished` once the person said that the recovery code is kept."""

    finished = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.setAccessibleName(self.tr("Protect this computer"))
        usable = link.state.keyring_usable
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

        choose = Page(self, width=560)
        choose.column.addWidget(label(self.tr("Protect this computer"), "headline", self))
        choose.column.addWidget(
            label(
                self.tr(
                    "Your messages are kept on this computer so that you can work without a network. "
                    "They are encrypted: without the key, nobody can read them, not even with the disk in hand."
                ),
                "soft",
                self,
                wrap=True,
            )
        )
        self._state = Note("", "accent", self)
        if usable:
            self._state.say(
                self.tr("The key goes into this session’s keyring: Écritoire opens by itself when you are signed in."),
                "success",
            )
        else:
            self._state.say(
                self.tr("No keyring can be used on this computer: a passphrase is needed to open Écritoire."), "warning"
            )
        choose.column.addWidget(self._state)
        self.add_passphrase = QCheckBox(self.tr("Add a passphrase, asked when Écritoire is locked"), self)
        self.add_passphrase.setChecked(not usable)
        self.add_passphrase.setVisible(usable)
        self.add_passphrase.toggled.connect(self._update)
        choose.column.addWidget(self.add_passphrase)
        self.passphrase = SecretEdit(self)
        self.again = SecretEdit(self)
        self._first = Field(self.tr("Passphrase"), self.passphrase, parent=self)
        self._hint = StrengthHint(self)
        self._second = Field(self.tr("The same once more"), self.again, parent=self)
        for part in (self._first, self._hint, self._second):
            choose.column.addWidget(part)
        self.passphrase.textChanged.connect(self._update)
        self.again.textChanged.connect(self._update)
        self._fault = Note("", "danger", self)
        choose.column.addWidget(self._fault)
        choose.column.addSpacing(theme.px(8))
        self.go_on = button(self.tr("Continue"), self.create_store, kind="primary", parent=self)
        choose.column.addLayout(buttons_row(None, self.go_on))
        choose.column.addStretch(1)
        self._stack.addWidget(choose)

        keep = Page(self, width=560)
        keep.column.addWidget(label(self.tr("Keep your recovery code"), "headline", self))
        keep.column.addWidget(
            label(
                self.tr(
                    "If the keyring or the passphrase is lost, this code alone opens what is kept here. "
                    "It is shown only now: print it, or keep it away from this computer."
                ),
                "soft",
                self,
                wrap=True,
            )
        )
        self.code_card = RecoveryCodeCard(parent=self)
        keep.column.addWidget(self.code_card)
        self.kept = QCheckBox(self.tr("I have kept the code in a safe place"), self)
        keep.column.addWidget(self.kept)
        self.done = button(self.tr("Continue"), self.finished, kind="primary", parent=self)
        self.done.setEnabled(False)
        self.kept.toggled.connect(self.done.setEnabled)
        keep.column.addSpacing(theme.px(8))
        keep.column.addLayout(buttons_row(None, self.done))
        keep.column.addStretch(1)
        self._stack.addWidget(keep)
        self._update()

    @Slot()
    def _update(self) -> None:
        wanted = self.add_passphrase.isChecked()
        for part in (self._first, self._hint, self._second):
            part.setVisible(wanted)
        rated = self._hint.rate(self.passphrase.text())
        same = self.passphrase.text() == self.again.text()
        self._second.say("" if same or not self.again.text() else self.tr("The two are not the same yet."), "danger")
        self.go_on.setEnabled(not wanted or (rated >= Strength.FAIR and same))

    @slot_async
    async def create_store(self) -> None:
        """Make the store with what was chosen, then show the recovery code."""
        passphrase = self.passphrase.text() if self.add_passphrase.isChecked() else ""
        self.go_on.setEnabled(False)
        try:
            code = await self._link.create(passphrase, self._link.state.keyring_usable)
        except Fault as fault:
            self._fault.say(str(sentence(fault)), "danger")
            self._update()
            return
        self.passphrase.clear()
        self.again.clear()
        self.code_card.show_code(code)
        self._stack.setCurrentIndex(1)
        self.kept.setFocus()
