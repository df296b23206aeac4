"""The writer: keys, clipboard and commands turned into edits of the tree, with undo; the pages follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from editors.document import changes, objects, pieces, tables, text
from editors.document.places import Place, neighbour, paragraph_at, size
from editors.document.session import Session
from editors.document.tree import Change, Document, Look, Run, Shape, Table, replaced, text_of
from editors.document.typography import typed
from editors.widgets.caret import CaretCanvas, Standard, word_end, word_start
from editors.widgets.resolve import text_width


class Writer(CaretCanvas):
    """Edits a session's document. `edited` after every change; `caret_moved` when the caret is elsewhere."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.author = ""
        self.tracking = False
        self.typography = True
        self._pending: Look | None = None
        """How the next typed text looks, where a format was chosen without a selection."""
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
        if not self.tracking:
            return None
        return Change(kind, self.author, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

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
        if self.tracking:
            change = self._change("deletion")
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
        self._keep_selection(text.restyle(self.document_shown, start, end, change))

    def toggle(self, name: str) -> None:
        """Turn `bold`, `italic`, `underline` or `strike` on or off."""
        wanted = not getattr(self.look(), name)
        self.restyle(lambda look: replaced(look, **{name: wanted}))

    def reshape(self, change: Callable[[Shape], Shape]) -> None:
        """Change the formatting of the selected paragraphs."""
        start, end = self.selection
        self._keep_selection(text.reshape(self.document_shown, start, end, change))

    def set_style(self, name: str) -> None:
        """Give the selected paragraphs a named style."""
        self.reshape(lambda shape: text.with_style(self.document_shown, shape, name))

    def toggle_list(self, *, numbered: bool) -> None:
        """Make the selected paragraphs a list, or none."""
        start, end = self.selection
        self._keep_selection(objects.toggle_list(self.document_shown, start, end, numbered=numbered))

    def change_level(self, by: int) -> None:
        """Move list items deeper or back."""
        start, end = self.selection
        self._keep_selection(objects.change_level(self.document_shown, start, end, by))

    def set_link(self, address: str) -> None:
        """Make the selected text a link, or none."""
        start, end = self.selection
        self._keep_selection(text.link(self.document_shown, start, end, address))

    def _keep_selection(self, document: Document) -> None:
        anchor, caret = self.anchor, self.caret
        self.apply(document)
        self.anchor = anchor
        self.set_caret(caret, selecting=True)

    # --- objects and tables

    def insert_table(self, rows: int, columns: int) -> None:
        """Insert a table as wide as the text."""
        page = self.flow.pages[self.page_of(self.caret)].page
        made = tables.new_table(rows, columns, round(text_width(page) / 10, 1), header=True)
        document, caret = tables.insert_table(self.document_shown, self.caret, made)
        self.apply(document, caret)

    def in_table(self) -> bool:
        """Return whether the caret stands in a table."""
        return len(self.caret.path) > 3

    def change_table(self, change: Callable[[Table, int, int], Table | None]) -> None:
        """Change the table around the caret; `change` gets it with the caret's row and column."""
        table, path, row, cell = tables.table_at(self.document_shown, self.caret)
        column = tables.column_of(table.rows[row], cell)
        document = tables.change_table(self.document_shown, self.caret, lambda one: change(one, row, column))
        gone = change(table, row, column) is None
        self.apply(document, Place(self.caret.story, path) if gone else self.caret)

    def merge_selected_cells(self) -> None:
        """Merge the cells between both ends of the selection. Raises `ValueError` where others lie across."""
        start, end = self.selection
        table, path, row, cell = tables.table_at(self.document_shown, start)
        other, other_path, last_row, last_cell = tables.table_at(self.document_shown, end)
        if path != other_path or table is not other:
            return
        first_column, last_column = (
            tables.column_of(table.rows[row], cell),
            tables.column_of(table.rows[last_row], last_cell),
        )
        low, high = min(first_column, last_column), max(first_column, last_column)
        merged = tables.merge(table, (row, low), (last_row, high))
        self.apply(
            tables.change_table(self.document_shown, start, lambda _: merged),
            Place(start.story, (*path, row, tables.cell_over(merged.rows[row], low), 0)),
        )

    def insert_picture(self, raw: bytes, width: float, height: float, alternative: str) -> None:
        """Insert a picture at the caret, no wider than the text."""
        page = self.flow.pages[self.page_of(self.caret)].page
        most = text_width(page) / 10
        if width > most:
            width, height = most, height * most / width
        document, caret = self._without_selection()
        document, caret = objects.insert_picture(document, caret, raw, round(width, 2), round(height, 2), alternative)
        self.apply(document, caret)

    def insert_page_break(self) -> None:
        """Begin a page at the caret."""
        document, caret = self._without_selection()
        self.apply(*objects.insert_page_break(document, caret))

    def insert_footnote(self, words: str) -> None:
        """Insert a footnote at the caret."""
        document, caret, _ = objects.insert_note(self.document_shown, self.selection[1], "footnote", words)
        self.apply(document, caret)

    def comment(self, words: str) -> None:
        """Comment on what is selected, or on the word at the caret."""
        start, end = self.selection
        if start == end:
            said = text_of(paragraph_at(self.document_shown, start))
            start = Place(start.story, start.path, word_start(said, min(len(said), start.offset + 1)))
            end = Place(end.story, end.path, word_end(said, end.offset, spaces=False))
        document, _ = objects.add_comment(
            self.document_shown, start, end, words, self.author, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        )
        self._keep_selection(document)

    def settle_changes(self, *, accept: bool) -> None:
        """Accept or reject the tracked changes in the selection, or in the whole body where nothing is selected."""
        start, end = self.selection if self.has_selection else objects.whole(self.document_shown)
        self.apply(changes.settle(self.document_shown, start, end, accept=accept), start)

    def insert_field(self, kind: str, shown: str) -> None:
        """Insert a field at the caret."""
        document, caret = self._without_selection()
        self.apply(*objects.insert_field(document, caret, kind, shown))

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
        """Select the whole body."""
        self.select(*objects.whole(self.document_shown))

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._flow is None or self.session is None:
            return
        if self.moved(event):
            self._pending = None
            self.session.pause()
            return
        for sequence, command in self._commands().items():
            if event.matches(sequence):
                command()
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.insert_page_break()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._line_break()
            else:
                self.new_paragraph()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.delete(forward=event.key() == Qt.Key.Key_Delete, word=word)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(back=event.key() == Qt.Key.Key_Backtab)
        elif event.text() and event.text().isprintable() and not _is_command(event):
            self.type_letter(event.text())
        else:
            super().keyPressEvent(event)

    def _commands(self) -> dict[QKeySequence.StandardKey, Callable[[], None]]:
        return {
            Standard.Undo: self.undo, Standard.Redo: self.redo, Standard.Copy: self.copy, Standard.Cut: self.cut,
            Standard.Paste: self.paste, Standard.SelectAll: self.select_all,
        }  # fmt: skip

    def _line_break(self) -> None:
        document, caret = self._without_selection()
        document, caret = text.insert_piece(
            document, caret, Run("\n", pieces.look_at(paragraph_at(document, caret).content, caret.offset)[0])
        )
        self.apply(document, caret)

    def _tab(self, *, back: bool) -> None:
        paragraph = paragraph_at(self.document_shown, self.caret)
        if self.in_table():
            found = neighbour(self.document_shown, self.caret, -1 if back else 1)
            while found is not None and found.path[:-1] == self.caret.path[:-1]:
                found = neighbour(self.document_shown, found, -1 if back else 1)
            if found is not None and len(found.path) > 3:
                self.set_caret(found)
            elif not back:
                self.change_table(lambda table, row, column: tables.insert_row(table, row + 1))
                self._tab(back=False)
        elif paragraph.shape.list and self.caret.offset == 0:
            self.change_level(-1 if back else 1)
        elif not back:
            self.insert_text("\t", kind="typing")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method (dead keys, other scripts) has composed."""
        if event.commitString():
            self.insert_text(event.commitString(), kind="typing")
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Tell an input method where the caret is."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        if query == Qt.InputMethodQuery.ImCursorRectangle and self._flow is not None:
            rect = self.caret_rect(self.caret)
            return rect.toRect() if rect is not None else super().inputMethodQuery(query)
        return super().inputMethodQuery(query)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab for the text; Ctrl+Tab and F6 leave it."""
        return False


def _is_command(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(held) and held != both  # AltGr writes letters
