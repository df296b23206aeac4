"""Where an open document goes: saved to its file or a drive, compared, exported, handed over to another program."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from editors.widgets.writer import Writer
from sync.model.ids import CollectionId, ItemId
from ui.common import toasts
from ui.common.drive_picker import DrivePicker
from ui.common.slots import slot_async
from ui.documents import office
from ui.documents.papers import SUFFIXES, Paper, Papers
from ui.link import Link


class PaperTab(QWidget):
    """A document that is open, and its places."""

    title_changed = Signal()
    saved_to = Signal(str)
    left = Signal()
    """It goes on in another program: to be closed here."""

    def __init__(self, link: Link, papers: Papers, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._papers, self.paper = link, papers, paper
        self.writer = Writer(self)
        self._was_changed = False

    @Slot()
    def _ask_compare(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = self.tr("Text documents ({patterns})").format(patterns=patterns)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Compare with"), "", kinds)
        if chosen:
            self.compare_with(Path(chosen))

    @slot_async
    async def compare_with(self, path: Path) -> None:
        """Set another version beside this one; what is chosen there is taken over."""
        from ui.documents.comparing import CompareDialog, differences

        other = await self._papers.document_of(path)
        if other.kind != self.writer.document_shown.kind:
            toasts.say(
                self, self.tr("Only documents of one format can be compared: save one of them in the other’s first.")
            )
            return
        mine = self.writer.document_shown
        lines, choosable = await differences(mine, other)
        if mine is self.writer.document_shown:
            CompareDialog(self.writer, self.paper.name, other, path.name, lines, choosable, self).open()

    @slot_async
    async def save(self) -> None:
        """Save where the document came from; ask where it has no place yet."""
        if not self.paper.place:
            self.save_as()
            return
        path = self.paper.path
        if path is not None:
            await self._save(path)
            return
        await self._papers.save_back(self.paper)
        self._told_saved(self.paper.name)

    @Slot()
    def save_as(self) -> None:
        """Ask where, then save there."""
        kinds = {"odt": self.tr("OpenDocument text (*.odt)"), "docx": self.tr("Word document (*.docx)"),
            "md": self.tr("Markdown (*.md *.markdown)"), "txt": self.tr("Plain text (*.txt)")}  # fmt: skip
        start = str(self.paper.path or Path.home() / self.paper.name)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the document"), start, kinds[self.paper.kind])
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in (f".{self.paper.kind}", ".markdown", ".docm", ".ott", ".dotx", ".dotm"):
                path = path.with_name(f"{path.name}.{self.paper.kind}")
            self._save_to(path)

    @Slot()
    def save_to_drive(self) -> None:
        """Ask for a folder of a drive and a name, then save there; the document belongs there from then on."""
        name = self.paper.name
        if not name.lower().endswith(f".{self.paper.kind}"):
            name = f"{name}.{self.paper.kind}"
        picker = DrivePicker(self._link, self.tr("Save to a drive"), self.tr("Save"), self, name=name)
        picker.place_chosen.connect(self._save_into)
        picker.open()

    @slot_async
    async def _save_into(self, drive: int, folder: ItemId | None, name: str) -> None:
        await self._papers.save_into(self.paper, CollectionId(drive), folder, name)
        self._told_saved(name)

    @slot_async
    async def _save_to(self, path: Path) -> None:
        await self._save(path)

    async def _save(self, path: Path) -> None:
        await self._papers.save(self.paper, path)
        self.saved_to.emit(str(path))
        self._told_saved(path.name)

    def _told_saved(self, name: str) -> None:
        self._was_changed = self.paper.session.changed
        self.title_changed.emit()
        toasts.say(self, self.tr("Saved: {name}").format(name=name))

    @slot_async
    async def open_in_office(self) -> None:
        """Hand the document over to LibreOffice; what is saved there comes back to the same file, or to the drive."""
        if not self.paper.place:
            toasts.say(self, self.tr("Save the document first: LibreOffice opens the file."))
            return
        if self.paper.session.changed:
            await (self._papers.save_back(self.paper) if self.paper.path is None else self._save(self.paper.path))
        path = str(self.paper.path or await self._papers.check_out(self.paper))
        if not office.start(path):
            toasts.say(self, self.tr("LibreOffice could not be started."))
            return
        toasts.say(
            self,
            self.tr("Opened in LibreOffice: what you save there comes back to {name}.").format(name=self.paper.name),
        )
        self.left.emit()

    @Slot()
    def _ask_tagged(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export as PDF"), self._pdf_name(), self.tr("PDF (*.pdf)")
        )
        if chosen:
            self.export_tagged(Path(chosen))

    @slot_async
    async def export_tagged(self, path: Path) -> None:
        """Write the document as PDF with tags, for those who read by ear."""
        toasts.say(self, self.tr("LibreOffice writes the PDF…"))
        content = await self._papers.bytes_of(self.paper, self.writer.document_shown)
        made = await asyncio.to_thread(office.tagged_pdf, content, self.paper.kind)
        if not made:
            toasts.say(self, self.tr("LibreOffice could not write the PDF."))
            return
        await asyncio.to_thread(path.write_bytes, made)
        toasts.say(self, self.tr("Exported: {name}").format(name=path.name))

    def _pdf_name(self) -> str:
        stem = self.paper.path or Path(self.paper.name)
        return str((stem if stem.is_absolute() else Path.home() / stem).with_suffix(".pdf"))

    @Slot()
    def export_pdf(self) -> None:
        """Ask where, then write the pages as PDF."""
        from editors.widgets.paper import pdf

        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export as PDF"), self._pdf_name(), self.tr("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            path.write_bytes(pdf(self.writer, self.paper.name))
            toasts.say(self, self.tr("Exported: {name}").format(name=path.name))
