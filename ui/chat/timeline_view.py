"""The view of a timeline: sticks to the newest post, keeps its place when older ones come, and asks for those at its top."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from sync.store.chat_rows import PostRow
from ui import theme
from ui.chat.timeline_delegate import TimelineDelegate
from ui.chat.timeline_model import TimelineModel

_NEAR = 300
"""Pixels from the top at which older posts are asked for."""


class TimelineView(QListView):
    """Posts of the room that is shown."""

    older_wanted = Signal()
    menu_wanted = Signal(object, object)
    """`PostRow`, and where the menu has to stand."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = model
        self._delegate = TimelineDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Messages"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.verticalScrollBar().valueChanged.connect(self._look)
        self._sticks = True
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._stick)
        model.modelReset.connect(self._begin)
        model.rowsInserted.connect(self._grew)
        model.dataChanged.connect(self._settle.start)
        model.grown.connect(self._keep_place)
        theme.changes().theme_changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def at_end(self) -> bool:
        """Whether the newest post can be seen."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - theme.px(8)

    def chosen(self) -> PostRow | None:
        """Return the post that is chosen."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole).row if index.isValid() else None

    @Slot()
    def _begin(self) -> None:
        self._sticks = True
        self._settle.start()

    @Slot()
    def _grew(self) -> None:
        if self._sticks:
            self._settle.start()

    @Slot()
    def _stick(self) -> None:
        if self._sticks:
            self.scrollToBottom()

    @Slot(int)
    def _keep_place(self, count: int) -> None:
        """Older posts came on top: what was seen stays where it is."""
        if count <= 0:
            return
        added = sum(self._delegate.height(shown) for shown in self._timeline.rows[:count])
        bar = self.verticalScrollBar()
        value = bar.value()
        self.doItemsLayout()
        bar.setValue(value + added)

    @Slot(int)
    def _look(self, value: int) -> None:
        self._sticks = self.at_end
        if value < theme.px(_NEAR) and self._timeline.rows and not self._sticks:
            self.older_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(index.data(Qt.ItemDataRole.UserRole).row, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.currentIndex()
        if event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(chosen).center())
            self.menu_wanted.emit(chosen.data(Qt.ItemDataRole.UserRole).row, place)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.width = self.viewport().width()
        sticks = self._sticks
        super().resizeEvent(event)
        self.doItemsLayout()
        if sticks:
            self._settle.start()
