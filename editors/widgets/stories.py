"""What stands on a page beside the body: headers, footers and notes, laid out with the caret's places in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from editors.document.places import Path, Place, paragraphs
from editors.document.tree import Block, Document, Field, Page, Paragraph, replaced
from editors.widgets.numbering import labels
from editors.widgets.paragraphs import Context, ParagraphLayout
from editors.widgets.resolve import UNITS, text_width
from editors.widgets.tables import Make, Selected, TableLayout

Items: TypeAlias = list[tuple[float, ParagraphLayout | TableLayout]]
_Key: TypeAlias = tuple[str, float, int, int, str]


@dataclass(slots=True)
class StoryBox:
    """A story at its place on a page, in layout units from the page's top left."""

    story: str
    x: float
    y: float
    width: float
    height: float
    items: Items

    @property
    def rect(self) -> QRectF:
        """Where it stands."""
        return QRectF(self.x, self.y, self.width, self.height)

    def draw(self, painter: QPainter, chosen: Selected) -> None:
        """Paint it; `chosen` says what of a paragraph is selected."""
        for index, (top, layout) in enumerate(self.items):
            place = QPointF(self.x, self.y + top)
            if isinstance(layout, ParagraphLayout):
                layout.draw(painter, place, 0, len(layout.lines), chosen((index,), layout))
            else:
                layout.draw(painter, place, 0, len(layout.rows), (index,), chosen)

    def locate(self, path: Path) -> tuple[ParagraphLayout, QPointF] | None:
        """Return the layout of a paragraph and where it begins on the page."""
        if path[0] >= len(self.items):
            return None
        top, layout = self.items[path[0]]
        if isinstance(layout, ParagraphLayout):
            return layout, QPointF(self.x, self.y + top)
        inner, at, _ = layout.locate(path[1:])
        return inner, QPointF(self.x + at.x(), self.y + top + at.y())

    def hit(self, x: float, y: float) -> Place:
        """Return the place nearest to a point of the page."""
        inside = [index for index, (top, _) in enumerate(self.items) if self.y + top <= y]
        index = inside[-1] if inside else 0
        top, layout = self.items[index]
        px, py = x - self.x, y - self.y - top
        if isinstance(layout, ParagraphLayout):
            return Place(self.story, (index,), layout.hit(px, layout.line_at(py)))
        rest, inner, inner_x, inner_y = layout.hit(px, py, 0, len(layout.rows))
        return Place(self.story, (index, *rest), inner.hit(inner_x, inner.line_at(inner_y)))


class Stories:
    """The stories of a document beside its body; each is laid out again only when it changed."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._known: dict[_Key, tuple[tuple[Block, ...], object, Items, float]] = {}

    def note(self, document: Document, name: str, width: float, context: Context) -> tuple[Items, float]:
        """Return the layouts of a note, which begins with its mark, and its height."""
        return self._laid_out(document, name, width, context, f"{context.note_label(name)} ")

    def notes_height(self, document: Document, names: list[str], width: float, context: Context) -> float:
        """Return how high notes are together."""
        return sum(self.note(document, name, width, context)[1] for name in names)

    def _laid_out(
        self, document: Document, name: str, width: float, context: Context, prefix: str = ""
    ) -> tuple[Items, float]:
        story = document.stories.get(name)
        blocks = story.blocks if story is not None else ()
        numbers = (context.page, context.pages) if _counts(blocks) else (0, 0)
        key = (name, width, *numbers, prefix)
        found = self._known.get(key)
        if found is not None and found[0] is blocks and found[1] is context.resolver:
            return found[2], found[3]
        items: Items = []
        y = 0.0
        for index, (block, label) in enumerate(zip(blocks, labels(document, blocks, context.resolver), strict=True)):
            if isinstance(block, Paragraph):
                layout: ParagraphLayout | TableLayout = ParagraphLayout(
                    block, width, context, label, prefix if index == 0 else ""
                )
            else:
                layout = self._make(block, width, context, label)
            y += layout.before if items else 0.0
            items.append((y, layout))
            y += layout.height + layout.after
        if len(self._known) > 400:
            self._known.clear()
        self._known[key] = blocks, context.resolver, items, y
        return items, y

    def margin(
        self, document: Document, page: Page, kind: str, number: int, *, first: bool, pages: int, context: Context
    ) -> StoryBox | None:
        """Return the header or footer of a page, None where it has none. `first`: it is its section's first page."""
        name = story_of(document, page, kind, number, first=first)
        if name not in document.stories:
            return None
        width = text_width(page)
        items, height = self._laid_out(
            document, name, width, replace(context, page=number + 1, pages=pages, marking=False)
        )
        if not items:
            return None
        y = page.header * UNITS if kind == "header" else (page.height - page.footer) * UNITS - height
        return StoryBox(name, page.left * UNITS, y, width, height, items)

    def fitted(self, document: Document, page: Page, number: int, *, first: bool, context: Context) -> Page:
        """Return a page's settings with the room that its header and footer take where they are higher than the margins."""
        header = self.margin(document, page, "header", number, first=first, pages=1, context=context)
        footer = self.margin(document, page, "footer", number, first=first, pages=1, context=context)
        top = page.top if header is None else max(page.top, page.header + header.height / UNITS)
        bottom = page.bottom if footer is None else max(page.bottom, page.footer + footer.height / UNITS)
        if (top, bottom) == (page.top, page.bottom) or page.height - top - bottom < 72.0:
            return page
        return replaced(page, top=top, bottom=bottom)

    def heights(self, document: Document, context: Context) -> list[float]:
        """Return how high every header and footer is."""
        return [
            self._laid_out(document, name, text_width(page), context)[1]
            for page in document.pages
            for _, name in (*page.headers, *page.footers)
        ]

    def notes(
        self, document: Document, names: list[str], page: Page, bottom: float, context: Context
    ) -> Iterator[StoryBox]:
        """Yield the notes of a page, of which the last one ends at `bottom`."""
        width = text_width(page)
        y = bottom - self.notes_height(document, names, width, context)
        for name in names:
            items, height = self.note(document, name, width, context)
            if items:
                yield StoryBox(name, page.left * UNITS, y, width, height, items)
            y += height


def story_of(document: Document, page: Page, kind: str, number: int, *, first: bool) -> str:
    """Return the name of the header or footer that a page shows, "" where it has none."""
    named = dict(page.headers if kind == "header" else page.footers)
    if page.first_differs and first:
        return named.get("first", "")
    if number % 2 and "even" in named and document.kind == "odt":
        return named["even"]
    return named.get("default", "")


def _counts(blocks: tuple[Block, ...]) -> bool:
    return any(
        isinstance(piece, Field) and piece.kind in ("page", "pages")
        for _, paragraph in paragraphs(blocks)
        for piece in paragraph.content
    )
