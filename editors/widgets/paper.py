"""Pages as PDF: what the page view shows, in vectors."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from editors.document.tree import Document
from editors.widgets.canvas import Canvas
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
    canvas.flow.extend(1 << 30)
    painter: QPainter | None = None
    for number, box in enumerate(canvas.flow.pages):
        size = QPageSize(
            QSizeF(box.page.width, box.page.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        if painter is None:
            painter = QPainter(writer)
        else:
            writer.newPage()
        painter.save()
        painter.scale(RESOLUTION / 72 / UNITS, RESOLUTION / 72 / UNITS)
        canvas.draw_page(painter, number, selecting=False)
        painter.restore()
    if painter is not None:
        painter.end()
    return bytes(held.data().data())
