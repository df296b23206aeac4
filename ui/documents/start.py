"""Where writing begins: new documents from templates, a file of this computer, and what was open lately."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.store.rows import DocumentRow
from ui import theme
from ui.common import dates
from ui.common.forms import button
from ui.common.labels import label

_ROW = Qt.ItemDataRole.UserRole


class StartPage(QWidget):
    """Templates, a button to open a file, and the recent documents."""

    new_wanted = Signal(str, str)
    """Kind (`odt`, `docx`) and template."""
    file_wanted = Signal()
    drive_wanted = Signal()
    row_chosen = Signal(object)
    row_forgotten = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(32), theme.px(40), theme.px(24))
        column.setSpacing(theme.px(12))
        column.addWidget(label(self.tr("Documents"), "title", self))
        column.addWidget(label(self.tr("New document"), "section", self))
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(12))
        for name, icon, words in (
            ("blank", "file", self.tr("Blank page")),
            ("letter", "mail", self.tr("Letter")),
            ("note", "notebook-pen", self.tr("Note")),
            ("minutes", "list-checks", self.tr("Minutes")),
        ):
            cards.addWidget(self._card(name, icon, words))
        cards.addStretch(1)
        column.addLayout(cards)
        column.addLayout(self._formats())
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Recent documents"), "section", self), 1)
        row.addWidget(button(self.tr("Open a file…"), self.file_wanted, icon="folder-open", parent=self))
        self.drive = button(self.tr("Open from a drive…"), self.drive_wanted, icon="hard-drive", parent=self)
        row.addWidget(self.drive)
        column.addSpacing(theme.px(12))
        column.addLayout(row)
        self.recent = QListWidget(self)
        self.recent.setAccessibleName(self.tr("Recent documents"))
        self.recent.itemActivated.connect(self._choose)
        self.recent.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        forget = self.recent.addAction(self.tr("Remove from the list"), self._forget)
        forget.setShortcut("Delete")
        forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        column.addWidget(self.recent, 1)
        self._empty = QLabel(self.tr("Documents that you open or save will be listed here."), self)
        column.addWidget(self._empty)
        self._filler = QWidget(self)
        column.addWidget(self._filler, 1)
        self.show_rows([])

    def _card(self, name: str, icon: str, words: str) -> QWidget:
        frame = QFrame(self)
        frame.setProperty("card", "true")
        made = QToolButton(frame)
        made.setText(words)
        made.setAccessibleName(self.tr("New document: {template}").format(template=words))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setFixedSize(theme.px(120), theme.px(104))
        theme.set_icon(made, icon, "accent_ink")
        made.setIconSize(made.iconSize() * 2)
        made.clicked.connect(partial(self._new, name))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(made)
        return frame

    def _formats(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(label(self.tr("Format"), "soft", self))
        self._group = QButtonGroup(self)
        for kind, words in (("odt", self.tr("OpenDocument (.odt), recommended")), ("docx", self.tr("Word (.docx)"))):
            made = QRadioButton(words, self)
            made.setProperty("kind_of_file", kind)
            made.setChecked(kind == "odt")
            self._group.addButton(made)
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _new(self, name: str) -> None:
        chosen = self._group.checkedButton()
        self.new_wanted.emit("odt" if chosen is None else str(chosen.property("kind_of_file")), name)

    def _place_of(self, row: DocumentRow) -> str:
        if row.item:
            return self.tr("On a drive")
        return row.place or self.tr("Not saved yet")

    def show_rows(self, rows: list[DocumentRow]) -> None:
        """List the recent documents."""
        self.recent.clear()
        for row in rows:
            when = dates.full(row.updated // 1000)
            item = QListWidgetItem(theme.icon("file-text"), f"{row.name}\n{self._place_of(row)} · {when}", self.recent)
            item.setData(_ROW, row)
        self.recent.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._filler.setVisible(not rows)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.row_chosen.emit(item.data(_ROW))

    @Slot()
    def _forget(self) -> None:
        item = self.recent.currentItem()
        if item is not None:
            self.row_forgotten.emit(item.data(_ROW))
