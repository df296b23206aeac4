"""What went wrong with a file: a kept pair that waits for a choice, or what the server refused; and what one can do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sync.model.conflicts import Conflict, Resolution
from sync.model.faults import Fault
from sync.model.files import FileTruth
from sync.model.pending import Pending
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.item_rows import FileRow
from sync.store.read import outbox as read_outbox
from ui import theme
from ui.common import dates
from ui.common.forms import Note, button
from ui.common.labels import label
from ui.common.sentences import sentence_of
from ui.common.slots import slot_async
from ui.link import Link


class TroubleCard(QWidget):
    """Hidden where all is well."""

    resolved = Signal(int, str)
    """The conflict and the `Resolution` that the person chose."""
    compare_wanted = Signal(object, object)
    """Both sides of a kept pair are to be shown (`FileRow`, `Conflict`)."""
    retried = Signal(str)
    given_up = Signal(str)
    renamed = Signal(object)
    """A name that the server refuses is to be changed (`FileRow`)."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._row: FileRow | None = None
        self._conflict: Conflict | None = None
        self._note = Note("", "danger", self)
        self._sides = QWidget(self)
        self._grid = QGridLayout(self._sides)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(1, 1)
        self._mine, self._theirs = label("", "", self._sides, wrap=True), label("", "", self._sides, wrap=True)
        for line, (name, said) in enumerate(((self.tr("Yours"), self._mine), (self.tr("Server’s"), self._theirs))):
            self._grid.addWidget(label(name, "strong", self._sides), line, 0)
            self._grid.addWidget(said, line, 1)
        self._compare = button(self.tr("Compare…"), self._compare_now, icon="columns-2", parent=self)
        self._both = button(self.tr("Keep both"), lambda: self._resolve(Resolution.KEEP_BOTH), kind="primary", parent=self)
        self._keep_mine = button(self.tr("Keep mine"), lambda: self._resolve(Resolution.KEEP_MINE), parent=self)
        self._keep_theirs = button(
            self.tr("Keep the server’s"), lambda: self._resolve(Resolution.KEEP_THEIRS), parent=self
        )
        self._retry = button(self.tr("Try again"), self._try_again, icon="refresh-cw", parent=self)
        self._rename = button(self.tr("Rename…"), self._rename_now, icon="pencil", parent=self)
        self._give_up = button(self.tr("Give up"), self._give_up_now, kind="danger", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (
            self._note, self._sides, self._compare, self._both, self._keep_mine, self._keep_theirs, self._retry, self._rename,
            self._give_up,
        ):  # fmt: skip
            column.addWidget(widget)
        self.hide()

    def show_row(self, row: FileRow | None) -> None:
        """Say what is wrong with an entry; nothing where all is well."""
        self._row = row
        self._conflict = None
        if row is None or row.operation is None or row.pending not in (Pending.CONFLICT, Pending.REFUSED):
            self.hide()
            return
        connection = self._link.reader()
        if row.pending is Pending.CONFLICT:
            found = (one for one in read_outbox.conflicts(connection) if one.operation == row.operation)
            self._conflict = next(found, None)
        operation = read_outbox.operation(connection, row.operation)
        in_conflict = self._conflict is not None
        if in_conflict:
            self._note.say(
                self.tr("This file was changed here and on the server. Both versions are kept until you choose."), "warning"
            )
            self._read_sides()
        elif operation is not None:
            said = sentence_of(operation.fault_kind, operation.fault_code, operation.fault_parameters)
            self._note.say(str(said) if said else self.tr("The server refused this."), "danger")
        for widget in (self._sides, self._compare, self._both, self._keep_mine, self._keep_theirs):
            widget.setVisible(in_conflict)
        for widget in (self._retry, self._give_up):
            widget.setVisible(not in_conflict)
        code = operation.fault_code if operation is not None else ""
        self._rename.setVisible(not in_conflict and code in ("bad_name", "name_taken"))
        self.show()

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._note.text if not self.isHidden() else ""

    @slot_async
    async def _read_sides(self) -> None:
        conflict = self._conflict
        if conflict is None:
            return
        try:
            answer = await self._link.ask_for(m.OpenConflict(conflict.id), m.ConflictAnswer)
        except Fault:
            return  # settled meanwhile
        if self._conflict is conflict:
            self._mine.setText(self._said(answer.mine))
            self._theirs.setText(self._said(answer.theirs) or self.tr("deleted"))

    def _said(self, side: bytes) -> str:
        if not side:
            return ""
        truth = from_json(side, FileTruth)
        return " · ".join(part for part in (dates.full(truth.modified), dates.size(truth.size)) if part)

    def _resolve(self, resolution: Resolution) -> None:
        if self._conflict is not None:
            self.resolved.emit(self._conflict.id, resolution.value)

    def _compare_now(self) -> None:
        if self._row is not None and self._conflict is not None:
            self.compare_wanted.emit(self._row, self._conflict)

    def _try_again(self) -> None:
        if self._row is not None and self._row.operation is not None:
            self.retried.emit(self._row.operation)

    def _give_up_now(self) -> None:
        if self._row is not None and self._row.operation is not None:
            self.given_up.emit(self._row.operation)

    def _rename_now(self) -> None:
        if self._row is not None:
            self.renamed.emit(self._row)
