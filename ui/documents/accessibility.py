"""The accessibility check beside the text: what is to be mended, where, and a way to mend it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QInputDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editors.document import objects, tables
from editors.document.places import paragraph_at
from editors.document.text import with_paragraph
from editors.document.tree import Image, length, replaced
from editors.widgets.accessibility import Finding, check
from editors.widgets.writer import Writer
from ui import theme
from ui.common.forms import button, buttons_row
from ui.common.labels import label

_FINDING = Qt.ItemDataRole.UserRole
_MENDED = frozenset({"no_title", "image_without_text", "table_without_header"})


class AccessibilityPanel(QWidget):
    """What the check found. It looks when it is asked to, and again after each thing that was mended."""

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._told = label("", "soft", self, wrap=True)
        self._told.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), 0)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Accessibility"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.currentRowChanged.connect(self._enable)
        self.mend = button(self.tr("Mend…"), self._mend, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self.list, 1)
        row = buttons_row(button(self.tr("Check"), self.refresh, parent=self), self.mend, None)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        column.addLayout(row)
        self._enable()

    def _words(self, code: str) -> str:
        return {
            "no_title": self.tr("The document has no title"),
            "no_language": self.tr("The document does not say its language"),
            "no_headings": self.tr("A long text without headings"),
            "heading_skipped": self.tr("A heading skips a level"),
            "image_without_text": self.tr("A picture without alternative text"),
            "table_without_header": self.tr("A table without a header row"),
            "table_merged_cells": self.tr("A table with merged cells is hard to follow by ear"),
            "low_contrast": self.tr("Text that hardly stands out from its ground"),
            "link_says_nothing": self.tr("A link whose words do not say where it leads"),
            "spaces_as_layout": self.tr("Spaces used to place text: a tab or a table says it better"),
        }[code]

    @Slot()
    def refresh(self) -> None:
        """Check the document."""
        found = check(self._writer.document_shown)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{self._words(one.code)}\n{one.words}".rstrip(), self.list)
            item.setData(_FINDING, one)
        self._told.setText(
            self.tr("%n things to mend", "", len(found)) if found else self.tr("Nothing to mend was found.")
        )
        self._enable()

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen."""
        row = self.list.currentRow()
        return self.list.item(row).data(_FINDING) if row >= 0 else None

    @Slot()
    def _enable(self) -> None:
        found = self.chosen
        self.mend.setEnabled(found is not None and found.code in _MENDED)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        found: Finding = item.data(_FINDING)
        self._writer.select(found.start, found.end)

    def _mend(self) -> None:
        found = self.chosen
        if found is None:
            return
        if found.code == "table_without_header":
            document = self._writer.document_shown
            self._writer.apply(tables.change_table(document, found.start, lambda table: tables.toggle_header(table, 1)))
            self.refresh()
            return
        question = (
            self.tr("Title of the document:")
            if found.code == "no_title"
            else self.tr("What the picture shows, for those who cannot see it:")
        )
        words, right = QInputDialog.getText(self, self.tr("Mend"), question)
        if right and words.strip():
            self.mend_with(words.strip())

    def mend_with(self, words: str) -> None:
        """Give the document its title, or the picture its alternative text."""
        found, document = self.chosen, self._writer.document_shown
        if found is None:
            return
        if found.code == "no_title":
            properties = replaced(document.properties, title=words)
            self._writer.apply(objects.with_properties(document, properties))
        else:
            paragraph = paragraph_at(document, found.start)
            at, content = 0, []
            for piece in paragraph.content:
                mended = isinstance(piece, Image) and at == found.start.offset
                content.append(replaced(piece, alternative=words) if mended else piece)
                at += length(piece)
            self._writer.apply(with_paragraph(document, found.start, replaced(paragraph, content=tuple(content))))
        self.refresh()
