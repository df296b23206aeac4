"""What was noted on a letter, above it: that it is put off, or by when it is to be dealt with; with a button to settle that."""

from __future__ import annotations

from time import time

from PySide6.QtWidgets import QWidget

from sync.model.letter_marks import due_at, snoozed_until
from sync.store.rows import MessageRow
from ui.common import dates
from ui.mail.banner import Banner


class MarkBanner(Banner):
    """Says it of one letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar-clock", "accent", parent)

    def show_row(self, row: MessageRow) -> None:
        """Show what was noted; nothing where nothing was."""
        until, due = (snoozed_until(row.keywords), due_at(row.keywords)) if row.keywords else (None, None)
        if until is not None and until > time():
            self.show_text(self.tr("Put off until {date}.").format(date=dates.full(until)), self.tr("Bring back now"))
        elif due is not None:
            words = self.tr("To be dealt with by {date}.") if due > time() else self.tr("Was to be dealt with by {date}.")
            self.show_text(words.format(date=dates.full(due)), self.tr("Done with it"))
        else:
            self.hide()
