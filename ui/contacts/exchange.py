"""Contacts taken in from files and written to files, in the forms that other programs know."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sync.model.faults import Rejected
from sync.model.ids import CollectionId, ItemId, new_operation_id
from sync.rpc import messages as m
from ui.common.blobs import keep_bytes
from ui.common.slots import slot_async, slot_owed
from ui.link import Link

SUFFIXES = (".vcf", ".vcard", ".csv", ".txt")
LARGEST = 64 * 1024 * 1024
SECONDS = 300.0


class Exchange(QObject):
    """Import and export."""

    done = Signal(str)
    """What was done, in words."""

    def __init__(self, link: Link, owner: QWidget) -> None:
        super().__init__(owner)
        self._link = link
        self._owner = owner

    def choose_import(self, book: CollectionId) -> None:
        """Ask for files of this computer and take them in."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._owner, self.tr("Import contacts"), "", self.tr("Contacts ({patterns})").format(patterns=patterns)
        )
        if chosen:
            self.take_in([Path(one) for one in chosen], book)

    @slot_owed
    async def take_in(self, paths: Sequence[Path], book: CollectionId) -> None:
        """Take files in: vCards, or tables of Outlook, Google and others."""
        count = 0
        for path in paths:
            content = await asyncio.to_thread(_read, path)
            kept = await keep_bytes(self._link, content)
            asked = m.ImportResources(new_operation_id(), book, kept.blob)
            count += len((await self._link.ask_for(asked, m.Saved, SECONDS)).items)
        nothing = self.tr("Everything in it was here already.")
        self.done.emit(self.tr("%n contact(s) imported", "", count) if count else nothing)

    def choose_export(self, items: Sequence[ItemId], name: str) -> None:
        """Ask for a place and a form, and write contacts there."""
        forms = {
            self.tr("vCard (*.vcf)"): "vcard",
            self.tr("Table for a spreadsheet (*.csv)"): "spreadsheet",
            self.tr("Table for Outlook in French (*.csv)"): "outlook",
            self.tr("Table for Outlook in English (*.csv)"): "outlook_en",
            self.tr("Table for Google (*.csv)"): "google",
        }
        chosen, form = QFileDialog.getSaveFileName(
            self._owner, self.tr("Export contacts"), f"{name}.vcf", ";;".join(forms)
        )
        if chosen:
            self.write(items, Path(chosen), forms.get(form, "vcard"))

    @slot_async
    async def write(self, items: Sequence[ItemId], path: Path, form: str) -> None:
        """Write contacts into a file."""
        wanted = ".vcf" if form == "vcard" else ".csv"
        if path.suffix.lower() not in SUFFIXES or (path.suffix.lower() == ".vcf") != (form == "vcard"):
            path = path.with_suffix(wanted)
        await self._link.ask(m.ExportContacts(list(items), form, str(path)), SECONDS)
        self.done.emit(self.tr("%n contact(s) written to {name}", "", len(items)).format(name=path.name))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Rejected("file_too_large", limit=LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise Rejected("file_unreadable", path=path.name) from error
