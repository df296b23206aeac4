"""The pages on the screen: painting, scrolling, zoom, and where things are."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from editors.document.places import Path, Place, paragraphs
from editors.document.tree import Document, NoteMark, Page, Paragraph
from editors.widgets.pages import Fragment, PageBox, Pages
from editors.widgets.paragraphs import Context, ParagraphLayout
from editors.widgets.resolve import UNITS, Resolver, text_width
from editors.widgets.tables import TableLayout

GAP = 18.0
"""Pixels between pages."""
SLICE_SECONDS = 0.006
"""How long one turn of laying out in the background may take."""


class Canvas(QAbstractScrollArea):
    """Shows a document's pages; the editor over it moves the caret and edits."""

    pages_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.continuous = False
        self.document: Document | None = None
        self.picture_wanted: Callable[[str], None] = lambda name: None
        """Called with the name of a picture that is not there yet."""
        self.say: Callable[[str], str] = lambda kind: kind
        """The words for a kind of placeholder."""
        self.wrong: Callable[[Paragraph], Sequence[tuple[int, int]]] = lambda paragraph: ()
        """Where the words of a paragraph are that are not spelt right."""
        self._pictures: dict[str, QImage | None] = {}
        self._notes: dict[str, str] = {}
        self._headers: dict[tuple[str, int, int, float], list[ParagraphLayout]] = {}
        self._tops: list[float] = []
        self._told = 0
        self._measured: tuple[object, ...] = ()
        self._flow: Pages | None = None
        self.anchor = Place("body", (0,))
        self.caret = Place("body", (0,))
        self.caret_shown = True
        self._background = QTimer(self, interval=0)
        self._background.timeout.connect(self._lay_out_more)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)

    # --- the document

    @property
    def flow(self) -> Pages:
        """The pages of the document that is shown."""
        if self._flow is None:
            raise LookupError("no document is shown")
        return self._flow

    @property
    def document_shown(self) -> Document:
        """The document that is shown."""
        if self.document is None:
            raise LookupError("no document is shown")
        return self.document

    def show_document(self, document: Document) -> None:
        """Show a document from its beginning."""
        self.document = document
        self._number_notes(document)
        resolver = Resolver(document)
        context = Context(
            resolver, self._picture, lambda name: self._notes.get(name, "*"), self.say,
            wrong=lambda paragraph: self.wrong(paragraph),
        )  # fmt: skip
        endless = self._page_width(document) if self.continuous else 0.0
        self._measured = ()
        self._flow = Pages(document, context, endless_width=endless)
        self._headers.clear()
        self.lay_out(1 if self.continuous else 3)
        self._background.start()
        self.viewport().update()

    def _page_width(self, document: Document) -> float:
        return text_width(document.pages[0] if document.pages else Page())

    def update_document(self, document: Document) -> None:
        """Show another state of the document."""
        if self._flow is None or self.document is None:
            self.show_document(document)
            return
        whole = document.styles is not self.document.styles or document.lists is not self.document.lists
        if document.stories is not self.document.stories and document.stories.keys() != self.document.stories.keys():
            self._number_notes(document)
        self.document = document
        if whole:
            self.flow.context.resolver = Resolver(document)
        seen = self._last_wanted()
        self.flow.update(document, whole=whole)
        self.lay_out(seen)
        if not self.flow.complete:
            self._background.start()
        self.viewport().update()

    def _number_notes(self, document: Document) -> None:
        self._notes = {}
        counts = {"footnote": 0, "endnote": 0}
        for _, paragraph in paragraphs(document.body):
            for piece in paragraph.content:
                if isinstance(piece, NoteMark):
                    counts[piece.kind] = counts.get(piece.kind, 0) + 1
                    self._notes[piece.note] = str(counts[piece.kind])

    def set_picture(self, name: str, image: QImage | None) -> None:
        """Give the picture that was wanted, None where it cannot be shown."""
        self._pictures[name] = image
        self.viewport().update()

    def _picture(self, name: str) -> QImage | None:
        if name not in self._pictures:
            self._pictures[name] = None
            inserted = self.document.pictures.get(name) if self.document is not None else None
            if inserted is not None:
                self._pictures[name] = QImage.fromData(inserted)
            else:
                self.picture_wanted(name)
        return self._pictures[name]

    # --- laying out

    def lay_out(self, pages: int) -> None:
        """Lay out until there are so many pages, or the document ends."""
        self.flow.extend(pages)
        self._measure()

    def _lay_out_more(self) -> None:
        if self._flow is None:
            self._background.stop()
            return
        until = time.perf_counter() + SLICE_SECONDS
        more = True
        while more and time.perf_counter() < until:
            more = self.flow.extend(len(self.flow.pages) + 1)
        if not more:
            self._background.stop()
        self._measure()

    def _last_wanted(self) -> int:
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        return max(2, bisect_right(self._tops, bottom) + 1)

    @property
    def scale(self) -> float:
        """Pixels in a point."""
        return self.zoom * self.logicalDpiX() / 72.0

    def page_size(self, box: PageBox) -> tuple[float, float]:
        """Return a page's size in pixels."""
        if self.continuous:
            last = box.fragments[-1] if box.fragments else None
            height = last.y + _height(last) if last is not None else 0.0
            return box.page.width * self.scale, height / UNITS * self.scale + 80.0
        return box.page.width * self.scale, box.page.height * self.scale

    def _measure(self) -> None:
        if self._flow is None:
            return
        state = (
            len(self.flow.pages),
            self.zoom,
            self.viewport().width(),
            self.viewport().height(),
            self.flow.pages[-1].page,
        )
        if state == self._measured and not self.continuous:
            return
        self._measured = state
        y, widest = GAP, 0.0
        self._tops = []
        for box in self.flow.pages:
            self._tops.append(y)
            width, height = self.page_size(box)
            widest = max(widest, width)
            y += height + GAP
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, round(y - self.viewport().height())))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, round(widest + 2 * GAP - self.viewport().width())))
        if len(self.flow.pages) != self._told:
            self._told = len(self.flow.pages)
            self.pages_changed.emit(self._told)

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller; the top of the view stays where it is."""
        zoom = min(4.0, max(0.25, zoom))
        bar = self.verticalScrollBar()
        ratio = bar.value() / max(1, bar.maximum())
        self.zoom = zoom
        self._measure()
        bar.setValue(round(ratio * bar.maximum()))
        self.zoom_changed.emit(zoom)
        self.viewport().update()

    def set_continuous(self, continuous: bool) -> None:
        """Show one endless page, or pages."""
        self.continuous = continuous
        if self.document is not None:
            self.show_document(self.document)

    # --- where things are

    def page_rect(self, number: int) -> QRectF:
        """Return where a page is in the viewport."""
        width, height = self.page_size(self.flow.pages[number])
        x = max(GAP, (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[number] - self.verticalScrollBar().value(), width, height)

    def _text_origin(self, number: int) -> QPointF:
        """Return the top left of a page's text in the viewport."""
        rect = self.page_rect(number)
        page = self.flow.pages[number].page
        top = 40.0 if self.continuous else page.top * self.scale
        return QPointF(rect.x() + page.left * self.scale, rect.y() + top)

    def page_of(self, place: Place) -> int:
        """Return the number of the page on which a place stands, laying out up to it."""
        found = self._found(place)
        if found is None and not self.flow.complete:
            while found is None and not self.flow.complete:
                self.flow.extend(len(self.flow.pages) + 1)
                found = self._found(place)
            self._measure()
        return found[0] if found is not None else 0

    def _found(self, place: Place) -> tuple[int, Fragment, ParagraphLayout, QPointF] | None:
        """Return page, fragment and layout of a place, and where the paragraph begins in its page's text, in units."""
        flow = self._flow
        if flow is None or place.path[0] >= len(flow.layouts):
            return None
        layout = flow.layouts[place.path[0]]
        if isinstance(layout, TableLayout) and len(place.path) > 3:
            inner, at, row = layout.locate(place.path[1:])
            number = flow.page_of_block(place.path[0], row)
            for fragment in flow.pages[number].fragments:
                if fragment.layout is layout and fragment.first <= row < fragment.last:
                    return number, fragment, inner, QPointF(at.x(), fragment.y + at.y() - layout.top(fragment.first))
            return None
        if not isinstance(layout, ParagraphLayout):
            return None
        line = layout.line_of(place.offset)
        number = flow.page_of_block(place.path[0], line)
        for candidate in (number, number - 1):
            if candidate < 0 or candidate >= len(flow.pages):
                continue
            for fragment in flow.pages[candidate].fragments:
                if fragment.layout is layout and fragment.first <= line < fragment.last:
                    return candidate, fragment, layout, QPointF(0, fragment.y - layout.lines[fragment.first].top)
        return None

    def caret_rect(self, place: Place) -> QRectF | None:
        """Return where the caret stands in the viewport, None where that has not been laid out."""
        found = self._found(place)
        if found is None:
            return None
        number, _, layout, at = found
        rect = layout.caret(place.offset)
        origin = self._text_origin(number)
        k = self.scale / UNITS
        return QRectF(
            origin.x() + (at.x() + rect.x()) * k, origin.y() + (at.y() + rect.y()) * k, 1.0, rect.height() * k
        )

    def place_at(self, point: QPointF) -> Place | None:
        """Return the place nearest to a point of the viewport."""
        flow = self._flow
        if flow is None or not flow.pages:
            return None
        y = point.y() + self.verticalScrollBar().value()
        number = max(0, bisect_right(self._tops, y) - 1)
        if not flow.pages[number].fragments:
            return None
        origin = self._text_origin(number)
        k = self.scale / UNITS
        px, py = (point.x() - origin.x()) / k, (point.y() - origin.y()) / k
        fragments = flow.pages[number].fragments
        fragment = next((one for one in reversed(fragments) if one.y <= py), fragments[0])
        index = flow.indexes.get(id(fragment.layout), 0)
        layout = fragment.layout
        if isinstance(layout, TableLayout):
            rest, inner, x, inner_y = layout.hit(
                px, py - fragment.y + layout.top(fragment.first), fragment.first, fragment.last
            )
            return Place("body", (index, *rest), inner.hit(x, inner.line_at(inner_y)))
        line = layout.line_at(py - fragment.y + layout.lines[fragment.first].top)
        line = max(fragment.first, min(fragment.last - 1, line))
        return Place("body", (index,), layout.hit(px, line))

    # --- painting

    def selection_of(self, path: Path, layout: ParagraphLayout) -> tuple[int, int] | None:
        """Return what of a paragraph is selected."""
        start, end = sorted((self.anchor, self.caret))
        if start == end or not start.path <= path <= end.path:
            return None
        first = start.offset if path == start.path else 0
        last = end.offset if path == end.path else 1 << 30
        return first, last

    def draw_page(self, painter: QPainter, number: int, *, selecting: bool) -> None:
        """Paint a page; the painter's origin is the page's top left and its unit the layout unit."""
        box = self.flow.pages[number]
        page = box.page
        self.flow.context.marking = selecting
        origin = QPointF(page.left * UNITS, 40.0 / self.scale * UNITS if self.continuous else page.top * UNITS)
        for fragment in box.fragments:
            layout = fragment.layout
            path = (self.flow.indexes.get(id(layout), 0),)
            if isinstance(layout, ParagraphLayout):
                place = QPointF(origin.x(), origin.y() + fragment.y - layout.lines[fragment.first].top)
                selected = self.selection_of(path, layout) if selecting else None
                layout.draw(painter, place, fragment.first, fragment.last, selected)
            else:
                chosen = self.selection_of if selecting else lambda path, layout: None
                layout.draw(
                    painter, QPointF(origin.x(), origin.y() + fragment.y), fragment.first, fragment.last, path, chosen
                )
        if not self.continuous:
            self._draw_header_and_footer(painter, number, page)
        self._draw_notes(painter, box, origin)

    def _draw_notes(self, painter: QPainter, box: PageBox, origin: QPointF) -> None:
        if not box.notes:
            return
        width = text_width(box.page)
        layouts = self.flow.notes_of(box.notes, width)
        height = sum(one.height for one in layouts)
        bottom = (box.page.height - box.page.bottom) * UNITS
        if self.continuous:
            last = box.fragments[-1]
            bottom = origin.y() + last.y + _height(last) + height + 10 * UNITS
        y = bottom - height
        painter.setPen(QPen(QColor("#5b616d"), UNITS / 2))
        painter.drawLine(QPointF(origin.x(), y - 3 * UNITS), QPointF(origin.x() + width / 3, y - 3 * UNITS))
        for layout in layouts:
            layout.draw(painter, QPointF(origin.x(), y), 0, len(layout.lines), None)
            y += layout.height

    def _draw_header_and_footer(self, painter: QPainter, number: int, page: Page) -> None:
        for kind, stories in (("header", page.headers), ("footer", page.footers)):
            named = dict(stories)
            name = named.get("default", "")
            if page.first_differs and self._first_of_section(number):
                name = named.get("first", "")
            elif number % 2 and "even" in named and self.document is not None and self.document.kind == "odt":
                name = named["even"]
            if not name:
                continue
            layouts = self._header(name, number, text_width(page))
            height = sum(one.before + one.height + one.after for one in layouts)
            y = page.header * UNITS if kind == "header" else (page.height - page.footer) * UNITS - height
            for layout in layouts:
                y += layout.before
                layout.draw(painter, QPointF(page.left * UNITS, y), 0, len(layout.lines), None)
                y += layout.height + layout.after

    def _first_of_section(self, number: int) -> bool:
        return number == 0 or self.flow.pages[number - 1].start[0] != self.flow.pages[number].start[0]

    def _header(self, name: str, number: int, width: float) -> list[ParagraphLayout]:
        document = self.document_shown
        key = (name, number, len(self.flow.pages), width)
        if key not in self._headers:
            if len(self._headers) > 200:
                self._headers.clear()
            known = self.flow.context
            context = Context(
                known.resolver, known.picture, known.note_label, known.say, number + 1, len(self.flow.pages)
            )
            story = document.stories.get(name)
            found = [one for _, one in paragraphs(story.blocks)] if story is not None else []
            self._headers[key] = [ParagraphLayout(one, width, context) for one in found]
        return self._headers[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Midlight))
            if self._flow is not None and self.flow.pages:
                top = event.rect().top() + self.verticalScrollBar().value()
                number = max(0, bisect_right(self._tops, top) - 1)
                while number < len(self._tops):
                    rect = self.page_rect(number)
                    if rect.top() > event.rect().bottom():
                        break
                    painter.fillRect(rect, Qt.GlobalColor.white)
                    painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
                    painter.drawRect(rect)
                    painter.save()
                    painter.setClipRect(rect)
                    painter.translate(rect.topLeft())
                    painter.scale(self.scale / UNITS, self.scale / UNITS)
                    self.draw_page(painter, number, selecting=True)
                    painter.restore()
                    number += 1
                self._draw_caret(painter)

    def _draw_caret(self, painter: QPainter) -> None:
        if not self.caret_shown or not self.hasFocus():
            return
        rect = self.caret_rect(self.caret)
        if rect is not None:
            painter.fillRect(QRectF(rect.x(), rect.y(), max(1.0, self.zoom), rect.height()), Qt.GlobalColor.black)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def update_rect(self, rect: QRect) -> None:
        """Paint a part again."""
        self.viewport().update(rect)


def _height(fragment: Fragment) -> float:
    layout = fragment.layout
    if isinstance(layout, TableLayout):
        return sum(layout.heights[fragment.first : fragment.last])
    last = layout.lines[fragment.last - 1]
    return last.top + last.height - layout.lines[fragment.first].top
