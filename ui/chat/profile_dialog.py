"""How others see the person in chat: name and picture."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sync.model.faults import Fault
from sync.model.ids import AccountId
from sync.model.profile import ChangeProfile
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from ui.chat.faces import Faces
from ui.chat.intents import Intents
from ui.chat.picture_field import PictureField
from ui.chat.room_dialogs import Dialog
from ui.common.forms import Field, Note
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async, slot_owed
from ui.link import Link

_SECONDS = 30


class ProfileDialog(Dialog):
    """Asks how it is now, and puts what is different into the outbox."""

    def __init__(self, link: Link, intents: Intents, faces: Faces, account: int, parent: QWidget) -> None:
        super().__init__(self.tr("My name and picture"), self.tr("Keep"), parent)
        self._link, self._intents, self._account = link, intents, account
        self._was = ""
        self._me = read_chat.own_name(link.reader(), AccountId(account))
        self.name = QLineEdit(self)
        self.name.setMaxLength(200)
        self.picture = PictureField(faces, account, self)
        self._note = Note("", "warning", self)
        self.column.addWidget(label(self._me, "soft", self))
        self.column.addWidget(Field(self.tr("Name that others see"), self.name, "", self))
        self.column.addWidget(self.picture)
        self.column.addWidget(self._note)
        self.name.textChanged.connect(self._look)
        self.picture.changed.connect(self._look)
        self._look()

    @slot_async
    async def read(self) -> None:
        """Ask the server how it is."""
        try:
            known = await self._link.ask_for(m.OwnChatProfile(self._account), m.ChatProfileAnswer, _SECONDS)
        except Fault as fault:
            self._note.say(str(sentence(fault)), "warning")
            return
        self._was = known.name
        if not self.name.isModified():
            self.name.setText(known.name)
        self.picture.show_picture(known.picture, known.name, self._me)

    @property
    def _differs(self) -> tuple[bool, bool]:
        name = self.name.text().strip()
        return bool(name) and name != self._was, self.picture.picture is not None or self.picture.bare

    @Slot()
    def _look(self) -> None:
        self.go.setEnabled(any(self._differs))

    @Slot()
    def finish(self) -> None:
        """Keep what is different."""
        self._keep()

    @slot_owed
    async def _keep(self) -> None:
        named, _ = self._differs
        upload = await self.picture.upload(self._link)
        name = self.name.text().strip() if named else None
        self._intents.intend(self._account, ChangeProfile(name, upload, self.picture.bare))
        self.accept()
