"""Recovery of encrypted chat: set up once, and the key that is shown then; or used on a new machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from sync.rpc import messages as m
from ui import theme
from ui.common.forms import Card, Field, SecretEdit, button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.link import Link

LONG_SECONDS = 300
"""For what asks the server for much: a whole key backup."""


class RecoveryKeyCard(Card):
    """The recovery key, shown once: to copy or save. `kept` tells that the person did one of these."""

    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="accent")
        self.box.addWidget(label(self.tr("Your recovery key"), "strong", self))
        self._key = label("", "code", self, wrap=True)
        self._key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.box.addWidget(self._key)
        self.box.addWidget(
            label(
                self.tr(
                    "It brings your encrypted messages back on another computer, and is shown this once. Keep it on paper or in "
                    "a password safe: whoever has it can read everything."
                ),
                "",
                self,
                wrap=True,
            )
        )
        self.box.addLayout(
            buttons_row(
                button(self.tr("Copy"), self._copy, icon="copy", parent=self),
                button(self.tr("Save…"), self._save, icon="download", parent=self),
                None,
            )
        )
        self.hide()

    def show_key(self, key: str) -> None:
        """Show this key."""
        self._key.setText(key)
        self._key.setAccessibleName(self.tr("Recovery key: {key}").format(key=" ".join(key)))
        self.show()

    @property
    def key(self) -> str:
        """The key that is shown."""
        return self._key.text()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key)
        say(self, self.tr("Recovery key copied. Paste it somewhere safe, outside this computer."))
        self.kept.emit()

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the recovery key"), "ecritoire-cle-discussions.txt")
        if name:
            Path(name).write_text(self.tr("Écritoire: recovery key of your encrypted chat") + f"\n\n{self.key}\n", "utf-8")
            say(self, self.tr("Recovery key saved. Move the file off this computer."))
            self.kept.emit()


class _Form(QWidget):
    """Fields with a button that sends them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))


class RecoverForm(_Form):
    """Brings identity and history back. `recovered(keys)`."""

    recovered = Signal(int)

    def __init__(self, link: Link, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._account = link, account
        self.code = SecretEdit(self)
        self.code.returnPressed.connect(self.recover)
        self.column.addWidget(
            Field(self.tr("Recovery key or passphrase"), self.code, self.tr("As you kept it when recovery was set up."), self)
        )
        self.go = button(self.tr("Recover my messages"), self.recover, kind="primary", parent=self)
        self.column.addLayout(buttons_row(None, self.go))

    @slot_async
    async def recover(self) -> None:
        """Ask for it."""
        if not self.code.text().strip():
            self.code.setFocus()
            return
        self.go.setEnabled(False)
        try:
            command = m.Recover(self._account, self.code.text().strip())
            found = await self._link.ask_for(command, m.Recovered, LONG_SECONDS)
        finally:
            self.go.setEnabled(True)
        self.code.clear()
        self.recovered.emit(found.keys)


class SetUpForm(_Form):
    """Makes identity, recovery and backup. `made(key)`."""

    made = Signal(str)

    def __init__(self, link: Link, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._account = link, account
        self.password, self.passphrase = SecretEdit(self), SecretEdit(self)
        self.column.addWidget(
            Field(self.tr("Password of the account"), self.password, self.tr("The server asks for it once more."), self)
        )
        self.column.addWidget(
            Field(
                self.tr("Passphrase (optional)"),
                self.passphrase,
                self.tr("It opens the recovery beside the key that you will be shown."),
                self,
            )
        )
        self.go = button(self.tr("Set recovery up"), self.set_up, kind="primary", parent=self)
        self.column.addLayout(buttons_row(None, self.go))

    @slot_async
    async def set_up(self) -> None:
        """Ask for it."""
        self.go.setEnabled(False)
        try:
            command = m.SetUpRecovery(self._account, self.password.text(), self.passphrase.text())
            made = await self._link.ask_for(command, m.RecoveryCode, LONG_SECONDS)
        finally:
            self.go.setEnabled(True)
        for field in (self.password, self.passphrase):
            field.clear()
        self.made.emit(made.code)


class KeyFiles(_Form):
    """Room keys to a file and from one, sealed by a passphrase; the format is that of every Matrix program."""

    def __init__(self, link: Link, account: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._account = link, account
        self.phrase: QLineEdit = SecretEdit(self)
        self.column.addWidget(
            Field(self.tr("Passphrase of the file"), self.phrase, self.tr("The same to write the file and to read it."), self)
        )
        self.column.addLayout(
            buttons_row(
                button(self.tr("Export keys…"), self._choose_target, icon="upload", parent=self),
                button(self.tr("Import keys…"), self._choose_source, icon="download", parent=self),
                None,
            )
        )

    def _has_phrase(self) -> bool:
        if not self.phrase.text():
            say(self, self.tr("Type a passphrase first."))
            self.phrase.setFocus()
        return bool(self.phrase.text())

    @Slot()
    def _choose_target(self) -> None:
        if self._has_phrase():
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Export keys"), "cles-discussions.txt")
            if name:
                self.export_to(name)

    @Slot()
    def _choose_source(self) -> None:
        if self._has_phrase():
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Import keys"))
            if name:
                self.import_from(name)

    @slot_async
    async def export_to(self, path: str) -> None:
        """Write all room keys to a file."""
        await self._link.ask(m.ExportKeys(self._account, path, self.phrase.text()), LONG_SECONDS)
        self.phrase.clear()
        say(self, self.tr("Keys written to {file}.").format(file=Path(path).name))

    @slot_async
    async def import_from(self, path: str) -> None:
        """Take the room keys of a file."""
        found = await self._link.ask_for(m.ImportKeys(self._account, path, self.phrase.text()), m.Recovered, LONG_SECONDS)
        self.phrase.clear()
        say(self, self.tr("%n new key(s)", "", found.keys))
