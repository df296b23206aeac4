"""Occurrences as the views show them: in local time, with their colour, and which of them clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from sync.model.calendar import Component
from sync.model.ids import CollectionId
from sync.store.item_rows import CollectionRow, OccurrenceRow
from ui.calendar.days import DAY, Days, wall_of

_MOMENT = timedelta(microseconds=1)
_OFF = frozenset({"cancelled"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One occurrence in local wall clock. `strip`: it belongs above the hours, as a whole day or longer than one.

    `clash` tells that somebody who has to be there would have to be elsewhere too.
    """

    row: OccurrenceRow
    start: datetime
    end: datetime
    colour: str
    calendar: str
    writable: bool
    clash: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """What stays the same when it is read again."""
        return self.row.entry, self.row.recurrence

    @property
    def strip(self) -> bool:
        """Whether it is shown above the hours."""
        return self.row.whole_day or self.end - self.start >= DAY

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self.start.date()

    @property
    def last_day(self) -> date:
        """The day on which it ends; an end at midnight belongs to the day before."""
        return max(self.start, self.end - _MOMENT).date()

    @property
    def off(self) -> bool:
        """Whether it does not take place."""
        return self.row.status in _OFF


def shown_of(
    rows: Iterable[OccurrenceRow], calendars: Mapping[CollectionId, CollectionRow], zone: tzinfo
) -> list[Shown]:
    """Return rows as they are shown, those of calendars that are not known left out, with their clashes."""
    made = []
    for row in rows:
        calendar = calendars.get(row.collection)
        if calendar is None:
            continue
        start, end = (wall_of(at, zone, floating=row.floating) for at in (row.start, row.end))
        made.append(
            Shown(row, start, max(start, end), row.colour or calendar.colour, calendar.name, calendar.writable)
        )
    return with_clashes(made)


def with_clashes(shown: Sequence[Shown]) -> list[Shown]:
    """Return the same in order of their start, those marked that take place at the same time as another.

    Whole days, what leaves the time free and what is called off clash with nothing.
    """
    ordered = sorted(shown, key=lambda one: (one.start, -(one.end - one.start), one.row.summary, one.row.entry))
    clashing: set[int] = set()
    latest = -1
    for place, one in enumerate(ordered):
        if not _busy(one):
            continue
        if latest >= 0 and ordered[latest].end > one.start:
            clashing.update((latest, place))
        if latest < 0 or one.end > ordered[latest].end:
            latest = place
    return [replace(one, clash=True) if place in clashing else one for place, one in enumerate(ordered)]


def on_day(shown: Iterable[Shown], day: date) -> list[Shown]:
    """Return what touches a day."""
    return [one for one in shown if one.first_day <= day <= one.last_day]


def _busy(one: Shown) -> bool:
    row = one.row
    return (
        row.component is Component.EVENT and not row.whole_day and not row.transparent and not one.off and one.end > one.start
    )


@dataclass(frozen=True, slots=True)
class Column:
    """Where an event stands among those at the same time: its column, of how many, over how many."""

    number: int
    of: int
    wide: int = 1


def columns(shown: Sequence[Shown], least: timedelta) -> list[Column]:
    """Return the column of each event of one day (in order of their start), so that none covers another.

    Each group of events that hang together by overlapping shares the width; one with nothing to its right takes that room.
    `least` is how long an event is at least for the eye.
    """
    placed: list[Column | None] = [None] * len(shown)
    group: list[tuple[int, int]] = []
    ends: list[datetime] = []
    until: datetime | None = None

    def close() -> None:
        for place, number in group:
            mine = shown[place]
            wide = 1
            while number + wide < len(ends) and not any(
                other == number + wide and _overlap(mine, shown[at], least) for at, other in group
            ):
                wide += 1
            placed[place] = Column(number, len(ends), wide)

    for place, one in enumerate(shown):
        end = max(one.end, one.start + least)
        if until is not None and one.start >= until:
            close()
            group, ends, until = [], [], None
        number = next((at for at, taken in enumerate(ends) if taken <= one.start), len(ends))
        if number == len(ends):
            ends.append(end)
        else:
            ends[number] = end
        group.append((place, number))
        until = end if until is None else max(until, end)
    close()
    return [one or Column(0, 1) for one in placed]


def _overlap(one: Shown, other: Shown, least: timedelta) -> bool:
    return one.start < max(other.end, other.start + least) and other.start < max(one.end, one.start + least)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar over several days of a row of days: from which day to which (numbers in the row), in which lane; `before` and
    `after` tell that it goes on outside the row."""

    shown: Shown
    first: int
    last: int
    lane: int
    before: bool
    after: bool


def bars(shown: Iterable[Shown], days: Days) -> list[Bar]:
    """Return the bars of what lies on a row of days: the longest first in the topmost free lane."""
    inside = [one for one in shown if one.first_day <= days.last and one.last_day >= days.first]
    inside.sort(key=lambda one: (max(one.first_day, days.first), not one.strip, -(one.last_day - one.first_day).days, one.start))
    lanes: list[set[int]] = []
    made = []
    for one in inside:
        first = max((one.first_day - days.first).days, 0)
        last = min((one.last_day - days.first).days, days.count - 1)
        wanted = set(range(first, last + 1))
        lane = next((number for number, taken in enumerate(lanes) if not taken & wanted), len(lanes))
        if lane == len(lanes):
            lanes.append(set())
        lanes[lane] |= wanted
        made.append(Bar(one, first, last, lane, one.first_day < days.first, one.last_day > days.last))
    return made
