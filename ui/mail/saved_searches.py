"""Saved searches: a name and a query each, kept among the settings, shown as folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from ui.preferences import Preferences

SETTING = "mail.searches"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search over all mail under a name. `key` stays when it is renamed."""

    key: str
    name: str
    query: str


class SavedSearches(QObject):
    """The saved searches, in the order in which they were saved."""

    searches_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        preferences.preference_changed.connect(self._follow)

    def all(self) -> list[SavedSearch]:
        """Return all of them; what was kept otherwise than by us is passed over."""
        kept = self._preferences.value(SETTING, [])
        return [one for entry in kept if (one := _search_of(entry)) is not None] if isinstance(kept, list) else []

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a search under a name; the same query is kept once, under its last name."""
        known = next((one for one in self.all() if one.query == query), None)
        made = SavedSearch(known.key if known else uuid4().hex, name, query)
        self._keep([*(one for one in self.all() if one.key != made.key), made])
        return made

    def rename(self, key: str, name: str) -> None:
        """Give a search another name."""
        self._keep([SavedSearch(one.key, name, one.query) if one.key == key else one for one in self.all()])

    def forget(self, key: str) -> None:
        """Forget a search."""
        self._keep([one for one in self.all() if one.key != key])

    def _keep(self, searches: list[SavedSearch]) -> None:
        entries = [{"key": one.key, "name": one.name, "query": one.query} for one in searches]
        self._preferences.set_value(SETTING, entries)

    def _follow(self, name: str) -> None:
        if name in ("", SETTING):
            self.searches_changed.emit()


def _search_of(entry: Any) -> SavedSearch | None:
    if not isinstance(entry, dict):
        return None
    key, name, query = (entry.get(part) for part in ("key", "name", "query"))
    if isinstance(key, str) and isinstance(name, str) and isinstance(query, str) and key and query:
        return SavedSearch(key, name or query, query)
    return None
