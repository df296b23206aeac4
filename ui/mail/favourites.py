"""Favourite folders: kept among the settings of this machine, shown on top of the folder column."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sync.model.ids import CollectionId
from ui.preferences import Preferences

SETTING = "mail.favourites"


class Favourites(QObject):
    """The favourite folders, in the order in which they were chosen."""

    favourites_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        preferences.preference_changed.connect(self._follow)

    def all(self) -> list[CollectionId]:
        """Return all of them; what was kept otherwise than by us is passed over."""
        kept = self._preferences.value(SETTING, [])
        return [CollectionId(one) for one in kept if type(one) is int] if isinstance(kept, list) else []

    def has(self, box: CollectionId) -> bool:
        """Return whether a folder is one."""
        return box in self.all()

    def toggle(self, box: CollectionId) -> None:
        """Make a folder a favourite, or one like the others."""
        kept = self.all()
        self._preferences.set_value(SETTING, [one for one in kept if one != box] if box in kept else [*kept, box])

    def _follow(self, name: str) -> None:
        if name in ("", SETTING):
            self.favourites_changed.emit()
