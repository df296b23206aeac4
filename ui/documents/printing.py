"""A document before it goes onto paper: its pages as the printer will get them, then the printer's own dialog."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editors.widgets.paper import paint
from editors.widgets.writer import Writer
from ui import theme
from ui.common.dates import figure
from ui.common.forms import button, buttons_row, tool
from ui.common.labels import label


class PrintPreview(QDialog):
    """Shows every page of a document as it will be printed."""

    def __init__(self, writer: Writer, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.setWindowTitle(self.tr("Print {name}").format(name=name))
        self.resize(theme.px(900), theme.px(760))
        writer.lay_out(1 << 30)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setFullPage(True)
        self.preview = QPrintPreviewWidget(self.printer, self)
        self.preview.setAccessibleName(self.tr("Pages to print"))
        self.preview.paintRequested.connect(self._paint)
        self.preview.previewChanged.connect(self._follow)
        self._page = label("", "soft", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.addLayout(
            buttons_row(
                tool("chevron-left", self.tr("Page before"), lambda: self._go(-1), self),
                self._page,
                tool("chevron-right", self.tr("Next page"), lambda: self._go(1), self),
                None,
                tool("file", self.tr("One page"), self.preview.setSinglePageViewMode, self),
                tool("book-open", self.tr("Two pages"), self.preview.setFacingPagesViewMode, self),
                tool("columns-2", self.tr("All pages"), self.preview.setAllPagesViewMode, self),
                tool("zoom-out", self.tr("Smaller"), self.preview.zoomOut, self),
                tool("zoom-in", self.tr("Larger"), self.preview.zoomIn, self),
            )
        )
        column.addWidget(self.preview, 1)
        self.print_button = button(self.tr("Print…"), self._print, kind="primary", icon="printer", parent=self)
        column.addLayout(buttons_row(None, button(self.tr("Close"), self.reject, parent=self), self.print_button))
        self.preview.fitInView()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._page.setText(
            self.tr("Page {number} of {pages}").format(
                number=figure(self.preview.currentPage()), pages=figure(max(1, self.preview.pageCount()))
            )
        )

    def _go(self, step: int) -> None:
        self.preview.setCurrentPage(max(1, min(self.preview.pageCount(), self.preview.currentPage() + step)))
        self._follow()

    @Slot(QPrinter)
    def _paint(self, printer: QPrinter) -> None:
        paint(self._writer, printer, printer.resolution(), self._chosen(printer))

    def _chosen(self, printer: QPrinter) -> range:
        """Return the pages that the printer's dialog asks for."""
        count = len(self._writer.flow.pages)
        if printer.printRange() != QPrinter.PrintRange.PageRange:
            return range(count)
        first = max(1, min(count, printer.fromPage()))
        return range(first - 1, max(first, min(count, printer.toPage() or count)))

    def _print(self) -> None:
        dialog = QPrintDialog(self.printer, self)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, len(self._writer.flow.pages))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self._paint(self.printer)
            self.accept()
