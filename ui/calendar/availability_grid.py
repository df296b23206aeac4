"""Who is busy on a day, painted: a row for each person, hours across, the planned time as a band over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sync.model.availability import BusyKind
from ui import theme

FIRST_HOUR, LAST_HOUR = 7, 21
_SURE = Qt.BrushStyle.SolidPattern
_QUARTER = timedelta(minutes=15)
_GROUND = {BusyKind.BUSY: "accent", BusyKind.TENTATIVE: "accent", BusyKind.AWAY: "text_faint"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of time in wall clock."""

    start: datetime
    end: datetime
    kind: BusyKind = BusyKind.BUSY


@dataclass(frozen=True, slots=True)
class PersonDay:
    """Somebody's row: `known` False where nothing is known of them."""

    name: str
    taken: tuple[Taken, ...] = ()
    known: bool = True


class AvailabilityGrid(QWidget):
    """The rows. What it shows is said in sentences beside it: the keyboard has its buttons there."""

    time_chosen = Signal(object)
    """The start that was pressed, on a quarter of an hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: Sequence[PersonDay] = ()
        self._start = self._end = self._day = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Availability"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changes().theme_changed.connect(self.update)

    def show_people(self, people: Sequence[PersonDay], start: datetime, end: datetime) -> None:
        """Show people on the day of `start`, with the time from `start` to `end` planned."""
        self.people, self._start, self._end = people, start, end
        self._day = start.replace(hour=0, minute=0, second=0, microsecond=0)
        self.updateGeometry()
        self.update()

    # --- where things are

    def _names(self) -> int:
        return min(theme.px(150), self.width() // 3)

    def _row(self) -> int:
        return theme.px(24)

    def _head(self) -> int:
        return theme.px(20)

    def _x(self, at: datetime) -> int:
        hours = (at - self._day).total_seconds() / 3600
        part = (min(max(hours, FIRST_HOUR), LAST_HOUR) - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)
        return round(self._names() + part * (self.width() - self._names() - 1))

    def _at(self, x: int) -> datetime:
        part = (x - self._names()) / max(1, self.width() - self._names())
        quarters = int((FIRST_HOUR + part * (LAST_HOUR - FIRST_HOUR)) * 4)
        return self._day + quarters * _QUARTER

    # --- painting

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        letters = QFontMetrics(painter.font())
        bottom = self._head() + self._row() * len(self.people)
        for hour in range(FIRST_HOUR, LAST_HOUR + 1):
            x = self._x(self._day + timedelta(hours=hour))
            painter.setPen(theme.colour("border"))
            painter.drawLine(x, self._head(), x, bottom)
            if hour % 2 == 0 and hour < LAST_HOUR:
                painter.setPen(theme.colour("text_faint"))
                place = QRect(x + theme.px(3), 0, theme.px(40), self._head())
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{hour} h")
        for number, person in enumerate(self.people):
            self._paint_person(painter, letters, person, self._head() + number * self._row())
        left, right = self._x(self._start), self._x(self._end)
        planned = QRect(left, self._head(), max(2, right - left), bottom - self._head())
        ground = QColor(theme.colour("success"))
        ground.setAlphaF(0.16)
        painter.setBrush(ground)
        painter.setPen(theme.colour("success"))
        painter.drawRoundedRect(planned, theme.px(4), theme.px(4))

    def _paint_person(self, painter: QPainter, letters: QFontMetrics, person: PersonDay, y: int) -> None:
        width = self._names() - theme.px(8)
        painter.setPen(theme.colour("text"))
        name = letters.elidedText(person.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(0, y, width, self._row()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(theme.colour("border"))
        painter.drawLine(0, y + self._row(), self.width(), y + self._row())
        margin = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        if not person.known:
            painter.setBrush(QBrush(theme.colour("border"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRect(self._names(), y + margin, self.width() - self._names(), self._row() - 2 * margin))
            return
        for one in person.taken:
            left, right = self._x(one.start), self._x(one.end)
            if right > left:
                sure = one.kind is not BusyKind.TENTATIVE
                painter.setPen(Qt.PenStyle.NoPen if sure else theme.colour(_GROUND[one.kind]))
                painter.setBrush(QBrush(theme.colour(_GROUND[one.kind]), _SURE if sure else Qt.BrushStyle.BDiagPattern))
                painter.drawRoundedRect(
                    QRect(left, y + margin, right - left, self._row() - 2 * margin), theme.px(3), theme.px(3)
                )

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), self._head() + self._row() * len(self.people) + theme.px(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= self._names():
            self.time_chosen.emit(self._at(round(event.position().x())))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)
