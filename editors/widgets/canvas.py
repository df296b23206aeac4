"""The pages on the screen: a document shown and shown again after an edit, painted with its selection and its caret."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from editors.document.places import Path, Place, paragraphs
from editors.document.tree import Document, NoteMark, Page, Paragraph
from editors.widgets.pages import Pages
from editors.widgets.paragraphs import Context, ParagraphLayout
from editors.widgets.resolve import UNITS, Resolver, text_width
from editors.widgets.spread import Spread
from editors.widgets.stories import StoryBox


class Canvas(Spread):
    """Shows a document's pages; the editor over it moves the caret and edits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture_wanted: Callable[[str], None] = lambda name: None
        """Called with the name of a picture that is not there yet."""
        self.say: Callable[[str], str] = lambda kind: kind
        """The words for a kind of placeholder."""
        self.wrong: Callable[[Paragraph], Sequence[tuple[int, int]]] = lambda paragraph: ()
        """Where the words of a paragraph are that are not spelt right."""
        self._pictures: dict[str, QImage | None] = {}
        self._notes: dict[str, str] = {}
        self.anchor = Place("body", (0,))
        self.caret = Place("body", (0,))
        self.caret_shown = True

    # --- the document

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

    def take_pictures(self, other: Canvas) -> None:
        """Have the pictures that another one shows of the same file."""
        self._pictures = dict(other._pictures)

    def _picture(self, name: str) -> QImage | None:
        if name not in self._pictures:
            self._pictures[name] = None
            inserted = self.document.pictures.get(name) if self.document is not None else None
            if inserted is not None:
                self._pictures[name] = QImage.fromData(inserted)
            else:
                self.picture_wanted(name)
        return self._pictures[name]

    def set_continuous(self, continuous: bool) -> None:
        """Show one endless page, or pages."""
        self.continuous = continuous
        if self.document is not None:
            self.show_document(self.document)

    # --- painting

    def selection_of(self, path: Path, layout: ParagraphLayout) -> tuple[int, int] | None:
        """Return what of a paragraph of the body is selected."""
        return self._selected("body", path)

    def _selected(self, story: str, path: Path) -> tuple[int, int] | None:
        start, end = sorted((self.anchor, self.caret))
        if start == end or start.story != story or not start.path <= path <= end.path:
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
                place = QPointF(origin.x() + fragment.x, origin.y() + fragment.y - layout.lines[fragment.first].top)
                selected = self.selection_of(path, layout) if selecting else None
                layout.draw(painter, place, fragment.first, fragment.last, selected)
            else:
                chosen = self.selection_of if selecting else lambda path, layout: None
                place = origin + QPointF(fragment.x, fragment.y)
                layout.draw_steps(painter, place, fragment.first, fragment.last, path, chosen)
        for beside in self.boxes(number):
            self._draw_beside(painter, beside, number, selecting=selecting)

    def _draw_beside(self, painter: QPainter, box: StoryBox, number: int, *, selecting: bool) -> None:
        """Paint a header, a footer or a note; a line parts the first note from the text, a frame shows where one writes."""
        if box.story == next(iter(self.flow.pages[number].notes), ""):
            painter.setPen(QPen(QColor("#5b616d"), UNITS / 2))
            y = box.y - 3 * UNITS
            painter.drawLine(QPointF(box.x, y), QPointF(box.x + box.width / 3, y))
        if selecting and self.caret.story == box.story and number == self.page_beside:
            painter.setPen(QPen(QColor("#7d93c9"), UNITS / 2, Qt.PenStyle.DashLine))
            painter.drawRect(box.rect.adjusted(-4 * UNITS, -2 * UNITS, 4 * UNITS, 2 * UNITS))
        box.draw(painter, lambda path, layout: self._selected(box.story, path) if selecting else None)

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
