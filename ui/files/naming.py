"""Asking for the name of a folder or file: what is wrong with one is said while it is typed, with the rule behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from sync.model.file_names import trouble
from ui import theme
from ui.common.forms import Field, button, buttons_row
from ui.files import words


class NameDialog(QDialog):
    """One field. `taken(name)` tells whether a name is there already. `name_chosen(str)` when it was accepted."""

    name_chosen = Signal(str)

    def __init__(
        self, title: str, action: str, name: str, taken: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._taken = taken
        self._first = name
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(420))
        self.edit = QLineEdit(name, self)
        self.field = Field(self.tr("Name"), self.edit, " ", self)
        self._accept = button(action, self._choose, kind="primary", parent=self)
        self._accept.setDefault(True)
        cancel = button(self.tr("Cancel"), self.reject, parent=self)
        cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(16))
        column.addWidget(self.field)
        column.addLayout(buttons_row(None, cancel, self._accept))
        self.edit.textChanged.connect(self._look)
        stem, dot, _ = name.rpartition(".")
        self.edit.setSelection(0, len(stem) if dot and stem else len(name))
        self._look(name)

    @Slot(str)
    def _look(self, name: str) -> None:
        wrong = words.rule(trouble(name)) if name else ""
        if not wrong and name != self._first and self._taken(name):
            wrong = self.tr("There is already something of this name here.")
        self.field.say(wrong or " ", "danger" if wrong else "faint")
        self._accept.setEnabled(bool(name) and not wrong)

    @Slot()
    def _choose(self) -> None:
        self.name_chosen.emit(self.edit.text())
        self.accept()
