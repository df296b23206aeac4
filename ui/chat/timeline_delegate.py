"""How posts are painted, and what stands under a point of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sync.model.chat import PostKind
from ui import theme
from ui.chat import media_view, poll_view, words
from ui.chat.faces import Faces
from ui.chat.pictures import Pictures
from ui.chat.post_layout import QUIET, WIDEST, Places, PostLayout
from ui.chat.richtext import ALIGN_LEFT
from ui.chat.timeline_model import Shown
from ui.common import dates
from ui.common.avatars import paint_avatar

Index = QModelIndex | QPersistentModelIndex


class TimelineDelegate(QStyledItemDelegate):
    """Paints `Shown` posts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layout = PostLayout()
        self.pictures: Pictures | None = None
        self.faces: Faces | None = None
        self.account = 0

    # --- what stands where

    def under(self, shown: Shown, point: QPoint) -> tuple[str, str]:
        """Return what a point (from the post's corner) is on: `link`, `quote`, `media`, `thread`, `reaction`, `answer`, `gap`,
        `head` or nothing, and which."""
        places = self.layout.places(shown)
        for rect, key, _ in places.reactions:
            if rect.contains(point):
                return "reaction", key
        for rect, answer in places.answers:
            if rect.contains(point) and answer.id and not (shown.standing and shown.standing.ended):
                return "answer", answer.id
        for name in ("gap", "quote", "media", "thread"):
            if getattr(places, name).contains(point):
                return name, ""
        if places.words.contains(point):
            link = places.text.link_at(QPointF(point - places.words.topLeft()))
            if link:
                return "link", link
        return "", ""

    # --- painting

    def _paint_rule(self, painter: QPainter, rect: QRect, text: str, ink: str, line: str) -> None:
        face = theme.font("small_strong")
        painter.setFont(face)
        width = QFontMetrics(face).horizontalAdvance(text) + theme.px(24)
        middle, half = rect.center().y(), rect.center().x()
        painter.setPen(theme.colour(line))
        painter.drawLine(rect.left() + theme.px(16), middle, half - width // 2, middle)
        painter.drawLine(half + width // 2, middle, rect.right() - theme.px(16), middle)
        painter.setPen(theme.colour(ink))
        painter.drawText(
            QRect(half - width // 2, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignCenter, text
        )

    def _paint_post(self, painter: QPainter, shown: Shown, places: Places) -> None:
        row = shown.row
        if not places.head.isNull():
            self._paint_head(painter, shown, places.head)
        if not places.quote.isNull():
            self._paint_quote(painter, places.quote, shown.quoted)
        if not places.media.isNull():
            media_view.paint(painter, places.media, shown.row, self.pictures)
        places.text.draw(painter, QPointF(places.words.topLeft()), self._ink(shown))
        if row.poll is not None:
            poll_view.paint(painter, row.poll, shown.standing, places.answers, places.foot)
        icon, role, _ = words.pending(row)
        if icon:
            size = theme.px(14)
            at = places.words if not places.words.isNull() else places.media
            painter.drawPixmap(at.left() - size - theme.px(8), at.top() + theme.px(2), theme.pixmap(icon, role, size))
        if not places.thread.isNull():
            self._paint_thread(painter, places.thread, shown.replies)
        for rect, key, people in places.reactions:
            self._paint_reaction(painter, rect, f"{key} {len(people)}", mine=self.layout.me in people)
        if shown.readers:
            self._paint_readers(painter, shown, places)

    def _paint_head(self, painter: QPainter, shown: Shown, rect: QRect) -> None:
        row, left, line = shown.row, rect.left(), rect.height()
        side = theme.px(34)
        disc = QRectF(rect.left() - theme.px(46), rect.top(), side, side)
        self._paint_disc(painter, disc, words.person(row), row.sender or "me", row.avatar)
        face = theme.font("small_strong")
        painter.setFont(face)
        painter.setPen(theme.colour("text"))
        name = words.person(row)
        painter.drawText(rect, ALIGN_LEFT, name)
        after = left + QFontMetrics(face).horizontalAdvance(name) + theme.px(8)
        small = theme.font("caption")
        painter.setFont(small)
        painter.setPen(theme.colour("text_faint"))
        hour = dates.clock(row.sent // 1000)
        painter.drawText(QRect(after, rect.top(), rect.right() - after, line), ALIGN_LEFT, hour)
        after += QFontMetrics(small).horizontalAdvance(hour) + theme.px(6)
        icon, role, _ = words.trust(row)
        if icon:
            size = theme.px(13)
            painter.drawPixmap(after, rect.top() + (line - size) // 2, theme.pixmap(icon, role, size))

    def _paint_quote(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border_strong"))
        painter.drawRoundedRect(
            QRectF(rect.left(), rect.top() + theme.px(1), theme.px(3), rect.height() - theme.px(2)), 1.5, 1.5
        )
        face = theme.font("small")
        painter.setFont(face)
        painter.setPen(theme.colour("text_soft"))
        inside = rect.adjusted(theme.px(10), 0, 0, 0)
        width = min(inside.width(), theme.px(WIDEST))
        painter.drawText(inside, ALIGN_LEFT, QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _paint_thread(self, painter: QPainter, rect: QRect, replies: int) -> None:
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        size = theme.px(14)
        painter.drawPixmap(
            rect.left() + theme.px(8), rect.center().y() - size // 2, theme.pixmap("message-square", "accent_ink", size)
        )
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("accent_ink"))
        inside = rect.adjusted(theme.px(28), 0, -theme.px(8), 0)
        painter.drawText(inside, ALIGN_LEFT, self.tr("%n answer(s) in the thread", "", replies))

    def _paint_reaction(self, painter: QPainter, rect: QRect, text: str, *, mine: bool) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("accent" if mine else "border"))
        painter.setBrush(theme.colour("accent_soft" if mine else "raised"))
        radius = rect.height() / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(theme.colour("accent_ink" if mine else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_readers(self, painter: QPainter, shown: Shown, places: Places) -> None:
        side = theme.px(14)
        left = self.layout.width - theme.px(20)
        for one in shown.readers:
            left -= side + theme.px(2)
            disc = QRectF(left, places.height - side - theme.px(4), side, side)
            self._paint_disc(painter, disc, one.shown, one.person, one.avatar)

    def _paint_disc(self, painter: QPainter, disc: QRectF, name: str, who: str, picture: str) -> None:
        if self.faces is None:
            paint_avatar(painter, disc, name, who)
        else:
            self.faces.paint(painter, disc, self.account, picture, name, who)

    def _ink(self, shown: Shown) -> QColor:
        row = shown.row
        if row.kind in QUIET or row.kind is PostKind.CHANGE:
            return theme.colour("text_faint" if row.kind is PostKind.CHANGE else "text_soft")
        return theme.colour("text_soft" if row.pending else "text")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self.layout.width, self.layout.places(shown).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        places = self.layout.places(shown)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        if not places.gap.isNull():
            self._paint_rule(painter, places.gap, self.tr("Messages are missing here: bring them"), "accent_ink", "border")
        if not places.day.isNull():
            self._paint_rule(painter, places.day, shown.day, "text_soft", "border")
        if not places.fresh.isNull():
            self._paint_rule(painter, places.fresh, self.tr("New messages"), "accent_ink", "accent")
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            lit = QRectF(theme.px(6), places.body, self.layout.width - theme.px(12), places.height - places.body)
            painter.drawRoundedRect(lit, theme.RADIUS, theme.RADIUS)
        if shown.row.kind is PostKind.CHANGE:
            places.text.draw(painter, QPointF(places.words.topLeft()), self._ink(shown))
        else:
            self._paint_post(painter, shown, places)
        painter.restore()
