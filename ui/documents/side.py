"""Beside the text: the headings to go to, the comments, and the tracked changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from editors.document import find
from editors.widgets.writer import Writer
from ui import theme
from ui.documents.accessibility import AccessibilityPanel
from ui.documents.changes import ChangesPanel
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
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setStyleSheet(f"QTabBar::tab {{ padding: {theme.px(6)}px {theme.px(8)}px; }}")
        self.headings = self._list("heading", self.tr("Headings"))
        self.comment_panel = CommentsPanel(writer, self)
        self.comments = self.comment_panel.list
        self._tab(self.comment_panel, "message-square", self.tr("Comments"))
        self.change_panel = ChangesPanel(writer, self)
        self.changes = self.change_panel.list
        self._tab(self.change_panel, "history", self.tr("Changes"))
        self.access_panel = AccessibilityPanel(writer, self)
        self._tab(self.access_panel, "accessibility", self.tr("Accessibility"))
        self._empty = QLabel(self.tr("Headings, comments and tracked changes appear here."), self)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.addWidget(self.tabs)
        column.addWidget(self._empty)
        self._soon = QTimer(self, singleShot=True, interval=400)
        self._soon.timeout.connect(self.refresh)
        writer.edited.connect(self._refresh_soon)

    def _list(self, icon: str, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.itemClicked.connect(self._go)
        made.itemActivated.connect(self._go)
        self._tab(made, icon, name)
        return made

    def _tab(self, shown: QWidget, icon: str, name: str) -> None:
        self.tabs.addTab(shown, theme.icon(icon), "")
        self.tabs.setTabToolTip(self.tabs.count() - 1, name)

    def check_access(self) -> None:
        """Show what keeps people from reading the document."""
        self.tabs.setCurrentWidget(self.access_panel)
        self.access_panel.refresh()

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
        self.change_panel.refresh()
        for index, made in enumerate((self.headings, self.comments, self.changes)):
            self.tabs.setTabText(index, str(made.count()) if made.count() else "")
        self._empty.setVisible(not (self.headings.count() or self.comments.count() or self.changes.count()))

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        held = item.data(_PLACE)
        self._writer.select(held[0], held[1])
        self._writer.setFocus()


def _fill(made: QListWidget, rows: list[tuple[str, object]]) -> None:
    made.clear()
    for words, held in rows:
        item = QListWidgetItem(words, made)
        item.setData(_PLACE, held)
