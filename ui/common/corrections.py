"""What one does about a word that is not spelt right: the first entries of a menu, and the choice of the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui import theme
from ui.common.slots import slot_async
from ui.common.spelling import OFF, Spelling


class Checked(Protocol):
    """A text that is checked in a language."""

    @property
    def language(self) -> str:
        """The language: `fr`, `en`, `fr+en`, or `off`."""

    def set_language(self, language: str) -> None:
        """Check it in another language."""


class Corrections(QObject):
    """Puts corrections before the entries of a menu: at once what is known, the suggestions as soon as they come."""

    def __init__(
        self, menu: QMenu, spelling: Spelling, language: str, word: str, correct: Callable[[str], object]
    ) -> None:
        super().__init__(menu)
        self._menu, self._spelling, self._language, self._word, self._correct = menu, spelling, language, word, correct
        first = menu.actions()[0] if menu.actions() else None
        self._waiting = QAction(self.tr("Looking for corrections…"), menu)
        self._waiting.setEnabled(False)
        learn = QAction(self.tr("Add “{word}” to my dictionary").format(word=word), menu)
        learn.triggered.connect(lambda: spelling.add(word))
        line = QAction(menu)
        line.setSeparator(True)
        for action in (self._waiting, learn, line):
            menu.insertAction(first, action)  # type: ignore[arg-type]
        self._fill()

    @slot_async
    async def _fill(self) -> None:
        found = await self._spelling.suggestions(self._language, self._word)
        if not found:
            self._waiting.setText(self.tr("No correction found"))
            return
        for text in found:
            action = QAction(text, self._menu)
            face = action.font()
            face.setBold(True)
            action.setFont(face)
            action.triggered.connect(lambda _=False, text=text: self._correct(text))
            self._menu.insertAction(self._waiting, action)
        self._menu.removeAction(self._waiting)


class LanguageButton(QToolButton):
    """In which language a text is checked."""

    def __init__(self, checked: Checked, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Language of the spelling"))
        self.setToolTip(self.tr("Language of the spelling"))
        theme.set_icon(self, "languages")
        menu = QMenu(self)
        for language, name in (
            ("fr", "Français"), ("en", "English"), ("fr+en", self.tr("French and English")), (OFF, self.tr("Do not check"))
        ):  # fmt: skip
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setData(language)
            action.triggered.connect(lambda _=False, language=language: checked.set_language(language))
        self._checked, self._choices = checked, menu
        menu.aboutToShow.connect(self._show_chosen)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    @Slot()
    def _show_chosen(self) -> None:
        for action in self._choices.actions():
            action.setChecked(action.data() == self._checked.language)
