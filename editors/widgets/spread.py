"""Where things are: pages laid out a slice at a time, their places in the view, and the way from a point to a place and back."""

from __future__ import annotations

import time
from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from editors.document.places import Place
from editors.document.tree import Document
from editors.widgets.pages import Fragment, PageBox, Pages
from editors.widgets.paragraphs import ParagraphLayout
from editors.widgets.resolve import UNITS, text_width
from editors.widgets.stories import StoryBox
from editors.widgets.tables import TableLayout

GAP = 18.0
"""Pixels between pages."""
SLICE_SECONDS = 0.006
"""How long one turn of laying out in the background may take."""


class Spread(QAbstractScrollArea):
    """The pages of a document one below the other."""

    pages_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.continuous = False
        self.document: Document | None = None
        self.page_beside = 0
        """The page on which the caret stands in a header or footer."""
        self._tops: list[float] = []
        self._told = 0
        self._measured: tuple[object, ...] = ()
        self._flow: Pages | None = None
        self._background = QTimer(self, interval=0)
        self._background.timeout.connect(self._lay_out_more)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)

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
            height = last.y + height_of(last) if last is not None else 0.0
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

    # --- where things are

    def page_rect(self, number: int) -> QRectF:
        """Return where a page is in the viewport."""
        width, height = self.page_size(self.flow.pages[number])
        x = max(GAP, (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[number] - self.verticalScrollBar().value(), width, height)

    def _text_start(self, number: int) -> QPointF:
        """Return the top left of a page's text on the page, in units."""
        page = self.flow.pages[number].page
        return QPointF(page.left * UNITS, 40.0 / self.scale * UNITS if self.continuous else page.top * UNITS)

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

    def _found(self, place: Place) -> tuple[int, ParagraphLayout, QPointF] | None:
        """Return page and layout of a place, and where the paragraph begins in its page's text, in units."""
        flow = self._flow
        if place.story != "body":
            return self._found_beside(place)
        if flow is None or place.path[0] >= len(flow.layouts):
            return None
        layout = flow.layouts[place.path[0]]
        if isinstance(layout, TableLayout) and len(place.path) > 3:
            inner, at, row = layout.locate(place.path[1:])
            inside = inner.lines[inner.line_of(place.offset)]
            step = layout.step_at(row, at.y() + inside.top + inside.height / 2)
            number = flow.page_of_block(place.path[0], step)
            for fragment in flow.pages[number].fragments:
                if fragment.layout is layout and fragment.first <= step < fragment.last:
                    y = fragment.y + at.y() - layout.steps[fragment.first].top
                    return number, inner, QPointF(fragment.x + at.x(), y)
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
                    return candidate, layout, QPointF(fragment.x, fragment.y - layout.lines[fragment.first].top)
        return None

    def _found_beside(self, place: Place) -> tuple[int, ParagraphLayout, QPointF] | None:
        if self._flow is None:
            return None
        if place.story.startswith(("footnote:", "endnote:")):
            numbers = [number for number, box in enumerate(self.flow.pages) if place.story in box.notes]
        else:
            last = len(self.flow.pages)
            numbers = [self.page_beside] if self.page_beside < last else []
            numbers += [number for number in range(last) if number not in numbers]
        for number in numbers:
            for box in self.boxes(number):
                located = box.locate(place.path) if box.story == place.story else None
                if located is not None:
                    self.page_beside = number
                    return number, located[0], located[1] - self._text_start(number)
        return None

    def caret_rect(self, place: Place) -> QRectF | None:
        """Return where the caret stands in the viewport, None where that has not been laid out."""
        found = self._found(place)
        if found is None:
            return None
        number, layout, at = found
        rect = layout.caret(place.offset)
        origin = self._text_origin(number)
        k = self.scale / UNITS
        return QRectF(
            origin.x() + (at.x() + rect.x()) * k, origin.y() + (at.y() + rect.y()) * k, 1.0, rect.height() * k
        )

    def spot(self, place: Place) -> tuple[int, QPointF, ParagraphLayout] | None:
        """Return the page of a place, where it stands on it in units (the top of its line), and its paragraph's layout."""
        found = self._found(place)
        if found is None:
            return None
        number, layout, at = found
        rect = layout.caret(place.offset)
        return number, self._text_start(number) + at + rect.topLeft(), layout

    def place_at(self, point: QPointF, within: str = "") -> Place | None:
        """Return the place nearest to a point of the viewport, of any story or of the one named `within`."""
        flow = self._flow
        if flow is None or not flow.pages:
            return None
        y = point.y() + self.verticalScrollBar().value()
        number = max(0, bisect_right(self._tops, y) - 1)
        origin = self._text_origin(number)
        k = self.scale / UNITS
        px, py = (point.x() - origin.x()) / k, (point.y() - origin.y()) / k
        if within != "body":
            found = self._place_beside(number, QPointF(px, py) + self._text_start(number), within)
            if found is not None or within:
                return found
        fragments = flow.pages[number].fragments
        if not fragments:
            return None
        lefts = [one.x for one in fragments if one.x <= max(px, 0.0)]
        column = [one for one in fragments if one.x == max(lefts)] if lefts else fragments
        fragment = next((one for one in reversed(column) if one.y <= py), column[0])
        px -= fragment.x
        index = flow.indexes.get(id(fragment.layout), 0)
        layout = fragment.layout
        if isinstance(layout, TableLayout):
            first, last = layout.steps[fragment.first], layout.steps[fragment.last - 1]
            rest, inner, x, inner_y = layout.hit(px, py - fragment.y + first.top, first.row, last.row + 1)
            return Place("body", (index, *rest), inner.hit(x, inner.line_at(inner_y)))
        line = layout.line_at(py - fragment.y + layout.lines[fragment.first].top)
        line = max(fragment.first, min(fragment.last - 1, line))
        return Place("body", (index,), layout.hit(px, line))

    def _place_beside(self, number: int, at: QPointF, within: str) -> Place | None:
        """Return the place in a header, footer or note under a point of a page, or the nearest one of a story."""
        for box in self.boxes(number):
            if box.story == within or (not within and box.rect.adjusted(0, -3 * UNITS, 0, 3 * UNITS).contains(at)):
                self.page_beside = number
                return box.hit(at.x(), at.y())
        return None

    def boxes(self, number: int) -> list[StoryBox]:
        """Return what stands on a page beside the body: header, footer, notes."""
        flow, box = self.flow, self.flow.pages[number]
        document, context = self.document_shown, self.flow.context
        found: list[StoryBox] = []
        if not self.continuous:
            first = number == 0 or flow.pages[number - 1].start[0] != box.start[0]
            for kind in ("header", "footer"):
                margin = flow.stories.margin(
                    document, box.page, kind, number, first=first, pages=len(flow.pages), context=context
                )
                if margin is not None:
                    found.append(margin)
        if box.notes:
            bottom = (box.page.height - box.page.bottom) * UNITS
            if self.continuous:
                height = flow.stories.notes_height(document, box.notes, text_width(box.page), context)
                last = box.fragments[-1]
                bottom = self._text_start(number).y() + last.y + height_of(last) + height + 10 * UNITS
            found.extend(flow.stories.notes(document, box.notes, box.page, bottom, context))
        return found


def height_of(fragment: Fragment) -> float:
    """Return how high a fragment is, in units."""
    layout = fragment.layout
    if isinstance(layout, TableLayout):
        return sum(step.height for step in layout.steps[fragment.first : fragment.last])
    last = layout.lines[fragment.last - 1]
    return last.top + last.height - layout.lines[fragment.first].top
