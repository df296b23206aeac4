"""What the pointer does with an event: a new one drawn, one moved, its beginning or its end pulled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QPoint

from sync.model.calendar import Component
from sync.model.ids import CollectionId, ItemId
from sync.model.pending import Pending
from sync.store.item_rows import OccurrenceRow
from ui import theme
from ui.calendar.days import DAY, midnight
from ui.calendar.shown import Shown

_THRESHOLD = 4
_HOUR = timedelta(hours=1)


class Part(Enum):
    """What of an event follows the pointer."""

    NOTHING = auto()
    NEW = auto()
    ALL = auto()
    START = auto()
    END = auto()


_NEW = OccurrenceRow(
    ItemId(0), CollectionId(0), Component.EVENT, "", 0, 0, False, False, "", "", "", "", False, False, False, 0, "", "", (),
    Pending.NONE, None,
)  # fmt: skip


@dataclass(slots=True)
class Drag:
    """One drag; `ghost` is where the event would be now, None until the pointer really moved."""

    part: Part
    shown: Shown | None
    origin: datetime
    point: QPoint
    in_strip: bool = False
    ghost: tuple[datetime, datetime] | None = None
    whole_day: bool = False
    lowered: bool = False
    """Taken out of the strip, to begin at an hour."""

    @property
    def strip(self) -> bool:
        """Whether it is above the hours now."""
        return self.whole_day or (self.shown is not None and self.shown.strip and self.part is Part.ALL and not self.lowered)

    def move(self, point: QPoint, at: datetime, snap: timedelta, *, into_strip: bool = False) -> None:
        """Follow the pointer to another moment. Between the hours and the strip above, an event becomes a whole day and back."""
        if self.ghost is None and (point - self.point).manhattanLength() < theme.px(_THRESHOLD):
            return
        if self.part is Part.NOTHING:
            return
        if self.part is Part.NEW:
            self._draw(at, snap)
            return
        one = self.shown
        if one is None:
            return
        if self.part is Part.ALL:
            self._carry(one, at, snap, into_strip=into_strip)
        elif self.part is Part.END:
            self.ghost = one.start, max(_nearest(one.end + (at - self.origin), snap), one.start + snap)
        else:
            self.ghost = min(_nearest(one.start + (at - self.origin), snap), one.end - snap), one.end

    def _draw(self, at: datetime, snap: timedelta) -> None:
        first, last = min(self.origin, at), max(self.origin, at)
        if self.in_strip:
            self.whole_day = True
            self.ghost = midnight(first.date()), midnight(last.date()) + DAY
            return
        last = min(last, midnight(first.date()) + DAY)  # drawn on one day
        begin = _snapped(first, snap)
        steps = -((begin - last) // snap)  # rounded up
        self.ghost = begin, begin + snap * max(steps, 1)

    def _carry(self, one: Shown, at: datetime, snap: timedelta, *, into_strip: bool) -> None:
        whole = one.row.whole_day
        if into_strip and not one.strip:
            self.whole_day = True
            self.ghost = midnight(at.date()), midnight(at.date()) + DAY
        elif one.strip and not into_strip and whole and one.end - one.start == DAY:
            self.whole_day, self.lowered = False, True
            start = _snapped(at, snap)
            self.ghost = start, start + _HOUR
        else:
            self.whole_day, self.lowered = whole, False
            by = midnight(at.date()) - midnight(self.origin.date())
            if not one.strip:
                begin = _nearest(one.start + (at - self.origin), snap)
                by = begin - one.start
            self.ghost = one.start + by, one.end + by

    def look(self) -> Shown:
        """Return the event as it would be."""
        start, end = self.ghost or (self.origin, self.origin)
        if self.shown is None:
            return Shown(_NEW, start, end, theme.tokens().accent, "", writable=True)
        row = replace(self.shown.row, whole_day=self.whole_day)
        return replace(self.shown, row=row, start=start, end=end, clash=False)


def _nearest(moment: datetime, step: timedelta) -> datetime:
    return _snapped(moment + step / 2, step)


def _snapped(moment: datetime, step: timedelta) -> datetime:
    begin = midnight(moment.date())
    return begin + step * ((moment - begin) // step)
