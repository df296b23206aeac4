"""Making a room, finding one to join, and inviting people."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sync.model.chat import CreateRoom, InvitePerson, JoinRoom
from sync.model.faults import Fault
from sync.rpc import messages as m
from sync.store.chat_rows import RoomRow
from ui import theme
from ui.chat.intents import Intents
from ui.common.forms import Field, Note, button, buttons_row
from ui.common.labels import label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.link import Link

_PAUSE = 250
_ASK_SECONDS = 30


class Dialog(QDialog):
    """A dialog with a title, fields, and two buttons."""

    def __init__(self, title: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(480))
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(label(title, "title", self))
        self.go = button(action, self.finish, kind="primary", parent=self)
        self.go.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        whole.setSpacing(theme.px(12))
        whole.addLayout(self.column, 1)
        whole.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self.go))

    @Slot()
    def finish(self) -> None:
        """Do what the dialog is for."""
        self.accept()


class PeopleSearch(QWidget):
    """A field that finds people on the server, and those chosen so far. A whole id can be typed as well."""

    chosen_changed = Signal()

    def __init__(self, link: Link, account: int, parent: QWidget, *, single: bool = False) -> None:
        super().__init__(parent)
        self._link, self._account, self._single = link, account, single
        self.people: list[str] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Name, or @person:server"))
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("People found"))
        self.found.setMaximumHeight(theme.px(160))
        self._chosen = label("", "soft", self, wrap=True)
        self._fault = Note("", "warning", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._pause.start)
        self.field.returnPressed.connect(self._take_typed)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field(self.tr("People"), self.field, "", self))
        column.addWidget(self.found)
        column.addWidget(self._fault)
        column.addWidget(self._chosen)

    @slot_async
    async def _search(self) -> None:
        text = self.field.text().strip()
        if len(text) < 2:
            self.found.clear()
            return
        try:
            answer = await self._link.ask_for(m.FindPeople(self._account, text), m.PeopleFound, _ASK_SECONDS)
        except Fault as fault:
            self._fault.say(str(sentence(fault)), "warning")
            return
        self._fault.say("")
        if text != self.field.text().strip():
            return
        self.found.clear()
        for person, name in answer.people:
            item = QListWidgetItem(f"{name}  ·  {person}" if name else person)
            item.setData(Qt.ItemDataRole.UserRole, person)
            self.found.addItem(item)

    @Slot()
    def _take_typed(self) -> None:
        text = self.field.text().strip()
        if text.startswith("@") and ":" in text:
            self.choose(text)
        elif self.found.count():
            self._take(self.found.item(0))

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        self.choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def choose(self, person: str) -> None:
        """Add somebody to those chosen."""
        if self._single:
            self.people = [person]
        elif person not in self.people:
            self.people.append(person)
        self.field.clear()
        self.found.clear()
        self._chosen.setText(self.tr("Chosen: {people}").format(people=", ".join(self.people)))
        self.chosen_changed.emit()


class NewRoomDialog(Dialog):
    """A conversation with people, or a room with a name."""

    def __init__(self, link: Link, intents: Intents, account: int, parent: QWidget) -> None:
        super().__init__(self.tr("New conversation"), self.tr("Create"), parent)
        self._intents, self._account = intents, account
        self.direct = QRadioButton(self.tr("With a person"), self)
        self.private = QRadioButton(self.tr("A private room, by invitation"), self)
        self.listed = QRadioButton(self.tr("A room that everybody on the server may find (not encrypted)"), self)
        self.direct.setChecked(True)
        self.name, self.topic = QLineEdit(self), QLineEdit(self)
        self._name = Field(self.tr("Name of the room"), self.name, "", self)
        self._topic = Field(self.tr("Topic"), self.topic, "", self)
        self.encrypted = QCheckBox(self.tr("Encrypted end to end"), self)
        self.encrypted.setChecked(True)
        self.people = PeopleSearch(link, account, self)
        for part in (self.direct, self.private, self.listed, self._name, self._topic, self.encrypted, self.people):
            self.column.addWidget(part)
        self.column.addStretch(1)
        for way in (self.direct, self.private, self.listed):
            way.toggled.connect(self._show_fields)
        self.name.textChanged.connect(self._show_fields)
        self.people.chosen_changed.connect(self._show_fields)
        self._show_fields()

    @Slot()
    def _show_fields(self) -> None:
        direct = self.direct.isChecked()
        for part in (self._name, self._topic):
            part.setVisible(not direct)
        self.encrypted.setVisible(self.private.isChecked())
        self.go.setEnabled(bool(self.people.people) if direct else bool(self.name.text().strip()))

    @Slot()
    def finish(self) -> None:
        """Make it."""
        direct = self.direct.isChecked()
        intention = CreateRoom(
            "" if direct else self.name.text().strip(),
            tuple(self.people.people),
            "" if direct else self.topic.text().strip(),
            direct,
            encrypted=direct or (self.private.isChecked() and self.encrypted.isChecked()),
            listed=self.listed.isChecked(),
        )
        self._intents.intend(self._account, intention)
        self.accept()


class InviteDialog(Dialog):
    """Invites people to a room."""

    def __init__(self, link: Link, intents: Intents, room: RoomRow, parent: QWidget) -> None:
        super().__init__(self.tr("Invite to {room}").format(room=room.name), self.tr("Invite"), parent)
        self._intents, self._room = intents, room
        self.people = PeopleSearch(link, room.account, self)
        self.people.chosen_changed.connect(lambda: self.go.setEnabled(bool(self.people.people)))
        self.column.addWidget(self.people)
        self.go.setEnabled(False)

    @Slot()
    def finish(self) -> None:
        """Invite them."""
        for person in self.people.people:
            self._intents.intend(self._room.account, InvitePerson(self._room.id, person))
        self.accept()


class DirectoryDialog(Dialog):
    """Rooms of the server that may be joined; any other by its address."""

    def __init__(self, link: Link, intents: Intents, account: int, parent: QWidget) -> None:
        super().__init__(self.tr("Find a room"), self.tr("Join"), parent)
        self._link, self._intents, self._account = link, intents, account
        self.resize(theme.px(560), theme.px(520))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Words of its name or topic, or #address:server"))
        self.field.setAccessibleName(self.tr("Room to find"))
        self.server = QLineEdit(self)
        self.server.setPlaceholderText(self.tr("Another server (optional)"))
        self.server.setAccessibleName(self.tr("Another server (optional)"))
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("Rooms found"))
        self.found.setWordWrap(True)
        self._note = Note("", "warning", self)
        for part in (self.field, self.server, self._note, self.found):
            self.column.addWidget(part, 1 if part is self.found else 0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.search)
        self.field.textChanged.connect(self._pause.start)
        self.server.textChanged.connect(self._pause.start)
        self.found.currentItemChanged.connect(self._may_join)
        self.found.itemActivated.connect(self.finish)
        self.field.textChanged.connect(self._may_join)
        self._may_join()
        self.search()

    @property
    def address(self) -> str:
        """The room that would be joined."""
        typed = self.field.text().strip()
        if typed.startswith(("#", "!")) and ":" in typed:
            return typed
        item = self.found.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if self.found.count() else ""

    @Slot()
    def _may_join(self) -> None:
        self.go.setEnabled(bool(self.address))

    @slot_async
    async def search(self) -> None:
        """Ask the server."""
        text, server = self.field.text().strip(), self.server.text().strip()
        if text.startswith(("#", "!")):
            return
        try:
            answer = await self._link.ask_for(m.FindRooms(self._account, text, server), m.RoomsFound, _ASK_SECONDS)
        except Fault as fault:
            self._note.say(str(sentence(fault)), "warning")
            return
        if text != self.field.text().strip():
            return
        self._note.say("" if answer.rooms else self.tr("No room was found."), "accent")
        self.found.clear()
        for one in answer.rooms:
            people = self.tr("%n people", "", one.people)
            item = QListWidgetItem(f"{one.name} · {people}" + (f"\n{one.topic}" if one.topic else ""))
            item.setData(Qt.ItemDataRole.UserRole, one.address)
            item.setToolTip(one.address)
            self.found.addItem(item)

    @Slot()
    def finish(self) -> None:
        """Join it."""
        if self.address:
            self._intents.intend(self._account, JoinRoom(None, self.address))
            self.accept()
