"""The choice of a repetition: the usual ones in words, and one of one's own, said back as a sentence."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import i18n, theme
from ui.calendar import repetition
from ui.calendar.moments import DayField
from ui.calendar.repetition import WORKDAYS, Frequency, Repetition
from ui.common.labels import label

_NEVER, _OWN, _KEPT = "never", "own", "kept"


class RepetitionField(QWidget):
    """Whether and how an event repeats. A rule that the window cannot express is kept as it is unless another is chosen."""

    rule_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = date(2000, 1, 1)
        self._written = ""
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Repetition"))
        self._sentence = label("", "faint", self, wrap=True)
        self._own = _OwnRepetition(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.choice)
        column.addWidget(self._own)
        column.addWidget(self._sentence)
        self._own.hide()
        self.choice.activated.connect(self._chosen)
        self._own.changed.connect(self._tell)

    def show_rule(self, rule: str, start: date) -> None:
        """Show a rule of an event that begins on `start`."""
        self._written, self._start = rule, start
        self._fill(repetition.read(rule, start) if rule else None)

    def set_start(self, start: date) -> None:
        """Offer what suits another first day; what was chosen goes along with it."""
        if start == self._start:
            return
        chosen = self.chosen()
        if chosen is not None:
            moved = chosen
            if chosen.frequency is Frequency.WEEKLY and chosen.weekdays == {self._start.weekday()}:
                moved = Repetition(chosen.frequency, chosen.interval, frozenset({start.weekday()}), 0, chosen.until, chosen.count)
            elif chosen.ordinal:
                weekdays = frozenset({start.weekday()})
                moved = Repetition(
                    chosen.frequency, chosen.interval, weekdays, repetition.ordinal_of(start), chosen.until, chosen.count
                )
            chosen = moved
        kept = self.choice.currentData() == _KEPT
        self._start = start
        self._fill(chosen, kept=kept)

    def chosen(self) -> Repetition | None:
        """Return the repetition that is chosen, None for none and for a rule that stays as it is written."""
        value = self.choice.currentData()
        if value == _OWN:
            return self._own.repetition()
        return value if isinstance(value, Repetition) else None

    def rule(self, start: datetime, *, whole_day: bool) -> str:
        """Return the RRULE value that is wanted."""
        if self.choice.currentData() == _KEPT:
            return self._written
        chosen = self.chosen()
        if chosen is None:
            return ""
        known = repetition.read(self._written, self._start) if self._written else None
        return self._written if chosen == known else chosen.rule(start, whole_day=whole_day)

    def _offered(self) -> list[Repetition]:
        day = frozenset({self._start.weekday()})
        return [
            Repetition(Frequency.DAILY),
            Repetition(Frequency.WEEKLY, 1, WORKDAYS),
            Repetition(Frequency.WEEKLY, 1, day),
            Repetition(Frequency.WEEKLY, 2, day),
            Repetition(Frequency.MONTHLY),
            Repetition(Frequency.MONTHLY, 1, day, repetition.ordinal_of(self._start)),
            Repetition(Frequency.YEARLY),
        ]

    def _fill(self, chosen: Repetition | None, *, kept: bool = True) -> None:
        """List what suits the first day, with `chosen` chosen."""
        if chosen is not None and chosen.frequency is Frequency.WEEKLY and not chosen.weekdays:
            day = frozenset({self._start.weekday()})
            chosen = Repetition(chosen.frequency, chosen.interval, day, 0, chosen.until, chosen.count)
        self.choice.clear()
        self.choice.addItem(self.tr("Does not repeat"), _NEVER)
        for one in self._offered():
            self.choice.addItem(repetition.words(one, self._start), one)
        unlike = bool(self._written) and repetition.read(self._written, self._start) is None
        if unlike and kept:
            self.choice.addItem(repetition.sentence(self._written, self._start), _KEPT)
        self.choice.addItem(self.tr("Of my own…"), _OWN)
        place = next((at for at in range(self.choice.count()) if self.choice.itemData(at) == chosen), 0)
        if chosen is not None and not place:
            place = self.choice.count() - 1
        elif chosen is None and unlike and kept:
            place = self.choice.count() - 2
        self.choice.setCurrentIndex(place)
        self._own.show_repetition(chosen or Repetition(Frequency.WEEKLY, 1, frozenset({self._start.weekday()})), self._start)
        self._draw()

    @Slot()
    def _chosen(self) -> None:
        if self.choice.currentData() == _OWN:
            self._own.setVisible(True)
            self._own.setFocus()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._draw()
        self.rule_changed.emit()

    def _draw(self) -> None:
        own = self.choice.currentData() == _OWN
        self._own.setVisible(own)
        self._sentence.setVisible(own)
        chosen = self.chosen()
        self._sentence.setText(repetition.words(chosen, self._start) if chosen is not None else "")


class _OwnRepetition(QWidget):
    """Every how many days, weeks, months or years; on which days; for how long."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._start = date(2000, 1, 1)
        self._interval = QSpinBox(self)
        self._interval.setRange(1, 99)
        self._interval.setAccessibleName(self.tr("Every how many"))
        self._frequency = QComboBox(self)
        self._frequency.setAccessibleName(self.tr("Days, weeks, months or years"))
        for frequency, text in (
            (Frequency.DAILY, self.tr("day(s)")),
            (Frequency.WEEKLY, self.tr("week(s)")),
            (Frequency.MONTHLY, self.tr("month(s)")),
            (Frequency.YEARLY, self.tr("year(s)")),
        ):
            self._frequency.addItem(text, frequency)
        first = QHBoxLayout()
        first.addWidget(label(self.tr("Every"), "soft", self))
        first.addWidget(self._interval)
        first.addWidget(self._frequency)
        first.addStretch(1)
        self._weekdays = QWidget(self)
        days = QHBoxLayout(self._weekdays)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(theme.px(2))
        self._days: list[QToolButton] = []
        for number in range(7):
            made = QToolButton(self._weekdays)
            made.setCheckable(True)
            made.setText(i18n.locale().dayName(number + 1, i18n.locale().FormatType.ShortFormat).rstrip("."))
            made.setAccessibleName(repetition.weekday(number))
            made.clicked.connect(self._changed)
            days.addWidget(made)
            self._days.append(made)
        days.addStretch(1)
        self._month = QComboBox(self)
        self._month.setAccessibleName(self.tr("On which day of the month"))
        self._ends = QButtonGroup(self)
        self._never = QRadioButton(self.tr("For ever"), self)
        self._until = QRadioButton(self.tr("Until"), self)
        self._times = QRadioButton(self.tr("Number of times"), self)
        self._last = DayField(self.tr("Last day of the repetition"), self)
        self._count = QSpinBox(self)
        self._count.setRange(1, 999)
        self._count.setAccessibleName(self.tr("How many times"))
        last = QHBoxLayout()
        for widget in (self._never, self._until, self._last, self._times, self._count):
            last.addWidget(widget)
            if isinstance(widget, QRadioButton):
                self._ends.addButton(widget)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(first)
        column.addWidget(self._weekdays)
        column.addWidget(self._month)
        column.addLayout(last)
        self.setFocusProxy(self._interval)
        self._interval.valueChanged.connect(self._changed)
        self._frequency.activated.connect(self._changed)
        self._month.activated.connect(self._changed)
        self._ends.buttonClicked.connect(self._changed)
        self._last.dateChanged.connect(self._changed)
        self._count.valueChanged.connect(self._changed)

    def show_repetition(self, chosen: Repetition, start: date) -> None:
        """Show a repetition."""
        self._start = start
        self.blockSignals(True)
        self._interval.setValue(chosen.interval)
        self._frequency.setCurrentIndex(self._frequency.findData(chosen.frequency))
        for number, made in enumerate(self._days):
            made.setChecked(number in (chosen.weekdays or {start.weekday()}))
        self._month.clear()
        self._month.addItem(self.tr("on the {day} of the month").format(day=repetition.day_of_month(start.day)), 0)
        ordinal = repetition.ordinal_of(start)
        self._month.addItem(repetition.ordinal_words(ordinal, start.weekday()), ordinal)
        self._month.setCurrentIndex(1 if chosen.ordinal else 0)
        (self._until if chosen.until else self._times if chosen.count else self._never).setChecked(True)
        self._last.set_day(chosen.until or start.replace(year=start.year + 1, day=min(start.day, 28)))
        self._count.setValue(chosen.count or 10)
        self._draw()
        self.blockSignals(False)

    def repetition(self) -> Repetition:
        """Return what is chosen."""
        frequency: Frequency = Frequency(self._frequency.currentData())
        weekdays: frozenset[int] = frozenset()
        ordinal = 0
        if frequency is Frequency.WEEKLY:
            weekdays = frozenset(number for number, made in enumerate(self._days) if made.isChecked())
            weekdays = weekdays or frozenset({self._start.weekday()})
        elif frequency is Frequency.MONTHLY and self._month.currentData():
            weekdays, ordinal = frozenset({self._start.weekday()}), int(self._month.currentData())
        until = max(self._last.day(), self._start) if self._until.isChecked() else None
        count = self._count.value() if self._times.isChecked() else 0
        return Repetition(frequency, self._interval.value(), weekdays, ordinal, until, count)

    @Slot()
    def _changed(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        frequency = self._frequency.currentData()
        self._weekdays.setVisible(frequency == Frequency.WEEKLY)
        self._month.setVisible(frequency == Frequency.MONTHLY)
        self._last.setEnabled(self._until.isChecked())
        self._count.setEnabled(self._times.isChecked())
