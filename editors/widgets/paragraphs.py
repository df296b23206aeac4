"""A paragraph laid out in lines with QTextLayout: text, pictures, fields, notes and placeholders, each at its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from editors.document.tree import Break, Field, Image, Look, Mark, NoteMark, Opaque, Paragraph, Run, Shape
from editors.widgets.resolve import UNITS, Resolver

TAB = 35.4 * UNITS
PLACEHOLDER = "#e4e7ee"
WRONG = "#c4320a"
Picture = Callable[[str], QImage | None]
"""From a picture's name to its image, None while it is not there."""


@dataclass(slots=True)
class Context:
    """What a layout needs besides the text."""

    resolver: Resolver
    picture: Picture
    note_label: Callable[[str], str]
    say: Callable[[str], str]
    """The words for a kind of placeholder."""
    page: int = 0
    pages: int = 0
    """The page and how many there are, where that is known: 0 in the body, whose fields show what they last did."""
    wrong: Callable[[Paragraph], Sequence[tuple[int, int]]] = lambda paragraph: ()
    """The words of a paragraph that are not spelt right: where each begins and ends, as places of the caret."""
    marking: bool = False
    """Whether they are marked: on the screen, never on paper."""


@dataclass(slots=True)
class Line:
    """A line: its Qt line, where it begins below the paragraph's top, how high it is, and where its baseline lies."""

    line: QTextLine
    top: float
    height: float
    notes: list[str] = field(default_factory=list)
    breaks: str = ""
    """`page` or `column` where the line ends with such a break."""


class ParagraphLayout:
    """One paragraph, laid out for a width."""

    def __init__(self, paragraph: Paragraph, width: float, context: Context, label: str = "", prefix: str = "") -> None:
        self.paragraph = paragraph
        self._prefix = prefix
        """Text before the paragraph's own, which the caret passes over: the mark of a note."""
        self.width = width
        self.label = label
        self.shape: Shape = context.resolver.shape(paragraph)
        self._context = context
        self._images: list[tuple[int, Image]] = []
        self._starts: list[int] = []
        """For every place of the caret its position in the laid-out text; empty where both are the same."""
        self.lines: list[Line] = []
        self.before = (self.shape.before or 0.0) * UNITS
        self.after = (self.shape.after or 0.0) * UNITS
        self._fill()
        self._break()

    # --- laying out

    def _fill(self) -> None:
        resolver, shape = self._context.resolver, self.shape
        pieces: list[str] = []
        formats: list[QTextLayout.FormatRange] = []
        starts: list[int] = []
        notes: list[tuple[int, str]] = []
        breaks: list[tuple[int, str]] = []
        at = len(self._prefix)
        plain = not at
        if at:
            pieces.append(self._prefix)
            formats.append(_range(0, at, resolver.format(Look(vertical="super"), shape)))
        for piece in self.paragraph.content:
            if isinstance(piece, Mark):
                continue
            look = piece.look if isinstance(piece, Run | Field) else Look()
            link = piece.link if isinstance(piece, Run) else ""
            made = resolver.format(look, shape, link, piece.change)
            if isinstance(piece, Run):
                shown = piece.text.replace("\n", "\u2028")
                if shown.isascii() or all(one < "\U00010000" for one in shown):
                    starts.extend(range(at, at + len(shown)))
                    size = len(shown)
                else:
                    plain = False
                    size = 0
                    for one in shown:
                        starts.append(at + size)
                        size += 2 if one >= "\U00010000" else 1
            else:
                plain = False
                starts.append(at)
                shown, made = self._object(piece, at, made)
                size = len(shown)
                if isinstance(piece, NoteMark):
                    notes.append((at, piece.note))
                if isinstance(piece, Break):
                    breaks.append((at, piece.kind))
            pieces.append(shown)
            if size:
                formats.append(_range(at, size, made))
            at += size
        starts.append(at)
        self._starts = [] if plain else starts
        self._notes, self._breaks = notes, breaks
        usual = resolver.format(Look(), shape)
        self._layout = QTextLayout("".join(pieces), usual.font())
        self._layout.setFormats(formats)
        option = QTextOption()
        option.setAlignment(_ALIGN.get(shape.align, Qt.AlignmentFlag.AlignLeft))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(TAB)
        if shape.tabs or shape.right_tabs:
            lefts = [QTextOption.Tab(place * UNITS, QTextOption.TabType.LeftTab) for place in shape.tabs]
            rights = [QTextOption.Tab(place * UNITS, QTextOption.TabType.RightTab) for place in shape.right_tabs]
            option.setTabs(sorted((*lefts, *rights), key=lambda one: one.position))
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)

    def _object(self, piece: object, at: int, made: QTextCharFormat) -> tuple[str, QTextCharFormat]:
        if isinstance(piece, Image):
            spaced = QTextCharFormat(made)
            face = spaced.font()
            face.setPixelSize(UNITS)
            face.setLetterSpacing(face.SpacingType.AbsoluteSpacing, max(1.0, piece.width * UNITS - 3))
            spaced.setFont(face)
            self._images.append((at, piece))
            return "\u00a0", spaced
        if isinstance(piece, Field):
            counted = {"page": self._context.page, "pages": self._context.pages}.get(piece.kind, 0)
            shown = str(counted) if counted else piece.shown
            return shown or "\u2060", made
        if isinstance(piece, NoteMark):
            raised = QTextCharFormat(made)
            raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            return self._context.note_label(piece.note) or "*", raised
        if isinstance(piece, Break):
            return "\u2028", made
        marked = QTextCharFormat(made)
        if isinstance(piece, Opaque):
            if piece.what == "deletion":
                return piece.text.replace("\n", " ") or "\u2060", made
            marked.setBackground(QBrush(QColor(PLACEHOLDER)))
            text = " ".join(piece.text.split())[:200]
            words = self._context.say(piece.what)
            return f" {words}\u00a0: {text} " if text else f" {words} ", marked
        return "\u2060", made

    def _break(self) -> None:
        shape = self.shape
        left, right = (shape.left or 0.0) * UNITS, (shape.right or 0.0) * UNITS
        first = (shape.first or 0.0) * UNITS
        y = 0.0
        self._layout.beginLayout()
        number = 0
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            indent = left + (first if number == 0 and not self.label else 0.0)
            if self.label and number == 0:
                indent = max(left, left + first)
            line.setLineWidth(max(UNITS * 10.0, self.width - indent - right))
            begin, end = line.textStart(), line.textStart() + line.textLength()
            ascent = line.ascent()
            for at, image in self._images:
                if begin <= at < end:
                    ascent = max(ascent, image.height * UNITS)
            height = ascent + line.descent() + line.leading()
            if shape.line_exact:
                height = shape.line_exact * UNITS
            elif shape.line:
                height *= max(0.5, shape.line)
            line.setPosition(QPointF(indent, y + ascent - line.ascent()))
            notes = [name for at, name in self._notes if begin <= at < end]
            breaks = next((kind for at, kind in self._breaks if begin <= at < end), "")
            self.lines.append(Line(line, y, height, notes, breaks))
            y += height
            number += 1
        self._layout.endLayout()
        self.height = y

    # --- places

    def position(self, offset: int) -> int:
        """Return the position in the laid-out text of a place of the caret."""
        if not self._starts:
            return offset
        return self._starts[min(offset, len(self._starts) - 1)]

    def offset(self, position: int) -> int:
        """Return the place of the caret of a position in the laid-out text."""
        if not self._starts:
            return position
        return max(0, bisect_right(self._starts, position) - 1)

    def line_of(self, offset: int) -> int:
        """Return the number of the line in which a place stands."""
        position = self.position(offset)
        found = bisect_right([one.line.textStart() for one in self.lines], position) - 1
        return max(0, found)

    def caret(self, offset: int) -> QRectF:
        """Return where the caret stands, relative to the paragraph's top left."""
        line = self.lines[self.line_of(offset)]
        x = _x(line.line.cursorToX(self.position(offset)))
        top = line.line.y()
        return QRectF(x, top, 1, line.line.ascent() + line.line.descent())

    def hit(self, x: float, number: int) -> int:
        """Return the place nearest to `x` in a line."""
        line = self.lines[max(0, min(number, len(self.lines) - 1))]
        position = line.line.xToCursor(x)
        end = line.line.textStart() + line.line.textLength()
        if number + 1 < len(self.lines) and position >= end and end > line.line.textStart():
            position = end - 1
        return self.offset(position)

    def line_at(self, y: float) -> int:
        """Return the number of the line at a height."""
        return max(0, bisect_right([one.top for one in self.lines], y) - 1)

    def image_at(self, offset: int) -> Image | None:
        """Return the picture just after a place."""
        position = self.position(offset)
        return next((image for at, image in self._images if at == position), None)

    # --- painting

    def draw(self, painter: QPainter, origin: QPointF, first: int, last: int, selected: tuple[int, int] | None) -> None:
        """Paint lines `first` to `last` (not included); `origin` is the paragraph's top left."""
        if self.shape.background:
            top, bottom = self.lines[first].top, self.lines[last - 1].top + self.lines[last - 1].height
            painter.fillRect(
                QRectF(origin.x(), origin.y() + top, self.width, bottom - top), QColor(self.shape.background)
            )
        if selected is not None:
            self._draw_selection(painter, origin, first, last, selected)
        for one in self.lines[first:last]:
            one.line.draw(painter, origin)
        if self.shape.right_tabs:
            self._draw_leaders(painter, origin, first, last)
        if self._context.marking:
            self._draw_wrong(painter, origin, first, last)
        if self.label and first == 0:
            self._draw_label(painter, origin)
        for at, image in self._images:
            number = self.line_of(self.offset(at))
            if first <= number < last:
                self._draw_image(painter, origin, at, image, self.lines[number])

    def _draw_selection(
        self, painter: QPainter, origin: QPointF, first: int, last: int, selected: tuple[int, int]
    ) -> None:
        begin, end = self.position(selected[0]), self.position(selected[1])
        for one in self.lines[first:last]:
            start = one.line.textStart()
            stop = start + one.line.textLength()
            if end < start or begin > stop or (begin == end and begin != start):
                continue
            left = _x(one.line.cursorToX(max(begin, start)))
            right = _x(one.line.cursorToX(min(end, stop)))
            rect = QRectF(
                origin.x() + min(left, right), origin.y() + one.top, max(abs(right - left), 4.0 * UNITS / 3), one.height
            )
            painter.fillRect(rect, QColor("#bcd2f7"))

    def _draw_wrong(self, painter: QPainter, origin: QPointF, first: int, last: int) -> None:
        """Underline by a wave what is not spelt right."""
        painter.setPen(QPen(QColor(WRONG), UNITS * 0.9))
        for begin, end in self._context.wrong(self.paragraph):
            start, stop = self.position(begin), self.position(end)
            for one in self.lines[first:last]:
                left, right = max(start, one.line.textStart()), min(stop, one.line.textStart() + one.line.textLength())
                if left < right:
                    x, until = _x(one.line.cursorToX(left)), _x(one.line.cursorToX(right))
                    y = one.line.y() + one.line.ascent() + 1.6 * UNITS
                    painter.drawPolyline(_wave(origin.x() + x, origin.x() + until, origin.y() + y))

    def _draw_leaders(self, painter: QPainter, origin: QPointF, first: int, last: int) -> None:
        """Lead by dots to what stands at a right tab."""
        painter.setPen(QPen(QColor("#5b616d"), UNITS * 0.7, Qt.PenStyle.DotLine))
        text = self._layout.text()
        for one in self.lines[first:last]:
            end = one.line.textStart() + one.line.textLength()
            at = text.find("\t", one.line.textStart(), end)
            while at >= 0:
                left, right = _x(one.line.cursorToX(at)) + 3 * UNITS, _x(one.line.cursorToX(at + 1)) - 3 * UNITS
                y = origin.y() + one.line.y() + one.line.ascent() - UNITS / 2
                if right - left > 10 * UNITS:
                    painter.drawLine(QPointF(origin.x() + left, y), QPointF(origin.x() + right, y))
                at = text.find("\t", at + 1, end)

    def _draw_label(self, painter: QPainter, origin: QPointF) -> None:
        made = self._context.resolver.format(Look(), self.shape)
        painter.setFont(made.font())
        painter.setPen(made.foreground().color())
        line = self.lines[0].line
        x = (self.shape.left or 0.0) * UNITS + min(0.0, (self.shape.first or 0.0) * UNITS)
        painter.drawText(QPointF(origin.x() + max(0.0, x), origin.y() + line.y() + line.ascent()), self.label)

    def _draw_image(self, painter: QPainter, origin: QPointF, at: int, image: Image, line: Line) -> None:
        x = _x(line.line.cursorToX(at))
        baseline = line.line.y() + line.line.ascent()
        width, height = image.width * UNITS, image.height * UNITS
        rect = QRectF(origin.x() + x, origin.y() + baseline - height, width, height)
        picture = self._context.picture(image.picture)
        if picture is not None and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, picture)
            return
        painter.fillRect(rect, QColor(PLACEHOLDER))
        painter.setPen(QPen(QColor("#9aa0aa"), UNITS))
        painter.drawRect(rect)


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "justify": Qt.AlignmentFlag.AlignJustify,
}


def _wave(left: float, right: float, y: float) -> list[QPointF]:
    step, count = 1.6 * UNITS, max(2, int((right - left) / (1.6 * UNITS)))
    return [QPointF(left + number * step, y + (UNITS if number % 2 else 0.0)) for number in range(count + 1)]


def _range(start: int, length: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, made
    return found


def _x(found: object) -> float:
    """Return the x of `cursorToX`, which some bindings give with the cursor."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
