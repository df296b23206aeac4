"""Where the parts of a post stand: day, mark of what is new, name, quotation, words, file, thread, reactions."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QFontMetrics

from sync.model.chat import PostKind
from sync.model.polls import Answer
from ui import theme
from ui.chat import poll_view, words
from ui.chat.richtext import Laid, Layouts
from ui.chat.timeline_model import Shown

translate = QCoreApplication.translate

WIDEST = 760
"""Pixels: lines that are longer are hard to read."""
QUIET = (PostKind.REDACTED, PostKind.SEALED, PostKind.OTHER, PostKind.NOTICE)
PICTURES = (PostKind.IMAGE, PostKind.STICKER)
_PICTURE_WIDTH, _PICTURE_HEIGHT = 360, 260


@dataclass(slots=True)
class Places:
    """Rectangles from the top left corner of a post; those of parts that it does not have are empty."""

    height: int
    text: Laid
    words: QRect
    day: QRect = field(default_factory=QRect)
    gap: QRect = field(default_factory=QRect)
    fresh: QRect = field(default_factory=QRect)
    head: QRect = field(default_factory=QRect)
    quote: QRect = field(default_factory=QRect)
    media: QRect = field(default_factory=QRect)
    answers: list[tuple[QRect, Answer]] = field(default_factory=list)
    foot: QRect = field(default_factory=QRect)
    thread: QRect = field(default_factory=QRect)
    reactions: list[tuple[QRect, str, tuple[str, ...]]] = field(default_factory=list)
    body: int = 0
    """Where the part begins that is lit up when the post is chosen."""


class PostLayout:
    """Places the parts of posts for the width of a view."""

    def __init__(self) -> None:
        self.width = 0
        self.me = ""
        self.layouts = Layouts()

    @property
    def indent(self) -> int:
        """Where words begin, in pixels from the left."""
        return theme.px(62)

    def places(self, shown: Shown) -> Places:
        """Return where everything is."""
        row, left = shown.row, self.indent
        room = max(self.width - left - theme.px(24), theme.px(80))
        wide = min(room, theme.px(WIDEST))
        top = 0
        found = Places(0, self._text(shown, wide), QRect())
        if row.gap:
            found.gap = QRect(0, top, self.width, theme.px(34))
            top += theme.px(34)
        if shown.day:
            found.day = QRect(0, top, self.width, theme.px(40))
            top += theme.px(40)
        if shown.fresh:
            found.fresh = QRect(0, top, self.width, theme.px(26))
            top += theme.px(26)
        found.body = top
        if row.kind is PostKind.CHANGE:
            found.words = QRect(left, top + theme.px(4), wide, round(found.text.height))
            found.height = round(top + found.text.height + theme.px(11))
            return found
        if shown.head:
            found.head = QRect(left, top + theme.px(8), room, line_of("small_strong"))
            top += theme.px(10) + line_of("small_strong")
        if shown.quoted:
            found.quote = QRect(left, top, room, line_of("small"))
            top += line_of("small") + theme.px(4)
        if row.media is not None:
            size = media_size(shown, wide)
            found.media = QRect(left, top + theme.px(2), size.width(), size.height())
            top += size.height() + theme.px(6)
        if row.media is None or words.said(row):
            found.words = QRect(left, top, wide, round(found.text.height))
            top = round(top + found.text.height)
        if row.poll is not None:
            found.answers, found.foot, top = poll_view.place(row.poll, left, top, wide)
        if shown.replies:
            found.thread = QRect(left, top + theme.px(4), min(wide, theme.px(220)), theme.px(26))
            top += theme.px(34)
        if shown.reactions:
            top = self._place_reactions(found, shown, left, top + theme.px(4), wide)
        found.height = top + theme.px(3)
        return found

    def _place_reactions(self, found: Places, shown: Shown, left: int, top: int, wide: int) -> int:
        metrics, height, start = QFontMetrics(theme.font("caption")), theme.px(22), left
        for key, people in shown.reactions:
            width = metrics.horizontalAdvance(f"{key} {len(people)}") + theme.px(16)
            if left + width > start + wide and left > start:
                left, top = start, top + height + theme.px(4)
            found.reactions.append((QRect(left, top, width, height), key, people))
            left += width + theme.px(6)
        return top + height + theme.px(2)

    def _text(self, shown: Shown, wide: int) -> Laid:
        row = shown.row
        if row.kind is PostKind.CHANGE:
            return self.layouts.lay(words.body(row), "", wide, role="small")
        said, html = words.said(row), row.html if row.kind not in QUIET[:3] else ""
        edited = row.edited and row.kind is not PostKind.REDACTED
        if edited:
            mark = translate("TimelineDelegate", " (edited)")
            said, html = said + mark, f"{html}<i>{mark}</i>" if html else ""
        role = "strong" if row.kind is PostKind.POLL else "body"
        return self.layouts.lay(said, html, wide, role=role, italic=row.kind in QUIET[:3], me=self.me)


def line_of(role: str) -> int:
    """Return the height of a line, in pixels."""
    return QFontMetrics(theme.font(role)).height()


def media_size(shown: Shown, wide: int) -> QSize:
    """Return how large the file of a post is shown: a picture in its proportions, all else as a card."""
    media = shown.row.media
    if media is None:
        return QSize()
    if shown.row.kind in PICTURES:
        width, height = media.width or 4, media.height or 3
        scale = min(theme.px(_PICTURE_WIDTH) / width, theme.px(_PICTURE_HEIGHT) / height)
        if media.width and media.height:
            scale = min(scale, 1.0)
        made = QSize(max(round(width * scale), theme.px(48)), max(round(height * scale), theme.px(48)))
        return made.boundedTo(QSize(wide, theme.px(_PICTURE_HEIGHT)))
    return QSize(min(wide, theme.px(340)), theme.px(52))
