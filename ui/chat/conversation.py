"""One room: its name, its timeline, the field to write in or why one cannot write, and what stands beside the timeline."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.chat import Membership, Permission, PostKind, RoomKind
from sync.store.chat_rows import RoomRow
from ui import theme
from ui.chat.composer import Composer
from ui.chat.faces import Faces
from ui.chat.people_panel import PeoplePanel
from ui.chat.pictures import Pictures
from ui.chat.presence import PresenceWatch, presence_words
from ui.chat.search_panel import PinsPanel, SearchPanel
from ui.chat.thread_panel import ThreadPanel
from ui.chat.timeline_model import TimelineModel
from ui.chat.timeline_view import TimelineView
from ui.common.avatars import Avatar
from ui.common.drive_picker import drives_of
from ui.common.forms import tool
from ui.common.labels import ElidedLabel, label, line
from ui.link import Link


class Conversation(QWidget):
    """The room that is shown. What the person wants is told by signals."""

    joining_wanted = Signal()
    leaving_wanted = Signal()
    sorting_wanted = Signal(object, object, object)
    """Favourite, low priority, muted (None: as it is)."""
    naming_wanted = Signal()
    invitation_wanted = Signal()
    end_wanted = Signal()
    files_given = Signal(list)

    def __init__(self, link: Link, model: TimelineModel, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.room: RoomRow | None = None
        self._other = ""
        """Who the conversation is with, where it is with one person."""
        self.own = ""
        """The user's id in this account."""
        self.setAcceptDrops(True)
        self._faces = faces
        self._avatar = Avatar(32, self)
        self._avatar.draw = self._paint_face
        faces.arrived.connect(self._avatar.update)
        self.presence = PresenceWatch(link, self)
        self.presence.known_changed.connect(self._say_about)
        self._name = ElidedLabel("", self, role="title")
        self._about = ElidedLabel("", self, role="soft")
        self._lock = QLabel(self)
        self.pictures = Pictures(link, self)
        self.view = TimelineView(model, self)
        self.view.use_pictures(self.pictures, faces)
        self.composer = Composer(self)
        self.composer.has_drives = lambda: bool(drives_of(link))
        self.composer.last_wanted.connect(self._edit_last)
        self.people = PeoplePanel(link, faces, self.presence, self)
        self.search = SearchPanel(link, self)
        self.pins = PinsPanel(link, self)
        self.aside = ThreadPanel(link, self.pictures, faces, self)
        self._typing = label("", "faint", self)
        self._typing.setContentsMargins(theme.px(62), 0, 0, 0)
        self._end = QPushButton(self.tr("Newest messages"), self.view)
        theme.set_icon(self._end, "arrow-down", "accent_ink")
        self._end.clicked.connect(self.end_wanted)
        self._end.hide()
        self._closed = label("", "soft", self, wrap=True)
        self._closed.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(16))
        self._invitation = self._make_invitation()
        self._buttons = {
            "search": tool("search", self.tr("Search in this room"), partial(self.turn_side, "search"), self),
            "pins": tool("pin", self.tr("Pinned messages"), partial(self.turn_side, "pins"), self),
            "people": tool("users", self.tr("People in this room"), partial(self.turn_side, "people"), self),
        }
        self._more = tool("ellipsis-vertical", self.tr("More about this room"), self._show_more, self)
        self._lay_out()
        self.view.end_seen.connect(self._show_end)
        theme.changes().theme_changed.connect(self._draw_lock)

    def _make_invitation(self) -> QWidget:
        made = QWidget(self)
        self._invites = label("", "", made, wrap=True)
        join = QPushButton(self.tr("Join"), made)
        join.setProperty("kind", "primary")
        join.clicked.connect(self.joining_wanted)
        decline = QPushButton(self.tr("Decline"), made)
        decline.clicked.connect(self.leaving_wanted)
        row = QHBoxLayout(made)
        row.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(16))
        row.addWidget(self._invites, 1)
        row.addWidget(decline)
        row.addWidget(join)
        return made

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        head.setSpacing(theme.px(6))
        head.addWidget(self._avatar)
        head.addSpacing(theme.px(4))
        head.addLayout(names, 1)
        head.addWidget(self._lock)
        for tool_button in (*self._buttons.values(), self._more):
            head.addWidget(tool_button)
        talk = QWidget(self)
        middle = QVBoxLayout(talk)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        for part in (self._typing, self._invitation, self._closed, self.composer):
            middle.addWidget(part)
        self._side = QWidget(self)
        self._side_name = ElidedLabel("", self._side, role="strong")
        self._panels = QStackedWidget(self._side)
        panels: tuple[QWidget, ...] = (self.people, self.search, self.pins, self.aside)
        for panel in panels:
            self._panels.addWidget(panel)
        over = QHBoxLayout()
        over.setContentsMargins(theme.px(14), theme.px(8), theme.px(6), theme.px(4))
        over.addWidget(self._side_name, 1)
        over.addWidget(tool("x", self.tr("Close the panel"), self.close_side, self._side))
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addLayout(over)
        side.addWidget(self._panels, 1)
        self._side.setMinimumWidth(theme.px(260))
        self._side.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(talk)
        splitter.addWidget(self._side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([theme.px(700), theme.px(330)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line(self))
        column.addWidget(splitter, 1)

    def show_room(self, room: RoomRow) -> None:
        """Show what a room is called, and what may be done in it."""
        new = self.room is None or self.room.id != room.id
        self.room = room
        self.view.delegate.layout.me = self.own
        self.view.delegate.account = room.account
        self._avatar.set_person(room.name, room.remote_id)
        self._name.set_whole_text(room.name)
        if new:
            self._watch_other(room)
        self._say_about()
        invited = room.membership is Membership.INVITED
        may_post = Permission.POST in room.permitted
        self._invites.setText(self.tr("{who} invites you to this room.").format(who=room.inviter))
        self._closed.setText(self.tr("You may read this room, and not write in it."))
        self._invitation.setVisible(invited)
        self._closed.setVisible(not invited and not may_post)
        self.composer.setVisible(not invited and may_post)
        for part in (*self._buttons.values(), self._more):
            part.setVisible(not invited)
        if new:
            self.show_typing([])
            if self._panels.currentWidget() is self.aside:
                self.close_side()
        self._fill_side()
        self._draw_lock()

    def _watch_other(self, room: RoomRow) -> None:
        """Ask whether the other one of a conversation between two is there."""
        two = room.kind is RoomKind.PEOPLE and room.people <= 2
        others = [one.person for one in self.people.of_room(room) if one.person != self.own] if two else []
        self._other = others[0] if len(others) == 1 else ""
        self.presence.watch("head", room.account, [self._other] if self._other else [])

    @Slot()
    def _say_about(self) -> None:
        room = self.room
        if room is None:
            return
        people = self.tr("%n people", "", room.people)
        if self._other:
            people = presence_words(self.presence.of(self._other)) or people
        self._about.set_whole_text(" · ".join(part for part in (people, room.topic) if part))

    def _paint_face(self, painter: QPainter, rect: QRectF, name: str, who: str) -> None:
        if self.room is not None:
            self._faces.paint(painter, rect, self.room.account, self.room.avatar, name, who)

    def show_typing(self, people: list[str]) -> None:
        """Say who is writing."""
        text = ""
        if len(people) == 1:
            text = self.tr("{who} is writing…").format(who=people[0])
        elif people:
            text = self.tr("{who} are writing…").format(who=", ".join(people[:3]))
        self._typing.setText(text)

    # --- beside the timeline

    def turn_side(self, name: str) -> None:
        """Show a panel beside the timeline, or close it where it is shown already."""
        panels: dict[str, QWidget] = {
            "people": self.people, "search": self.search, "pins": self.pins, "thread": self.aside,
        }  # fmt: skip
        panel = panels[name]
        if not self._side.isHidden() and self._panels.currentWidget() is panel and name != "thread":
            self.close_side()
            return
        self._panels.setCurrentWidget(panel)
        self._side_name.set_whole_text(
            {
                "people": self.tr("People"), "search": self.tr("Search"), "pins": self.tr("Pinned messages"),
                "thread": self.tr("Thread"),
            }[name]
        )  # fmt: skip
        self._side.show()
        self._fill_side()
        panel.setFocus()

    @Slot()
    def close_side(self) -> None:
        """Show the timeline alone."""
        self._side.hide()

    def _fill_side(self) -> None:
        room = self.room
        if room is None or self._side.isHidden():
            return
        match self._panels.currentWidget():
            case self.people:
                self.people.show_room(room, self.own)
            case self.search:
                self.search.show_room(room)
            case self.pins:
                self.pins.show_room(room)

    # --- the head

    @Slot()
    def _draw_lock(self) -> None:
        encrypted = self.room is not None and self.room.encrypted
        says = self.tr("Encrypted end to end") if encrypted else self.tr("Not encrypted")
        self._lock.setPixmap(
            theme.pixmap("lock" if encrypted else "lock-open", "success" if encrypted else "text_faint", theme.px(16))
        )
        self._lock.setToolTip(says)
        self._lock.setAccessibleName(says)

    @Slot()
    def _show_more(self) -> None:
        menu = self.more_menu()
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.deleteLater()

    def more_menu(self) -> QMenu:
        """Return what can be done with the room."""
        menu = QMenu(self)
        room = self.room
        if room is None:
            return menu
        for text, icon, now, place in (
            (self.tr("Favourite"), "star", room.favourite, 0),
            (self.tr("Low priority"), "arrow-down", room.low_priority, 1),
            (self.tr("Muted"), "bell-off", room.muted, 2),
        ):
            wanted: list[bool | None] = [None, None, None]
            wanted[place] = not now
            action = menu.addAction(theme.icon(icon), text, partial(self.sorting_wanted.emit, *wanted))
            action.setCheckable(True)
            action.setChecked(now)
        menu.addSeparator()
        if room.permitted & {Permission.RENAME, Permission.SET_PICTURE}:
            menu.addAction(theme.icon("pencil"), self.tr("Name, topic and picture…"), self.naming_wanted.emit)
        if Permission.INVITE in room.permitted:
            menu.addAction(theme.icon("plus"), self.tr("Invite somebody…"), self.invitation_wanted.emit)
        menu.addSeparator()
        menu.addMenu(self._leaving_menu(menu))
        return menu

    def _leaving_menu(self, parent: QMenu) -> QMenu:
        made = QMenu(self.tr("Leave…"), parent)
        made.addAction(self.tr("Leave this room"), self.leaving_wanted.emit)
        return made

    # --- the timeline

    @Slot()
    def _edit_last(self) -> None:
        own = next(
            (shown.row for shown in reversed(self._model.rows) if self.is_own(shown.row.sender) and shown.row.remote_id), None
        )
        if own is not None and own.kind is PostKind.TEXT:
            self.composer.edit(own)

    def is_own(self, sender: str) -> bool:
        """Whether the user wrote a post of that sender."""
        return sender in ("", self.own)

    @Slot(bool)
    def _show_end(self, seen: bool) -> None:
        self._end.setVisible(not seen and bool(self._model.rows))
        self._end.adjustSize()
        corner = self.view.viewport().rect().bottomRight()
        self._end.move(corner - QPoint(self._end.width() + theme.px(16), self._end.height() + theme.px(12)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.composer.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
            event.acceptProposedAction()
