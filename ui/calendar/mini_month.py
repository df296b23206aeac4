"""A month in small, to turn the agenda by: today, the days that are shown, and holidays can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import i18n, theme
from ui.calendar import words
from ui.calendar.days import DAY, Days, Kind, days_of, qdate, turned
from ui.common.forms import tool
from ui.common.labels import label

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class _Month(QWidget):
    """Six weeks with their numbers."""

    day_chosen = Signal(object)
    turn_wanted = Signal(int)

    def __init__(self, holiday: Callable[[date], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._holiday = holiday
        self.month = self.today = self.chosen = date(1970, 1, 1)
        self.shown = Days(self.month, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changes().theme_changed.connect(self.update)

    def show_month(self, month: date, shown: Days, chosen: date, today: date) -> None:
        """Show a month."""
        self.month, self.shown, self.chosen, self.today = month.replace(day=1), shown, chosen, today
        self.setAccessibleName(words.capital(i18n.locale().toString(qdate(month), "MMMM yyyy")))
        self.update()

    @property
    def _row(self) -> int:
        return theme.px(24)

    @property
    def _number(self) -> int:
        return theme.px(24)

    def _cell(self, place: int) -> QRectF:
        width = (self.width() - self._number) / 7
        row, column = divmod(place, 7)
        return QRectF(self._number + column * width, (row + 1) * self._row, width, self._row)

    def _day_at(self, point: QPoint) -> date | None:
        days = days_of(Kind.MONTH, self.month)
        return next((day for place, day in enumerate(days) if self._cell(place).contains(point)), None)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self._row * 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            caption = theme.font("caption")
            painter.setFont(caption)
            painter.setPen(theme.colour("text_faint"))
            for column in range(7):
                name = i18n.locale().dayName(column + 1, i18n.locale().FormatType.NarrowFormat)
                painter.drawText(self._cell(column).translated(0, -self._row), _CENTRE, name)
            days = days_of(Kind.MONTH, self.month)
            for place, day in enumerate(days):
                cell = self._cell(place)
                if place % 7 == 0:
                    painter.setFont(caption)
                    painter.setPen(theme.colour("text_faint"))
                    week = QRectF(0, cell.top(), self._number - theme.px(4), self._row)
                    painter.drawText(week, _CENTRE, str(day.isocalendar().week))
                side = min(cell.width(), cell.height()) - theme.px(2)
                disc = QRectF(cell.center().x() - side / 2, cell.center().y() - side / 2, side, side)
                painter.setPen(Qt.PenStyle.NoPen)
                if day in self.shown and self.shown.count <= 7:
                    painter.setBrush(theme.colour("selection"))
                    painter.drawRect(cell.adjusted(0, 1, 0, -1))
                if day == self.today:
                    painter.setBrush(theme.colour("accent"))
                    painter.drawEllipse(disc)
                if day == self.chosen and self.hasFocus():
                    painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(disc)
                holiday = bool(self._holiday(day))
                outside = day.month != self.month.month
                role = "accent_text" if day == self.today else "danger" if holiday else "text_faint" if outside else "text"
                painter.setPen(theme.colour(role))
                painter.setFont(theme.font("small_strong" if day == self.today else "small"))
                painter.drawText(cell, _CENTRE, str(day.day))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.day_chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(Qt.Key(event.key()))
        if by is not None:
            day = self.chosen + DAY * by
            self.day_chosen.emit(day)
            said = ", ".join(part for part in (words.long_day(day), self._holiday(day)) if part)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)


class MiniMonth(QWidget):
    """The month in small with its name and two arrows."""

    day_chosen = Signal(object)
    """The `date` to turn to."""

    def __init__(self, holiday: Callable[[date], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = _Month(holiday, self)
        self._name = label("", "strong", self)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(6), 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self._name, 1)
        head.addWidget(tool("chevron-left", self.tr("Previous month"), lambda: self._turn(-1), self))
        head.addWidget(tool("chevron-right", self.tr("Next month"), lambda: self._turn(1), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(self._month)
        self._month.day_chosen.connect(self.day_chosen)
        self._month.turn_wanted.connect(self._turn)

    def show_days(self, shown: Days, chosen: date, today: date) -> None:
        """Show the month of the chosen day."""
        self._month.show_month(chosen, shown, chosen, today)
        self._write()

    def _turn(self, steps: int) -> None:
        month = self._month
        month.show_month(turned(Kind.MONTH, month.month, steps), month.shown, month.chosen, month.today)
        self._write()

    def _write(self) -> None:
        self._name.setText(words.capital(i18n.locale().toString(qdate(self._month.month), "MMMM yyyy")))
