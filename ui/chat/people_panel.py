"""Who is in a room, what is known of each, and what can be done: verify, write to, invite, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from sync.model.chat import Membership, Permission
from sync.model.faults import AuthNeeded, Fault, Offline, Transient
from sync.model.trust import Trust
from sync.rpc import messages as m
from sync.store.chat_rows import PersonRow, RoomRow
from sync.store.read import chat_room as read_room
from ui import theme
from ui.chat.faces import Faces
from ui.chat.person_delegate import PersonDelegate
from ui.chat.presence import PresenceWatch, presence_words
from ui.common.forms import button
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link

_TRUSTED_AT_ONCE = 60
translate = QCoreApplication.translate


class PeoplePanel(QWidget):
    """Beside the timeline. What the person wants is told by signals."""

    verify_wanted = Signal(str)
    accept_wanted = Signal(str)
    talk_wanted = Signal(str)
    call_wanted = Signal(str, str)
    """Name and person."""
    removal_wanted = Signal(str, bool)
    """Person, and whether for good."""
    invitation_wanted = Signal()

    def __init__(self, link: Link, faces: Faces, presence: PresenceWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._presence = presence
        presence.known_changed.connect(self._presence_known)
        self.room: RoomRow | None = None
        self.me = ""
        self._trust: dict[str, str] = {}
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(self.tr("Filter the people"))
        self._filter.setAccessibleName(self.tr("Filter the people"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self.read)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("People in this room"))
        self.list.setMouseTracking(True)
        self._painter = PersonDelegate(faces, presence, self.list)
        self.list.setItemDelegate(self._painter)
        faces.arrived.connect(lambda _: self.list.viewport().update())
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu_at)
        self.list.itemActivated.connect(self._menu_of_item)
        self._invite = button(self.tr("Invite somebody…"), self.invitation_wanted, icon="plus", parent=self)
        self._note = label("", "faint", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        column.setSpacing(theme.px(6))
        for part in (self._filter, self.list, self._note, self._invite):
            column.addWidget(part, 1 if part is self.list else 0)

    def show_room(self, room: RoomRow, me: str) -> None:
        """Show the people of a room: those known at once, then all."""
        new = self.room is None or self.room.id != room.id
        self.room, self.me = room, me
        self._painter.account = room.account
        self._invite.setVisible(Permission.INVITE in room.permitted)
        if new:
            self._trust = {}
            self._filter.clear()
            self.read()
            self._bring()

    def show_again(self) -> None:
        """Ask again who is there and what is known of them."""
        self._bring()

    @slot_async
    async def _bring(self) -> None:
        room = self.room
        if room is None:
            return
        try:
            await self._link.ask(m.BringMembers(room.id), 60)
            self.read()
            if room.encrypted and self.room is room:
                people = [one.person for one in self._people() if one.person != self.me][:_TRUSTED_AT_ONCE]
                answer = await self._link.ask_for(m.TrustIn(room.account, people), m.TrustAnswer, 60)
                self._trust = answer.people
                self.read()
        except (Offline, Transient, AuthNeeded):
            self._note.setText(self.tr("Offline: the people known here."))
        except Fault as fault:
            if fault.kind != "unsupported":
                raise

    def of_room(self, room: RoomRow) -> list[PersonRow]:
        """Return who is known to be in a room."""
        return read_room.people(self._link.reader(), room.id, "", 10)

    def _watch(self) -> None:
        """Ask whether those in the list are there, while it is seen."""
        if self.room is not None:
            shown = [one.person for one in self._people() if one.person != self.me] if self.isVisible() else []
            self._presence.watch("list", self.room.account, shown)

    @Slot()
    def _presence_known(self) -> None:
        if self.isVisible():
            self.read()

    def _people(self) -> list[PersonRow]:
        if self.room is None:
            return []
        return read_room.people(self._link.reader(), self.room.id, self._filter.text().strip())

    @Slot()
    def read(self) -> None:
        """Read the people again."""
        people = self._people()
        self.list.clear()
        for one in people:
            item = QListWidgetItem(one.shown)
            trust = self._trust.get(one.person, "")
            icon, role, said = _TRUST.get(trust, ("", "", ""))
            if icon:
                item.setIcon(theme.icon(icon, role))
            invited = self.tr("invited") if one.membership is Membership.INVITED else ""
            parts = [one.person, invited, presence_words(self._presence.of(one.person)), trust_words(said)]
            item.setToolTip("\n".join(part for part in parts if part))
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in (one.shown, *parts) if part))
            self.list.addItem(item)
        self._note.setText(self.tr("%n people", "", len(people)))
        self._watch()

    @Slot(QPoint)
    def _menu_at(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is not None:
            self._open(item, self.list.viewport().mapToGlobal(place))

    @Slot(QListWidgetItem)
    def _menu_of_item(self, item: QListWidgetItem) -> None:
        self._open(item, self.list.viewport().mapToGlobal(self.list.visualItemRect(item).center()))

    def _open(self, item: QListWidgetItem, place: QPoint) -> None:
        menu = self.menu_of(item.data(Qt.ItemDataRole.UserRole))
        menu.exec(place)
        menu.deleteLater()

    def menu_of(self, one: PersonRow) -> QMenu:
        """Return what can be done with somebody."""
        menu = QMenu(self)
        if one.person == self.me or self.room is None:
            menu.addAction(self.tr("This is you")).setEnabled(False)
            return menu
        menu.addAction(theme.icon("at-sign"), self.tr("Mention"), partial(self.call_wanted.emit, one.shown, one.person))
        menu.addAction(theme.icon("message-square"), self.tr("Write to {who}").format(who=one.shown),
                       partial(self.talk_wanted.emit, one.person))  # fmt: skip
        if self.room.encrypted:
            menu.addAction(theme.icon("shield-check"), self.tr("Verify…"), partial(self.verify_wanted.emit, one.person))
            if self._trust.get(one.person) == Trust.CHANGED.value:
                menu.addAction(
                    theme.icon("shield-alert"), self.tr("Accept the new identity"), partial(self.accept_wanted.emit, one.person)
                )
        if Permission.REMOVE_PEOPLE in self.room.permitted:
            menu.addSeparator()
            menu.addAction(self.tr("Remove from the room"), partial(self.removal_wanted.emit, one.person, False))
            menu.addAction(self.tr("Ban from the room"), partial(self.removal_wanted.emit, one.person, True))
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()


_TRUST = {
    Trust.VERIFIED.value: ("shield-check", "success", "verified"),
    Trust.CHANGED.value: ("shield-alert", "danger", "changed"),
    Trust.UNVERIFIED.value: ("shield", "text_faint", "unverified"),
}


def trust_words(said: str) -> str:
    """Return what is known of somebody in words."""
    return {
        "verified": translate("PeoplePanel", "Verified by you"),
        "changed": translate("PeoplePanel", "The identity has changed"),
        "unverified": translate("PeoplePanel", "Not verified"),
    }.get(said, "")
