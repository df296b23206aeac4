"""Reminders of an event: a choice each, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sync.model.calendar import Alarm
from ui import theme
from ui.common.forms import button, tool

translate = QCoreApplication.translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
TIMED = (0, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, _HOUR, 2 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY)
WHOLE = (-9 * _HOUR, 6 * _HOUR, 15 * _HOUR, 7 * _DAY - 9 * _HOUR)
"""Seconds before the start that are offered: for events with a time, and for whole days (counted from midnight)."""
USUAL = {False: 15 * _MINUTE, True: 6 * _HOUR}
_MOST = 5


def before_words(before: int, *, whole_day: bool) -> str:
    """Return a reminder in words."""
    if whole_day:
        return _whole_words(before)
    if before == 0:
        return translate("Reminders", "At the time of the event")
    late = before < 0
    amount, unit = _unit(abs(before))
    texts = {
        (_MINUTE, False): translate("Reminders", "%n minute(s) before", "", amount),
        (_HOUR, False): translate("Reminders", "%n hour(s) before", "", amount),
        (_DAY, False): translate("Reminders", "%n day(s) before", "", amount),
        (7 * _DAY, False): translate("Reminders", "%n week(s) before", "", amount),
    }
    if late:
        return translate("Reminders", "%n minute(s) after the beginning", "", abs(before) // _MINUTE)
    return texts[unit, False]


def _whole_words(before: int) -> str:
    days, rest = divmod(before, _DAY)
    if rest:
        days += 1
    clock = (_DAY - rest) % _DAY
    time = f"{clock // _HOUR:02}:{clock % _HOUR // _MINUTE:02}"
    if days <= 0:
        return translate("Reminders", "On the day at {time}").format(time=time)
    if days == 1:
        return translate("Reminders", "The day before at {time}").format(time=time)
    return translate("Reminders", "%n day(s) before at {time}", "", days).format(time=time)


def _unit(seconds: int) -> tuple[int, int]:
    for unit in (7 * _DAY, _DAY, _HOUR):
        if seconds % unit == 0:
            return seconds // unit, unit
    return max(1, seconds // _MINUTE), _MINUTE


class ReminderField(QWidget):
    """The reminders that are shown; others of the entry (by mail, before its end) are left as they are."""

    reminders_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = False
        self._kept: tuple[Alarm, ...] = ()
        self._rows: list[tuple[QWidget, QComboBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(4))
        column.addLayout(self._column)
        self._more = button(self.tr("Add a reminder"), self._add, kind="link", icon="bell", parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_alarms(self, alarms: Sequence[Alarm], *, whole_day: bool) -> None:
        """Show these reminders."""
        self._whole = whole_day
        for row, _ in self._rows:
            row.deleteLater()
        self._rows = []
        shown = [one for one in alarms if one.action in ("display", "audio") and not one.from_end]
        self._kept = tuple(one for one in alarms if one not in shown)
        for one in shown[:_MOST]:
            self._add_row(one.before)
        self._kept += tuple(shown[_MOST:])

    def set_whole_day(self, whole: bool) -> None:
        """Offer what suits whole days, or times of day: what was chosen gives way to the usual."""
        if whole != self._whole:
            count = len(self._rows)
            kept = self._kept
            self.show_alarms([Alarm(USUAL[whole])] * min(count, 1), whole_day=whole)
            self._kept = kept
            self.reminders_changed.emit()

    def alarms(self) -> tuple[Alarm, ...]:
        """Return the reminders, each once."""
        chosen = dict.fromkeys(int(box.currentData()) for _, box in self._rows)
        return (*(Alarm(before) for before in chosen), *self._kept)

    @Slot()
    def _add(self) -> None:
        self._add_row(USUAL[self._whole])
        self._rows[-1][1].setFocus()
        self.reminders_changed.emit()

    def _add_row(self, before: int) -> None:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        box = QComboBox(row)
        box.setAccessibleName(self.tr("Reminder"))
        offered = WHOLE if self._whole else TIMED
        for one in offered if before in offered else sorted((*offered, before)):
            box.addItem(before_words(one, whole_day=self._whole), one)
        box.setCurrentIndex(box.findData(before))
        box.activated.connect(lambda _: self.reminders_changed.emit())
        line.addWidget(box, 1)
        line.addWidget(tool("x", self.tr("Remove this reminder"), lambda: self._remove(row), row))
        self._column.addWidget(row)
        self._rows.append((row, box))
        self._more.setVisible(len(self._rows) < _MOST)

    def _remove(self, gone: QWidget) -> None:
        self._rows = [pair for pair in self._rows if pair[0] is not gone]
        gone.hide()
        gone.deleteLater()
        self._more.setVisible(True)
        self._more.setFocus()
        self.reminders_changed.emit()
