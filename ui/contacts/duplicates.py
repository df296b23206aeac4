"""Contacts that may be the same person, and bringing them together by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from sync.model.contacts import Card, CardDraft
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import ContactRow
from sync.store.read import items as read_items
from sync.store.read.duplicates import duplicates
from ui import theme
from ui.common.empty import EmptyState
from ui.common.forms import Card as Frame
from ui.common.forms import Page, button
from ui.common.labels import label
from ui.common.slots import slot_latest
from ui.contacts.conflict import field_names, text_of
from ui.link import Link

_SINGLE = (
    "name", "prefix", "given", "middle", "family", "nickname", "organization", "department", "title", "birthday", "anniversary",
)  # fmt: skip
_SHOWN = 30
"""Groups shown at once; the next come up as these are settled."""


class DuplicateCard(Frame):
    """One group of contacts: what they say, what stays where they differ."""

    joined = Signal(object, object, object)
    """The contact that stays, its draft, and the others."""
    dismissed = Signal()
    opened = Signal(object)

    def __init__(self, cards: Sequence[tuple[ContactRow, Card]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self._choices: dict[str, QButtonGroup] = {}
        names = field_names()
        head = QHBoxLayout()
        head.addWidget(label(cards[0][0].name, "title", self), 1)
        self.box.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for column, (row, _) in enumerate(cards, 1):
            opened = button(row.name, lambda _=False, row=row: self.opened.emit(row.id), kind="link", parent=self)
            grid.addWidget(opened, 0, column)
            grid.setColumnStretch(column, 1)
        line = 1
        for field in _SINGLE:
            values = [str(getattr(card, field)) for _, card in cards]
            different = {value for value in values if value}
            if not different:
                continue
            grid.addWidget(label(names[field], "soft", self), line, 0)
            if len(different) == 1:
                grid.addWidget(label(text_of(different.pop()), "", self, wrap=True), line, 1, 1, len(cards))
            else:
                self._add_choice(grid, line, field, names[field], values)
            line += 1
        for field in ("emails", "phones", "addresses", "chats", "urls", "categories", "note"):
            values = [text_of(getattr(card, field)) for _, card in cards]
            if any(values):
                grid.addWidget(label(names[field], "soft", self), line, 0)
                for column, text in enumerate(values, 1):
                    grid.addWidget(label(text, "", self, wrap=True), line, column)
                line += 1
        self.box.addLayout(grid)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Addresses, numbers, categories and notes of all of them are kept."), "faint", self), 1)
        foot.addWidget(button(self.tr("Not the same person"), self.dismissed, parent=self))
        foot.addWidget(button(self.tr("Bring together"), self._join, kind="primary", icon="merge", parent=self))
        self.box.addLayout(foot)
        self.setAccessibleName(self.tr("Perhaps the same: {names}").format(names=", ".join(row.name for row, _ in cards)))

    def _add_choice(self, grid: QGridLayout, line: int, field: str, name: str, values: Sequence[str]) -> None:
        group = QButtonGroup(self)
        first = True
        for column, value in enumerate(values, 1):
            if not value:
                continue
            choice = QRadioButton(text_of(value), self)
            choice.setAccessibleName(f"{name} : {text_of(value)}")
            choice.setChecked(first)
            first = False
            group.addButton(choice, column - 1)
            grid.addWidget(choice, line, column)
        self._choices[field] = group

    @Slot()
    def _join(self) -> None:
        """Keep the contact that says most, with what was chosen."""
        best = max(range(len(self._cards)), key=lambda place: _weight(self._cards[place][1]))
        row, card = self._cards[best]
        wanted: dict[str, str] = {}
        for field in _SINGLE:
            values = [str(getattr(one, field)) for _, one in self._cards]
            group = self._choices.get(field)
            chosen = values[group.checkedId()] if group is not None else next((value for value in values if value), "")
            if chosen != getattr(card, field):
                wanted[field] = chosen
        others = [one.id for place, (one, _) in enumerate(self._cards) if place != best]
        self.joined.emit(row.id, CardDraft(**wanted), others)  # type: ignore[arg-type] # texts by their names


class DuplicatesView(QWidget):
    """All groups of contacts that may be the same."""

    joined = Signal(object, object, object)
    opened = Signal(object)
    ended = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._books: tuple[CollectionId, ...] = ()
        self._dismissed: set[frozenset[ItemId]] = set()
        self._page = Page(self, width=860)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Duplicates"), "headline", self), 1)
        head.addWidget(button(self.tr("Close"), self.ended, parent=self))
        self._page.column.addLayout(head)
        self._said = label("", "soft", self, wrap=True)
        self._page.column.addWidget(self._said)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(12))
        self._page.column.addLayout(self._list)
        self._empty = EmptyState(
            "circle-check", self.tr("No duplicates"), self.tr("No two contacts share a name, an address or a number."),
            self.tr("Close"), self,
        )  # fmt: skip
        self._empty.action_triggered.connect(self.ended)
        self._page.column.addWidget(self._empty)
        self._page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self.setAccessibleName(self.tr("Duplicates"))
        self.cards: list[DuplicateCard] = []

    @slot_latest
    async def look(self, books: Sequence[CollectionId]) -> None:
        """Look for duplicates in these address books."""
        self._books = tuple(books)
        found = await self._link.read_in_background(duplicates, self._books)
        left = [group for group in found if frozenset(row.id for row in group) not in self._dismissed]
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        reader = self._link.reader()
        for group in left[:_SHOWN]:
            opened = [(row, read_items.opened(reader, row.id)) for row in group]
            known = [(row, one.shown) for row, one in opened if one is not None and isinstance(one.shown, Card)]
            if len(known) > 1:
                self._add(known)
        self._said.setText(self.tr("%n group(s) of contacts may be the same person.", "", len(left)))
        self._said.setVisible(bool(left))
        self._empty.setVisible(not left)

    def _add(self, cards: Sequence[tuple[ContactRow, Card]]) -> None:
        card = DuplicateCard(cards, self)
        card.joined.connect(self.joined)
        card.opened.connect(self.opened)
        card.dismissed.connect(lambda: self._dismiss(frozenset(row.id for row, _ in cards)))
        self._list.addWidget(card)
        self.cards.append(card)

    def _dismiss(self, group: frozenset[ItemId]) -> None:
        self._dismissed.add(group)
        self.look(self._books)


def _weight(card: Card) -> int:
    """Return how much a card says."""
    texts = sum(bool(getattr(card, field)) for field in _SINGLE)
    return texts + len(card.emails) + len(card.phones) + len(card.addresses) + 2 * card.has_photo
