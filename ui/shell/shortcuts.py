"""All shortcuts on one page, gathered from the menus, so that none is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import Page, button, buttons_row
from ui.common.labels import label


class ShortcutsDialog(QDialog):
    """Groups of actions with their keys, one group per menu."""

    def __init__(self, groups: Mapping[str, Sequence[QAction]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(theme.px(560), theme.px(620))
        page = Page(self)
        page.setAccessibleName(self.tr("Keyboard shortcuts"))
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.column.addWidget(label(self.tr("Keyboard shortcuts"), "headline", self))
        for title, actions in groups.items():
            shown = [action for action in actions if action.shortcuts()]
            if not shown:
                continue
            page.column.addWidget(label(title.replace("&", ""), "section", self))
            grid = QGridLayout()
            grid.setColumnStretch(0, 1)
            for place, action in enumerate(shown):
                keys = " · ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())
                grid.addWidget(label(action.text().replace("&", "").rstrip("…"), "", self), place, 0)
                grid.addWidget(label(keys, "soft", self), place, 1, Qt.AlignmentFlag.AlignRight)
            page.column.addLayout(grid)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(12), theme.px(12))
        column.addWidget(page)
        column.addLayout(buttons_row(None, button(self.tr("Close"), self.accept, kind="primary", parent=self)))
