"""What can be put into the text: breaks, notes, comments, headers, fields, bookmarks, references, a table of contents."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from editors.document import find, references
from editors.document.places import Place, paragraph_at, size
from editors.widgets.writer import Writer
from ui.common import toasts

MOST = 40
"""Headings and bookmarks that the menu of references offers."""


class InsertMenu(QMenu):
    """The menu of the button “Insert”. `after` is called once something was inserted."""

    comment_wanted = Signal()

    def __init__(self, writer: Writer, after: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._writer, self._after = writer, after
        self._add(self.tr("Page break\tCtrl+Enter"), writer.insert_page_break)
        self._add(self.tr("Footnote\tCtrl+Alt+F"), partial(writer.insert_note, "footnote"))
        self._add(self.tr("Endnote\tCtrl+Alt+D"), partial(writer.insert_note, "endnote"))
        self.addAction(self.tr("Comment\tCtrl+Alt+C"), self.comment_wanted.emit)
        self.addSeparator()
        self._add(self.tr("Header"), partial(writer.edit_margin, "header"))
        self._add(self.tr("Footer"), partial(writer.edit_margin, "footer"))
        self.addSeparator()
        fields = self.addMenu(self.tr("Field"))
        for words, kind in (
            (self.tr("Page number"), "page"), (self.tr("Number of pages"), "pages"), (self.tr("Date"), "date"),
            (self.tr("Time"), "time"), (self.tr("Title of the document"), "title"),
        ):  # fmt: skip
            fields.addAction(words, partial(self._do, partial(self._field, kind)))
        self.addAction(self.tr("Bookmark…"), self._bookmark)
        self._references = self.addMenu(self.tr("Reference to"))
        self._references.aboutToShow.connect(self.fill_references)
        self.addAction(self.tr("Table of contents"), self.insert_contents)
        self._add(self.tr("Update fields\tF9"), writer.update_fields)

    def _add(self, words: str, chosen: Callable[[], object]) -> None:
        self.addAction(words, partial(self._do, chosen))

    def _do(self, chosen: Callable[[], object]) -> None:
        chosen()
        self._after()

    def _field(self, kind: str) -> None:
        date, time = self._writer.moment()
        title = self._writer.document_shown.properties.title
        shown = {"page": "1", "pages": "1", "date": date, "time": time, "title": title or self.tr("Title")}
        self._writer.insert_field(kind, shown[kind])
        if kind in ("page", "pages"):
            self._writer.update_fields()

    def _bookmark(self) -> None:
        name, right = QInputDialog.getText(self._writer, self.tr("Bookmark"), self.tr("Name of this place:"))
        name = "_".join(name.split())
        if right and name:
            self._do(partial(self._writer.insert_bookmark, name))

    @Slot()
    def insert_contents(self) -> None:
        """Put a table of contents at the caret, or bring the one that there is up to date."""
        if not self._writer.insert_contents():
            toasts.say(self._writer, self.tr("Give some lines a heading style first: the table is made of them."))
        self._after()

    @Slot()
    def fill_references(self) -> None:
        """Offer the headings and the bookmarks, each by its words or its page."""
        self._references.clear()
        document = self._writer.document_shown
        for _, words, place in list(find.headings(document))[:MOST]:
            self._offer(words, partial(self._to_heading, place))
        self._references.addSeparator()
        for name in [one for one in references.bookmarks(document) if not one.startswith("_")][:MOST]:
            self._offer(name, partial(self._writer.insert_reference, name))
        if self._references.isEmpty():
            self._references.addAction(self.tr("No heading and no bookmark yet")).setEnabled(False)

    def _offer(self, words: str, chosen: Callable[[str], object]) -> None:
        menu = self._references.addMenu(words[:60].replace("&", "&&"))
        menu.addAction(self.tr("Its words"), partial(self._do, partial(chosen, "text")))
        menu.addAction(self.tr("Its page"), partial(self._do, partial(chosen, "page")))

    def _to_heading(self, place: Place, what: str) -> None:
        """Refer to a heading by a bookmark of its own, made where it has none."""
        document = self._writer.document_shown
        known = references.bookmarks(document)
        name = next(
            (name for name, (start, _) in known.items() if start.path == place.path and name.startswith("_Ref")), ""
        )
        if not name:
            number = 1
            while (name := f"_Ref{700000 + number}") in known:
                number += 1
            end = Place(place.story, place.path, size(paragraph_at(document, place)))
            self._writer.keep_selection(references.add_bookmark(document, place, end, name))
        self._writer.insert_reference(name, what)
