"""Keys for signing and encrypting letters: one's own and those of correspondents; imported, exported, trusted, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from sync.model.faults import Rejected
from sync.model.seals import KeyRow, Scheme
from sync.rpc import messages as m
from sync.store.read import seal_keys as read_keys
from sync.store.rows import AccountRow
from ui import theme
from ui.common import dates, toasts
from ui.common.filenames import write_whole
from ui.common.forms import Card, Field, Page, button, buttons_row
from ui.common.labels import ElidedLabel, label
from ui.common.slots import slot_async
from ui.link import Link
from ui.live import Live

_KINDS = {Scheme.SMIME: "S/MIME", Scheme.PGP: "OpenPGP"}
LARGEST = 1024 * 1024


class KeysPage(Page):
    """The keys of this profile, the same for all accounts."""

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680, centred=False)
        self._link = link
        self._parts: list[QWidget] = []
        self._content = b""
        self.setAccessibleName(self.tr("Keys"))
        words = self.tr(
            "Certificates (S/MIME) are kept in the encrypted store of this computer and never leave it by themselves; those of "
            "people who write to you signed are kept by themselves once they are trusted. OpenPGP keys are those of GnuPG."
        )
        self.column.addWidget(label(words, "soft", self, wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.column.addLayout(self._list)
        self.passphrase = QLineEdit(self)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._take)
        self._field = Field(self.tr("Passphrase of the file"), self.passphrase, "", self)
        self._asking = Card(self)
        self._asking.box.addWidget(self._field)
        self._asking.box.addLayout(
            buttons_row(
                None, button(self.tr("Cancel"), self._asking.hide, parent=self),
                button(self.tr("Import"), self._take, kind="primary", parent=self),
            )
        )
        self._asking.hide()
        self.column.addWidget(self._asking)
        self.add = button(self.tr("Import a file of keys…"), self._choose, kind="primary", icon="plus", parent=self)
        self.column.addLayout(buttons_row(self.add, None))
        self.column.addStretch(1)
        live.seal_keys_changed.connect(self.read)
        self.read()
        self.look()

    def show_account(self, account: AccountRow) -> None:
        """Show the keys, which are the same for all accounts."""

    @slot_async
    async def look(self) -> None:
        """Let the engine see which OpenPGP keys there are; it tells when there are others."""
        await self._link.ask(m.LookForKeys())

    @Slot()
    def read(self) -> None:
        """Read the keys again."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        rows = read_keys.keys(self._link.reader())
        own, others = [row for row in rows if row.own], [row for row in rows if not row.own]
        self._parts = [label(self.tr("My keys"), "strong", self)]
        self._parts += [self._card(row) for row in own] or [label(self.tr("No key of yours yet"), "faint", self)]
        if others:
            self._parts += [label(self.tr("Keys of others"), "strong", self), *(self._card(row) for row in others)]
        for part in self._parts:
            self._list.addWidget(part)

    def _card(self, row: KeyRow) -> Card:
        card = Card(self, row=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(f"{row.name or row.fingerprint[-16:]}  ·  {', '.join(row.addresses)}", card, role="strong"))
        words.addWidget(ElidedLabel(self._facts(row), card, role="soft"))
        card.box.addLayout(words, 1)
        deeds: list[tuple[str, Callable[[KeyRow], object]]] = [(self.tr("Export…"), self._export)]
        if row.scheme is Scheme.SMIME:  # those of OpenPGP stay with GnuPG
            deeds.insert(0, (self.tr("Remove…"), self._remove))
        if not row.own:
            deeds.insert(-1, (self.tr("Do not trust") if row.trusted else self.tr("Trust"), self._trust))
        for text, chosen in deeds:
            made = button(text, lambda _checked=False, chosen=chosen: chosen(row), parent=card)
            made.setAccessibleName(f"{text} {row.name}")
            card.box.addWidget(made)
        return card

    def _facts(self, row: KeyRow) -> str:
        facts = [_KINDS[row.scheme], row.issuer]
        if row.scheme is Scheme.PGP:
            facts.append(self.tr("kept by GnuPG"))
        if row.not_after:
            facts.append(self.tr("valid until {date}").format(date=dates.day(row.not_after)))
        if not row.own and not row.trusted:
            facts.append(self.tr("not trusted"))
        return "  ·  ".join(filter(None, facts))

    @Slot()
    def _choose(self) -> None:
        kinds = self.tr("Keys and certificates ({patterns})").format(
            patterns="*.p12 *.pfx *.pem *.crt *.cer *.p7b *.p7c *.asc *.gpg *.pgp"
        )
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import keys"), "", f"{kinds};;{self.tr('All files')} (*)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Import a file of keys; its passphrase is asked for where it has one."""
        try:
            if path.stat().st_size > LARGEST:
                raise Rejected("file_too_large", limit=LARGEST)
            self._content = path.read_bytes()
        except OSError:
            toasts.say(self, self.tr("This file cannot be read."))
            return
        self.passphrase.clear()
        self._take()

    @slot_async
    async def _take(self) -> None:
        try:
            kept = await self._link.ask_for(m.TakeKeys(self._content, self.passphrase.text()), m.KeysKept)
        except Rejected as fault:
            if fault.code != "bad_key_passphrase":
                raise
            wrong = bool(self.passphrase.text())
            self._asking.show()
            self._field.say(self.tr("This passphrase does not open the file.") if wrong else "", "danger")
            self.passphrase.setFocus()
            return
        self._asking.hide()
        self._content = b""
        self.passphrase.clear()
        self.read()
        toasts.say(self, self.tr("%n key(s) imported", "", len(kept.keys)))

    @slot_async
    async def _trust(self, row: KeyRow) -> None:
        await self._link.ask(m.TrustKey(row.id, not row.trusted))
        self.read()

    def _remove(self, row: KeyRow) -> None:
        words = self.tr("Remove the key of {name}?").format(name=row.name or ", ".join(row.addresses))
        if row.own:
            words += " " + self.tr("Letters that were encrypted for it can no longer be read here.")
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Remove a key"), words, parent=self)
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda: self.remove(row) if box.clickedButton() is remove else None)
        box.open()

    @slot_async
    async def remove(self, row: KeyRow) -> None:
        """Forget a key."""
        await self._link.ask(m.RemoveKey(row.id))
        self.read()

    def _export(self, row: KeyRow) -> None:
        ending = "pem" if row.scheme is Scheme.SMIME else "asc"
        usual = f"{next(iter(row.addresses), row.fingerprint[-16:])}.{ending}"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export what others may have"), usual)
        if name:
            self.export_to(row, Path(name))

    @slot_async
    async def export_to(self, row: KeyRow, path: Path) -> None:
        """Write the public part of a key to a file."""
        given = await self._link.ask_for(m.GiveKey(row.id), m.KeyFile)
        try:
            write_whole(path, given.content)
        except OSError:
            toasts.say(self, self.tr("This file cannot be written."))
            return
        toasts.say(self, self.tr("Saved to {name}").format(name=path.name))

