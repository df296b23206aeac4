"""One day or several side by side: what pointer and keyboard do with them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from ui import theme
from ui.calendar import words
from ui.calendar.days import DAY, midnight
from ui.calendar.dragging import Drag, Part
from ui.calendar.hours_view import HoursView
from ui.calendar.shown import Shown

_SNAP = timedelta(minutes=15)


class DaysView(HoursView):
    """Days side by side, to be worked on."""

    # --- pointer

    def places(self) -> list[tuple[Shown, QRect]]:
        hours = QRect(0, self._top, self.viewport().width(), max(self.viewport().height() - self._top, 0))
        above = QRect(0, self._head, self.viewport().width(), self._strip)
        found = [(block.shown, self._block_rect(block).toRect() & hours) for block in self._blocks]
        found += [(bar.shown, self._bar_rect(bar).toRect() & above) for bar in self._bars]
        return [(one, rect) for one, rect in found if not rect.isEmpty()]

    def _part_at(self, point: QPoint) -> tuple[Shown | None, Part]:
        """Return the event under a point, and what of it would be dragged."""
        one = self.event_at(point)
        if one is None or not one.writable:
            return one, Part.NOTHING if one is not None else Part.NEW
        if point.y() < self._top:
            return one, Part.ALL
        for block in reversed(self._blocks):
            rect = self._block_rect(block)
            if block.shown is one and rect.contains(point):
                if rect.bottom() - point.y() <= theme.px(5) and one.last_day == self.days.first + DAY * block.day:
                    return one, Part.END
                if point.y() - rect.top() <= theme.px(4) and rect.height() > theme.px(24) and block.start:
                    return one, Part.START
                return one, Part.ALL
        return one, Part.ALL

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if point.y() < self._head:
            self.day_chosen.emit(self._at(point)[0])
            return
        one, part = self._part_at(point)
        day, clock = self._at(point)
        self.by_keys = False
        self._place = midnight(day) + _snapped(clock or timedelta(hours=9))
        self.choose(one)
        self._drag = Drag(part, one, midnight(day) + (clock or timedelta()), point, in_strip=clock is None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._drag is None:
            part = self._part_at(point)[1] if point.y() >= self._top else Part.NOTHING
            upright = part in (Part.START, Part.END)
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.ArrowCursor)
            return
        in_strip = point.y() < self._top
        day, clock = self._at(point)
        self._drag.move(point, midnight(day) + (clock or timedelta()), _SNAP, into_strip=in_strip)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.viewport().update()
        if drag is None or drag.ghost is None:
            return
        start, end = drag.ghost
        if drag.shown is None:
            self.entry_wanted.emit(start, end, drag.whole_day)
        elif (start, end, drag.whole_day) != (drag.shown.start, drag.shown.end, drag.shown.row.whole_day):
            self.entry_moved.emit(drag.shown, start, end, drag.whole_day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._drag = None
        one = self.event_at(point)
        if one is not None:
            self.entry_opened.emit(one)
        elif point.y() >= self._head:
            day, clock = self._at(point)
            if clock is None:
                self.entry_wanted.emit(midnight(day), midnight(day) + DAY, True)
            else:
                start = midnight(day) + _snapped(clock, timedelta(minutes=30))
                self.entry_wanted.emit(start, start + timedelta(hours=1), False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.verticalScrollBar().event(event)

    # --- keyboard

    def place(self) -> datetime:
        return self._place

    def go_to(self, day: date) -> None:
        clock = self._place - midnight(self._place.date()) or timedelta(hours=9)
        self._place = midnight(day) + clock

    def visible_events(self) -> list[Shown]:
        return sorted(self.shown, key=lambda one: (one.first_day, not one.strip, one.start))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, one = event.key(), self.chosen_event()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and one is not None and self._moved_by(event, one):
            return
        half = timedelta(minutes=30)
        steps = {Qt.Key.Key_Up: -half, Qt.Key.Key_Down: half, Qt.Key.Key_Left: -DAY, Qt.Key.Key_Right: DAY}
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(steps[Qt.Key(key)])
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.turn_wanted.emit(1 if key == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if one is not None:
                self.entry_opened.emit(one)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entry_wanted.emit(self._place, self._place + timedelta(hours=1), False)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if one is not None:
                self.entry_deleted.emit(one)
            case Qt.Key.Key_Escape if self._drag is not None or one is not None:
                self._drag = None
                self.choose(None)
                self.viewport().update()
            case _:
                super().keyPressEvent(event)

    def _step(self, by: timedelta) -> None:
        """Go to another place; beyond the page the view is turned."""
        self.by_keys = True
        if self._place.date() not in self.days:
            self._place = midnight(self.days.first) + timedelta(hours=9)
        else:
            self._place = _rounded(self._place) + by
        self.choose(None)
        if self._place.date() not in self.days:
            self.turn_wanted.emit(1 if by > timedelta() else -1)
        hour = self._place.hour + self._place.minute / 60
        self._show_hours(hour, hour + 1)
        self.say(f"{words.middle_day(self._place.date())}, {words.clock(self._place)}")
        self.viewport().update()

    def _moved_by(self, event: QKeyEvent, one: Shown) -> bool:
        """Move what is chosen, or its end; return whether the key means that."""
        quarter, key = timedelta(minutes=15), event.key()
        upright = {Qt.Key.Key_Up: -quarter, Qt.Key.Key_Down: quarter}
        level = {Qt.Key.Key_Left: -DAY, Qt.Key.Key_Right: DAY}
        by = (level if one.strip else {**upright, **level}).get(Qt.Key(key))
        if by is None or not one.writable:
            return by is not None
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entry_moved.emit(one, one.start + by, one.end + by, one.row.whole_day)
        elif one.end + by > one.start:
            self.entry_moved.emit(one, one.start, one.end + by, one.row.whole_day)
        return True

    def reveal(self, one: Shown) -> None:
        block = next((block for block in self._blocks if block.shown.key == one.key), None)
        if block is not None:
            self._show_hours(block.start, block.end)

    def _show_hours(self, start: float, end: float) -> None:
        bar = self.verticalScrollBar()
        top, bottom = round(start * self._hour), round(end * self._hour)
        if top < bar.value():
            bar.setValue(top - self._hour // 2)
        elif bottom > bar.value() + bar.pageStep():
            bar.setValue(min(top, bottom - bar.pageStep() + self._hour // 2))


def _snapped(clock: timedelta, step: timedelta = _SNAP) -> timedelta:
    return step * (clock // step)


def _rounded(moment: datetime) -> datetime:
    begin = midnight(moment.date())
    return begin + _snapped(moment - begin, timedelta(minutes=30))


