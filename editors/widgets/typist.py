"""Text written and formatted at the caret, with undo; the pages follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editors.document import objects, pieces, text
from editors.document.places import Place, neighbour, paragraph_at, size
from editors.document.session import Session
from editors.document.tree import (
    Change,
    Document,
    Look,
    Shape,
    replaced,
    text_of,
)
from editors.document.typography import typed
from editors.widgets.caret import CaretCanvas, word_end, word_start


class Typist(CaretCanvas):
    """Edits a session's document. `edited` after every change; `caret_moved` when the caret is elsewhere."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.author = ""
        self.tracking = False
        self.typography = True
        self.moment: Callable[[], tuple[str, str]] = lambda: ("", "")
        """The date and the time as people write them."""
        self._pending: Look | None = None
        """How the next typed text looks, where a format was chosen without a selection."""
        self._came_from = Place("body", (0,))
        """Where one was in the body before one went to a header, footer or note."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def open_session(self, session: Session, caret: Place | None = None) -> None:
        """Edit another document."""
        self.session = session
        self.show_document(session.document)
        self.set_caret(caret or objects.whole(session.document)[0])

    @property
    def language(self) -> str:
        """The language of the document's text, `fr` where it does not say."""
        return self.document_shown.defaults.look.language or "fr"

    def _change(self, kind: str) -> Change | None:
        beside = self.caret.story.startswith(("header:", "footer:")) and self.document_shown.kind == "odt"
        if not self.tracking or beside:  # the changes of an ODT are those of its text
            return None
        return Change(kind, self.author, now())

    def apply(self, document: Document, caret: Place | None = None, kind: str = "") -> None:
        """Take a changed document, and put the caret somewhere."""
        if self.session is None:
            return
        self.session.apply(document, self.caret, kind)
        self._refreshed(caret or self.caret)

    def _refreshed(self, caret: Place | None) -> None:
        if self.session is None:
            return
        self.update_document(self.session.document)
        self.set_caret(caret or self.caret)
        self.edited.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self.session is not None and self.session.can_undo:
            self._refreshed(self.session.undo(self.caret))

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.session is not None and self.session.can_redo:
            self._refreshed(self.session.redo(self.caret))

    # --- text

    def insert_text(self, written: str, *, kind: str = "") -> None:
        """Write text at the caret, in place of what is selected."""
        document, caret = self._without_selection()
        if "\n" in written:
            document, caret = text.insert_lines(document, caret, written, self._change("insertion"))
        elif written:
            document, caret = text.insert(document, caret, written, self._pending, self._change("insertion"))
        self._pending = None
        self.apply(document, caret, kind)

    def type_letter(self, letter: str) -> None:
        """Write a letter as typography wants it; what it betters can be undone by itself."""
        if self.has_selection or not self.typography:
            self.insert_text(letter, kind="" if self.has_selection else "typing")
            return
        before = text_of(paragraph_at(self.document_shown, self.caret))[: self.caret.offset]
        away, better = typed(before, letter, self.language)
        if better == letter:
            self.insert_text(letter, kind="typing")
            return
        self.insert_text(letter, kind="typing")
        if self.session is not None:
            self.session.pause()
        start = Place(self.caret.story, self.caret.path, self.caret.offset - 1 - away)
        document, caret = text.delete(self.document_shown, start, self.caret)
        document, caret = text.insert(document, caret, better, change=self._change("insertion"))
        self.apply(document, caret)

    def _without_selection(self) -> tuple[Document, Place]:
        if not self.has_selection:
            return self.document_shown, self.caret
        start, end = self.selection
        document, place = text.delete(self.document_shown, start, end, self._change("deletion"))
        return document, (end if self.tracking else place)

    def delete(self, *, forward: bool, word: bool = False) -> None:
        """Delete what is selected, or the character or the word before or after the caret."""
        if self.has_selection:
            document, caret = self._without_selection()
            self.apply(document, caret)
            return
        place = self.caret
        paragraph = paragraph_at(self.document_shown, place)
        said = text_of(paragraph)
        if forward and place.offset < len(said):
            end = word_end(said, place.offset) if word else place.offset + 1
            self._delete_between(place, Place(place.story, place.path, end), place)
        elif not forward and place.offset > 0:
            start = word_start(said, place.offset) if word else place.offset - 1
            self._delete_between(Place(place.story, place.path, start), place, Place(place.story, place.path, start))
        elif not forward and (paragraph.shape.list or paragraph.shape.level):
            self.reshape(lambda shape: replaced(shape, list="", level=0, left=None, first=None))
        else:
            self._join(place, forward=forward)

    def _delete_between(self, start: Place, end: Place, caret: Place) -> None:
        document, _ = text.delete(self.document_shown, start, end, self._change("deletion"))
        self.apply(document, caret, "deleting")

    def _join(self, place: Place, *, forward: bool) -> None:
        other = neighbour(self.document_shown, place, 1 if forward else -1)
        if other is None or other.path[:-1] != place.path[:-1] or abs(other.path[-1] - place.path[-1]) != 1:
            return
        first = place if forward else other
        change = self._change("deletion")
        if (
            change is not None and self.document_shown.kind == "odt"
        ):  # the end of a paragraph is not deleted alone there
            self.set_caret(
                other if forward else Place(other.story, other.path, size(paragraph_at(self.document_shown, other)))
            )
            return
        if change is not None:
            paragraph = paragraph_at(self.document_shown, first)
            document = text.with_paragraph(self.document_shown, first, replaced(paragraph, change=change))
            self.apply(document, place if forward else Place(first.story, first.path, size(paragraph)))
            return
        document, caret = text.join_next(self.document_shown, first)
        self.apply(document, caret)

    def new_paragraph(self) -> None:
        """Begin a paragraph; an empty item ends its list."""
        paragraph = paragraph_at(self.document_shown, self.caret)
        if paragraph.shape.list and not size(paragraph) and not self.has_selection:
            self.reshape(lambda shape: replaced(shape, list="", level=0, left=None, first=None))
            return
        document, caret = self._without_selection()
        document, caret = text.split(document, caret, self._change("insertion"))
        self.apply(document, caret)

    # --- formatting

    def look(self) -> Look:
        """Return how the text at the caret, or at the selection's beginning, looks in the end."""
        place = self.selection[0]
        paragraph = paragraph_at(self.document_shown, place)
        offset = place.offset + 1 if self.has_selection and place.offset < size(paragraph) else place.offset
        said, _ = pieces.look_at(paragraph.content, offset)
        resolver = self.flow.context.resolver
        return resolver.look(self._pending or said, resolver.shape(paragraph))

    def shape(self) -> Shape:
        """Return the shape of the caret's paragraph in the end."""
        return self.flow.context.resolver.shape(paragraph_at(self.document_shown, self.caret))

    def restyle(self, change: Callable[[Look], Look]) -> None:
        """Change how the selected text looks, or the text that is typed next."""
        if not self.has_selection:
            said, _ = pieces.look_at(paragraph_at(self.document_shown, self.caret).content, self.caret.offset)
            self._pending = change(self._pending or said)
            self.caret_moved.emit()
            return
        start, end = self.selection
        self.keep_selection(text.restyle(self.document_shown, start, end, change))

    def toggle(self, name: str) -> None:
        """Turn `bold`, `italic`, `underline` or `strike` on or off."""
        wanted = not getattr(self.look(), name)
        self.restyle(lambda look: replaced(look, **{name: wanted}))

    def reshape(self, change: Callable[[Shape], Shape]) -> None:
        """Change the formatting of the selected paragraphs."""
        start, end = self.selection
        self.keep_selection(text.reshape(self.document_shown, start, end, change))

    def set_style(self, name: str) -> None:
        """Give the selected paragraphs a named style."""
        self.reshape(lambda shape: text.with_style(self.document_shown, shape, name))

    def toggle_list(self, *, numbered: bool) -> None:
        """Make the selected paragraphs a list, or none."""
        start, end = self.selection
        self.keep_selection(objects.toggle_list(self.document_shown, start, end, numbered=numbered))

    def change_level(self, by: int) -> None:
        """Move list items deeper or back."""
        start, end = self.selection
        self.keep_selection(objects.change_level(self.document_shown, start, end, by))

    def set_link(self, address: str) -> None:
        """Make the selected text a link, or none."""
        start, end = self.selection
        self.keep_selection(text.link(self.document_shown, start, end, address))

    def keep_selection(self, document: Document, kind: str = "") -> None:
        """Take a changed document; what is selected stays so."""
        anchor, caret = self.anchor, self.caret
        self.apply(document, kind=kind)
        self.anchor = anchor
        self.set_caret(caret, selecting=True)

    # --- clipboard

    def copy(self) -> None:
        """Copy the selected text."""
        if self.has_selection:
            QGuiApplication.clipboard().setText(text.text_between(self.document_shown, *self.selection))

    def cut(self) -> None:
        """Copy the selected text and delete it."""
        self.copy()
        if self.has_selection:
            self.delete(forward=True)

    def paste(self) -> None:
        """Write the clipboard's text."""
        written = QGuiApplication.clipboard().text()
        if written:
            self.insert_text("".join(one for one in written if one >= " " or one in "\t\n\r"))

    def select_all(self) -> None:
        """Select the whole body, or the header, footer or note in which the caret stands."""
        self.select(*objects.whole(self.document_shown, self.caret.story))


def now() -> str:
    """Return the time as files of both formats say it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
