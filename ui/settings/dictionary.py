"""One's own dictionary: the words that the spelling takes for right, to be added to and taken from."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import Card, button
from ui.common.labels import label
from ui.common.spelling import WORDS_SETTING
from ui.preferences import Preferences


class DictionaryCard(Card):
    """The words in a list, a field for another one, and a button that takes the chosen ones away."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setAccessibleName(self.tr("My dictionary"))
        self.box.addWidget(label(self.tr("My dictionary"), "strong", self))
        hint = self.tr("Words that are right for you, whatever the dictionaries say.")
        self.box.addWidget(label(hint, "faint", self, wrap=True))
        self.words = QListWidget(self)
        self.words.setAccessibleName(self.tr("Words of my dictionary"))
        self.words.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.words.setFixedHeight(theme.px(150))
        self.box.addWidget(self.words)
        self.word = QLineEdit(self)
        self.word.setPlaceholderText(self.tr("Another word"))
        self.word.setAccessibleName(self.tr("Another word"))
        self.word.returnPressed.connect(self.add)
        self.remove = button(self.tr("Take away"), self.take_away, parent=self)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.word, 1)
        row.addWidget(button(self.tr("Add"), self.add, parent=self))
        row.addWidget(self.remove)
        column = QVBoxLayout()
        column.addLayout(row)
        self.box.addLayout(column)
        self.words.itemSelectionChanged.connect(self._follow_choice)
        preferences.preference_changed.connect(self._follow)
        self._follow("")

    def _known(self) -> list[str]:
        kept = self._preferences.value(WORDS_SETTING, [])
        return [str(word) for word in kept] if isinstance(kept, list) else []

    @Slot()
    def add(self) -> None:
        """Add the words that were typed."""
        typed = {word.casefold() for word in self.word.text().split()}
        if typed:
            self.word.clear()
            self._preferences.set_value(WORDS_SETTING, sorted({*self._known(), *typed}))

    @Slot()
    def take_away(self) -> None:
        """Take the chosen words away."""
        gone = {item.text() for item in self.words.selectedItems()}
        self._preferences.set_value(WORDS_SETTING, [word for word in self._known() if word not in gone])

    @Slot(str)
    def _follow(self, name: str) -> None:
        if name in ("", WORDS_SETTING):
            self.words.clear()
            self.words.addItems(self._known())
            self._follow_choice()

    @Slot()
    def _follow_choice(self) -> None:
        self.remove.setEnabled(bool(self.words.selectedItems()))
