"""What a room is called, is about, and looks like."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sync.model.chat import ChangeRoom, Permission
from sync.store.chat_rows import RoomRow
from ui.chat.faces import Faces
from ui.chat.intents import Intents
from ui.chat.picture_field import PictureField
from ui.chat.room_dialogs import Dialog
from ui.common.forms import Field
from ui.common.slots import slot_owed
from ui.link import Link


class NameDialog(Dialog):
    """Another name, topic or picture, as far as the user may change them."""

    def __init__(self, link: Link, intents: Intents, faces: Faces, room: RoomRow, parent: QWidget) -> None:
        super().__init__(self.tr("Name, topic and picture"), self.tr("Keep"), parent)
        self._link, self._intents, self._room = link, intents, room
        self.name, self.topic = QLineEdit(room.name, self), QLineEdit(room.topic, self)
        self.picture = PictureField(faces, room.account, self)
        self.picture.show_picture(room.avatar, room.name, room.remote_id)
        self.column.addWidget(Field(self.tr("Name of the room"), self.name, "", self))
        self.column.addWidget(Field(self.tr("Topic"), self.topic, "", self))
        self.column.addWidget(self.picture)
        for part in (self.name, self.topic):
            part.setEnabled(Permission.RENAME in room.permitted)
        self.picture.setVisible(Permission.SET_PICTURE in room.permitted)

    @Slot()
    def finish(self) -> None:
        """Keep what is different."""
        self._keep()

    @slot_owed
    async def _keep(self) -> None:
        name, topic = self.name.text().strip(), self.topic.text().strip()
        changed = ChangeRoom(
            self._room.id,
            name if name != self._room.name else None,
            topic if topic != self._room.topic else None,
            picture=await self.picture.upload(self._link),
            bare=self.picture.bare,
        )
        if changed != ChangeRoom(self._room.id):
            self._intents.intend(self._room.account, changed)
        self.accept()
