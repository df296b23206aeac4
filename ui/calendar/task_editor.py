"""The task editor: what, by when, how urgent, in which list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from sync.model.calendar import Component, Entry, EntryDraft, Moment
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow
from ui import theme
from ui.calendar.days import clock_of, midnight, moment_at
from ui.calendar.moments import DayField
from ui.common.forms import Field, button, buttons_row

PRIORITIES = (0, 1, 5, 9)
"""None, high, middle, low (RFC 5545 §3.8.1.9)."""


class TaskEditor(QDialog):
    """One task. `wanted(collection, draft)` tells what is to be saved."""

    wanted = Signal(object, object)
    deletion_wanted = Signal()

    def __init__(
        self,
        item: ItemId | None,
        entry: Entry | None,
        collection: CollectionId,
        lists: Sequence[CollectionRow],
        zone: tzinfo,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry, self._zone = entry, zone
        self.setWindowTitle(self.tr("Task"))
        self.title = QLineEdit(self)
        self.title.setFont(theme.font("title"))
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.has_due = QCheckBox(self.tr("Due on"), self)
        self.due = DayField(self.tr("Due on"), self)
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
        column.addWidget(Field(self.tr("Description"), self.text, parent=self), 1)
        remove = button(self.tr("Delete"), self._delete, kind="danger", icon="trash-2", parent=self)
        remove.setVisible(item is not None)
        self.keep = button(self.tr("Save"), self.save, kind="primary", parent=self)
        self.keep.setDefault(True)
        column.addLayout(buttons_row(remove, None, button(self.tr("Cancel"), self.reject, parent=self), self.keep))
        self.resize(theme.px(520), theme.px(440))
        self._show(entry, collection, today)
        self.has_due.toggled.connect(self.due.setEnabled)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _show(self, entry: Entry | None, collection: CollectionId, today: date) -> None:
        end = entry.end if entry is not None else None
        self.has_due.setChecked(end is not None)
        self.due.setEnabled(end is not None)
        self.due.set_day(clock_of(end, self._zone).date() if end is not None else today)
        self.list.setCurrentIndex(max(self.list.findData(collection), 0))
        if entry is not None:
            self.title.setText(entry.summary)
            self.text.setPlainText(entry.description)
            nearest = next((value for value in PRIORITIES if value >= entry.priority), 9) if entry.priority else 0
            self.priority.setCurrentIndex(self.priority.findData(nearest))
        self._begun = self._values()

    def _values(self) -> tuple[str, str, int, date | None]:
        due = self.due.day() if self.has_due.isChecked() else None
        return self.title.text().strip(), self.text.toPlainText().rstrip(), int(self.priority.currentData()), due

    @Slot()
    def save(self) -> None:
        """Tell what is wanted and go; only what was changed is said."""
        title, text, priority, due = self._values()
        was = self._begun
        draft = EntryDraft(
            Component.TASK,
            summary=title if title != was[0] else None,
            description=text if text != was[1] else None,
            priority=priority if priority != was[2] else None,
            end=self._moment(due) if due is not None and due != was[3] else None,
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
