"""Days as columns and hours as rows, painted: whole days above the hours, the present as a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.calendar import words
from ui.calendar.days import DAY, SUNDAY, midnight
from ui.calendar.dragging import Drag
from ui.calendar.grid import GridView
from ui.calendar.painting import paint_bar, paint_block
from ui.calendar.shown import Bar, Shown, bars, columns

_LEAST = timedelta(minutes=22)
"""How long an event is at least for the eye."""
_WORK = (8, 18)
_MOST_LANES = 5
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Block:
    """Where an event stands among the hours."""

    shown: Shown
    day: int
    start: float
    """Hours since midnight."""
    end: float
    column: float
    width: float
    """Parts of the day's column."""


class HoursView(GridView):
    """Lays days out and paints them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._blocks: list[Block] = []
        self._bars: list[Bar] = []
        self._lanes = 0
        self._place = self.now
        self._drag: Drag | None = None
        self._scrolled = False
        self.verticalScrollBar().setSingleStep(theme.px(24))

    # --- geometry

    @property
    def _gutter(self) -> int:
        return theme.px(56)

    @property
    def _head(self) -> int:
        return theme.px(52)

    @property
    def _lane(self) -> int:
        return theme.px(22)

    @property
    def _strip(self) -> int:
        return min(max(self._lanes, 1), _MOST_LANES) * self._lane + theme.px(6)

    @property
    def _hour(self) -> int:
        return theme.px(48)

    @property
    def _top(self) -> int:
        return self._head + self._strip

    @property
    def _width(self) -> float:
        return (self.viewport().width() - self._gutter) / self.days.count

    def _left(self, day: int) -> float:
        return self._gutter + day * self._width

    def _y(self, hours: float) -> float:
        return self._top + hours * self._hour - self.verticalScrollBar().value()

    def _block_rect(self, block: Block) -> QRectF:
        room = self._width - theme.px(10)
        left = self._left(block.day) + theme.px(2) + block.column * room
        top = self._y(block.start) + 1
        return QRectF(left, top, block.width * room - theme.px(2), max(self._y(block.end) - 1 - top, theme.px(16)))

    def _bar_rect(self, bar: Bar) -> QRectF:
        left = self._left(bar.first) + theme.px(2)
        top = self._head + theme.px(3) + bar.lane * self._lane
        return QRectF(left, top, self._left(bar.last + 1) - left - theme.px(4), self._lane - theme.px(2))

    def _at(self, point: QPoint) -> tuple[date, timedelta | None]:
        """Return the day under a point, and the time of day; None above the hours."""
        number = min(max(int((point.x() - self._gutter) / max(self._width, 1)), 0), self.days.count - 1)
        day = self.days.first + DAY * number
        if point.y() < self._top and self._drag is None:
            return day, None
        hours = (point.y() - self._top + self.verticalScrollBar().value()) / self._hour
        return day, timedelta(hours=min(max(hours, 0.0), 24.0))

    def arrange(self) -> None:
        self._bars = bars([one for one in self.shown if one.strip], self.days)
        self._lanes = max((bar.lane + 1 for bar in self._bars), default=0)
        self._blocks = []
        timed = [one for one in self.shown if not one.strip]
        for number, day in enumerate(self.days):
            mine = [one for one in timed if one.first_day <= day <= one.last_day]
            begin = midnight(day)
            for one, column in zip(mine, columns(mine, _LEAST), strict=True):
                start = max((one.start - begin).total_seconds() / 3600, 0.0)
                end = min(max((one.end - begin).total_seconds() / 3600, start + _LEAST.total_seconds() / 3600), 24.0)
                self._blocks.append(Block(one, number, start, end, column.number / column.of, column.wide / column.of))
        self._fit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        visible = self.viewport().height() - self._top
        bar.setPageStep(max(visible, 1))
        bar.setRange(0, max(24 * self._hour - visible, 0))
        if not self._scrolled and visible > theme.px(100):
            self._scrolled = True
            bar.setValue(round(7.5 * self._hour))

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Paint everything, on the screen or on paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.viewport().rect()
        painter.fillRect(whole, theme.colour("surface"))
        painter.save()
        painter.setClipRect(QRect(0, self._top, whole.width(), whole.height() - self._top))
        self._paint_hours(painter)
        for block in self._blocks:
            rect = self._block_rect(block)
            if rect.intersects(QRectF(whole)) and not self._is_dragged(block.shown):
                one = block.shown
                paint_block(painter, rect, one, chosen=one.key == self.chosen, past=one.end <= self.now)
        self._paint_ghost(painter)
        self._paint_present(painter)
        painter.restore()
        self._paint_strip(painter)
        self._paint_head(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        for number, day in enumerate(self.days):
            left, width = round(self._left(number)), round(self._width) + 1
            free = day.weekday() >= SUNDAY - 1 or day in self.holidays
            for first, last in ((0, 24),) if free else ((0, _WORK[0]), (_WORK[1], 24)):
                above = round(self._y(first))
                painter.fillRect(QRect(left, above, width, round(self._y(last)) - above), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # hairlines: sharper so, and ten times as fast
        faint = theme.font("caption")
        painter.setFont(faint)
        metrics = QFontMetrics(faint)
        present = self.now.hour + self.now.minute / 60 if self.now.date() in self.days else -1.0
        for hour in range(24):
            y = round(self._y(hour))
            painter.setPen(theme.colour("border"))
            painter.drawLine(self._gutter, y, self.viewport().width(), y)
            painter.setPen(theme.colour("sunken"))
            half = y + self._hour // 2
            painter.drawLine(self._gutter, half, self.viewport().width(), half)
            if hour and abs(hour - present) > 0.2:
                painter.setPen(theme.colour("text_faint"))
                text = words.clock(datetime(2000, 1, 1, hour))  # noqa: DTZ001 - wall clock
                box = QRect(0, y - metrics.height() // 2, self._gutter - theme.px(8), metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(theme.colour("border"))
        for number in range(self.days.count):
            left = round(self._left(number))
            painter.drawLine(left, self._top, left, self.viewport().height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.by_keys and self.hasFocus() and self.chosen is None:
            start = self._place
            number = (start.date() - self.days.first).days
            top = self._y(start.hour + start.minute / 60)
            painter.setPen(QPen(theme.colour("focus"), theme.FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self._left(number) + 2, top + 1, self._width - 4, self._hour / 2 - 2), theme.px(4), theme.px(4)
            )

    def _paint_present(self, painter: QPainter) -> None:
        if self.now.date() not in self.days:
            return
        y = self._y(self.now.hour + self.now.minute / 60)
        number = (self.now.date() - self.days.first).days
        painter.setPen(QPen(theme.colour("danger"), 1))
        painter.drawLine(self._gutter, round(y), self.viewport().width(), round(y))
        painter.setPen(QPen(theme.colour("danger"), 2))
        left = self._left(number)
        painter.drawLine(round(left), round(y), round(left + self._width), round(y))
        painter.setBrush(theme.colour("danger"))
        painter.drawEllipse(QRectF(left - theme.px(4), y - theme.px(4), theme.px(8), theme.px(8)))
        painter.setFont(theme.font("caption"))
        box = QRect(0, round(y) - theme.px(8), self._gutter - theme.px(8), theme.px(16))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.clock(self.now))

    def _paint_strip(self, painter: QPainter) -> None:
        area = QRect(0, self._head, self.viewport().width(), self._strip)
        painter.fillRect(area, theme.colour("surface"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(0, area.bottom(), area.right(), area.bottom())
        for number in range(self.days.count):
            left = round(self._left(number))
            painter.drawLine(left, self._head - theme.px(10), left, area.bottom())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_faint"))
        box = QRect(0, self._head + theme.px(3), self._gutter - theme.px(8), self._lane)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("all day"))
        hidden: dict[int, int] = {}
        for bar in self._bars:
            if bar.lane >= _MOST_LANES - 1 and self._lanes > _MOST_LANES:
                for day in range(bar.first, bar.last + 1):
                    hidden[day] = hidden.get(day, 0) + 1
                continue
            if not self._is_dragged(bar.shown):
                one = bar.shown
                paint_bar(
                    painter, self._bar_rect(bar), one, chosen=one.key == self.chosen, past=one.end <= self.now, timed=False
                )
        for day, count in hidden.items():
            box = QRect(round(self._left(day)) + theme.px(6), area.bottom() - self._lane, round(self._width), self._lane)
            painter.setPen(theme.colour("text_soft"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.tr("+ %n other(s)", "", count))
        if self._drag is not None and self._drag.ghost is not None and self._drag.strip:
            look = self._drag.look()
            first, last = (look.first_day - self.days.first).days, (look.last_day - self.days.first).days
            begin = self._left(max(first, 0)) + theme.px(2)
            rect = QRectF(begin, self._head + theme.px(3), self._left(last + 1) - begin - theme.px(4), self._lane - theme.px(2))
            paint_bar(painter, rect, look, chosen=True, past=False, timed=False, ghost=True)

    def _paint_head(self, painter: QPainter) -> None:
        painter.fillRect(QRect(0, 0, self.viewport().width(), self._head), theme.colour("surface"))
        for number, day in enumerate(self.days):
            left, width = round(self._left(number)), round(self._width)
            today = day == self.now.date()
            small, large = theme.font("small"), theme.font("title")
            name, figure = words.short_day(day).rsplit(" ", 1) if " " in words.short_day(day) else (words.short_day(day), "")
            holiday = self.holidays.get(day, "")
            painter.setFont(large)
            wide = max(QFontMetrics(large).horizontalAdvance(figure), theme.px(20)) + theme.px(8)
            name_width = QFontMetrics(small).horizontalAdvance(name)
            at = left + theme.px(8)
            middle = theme.px(20) if holiday else theme.px(26)
            if today:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                disc = QRectF(at + name_width + theme.px(6), middle - theme.px(13), wide, theme.px(26))
                painter.drawRoundedRect(disc, theme.px(13), theme.px(13))
            painter.setPen(theme.colour("accent_text" if today else "text"))
            painter.drawText(
                QRectF(at + name_width + theme.px(6), middle - theme.px(13), wide, theme.px(26)), int(_CENTRE), figure
            )
            painter.setFont(small)
            painter.setPen(theme.colour("accent_ink" if today else "text_soft"))
            painter.drawText(
                QRect(at, middle - theme.px(13), name_width + 4, theme.px(26)), Qt.AlignmentFlag.AlignVCenter, name
            )
            if holiday:
                caption = theme.font("caption")
                painter.setFont(caption)
                painter.setPen(theme.colour("danger"))
                shown = QFontMetrics(caption).elidedText(holiday, Qt.TextElideMode.ElideRight, width - theme.px(12))
                painter.drawText(
                    QRect(at, theme.px(33), width - theme.px(12), theme.px(16)), Qt.AlignmentFlag.AlignVCenter, shown
                )

    def _paint_ghost(self, painter: QPainter) -> None:
        drag = self._drag
        if drag is None or drag.ghost is None or drag.strip:
            return
        start, end = drag.ghost
        number = (start.date() - self.days.first).days
        begin = midnight(start.date())
        top, bottom = (self._y((moment - begin).total_seconds() / 3600) for moment in (start, end))
        rect = QRectF(
            self._left(number) + theme.px(2), top, self._width - theme.px(12), max(bottom - top - 1, theme.px(16))
        )
        paint_block(painter, rect, drag.look(), chosen=True, past=False, ghost=True)

    def _is_dragged(self, one: Shown) -> bool:
        return self._drag is not None and self._drag.ghost is not None and self._drag.shown == one

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(800), theme.px(600))
