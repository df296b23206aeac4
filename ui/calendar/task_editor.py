"""The task editor: what, by when, how often, how urgent, in which list, a step of what, and in which steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sync.model.calendar import Component, Entry, EntryDraft, Moment
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow, TaskRow
from ui import theme
from ui.calendar.days import clock_of, midnight, moment_at
from ui.calendar.moments import DayField
from ui.calendar.repetition_field import RepetitionField
from ui.common.forms import Field, button, buttons_row

PRIORITIES = (0, 1, 5, 9)
"""None, high, middle, low (RFC 5545 §3.8.1.9)."""


class _StepEntry(QLineEdit):
    """Where a step is typed; Enter notes it, and does not save the task."""

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class TaskEditor(QDialog):
    """One task. `wanted(collection, draft)` tells what is to be saved."""

    wanted = Signal(object, object)
    deletion_wanted = Signal()
    step_wanted = Signal(str)
    """A new step, by its title."""
    step_ticked = Signal(object)
    """The `TaskRow` of a step that is done, or open again."""

    def __init__(
        self,
        item: ItemId | None,
        entry: Entry | None,
        collection: CollectionId,
        lists: Sequence[CollectionRow],
        zone: tzinfo,
        today: date,
        parent: QWidget | None = None,
        *,
        holders: Callable[[CollectionId], Sequence[TaskRow]],
        steps: Callable[[], Sequence[TaskRow]],
    ) -> None:
        super().__init__(parent)
        self._entry, self._zone = entry, zone
        self._holders, self._steps = holders, steps
        self.setWindowTitle(self.tr("Task"))
        self.title = QLineEdit(self)
        self.title.setFont(theme.font("title"))
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.has_due = QCheckBox(self.tr("Due on"), self)
        self.due = DayField(self.tr("Due on"), self)
        self.repeats = RepetitionField(self)
        self.holder = QComboBox(self)
        self.steps = QListWidget(self)
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setMaximumHeight(theme.px(120))
        self.step = _StepEntry(self)
        self.step.setPlaceholderText(self.tr("New step, then Enter"))
        self.step.setAccessibleName(self.tr("New step"))
        self.priority = QComboBox(self)
        for value, text in zip(
            PRIORITIES, (self.tr("None"), self.tr("High"), self.tr("Middle"), self.tr("Low")), strict=True
        ):
            self.priority.addItem(text, value)
        self.list = QComboBox(self)
        for row in lists:
            self.list.addItem(row.name, row.id)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(self.title)
        when = QHBoxLayout()
        when.addWidget(self.has_due)
        when.addWidget(self.due)
        when.addStretch(1)
        column.addLayout(when)
        row_of = QHBoxLayout()
        row_of.setSpacing(theme.px(16))
        row_of.addWidget(Field(self.tr("Priority"), self.priority, parent=self))
        row_of.addWidget(Field(self.tr("List"), self.list, parent=self), 1)
        column.addLayout(row_of)
        column.addWidget(Field(self.tr("Repetition"), self.repeats, parent=self))
        column.addWidget(Field(self.tr("Step of"), self.holder, parent=self))
        inside = QWidget(self)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(4))
        lines.addWidget(self.steps)
        lines.addWidget(self.step)
        within = Field(self.tr("Steps"), inside, parent=self)
        within.setVisible(item is not None)
        column.addWidget(within)
        column.addWidget(Field(self.tr("Description"), self.text, parent=self), 1)
        remove = button(self.tr("Delete"), self._delete, kind="danger", icon="trash-2", parent=self)
        remove.setVisible(item is not None)
        self.keep = button(self.tr("Save"), self.save, kind="primary", parent=self)
        self.keep.setDefault(True)
        column.addLayout(buttons_row(remove, None, button(self.tr("Cancel"), self.reject, parent=self), self.keep))
        self.resize(theme.px(560), theme.px(640))
        self._show(entry, collection, today)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.has_due.toggled.connect(self.repeats.setEnabled)
        self.due.dateChanged.connect(lambda: self.repeats.set_start(self.due.day()))
        self.list.currentIndexChanged.connect(self._show_holders)
        self.step.ended.connect(self._add_step)
        self.steps.itemChanged.connect(self._tick_step)
        self.show_steps()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _show(self, entry: Entry | None, collection: CollectionId, today: date) -> None:
        end = entry.end if entry is not None else None
        self.has_due.setChecked(end is not None)
        self.due.setEnabled(end is not None)
        self.due.set_day(clock_of(end, self._zone).date() if end is not None else today)
        self.list.setCurrentIndex(max(self.list.findData(collection), 0))
        self.repeats.show_rule(entry.rule if entry is not None else "", self.due.day())
        self.repeats.setEnabled(end is not None)
        self._show_holders()
        if entry is not None:
            self.title.setText(entry.summary)
            self.text.setPlainText(entry.description)
            nearest = next((value for value in PRIORITIES if value >= entry.priority), 9) if entry.priority else 0
            self.priority.setCurrentIndex(self.priority.findData(nearest))
        self._begun = self._values()

    @Slot()
    def _show_holders(self) -> None:
        """Offer the tasks of the list that this one may be a step of."""
        known = self._entry.parent if self._entry is not None else ""
        self.holder.clear()
        self.holder.addItem(self.tr("No other task"), "")
        for row in self._holders(CollectionId(int(self.list.currentData() or 0))):
            self.holder.addItem(row.summary or self.tr("(no title)"), row.uid)
        if known and self.holder.findData(known) < 0:
            self.holder.addItem(self.tr("A task that is done or elsewhere"), known)
        self.holder.setCurrentIndex(max(self.holder.findData(known), 0))

    @Slot()
    def show_steps(self) -> None:
        """Show the steps as they are now."""
        self.steps.blockSignals(True)
        self.steps.clear()
        for row in self._steps():
            shown = QListWidgetItem(row.summary or self.tr("(no title)"), self.steps)
            shown.setFlags(shown.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown.setCheckState(Qt.CheckState.Checked if row.is_done else Qt.CheckState.Unchecked)
            shown.setData(Qt.ItemDataRole.UserRole, row)
        self.steps.setVisible(self.steps.count() > 0)
        self.steps.blockSignals(False)

    @Slot()
    def _add_step(self) -> None:
        title = self.step.text().strip()
        if title:
            self.step.clear()
            self.step_wanted.emit(title)

    @Slot(QListWidgetItem)
    def _tick_step(self, item: QListWidgetItem) -> None:
        self.step_ticked.emit(item.data(Qt.ItemDataRole.UserRole))

    def _rule(self) -> str:
        if not self.has_due.isChecked():
            return ""
        return self.repeats.rule(midnight(self.due.day()), whole_day=True)

    def _values(self) -> tuple[str, str, int, date | None, str, str]:
        due = self.due.day() if self.has_due.isChecked() else None
        return (
            self.title.text().strip(), self.text.toPlainText().rstrip(), int(self.priority.currentData()), due, self._rule(),
            str(self.holder.currentData() or ""),
        )  # fmt: skip

    @Slot()
    def save(self) -> None:
        """Tell what is wanted and go; only what was changed is said."""
        title, text, priority, due, rule, holder = self._values()
        was = self._begun
        draft = EntryDraft(
            Component.TASK,
            summary=title if title != was[0] else None,
            description=text if text != was[1] else None,
            priority=priority if priority != was[2] else None,
            end=self._moment(due) if due is not None and due != was[3] else None,
            rule=rule if rule != was[4] else None,
            parent=holder if holder != was[5] else None,
            cleared=frozenset({"end"}) if due is None and was[3] is not None else frozenset(),
        )
        self.wanted.emit(CollectionId(int(self.list.currentData())), draft)
        self.accept()

    def _moment(self, due: date) -> Moment:
        """Return the due day; a time of day that was there stays."""
        known = self._entry.end if self._entry is not None else None
        if known is not None and not known.whole_day:
            clock = clock_of(known, self._zone)
            return moment_at(midnight(due) + (clock - midnight(clock.date())), self._zone, floating=known.floats)
        return moment_at(midnight(due), self._zone, whole_day=True)

    @Slot()
    def _delete(self) -> None:
        self.deletion_wanted.emit()
        self.accept()
