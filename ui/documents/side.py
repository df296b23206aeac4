"""Beside the text: the headings to go to, the comments, and the tracked changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from editors.document import changes, find
from editors.document.places import Place
from editors.document.text import text_between
from editors.widgets.writer import Writer
from ui import theme
from ui.common.forms import button
from ui.documents.comments import CommentsPanel

_PLACE = Qt.ItemDataRole.UserRole


class Side(QWidget):
    """Three lists that follow the document a moment after it was edited."""

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self.setAccessibleName(self.tr("Navigator"))
        self.setMinimumWidth(theme.px(180))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.headings = self._list("heading", self.tr("Headings"))
        self.comment_panel = CommentsPanel(writer, self)
        self.comments = self.comment_panel.list
        self._tab(self.comment_panel, "message-square", self.tr("Comments"))
        self.changes = self._list("history", self.tr("Changes"))
        self._empty = QLabel(self.tr("Headings, comments and tracked changes appear here."), self)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.addWidget(self.tabs)
        row = QHBoxLayout()
        self._accept = button(self.tr("Accept"), partial(self._settle, True), parent=self)
        self._reject = button(self.tr("Reject"), partial(self._settle, False), parent=self)
        for one in (self._accept, self._reject):
            row.addWidget(one)
        column.addWidget(self._empty)
        column.addLayout(row)
        self._soon = QTimer(self, singleShot=True, interval=400)
        self._soon.timeout.connect(self.refresh)
        writer.edited.connect(self._refresh_soon)
        self.tabs.currentChanged.connect(self._show_buttons)

    def _list(self, icon: str, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.itemClicked.connect(self._go)
        made.itemActivated.connect(self._go)
        made.currentItemChanged.connect(self._show_buttons)
        self._tab(made, icon, name)
        return made

    def _tab(self, shown: QWidget, icon: str, name: str) -> None:
        self.tabs.addTab(shown, theme.icon(icon), "")
        self.tabs.setTabToolTip(self.tabs.count() - 1, name)

    def write_comment(self, identity: str) -> None:
        """Show a comment, to write in it."""
        self.refresh()
        self.tabs.setCurrentWidget(self.comment_panel)
        self.comment_panel.choose(identity, write=True)

    @Slot()
    def _refresh_soon(self) -> None:
        self._soon.start(min(10_000, 400 + len(self._writer.document_shown.body) // 4))

    @Slot()
    def refresh(self) -> None:
        """Read the lists again."""
        document = self._writer.document_shown
        rows: list[tuple[str, object]] = [
            ("    " * (level - 1) + words, (place, place)) for level, words, place in find.headings(document)
        ]
        _fill(self.headings, rows)
        self.comment_panel.refresh()
        tracked: list[tuple[str, object]] = []
        for start, end, change in changes.tracked(document):
            kind = self.tr("Inserted") if change.kind == "insertion" else self.tr("Deleted")
            tracked.append((f"{kind} · {change.author}\n{_words(self._writer, start, end)}", (start, end)))
        _fill(self.changes, tracked)
        for index, made in enumerate((self.headings, self.comments, self.changes)):
            self.tabs.setTabText(index, str(made.count()) if made.count() else "")
        self._empty.setVisible(not (self.headings.count() or self.comments.count() or self.changes.count()))
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        shown = self.tabs.currentWidget()
        tracked = self._writer.session is not None and self._writer.session.document.kind == "docx"
        for one in (self._accept, self._reject):
            one.setVisible(shown is self.changes and tracked and self.changes.currentItem() is not None)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        held = item.data(_PLACE)
        self._writer.select(held[0], held[1])
        self._writer.setFocus()

    def _settle(self, accept: bool) -> None:
        item = self.changes.currentItem()
        if item is not None:
            start, end = item.data(_PLACE)
            self._writer.apply(changes.settle(self._writer.document_shown, start, end, accept=accept), start)
            self.refresh()


def _fill(made: QListWidget, rows: list[tuple[str, object]]) -> None:
    made.clear()
    for words, held in rows:
        item = QListWidgetItem(words, made)
        item.setData(_PLACE, held)


def _words(writer: Writer, start: Place, end: Place) -> str:
    return text_between(writer.document_shown, start, end)[:120]
