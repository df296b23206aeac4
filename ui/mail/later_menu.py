"""What is to happen with the chosen letters later: the menus that put them off, and that remind of them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from sync.model.letter_marks import due_at, snoozed_until
from ui.mail.intents import Intents
from ui.mail.list_pane import ListPane
from ui.mail.moments import fill


class SnoozeMenu(QMenu):
    """Filled when it opens: times at which the letters come back, and now where they are put off."""

    def __init__(self, shown: ListPane, intents: Intents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._intents = shown, intents
        self.setTitle(self.tr("Put off until"))
        self.setProperty("icon_name", "calendar-clock")
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer times as seen from now."""
        note = self.tr("The letter leaves the list, and comes back at that time, unread and on top.")
        fill(self, lambda until: self._intents.snooze(self._list.chosen(), until), self.title(), note)
        if any(snoozed_until(row.keywords) is not None for row in self._list.chosen()):
            self.addSeparator()
            back = self.addAction(self.tr("Bring back now"))
            back.triggered.connect(lambda: self._intents.bring_back(self._list.chosen()))


class RemindMenu(QMenu):
    """Filled when it opens: times by which the letters are to be dealt with, and none where one was noted."""

    def __init__(self, shown: ListPane, intents: Intents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._intents = shown, intents
        self.setTitle(self.tr("Remind me"))
        self.setProperty("icon_name", "bell")
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer times as seen from now."""
        note = self.tr("The letter is flagged, and you are reminded of it at that time.")
        fill(self, lambda at: self._intents.remind(self._list.chosen(), at), self.title(), note)
        if any(due_at(row.keywords) is not None for row in self._list.chosen()):
            self.addSeparator()
            none = self.addAction(self.tr("Remind me no more"))
            none.triggered.connect(lambda: self._intents.forget_due(self._list.chosen()))
