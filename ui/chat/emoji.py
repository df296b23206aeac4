"""Emoji: found by their French and English names, and a grid to choose from."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import i18n, theme

_COLUMNS = 9


class Emoji(NamedTuple):
    """A sign, what it is called in the language that is shown, and what it is found by."""

    sign: str
    name: str
    found_by: str


def folded(text: str) -> str:
    """Return a text without accents and capitals."""
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@cache
def table(language: str) -> tuple[Emoji, ...]:
    """Return all emoji in the usual order (Unicode CLDR's names, from emojibase)."""
    text = (resources.files("resources") / "emoji" / "emoji.tsv").read_text("utf-8")
    found = []
    for line in text.splitlines():
        sign, _, french, english, french_words, english_words = line.split("\t")
        name = french if language == "fr" else english
        found.append(Emoji(sign, name, folded(f"{french} {english} {french_words} {english_words}")))
    return tuple(found)


def search(text: str, limit: int = 8) -> list[Emoji]:
    """Return emoji whose words begin with every word of a text; those whose name begins so first."""
    wanted = folded(text).replace("_", " ").split()
    if not wanted:
        return []
    found = []
    for place, one in enumerate(table(i18n.language())):
        words = f" {one.found_by}"
        if all(f" {word}" in words for word in wanted):
            found.append((not folded(one.name).startswith(wanted[0]), place, one))
    return [one for *_, one in sorted(found, key=lambda entry: entry[:2])[:limit]]


class EmojiPicker(QFrame):
    """Opens over the window. `chosen(sign)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Choose an emoji"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search an emoji"))
        self.field.setAccessibleName(self.tr("Search an emoji"))
        self.grid = QListWidget(self)
        self.grid.setViewMode(QListWidget.ViewMode.IconMode)
        self.grid.setMovement(QListWidget.Movement.Static)
        self.grid.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.grid.setUniformItemSizes(True)
        self.grid.setAccessibleName(self.tr("Emoji"))
        side = theme.px(36)
        self.grid.setGridSize(QSize(side, side))
        face = theme.font("title")
        self.grid.setFont(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.addWidget(self.field)
        column.addWidget(self.grid, 1)
        self.resize(side * _COLUMNS + theme.px(40), theme.px(320))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take_first)
        self.grid.itemActivated.connect(self._take)
        self.grid.itemClicked.connect(self._take)
        self._fill("")

    def open_at(self, place: QPoint) -> None:
        """Open with the lower right corner at a place of the screen."""
        self.move(place - QPoint(self.width(), self.height()))
        self.show()
        self.field.setFocus()

    @Slot(str)
    def _fill(self, text: str) -> None:
        self.grid.clear()
        shown = search(text, 200) if text.strip() else table(i18n.language())
        for one in shown:
            item = QListWidgetItem(one.sign)
            item.setToolTip(one.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one.name)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.grid.addItem(item)

    @Slot()
    def _take_first(self) -> None:
        item = self.grid.item(0)
        if item is not None:
            self._take(item)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.text())
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
