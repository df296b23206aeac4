"""Stretches of whole days: which days a view shows, and the same stretch in real time and in wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cache

import tzlocal
from PySide6.QtCore import QDate

from sync.model.calendar import Moment, Window

DAY = timedelta(days=1)
MONDAY, FRIDAY, SUNDAY = 0, 4, 6


class Kind(StrEnum):
    """The ways of looking at the agenda."""

    DAY = "day"
    WORK_WEEK = "work_week"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"
    TASKS = "tasks"


LIST_DAYS = 31
"""How many days the list shows at once at first."""


@dataclass(frozen=True, slots=True)
class Days:
    """`count` days from `first` on."""

    first: date
    count: int

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + DAY * (self.count - 1)

    def __iter__(self) -> Iterator[date]:
        return (self.first + DAY * number for number in range(self.count))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def instants(self, zone: tzinfo) -> Window:
        """Return the stretch in real time, from midnight to midnight in a zone."""
        begin, end = (
            datetime(day.year, day.month, day.day, tzinfo=zone) for day in (self.first, self.first + DAY * self.count)
        )
        return Window(int(begin.timestamp()), int(end.timestamp()))

    def wall(self) -> Window:
        """Return the stretch in wall clock counted as if it were UTC."""
        begin = datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)
        return Window(int(begin.timestamp()), int((begin + DAY * self.count).timestamp()))


def days_of(kind: Kind, day: date) -> Days:
    """Return the days that a view shows when it is turned to `day`: weeks begin on Monday (ISO 8601), months in whole weeks."""
    monday = day - DAY * day.weekday()
    match kind:
        case Kind.DAY:
            return Days(day, 1)
        case Kind.WORK_WEEK:
            return Days(monday, 5)
        case Kind.WEEK:
            return Days(monday, 7)
        case Kind.MONTH:
            first = day.replace(day=1)
            first -= DAY * first.weekday()
            return Days(first, 42)
        case _:
            return Days(day, LIST_DAYS)


def turned(kind: Kind, day: date, steps: int) -> date:
    """Return the day that a view is turned to `steps` pages further."""
    match kind:
        case Kind.DAY:
            return day + DAY * steps
        case Kind.WORK_WEEK | Kind.WEEK:
            return day + DAY * 7 * steps
        case Kind.MONTH:
            months = day.year * 12 + day.month - 1 + steps
            return date(months // 12, months % 12 + 1, 1)
        case _:
            return day + DAY * LIST_DAYS * steps


@cache
def local_zone() -> tzinfo:
    """Return the zone of this computer."""
    return tzlocal.get_localzone()


def zone_name(zone: tzinfo) -> str:
    """Return the IANA name of a zone, as a `Moment` carries it."""
    return str(getattr(zone, "key", "") or "UTC")


def wall_of(seconds: int, zone: tzinfo, *, floating: bool) -> datetime:
    """Return the wall clock, without a zone, of a time as rows carry it."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return (moment if floating else moment.astimezone(zone)).replace(tzinfo=None)


def moment_at(wall: datetime, zone: tzinfo, *, whole_day: bool = False, floating: bool = False) -> Moment:
    """Return the moment of a wall clock: in a zone, or floating."""
    if whole_day or floating:
        return Moment(int(wall.replace(tzinfo=UTC).timestamp()), "", whole_day)
    return Moment(int(wall.replace(tzinfo=zone).timestamp()), zone_name(zone))


def clock_of(moment: Moment, zone: tzinfo) -> datetime:
    """Return the wall clock, without a zone, of a moment as it is seen in a zone."""
    return wall_of(moment.at, zone, floating=moment.floats)


def midnight(day: date) -> datetime:
    """Return the beginning of a day."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock


def qdate(day: date) -> QDate:
    """Return a day for a locale to write."""
    return QDate(day.year, day.month, day.day)
