"""A thread beside the timeline: the post that began it, its answers, and a field of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sync.model.ids import ItemId, RemoteId
from sync.store.chat_rows import RoomRow
from ui.chat.composer import Composer, Written
from ui.chat.faces import Faces
from ui.chat.pictures import Pictures
from ui.chat.timeline_model import TimelineModel
from ui.chat.timeline_view import TimelineView
from ui.common.drive_picker import drives_of
from ui.link import Link


class ThreadPanel(QWidget):
    """`post_written(Written, root)`."""

    post_written = Signal(object, object)
    menu_wanted = Signal(object, object)
    part_chosen = Signal(object, str, str)

    def __init__(self, link: Link, pictures: Pictures, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.room: RoomRow | None = None
        self.root: ItemId | None = None
        self.model = TimelineModel(self)
        self.view = TimelineView(self.model, self)
        self.view.setAccessibleName(self.tr("Messages of the thread"))
        self.view.use_pictures(pictures, faces)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.part_chosen.connect(self.part_chosen)
        self.composer = Composer(self)
        self.composer.has_drives = lambda: bool(drives_of(link))
        self.composer.poll.hide()  # a poll asks the whole room
        self.composer.field.setPlaceholderText(self.tr("Answer in the thread"))
        self.composer.post_written.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.composer)

    def show_thread(self, room: RoomRow, root: ItemId, name: RemoteId, me: str) -> None:
        """Show a thread by the post that began it."""
        self.room, self.root = room, root
        self.view.delegate.account = room.account
        self.model.me = self.view.delegate.layout.me = me
        self.model.show_thread(self._link.reader(), room.id, name)

    def refresh(self) -> None:
        """Read the thread again."""
        if self.model.root:
            self.model.refresh(self._link.reader())

    @Slot(object)
    def _say(self, written: Written) -> None:
        self.post_written.emit(written, self.root)
