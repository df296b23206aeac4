"""Letters on paper and as PDF: the head with sender, recipients, date and attachments, then the letter as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, QStandardPaths, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from sync.model.faults import StoreFault
from sync.model.mail import Address, Content
from ui.common import dates, toasts
from ui.common.filenames import safe_name
from ui.common.slots import slot_async
from ui.mail.links import linkified
from ui.mail.sheet import letter_page
from ui.mail.text_sheet import TextSheet

if TYPE_CHECKING:
    from ui.mail.web import WebSheet

RESOLUTION = 1200
"""Dots per inch of a PDF."""

_HEAD = (
    '<h1 style="font-size:18px;margin:0 0 8px">{subject}</h1><table style="font-size:12px;color:#333">{rows}</table>'
    '<hr style="border:0;border-top:1px solid #999;margin:10px 0 14px">'
)
_ROW = '<tr><td style="padding:1px 12px 1px 0;color:#666;vertical-align:top">{name}</td><td>{text}</td></tr>'


def page_layout() -> QPageLayout:
    """Return A4 with the margins of a letter."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(15, 15, 15, 15),
                       QPageLayout.Unit.Millimeter)  # fmt: skip


class Printing(QObject):
    """Prints one letter at a time."""

    finished = Signal(bool)
    """A letter is on paper, or in its file; or that failed."""

    def __init__(self, window: QWidget, *, web_allowed: bool) -> None:
        super().__init__(window)
        self._window = window
        self._web_allowed = web_allowed
        self._web: WebSheet | None = None

    @slot_async
    async def save_pdf(self, content: Content, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        """Ask where, then save a letter as PDF."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = safe_name(f"{content.envelope.subject[:100].replace('/', '-') or 'message'}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save as PDF"), str(Path(folder) / name), self.tr("PDF documents (*.pdf)")
        )
        if chosen:
            self.write_pdf(Path(chosen), content, pictures)

    def write_pdf(self, path: Path, content: Content, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        """Save a letter as PDF; `finished` follows."""
        web = self._web_sheet() if content.html else None
        if web is not None:
            web.write_pdf(self.page(content, pictures), path, page_layout(), lambda good: self._told(path, good))
            return
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(held)
        writer.setResolution(RESOLUTION)
        writer.setTitle(content.envelope.subject)
        writer.setPageLayout(page_layout())
        self._print_text(writer, content, pictures)
        try:
            path.write_bytes(bytes(held.data().data()))
        except OSError:
            self._told(path, False)
        else:
            self._told(path, True)

    def print_letter(self, content: Content, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        """Ask for a printer, then print a letter."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(content.envelope.subject)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print"))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        web = self._web_sheet() if content.html else None
        if web is not None:
            web.print_on(self.page(content, pictures), printer, self.finished.emit)
        else:
            self._print_text(printer, content, pictures)
            self.finished.emit(True)

    def page(self, content: Content, pictures: Mapping[str, tuple[str, bytes]]) -> str:
        """Return what goes onto paper, as the page of a letter."""
        envelope = content.envelope
        rows = [
            (self.tr("From"), _people((envelope.sender,))),
            (self.tr("To"), _people(envelope.to)),
            (self.tr("Cc"), _people(envelope.cc)),
            (self.tr("Date"), dates.full(envelope.date)),
            (self.tr("Attachments"), ", ".join(one.name for one in content.attachments if not one.inline)),
        ]
        table = "".join(_ROW.format(name=escape(name), text=escape(text)) for name, text in rows if text)
        head = _HEAD.format(subject=escape(envelope.subject or self.tr("(no subject)")), rows=table)
        letter = letter_page(content, pictures, size=13)
        body = letter.index("<body>") + len("<body>")
        if content.html:
            return letter[:body] + head + letter[body:]
        text = "".join(f'<p style="margin:0">{linkified(line) or "<br>"}</p>' for line in content.text.splitlines())
        return letter[:body] + head + text + letter[body:]

    def _print_text(self, device: QPagedPaintDevice, content: Content, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        sheet = TextSheet(self._window, paper=True)
        sheet.hide()
        sheet.document().setDocumentMargin(0)
        sheet.show_html(self.page(content, pictures))
        sheet.document().print_(device)
        sheet.deleteLater()

    def _told(self, path: Path, good: bool) -> None:
        if good:
            toasts.say(self._window, self.tr("Saved: {name}").format(name=path.name))
        else:
            self._complain(path)
        self.finished.emit(good)

    @slot_async
    async def _complain(self, path: Path) -> None:
        raise StoreFault("cannot_write_file", file=path.name, reason="")

    def _web_sheet(self) -> WebSheet | None:
        if self._web is None and self._web_allowed:
            try:
                from ui.mail.web import WebSheet
            except ImportError:
                self._web_allowed = False
                return None
            self._web = WebSheet(self._window)
            self._web.hide()
        return self._web


def _people(people: tuple[Address, ...]) -> str:
    return ", ".join(map(str, people))
