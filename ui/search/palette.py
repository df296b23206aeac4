"""The palette: one field that searches mail and knows every command (Ctrl+K)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sync.store.connection import Connection
from sync.store.read.search import search
from sync.store.rows import MessageRow
from ui import theme
from ui.common import dates
from ui.common.labels import label, line
from ui.common.slots import slot_async
from ui.link import Link, Session

AT_MOST_COMMANDS = 6
AT_MOST_MESSAGES = 12
WAIT_MILLISECONDS = 40
"""Between the last key and the search: people type faster than they read."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    icon: str
    title: str
    detail: str
    right: str
    chosen: Callable[[], object] = field(compare=False)


def folded(text: str) -> str:
    """Return text for comparing: lower case, accents taken off."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter)
    )


def matches(text: str, title: str) -> bool:
    """Return whether every word of `text` begins a word of `title`."""
    words = folded(title).replace("’", " ").replace("'", " ").split()
    return all(any(word.startswith(typed) for word in words) for typed in folded(text).split())


def command_entries(text: str, actions: Sequence[QAction], at_most: int = AT_MOST_COMMANDS) -> list[Entry]:
    """Return the commands that `text` names, those whose title begins with it first; without text the first ones."""
    found = []
    for action in actions:
        title = action.text().replace("&", "").rstrip("…")
        menu = action.property("menu_title") or ""
        if not title or not action.isEnabled() or action.isSeparator() or action.menu() is not None:
            continue
        if matches(text, f"{title} {menu}"):
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            icon = action.property("icon_name") or "chevron-right"
            found.append(Entry(icon, title, str(menu), shortcut, action.trigger))
    return sorted(found, key=lambda entry: not folded(entry.title).startswith(folded(text)))[:at_most]


class EntryModel(QAbstractListModel):
    """The lines that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these lines."""
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()
        else:
            self.entries = entries

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (entry.title, entry.detail, entry.right) if part)
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints icon, title, detail, and what stands at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        entry = model.entries[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), theme.RADIUS, theme.RADIUS)
        side = theme.px(18)
        left = rect.left() + theme.px(16)
        painter.drawPixmap(left, rect.center().y() - side // 2, theme.pixmap(entry.icon, "text_soft", side))
        left += side + theme.px(12)
        painter.setFont(theme.font("small"))
        right_width = painter.fontMetrics().horizontalAdvance(entry.right)
        right = rect.right() - theme.px(16) - right_width
        painter.setPen(theme.colour("text_faint"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRect(right, rect.top(), right_width + 2, rect.height()), middle, entry.right)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        room = right - theme.px(12) - left
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), middle, title)
        left += painter.fontMetrics().horizontalAdvance(title) + theme.px(12)
        if entry.detail and right - left > theme.px(60):
            painter.setPen(theme.colour("text_faint"))
            detail = painter.fontMetrics().elidedText(
                entry.detail, Qt.TextElideMode.ElideRight, right - theme.px(12) - left
            )
            painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(36))


class Palette(QFrame):
    """The panel over the window. Typing searches; up, down and Enter choose; Escape closes."""

    message_chosen = Signal(object)
    """`MessageRow`."""
    search_requested = Signal(str)
    """Show everything that is found in the mail area."""

    def __init__(self, link: Link, actions: Callable[[], Sequence[QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._link = link
        self._actions = actions
        self._window = parent
        self._generation = 0
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Search everywhere or type a command"))
        self._field.setAccessibleName(self.tr("Search everywhere or type a command"))
        self._field.setClearButtonEnabled(False)
        self._field.installEventFilter(self)
        self._model = EntryModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryDelegate(self._list))
        self._list.setAccessibleName(self.tr("Commands and messages found"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._choose)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._foot = label("", "faint", self)
        self._glass = QLabel(self)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        head.addWidget(self._glass)
        head.addWidget(self._field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line(self))
        column.addSpacing(theme.px(4))
        column.addWidget(self._list, 1)
        column.addWidget(line(self))
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        foot.addWidget(self._foot)
        column.addLayout(foot)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=40, xOffset=0, yOffset=10)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MILLISECONDS)
        self._timer.timeout.connect(self._search)
        self._field.textChanged.connect(self._typed)
        self._messages: list[Entry] = []
        theme.changes().theme_changed.connect(self._draw)
        self._draw()
        self.hide()

    @property
    def entries(self) -> list[Entry]:
        """The lines shown."""
        return self._model.entries

    def open_with(self, text: str = "") -> None:
        """Show the palette over the window with this text typed."""
        self._messages = []
        self._field.setText(text)
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        if text:
            self._timer.start()

    def _place(self) -> None:
        width = min(theme.px(640), self._window.width() - theme.px(48))
        lines = max(len(self._model.entries), 1) * theme.px(36)
        height = min(lines + theme.px(104), theme.px(500), self._window.height() - theme.px(80))
        self.setGeometry((self._window.width() - width) // 2, theme.px(6), width, height)

    @Slot()
    def _draw(self) -> None:
        self._glass.setPixmap(theme.pixmap("search", "text_soft", theme.px(20)))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._generation += 1
        if not text.strip():
            self._messages = []
        self._fill()
        self._timer.start()

    @slot_async
    async def _search(self) -> None:
        text = self._field.text().strip()
        generation = self._generation
        if len(text) < 2 or self._link.session is not Session.OPEN:
            return
        rows: list[MessageRow] = await self._link.search_in_background(_search_all, text, AT_MOST_MESSAGES)
        if generation == self._generation:
            self._messages = [self._entry(row) for row in rows]
            self._fill()

    def _entry(self, row: MessageRow) -> Entry:
        subject = row.subject or self.tr("(no subject)")
        sender = row.sender_name or row.sender_address
        return Entry("mail", subject, sender, dates.brief(row.date), lambda: self.message_chosen.emit(row))

    def _fill(self) -> None:
        text = self._field.text().strip()
        entries = command_entries(text, self._actions(), AT_MOST_COMMANDS if text else 12)
        if text:
            everything = Entry(
                "search",
                self.tr("Search mail for “{text}”").format(text=text),
                "",
                "",
                lambda: self.search_requested.emit(text),
            )
            entries = [*entries, *self._messages, everything]
        self._model.show_entries(entries)
        if entries:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._place()
        count = len(self._messages)
        found = self.tr("%n message(s) found", "", count)
        if count == AT_MOST_MESSAGES:
            found = self.tr("The %n most recent messages; the last line shows all", "", count)
        self._foot.setText(
            found if text else self.tr("from:, to: and subject: search one field · “quotes” search a phrase")
        )
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, self._foot.text()))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self._model.entries[index.row()]
            self.close_palette()
            entry.chosen()

    @Slot()
    def close_palette(self) -> None:
        """Go away; the focus returns to where it was."""
        self._generation += 1
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_when_left)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.close_palette()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentIndex())
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if key in steps and self._model.entries:
                row = min(max(self._list.currentIndex().row() + steps[Qt.Key(key)], 0), len(self._model.entries) - 1)
                self._list.setCurrentIndex(self._model.index(row, 0))
                entry = self._model.entries[row]
                QAccessible.updateAccessibility(
                    QAccessibleAnnouncementEvent(self._field, f"{entry.title}, {row + 1}/{len(self._model.entries)}")
                )
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _close_when_left(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self.close_palette()


def _search_all(search_connection: Connection, store_connection: Connection, text: str, limit: int) -> list[MessageRow]:
    return search(search_connection, store_connection, text, collections=None, limit=limit)
