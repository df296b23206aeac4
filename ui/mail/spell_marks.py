"""Words that are not spelt right in a letter: underlined beside the text itself, corrected from the menu under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from ui import theme
from ui.common.corrections import Corrections
from ui.common.spelling import OFF, Spelling, words

_LARGEST = 200_000
"""Characters above which a letter is not looked at: nobody wrote that by hand."""
_MARKS = 500
_PAUSE_MILLISECONDS = 150


class SpellMarks(QObject):
    """Looks at an editor a moment after each change. The text and its formats are left alone: marks are drawn over it."""

    def __init__(self, editor: QTextEdit, spelling: Spelling) -> None:
        super().__init__(editor)
        self._editor = editor
        self._spelling = spelling
        self.language = spelling.usual
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.mark)
        editor.textChanged.connect(self._pause.start)
        editor.cursorPositionChanged.connect(self._pause.start)
        spelling.checked.connect(self.mark)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self.offer_menu)
        self.mark()

    def set_language(self, language: str) -> None:
        """Look at the letter in another language; new letters begin in it too."""
        self.language = language
        self._spelling.set_usual(language)
        self.mark()

    @Slot()
    def mark(self) -> None:
        """Underline what is known to be wrong, but the word that is being typed."""
        document = self._editor.document()
        marks: list[QTextEdit.ExtraSelection] = []
        at = self._editor.textCursor().position() if self._editor.hasFocus() else -1
        if self.language != OFF and document.characterCount() < _LARGEST:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            style.setUnderlineColor(theme.colour("danger"))
            block = document.begin()
            while block.isValid() and len(marks) < _MARKS:
                for start, word in self._spelling.wrong(self.language, block.text()):
                    begin = block.position() + start
                    if begin < at <= begin + len(word):
                        continue
                    mark = QTextEdit.ExtraSelection()
                    cursor = QTextCursor(block)
                    cursor.setPosition(begin)
                    cursor.setPosition(begin + len(word), QTextCursor.MoveMode.KeepAnchor)
                    mark.cursor, mark.format = cursor, style
                    marks.append(mark)
                block = block.next()
        self._editor.setExtraSelections(marks)

    def marked(self) -> list[str]:
        """Return the underlined words, in the order of the text."""
        return [mark.cursor.selectedText() for mark in self._editor.extraSelections()]

    def word_at(self, point: QPoint) -> QTextCursor | None:
        """Return the word under a point of the editor, selected; None where it is not a wrong one."""
        at = self._editor.cursorForPosition(point)
        block, inside = at.block(), at.positionInBlock()
        for start, word in words(block.text()):
            if start <= inside <= start + len(word) and self._spelling.is_wrong(self.language, word):
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + start + len(word), QTextCursor.MoveMode.KeepAnchor)
                return cursor
        return None

    @Slot(QPoint)
    def offer_menu(self, point: QPoint) -> None:
        """Open the menu of the editor."""
        self.menu_at(point).popup(self._editor.viewport().mapToGlobal(point))

    def menu_at(self, point: QPoint) -> QMenu:
        """Return the menu of the editor, with corrections where the word under the pointer needs one."""
        menu = self._editor.createStandardContextMenu(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cursor = self.word_at(point)
        if cursor is not None:
            Corrections(menu, self._spelling, self.language, cursor.selectedText(), cursor.insertText)
        return menu
