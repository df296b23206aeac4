"""A document compared with another version of it: what differs side by side, and what is taken over from there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editors.compare import documents
from editors.compare.lines import Kind, Line, compared
from editors.document.tree import Document
from editors.widgets.writer import Writer
from ui import theme
from ui.common.comparison import ComparisonView
from ui.common.dates import figure
from ui.common.forms import button, buttons_row, tool
from ui.common.labels import label


async def differences(mine: Document, theirs: Document) -> tuple[Sequence[Line], frozenset[int]]:
    """Return the lines of both versions, and those of which either may be chosen; beside the window's thread."""

    def found() -> tuple[Sequence[Line], frozenset[int]]:
        lines = compared(documents.texts(mine), documents.texts(theirs))
        places = (place for place, line in enumerate(lines) if line.kind is not Kind.SAME)
        return lines, frozenset(place for place in places if documents.carried(mine, theirs, lines[place]))

    return await asyncio.to_thread(found)


class CompareDialog(QDialog):
    """The open document at the left, the other version at the right; what is chosen there becomes one edit."""

    def __init__(
        self, writer: Writer, name: str, other: Document, other_name: str, lines: Sequence[Line], choosable: frozenset[int],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._writer, self._mine, self._other, self._lines = writer, writer.document_shown, other, lines
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare {name} with {other}").format(name=name, other=other_name))
        self.resize(theme.px(1040), theme.px(680))
        self.view = ComparisonView(self)
        self.view.lines.names = (name, other_name)
        self.view.lines.show(documents.texts(self._mine), documents.texts(other), lines, choosable)
        self.view.lines.choice_changed.connect(self._count)
        self._counted = label("", "soft", self, wrap=True)
        self.take = button(self.tr("Take over what is chosen"), self._take, kind="primary", parent=self)
        steps = buttons_row(
            self._counted,
            None,
            button(
                self.tr("All on the left"), partial(self.view.lines.choose_all, right=False), kind="link", parent=self
            ),
            button(
                self.tr("All on the right"), partial(self.view.lines.choose_all, right=True), kind="link", parent=self
            ),
            tool("chevron-up", self.tr("Difference before (Shift+F8)"), lambda: self.view.go(-1), self),
            tool("chevron-down", self.tr("Next difference (F8)"), lambda: self.view.go(1), self),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(steps)
        column.addWidget(self.view, 1)
        column.addLayout(buttons_row(None, button(self.tr("Close"), self.reject, parent=self), self.take))
        self._count()

    @Slot()
    def _count(self) -> None:
        found, taken = len(self.view.lines.differences), len(self.view.lines.taken)
        words = self.tr("%n differences", "", found) if found else self.tr("Both versions say the same.")
        chosen = self.tr("{count} taken over from the right").format(count=figure(taken)) if taken else ""
        self._counted.setText(" · ".join(one for one in (words, chosen) if one))
        self.take.setEnabled(bool(taken))

    def _take(self) -> None:
        made = documents.merged(self._mine, self._other, self._lines, frozenset(self.view.lines.taken))
        self._writer.apply(made)
        self.accept()
