"""How posts are painted: name and hour once for posts that stand together, text laid out once for each width."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sync.model.chat import PostKind
from ui import theme
from ui.chat import words
from ui.chat.timeline_model import Shown
from ui.common import dates
from ui.common.avatars import paint_avatar

Index = QModelIndex | QPersistentModelIndex
_KEPT = 1000
_WIDEST = 760
"""Pixels: lines that are longer are hard to read."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_QUIET = (PostKind.REDACTED, PostKind.SEALED, PostKind.OTHER, PostKind.NOTICE)


@dataclass(slots=True)
class _Laid:
    """A post's text, laid out for a width."""

    layout: QTextLayout
    height: float


class TimelineDelegate(QStyledItemDelegate):
    """Paints `Shown` posts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = 0
        """Of the view, in pixels."""
        self._laid: OrderedDict[tuple[str, int, bool], _Laid] = OrderedDict()
        theme.changes().theme_changed.connect(self._laid.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self.width, self.height(shown))

    def height(self, shown: Shown) -> int:
        """Return the height of a post, in pixels."""
        height = theme.px(3) + self._text(shown).height
        if shown.day:
            height += theme.px(40)
        if shown.head:
            height += theme.px(10) + self._line("small_strong")
        if shown.quoted:
            height += self._line("small") + theme.px(4)
        if shown.reactions:
            height += theme.px(28)
        if shown.row.kind is PostKind.CHANGE:
            height += theme.px(8)
        return round(height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        if shown.day:
            self._paint_day(painter, QRect(rect.left(), rect.top(), rect.width(), theme.px(40)), shown.day)
            rect.setTop(rect.top() + theme.px(40))
        if option.state & QStyle.StateFlag.State_Selected or option.state & QStyle.StateFlag.State_MouseOver:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect.adjusted(theme.px(6), 0, -theme.px(6), 0)), theme.RADIUS, theme.RADIUS)
        if shown.row.kind is PostKind.CHANGE:
            self._paint_change(painter, rect, shown)
        else:
            self._paint_post(painter, rect, shown)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, day: str) -> None:
        face = theme.font("small_strong")
        painter.setFont(face)
        width = QFontMetrics(face).horizontalAdvance(day) + theme.px(24)
        middle = rect.center().y() + theme.px(4)
        painter.setPen(theme.colour("border"))
        left, right = rect.left() + theme.px(16), rect.right() - theme.px(16)
        half = rect.center().x()
        painter.drawLine(left, middle, half - width // 2, middle)
        painter.drawLine(half + width // 2, middle, right, middle)
        painter.setPen(theme.colour("text_soft"))
        painter.drawText(
            QRect(half - width // 2, rect.top() + theme.px(4), width, rect.height()), Qt.AlignmentFlag.AlignCenter, day
        )

    def _paint_change(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        laid = self._text(shown)
        painter.setPen(theme.colour("text_faint"))
        laid.layout.draw(painter, QPointF(rect.left() + self._indent(), rect.top() + theme.px(4)))

    def _paint_post(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        row = shown.row
        left, top = rect.left() + self._indent(), rect.top()
        if shown.head:
            top += theme.px(8)
            side = theme.px(34)
            paint_avatar(
                painter, QRectF(rect.left() + theme.px(16), top, side, side), words.person(row), row.sender or "me"
            )
            face = theme.font("small_strong")
            line = self._line("small_strong")
            painter.setFont(face)
            painter.setPen(theme.colour("text"))
            name = words.person(row)
            painter.drawText(QRect(left, top, rect.right() - left, line), _LEFT, name)
            after = left + QFontMetrics(face).horizontalAdvance(name) + theme.px(8)
            small = theme.font("caption")
            painter.setFont(small)
            painter.setPen(theme.colour("text_faint"))
            hour = dates.clock(row.sent // 1000)
            painter.drawText(QRect(after, top, rect.right() - after, line), _LEFT, hour)
            after += QFontMetrics(small).horizontalAdvance(hour) + theme.px(6)
            icon, role, _ = words.trust(row)
            if icon:
                size = theme.px(13)
                painter.drawPixmap(after, top + (line - size) // 2, theme.pixmap(icon, role, size))
            top += line + theme.px(2)
        if shown.quoted:
            top += self._paint_quote(
                painter, QRect(left, top, rect.right() - left - theme.px(24), self._line("small")), shown.quoted
            )
        laid = self._text(shown)
        painter.setPen(self._ink(shown))
        laid.layout.draw(painter, QPointF(left, top))
        icon, role, _ = words.pending(row)
        if icon:
            size = theme.px(14)
            painter.drawPixmap(left - size - theme.px(8), top + theme.px(2), theme.pixmap(icon, role, size))
        if shown.reactions:
            self._paint_reactions(painter, left, round(top + laid.height) + theme.px(4), shown)

    def _paint_quote(self, painter: QPainter, rect: QRect, text: str) -> int:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border_strong"))
        painter.drawRoundedRect(
            QRectF(rect.left(), rect.top() + theme.px(1), theme.px(3), rect.height() - theme.px(2)), 1.5, 1.5
        )
        face = theme.font("small")
        painter.setFont(face)
        painter.setPen(theme.colour("text_soft"))
        inside = rect.adjusted(theme.px(10), 0, 0, 0)
        painter.drawText(
            inside,
            _LEFT,
            QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, min(inside.width(), theme.px(_WIDEST))),
        )
        return rect.height() + theme.px(4)

    def _paint_reactions(self, painter: QPainter, left: int, top: int, shown: Shown) -> None:
        face = theme.font("caption")
        painter.setFont(face)
        metrics = QFontMetrics(face)
        height = theme.px(22)
        for key, count in shown.reactions:
            text = f"{key} {count}"
            width = metrics.horizontalAdvance(text) + theme.px(16)
            painter.setPen(theme.colour("border"))
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, width, height), height / 2, height / 2)
            painter.setPen(theme.colour("text"))
            painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignCenter, text)
            left += width + theme.px(6)

    def _ink(self, shown: Shown) -> QColor:
        row = shown.row
        if row.kind in _QUIET:
            return theme.colour("text_soft")
        return theme.colour("text_soft" if row.pending else "text")

    def _text(self, shown: Shown) -> _Laid:
        row = shown.row
        said = words.body(row)
        if row.edited and row.kind is not PostKind.REDACTED:
            said += self.tr(" (edited)")
        width = max(min(self.width - self._indent() - theme.px(24), theme.px(_WIDEST)), theme.px(80))
        small = row.kind is PostKind.CHANGE
        key = said, width, small
        known = self._laid.pop(key, None)
        if known is None:
            known = _lay(said, theme.font("small" if small else "body"), width, italic=row.kind in _QUIET[:3])
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        self._laid[key] = known
        return known

    def _indent(self) -> int:
        return theme.px(62)

    def _line(self, role: str) -> int:
        return QFontMetrics(theme.font(role)).height()


def _lay(text: str, face: QFont, width: int, *, italic: bool) -> _Laid:
    face.setItalic(italic)
    layout = QTextLayout(text.replace("\n", "\u2028"), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.12
    layout.endLayout()
    return _Laid(layout, height)
