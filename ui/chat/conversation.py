"""One room: its name, its timeline, and the field to write in, or why one cannot write."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from sync.model.chat import Membership, Permission, PostKind
from sync.store.chat_rows import PostRow, RoomRow
from ui import theme
from ui.chat import words
from ui.chat.composer import Composer
from ui.chat.timeline_model import TimelineModel
from ui.chat.timeline_view import TimelineView
from ui.common.avatars import Avatar
from ui.common.labels import ElidedLabel, label, line

REACTIONS = ("👍", "❤️", "😀", "🎉", "👀", "✅")


class Conversation(QWidget):
    """The room that is shown. What the person wants is told by signals."""

    post_written = Signal(str, object, bool)
    reaction_wanted = Signal(object, str)
    redaction_wanted = Signal(object)
    joining_wanted = Signal()
    leaving_wanted = Signal()
    older_wanted = Signal()

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.room: RoomRow | None = None
        self._avatar = Avatar(32, self)
        self._name = ElidedLabel("", self, role="title")
        self._about = ElidedLabel("", self, role="soft")
        self._lock = QLabel(self)
        self._leave = QPushButton(self.tr("Leave…"), self)
        self._leave.setProperty("flat", "true")
        self._leave.clicked.connect(self._ask_to_leave)
        self.view = TimelineView(model, self)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.older_wanted.connect(self.older_wanted)
        self.composer = Composer(self)
        self.composer.post_written.connect(self.post_written)
        self.composer.last_wanted.connect(self._edit_last)
        self._closed = label("", "soft", self, wrap=True)
        self._closed.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(16))
        self._invitation = self._make_invitation()
        self._lay_out()
        theme.changes().theme_changed.connect(self._draw_lock)

    def _make_invitation(self) -> QWidget:
        made = QWidget(self)
        self._invites = label("", "", made, wrap=True)
        join = QPushButton(self.tr("Join"), made)
        join.setProperty("primary", "true")
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
        head.setSpacing(theme.px(10))
        head.addWidget(self._avatar)
        head.addLayout(names, 1)
        head.addWidget(self._lock)
        head.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line(self))
        column.addWidget(self.view, 1)
        for part in (self._invitation, self._closed, self.composer):
            column.addWidget(part)

    def show_room(self, room: RoomRow) -> None:
        """Show what a room is called, and what may be done in it."""
        self.room = room
        self._avatar.set_person(room.name, room.remote_id)
        self._name.set_whole_text(room.name)
        people = self.tr("%n people", "", room.people)
        self._about.set_whole_text(" · ".join(part for part in (people, room.topic) if part))
        invited = room.membership is Membership.INVITED
        may_post = Permission.POST in room.permitted
        self._invites.setText(self.tr("{who} invites you to this room.").format(who=room.inviter))
        self._closed.setText(self.tr("You may read this room, and not write in it."))
        self._invitation.setVisible(invited)
        self._closed.setVisible(not invited and not may_post)
        self.composer.setVisible(not invited and may_post)
        self._leave.setVisible(not invited)
        self._draw_lock()

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
    def _ask_to_leave(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Leave this room"), self.leaving_wanted.emit)
        menu.exec(self._leave.mapToGlobal(QPoint(0, self._leave.height())))

    @Slot()
    def _edit_last(self) -> None:
        own = next(
            (shown.row for shown in reversed(self._model.rows) if self.is_own(shown.row) and shown.row.remote_id), None
        )
        if own is not None and own.kind is PostKind.TEXT:
            self.composer.edit(own)

    def is_own(self, row: PostRow) -> bool:
        """Whether the user wrote a post."""
        return bool(row.operation) or row.sender in ("", self.own)

    own = ""
    """The user's id in this account."""

    @Slot(object, object)
    def _show_menu(self, row: PostRow, place: QPoint) -> None:
        menu = self.menu_of(row)
        menu.exec(place)
        menu.deleteLater()

    def menu_of(self, row: PostRow) -> QMenu:
        """Return what can be done with a post."""
        menu = QMenu(self)
        permitted = self.room.permitted if self.room is not None else frozenset()
        said = row.remote_id and row.kind not in (PostKind.CHANGE, PostKind.REDACTED)
        if said and Permission.POST in permitted:
            menu.addAction(theme.icon("reply"), self.tr("Answer"), partial(self.composer.answer, row))
            react = menu.addMenu(theme.icon("smile"), self.tr("React"))
            for key in REACTIONS:
                react.addAction(key, partial(self.reaction_wanted.emit, row, key))
            if self.is_own(row) and row.kind is PostKind.TEXT:
                menu.addAction(theme.icon("pencil"), self.tr("Edit"), partial(self.composer.edit, row))
        if row.kind not in (PostKind.REDACTED, PostKind.SEALED):
            menu.addAction(theme.icon("copy"), self.tr("Copy the text"), partial(self._copy, row))
        if said and (self.is_own(row) or Permission.REDACT in permitted):
            menu.addAction(theme.icon("trash-2"), self.tr("Delete"), partial(self.redaction_wanted.emit, row))
        if row.kind is not PostKind.CHANGE:
            menu.addSeparator()
            menu.addAction(words.pending(row)[2] or words.trust(row)[2]).setEnabled(False)
        return menu

    def _copy(self, row: PostRow) -> None:
        QGuiApplication.clipboard().setText(words.body(row))
