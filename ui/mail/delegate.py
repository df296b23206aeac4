"""How a message is painted in the list: comfortable (three lines) or compact (one), with quick actions under the pointer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import time
from typing import Literal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sync.model.letter_marks import PINNED, due_at, snoozed_until
from sync.model.mail import Flag, Pending
from sync.store.rows import Conversation, MessageRow
from ui import theme
from ui.common import dates
from ui.common.avatars import paint_avatar
from ui.mail.model import MessageModel
from ui.mail.participants import participants
from ui.mail.tags import Tag

Quick = Literal["archive", "delete", "flag"]
QUICK: tuple[tuple[Quick, str], ...] = (("archive", "archive"), ("delete", "trash-2"), ("flag", "flag"))
_PENDING_ICONS = {
    Pending.QUEUED: ("clock", "accent_ink"),
    Pending.SENDING: ("send", "accent_ink"),
    Pending.UNCERTAIN: ("circle-help", "warning"),
    Pending.REFUSED: ("circle-alert", "danger"),
    Pending.DRAFT: ("pencil", "text_faint"),
}
_ELIDED_KEPT = 4_000
_DISCS_SHOWN = 4
_AVATARS_KEPT = 400
# Asked and combined once, as numbers where that can be: combining Qt's flags in Python costs more than drawing the text.
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_SEEN, _FLAGGED, _ANSWERED, _FORWARDED = (int(flag) for flag in (Flag.SEEN, Flag.FLAGGED, Flag.ANSWERED, Flag.FORWARDED))
_SELECTED, _UNDER_POINTER, _FOCUSED = (
    flag.value for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
)
Index = QModelIndex | QPersistentModelIndex


class _Look:
    """Fonts, metrics and colours under the present theme, fetched once."""

    def __init__(self) -> None:
        self.plain, self.strong = theme.font("body"), theme.font("strong")
        self.small, self.section = theme.font("small"), theme.font("small_strong")
        self.small_strong = theme.font("small_strong")
        self.metrics = {
            id(font): QFontMetrics(font)
            for font in (self.plain, self.strong, self.small, self.section, self.small_strong)
        }
        self.text, self.soft, self.faint = (theme.colour(role) for role in ("text", "text_soft", "text_faint"))
        self.accent, self.accent_ink = theme.colour("accent"), theme.colour("accent_ink")
        self.accent_soft, self.sunken = theme.colour("accent_soft"), theme.colour("sunken")
        self.surface, self.selection, self.hover = (theme.colour(role) for role in ("surface", "selection", "hover"))
        self.selection_text, self.border, self.focus = (
            theme.colour(role) for role in ("selection_text", "border", "focus")
        )


def _marks(keywords: frozenset[str]) -> list[tuple[str, str]]:
    """Return the icons of what was noted on a letter, with their colours."""
    found = [("pin", "accent_ink")] if PINNED in keywords else []
    if (at := due_at(keywords)) is not None:
        found.append(("bell-ring", "danger") if at <= time() else ("bell", "text_faint"))
    return [*found, ("calendar-clock", "accent_ink")] if snoozed_until(keywords) is not None else found


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a row shows: a message, or a conversation by its first message."""

    row: MessageRow
    conversation: Conversation | None
    child: bool
    opened: bool
    unread: bool
    flagged: bool
    has_attachment: bool
    who: str
    preview: str


class MessageDelegate(QStyledItemDelegate):
    """Paints `MessageRow`s. `outgoing` shows recipients instead of the sender; `headings` names the row that begins a group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outgoing = False
        self.own: frozenset[str] = frozenset()
        """One's own addresses, in small letters."""
        self.places: dict[int, str] = {}
        """Names of mailboxes, for messages of a conversation that are elsewhere, and for what a search finds."""
        self.places_shown = False
        self.tags: Callable[[frozenset[str]], Sequence[Tag]] = lambda keywords: ()
        """The tags among the keywords of a message."""
        self.headings: dict[int, str] = {}
        self.pointer = QPoint(-1, -1)
        self._look = _Look()
        self._elided: OrderedDict[tuple[str, int, int], tuple[str, int]] = OrderedDict()
        self._avatars: OrderedDict[tuple[str, str, int], QPixmap] = OrderedDict()
        self._dates: dict[int, str] = {}
        self._day = dates.today()
        theme.changes().theme_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Fetch fonts and colours again after the theme changed."""
        self._look = _Look()
        self._elided.clear()
        self._avatars.clear()
        self._dates.clear()

    def heading_height(self) -> int:
        """Return the height of a group's name, in pixels."""
        return theme.px(30)

    def body_of(self, rect: QRect, row: int) -> QRect:
        """Return the part of a list row that shows the message, below its group's name where it has one."""
        return rect.adjusted(0, self.heading_height(), 0, 0) if row in self.headings else rect

    def quick_rects(self, body: QRect) -> dict[Quick, QRect]:
        """Return where the quick actions are on a row under the pointer."""
        side, gap = theme.px(28), theme.px(2)
        top = body.center().y() - side // 2
        left = body.right() - theme.px(8) - len(QUICK) * (side + gap)
        return {name: QRect(left + number * (side + gap), top, side, side) for number, (name, _) in enumerate(QUICK)}

    def quick_at(self, rect: QRect, row: int, point: QPoint) -> Quick | None:
        """Return the quick action at `point` of the row painted in `rect`."""
        rects = self.quick_rects(self.body_of(rect, row))
        return next((name for name, place in rects.items() if place.contains(point)), None)

    def _line(self, painter: QPainter, text: str, font: QFont, colour: QColor, rect: QRect, *, right: bool = False) -> int:
        """Draw one elided line; return its width."""
        metrics = self._look.metrics[id(font)]
        key = (text, rect.width(), id(font))
        known = self._elided.get(key)
        if known is None:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            known = self._elided[key] = shown, metrics.horizontalAdvance(shown)
            if len(self._elided) > _ELIDED_KEPT:
                self._elided.popitem(last=False)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, _RIGHT if right else _LEFT, known[0])
        return known[1]

    def _when(self, timestamp: int) -> str:
        """The date of a row; said anew for every row when another day begins."""
        day = dates.today()
        if day != self._day or len(self._dates) > _ELIDED_KEPT:
            self._day = day
            self._dates.clear()
        said = self._dates.get(timestamp)
        if said is None:
            said = self._dates[timestamp] = dates.brief(timestamp, day)
        return said

    def _avatar(self, painter: QPainter, place: QRect, name: str, address: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        key = (name, address, round(place.width() * ratio))
        drawn = self._avatars.get(key)
        if drawn is None:
            drawn = QPixmap(key[2], key[2])
            drawn.fill(Qt.GlobalColor.transparent)
            drawn.setDevicePixelRatio(ratio)
            with QPainter(drawn) as inside:
                inside.setFont(self._look.plain)
                paint_avatar(inside, QRectF(0, 0, place.width(), place.height()), name, address)
            self._avatars[key] = drawn
            if len(self._avatars) > _AVATARS_KEPT:
                self._avatars.popitem(last=False)
        painter.drawPixmap(place.topLeft(), drawn)

    def _heading(self, painter: QPainter, name: str, rect: QRect) -> None:
        place = QRect(rect.left() + theme.px(14), rect.top(), rect.width() - theme.px(28), self.heading_height())
        self._line(painter, name, self._look.section, self._look.faint, place.adjusted(0, theme.px(6), 0, 0))

    def _placeholder(self, painter: QPainter, body: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.border)
        left, line = body.left() + theme.px(56), theme.px(8)
        for number, share in enumerate((0.35, 0.7)):
            top = body.top() + theme.px(14 + number * 18)
            width = int((body.right() - left - theme.px(16)) * share)
            painter.drawRoundedRect(QRect(left, top, width, line), line / 2, line / 2)

    def _count_rect(self, body: QRect) -> QRect:
        """Return where the number of messages of a conversation is, with the mark that unfolds it: left, clear of the
        quick actions."""
        width, height = theme.px(46), theme.px(17)
        if theme.density() == "compact":
            return QRect(body.left() + theme.px(8), body.center().y() - height // 2, width, height)
        return QRect(body.left() + theme.px(7), body.top() + theme.px(36), width, height)

    def on_count(self, rect: QRect, index: Index, point: QPoint) -> bool:
        """Return whether `point` is on the number of messages of the conversation painted in `rect`."""
        if index.data(MessageModel.ConversationRole) is None:
            return False
        return self._count_rect(self.body_of(rect, index.row())).contains(point)

    def _paint_count(self, painter: QPainter, body: QRect, conversation: Conversation, opened: bool) -> None:
        place, size, look = self._count_rect(body), theme.px(11), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent_soft if conversation.unread else look.sunken)
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        corner = QPoint(place.right() - size - theme.px(4), place.center().y() - size // 2 + 1)
        painter.drawPixmap(corner, theme.pixmap("chevron-down" if opened else "chevron-right", "text_soft", size))
        ink = look.accent_ink if conversation.unread else look.soft
        text = place.adjusted(theme.px(2), 0, -size - theme.px(5), 0)
        count = "99+" if conversation.count > 99 else dates.figure(conversation.count)
        self._line(painter, count, look.small_strong, ink, text, right=True)

    def _icons(self, painter: QPainter, entry: _Entry, right: int, middle: int) -> int:
        """Draw the small icons from the right; return the left edge that they reach."""
        row = entry.row
        size, shown, flags = theme.px(14), [], int(row.flags)
        if row.keywords:
            shown += _marks(row.keywords)
        if entry.flagged:
            shown.append(("flag", "danger"))
        if entry.has_attachment:
            shown.append(("paperclip", "text_faint"))
        if flags & _ANSWERED:
            shown.append(("reply", "text_faint"))
        elif flags & _FORWARDED:
            shown.append(("forward", "text_faint"))
        if row.pending in _PENDING_ICONS:
            shown.append(_PENDING_ICONS[row.pending])
        for name, role in shown:
            right -= size
            painter.drawPixmap(QPoint(right, middle - size // 2), theme.pixmap(name, role, size))
            right -= theme.px(6)
        return self._discs(painter, row, right, middle) if row.keywords else right

    def _discs(self, painter: QPainter, row: MessageRow, right: int, middle: int) -> int:
        """Draw the tags as discs from the right; return the left edge that they reach."""
        side = theme.px(9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.surface, 1))
        for tag in reversed(self.tags(row.keywords)[:_DISCS_SHOWN]):
            right -= side
            painter.setBrush(QColor(tag.colour))
            painter.drawEllipse(right, middle - side // 2, side, side)
            right -= theme.px(2)
        return right - theme.px(4)

    def _quick(self, painter: QPainter, body: QRect, ground: QColor, row: MessageRow) -> None:
        rects = self.quick_rects(body)
        first = next(iter(rects.values()))
        left = first.left() - theme.px(8)
        painter.fillRect(QRect(left, body.top(), body.right() - left, body.height() - 1), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, drawn in QUICK:
            place = rects[name]
            if place.contains(self.pointer):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.surface)
                painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
            role = "danger" if name == "flag" and row.flags & Flag.FLAGGED else "text_soft"
            size = theme.px(16)
            corner = place.center() - QPoint(size // 2 - 1, size // 2 - 1)
            painter.drawPixmap(corner, theme.pixmap(drawn, role, size))

    def _three_lines(self, painter: QPainter, entry: _Entry, body: QRect, ink: QColor, soft: QColor) -> None:
        look, row, unread = self._look, entry.row, entry.unread
        right = body.right() - theme.px(12)
        left = body.left() + theme.px(56)
        avatar = QRect(body.left() + theme.px(14), body.top() + theme.px(12), theme.px(32), theme.px(32))
        if entry.conversation is not None:
            avatar = QRect(body.left() + theme.px(16), body.top() + theme.px(5), theme.px(28), theme.px(28))
            self._paint_count(painter, body, entry.conversation, entry.opened)
        elif entry.child:
            avatar = avatar.adjusted(theme.px(4), theme.px(4), -theme.px(4), -theme.px(4))
        self._avatar(painter, avatar, self._who(row), row.recipients if self.outgoing else row.sender_address)
        heights = [look.metrics[id(font)].height() for font in (look.strong, look.plain, look.small)]
        top = body.top() + max(0, (body.height() - sum(heights)) // 2)
        when = self._when(row.date)
        date_font = look.small_strong if unread else look.small
        width = look.metrics[id(date_font)].horizontalAdvance(when)
        first = QRect(left, top, right - left - width - theme.px(8), heights[0])
        self._line(painter, entry.who, look.strong if unread else look.plain, ink, first)
        self._line(painter, when, date_font, look.accent_ink if unread else soft,
                   QRect(right - width - theme.px(6), top, width + theme.px(6), heights[0]), right=True)  # fmt: skip
        edge = self._icons(painter, entry, right, top + heights[0] + heights[1] // 2)
        second = QRect(left, top + heights[0], edge - left, heights[1])
        self._line(painter, row.subject or self.tr("(no subject)"), look.strong if unread else look.plain, ink, second)
        third = QRect(left, top + heights[0] + heights[1], right - left, heights[2])
        self._line(painter, entry.preview, look.small, soft, third)

    def _one_line(self, painter: QPainter, entry: _Entry, body: QRect, ink: QColor, soft: QColor) -> None:
        look, row, unread = self._look, entry.row, entry.unread
        face = look.strong if unread else look.plain
        right, left = body.right() - theme.px(12), body.left() + theme.px(14)
        if entry.conversation is not None:
            self._paint_count(painter, body, entry.conversation, entry.opened)
            left = self._count_rect(body).right() + theme.px(8)
        when = self._when(row.date)
        wide = look.metrics[id(look.small)].horizontalAdvance("00/00/0000")
        date_font = look.small_strong if unread else look.small
        place = QRect(right - wide, body.top(), wide, body.height())
        self._line(painter, when, date_font, look.accent_ink if unread else soft, place, right=True)
        edge = self._icons(painter, entry, right - wide - theme.px(4), body.center().y())
        who = QRect(left, body.top(), min(theme.px(160), (right - wide - left) * 3 // 8), body.height())
        self._line(painter, entry.who, face, ink, who.adjusted(0, 0, -theme.px(8), 0))
        rest = QRect(who.right(), body.top(), edge - who.right(), body.height())
        taken = self._line(painter, row.subject or self.tr("(no subject)"), face, ink, rest) + theme.px(10)
        if entry.preview and taken < rest.width() - theme.px(40):
            self._line(painter, entry.preview, look.small, soft, rest.adjusted(taken, 0, 0, 0))

    def _who(self, row: MessageRow) -> str:
        if self.outgoing:
            return row.recipients or self.tr("(no recipient)")
        return row.sender_name or row.sender_address or self.tr("(no sender)")

    def _entry(self, row: MessageRow, model: MessageModel, number: int) -> _Entry:
        conversation, child, opened = model.conversation(number), model.is_child(number), model.is_open(number)
        seen = bool(int(row.flags) & _SEEN)
        flagged = bool(int(row.flags) & _FLAGGED)
        if conversation is None or opened:
            place = self.places.get(row.collection, "") if child or self.places_shown else ""
            preview = f"{place} · {row.preview}" if place else row.preview
            return _Entry(row, conversation, child, opened, not seen, flagged, row.has_attachment, self._who(row), preview)
        who = self._who(row) if self.outgoing else participants(conversation.people, self.own, self.tr("me"))
        return _Entry(
            row, conversation, child, opened, conversation.unread > 0, conversation.flagged, conversation.has_attachment,
            who, row.preview,
        )  # fmt: skip

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look, number, model = self._look, index.row(), index.model()
        if not isinstance(model, MessageModel):
            return
        row, state = model.message(number), option.state.value
        chosen, hovered = bool(state & _SELECTED), bool(state & _UNDER_POINTER)
        painter.save()
        if number in self.headings:
            painter.fillRect(option.rect, look.surface)
            self._heading(painter, self.headings[number], option.rect)
        body = self.body_of(option.rect, number)
        ground = look.selection if chosen else look.hover if hovered else look.surface
        painter.fillRect(body, ground)
        if row is None:
            self._placeholder(painter, body)
            painter.restore()
            return
        entry = self._entry(row, model, number)
        if entry.child:
            body = body.adjusted(theme.px(24), 0, 0, 0)
        if entry.unread:
            painter.fillRect(QRect(body.left(), body.top(), theme.px(3), body.height() - 1), look.accent)
        ink, soft = (look.selection_text, look.soft) if chosen else (look.text, look.soft)
        paint = self._one_line if theme.density() == "compact" else self._three_lines
        paint(painter, entry, body, ink, soft)
        if not chosen:
            painter.setPen(look.border)
            painter.drawLine(body.left() + theme.px(14), body.bottom(), body.right(), body.bottom())
        if hovered and body.contains(self.pointer):
            self._quick(painter, body, ground, row)
        if state & _FOCUSED:
            painter.setPen(QPen(look.focus, theme.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(body.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row under the density, with its group's name where it has one."""
        extra = self.heading_height() if index.row() in self.headings else 0
        return QSize(theme.px(200), theme.row_height() + extra)
