"""Whether people are there: asked while they are shown, every minute, and said only where their server says it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from sync.model.faults import Fault
from sync.model.profile import Presence
from sync.rpc import messages as m
from ui.common.slots import slot_async
from ui.link import Link

translate = QCoreApplication.translate

_EVERY = 60_000
_SECONDS = 30
_MOST = 60


class PresenceWatch(QWidget):
    """Asks for the people of each place (the head of a conversation, a list) for as long as the window can be seen."""

    known_changed = Signal()

    def __init__(self, link: Link, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._link = link
        self._account = 0
        self._places: dict[str, list[str]] = {}
        self._known: dict[str, Presence] = {}
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def watch(self, place: str, account: int, people: list[str]) -> None:
        """Ask for these people from now on; nobody: no longer for those of that place."""
        if account != self._account:
            self._account, self._places, self._known = account, {}, {}
        if self._places.get(place, []) != people:
            self._places[place] = people[:_MOST]
            self._look()
        self._timer.start() if any(self._places.values()) else self._timer.stop()

    def of(self, person: str) -> Presence:
        """Return what is known of somebody."""
        return self._known.get(person, Presence.UNKNOWN)

    @Slot()
    def _look(self) -> None:
        people = sorted({person for listed in self._places.values() for person in listed})
        if people and self.window().isVisible():
            self._ask(self._account, people)

    @slot_async
    async def _ask(self, account: int, people: list[str]) -> None:
        try:
            answer = await self._link.ask_for(m.PresenceOf(account, people), m.PresenceAnswer, _SECONDS)
        except Fault:
            return  # nothing is said where nothing is known
        if account == self._account:
            found = {person: Presence(said) for person, said in answer.people.items()}
            if found != self._known:
                self._known = found
                self.known_changed.emit()


def presence_words(presence: Presence) -> str:
    """Return whether somebody is there, in words; nothing where that is not known."""
    return {
        Presence.HERE: translate("Presence", "Online"),
        Presence.AWAY: translate("Presence", "Away"),
        Presence.GONE: translate("Presence", "Offline"),
        Presence.UNKNOWN: "",
    }[presence]
