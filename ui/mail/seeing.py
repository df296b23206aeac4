"""A letter that was looked at for long enough counts as read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from sync.model.mail import Flag
from sync.store.rows import MessageRow
from ui.mail.intents import Intents
from ui.mail.reader import Reader
from ui.preferences import Preferences


class Seeing(QObject):
    """Counts the seconds that the person chose (`mark_read_seconds`; less than 0: never)."""

    def __init__(self, reader: Reader, intents: Intents, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._intents, self._preferences = reader, intents, preferences
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.mark)

    @Slot(object)
    def begin(self, row: MessageRow) -> None:
        """The letter of this message is on the screen."""
        seconds = float(self._preferences.value("mark_read_seconds", 2))
        if not row.flags & Flag.SEEN and seconds >= 0:
            self._timer.start(int(seconds * 1000))

    @Slot()
    def stop(self) -> None:
        """It is not looked at any more, or the person said something else of it."""
        self._timer.stop()

    @Slot()
    def mark(self) -> None:
        """Mark the letter as read, if somebody can see it."""
        row = self._reader.row
        if row is not None and not row.flags & Flag.SEEN and self._reader.isVisible() and QApplication.activeWindow() is not None:
            self._intents.change_flags([row], Flag.SEEN, Flag.NONE)
