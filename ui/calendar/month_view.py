"""A month in whole weeks: bars for what lasts days, lines for the rest, the number of each week beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui import i18n, theme
from ui.calendar import words
from ui.calendar.days import DAY, SUNDAY, Days, midnight, qdate
from ui.calendar.dragging import Drag, Part
from ui.calendar.grid import GridView
from ui.calendar.painting import paint_bar
from ui.calendar.shown import Bar, Shown, bars

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_WEEK = 7


class MonthView(GridView):
    """Weeks as rows, days as columns."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.month = date(1970, 1, 1)
        self._bars: list[list[Bar]] = []
        self._deepest: list[list[int]] = []
        """Which lane is the lowest that is taken, by week and day."""
        self._place = date(1970, 1, 1)
        self._drag: Drag | None = None
        self._turned = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- geometry

    @property
    def _left(self) -> int:
        return theme.px(34)

    @property
    def _head(self) -> int:
        return theme.px(28)

    @property
    def _lane(self) -> int:
        return theme.px(20)

    @property
    def _first_lane(self) -> int:
        return theme.px(28)

    @property
    def _weeks(self) -> int:
        return self.days.count // _WEEK

    def _cell(self, day: int) -> QRectF:
        row, column = divmod(day, _WEEK)
        width = (self.viewport().width() - self._left) / _WEEK
        height = (self.viewport().height() - self._head) / max(self._weeks, 1)
        return QRectF(self._left + column * width, self._head + row * height, width, height)

    @property
    def _lanes(self) -> int:
        """How many lines a day has room for."""
        return max(int((self._cell(0).height() - self._first_lane) // self._lane), 1)

    def _bar_rect(self, week: int, bar: Bar) -> QRectF:
        first, last = self._cell(week * _WEEK + bar.first), self._cell(week * _WEEK + bar.last)
        top = first.top() + self._first_lane + bar.lane * self._lane
        return QRectF(
            first.left() + theme.px(3), top, last.right() - first.left() - theme.px(7), self._lane - theme.px(2)
        )

    def _is_shown(self, week: int, bar: Bar) -> bool:
        """Whether there is room for a bar: the last line tells how many others there are."""
        room = self._lanes
        if bar.lane != room - 1:
            return bar.lane < room
        return max(self._deepest[week][bar.first : bar.last + 1]) == bar.lane

    def _day_at(self, point: QPoint) -> date:
        width = (self.viewport().width() - self._left) / _WEEK
        height = (self.viewport().height() - self._head) / max(self._weeks, 1)
        column = min(max(int((point.x() - self._left) / max(width, 1)), 0), _WEEK - 1)
        row = min(max(int((point.y() - self._head) / max(height, 1)), 0), self._weeks - 1)
        return self.days.first + DAY * (row * _WEEK + column)

    def arrange(self) -> None:
        weeks = [Days(self.days.first + DAY * _WEEK * week, _WEEK) for week in range(self._weeks)]
        inside: list[list[Shown]] = [[] for _ in weeks]
        for one in self.shown:
            first = max((one.first_day - self.days.first).days // _WEEK, 0)
            for number in range(first, min((one.last_day - self.days.first).days // _WEEK, self._weeks - 1) + 1):
                inside[number].append(one)
        self._bars = [bars(mine, week) for mine, week in zip(inside, weeks, strict=True)]
        self._deepest = [[0] * _WEEK for _ in weeks]
        for number, row in enumerate(self._bars):
            for bar in row:
                for day in range(bar.first, bar.last + 1):
                    self._deepest[number][day] = max(self._deepest[number][day], bar.lane)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Paint everything, on the screen or on paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        self._paint_names(painter)
        for number, day in enumerate(self.days):
            self._paint_day(painter, number, day)
        hidden: dict[int, int] = {}
        for week, row in enumerate(self._bars):
            for bar in row:
                if not self._is_shown(week, bar):
                    for day_number in range(week * _WEEK + bar.first, week * _WEEK + bar.last + 1):
                        hidden[day_number] = hidden.get(day_number, 0) + 1
                elif not self._is_dragged(bar.shown):
                    self._paint_event(painter, self._bar_rect(week, bar), bar.shown)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_soft"))
        for number, count in hidden.items():
            cell = self._cell(number)
            box = QRectF(
                cell.left() + theme.px(8), cell.top() + self._first_lane + (self._lanes - 1) * self._lane,
                cell.width() - theme.px(12), self._lane,
            )  # fmt: skip
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self.tr("+ %n other(s)", "", count))
        self._paint_ghost(painter)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_soft"))
        for column in range(_WEEK):
            cell = self._cell(column)
            name = i18n.locale().dayName(column + 1, i18n.locale().FormatType.LongFormat)
            short = i18n.locale().dayName(column + 1, i18n.locale().FormatType.ShortFormat)
            wide = QFontMetrics(painter.font()).horizontalAdvance(name) + theme.px(16) < cell.width()
            box = QRectF(cell.left() + theme.px(8), 0, cell.width(), self._head)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words.capital(name if wide else short))

    def _paint_day(self, painter: QPainter, number: int, day: date) -> None:
        cell = self._cell(number)
        holiday = self.holidays.get(day, "")
        if day.weekday() >= SUNDAY - 1 or holiday:
            painter.fillRect(cell, theme.colour("window"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        painter.drawLine(cell.topLeft(), cell.bottomLeft())
        if number % _WEEK == 0:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text_faint"))
            box = QRectF(0, cell.top() + theme.px(4), self._left, theme.px(20))
            painter.drawText(box, _CENTRE, str(day.isocalendar().week))
        today = day == self.now.date()
        face = theme.font("strong" if today else "body")
        painter.setFont(face)
        text = str(day.day)
        if day.day == 1 and not today:
            text = i18n.locale().toString(qdate(day), "d MMM")
        width = max(QFontMetrics(face).horizontalAdvance(text) + theme.px(8), theme.px(24))
        box = QRectF(cell.left() + theme.px(4), cell.top() + theme.px(3), width, theme.px(22))
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(box, theme.px(11), theme.px(11))
        outside = day.month != self.month.month
        painter.setPen(theme.colour("accent_text" if today else "text_faint" if outside else "text"))
        painter.drawText(box, _CENTRE, text)
        if holiday:
            caption = theme.font("caption")
            painter.setFont(caption)
            painter.setPen(theme.colour("danger"))
            room = cell.right() - box.right() - theme.px(8)
            shown = QFontMetrics(caption).elidedText(holiday, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(
                QRectF(box.right() + theme.px(4), box.top(), room, box.height()), int(Qt.AlignmentFlag.AlignVCenter), shown
            )
        if day == self._place and self.by_keys and self.hasFocus() and self.chosen is None:
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(2, 2, -2, -2))

    def _paint_event(self, painter: QPainter, rect: QRectF, one: Shown, *, ghost: bool = False) -> None:
        timed = not one.strip and one.first_day == one.last_day
        paint_bar(
            painter, rect, one, chosen=one.key == self.chosen or ghost, past=one.end <= self.now, timed=timed, ghost=ghost
        )

    def _paint_ghost(self, painter: QPainter) -> None:
        drag = self._drag
        if drag is None or drag.ghost is None:
            return
        look = drag.look()
        for week in range(self._weeks):
            for bar in bars([look], Days(self.days.first + DAY * _WEEK * week, _WEEK)):
                self._paint_event(painter, self._bar_rect(week, bar), look, ghost=True)

    def _is_dragged(self, one: Shown) -> bool:
        return self._drag is not None and self._drag.ghost is not None and self._drag.shown == one

    # --- pointer

    def places(self) -> list[tuple[Shown, QRect]]:
        return [
            (bar.shown, self._bar_rect(week, bar).toRect())
            for week, row in enumerate(self._bars)
            for bar in row
            if self._is_shown(week, bar)
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or point.y() < self._head:
            return
        one, day = self.event_at(point), self._day_at(point)
        self.by_keys = False
        self._place = day
        self.choose(one)
        movable = one is None or one.writable
        part = Part.NOTHING if not movable else Part.NEW if one is None else Part.ALL
        self._drag = Drag(part, one, midnight(day), point, in_strip=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        point, drag = event.position().toPoint(), self._drag
        day = self._day_at(point)
        if drag.shown is None:
            drag.move(point, midnight(day), DAY, into_strip=True)
        elif drag.part is Part.ALL and (drag.ghost is not None or day != drag.origin.date()):
            by = midnight(day) - drag.origin
            drag.whole_day = drag.shown.row.whole_day
            drag.ghost = drag.shown.start + by, drag.shown.end + by
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.viewport().update()
        if drag is None or drag.ghost is None:
            return
        start, end = drag.ghost
        if drag.shown is None:
            self.entry_wanted.emit(start, end, True)
        elif (start, end) != (drag.shown.start, drag.shown.end):
            self.entry_moved.emit(drag.shown, start, end, drag.whole_day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        point = event.position().toPoint()
        one, day = self.event_at(point), self._day_at(point)
        if one is not None:
            self.entry_opened.emit(one)
        elif point.y() >= self._head and point.y() - self._cell((day - self.days.first).days).top() < self._first_lane:
            self.day_chosen.emit(day)
        elif point.y() >= self._head:
            self._create(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= 120:
            self.turn_wanted.emit(-1 if self._turned > 0 else 1)
            self._turned = 0

    # --- keyboard

    def place(self) -> datetime:
        return midnight(self._place) + timedelta(hours=9)

    def go_to(self, day: date) -> None:
        self._place = day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, one = Qt.Key(event.key()), self.chosen_event()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}.get(key)
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and one is not None:
            if one.writable:
                longer = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                start, end = one.start + DAY * by * (not longer), one.end + DAY * by
                if end > start:
                    self.entry_moved.emit(one, start, end, one.row.whole_day)
        elif by is not None:
            self._step(by)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if one is not None:
                self.entry_opened.emit(one)
            else:
                self._create(self._place)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and one is not None:
            self.entry_deleted.emit(one)
        elif key == Qt.Key.Key_Escape and (self._drag is not None or one is not None):
            self._drag = None
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def _create(self, day: date) -> None:
        start = midnight(day) + timedelta(hours=9)
        self.entry_wanted.emit(start, start + timedelta(hours=1), False)

    def _step(self, by: int) -> None:
        self.by_keys = True
        self._place = self._place + DAY * by if self._place in self.days else self.month
        self.choose(None)
        if (self._place.year, self._place.month) != (self.month.year, self.month.month):
            self.turn_wanted.emit(1 if by > 0 else -1)
        said = [words.middle_day(self._place), self.holidays.get(self._place, "")]
        count = sum(1 for one in self.shown if one.first_day <= self._place <= one.last_day)
        said.append(self.tr("%n event(s)", "", count))
        self.say(", ".join(part for part in said if part))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(800), theme.px(600))
