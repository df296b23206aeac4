"""What can be done with a post."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from sync.model.chat import Permission, PostKind
from sync.store.chat_rows import PollStanding, PostRow, RoomRow
from ui import theme
from ui.chat import words

REACTIONS = ("👍", "❤️", "😀", "🎉", "👀", "✅")


class PostMenu(QObject):
    """Makes the menu of a post. What the person wants is told by signals, each with the `PostRow`."""

    answer_wanted = Signal(object)
    edit_wanted = Signal(object)
    reaction_wanted = Signal(object, str)
    emoji_wanted = Signal(object)
    redaction_wanted = Signal(object)
    thread_wanted = Signal(object)
    pin_wanted = Signal(object)
    open_wanted = Signal(object)
    save_wanted = Signal(object)
    mail_wanted = Signal(object)
    event_wanted = Signal(object)
    vote_wanted = Signal(object, str)
    """`PostRow` of a poll, and the answer."""
    end_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent

    def of(
        self, row: PostRow, room: RoomRow, *, own: bool, in_thread: bool = False, standing: PollStanding | None = None
    ) -> QMenu:
        """Return the menu of a post of a room."""
        menu = QMenu(self._parent)
        permitted = room.permitted
        said = bool(row.remote_id) and row.kind not in (PostKind.CHANGE, PostKind.REDACTED)
        if said and Permission.POST in permitted:
            if not in_thread:
                menu.addAction(theme.icon("reply"), self.tr("Answer"), partial(self.answer_wanted.emit, row))
                menu.addAction(
                    theme.icon("message-square"), self.tr("Answer in a thread"), partial(self.thread_wanted.emit, row)
                )
            react = menu.addMenu(theme.icon("smile"), self.tr("React"))
            for key in REACTIONS:
                react.addAction(key, partial(self.reaction_wanted.emit, row, key))
            react.addSeparator()
            react.addAction(self.tr("Another emoji…"), partial(self.emoji_wanted.emit, row))
            if own and row.kind is PostKind.TEXT:
                menu.addAction(theme.icon("pencil"), self.tr("Edit"), partial(self.edit_wanted.emit, row))
        if said and row.poll is not None and standing is not None and not standing.ended:
            self._add_poll(menu, row, room, own=own, standing=standing)
        if row.media is not None and row.id:
            plays = row.kind in (PostKind.AUDIO, PostKind.VIDEO)
            text = self.tr("Play in the player of your computer") if plays else self.tr("Open the file")
            menu.addAction(theme.icon("play" if plays else "external-link"), text, partial(self.open_wanted.emit, row))
            menu.addAction(theme.icon("download"), self.tr("Save the file…"), partial(self.save_wanted.emit, row))
        if row.kind not in (PostKind.REDACTED, PostKind.SEALED):
            menu.addAction(theme.icon("copy"), self.tr("Copy the text"), partial(_copy, row))
        if said and row.kind is not PostKind.SEALED:
            menu.addAction(theme.icon("mail"), self.tr("Write a letter about it…"), partial(self.mail_wanted.emit, row))
            menu.addAction(theme.icon("calendar-plus"), self.tr("Make an event of it…"), partial(self.event_wanted.emit, row))
        if said and Permission.PIN in permitted and not in_thread:
            text = self.tr("Unpin") if row.remote_id in room.pinned else self.tr("Pin")
            menu.addAction(theme.icon("pin"), text, partial(self.pin_wanted.emit, row))
        if said and (own or Permission.REDACT in permitted):
            menu.addAction(theme.icon("trash-2"), self.tr("Delete"), partial(self.redaction_wanted.emit, row))
        if row.kind is not PostKind.CHANGE:
            menu.addSeparator()
            menu.addAction(words.pending(row)[2] or words.trust(row)[2]).setEnabled(False)
        return menu

    def _add_poll(self, menu: QMenu, row: PostRow, room: RoomRow, *, own: bool, standing: PollStanding) -> None:
        if row.poll is not None and Permission.POST in room.permitted:
            vote = menu.addMenu(theme.icon("list-checks"), self.tr("Vote"))
            for answer in row.poll.answers:
                action = vote.addAction(answer.text.replace("&", "&&"), partial(self.vote_wanted.emit, row, answer.id))
                action.setCheckable(True)
                action.setChecked(answer.id in standing.mine)
        if own or Permission.REDACT in room.permitted:
            menu.addAction(theme.icon("circle-check"), self.tr("Close the poll"), partial(self.end_wanted.emit, row))


def _copy(row: PostRow) -> None:
    QGuiApplication.clipboard().setText(words.body(row))
