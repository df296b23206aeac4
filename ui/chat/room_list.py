"""The list of rooms: invitations, favourites, then those where something happened last."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sync.model.chat import Membership
from sync.model.ids import RoomId
from sync.store.chat_rows import RoomRow
from ui import theme
from ui.chat.faces import Faces
from ui.common import dates

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class RoomModel(QAbstractListModel):
    """The rooms that are shown; those whose name has `filter` in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[RoomRow] = []
        self.rows: list[RoomRow] = []
        self._filter = ""
        self.drafted: frozenset[RoomId] = frozenset()
        """Rooms in which something was begun."""

    def show_rooms(self, rows: list[RoomRow]) -> None:
        """Show these rooms. What is the same stays; a change of order is a new list."""
        self._all = rows
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only rooms whose name has `text` in it."""
        self._filter = text.casefold().strip()
        self._arrange()

    def _arrange(self) -> None:
        rows = [row for row in self._all if self._filter in row.name.casefold()]
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place(self, room: RoomId) -> QModelIndex:
        """Return where a room stands."""
        return next((self.index(place) for place, row in enumerate(self.rows) if row.id == room), QModelIndex())

    def _spoken(self, row: RoomRow) -> str:
        """Return a room as a screen reader says it."""
        parts = [row.name]
        if row.membership is Membership.INVITED:
            parts.append(self.tr("invitation"))
        if row.unread:
            parts.append(self.tr("%n unread", "", row.unread))
        if row.mentions:
            parts.append(self.tr("%n mention(s)", "", row.mentions))
        if row.encrypted:
            parts.append(self.tr("encrypted"))
        return ", ".join(parts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.topic or None
        return None


class RoomDelegate(QStyledItemDelegate):
    """Paints rooms: disc, name, what it is, when something happened, how much is unread."""

    def __init__(self, faces: Faces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faces = faces

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(160), theme.px(36 if theme.density() == "compact" else 52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RoomRow = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        drafted = isinstance(model, RoomModel) and row.id in model.drafted
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(theme.px(6), theme.px(1), -theme.px(6), -theme.px(1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        compact = theme.density() == "compact"
        side = theme.px(22 if compact else 34)
        disc = QRect(rect.left() + theme.px(8), rect.center().y() - side // 2, side, side)
        self._faces.paint(painter, QRectF(disc), row.account, row.avatar, row.name, row.remote_id)
        left, right = disc.right() + theme.px(10), rect.right() - theme.px(8)
        bold = bool(row.unread or row.membership is Membership.INVITED) and not row.muted
        face = theme.font("strong" if bold else "body")
        line = QFontMetrics(face).height()
        top = rect.center().y() - line // 2 if compact else rect.top() + theme.px(7)
        right = self._badge(painter, row, right, QRect(left, rect.top(), right - left, rect.height()), compact=compact)
        ink = theme.colour("selection_text" if chosen else "text")
        painter.setFont(face)
        painter.setPen(ink)
        shown = QFontMetrics(face).elidedText(row.name, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, top, right - left, line), _LEFT, shown)
        if not compact:
            small = theme.font("small")
            painter.setFont(small)
            painter.setPen(theme.colour("text_soft"))
            metrics = QFontMetrics(small)
            below = QRect(left, top + line, right - left, metrics.height())
            if row.encrypted:
                size = theme.px(12)
                painter.drawPixmap(left, below.center().y() - size // 2, theme.pixmap("lock", "text_faint", size))
                below.setLeft(left + size + theme.px(4))
            painter.drawText(
                below, _LEFT, metrics.elidedText(self._about(row, drafted=drafted), Qt.TextElideMode.ElideRight, below.width())
            )
        painter.restore()

    def _about(self, row: RoomRow, *, drafted: bool) -> str:
        if row.membership is Membership.INVITED:
            return self.tr("Invitation")
        if drafted:
            return self.tr("Draft")
        return row.topic or self.tr("%n people", "", row.people)

    def _badge(self, painter: QPainter, row: RoomRow, right: int, rect: QRect, *, compact: bool) -> int:
        """Paint when something happened and how much is unread; return where the name has to end."""
        face = theme.font("caption")
        painter.setFont(face)
        metrics = QFontMetrics(face)
        height = theme.px(18)
        used = 0
        if row.unread and not row.muted:
            text = ("@" if row.mentions else "") + ("99+" if row.unread > 99 else str(row.unread))
            width = max(height, metrics.horizontalAdvance(text) + theme.px(10))
            badge = QRect(right - width, rect.center().y() - height // 2, width, height)
            if not compact:
                badge.moveTop(rect.bottom() - height - theme.px(7))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(badge, height / 2, height / 2)
            painter.setPen(theme.colour("accent_text"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
            used = width
        if not compact and row.active:
            text = dates.brief(row.active // 1000)
            width = metrics.horizontalAdvance(text)
            painter.setPen(theme.colour("text_faint"))
            painter.drawText(QRect(right - width, rect.top() + theme.px(8), width, metrics.height()), _RIGHT, text)
            used = max(used, width)
        if row.favourite:
            size = theme.px(13)
            painter.drawPixmap(
                right - used - size - theme.px(5), rect.top() + theme.px(8), theme.pixmap("star", "warning", size)
            )
            used += size + theme.px(5)
        return right - used - (theme.px(8) if used else 0)
