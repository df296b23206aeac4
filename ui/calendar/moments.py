"""Fields for a day and a time of day; times are typed as people write them: `9h30`, `930`, `14:00`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QWidget

from ui import i18n, theme
from ui.calendar import words
from ui.calendar.days import midnight, qdate
from ui.common.labels import label

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{1,2})?)?\s*(am|pm)?", re.IGNORECASE)
_STEP = timedelta(minutes=15)


def read_clock(text: str) -> time | None:
    """Return the time of day that somebody typed, None where it is none."""
    text = text.strip().replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    if text.isdigit() and len(text) in (3, 4):
        text = f"{text[:-2]}:{text[-2:]}"
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found.group(1)), int(found.group(2) or 0), (found.group(3) or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class DayField(QDateEdit):
    """A day, typed or chosen from a month."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setLocale(i18n.locale())
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.px(150))
        self.calendarWidget().setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendarWidget().setAccessibleName(name)

    def day(self) -> date:
        """Return the day."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(qdate(day))


class ClockField(QComboBox):
    """A time of day, typed or chosen by quarters of an hour."""

    clock_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setMaxVisibleItems(12)
        self.setFixedWidth(theme.px(96))
        begin = midnight(date(2000, 1, 1))
        for number in range(96):
            moment = begin + _STEP * number
            self.addItem(words.clock(moment), moment.time())
        self._clock = time(9)
        self.activated.connect(self._take)
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.editingFinished.connect(self._take)
        self.setLineEdit(line)

    def clock(self) -> time:
        """Return the time of day."""
        return read_clock(self.currentText()) or self._clock

    def set_clock(self, clock: time) -> None:
        """Show a time of day."""
        self._clock = clock
        place = self.findText(words.clock(clock))
        if place >= 0:
            self.setCurrentIndex(place)
        self.setEditText(words.clock(clock))

    @Slot()
    def _take(self) -> None:
        """Take what was typed; what is no time of day gives way to what was there."""
        typed = read_clock(self.currentText())
        changed = typed is not None and typed != self._clock
        self.set_clock(typed or self._clock)
        if changed:
            self.clock_changed.emit()


class SpanField(QWidget):
    """From when to when. Moving the beginning moves the end with it; the end of whole days is shown as the last day."""

    span_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._last = DayField(self.tr("First day"), self), DayField(self.tr("Last day"), self)
        self._from, self._to = ClockField(self.tr("Begins at"), self), ClockField(self.tr("Ends at"), self)
        self._whole = False
        self._start = midnight(date(2000, 1, 1))
        self._end = self._start
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._dash = label("–", "soft", self)
        for widget in (self._first, self._from, self._dash, self._last, self._to):
            row.addWidget(widget)
        row.addStretch(1)
        self._first.dateChanged.connect(self._begin_changed)
        self._from.clock_changed.connect(self._begin_changed)
        self._last.dateChanged.connect(self._end_changed)
        self._to.clock_changed.connect(self._end_changed)

    @property
    def whole_day(self) -> bool:
        """Whether whole days are meant."""
        return self._whole

    def span(self) -> tuple[datetime, datetime]:
        """Return start and end in wall clock; the end of whole days is the day after the last."""
        return self._start, self._end

    def show_span(self, start: datetime, end: datetime, *, whole_day: bool) -> None:
        """Show a span."""
        self._start, self._end, self._whole = start, max(start, end), whole_day
        self._draw()

    @Slot(bool)
    def set_whole_day(self, whole: bool) -> None:
        """Mean whole days, or times of day."""
        if whole == self._whole:
            return
        self._whole = whole
        first = self._start.date()
        if whole:
            self._start, self._end = midnight(first), midnight(max(first, self._end.date())) + timedelta(days=1)
        else:
            last = (self._end - timedelta(days=1)).date()
            self._start = midnight(first) + timedelta(hours=9)
            self._end = midnight(max(first, last)) + timedelta(hours=10)
        self._draw()
        self.span_changed.emit()

    def _draw(self) -> None:
        for field in (self._first, self._last, self._from, self._to):
            field.blockSignals(True)
        last = (self._end - timedelta(days=1)).date() if self._whole else self._end.date()
        self._first.set_day(self._start.date())
        self._last.set_day(max(last, self._start.date()))
        self._from.set_clock(self._start.time())
        self._to.set_clock(self._end.time())
        for field in (self._first, self._last, self._from, self._to):
            field.blockSignals(False)
        self._from.setVisible(not self._whole)
        self._to.setVisible(not self._whole)

    @Slot()
    def _begin_changed(self) -> None:
        length = self._end - self._start
        clock = timedelta() if self._whole else _of_day(self._from.clock())
        self._start = midnight(self._first.day()) + clock
        self._end = self._start + length
        self._draw()
        self.span_changed.emit()

    @Slot()
    def _end_changed(self) -> None:
        if self._whole:
            self._end = midnight(self._last.day()) + timedelta(days=1)
            if self._end <= self._start:
                self._start = self._end - timedelta(days=1)
        else:
            self._end = midnight(self._last.day()) + _of_day(self._to.clock())
            if self._end < self._start:  # it was over before it began: the beginning gives way where only the day was wrong
                self._end = midnight(self._start.date()) + _of_day(self._to.clock())
            if self._end < self._start:
                self._end += timedelta(days=1)
        self._draw()
        self.span_changed.emit()


def _of_day(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
