"""Where a message stands that no server holds as it is here: waiting, being sent, refused, uncertain, or a draft."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from PySide6.QtWidgets import QWidget

from sync.model.mail import Pending
from sync.model.onward import RedirectMessage
from sync.model.operations import Operation
from sync.store.connection import Connection
from sync.store.read.outbox import operation as read_operation
from sync.store.rows import MessageRow
from ui.common import dates
from ui.mail.banner import Banner

LATER_SECONDS = 90
"""A message that leaves later than that has been put off on purpose."""


class StateBanner(Banner):
    """Says it, with a button to go on writing where that is possible."""

    def __init__(self, store: Callable[[], Connection], parent: QWidget | None = None) -> None:
        super().__init__("clock", "warning", parent)
        self._store = store

    def show_row(self, row: MessageRow) -> None:
        """Show the state of a message; nothing where the server has it."""
        waiting = read_operation(self._store(), row.operation) if row.operation is not None else None
        edit = "" if waiting is not None and isinstance(waiting.intention, RedirectMessage) else self.tr("Edit")
        match row.pending:
            case Pending.QUEUED:
                later = self._leaves_later(waiting)
                soon = self.tr("Waiting to be sent. It leaves as soon as the server can be reached.")
                self.show_text(self.tr("Leaves on {date}.").format(date=dates.full(later)) if later else soon, edit)
            case Pending.SENDING:
                self.show_text(self.tr("Being sent…"))
            case Pending.REFUSED:
                self.show_text(self.tr("The server refused this message. It is kept here; see the outbox for why."), edit)
            case Pending.UNCERTAIN:
                self.show_text(self.tr("It is not known whether this message was sent. Settle it in the outbox."))
            case Pending.DRAFT:
                self.show_text(self.tr("This is a draft."), edit)
            case _:
                self.hide()

    def _leaves_later(self, waiting: Operation | None) -> int:
        """When a message leaves that is to be sent later; 0 where it leaves as soon as it can."""
        moment = waiting.not_before // 1000 if waiting is not None else 0
        return moment if moment > time() + LATER_SECONDS else 0
