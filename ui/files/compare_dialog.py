"""Two contents of one file beside each other: what differs, a side chosen for each difference, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sync.model.faults import Fault
from sync.rpc import messages as m
from ui import theme
from ui.common.comparison import ComparisonView
from ui.common.filenames import danger
from ui.common.forms import Note, button, buttons_row, tool
from ui.common.labels import ElidedLabel, label
from ui.common.sentences import sentence
from ui.common.slots import slot_async
from ui.files import sides
from ui.files.opening import ask_before_opening, show_copy
from ui.files.sides import Comparison, Side
from ui.link import Link


class CompareDialog(QDialog):
    """Shows both sides of a file. What can be done with them are buttons that whoever opens it adds."""

    made = Signal(object, object, object)
    """What the person made of both sides, and the left and the right one as they were compared (`Kept` each)."""

    def __init__(self, link: Link, name: str, left: Side, right: Side, take: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._name, self._given = link, name, (left, right)
        self._kept: list[m.Kept | None] = [None, None]
        self.comparison: Comparison | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare “{name}”").format(name=name))
        self.resize(theme.px(1040), theme.px(680))
        self.view = ComparisonView(self)
        self.view.lines.names = (left.title, right.title)
        self.view.lines.choice_changed.connect(self._count)
        self._said = label(self.tr("Bringing both sides…"), "soft", self, wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._said)
        self._stack.addWidget(self.view)
        self._counted = label("", "soft", self)
        self._note = Note("", "accent", self)
        self.take = button(take, self._take, kind="primary", parent=self)
        self.take.setEnabled(False)
        self._steps = QWidget(self)
        self._all = [
            button(self.tr("All on the left"), partial(self.view.lines.choose_all, right=False), kind="link", parent=self),
            button(self.tr("All on the right"), partial(self.view.lines.choose_all, right=True), kind="link", parent=self),
        ]
        steps = QHBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.addWidget(self._counted, 1)
        for one in self._all:
            steps.addWidget(one)
        steps.addWidget(tool("chevron-up", self.tr("Difference before (Shift+F8)"), lambda: self.view.go(-1), self))
        steps.addWidget(tool("chevron-down", self.tr("Next difference (F8)"), lambda: self.view.go(1), self))
        self._steps.hide()
        heads = QHBoxLayout()
        heads.setSpacing(theme.px(12))
        for number, side in enumerate((left, right)):
            heads.addWidget(self._head(number, side), 1)
        self.buttons = buttons_row(None, button(self.tr("Close"), self.reject, parent=self), self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(heads)
        column.addWidget(self._steps)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        column.addLayout(self.buttons)
        self._read()

    def add(self, text: str, act: Callable[[], object], *, kind: str = "") -> QPushButton:
        """Add something that can be done with a side as a whole; the dialog closes then."""

        def do() -> None:
            act()
            self.accept()

        made = button(text, do, kind=kind, parent=self)
        self.buttons.insertWidget(self.buttons.count() - 3, made)
        return made

    def _head(self, number: int, side: Side) -> QWidget:
        head = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(side.title, "title", head))
        words.addWidget(ElidedLabel(side.facts, head, role="faint"))
        opener = button(self.tr("Open"), partial(self._open, number), icon="external-link", parent=head)
        opener.setAccessibleName(self.tr("Open in another program: {side}").format(side=side.title))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.addLayout(words, 1)
        row.addWidget(opener)
        return head

    @property
    def said(self) -> str:
        """What is said instead of a comparison."""
        return self._said.text() if self._stack.currentWidget() is self._said else ""

    async def _bring(self, number: int) -> m.Kept:
        kept = self._kept[number]
        if kept is None:
            kept = self._kept[number] = await self._given[number].bring()
        return kept

    @slot_async
    async def _read(self) -> None:
        try:
            left = await sides.readable(self._link, self._name, await self._bring(0))
            right = await sides.readable(self._link, self._name, await self._bring(1))
            found = await sides.compared(left, right) if left is not None and right is not None else None
        except Fault as fault:
            self._said.setText(str(sentence(fault)))
            return
        if found is None:
            self._said.setText(self.tr("This kind of file cannot be compared here. Open both sides in their program."))
            return
        if not found.differences:
            self._said.setText(self.tr("The text is the same on both sides."))
            return
        self.comparison = found
        self.view.lines.show(found.left.texts, found.right.texts, found.lines, found.choosable)
        self._stack.setCurrentWidget(self.view)
        self._steps.show()
        self.take.setEnabled(bool(found.choosable))
        for one in self._all:
            one.setEnabled(bool(found.choosable))
        self._say_limits(found)
        self._count()
        self.view.go(1)
        self.view.setFocus()

    def _say_limits(self, found: Comparison) -> None:
        parts = []
        if found.left.document is not None:
            parts.append(self.tr("Pictures, notes and page settings stay as on the left."))
        left_out = found.differences - len(found.choosable)
        if left_out:
            parts.append(self.tr("%n difference(s) hold what cannot be taken over from the right.", "", left_out))
        self._note.say(" ".join(parts))

    @Slot()
    def _count(self) -> None:
        found = self.comparison
        if found is not None:
            taken = len(self.view.lines.taken)
            said = self.tr("%n difference(s)", "", found.differences)
            chosen = self.tr("%n taken from the right", "", taken)
            self._counted.setText(f"{said} · {chosen}" if taken else said)

    @slot_async
    async def _take(self) -> None:
        found = self.comparison
        if found is None:
            return
        self.take.setEnabled(False)
        try:
            kept = await sides.merged(self._link, found, frozenset(self.view.lines.taken))
        finally:
            self.take.setEnabled(True)
        self.made.emit(kept, *self._kept)
        self.accept()

    def _open(self, number: int) -> None:
        kind = danger(self._name)
        if kind:
            ask_before_opening(self, self._name, kind, partial(self._open_now, number))
        else:
            self._open_now(number)

    @slot_async
    async def _open_now(self, number: int) -> None:
        out = await self._link.ask_for(m.ShowCopy((await self._bring(number)).blob, self._name), m.CheckedOut, 3600)
        show_copy(self, out.path)
