"""Pages as PDF: what the page view shows, in vectors."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from editors.document.tree import Document
from editors.widgets.canvas import Canvas
from editors.widgets.pages import PageBox
from editors.widgets.resolve import UNITS

RESOLUTION = 1200


def pdf(canvas: Canvas, title: str) -> bytes:
    """Return the document as PDF, laid out as in the page view."""
    document: Document = canvas.document_shown
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle(document.properties.title or title)
    writer.setCreator("Écritoire")
    writer.setResolution(RESOLUTION)
    canvas.lay_out(1 << 30)
    pages = canvas.flow.pages
    writer.setPageLayout(_layout(pages[0]))
    with QPainter(writer) as painter:
        for number, box in enumerate(pages):
            if number:
                writer.setPageLayout(_layout(box))
                writer.newPage()
            painter.save()
            painter.scale(RESOLUTION / 72 / UNITS, RESOLUTION / 72 / UNITS)
            canvas.draw_page(painter, number, selecting=False)
            painter.restore()
    return bytes(held.data().data())


def _layout(box: PageBox) -> QPageLayout:
    """Return a page as the writer of PDF wants it: its size to the point, without a margin."""
    points = QSizeF(box.page.width, box.page.height)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
