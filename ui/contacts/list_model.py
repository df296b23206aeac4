"""The list of contacts: ids and letters of all, rows of those that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.model.ids import ItemId
from sync.store.item_rows import ContactRow
from ui.contacts.words import spoken

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[ItemId]], dict[ItemId, ContactRow]]
_PAGE = 64
_KEPT = 2_000


class ContactModel(QAbstractListModel):
    """`fetch` brings rows by id, a page at a time, in under a millisecond."""

    ids_changed = Signal()

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: list[ItemId] = []
        self._letters: list[str] = []
        self._places: dict[ItemId, int] = {}
        self._rows: OrderedDict[ItemId, ContactRow] = OrderedDict()

    @property
    def ids(self) -> Sequence[ItemId]:
        """All ids, in the order of the list."""
        return self._ids

    def show_index(self, index: Sequence[tuple[ItemId, str]]) -> None:
        """Show these; their rows are read anew."""
        ids = [one[0] for one in index]
        self._rows.clear()
        if ids == self._ids:
            self._letters = [one[1] for one in index]
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids, self._letters = ids, [one[1] for one in index]
        self._places = {item: place for place, item in enumerate(ids)}
        self.endResetModel()
        self.ids_changed.emit()

    def place(self, item: ItemId) -> QModelIndex:
        """Return where a contact stands."""
        place = self._places.get(item)
        return QModelIndex() if place is None else self.index(place)

    def letter(self, place: int) -> str:
        """Return the letter that begins at a row, empty where it began above."""
        letter = self._letters[place]
        return letter if place == 0 or self._letters[place - 1] != letter else ""

    def first_of(self, letter: str) -> QModelIndex:
        """Return the first contact under a letter, or under one behind it."""
        wanted = letter.upper()
        behind = (place for place, one in enumerate(self._letters) if one != "#" and one >= wanted)
        place = next(behind, -1)
        return self.index(place) if place >= 0 else QModelIndex()

    def row(self, place: int) -> ContactRow | None:
        """Return a row, reading the page around it where it is not at hand; None where it went meanwhile."""
        item = self._ids[place]
        found = self._rows.get(item)
        if found is None:
            start = place // _PAGE * _PAGE
            self._rows |= self._fetch(self._ids[start : start + _PAGE])
            while len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
            found = self._rows.get(item)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case _:
                return None
