"""Blocks flowed into pages: where each page begins, what stands on it, its notes. After an edit, only what moved flows again."""

from __future__ import annotations

from dataclasses import dataclass, field

from editors.document.delta import same_ends
from editors.document.tree import Block, Document, OpaqueBlock, Page, Paragraph, Run, SectionEnd, Table
from editors.widgets.numbering import labels
from editors.widgets.paragraphs import Context, ParagraphLayout
from editors.widgets.resolve import UNITS, text_width
from editors.widgets.stories import Stories
from editors.widgets.tables import TableLayout

Layout = ParagraphLayout | TableLayout


@dataclass(slots=True)
class Fragment:
    """Lines of a paragraph, or steps of a table, on a page: from `first` to `last` (not included).

    It begins at `y` below the text's top, and at `x` from its left where the text stands in columns.
    """

    layout: Layout
    first: int
    last: int
    y: float
    x: float = 0.0


@dataclass(slots=True)
class PageBox:
    """A page: its settings, the fragments on it, and the notes at its foot."""

    page: Page
    start: tuple[int, int, int]
    """Section, block and line with which it begins."""
    key: tuple[int, int] = (0, 0)
    fragments: list[Fragment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    notes_height: float = 0.0


class Pages:
    """The pages of a story. `endless` makes one page as long as it takes: the continuous view."""

    def __init__(self, document: Document, context: Context, *, endless_width: float = 0.0) -> None:
        self.document = document
        self.context = context
        self._endless = endless_width
        self.stories = Stories(self.make)
        self.blocks: tuple[Block, ...] = ()
        self.layouts: list[Layout | None] = []
        self.indexes: dict[int, int] = {}
        self.pages: list[PageBox] = []
        self._labels: list[str] = []
        self._next = (0, 0, 0)
        self._reset(document)

    def _reset(self, document: Document) -> None:
        self.document = document
        self.blocks = document.body
        self.layouts = [None] * len(self.blocks)
        self.indexes = {}
        self._labels = labels(document, self.blocks, self.context.resolver)
        self.pages = []
        self._next = (0, 0, 0)

    @property
    def complete(self) -> bool:
        """Whether everything has been laid out."""
        return self._next[1] >= len(self.blocks) and bool(self.pages)

    def update(self, document: Document, *, whole: bool = False) -> None:
        """Take another state of the document; `whole` where styles or lists changed."""
        old, new = self.blocks, document.body
        if whole or not self.pages:
            self._reset(document)
            return
        called = self._changed_beside(document)
        self.document = document
        if old is new:
            if called is not None:
                self._reflow(called, 0)
            return
        head, tail = same_ends(old, new)
        before = self._labels
        changed = (*old[head : len(old) - tail], *new[head : len(new) - tail])
        listed = any(isinstance(one, Paragraph) and self.context.resolver.shape(one).list for one in changed)
        if listed:
            self._labels = labels(document, new, self.context.resolver)
        else:
            self._labels = [*before[:head], *[""] * (len(new) - tail - head), *before[len(old) - tail :]]
        layouts: list[Layout | None] = [
            *self.layouts[:head],
            *[None] * (len(new) - tail - head),
            *self.layouts[len(old) - tail :],
        ]
        shift = len(new) - len(old)
        first = head
        if listed:
            for index in (*range(head), *range(len(new) - tail, len(new))):
                if before[index if index < head else index - shift] != self._labels[index]:
                    layouts[index] = None
                    first = min(first, index)
        self.blocks, self.layouts = new, layouts
        if shift or listed:
            self.indexes = {id(layout): index for index, layout in enumerate(layouts) if layout is not None}
        self._reflow(first if called is None else min(first, called), shift)

    def _changed_beside(self, document: Document) -> int | None:
        """Return the first block of the first page that what stands beside the body lets flow otherwise than before."""
        old, new = self.document.stories, document.stories
        if old is new:
            return None
        margins = [name for name in new if name.startswith(("header:", "footer:")) and old.get(name) is not new[name]]
        if margins or self.document.pages is not document.pages:
            before = self.stories.heights(self.document, self.context)
            if before != self.stories.heights(document, self.context):
                self.pages, self._next = self.pages[:1], (0, 0, 0)
                return 0
        for page in self.pages:
            if any(old.get(name) is not new.get(name) for name in page.notes):
                return page.start[1]
        return None

    def _reflow(self, block: int, shift: int) -> None:
        """Flow again from the page on which a block begins, until a page begins as one did before."""
        first = self.page_of_block(max(0, block - 1))
        end, old = self._next, self.pages[first:]
        self._next = old[0].start if old else end
        self.pages = self.pages[:first]
        known = {page.key: number for number, page in enumerate(old) if number and page.start[1] > block}
        while not self.complete and len(self.pages) <= first + len(old):
            index = self._next[1]
            number = known.get((id(self.layouts[index]), self._next[2]))
            if number is not None and old[number].start[0] == self._next[0]:
                for page in old[number:]:
                    page.start = (page.start[0], page.start[1] + shift, page.start[2])
                self.pages.extend(old[number:])
                self._next = (end[0], end[1] + shift, end[2])
                return
            self._fill_page()

    def extend(self, pages: int) -> bool:
        """Lay out until there are so many pages, or the document ends; return whether there is more to do."""
        while len(self.pages) < pages and not self.complete:
            self._fill_page()
        return not self.complete

    def page_of_block(self, block: int, line: int = 0) -> int:
        """Return the number of the page on which a line of a block stands, among those laid out."""
        low, high = 0, len(self.pages) - 1
        while low < high:
            middle = (low + high + 1) // 2
            start = self.pages[middle].start
            if (start[1], start[2]) <= (block, line):
                low = middle
            else:
                high = middle - 1
        return max(0, low)

    # --- flowing

    def make(self, block: Block, width: float, context: Context, label: str) -> Layout:
        """Return the layout of a block."""
        if isinstance(block, Table):
            return TableLayout(block, self.document, width, context, self.make)
        if isinstance(block, Paragraph):
            return ParagraphLayout(block, width, context, label)
        text = " ".join(block.text.split())[:300] if isinstance(block, OpaqueBlock) else ""
        words = context.say(block.what) if isinstance(block, OpaqueBlock) else ""
        return ParagraphLayout(Paragraph((Run(f"{words}\u00a0: {text}" if text else words),)), width, context)

    def _layout(self, index: int) -> Layout:
        found = self.layouts[index]
        if found is None:
            section = self._next[0]
            settings = self._settings(section)
            width = self._endless or column_width(settings)
            found = self.make(self.blocks[index], width, self.context, self._labels[index])
            if isinstance(found, TableLayout) and not self._endless:
                found.cut(max(500.0, (settings.height - settings.top - settings.bottom) * UNITS))
            self.layouts[index] = found
            self.indexes[id(found)] = index
        return found

    def _settings(self, section: int) -> Page:
        pages = self.document.pages
        return pages[min(section, len(pages) - 1)] if pages else Page()

    def _fill_page(self) -> None:
        section, index, line = self._next
        while index < len(self.blocks) and isinstance(self.blocks[index], SectionEnd):
            section, index, line = section + 1, index + 1, 0
        self._next = (section, index, line)
        if index >= len(self.blocks) and self.pages:
            return
        first = not self.pages or self.pages[-1].start[0] != section
        settings = self._settings(section)
        if not self._endless:
            settings = self.stories.fitted(self.document, settings, len(self.pages), first=first, context=self.context)
        box = PageBox(settings, (section, index, line))
        room = whole = 1e12 if self._endless else max(500.0, (settings.height - settings.top - settings.bottom) * UNITS)
        width = self._endless or text_width(settings)
        y = top_of_columns = lowest = 0.0
        column, columns = 0, 1 if self._endless else settings.columns
        started = in_column = False
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, SectionEnd):
                section, index, line = section + 1, index + 1, 0
                following = self._settings(section)
                if following.break_kind == "none" or self._endless:
                    if not self._endless and (following.columns, columns) != (1, 1):
                        y = top_of_columns = max(lowest, y)
                        column, columns, in_column = 0, following.columns, False
                    continue
                if started:
                    break
                continue
            self._next = (section, index, line)
            layout = self._layout(index)
            if not started:
                box.key = (id(layout), line)
            breaking = isinstance(layout, ParagraphLayout) and layout.shape.page_break and not self._endless
            if started and line == 0 and breaking:
                break
            top = y + (layout.before if in_column and line == 0 else 0.0)
            last, height, notes, ends = self._fitting(layout, line, room - top, box, width, must=not in_column)
            if last > line:
                x = column * (column_width(self._settings(section)) + self._settings(section).gap * UNITS)
                box.fragments.append(Fragment(layout, line, last, top, x if columns > 1 else 0.0))
                if notes:
                    box.notes.extend(notes)
                    box.notes_height = self._notes_height(box.notes, width) + 8.0 * UNITS
                    room = room if self._endless else whole - box.notes_height
                started = in_column = True
                lowest = max(lowest, top + height)
            if last < _count(layout):
                line = last
                if self._endless and last > 0:
                    y = top + height
                    continue
                if ends == "page" or column + 1 >= columns:
                    break
                column, y, in_column = column + 1, top_of_columns, False
                continue
            y = top + height + layout.after
            index, line = index + 1, 0
            if ends == "column" and column + 1 < columns:
                column, y, in_column = column + 1, top_of_columns, False
            elif ends and not self._endless:
                break
        self.pages.append(box)
        self._next = (section, index, line)

    def _notes_height(self, names: list[str], width: float) -> float:
        return self.stories.notes_height(self.document, names, width, self.context)

    def _fitting(
        self, layout: Layout, first: int, room: float, box: PageBox, width: float, *, must: bool
    ) -> tuple[int, float, list[str], str]:
        """Return how far lines or steps fit, how high they are, the notes they call, and the break that they end with."""
        height = 0.0
        notes: list[str] = []
        if isinstance(layout, TableLayout):
            step = first
            while step < len(layout.steps) and (
                height + layout.steps[step].height <= room + 0.5 or (must and step == first)
            ):
                height += layout.steps[step].height
                step += 1
            return step, height, notes, ""
        base = layout.lines[first].top if layout.lines else 0.0
        number = first
        for number in range(first, len(layout.lines)):
            line = layout.lines[number]
            needed = line.top + line.height - base
            called = notes + line.notes
            extra = self._notes_height(line.notes, width) if line.notes else 0.0
            if needed + extra > room and not (must and number == first):
                last = number if must else self._unwidowed(layout, first, number)
                return last, layout.lines[number].top - base, notes, ""
            room -= extra
            height, notes = needed, called
            if line.breaks:
                return number + 1, height, notes, line.breaks
        return len(layout.lines), height, notes, ""

    def _unwidowed(self, layout: ParagraphLayout, first: int, number: int) -> int:
        """Leave no line alone at a page's foot or head, where the paragraph has lines to share."""
        count = len(layout.lines)
        if count - number == 1 and number - first > 2:
            number -= 1
        if number - first == 1 and first == 0 and count > 1:
            return first
        return number


def _count(layout: Layout) -> int:
    return len(layout.lines) if isinstance(layout, ParagraphLayout) else len(layout.steps)


def column_width(page: Page) -> float:
    """Return the width of a column of a page's text, in units."""
    return max(200.0, (text_width(page) - page.gap * UNITS * (page.columns - 1)) / page.columns)
