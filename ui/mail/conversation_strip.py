"""The messages of a conversation above the one that is read: who wrote when, in which folder, one line each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sync.model.ids import ItemId
from sync.model.mail import Flag, Pending
from sync.store.rows import MessageRow
from ui import theme
from ui.common import dates
from ui.common.avatars import paint_avatar

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LINES_SHOWN = 5
_LINE = 30


class _Lines(QAbstractListModel):
    RowRole = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[MessageRow] = []
        self.own: Collection[str] = frozenset()
        self.places: Mapping[int, str] = {}

    def show(self, rows: Sequence[MessageRow]) -> None:
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def who(self, row: MessageRow) -> str:
        if row.sender_address.casefold() in self.own:
            return self.tr("Me")
        return row.sender_name or row.sender_address or self.tr("(no sender)")

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            unread = "" if row.flags & Flag.SEEN else self.tr("unread")
            place = self.places.get(row.collection, "")
            return ", ".join(part for part in (self.who(row), dates.full(row.date), unread, place, row.preview) if part)
        return None


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = index.data(_Lines.RowRole)
        if not isinstance(model, _Lines) or not isinstance(row, MessageRow):
            return
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        unread = not row.flags & Flag.SEEN
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = rect.adjusted(theme.px(12), 1, -theme.px(12), -1)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection" if chosen else "hover" if hovered else "surface"))
        painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
        inside = ground.adjusted(theme.px(12), 0, -theme.px(10), 0)
        side = theme.px(20)
        who = model.who(row)
        disc = QRectF(inside.left(), inside.center().y() - side / 2 + 1, side, side)
        paint_avatar(painter, disc, row.sender_name or who, row.sender_address)
        right = self._right_side(painter, model, row, inside, unread)
        left = inside.left() + side + theme.px(8)
        face = theme.font("strong" if unread else "body")
        width = min(QFontMetrics(face).horizontalAdvance(who), max(theme.px(80), (right - left) // 3))
        ink = theme.colour("selection_text" if chosen else "text")
        self._text(painter, who, face, ink, QRect(left, rect.top(), width, rect.height()))
        left += width + theme.px(10)
        rest = QRect(left, rect.top(), right - left, rect.height())
        self._text(painter, row.preview, theme.font("small"), theme.colour("text_soft"), rest)
        painter.restore()

    def _right_side(self, painter: QPainter, model: _Lines, row: MessageRow, inside: QRect, unread: bool) -> int:
        """Draw date, folder and marks from the right; return where they begin."""
        face = theme.font("small_strong" if unread else "small")
        when = dates.brief(row.date)
        width = QFontMetrics(face).horizontalAdvance(when) + theme.px(2)
        right = inside.right() - width
        ink = theme.colour("accent_ink" if unread else "text_soft")
        self._text(painter, when, face, ink, QRect(right, inside.top(), width, inside.height()))
        right -= theme.px(8)
        place = model.places.get(row.collection, "")
        if place:
            small = theme.font("small")
            width = QFontMetrics(small).horizontalAdvance(place) + theme.px(12)
            chip = QRect(right - width, inside.center().y() - theme.px(9), width, theme.px(19))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            self._text(painter, place, small, theme.colour("text_soft"), chip.adjusted(theme.px(6), 0, 0, 0))
            right -= width + theme.px(6)
        size = theme.px(14)
        marks = [("paperclip", "text_faint")] if row.has_attachment else []
        marks += [("flag", "danger")] if row.flags & Flag.FLAGGED else []
        marks += [("clock", "accent_ink")] if row.pending in (Pending.QUEUED, Pending.SENDING) else []
        marks += [("pencil", "text_faint")] if row.pending is Pending.DRAFT or row.flags & Flag.DRAFT else []
        for icon, role in marks:
            painter.drawPixmap(QPoint(right - size, inside.center().y() - size // 2 + 1), theme.pixmap(icon, role, size))
            right -= size + theme.px(4)
        return right - theme.px(6)

    @staticmethod
    def _text(painter: QPainter, text: str, face: Any, ink: Any, place: QRect) -> None:
        painter.setFont(face)
        painter.setPen(ink)
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ConversationStrip(QListView):
    """Shown where there is more than one message; oldest first, the one that is read marked."""

    message_chosen = Signal(object)
    """Another `MessageRow` of the conversation is to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(self.tr("Messages of this conversation"))
        self.setProperty("ground", "surface")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        theme.changes().theme_changed.connect(self._fit)
        self.hide()

    @property
    def rows(self) -> list[MessageRow]:
        """The messages of the conversation, oldest first."""
        return self._lines.rows

    def show_conversation(
        self, rows: Sequence[MessageRow], current: ItemId, own: Collection[str], places: Mapping[int, str]
    ) -> None:
        """Show these messages (newest first); `places` names the mailboxes other than the one that is listed."""
        self._lines.own, self._lines.places = own, places
        self._lines.show(list(reversed(rows)))
        self.setVisible(len(rows) > 1)
        self._fit()
        self.mark(current)

    def mark(self, current: ItemId) -> None:
        """Mark the message that is read, without telling."""
        place = next((number for number, row in enumerate(self.rows) if row.id == current), -1)
        self.selectionModel().blockSignals(True)
        index = self._lines.index(place)
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        if place >= 0:
            self.scrollTo(index)

    def _fit(self) -> None:
        lines = min(len(self.rows), _LINES_SHOWN)
        self.setFixedHeight(theme.px(_LINE) * lines + theme.px(8))
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another message is to be read."""
        super().currentChanged(current, previous)
        row = current.data(_Lines.RowRole)
        if isinstance(row, MessageRow):
            self.message_chosen.emit(row)
