"""Moments to choose from, for what is to happen later: sending, coming back, reminding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QDialogButtonBox, QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.common import dates
from ui.common.labels import label

translate = QCoreApplication.translate

_MORNING, _EVENING = time(8), time(18)


def moments(now: datetime) -> list[datetime]:
    """Return moments that people put sending off to: in an hour, this evening, tomorrow and on Monday morning."""
    hour = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    evening = datetime.combine(now.date(), _EVENING, now.tzinfo)
    tomorrow = datetime.combine(now.date() + timedelta(days=1), _MORNING, now.tzinfo)
    monday = datetime.combine(now.date() + timedelta(days=7 - now.weekday()), _MORNING, now.tzinfo)
    return sorted({moment for moment in (hour, evening, tomorrow, monday) if moment > now})


def fill(menu: QMenu, chosen: Callable[[int], object], title: str, note: str) -> None:
    """Offer moments as seen from now in a menu, and a window (with a title and a remark) for any other; `chosen` is told the one
    that was taken, in seconds since 1970."""
    menu.clear()
    for moment in moments(datetime.now().astimezone()):
        seconds = int(moment.timestamp())
        menu.addAction(dates.full(seconds)).triggered.connect(lambda _checked=False, seconds=seconds: chosen(seconds))
    menu.addSeparator()
    another = menu.addAction(translate("Moments", "Choose a time…"))
    another.triggered.connect(lambda: _choose(menu, chosen, title, note))


def _choose(menu: QMenu, chosen: Callable[[int], object], title: str, note: str) -> None:
    window = MomentWindow(title, note, menu.parentWidget())
    window.accepted.connect(lambda: chosen(window.seconds()))
    window.open()


class MomentWindow(QDialog):
    """Asks for a time to come."""

    def __init__(self, title: str, note: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QDateTimeEdit(QDateTime.currentDateTime().addSecs(3600), self)
        self.field.setCalendarPopup(True)
        self.field.setMinimumDateTime(QDateTime.currentDateTime())
        self.field.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self.field)
        column.addWidget(label(note, "soft", self, wrap=True))
        column.addWidget(buttons)

    def seconds(self) -> int:
        """Return the chosen time, in seconds since 1970."""
        return int(self.field.dateTime().toSecsSinceEpoch())
