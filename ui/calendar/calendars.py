"""The calendars: those of all accounts with their colours and ticks, in the column beside the days."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sync.model.calendar import Component
from sync.model.ids import AccountId, CollectionId
from sync.store.item_rows import CollectionRow
from sync.store.rows import AccountRow
from ui import theme
from ui.calendar import colours

Index = QModelIndex | QPersistentModelIndex
HEADING = int(Qt.ItemDataRole.UserRole) + 1


class Calendars(QAbstractListModel):
    """Calendars under the names of their accounts. `ticks_changed` tells that others are to be shown."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CollectionRow | AccountRow] = []
        self.by_id: dict[CollectionId, CollectionRow] = {}
        self.hidden: frozenset[CollectionId] = frozenset()

    def show_calendars(self, accounts: list[AccountRow], found: list[CollectionRow]) -> None:
        """Show these calendars. Those without a colour get one that stays theirs."""
        plain = sorted(row.id for row in found if not colours.cleaned(row.colour))
        free = colours.own({colours.cleaned(row.colour) for row in found})
        coloured = [
            replace(row, colour=colours.cleaned(row.colour) or free[plain.index(row.id) % len(free)]) for row in found
        ]
        rows: list[CollectionRow | AccountRow] = []
        for account in accounts:
            mine = [row for row in coloured if row.account == account.id]
            rows += [account, *mine] if mine else []
        by_id = {row.id: row for row in coloured}
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows, self.by_id = rows, by_id
        self.endResetModel()

    def set_hidden(self, hidden: frozenset[CollectionId]) -> None:
        """Say which calendars are not ticked."""
        if hidden != self.hidden:
            self.hidden = hidden
            self._tell_ticks()

    def ticked(self) -> list[CollectionId]:
        """Return the calendars that are shown."""
        return [row for row in self.by_id if row not in self.hidden]

    def writable(self, component: Component = Component.EVENT) -> list[CollectionRow]:
        """Return the calendars that take a kind of entry."""
        return [
            row for row in self.by_id.values() if row.writable and (not row.components or component in row.components)
        ]

    def default(self, preferred: int, component: Component = Component.EVENT) -> CollectionRow | None:
        """Return the calendar for a new entry: the preferred one, else the first that is shown and takes it."""
        usable = self.writable(component)
        ranked = sorted(usable, key=lambda row: (row.id != preferred, row.id in self.hidden, row.shared))
        return ranked[0] if ranked else None

    def account_of(self, collection: CollectionId) -> AccountId | None:
        """Return the account of a calendar."""
        row = self.by_id.get(collection)
        return row.account if row is not None else None

    def toggle(self, index: Index) -> None:
        """Show a calendar, or no longer."""
        row = self._rows[index.row()] if index.isValid() else None
        if isinstance(row, CollectionRow):
            self.hidden = self.hidden ^ {row.id}
            self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], AccountRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, AccountRow):
            text = row.label or row.address
            named = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return text if role in named else role == HEADING or None
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Unchecked if row.id in self.hidden else Qt.CheckState.Checked
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.name if row.writable else self.tr("{name}, to read only").format(name=row.name)
            case Qt.ItemDataRole.ToolTipRole:
                return None if row.writable else self.tr("This calendar can be read only.")
        return None


class CalendarDelegate(QStyledItemDelegate):
    """Paints a calendar: a tick box in its colour, its name, a lock where it can only be read."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(theme.px(8), theme.px(1), -theme.px(8), -theme.px(1))
        if index.data(HEADING):
            painter.setFont(theme.font("small_strong"))
            painter.setPen(theme.colour("text_faint"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, _elided(painter, index.data(), rect.width()))
            painter.restore()
            return
        row: CollectionRow = index.data(Qt.ItemDataRole.UserRole)
        shown = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS, theme.RADIUS)
        side = theme.px(14)
        box = QRectF(rect.left() + theme.px(6), rect.center().y() - side / 2 + 0.5, side, side)
        painter.setPen(QColor(row.colour))
        painter.setBrush(QColor(row.colour) if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if shown:
            painter.drawPixmap(box.toRect(), theme.pixmap("check", "accent_text", side))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        left = int(box.right()) + theme.px(8)
        right = rect.right() - theme.px(4)
        if not row.writable:
            size = theme.px(12)
            right -= size
            painter.drawPixmap(right, rect.center().y() - size // 2, theme.pixmap("lock", "text_faint", size))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if shown else "text_soft"))
        room = rect.adjusted(left - rect.left(), 0, right - rect.right() - theme.px(2), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _elided(painter, row.name, room.width()))
        painter.restore()


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class CalendarList(QListView):
    """The list of calendars; a click or the space bar turns a tick."""

    def __init__(self, calendars: Calendars, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendars = calendars
        self.setModel(calendars)
        self.setItemDelegate(CalendarDelegate(self))
        self.setAccessibleName(self.tr("Calendars"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("ground", "window")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(calendars.toggle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._calendars.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)
