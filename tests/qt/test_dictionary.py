"""One's own dictionary in the settings: words added, taken away, and heeded by the spelling at once."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ui.common.spelling import Spelling
from ui.link import Link
from ui.preferences import Preferences
from ui.settings.pages import ReadingPage


def test_words_are_added_and_taken_away(open_link: Link, preferences: Preferences, qtbot: QtBot) -> None:
    page = ReadingPage(preferences)
    qtbot.addWidget(page)
    spelling = Spelling(open_link, preferences)
    spelling._wrong["fr", "Vezinais"] = True
    card = page.dictionary
    assert not card.remove.isEnabled()
    card.word.setText("Vezinais  ICPE")
    card.add()
    assert [card.words.item(row).text() for row in range(card.words.count())] == ["icpe", "vezinais"]
    assert not spelling.is_wrong("fr", "Vezinais")
    card.words.item(1).setSelected(True)
    card.remove.click()
    assert [card.words.item(row).text() for row in range(card.words.count())] == ["icpe"]
    assert spelling.is_wrong("fr", "Vezinais")


def test_new_letters_begin_in_the_language_that_was_chosen(open_link: Link, preferences: Preferences, qtbot: QtBot) -> None:
    page = ReadingPage(preferences)
    qtbot.addWidget(page)
    spelling = Spelling(open_link, preferences)
    assert spelling.usual == "fr", "that of the window"
    combos = {one.accessibleName(): one for one in page.findChildren(QComboBox)}
    combo = next(one for name, one in combos.items() if one.findData("fr+en") >= 0)
    combo.setCurrentIndex(combo.findData("fr+en"))
    combo.activated.emit(combo.currentIndex())
    assert spelling.usual == "fr+en"
