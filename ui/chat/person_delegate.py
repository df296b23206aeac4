"""How a person of a room is painted: disc with presence, name, what is known of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sync.model.chat import Membership
from sync.model.profile import Presence
from sync.store.chat_rows import PersonRow
from ui import theme
from ui.chat.faces import Faces
from ui.chat.presence import PresenceWatch
from ui.chat.richtext import ALIGN_LEFT

Index = QModelIndex | QPersistentModelIndex


class PersonDelegate(QStyledItemDelegate):
    """Paints `PersonRow` items."""

    def __init__(self, faces: Faces, presence: PresenceWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces, self._presence = faces, presence
        self.account = 0

    def _paint_presence(self, painter: QPainter, disc: QRectF, presence: Presence) -> None:
        role = {Presence.HERE: "success", Presence.AWAY: "warning"}.get(presence)
        if role is None:
            return
        side = theme.px(9)
        dot = QRectF(disc.right() - side + theme.px(1), disc.bottom() - side + theme.px(1), side, side)
        painter.setPen(QPen(theme.colour("raised"), theme.px(2)))
        painter.setBrush(theme.colour(role))
        painter.drawEllipse(dot)
        if presence is Presence.AWAY:  # hollow: not told by its colour alone
            inner = dot.adjusted(*(theme.px(side) for side in (3, 3, -3, -3)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised"))
            painter.drawEllipse(inner)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: PersonRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(theme.px(2), theme.px(1), -theme.px(2), -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        side = theme.px(26)
        disc = QRectF(rect.left() + theme.px(6), rect.center().y() - side / 2, side, side)
        self._faces.paint(painter, disc, self.account, one.avatar, one.shown, one.person)
        self._paint_presence(painter, disc, self._presence.of(one.person))
        inside = rect.adjusted(theme.px(42), 0, -theme.px(8), 0)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon) and not icon.isNull():
            size = theme.px(16)
            icon.paint(painter, QRect(inside.right() - size, inside.center().y() - size // 2, size, size))
            inside.setRight(inside.right() - size - theme.px(6))
        face = theme.font("body")
        painter.setFont(face)
        invited = one.membership is Membership.INVITED
        painter.setPen(theme.colour("text_faint" if invited else "selection_text" if chosen else "text"))
        name = QFontMetrics(face).elidedText(one.shown, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, ALIGN_LEFT, name)
        painter.restore()
