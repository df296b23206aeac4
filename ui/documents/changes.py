"""The tracked changes beside the text: of everybody or of one author, each and all of them accepted or rejected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editors.document import changes, objects, pieces
from editors.document.places import Place, paragraph_at
from editors.document.text import text_between
from editors.document.tree import Opaque
from editors.widgets.writer import Writer
from ui import theme
from ui.common.forms import button

_PLACES = Qt.ItemDataRole.UserRole


class ChangesPanel(QWidget):
    """A list of tracked changes, and what can be done with them."""

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.authors = QComboBox(self)
        self.authors.setAccessibleName(self.tr("Author"))
        self.authors.activated.connect(self.refresh)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Changes"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.currentRowChanged.connect(self._enable)
        self._each = [
            button(self.tr("Accept"), partial(self.settle, True), parent=self),
            button(self.tr("Reject"), partial(self.settle, False), parent=self),
        ]
        self._all = [
            button(self.tr("Accept all"), partial(self.settle_all, True), parent=self),
            button(self.tr("Reject all"), partial(self.settle_all, False), parent=self),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.addWidget(self.authors)
        column.addWidget(self.list, 1)
        for buttons in (self._each, self._all):
            row = QHBoxLayout()
            row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
            for one in buttons:
                row.addWidget(one)
            column.addLayout(row)
        self._enable()

    @property
    def author(self) -> str:
        """Whose changes are shown, "" for everybody's."""
        return str(self.authors.currentData() or "")

    @Slot()
    def refresh(self) -> None:
        """List the changes again."""
        document = self._writer.document_shown
        found = changes.tracked(document)
        self._fill_authors(sorted({change.author for _, _, change in found if change.author}))
        row = self.list.currentRow()
        self.list.clear()
        for start, end, change in found:
            if self.author in ("", change.author):
                kind = self.tr("Inserted") if change.kind == "insertion" else self.tr("Deleted")
                item = QListWidgetItem(f"{kind} · {change.author}\n{self._words(start, end)}", self.list)
                item.setData(_PLACES, (start, end))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._enable()

    def _fill_authors(self, names: list[str]) -> None:
        known = [str(self.authors.itemData(index)) for index in range(1, self.authors.count())]
        if self.authors.count() and known == names:
            return
        chosen = self.author
        self.authors.clear()
        self.authors.addItem(self.tr("Everybody"), "")
        for name in names:
            self.authors.addItem(name, name)
        self.authors.setCurrentIndex(max(0, self.authors.findData(chosen)))

    def _words(self, start: Place, end: Place) -> str:
        document = self._writer.document_shown
        said = text_between(document, start, end)
        if not said:
            content = pieces.part(paragraph_at(document, start).content, start.offset, end.offset)
            said = " ".join(piece.text for piece in content if isinstance(piece, Opaque))
        return " ".join(said.split())[:120]

    @Slot()
    def _enable(self) -> None:
        self.authors.setVisible(self.authors.count() > 2)
        for one in self._each:
            one.setVisible(self.list.currentRow() >= 0)
        for one in self._all:
            one.setVisible(self.list.count() > 0)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        self._writer.select(*item.data(_PLACES))
        self._writer.setFocus()

    def settle(self, accept: bool) -> None:
        """Accept or reject the chosen change."""
        item = self.list.currentItem()
        if item is not None:
            self._settle(item.data(_PLACES), accept)

    def settle_all(self, accept: bool) -> None:
        """Accept or reject all that are listed."""
        self._settle(objects.whole(self._writer.document_shown), accept)

    def _settle(self, ends: tuple[Place, Place], accept: bool) -> None:
        start, end = ends
        document = self._writer.document_shown
        made = changes.settle(document, start, end, accept=accept, author=self.author)
        self._writer.apply(made, start)
        self.refresh()
