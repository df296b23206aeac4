"""A quick answer from a notification: what was said, a field, and the way to the whole conversation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sync.model.chat import Permission
from sync.model.ids import RoomId
from sync.store.chat_rows import RoomRow
from sync.store.read import chat as read_chat
from ui import theme
from ui.chat import words
from ui.chat.composer import PostField, Written
from ui.chat.intents import Intents
from ui.chat.markup import formatted
from ui.common.forms import button, buttons_row
from ui.common.labels import label
from ui.link import Link

_SHOWN = 3


class QuickReply(QDialog):
    """Over all windows, until it is answered or closed. `whole_wanted(RoomId)`: the person wants the conversation itself."""

    whole_wanted = Signal(object)

    def __init__(self, link: Link, intents: Intents, room: RoomRow, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(room.name)
        self.setMinimumWidth(theme.px(420))
        self._intents, self._room = intents, room
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        column.setSpacing(theme.px(8))
        column.addWidget(label(room.name, "title", self))
        said = read_chat.timeline(link.reader(), room.id, limit=_SHOWN)
        self._last = said[-1] if said else None
        for row in said:
            column.addWidget(label(words.person(row), "strong", self))
            column.addWidget(label(words.body(row)[:400], "", self, wrap=True))
        self.field = PostField(self)
        self.field.setPlaceholderText(self.tr("Answer in {room}").format(room=room.name))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.sent.connect(self.send)
        self.field.given_up.connect(self.close)
        self.field.setVisible(Permission.POST in room.permitted)
        column.addWidget(self.field)
        column.addLayout(
            buttons_row(
                button(self.tr("Open the conversation"), self._open, parent=self),
                None,
                button(self.tr("Send"), self.send, kind="primary", parent=self),
            )
        )
        self.field.setFocus()

    @Slot()
    def send(self) -> None:
        """Say it, and go."""
        text = self.field.toPlainText().strip()
        if text:
            html, _ = formatted(text, {})
            self._intents.say(self._room, Written(text, html), None)
            if self._last is not None:
                self._intents.mark_read(self._room, self._last)
            self.close()

    @Slot()
    def _open(self) -> None:
        self.whole_wanted.emit(RoomId(self._room.id))
        self.close()
