"""Completion while one types: people after `@`, emoji after `:`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from ui import theme
from ui.chat import emoji

_PERSON = re.compile(r"(?:^|(?<=\s))@([^\s@]*(?: [^\s@]+)?)$")
_EMOJI = re.compile(r"(?:^|(?<=\s)):([\w+-]{2,})$")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """What may stand instead of what was typed. `person` is whom it calls."""

    text: str
    shown: str
    about: str = ""
    person: str = ""


People = Callable[[str], list[Offer]]
"""Whom a beginning may mean."""


class Completion(QObject):
    """The list under the cursor of a field. `taken(name, person)` is called where a person was chosen."""

    def __init__(self, field: QPlainTextEdit, people: People, taken: Callable[[str, str], None]) -> None:
        super().__init__(field)
        self._field = field
        self._people = people
        self._taken = taken
        self._start = 0
        self._offers: list[Offer] = []
        self.list = QListWidget(field.window())
        self.list.setObjectName("completion")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Suggestions"))
        self.list.itemClicked.connect(self._clicked)
        self.list.hide()
        field.textChanged.connect(self._look)
        field.cursorPositionChanged.connect(self._look)

    @property
    def offers(self) -> list[Offer]:
        """What is offered now."""
        return self._offers if self.list.isVisible() else []

    @Slot()
    def _look(self) -> None:
        cursor = self._field.textCursor()
        before = self._field.toPlainText()[: cursor.position()]
        person, sign = _PERSON.search(before), _EMOJI.search(before)
        offers: list[Offer] = []
        if person is not None and self._field.hasFocus():
            self._start, offers = person.start(), self._people(person[1])
        elif sign is not None and self._field.hasFocus():
            found = emoji.search(sign[1])
            self._start, offers = sign.start(), [Offer(one.sign, f"{one.sign}  {one.name}") for one in found]
        self._show(offers[:_MOST])

    def _show(self, offers: list[Offer]) -> None:
        self._offers = offers
        self.list.setVisible(bool(offers))
        if not offers:
            return
        self.list.setParent(self._field.window())
        self.list.clear()
        for one in offers:
            item = QListWidgetItem(f"{one.shown}  ·  {one.about}" if one.about else one.shown)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        height = self.list.sizeHintForRow(0) * len(offers) + theme.px(8)
        self.list.resize(theme.px(360), height)
        corner = self._field.mapTo(self._field.window(), self._field.cursorRect().topLeft())
        self.list.move(corner - QPoint(theme.px(8), height + theme.px(8)))
        self.list.show()
        self.list.raise_()

    def hide(self) -> None:
        """Offer nothing."""
        self._offers = []
        self.list.hide()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key where the list is open; return whether it was taken."""
        if not self.offers:
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % len(self._offers))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self.take(self.list.currentRow())
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self.take(self.list.row(item))

    def take(self, row: int) -> None:
        """Let an offer stand instead of what was typed."""
        offer = self._offers[row]
        cursor = self._field.textCursor()
        end = cursor.position()
        cursor.setPosition(self._start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{offer.text} ")
        self._field.setTextCursor(cursor)
        if offer.person:
            self._taken(offer.text, offer.person)
        self.hide()
