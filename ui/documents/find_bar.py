"""Find and replace: a bar under the text, by words or regular expressions."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from editors.document import find
from editors.widgets.writer import Writer
from ui import theme
from ui.common.dates import figure
from ui.common.forms import button, tool


class FindBar(QWidget):
    """Looks for words in the document that the writer shows."""

    closed = Signal()

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(self.tr("Find"))
        self._words.setAccessibleName(self.tr("Find"))
        self._words.textChanged.connect(self._look)
        self._words.returnPressed.connect(self.next)
        self._new = QLineEdit(self)
        self._new.setPlaceholderText(self.tr("Replace with"))
        self._new.setAccessibleName(self.tr("Replace with"))
        self._count = QLabel(self)
        self._case = QCheckBox(self.tr("Match case"), self)
        self._whole = QCheckBox(self.tr("Whole words"), self)
        self._regular = QCheckBox(self.tr("Regular expression"), self)
        for box in (self._case, self._whole, self._regular):
            box.toggled.connect(self._look)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        grid.setSpacing(theme.px(6))
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(tool("chevron-up", self.tr("Previous"), self.previous, self), 0, 1)
        grid.addWidget(tool("chevron-down", self.tr("Next"), self.next, self), 0, 2)
        grid.addWidget(self._count, 0, 3)
        grid.addWidget(self._case, 0, 4)
        grid.addWidget(self._whole, 0, 5)
        grid.addWidget(self._regular, 0, 6)
        grid.addWidget(tool("x", self.tr("Close"), self.close_bar, self), 0, 7)
        grid.addWidget(self._new, 1, 0)
        grid.addWidget(button(self.tr("Replace"), self._replace, parent=self), 1, 1, 1, 2)
        grid.addWidget(button(self.tr("Replace all"), self.replace_everything, parent=self), 1, 3)
        grid.setColumnStretch(0, 1)
        self.hide()

    def open(self) -> None:
        """Show the bar and look for what is selected."""
        self.show()
        self._words.setFocus()
        self._words.selectAll()
        self._look()

    def look_for(self, words: str, new: str = "", *, regular: bool = False) -> None:
        """Look for words, to replace them with others."""
        self._regular.setChecked(regular)
        self._words.setText(words)
        self._new.setText(new)

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._writer.setFocus()
        self.closed.emit()

    def _pattern(self) -> re.Pattern[str] | None:
        if not self._words.text():
            return None
        return find.pattern(
            self._words.text(),
            case=self._case.isChecked(),
            whole=self._whole.isChecked(),
            regular=self._regular.isChecked(),
        )

    @Slot()
    def _look(self) -> None:
        looked_for = self._pattern()
        if looked_for is None:
            broken = bool(self._words.text())
            self._count.setText(self.tr("This is not a regular expression") if broken else "")
            return
        count = sum(1 for _ in find.found(self._writer.document_shown, looked_for))
        self._count.setText(self.tr("%n found", "", count))

    @Slot()
    def next(self) -> None:
        """Select the next find, from the beginning again after the last."""
        self._go(forward=True)

    @Slot()
    def previous(self) -> None:
        """Select the find before, from the end again before the first."""
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        looked_for = self._pattern()
        finds = list(find.found(self._writer.document_shown, looked_for)) if looked_for is not None else []
        if not finds:
            return
        start, end = self._writer.selection
        if forward:
            chosen = next((one for one in finds if one[0] >= end), finds[0])
        else:
            chosen = next((one for one in reversed(finds) if one[1] <= start), finds[-1])
        self._writer.select(*chosen)

    @Slot()
    def _replace(self) -> None:
        looked_for = self._pattern()
        if looked_for is None:
            return
        start, end = self._writer.selection
        if (start, end) in list(find.found(self._writer.document_shown, looked_for)):
            regular = self._regular.isChecked()
            made = find.replace(self._writer.document_shown, start, end, looked_for, self._new.text(), regular=regular)
            self._writer.apply(made, start)
        self.next()
        self._look()

    @Slot()
    def replace_everything(self) -> None:
        """Replace every find, in one step to undo."""
        looked_for = self._pattern()
        if looked_for is None:
            return
        regular = self._regular.isChecked()
        made, count = find.replace_all(self._writer.document_shown, looked_for, self._new.text(), regular=regular)
        if count:
            self._writer.apply(made)
        self._count.setText(self.tr("{count} replaced").format(count=figure(count)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)
