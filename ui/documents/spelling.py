"""Spelling in an open document: waves under words on the pages, and the menu under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtWidgets import QMenu

from editors.document.places import Place, paragraph_at
from editors.document.tree import Paragraph, text_of
from editors.widgets.writer import Writer
from ui.common.corrections import Corrections
from ui.common.spelling import OFF, Spelling


class DocumentSpelling(QObject):
    """Marks a writer's pages. A document is checked in the language that it says it is in."""

    def __init__(self, writer: Writer, spelling: Spelling) -> None:
        super().__init__(writer)
        self._writer = writer
        self._spelling = spelling
        self._chosen = ""
        writer.wrong = self.wrong
        writer.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        writer.customContextMenuRequested.connect(self.offer_menu)
        spelling.checked.connect(writer.viewport().update)

    @property
    def language(self) -> str:
        """The language that was chosen, else the document's own, else the usual one."""
        said = self._writer.language.partition("-")[0].lower()
        return self._chosen or (said if said in ("fr", "en") else OFF)

    def set_language(self, language: str) -> None:
        """Check the document in another language."""
        self._chosen = language
        self._writer.viewport().update()

    def wrong(self, paragraph: Paragraph) -> Sequence[tuple[int, int]]:
        """Return where the wrong words of a paragraph are, but the one that is being typed."""
        found = self._spelling.wrong(self.language, text_of(paragraph))
        if not found:
            return ()
        at = self._writer.caret
        typed = self._writer.hasFocus() and paragraph_at(self._writer.document_shown, at) is paragraph
        return [
            (start, start + len(word))
            for start, word in found
            if not (typed and start < at.offset <= start + len(word))
        ]

    def word_at(self, point: QPoint) -> tuple[Place, Place, str] | None:
        """Return the wrong word under a point of the view: where it begins and ends, and how it is written."""
        place = self._writer.place_at(QPointF(point))
        if place is None:
            return None
        said = text_of(paragraph_at(self._writer.document_shown, place))
        for start, word in self._spelling.wrong(self.language, said):
            if start <= place.offset <= start + len(word):
                end = Place(place.story, place.path, start + len(word))
                return Place(place.story, place.path, start), end, word
        return None

    @Slot(QPoint)
    def offer_menu(self, point: QPoint) -> None:
        """Open the menu under the pointer."""
        self.menu_at(point).popup(self._writer.viewport().mapToGlobal(point))

    def menu_at(self, point: QPoint) -> QMenu:
        """Return the menu under a point: corrections where the word needs one, and the clipboard."""
        writer = self._writer
        menu = QMenu(writer)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, chosen, possible in (
            (self.tr("Cut"), writer.cut, writer.has_selection), (self.tr("Copy"), writer.copy, writer.has_selection),
            (self.tr("Paste"), writer.paste, True),
        ):  # fmt: skip
            menu.addAction(words, chosen).setEnabled(possible)
        found = self.word_at(point)
        if found is not None:
            start, end, word = found

            def correct(text: str) -> None:
                writer.select(start, end)
                writer.insert_text(text)

            Corrections(menu, self._spelling, self.language, word, correct)
        return menu
