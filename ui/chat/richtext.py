"""Posts laid out for a width: plain text with its links, or formatted text; what a point of it leads to."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from ui import theme

_KEPT = 800
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]»’']")
_EMOJI_ALONE = re.compile(
    r"^(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u231A-\u23FF](?:\uFE0F|\u200D|[\U0001F3FB-\U0001F3FF])*){1,3}$"
)
MENTION = "mention:"


class Laid(ABC):
    """Text laid out for one width."""

    height: float

    @abstractmethod
    def draw(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        """Draw the text."""

    @abstractmethod
    def link_at(self, point: QPointF) -> str:
        """Return what a point inside the text leads to, empty where it is no link."""


class _Plain(Laid):
    def __init__(self, text: str, face: QFont, width: int) -> None:
        text = text.replace("\n", "\u2028")
        self._layout = QTextLayout(text, face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._links = [(found.start(), found.end(), found[0]) for found in _LINK.finditer(text)]
        if self._links:
            self._layout.setFormats([_link_range(start, end) for start, end, _ in self._links])
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.12
        self._layout.endLayout()
        self.height = height

    def draw(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        painter.setPen(ink)
        self._layout.draw(painter, place)

    def link_at(self, point: QPointF) -> str:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            if line.y() <= point.y() <= line.y() + line.height() and point.x() <= line.naturalTextWidth():
                at = line.xToCursor(point.x(), line.CursorPosition.CursorOnCharacter)
                return next((link for start, end, link in self._links if start <= at < end), "")
        return ""


class _Quiet(QTextDocument):
    """A document that loads nothing from anywhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class _Rich(Laid):
    def __init__(self, html: str, face: QFont, width: int, me: str) -> None:
        self._document = _Quiet()
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(face)
        self._document.setDefaultStyleSheet(_sheet())
        self._document.setHtml(_with_calls(html, me))
        self._document.setTextWidth(width)
        self.height = self._document.size().height()

    def draw(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        painter.save()
        painter.translate(place)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, ink)
        palette.setColor(QPalette.ColorRole.Link, theme.colour("accent_ink"))
        context.palette = palette  # type: ignore[attr-defined, unused-ignore]
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def link_at(self, point: QPointF) -> str:
        return str(self._document.documentLayout().anchorAt(point))


class Layouts:
    """Laid out posts, the last few hundred."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int, str, bool], Laid] = OrderedDict()
        theme.changes().theme_changed.connect(self._kept.clear)

    def lay(self, text: str, html: str, width: int, *, role: str = "body", italic: bool = False, me: str = "") -> Laid:
        """Return a text laid out for a width; `html`, where there is any, is shown instead of the text."""
        key = text, html, width, role, italic
        known = self._kept.pop(key, None)
        if known is None:
            face = QFont(theme.font(role))
            face.setItalic(italic)
            if not html and _EMOJI_ALONE.match(text):
                face.setPointSizeF(face.pointSizeF() * 2)
            known = _Rich(html, face, width, me) if html else _Plain(text, face, width)
            if len(self._kept) >= _KEPT:
                self._kept.popitem(last=False)
        self._kept[key] = known
        return known


def _link_range(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setForeground(theme.colour("accent_ink"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.start, made.length, made.format = start, end - start, look  # type: ignore[attr-defined, unused-ignore]
    return made


def _with_calls(html: str, me: str) -> str:
    """Show calls of people on a ground of their own, those of the user more strongly."""

    def shown(found: re.Match[str]) -> str:
        mine = found[1] == me
        ground, ink = ("accent", "accent_text") if mine else ("accent_soft", "accent_ink")
        look = f"background-color:{theme.colour(ground).name()};color:{theme.colour(ink).name()};text-decoration:none"
        return f'<a href="mention:{found[1]}" style="{look}">'

    return re.sub(r'<a href="mention:([^"]+)">', shown, html)


def _sheet() -> str:
    code = f"font-family:'Cascadia Mono','DejaVu Sans Mono',monospace;background-color:{theme.colour('sunken').name()}"
    return (
        f"a {{ color: {theme.colour('accent_ink').name()}; }} code, pre {{ {code}; }} "
        f"blockquote {{ color: {theme.colour('text_soft').name()}; margin-left: {theme.px(12)}px; margin-right: 0; }} "
        f"p {{ margin-top: 0; margin-bottom: {theme.px(4)}px; }} ul, ol {{ margin-top: 0; margin-bottom: 0; }} "
        f"h1, h2, h3, h4, h5, h6 {{ font-size: {theme.font('title').pointSizeF()}pt; "
        f"margin-top: 0; margin-bottom: {theme.px(4)}px; }}"
    )


ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
