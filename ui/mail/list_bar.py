"""What stands over the message list: its name and count, the search field, sorting and filters."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from sync.store.read.messages import Only, Order
from ui import theme
from ui.common import dates
from ui.common.labels import ElidedLabel, label, line
from ui.mail.quick_filter import QuickFilter
from ui.mail.search_bar import SearchBar


class ListBar(QWidget):
    """Tells what is wished; knows nothing of messages."""

    search_wanted = Signal(str)
    """Search for this; empty: end the search."""
    view_wanted = Signal(object, object)
    """Another `Order` or `Only`."""
    threads_wanted = Signal(bool)
    """List conversations, or every message by itself."""
    compose_wanted = Signal()
    folders_wanted = Signal()
    """Show or hide the folder column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order, self.only = Order.DATE, Only.ALL
        self._folders = self._button("panel-left", self.tr("Show or hide the folders"))
        self._folders.clicked.connect(self.folders_wanted)
        self._title = ElidedLabel("", self, role="title")
        self._count = label("", "faint", self)
        self._sort = self._button("list-filter", self.tr("Sort and group"))
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setMenu(self._build_menu())
        compose = self._button("square-pen", self.tr("New message (Ctrl+N)"))
        theme.set_icon(compose, "square-pen", "accent_ink")
        compose.clicked.connect(self.compose_wanted)
        self.searching = SearchBar(self)
        self.search = self.searching.field
        self.searching.search_wanted.connect(self.search_wanted)
        self.filter = QuickFilter(self)
        self.filter.only_wanted.connect(self._filtered)
        first = QHBoxLayout()
        first.setSpacing(theme.px(4))
        first.addWidget(self._folders)
        first.addWidget(self._title, 1)
        first.addWidget(self._count)
        first.addWidget(self._sort)
        first.addWidget(compose)
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addLayout(first)
        column.addWidget(self.searching)
        column.addWidget(self.filter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(line(self))

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        theme.set_icon(button, icon)
        return button

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addSection(self.tr("Sort"))
        group = QActionGroup(menu)
        for order, name in (
            (Order.DATE, self.tr("By date")),
            (Order.UNREAD, self.tr("Unread first")),
            (Order.FLAG, self.tr("Flagged first")),
            (Order.ATTACHMENT, self.tr("With attachments first")),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(order is Order.DATE)
            action.setData(order)
            group.addAction(action)
        group.triggered.connect(self._sorted)
        menu.addSeparator()
        self._threads = menu.addAction(self.tr("Group into conversations"))
        self._threads.setCheckable(True)
        self._threads.setChecked(True)
        self._threads.triggered.connect(self.threads_wanted)
        return menu

    @Slot(QAction)
    def _sorted(self, action: QAction) -> None:
        self.order = Order(action.data())
        self.view_wanted.emit(self.order, self.only)

    @Slot(object)
    def _filtered(self, only: Only) -> None:
        self.only = only
        self.view_wanted.emit(self.order, self.only)

    def show_threaded(self, threaded: bool) -> None:
        """Say whether conversations are listed."""
        self._threads.setChecked(threaded)

    def show_place(self, name: str) -> None:
        """Say what is listed."""
        self._title.set_whole_text(name)

    def show_count(self, total: int, *, more: bool = False) -> None:
        """Say how many messages are listed; `more` where there are others."""
        self._count.setText(dates.figure(total) + ("+" if more else ""))
        self._count.setAccessibleName(self.tr("%n message(s)", "", total))

    def clear_filters(self) -> None:
        """Show all messages again."""
        self.filter.clear()
