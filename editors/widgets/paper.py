"""Pages on paper and as PDF: what the page view shows, in vectors; in PDF also bookmarks, links and the language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from editors.document import find, references
from editors.document.pdf import Bookmark, Link, completed
from editors.document.places import Place, paragraphs
from editors.document.tree import Paragraph, Run, length
from editors.widgets.canvas import Canvas
from editors.widgets.pages import PageBox
from editors.widgets.paragraphs import ParagraphLayout
from editors.widgets.resolve import UNITS

RESOLUTION = 1200


def pdf(canvas: Canvas, title: str) -> bytes:
    """Return the document as PDF, laid out as in the page view."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle(canvas.document_shown.properties.title or title)
    writer.setAuthor(canvas.document_shown.properties.author)
    writer.setCreator("Écritoire")
    writer.setResolution(RESOLUTION)
    paint(canvas, writer, RESOLUTION)
    raw = bytes(held.data().data())
    language = canvas.document_shown.defaults.look.language or "fr-FR"
    return completed(raw, list(_bookmarks(canvas)), list(_links(canvas)), language)


def paint(canvas: Canvas, device: QPagedPaintDevice, resolution: float, numbers: Sequence[int] = ()) -> None:
    """Paint pages, all of them or those of these numbers, on a device that has so many dots in an inch.

    A printer keeps the paper that it began with: a page that lies across it is turned.
    """
    canvas.lay_out(1 << 30)
    pages = canvas.flow.pages
    chosen = numbers or range(len(pages))
    device.setPageLayout(_layout(pages[chosen[0]]))
    with QPainter(device) as painter:
        for at, number in enumerate(chosen):
            if at and not isinstance(device, QPdfWriter):
                device.newPage()
            elif at:
                device.setPageLayout(_layout(pages[number]))
                device.newPage()
            painter.save()
            if not isinstance(device, QPdfWriter) and _lies(pages[number]) != _lies(pages[chosen[0]]):
                painter.translate(pages[chosen[0]].page.width * resolution / 72, 0)
                painter.rotate(90)
            painter.scale(resolution / 72 / UNITS, resolution / 72 / UNITS)
            canvas.draw_page(painter, number, selecting=False)
            painter.restore()


def _lies(box: PageBox) -> bool:
    return box.page.width > box.page.height


def _layout(box: PageBox) -> QPageLayout:
    """Return a page as a device wants it: its size to the point, without a margin."""
    points = QSizeF(box.page.width, box.page.height)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def _bookmarks(canvas: Canvas) -> Iterator[Bookmark]:
    for level, words, place in find.headings(canvas.document_shown):
        found = canvas.spot(place)
        if found is not None:
            page, at, _ = found
            yield Bookmark(level, words, page, canvas.flow.pages[page].page.height - at.y() / UNITS)


def _links(canvas: Canvas) -> Iterator[Link]:
    """Yield where links stand, one rectangle for each line."""
    targets = references.bookmarks(canvas.document_shown)
    for path, paragraph in paragraphs(canvas.document_shown.body):
        for first, last, address in _linked(paragraph):
            target = None
            if address.startswith("#"):
                stretch = targets.get(address[1:])
                goal = canvas.spot(stretch[0]) if stretch is not None else None
                if goal is None:
                    continue
                target = goal[0], canvas.flow.pages[goal[0]].page.height - goal[1].y() / UNITS
            yield from _rectangles(canvas, Place("body", path, first), last, address, target)


def _linked(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of a paragraph that are links."""
    at, begun, address = 0, 0, ""
    for piece in paragraph.content:
        link = piece.link if isinstance(piece, Run) else ""
        if length(piece) and link != address:
            if address:
                yield begun, at, address
            begun, address = at, link
        at += length(piece)
    if address:
        yield begun, at, address


def _rectangles(
    canvas: Canvas, start: Place, last: int, address: str, target: tuple[int, float] | None
) -> Iterator[Link]:
    offset = start.offset
    while offset < last:
        found = canvas.spot(Place(start.story, start.path, offset))
        if found is None:
            return
        page, at, layout = found
        number = layout.line_of(offset)
        line = layout.lines[number].line
        end = min(last, layout.offset(line.textStart() + line.textLength()))
        width = _x(layout, number, end) - _x(layout, number, offset)
        height = canvas.flow.pages[page].page.height
        left, top = at.x() / UNITS, height - at.y() / UNITS
        yield Link(page, left, top - layout.lines[number].height / UNITS, left + width / UNITS, top, address, target)
        offset = max(end, offset + 1)


def _x(layout: ParagraphLayout, number: int, offset: int) -> float:
    found = layout.lines[number].line.cursorToX(layout.position(offset))
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
