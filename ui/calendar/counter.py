"""Another time proposed to whoever organises an event, with a word to it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.calendar import words
from ui.calendar.moments import SpanField
from ui.calendar.shown import Shown
from ui.common.forms import Field, button, buttons_row
from ui.common.labels import label


class CounterDialog(QDialog):
    """`proposed(start, end, comment)` tells the time (wall clock) and the word."""

    proposed = Signal(object, object, str)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Propose another time"))
        self._before: tuple[datetime, datetime] = (shown.start, shown.end)
        self.span = SpanField(self)
        self.span.show_span(shown.start, shown.end, whole_day=shown.row.whole_day)
        self.comment = QPlainTextEdit(self)
        self.comment.setTabChangesFocus(True)
        self.comment.setMaximumHeight(theme.px(90))
        self.send = button(self.tr("Propose"), self._send, kind="primary", parent=self)
        self.send.setEnabled(False)
        self.span.span_changed.connect(lambda: self.send.setEnabled(self.span.span() != self._before))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(label(words.title(shown.row), "title", self, wrap=True))
        column.addWidget(self.span)
        column.addWidget(Field(self.tr("A word to it"), self.comment, parent=self))
        column.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self.send))

    @Slot()
    def _send(self) -> None:
        self.proposed.emit(*self.span.span(), self.comment.toPlainText().strip())
        self.accept()
