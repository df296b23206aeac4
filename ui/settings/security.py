"""Settings of security: how the store is opened, when it locks, and its backup."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QProgressBar, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.rpc import messages as m
from ui import theme
from ui.common.forms import Field, Note, Page, SecretEdit, button, buttons_row
from ui.common.labels import label
from ui.common.secrets import RecoveryCodeCard, Strength, StrengthHint
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.settings.rows import ChoiceRow, Group, Row, action_row, heading

BACKUP_SECONDS = 3600


class PassphraseDialog(QDialog):
    """Give the store a passphrase, change it, or take it away."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._has = link.state.passphrase_slot
        self.setWindowTitle(self.tr("Passphrase"))
        self.setMinimumWidth(theme.px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        title = self.tr("Change the passphrase") if self._has else self.tr("Add a passphrase")
        column.addWidget(label(title, "title", self))
        self.old = SecretEdit(self)
        self._old_field = Field(self.tr("Passphrase until now"), self.old, parent=self)
        self._old_field.setVisible(self._has)
        self.new = SecretEdit(self)
        self.again = SecretEdit(self)
        self._hint = StrengthHint(self)
        self._fault = Note("", "danger", self)
        for part in (
            self._old_field,
            Field(self.tr("New passphrase"), self.new, parent=self),
            self._hint,
            Field(self.tr("The same once more"), self.again, parent=self),
            self._fault,
        ):
            column.addWidget(part)
        self.keep = button(self.tr("Keep"), self._change, kind="primary", parent=self)
        self._remove = button(self.tr("Remove the passphrase"), self._take_away, kind="danger", parent=self)
        self._remove.setVisible(self._has and link.state.keyring_slot)
        column.addLayout(
            buttons_row(self._remove, None, button(self.tr("Cancel"), self.reject, parent=self), self.keep)
        )
        self.new.textChanged.connect(self._update)
        self.again.textChanged.connect(self._update)
        self._update()

    @Slot()
    def _update(self) -> None:
        rated = self._hint.rate(self.new.text())
        self.keep.setEnabled(rated >= Strength.FAIR and self.new.text() == self.again.text())

    @slot_async
    async def _change(self) -> None:
        await self._send(self.new.text())

    @slot_async
    async def _take_away(self) -> None:
        await self._send("")

    async def _send(self, new: str) -> None:
        try:
            await self._link.ask(m.ChangePassphrase(self.old.text(), new), 60)
        except Fault as fault:
            self._fault.say(str(sentence(fault)), "danger")
            return
        await self._link.refresh_state()
        self.accept()


class RecoveryDialog(QDialog):
    """Shows a new recovery code, once."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New recovery code"))
        self.setMinimumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(label(self.tr("New recovery code"), "title", self))
        column.addWidget(
            label(
                self.tr("The code before no longer opens anything. This one is shown only now."),
                "soft",
                self,
                wrap=True,
            )
        )
        column.addWidget(RecoveryCodeCard(code, self))
        kept = QCheckBox(self.tr("I have kept the code in a safe place"), self)
        close = button(self.tr("Close"), self.accept, kind="primary", parent=self)
        close.setEnabled(False)
        kept.toggled.connect(close.setEnabled)
        column.addWidget(kept)
        column.addLayout(buttons_row(None, close))


class SecurityPage(Page):
    """Passphrase, recovery code, keyring, lock, backup."""

    lock_requested = Signal()

    def __init__(self, link: Link, live: Live, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._link = link
        self.setAccessibleName(self.tr("Security"))
        self.column.addWidget(label(self.tr("Security"), "headline", self))
        opening = Group(self.tr("Opening"), self)
        self._keyring = QCheckBox(self)
        self._keyring_row = Row(self.tr("Open with this session’s keyring"), "", self._keyring, self)
        self._keyring.clicked.connect(self._use_keyring)
        opening.add(self._keyring_row)
        self._passphrase_row = action_row(self.tr("Passphrase"), "", self.tr("Change…"), self._change_passphrase, self)
        opening.add(self._passphrase_row)
        opening.add(
            action_row(
                self.tr("Recovery code"),
                self.tr("Opens everything if the rest is lost. A new code makes the old one worthless."),
                self.tr("New code…"),
                self._new_code,
                self,
            )
        )
        self.column.addWidget(opening)
        self.column.addWidget(heading(self.tr("Lock"), self))
        lock = Group(self.tr("Lock"), self)
        lock.add(
            ChoiceRow(
                preferences, "lock_after_minutes", self.tr("Lock when nobody is there"),
                self.tr("Locking ends the part of Écritoire that holds the key."),
                [(0, self.tr("Never")), (5, self.tr("After 5 minutes")), (15, self.tr("After 15 minutes")),
                 (30, self.tr("After 30 minutes")), (60, self.tr("After one hour"))],
                self,
            )
        )  # fmt: skip
        lock.add(
            action_row(
                self.tr("Lock now"), self.tr("Ctrl+Shift+L, anywhere."), self.tr("Lock"), self.lock_requested, self
            )
        )
        self.column.addWidget(lock)
        self.column.addWidget(heading(self.tr("Backup"), self))
        backup = Group(self.tr("Backup"), self)
        backup.add(
            action_row(
                self.tr("Back up everything"),
                self.tr("An encrypted file that opens with the same passphrase or recovery code."),
                self.tr("Back up…"),
                self._choose_backup,
                self,
            )
        )
        self.column.addWidget(backup)
        self._progress = QProgressBar(self, textVisible=False)
        self._progress.setAccessibleName(self.tr("Progress of the backup"))
        self._progress.hide()
        self.column.addWidget(self._progress)
        self.column.addStretch(1)
        live.progressed.connect(self._show_progress)
        link.session_changed.connect(self.show_state)
        self.show_state()

    @Slot()
    def show_state(self) -> None:
        """Show which ways of opening there are."""
        state = self._link.state
        self._keyring.setChecked(state.keyring_slot)
        self._keyring.setEnabled(state.keyring_usable and (state.passphrase_slot or not state.keyring_slot))
        if not state.keyring_usable:
            self._keyring_row.say(self.tr("No keyring can be used on this computer."))
        elif state.keyring_slot and not state.passphrase_slot:
            self._keyring_row.say(
                self.tr("It is the only way to open by itself: add a passphrase before turning it off.")
            )
        else:
            self._keyring_row.say(self.tr("Écritoire opens by itself when you are signed in."))
        self._passphrase_row.say(
            self.tr("A passphrase opens this store.") if state.passphrase_slot else self.tr("There is no passphrase.")
        )

    @slot_async
    async def _use_keyring(self) -> None:
        try:
            await self._link.ask(m.UseKeyring(self._keyring.isChecked()), 60)
            await self._link.refresh_state()
        finally:
            self.show_state()

    @Slot()
    def _change_passphrase(self) -> None:
        dialog = PassphraseDialog(self._link, self)
        dialog.finished.connect(self.show_state)
        dialog.open()

    @slot_async
    async def _new_code(self) -> None:
        reply = await self._link.ask_for(m.NewRecoveryCode(), m.RecoveryCode, 60)
        RecoveryDialog(reply.code, self).open()

    @Slot()
    def _choose_backup(self) -> None:
        if self._link.session is not Session.OPEN:
            return
        day = QDateTime.currentDateTime().toString("yyyy-MM-dd")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Back up"), f"ecritoire-{day}.backup")
        if name:
            self.back_up(name)

    @slot_async
    async def back_up(self, path: str) -> None:
        """Write a backup and say so."""
        self._progress.setRange(0, 0)
        self._progress.show()
        try:
            await self._link.ask(m.BackUp(path), BACKUP_SECONDS)
            say(self, self.tr("The backup is complete."))
        finally:
            self._progress.hide()

    @Slot(object)
    def _show_progress(self, progress: m.Progress) -> None:
        if progress.what == "backup" and progress.total:
            self._progress.setRange(0, 1000)
            self._progress.setValue(progress.done * 1000 // progress.total)
