"""The writer: keys and commands turned into edits of the tree: what stands in text beside text, tables, tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence

from editors.document import (
    changes,
    comments,
    contents,
    find,
    margins,
    objects,
    pieces,
    references,
    tables,
    text,
)
from editors.document.places import Place, neighbour, paragraph_at, paragraphs
from editors.document.tree import (
    NoteMark,
    Paragraph,
    Run,
    Table,
    length,
    text_of,
)
from editors.widgets.caret import Standard, word_end, word_start
from editors.widgets.resolve import text_width
from editors.widgets.stories import story_of
from editors.widgets.typist import Typist, now


class Writer(Typist):
    """Edits a session's document."""

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

    def insert_note(self, kind: str = "footnote") -> None:
        """Insert a footnote or endnote at the caret, and go on writing in it."""
        document, _, name = objects.insert_note(self.document_shown, self.selection[1], kind)
        self._came_from = self.caret
        self.apply(document, objects.whole(document, name)[1])

    def edit_margin(self, kind: str) -> None:
        """Go to the `header` or `footer` of the page that is shown, made where it has none."""
        number = self.page_of(self.caret)
        box = self.flow.pages[number]
        first = number == 0 or self.flow.pages[number - 1].start[0] != box.start[0]
        name = story_of(self.document_shown, box.page, kind, number, first=first)
        document = self.document_shown
        if name not in document.stories:
            which = "first" if box.page.first_differs and first else "default"
            document, name = margins.with_margin(document, box.start[0], kind, which)
        if self.caret.story == "body":
            self._came_from = self.caret
        self.page_beside = number
        place = objects.whole(document, name)[0]
        if document is self.document_shown:
            self.set_caret(place)
        else:
            self.apply(document, place)

    def leave_story(self) -> bool:
        """Go back from a header, footer or note to the body; return whether there was a way back."""
        if self.caret.story == "body":
            return False
        name = self.caret.story
        called = next(
            (Place("body", path, at) for path, paragraph in paragraphs(self.document_shown.body)
             for at, piece in _notes(paragraph) if piece.note == name), None,
        )  # fmt: skip
        self.set_caret(called or self._came_from)
        return True

    def comment(self, words: str) -> str:
        """Comment on what is selected, or on the word at the caret; return the comment's id."""
        start, end = self.selection
        if start == end:
            said = text_of(paragraph_at(self.document_shown, start))
            start = Place(start.story, start.path, word_start(said, min(len(said), start.offset + 1)))
            end = Place(end.story, end.path, word_end(said, end.offset, spaces=False))
        document, identity = comments.add_comment(
            self.document_shown, start, max(start, end), words, self.author, now()
        )
        self.keep_selection(document)
        return identity

    def answer(self, parent: str) -> str:
        """Begin an answer to a comment; return its id."""
        document, identity = comments.reply(self.document_shown, parent, "", self.author, now())
        self.keep_selection(document)
        return identity

    def settle_changes(self, *, accept: bool, author: str = "") -> None:
        """Accept or reject the tracked changes in the selection, or in the whole body where nothing is selected.

        `author`: those of one alone.
        """
        start, end = self.selection if self.has_selection else objects.whole(self.document_shown)
        self.apply(changes.settle(self.document_shown, start, end, accept=accept, author=author), start)

    def insert_field(self, kind: str, shown: str) -> None:
        """Insert a field at the caret."""
        document, caret = self._without_selection()
        self.apply(*objects.insert_field(document, caret, kind, shown))

    # --- fields, references, tables of contents

    def now_shown(self) -> references.Now:
        """Return what fields show now. Lays the whole document out: pages are counted."""
        self.lay_out(1 << 30)
        date, time = self.moment()
        return references.Now(lambda place: self.page_of(place) + 1, len(self.flow.pages), date, time)

    def update_fields(self) -> None:
        """Bring every field and the table of contents up to date, as one step to undo."""
        place, kind = self.caret, "updating"
        for _ in range(2):  # a table that grew moves the pages that it names
            if contents.stretch(self.document_shown) is not None:
                now = self.now_shown()
                self.apply(contents.update(self.document_shown, now.page_of), place, kind)
            self.apply(references.updated(self.document_shown, self.now_shown()), place, kind)

    def insert_contents(self) -> bool:
        """Put a table of contents before the caret's paragraph; return whether there are headings for one."""
        if next(find.headings(self.document_shown), None) is None or self.caret.story != "body":
            return False
        if contents.stretch(self.document_shown) is None:
            page = self.flow.pages[self.page_of(self.caret)].page
            document = contents.insert(self.document_shown, self.caret, text_width(page) / 10)
            self.apply(document, Place("body", self.caret.path[:1]), "updating")
        self.update_fields()
        return True

    def insert_bookmark(self, name: str) -> None:
        """Name what is selected, or the place of the caret."""
        start, end = self.selection
        self.keep_selection(references.add_bookmark(self.document_shown, start, end, name))

    def insert_reference(self, name: str, what: str) -> None:
        """Insert a reference to a bookmark: its words or its page."""
        document, caret = self._without_selection()
        self.apply(*references.insert_reference(document, caret, name, what, self.now_shown()))

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
        elif event.key() == Qt.Key.Key_Escape and self.leave_story():
            return
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


def _notes(paragraph: Paragraph) -> Iterator[tuple[int, NoteMark]]:
    """Yield the notes that a paragraph calls, each with the place after its mark."""
    at = 0
    for piece in paragraph.content:
        at += length(piece)
        if isinstance(piece, NoteMark):
            yield at, piece


def _is_command(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(held) and held != both  # AltGr writes letters
