"""What the commands of the mail area do with the messages that are chosen, dragged, or under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import time

from PySide6.QtCore import QObject, Signal, Slot

from sync.model.collections import Role
from sync.model.ids import CollectionId, ItemId
from sync.model.letter_marks import PINNED, snoozed_until
from sync.model.mail import Flag
from sync.store.rows import MailboxRow, MessageRow
from ui.mail.intents import Intents
from ui.mail.list_pane import ListPane


class Deeds(QObject):
    """Turns a command into an intent about the rows that it is about."""

    read_toggled = Signal()
    """The person said whether the chosen messages are read: looking at them says nothing more."""

    def __init__(self, shown: ListPane, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list, self._intents = shown, intents
        self._roles: dict[CollectionId, Role] = {}

    def know(self, boxes: Sequence[MailboxRow]) -> None:
        """Take the mailboxes as they are now."""
        self._roles = {box.id: box.role for box in boxes}

    def role_of(self, row: MessageRow) -> Role:
        """Return what the mailbox of a message is for."""
        return self._roles.get(row.collection, Role.NONE)

    def act(self, deed: Callable[[list[MessageRow]], object]) -> None:
        """Do something with what is chosen, where anything is."""
        rows = self._list.chosen()
        if rows:
            deed(rows)

    @Slot(str, object)
    def act_quickly(self, quick: str, item: ItemId) -> None:
        """Do what a button on a row says: `flag`, `archive`, `delete`."""
        rows = self._list.acted_on([item])
        if not rows:
            return
        if quick == "flag":
            self._flag(rows)
        elif quick == "archive":
            self._intents.archive(rows)
        else:
            self._intents.delete(rows)

    @Slot(object, object, bool)
    def drop(self, items: list[ItemId], box: MailboxRow, copied: bool) -> None:
        """Move or copy dragged messages into a mailbox."""
        rows = self._list.acted_on(items)
        if copied:
            self._intents.copy(rows, box)
        else:
            self._intents.move(rows, box)

    @Slot()
    def toggle_read(self) -> None:
        """Mark what is chosen as read, or all of it as unread where all is read."""
        rows = self._list.chosen()
        self.read_toggled.emit()
        if any(not row.flags & Flag.SEEN for row in rows):
            self._intents.change_flags(rows, Flag.SEEN, Flag.NONE)
        elif rows:
            self._intents.change_flags(rows, Flag.NONE, Flag.SEEN)

    @Slot()
    def toggle_flag(self) -> None:
        """Flag what is chosen, or take all flags where all is flagged."""
        self._flag(self._list.chosen())

    def _flag(self, rows: Sequence[MessageRow]) -> None:
        if any(not row.flags & Flag.FLAGGED for row in rows):
            self._intents.change_flags(rows, Flag.FLAGGED, Flag.NONE)
        elif rows:
            self._intents.change_flags(rows, Flag.NONE, Flag.FLAGGED)

    @Slot()
    def toggle_pin(self) -> None:
        """Pin what is chosen, or unpin it where all of it is pinned."""
        rows = self._list.chosen()
        if rows:
            self._intents.pin(rows, any(PINNED not in row.keywords for row in rows))

    @Slot()
    def settle_mark(self, row: MessageRow) -> None:
        """Bring a letter back that was put off, or be done with one that was due."""
        until = snoozed_until(row.keywords)
        if until is not None and until > time():
            self._intents.bring_back([row])
        else:
            self._intents.forget_due([row])

    @Slot()
    def toggle_junk(self) -> None:
        """Say that what is chosen is junk, or that it is none where all of it is there already."""
        rows = self._list.chosen()
        if rows:
            self._intents.junk(rows, any(self.role_of(row) is not Role.JUNK for row in rows))
