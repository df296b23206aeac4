"""Recurrence rules (RFC 5545 §3.3.10): the times that a rule gives, found by jumping to where one looks, within a bounded effort.

Times are wall-clock times without a zone: the zone is applied afterwards, as RFC 5545 asks. A rule is hostile input: one that
never matches, or matches every second, ends after `BUDGET` steps.
"""

# ruff: noqa: DTZ001 - wall clocks have no zone

from __future__ import annotations

import calendar
import itertools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sync.model.faults import Unreadable

BUDGET = 50_000
"""Candidates that are looked at for one expansion."""
_MOST_CLOCK_TIMES = 5000

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Weekdays as rules name them, Monday first."""
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_NUMBER = re.compile(r"[+-]?\d{1,3}\Z")
_UNIT = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_BOUNDS = {
    "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53), "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59), "BYSECOND": (0, 60), "BYSETPOS": (-366, 366),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its text says. Weekdays are (ordinal or 0, Monday = 0); `until` is left as text: its zone is the caller's."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def parse(text: str) -> Rule:
    """Return the rule that an RRULE value describes. Raises `Unreadable("bad_rule")`."""
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").split(";"):
        name, found, value = part.partition("=")
        if not found:
            raise Unreadable("bad_rule")
        parts[name.strip().upper()] = value.strip().upper()
    frequency = parts.get("FREQ", "")
    count = parts.get("COUNT")
    interval = parts.get("INTERVAL", "1")
    if frequency not in _FREQUENCIES or not interval.isdecimal() or (count is not None and not count.isdecimal()):
        raise Unreadable("bad_rule")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or int(interval) == 0 or len(interval) > 9:
        raise Unreadable("bad_rule")
    clock = [_numbers(parts, name) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    if math.prod(max(1, len(numbers)) for numbers in clock) > _MOST_CLOCK_TIMES:
        raise Unreadable("bad_rule")
    return Rule(
        frequency,
        int(interval),
        int(count[:9]) if count else None,
        parts.get("UNTIL", ""),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        year_days=_numbers(parts, "BYYEARDAY"),
        weeks=_numbers(parts, "BYWEEKNO"),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        hours=clock[0],
        minutes=clock[1],
        seconds=tuple(min(second, 59) for second in clock[2]),
        positions=_numbers(parts, "BYSETPOS"),
        week_start=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
    )


def times(rule: Rule, start: datetime, low: datetime, high: datetime, until: datetime | None = None) -> Iterator[datetime]:
    """Yield the times of `rule` that lie in [`low`, `high`), in order; `start` is always one of them (RFC 5545 §3.8.5.3).

    `until` is the rule's own end as a wall-clock time, inclusive. Without a COUNT the search begins near `low`.
    """
    counted = rule.count
    last = high if until is None else min(high, until + timedelta(microseconds=1))
    skip_to = low if counted is None else start
    for seen, found in enumerate(itertools.chain((start,), _after(rule, start, skip_to, last))):
        if counted is not None and seen >= counted:
            return
        if low <= found < last or (found == start and low <= found < high):
            yield found


def _after(rule: Rule, start: datetime, low: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the times after `start`, from about `low` on, before `last`; ends when the budget is used up."""
    try:
        if rule.frequency in _UNIT:
            found: Iterable[datetime] = _by_clock(rule, start, low, last)
        else:
            found = _by_calendar(rule, start, low, last)
        for moment in itertools.islice(found, BUDGET):
            if moment > start:
                if moment >= last:
                    return
                yield moment
    except (OverflowError, ValueError):  # past the year 9999
        return


def _by_calendar(rule: Rule, start: datetime, low: datetime, last: datetime) -> Iterator[datetime]:
    clocks = sorted(
        itertools.product(
            rule.hours or (start.hour,), rule.minutes or (start.minute,), rule.seconds or (start.second,)
        )
    )
    budget = BUDGET
    for period in itertools.count(max(0, _period(rule, start, low) - 1)):
        first, days = _days(rule, start, period)
        if datetime(first.year, first.month, first.day) >= last:
            return
        budget -= 1 + len(days)
        if budget < 0:
            return
        good = [day for day in days if _fits(rule, day)]
        if not rule.positions:
            for day in good:
                for hour, minute, second in clocks:
                    yield datetime(day.year, day.month, day.day, hour, minute, second)
            continue
        yield from (
            datetime(day.year, day.month, day.day, *clock) for day, clock in _placed(rule.positions, good, clocks)
        )


def _placed(
    positions: tuple[int, ...], days: list[date], clocks: list[tuple[int, int, int]]
) -> Iterator[tuple[date, tuple[int, int, int]]]:
    """Yield what stands at `positions` (RFC 5545: BYSETPOS) among all days with all clock times, in order."""
    for place in _places(positions, len(days) * len(clocks)):
        day, clock = divmod(place, len(clocks))
        yield days[day], clocks[clock]


def _period(rule: Rule, start: datetime, low: datetime) -> int:
    """Return in which period, counted in intervals from the one of `start`, `low` lies."""
    if rule.frequency == "YEARLY":
        return (low.year - start.year) // rule.interval
    if rule.frequency == "MONTHLY":
        return ((low.year - start.year) * 12 + low.month - start.month) // rule.interval
    days = (low - start).days
    return days // ((7 if rule.frequency == "WEEKLY" else 1) * rule.interval)


def _days(rule: Rule, start: datetime, period: int) -> tuple[date, list[date]]:
    """Return the first day of a period and those of its days that are worth looking at."""
    step = period * rule.interval
    if rule.frequency == "DAILY":
        day = start.date() + timedelta(days=step)
        return day, [day]
    if rule.frequency == "WEEKLY":
        first = start.date() + timedelta(days=7 * step - (start.weekday() - rule.week_start) % 7)
        wanted = {weekday for _, weekday in rule.weekdays} or {start.weekday()}
        week = [first + timedelta(days=at) for at in range(7)]
        return first, [day for day in week if day.weekday() in wanted]
    if rule.frequency == "MONTHLY":
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        days = rule.month_days or (() if rule.weekdays or rule.year_days else (start.day,))
        return date(year, month + 1, 1), _of_month(year, month + 1, days)
    year = start.year + step
    first = date(year, 1, 1)
    if rule.year_days:
        length = 366 if calendar.isleap(year) else 365
        places = sorted({at if at > 0 else length + at + 1 for at in rule.year_days if 0 < abs(at) <= length})
        return first, [first + timedelta(days=at - 1) for at in places]
    months: Iterable[int] = rule.months or range(1, 13)
    days = rule.month_days
    if not days and not rule.weekdays and not rule.weeks:
        days = (start.day,)
        months = rule.months or (start.month,)
    if rule.weeks and not rule.weekdays and not rule.month_days:
        return first, [day for day in _year(year) if day.weekday() == start.weekday()]
    return first, [day for month in sorted(set(months)) for day in _of_month(year, month, days)]


def _year(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=at) for at in range(366 if calendar.isleap(year) else 365))


def _of_month(year: int, month: int, days: tuple[int, ...]) -> list[date]:
    length = calendar.monthrange(year, month)[1]
    if not days:
        return [date(year, month, day) for day in range(1, length + 1)]
    places = sorted({day if day > 0 else length + day + 1 for day in days if 0 < abs(day) <= length})
    return [date(year, month, day) for day in places]


def _fits(rule: Rule, day: date) -> bool:
    """Whether no BY part of the rule speaks against a day."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = calendar.monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    if rule.year_days:
        length = 366 if calendar.isleap(day.year) else 365
        number = day.timetuple().tm_yday
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    if rule.weeks and not any(number in rule.weeks for number in _week(day, rule.week_start)):
        return False
    return not rule.weekdays or any(_is_weekday(rule, day, nth, weekday) for nth, weekday in rule.weekdays)


def _is_weekday(rule: Rule, day: date, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not nth or rule.frequency not in ("MONTHLY", "YEARLY") or rule.weeks:
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        place, length = day.day, calendar.monthrange(day.year, day.month)[1]
    else:
        place, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    return nth == (place - 1) // 7 + 1 if nth > 0 else -nth == (length - place) // 7 + 1


def _week(day: date, week_start: int) -> tuple[int, int]:
    """Return the number of a day's week, from the front and from the back of its week year (weeks have 4 days in it)."""
    middle = day + timedelta(days=3 - (day.weekday() - week_start) % 7)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    final = date(middle.year, 12, 28)
    final += timedelta(days=3 - (final.weekday() - week_start) % 7)
    return number, number - ((final.timetuple().tm_yday - 1) // 7 + 1) - 1


def _by_clock(rule: Rule, start: datetime, low: datetime, last: datetime) -> Iterator[datetime]:
    """Hours, minutes and seconds: walk by the interval, and leap over days, hours and minutes that do not fit."""
    step = _UNIT[rule.frequency] * rule.interval
    base = start if rule.frequency == "SECONDLY" else start.replace(second=0)
    if rule.frequency == "HOURLY":
        base = base.replace(minute=0)
    place = max(0, int((low - base).total_seconds()) // step - 1)
    for _ in range(BUDGET):
        moment = base + timedelta(seconds=place * step)
        if moment >= last:
            return
        following = _leap(rule, moment)
        if following is not None:
            place = max(place + 1, -(-int((following - base).total_seconds()) // step))
            continue
        place += 1
        yield from _inside(rule, start, moment)


def _leap(rule: Rule, moment: datetime) -> datetime | None:
    """Return where to go on if nothing in the day, hour or minute of `moment` fits; None: it fits."""
    if not _fits(rule, moment.date()):
        return moment.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    if rule.hours and moment.hour not in rule.hours:
        return moment.replace(minute=0, second=0) + timedelta(hours=1)
    if rule.frequency != "HOURLY" and rule.minutes and moment.minute not in rule.minutes:
        return moment.replace(second=0) + timedelta(minutes=1)
    if rule.frequency == "SECONDLY" and rule.seconds and moment.second not in rule.seconds:
        return moment + timedelta(seconds=1)
    return None


def _inside(rule: Rule, start: datetime, moment: datetime) -> Iterator[datetime]:
    """Yield the times inside one period of an hour, a minute or a second."""
    minutes = sorted(rule.minutes or (start.minute,)) if rule.frequency == "HOURLY" else [moment.minute]
    seconds = sorted(rule.seconds or (start.second,)) if rule.frequency != "SECONDLY" else [moment.second]
    found = [moment.replace(minute=minute, second=second) for minute in minutes for second in seconds]
    if rule.positions:
        found = [found[at] for at in _places(rule.positions, len(found))]
    yield from found


def _places(positions: tuple[int, ...], total: int) -> list[int]:
    return sorted({at - 1 if at > 0 else total + at for at in positions if 0 < abs(at) <= total})


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    text = parts.get(name, "")
    if not text:
        return ()
    low, high = _BOUNDS[name]
    found = []
    for piece in text.split(","):
        number = piece.strip()
        if not _NUMBER.match(number) or not low <= int(number) <= high or (low < 0 and not int(number)):
            raise Unreadable("bad_rule")
        found.append(int(number))
    return tuple(dict.fromkeys(found))


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for piece in filter(None, text.split(",")):
        day = _DAY.match(piece.strip())
        if day is None:
            raise Unreadable("bad_rule")
        found.append((int(day.group(1) or 0), WEEKDAYS.index(day.group(2))))
    return tuple(found)
