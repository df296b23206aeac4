"""The view of a timeline: sticks to the newest post, keeps its place whatever comes or goes, and asks for more at its ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from sync.model.chat import PostKind
from sync.model.ids import RemoteId
from sync.store.chat_rows import PostRow
from ui import theme
from ui.chat.faces import Faces
from ui.chat.pictures import Pictures
from ui.chat.timeline_delegate import TimelineDelegate
from ui.chat.timeline_model import Shown, TimelineModel
from ui.common.scrolling import Scrolled

_NEAR = 400
"""Pixels from an end at which more posts are asked for."""


class TimelineView(Scrolled, QListView):
    """Posts of the room that is shown."""

    older_wanted = Signal()
    newer_wanted = Signal()
    menu_wanted = Signal(object, object)
    """`PostRow`, and where the menu has to stand."""
    part_chosen = Signal(object, str, str)
    """`Shown`, the part of it that was clicked on (as the delegate's `under` names it), and which."""
    end_seen = Signal(bool)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover_ground()
        self._timeline = model
        self.delegate = TimelineDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Messages"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.verticalScrollBar().valueChanged.connect(self._look)
        self._sticks = True
        self._anchor: tuple[tuple[int, str], int] | None = None
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._stick)
        self._near = QTimer(self, singleShot=True, interval=0)
        """More is asked for once scrolling has been done, never in the middle of it."""
        self._near.timeout.connect(self._ask_for_more)
        model.modelReset.connect(self._begin)
        model.changing.connect(self._remember)
        model.changed.connect(self._restore)
        theme.changes().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def use_pictures(self, pictures: Pictures, faces: Faces) -> None:
        """Draw pictures of posts and people from there."""
        self.delegate.pictures, self.delegate.faces = pictures, faces
        for shelf in (pictures, faces):
            shelf.arrived.connect(lambda _: self.viewport().update())

    @property
    def at_end(self) -> bool:
        """Whether the newest post can be seen."""
        bar = self.verticalScrollBar()
        return self._timeline.live and bar.value() >= bar.maximum() - theme.px(8)

    def chosen(self) -> PostRow | None:
        """Return the post that is chosen."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole).row if index.isValid() else None

    def show_post(self, name: RemoteId) -> bool:
        """Scroll to a post of the stretch and choose it; return whether it is there."""
        index = self._timeline.place_of(name)
        if index.isValid():
            self._sticks = False
            self._settle.stop()
            self.doItemsLayout()
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        return index.isValid()

    def show_row(self, row: int) -> None:
        """Scroll so that a row stands at the top."""
        self._sticks = False
        self._settle.stop()
        self.doItemsLayout()
        self.scrollTo(self._timeline.index(row), QListView.ScrollHint.PositionAtTop)

    # --- keeping the place

    @Slot()
    def _begin(self) -> None:
        self._sticks = self._timeline.live
        self._anchor = None
        self._settle.start()

    @Slot()
    def _remember(self) -> None:
        """Remember a post that is seen, and where it stands: the second one, as the first may lose its day or name."""
        self._anchor = None
        if self._sticks:
            return
        index = self.indexAt(QPoint(theme.px(80), 1))
        if index.isValid():
            index = index.siblingAtRow(min(index.row() + 1, len(self._timeline.rows) - 1))
            row = self._timeline.rows[index.row()].row
            self._anchor = (int(row.id), row.operation), self.visualRect(index).top()

    @Slot()
    def _restore(self) -> None:
        """Let the remembered post stand where it stood."""
        if self._sticks:
            self._settle.start()
            return
        if self._anchor is None:
            return
        wanted, top = self._anchor
        self.doItemsLayout()
        for place, shown in enumerate(self._timeline.rows):
            if (int(shown.row.id), shown.row.operation) == wanted:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(self._timeline.index(place)).top() - top)
                return

    @Slot()
    def _stick(self) -> None:
        if self._sticks:
            self.scrollToBottom()
        self.end_seen.emit(self.at_end)

    @Slot(int)
    def _look(self, value: int) -> None:
        self._sticks = self.at_end
        self.end_seen.emit(self._sticks)
        self._near.start()

    @Slot()
    def _ask_for_more(self) -> None:
        if not self._timeline.rows:
            return
        near, value = theme.px(_NEAR), self.verticalScrollBar().value()
        if value < near and not self._sticks:
            self.older_wanted.emit()
        elif value > self.verticalScrollBar().maximum() - near and not self._timeline.live:
            self.newer_wanted.emit()

    # --- the mouse and the keyboard

    def _under(self, place: QPoint) -> tuple[Shown | None, str, str]:
        index = self.indexAt(place)
        if not index.isValid():
            return None, "", ""
        shown: Shown = index.data(Qt.ItemDataRole.UserRole)
        return shown, *self.delegate.under(shown, place - self.visualRect(index).topLeft())

    def _tip(self, shown: Shown | None, part: str, which: str) -> str:
        if part == "link" and not which.startswith("mention:"):
            return which
        if part == "media" and shown is not None and shown.row.kind in (PostKind.AUDIO, PostKind.VIDEO):
            return self.tr("Opens in the player of your computer")
        return ""

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        self.menu_wanted.emit(index.data(Qt.ItemDataRole.UserRole).row, place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self._open_menu(index, event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            shown, part, which = self._under(event.position().toPoint())
            if shown is not None and part:
                self.part_chosen.emit(shown, part, which)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        shown, part, which = self._under(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(self._tip(shown, part, which))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.currentIndex()
        if event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen.isValid():
            self._open_menu(chosen, self.viewport().mapToGlobal(self.visualRect(chosen).center()))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._remember()
        self.delegate.layout.width = self.viewport().width()
        super().resizeEvent(event)
        self.doItemsLayout()
        self._restore()
