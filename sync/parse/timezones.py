"""Time zones of a calendar: by IANA name, else as its own VTIMEZONE says; nothing leaks into another one.

The IANA zones are those of the `tzdata` package: the same on every system, and within reach of the confined parser. A name
that nobody knows never makes a calendar unreadable: its times float. What is remembered between calendars is keyed by the
definition itself, never by its name.
"""

# ruff: noqa: DTZ001 - wall clocks have no zone

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from tzlocal.windows_tz import win_tz

from sync.model.faults import Unreadable
from sync.parse import recurrence
from sync.parse.contentlines import Component, read

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?\Z")
_FIXED = re.compile(r"(?:UTC|GMT|Etc/GMT)?([+-])(\d{1,2})(?::?(\d{2}))?\Z", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?\Z")
_HORIZON = datetime(2100, 1, 1)
_EARLIEST = 1900
_MOST_CHANGES = 1000
_DEFINITION_LIMIT = 64 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DefinedZone(tzinfo):
    """A zone as a VTIMEZONE defines it (RFC 5545 §3.6.5): its changes of offset, made once up to the year 2100."""

    def __init__(self, name: str, changes: list[tuple[datetime, timedelta, timedelta]]) -> None:
        self.name = name
        ordered = sorted({at - before: (before, after) for at, before, after in changes}.items())
        self._offsets = [ordered[0][1][0], *(after for _, (_, after) in ordered)]
        self._instants = [at for at, _ in ordered]
        self._early = [at + max(pair) for at, pair in ordered]
        self._late = [at + min(pair) for at, pair in ordered]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the offset of a wall-clock time: before a gap, and the first of two (RFC 5545 §3.3.5), unless it says fold."""
        if moment is None:
            return self._offsets[0]
        changes = self._late if moment.fold else self._early
        return self._offsets[bisect_right(changes, moment.replace(tzinfo=None, fold=0))]

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return None: what is summer time is not asked."""
        return None

    def tzname(self, moment: datetime | None) -> str:
        """Return the zone's name."""
        return self.name

    def fromutc(self, moment: datetime) -> datetime:
        """Return the wall clock of an instant."""
        plain = moment.replace(tzinfo=None)
        place = bisect_right(self._instants, plain)
        wall = plain + self._offsets[place]
        repeated = place > 0 and wall < self._instants[place - 1] + self._offsets[place - 1]
        return wall.replace(tzinfo=self, fold=int(repeated))


class Zones:
    """The zones that one calendar names."""

    def __init__(self, calendar: Component | None = None) -> None:
        self._definitions: dict[str, bytes] = {}
        self._known: dict[str, tuple[str, tzinfo | None]] = {}
        for definition in calendar.inside("VTIMEZONE") if calendar is not None else ():
            self._definitions.setdefault(definition.value("TZID").strip(), definition.octets())

    def find(self, name: str) -> tuple[str, tzinfo | None]:
        """Return the zone that a TZID means, and its IANA name: "UTC" for one that only the calendar knows.

        ("", None) where nobody knows it: its times float.
        """
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> tuple[str, tzinfo | None]:
        known = iana_name(name)
        if known and not (known == "UTC" and name in self._definitions):
            return known, iana(known)
        definition = self._definitions.get(name)
        if definition is not None and len(definition) <= _DEFINITION_LIMIT:
            defined = _defined(definition)
            if defined is not None:
                return "UTC", defined
        windows = win_tz.get(name.strip('"'), "")
        if windows:
            return windows, iana(windows)
        fixed = _FIXED.match(name.strip())
        if fixed is not None and int(fixed.group(2)) < 24:
            ahead = timedelta(hours=int(fixed.group(2)), minutes=int(fixed.group(3) or 0))
            turned = name.strip().lower().startswith("etc/")  # POSIX counts westwards
            return "UTC", timezone(-ahead if (fixed.group(1) == "-") != turned else ahead)
        return "", None


@lru_cache(maxsize=1024)
def iana_name(name: str) -> str:
    """Return the IANA name inside a TZID, also where a program put its own name before it; empty: there is none."""
    plain = name.strip().strip('"')
    if plain.upper() in {"UTC", "Z", "GMT", "ETC/UTC"}:
        return "UTC"
    names = _names()
    parts = plain.strip("/").split("/")
    for start in range(len(parts)):
        found = names.get("/".join(parts[start:]).lower())
        if found and (start == 0 or len(parts) - start > 1):
            return found
    return ""


@lru_cache(maxsize=1024)
def iana(name: str) -> tzinfo:
    """Return the zone of an IANA name. Raises `Unreadable("bad_zone")` where there is none."""
    if name == "UTC":
        return UTC
    if _names().get(name.lower()) != name:
        raise Unreadable("bad_zone", zone=name)
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def seconds(moment: datetime) -> int:
    """Return the seconds since 1970 of an instant, or of a wall clock counted as if it were UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(seconds=1)


def wall(at: int, zone: tzinfo | None = None) -> datetime:
    """Return the wall clock (without a zone) of seconds since 1970. Raises `Unreadable("bad_time")` outside years 1 to 9999."""
    try:
        instant = _EPOCH + timedelta(seconds=at)
        return (instant if zone is None else instant.astimezone(zone)).replace(tzinfo=None)
    except (OverflowError, ValueError) as error:
        raise Unreadable("bad_time") from error


def stamp(text: str) -> tuple[datetime, bool, bool]:
    """Return a DATE or DATE-TIME value as a wall clock, whether it is a date alone, and whether it is in UTC.

    Raises `Unreadable("bad_time")`.
    """
    found = _STAMP.match(text.strip())
    if found is None:
        raise Unreadable("bad_time")
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        if hour is None:
            return datetime(int(year), int(month), int(day)), True, False
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second), 59))
    except ValueError as error:
        raise Unreadable("bad_time") from error
    return moment, False, bool(utc)


def definition(name: str, since: int) -> Component:
    """Return a VTIMEZONE for an IANA name that is right from the year of `since` (seconds since 1970) on.

    The changes of two years give the yearly rules, where they repeat; a zone without changes is one STANDARD part.
    """
    zone = iana(name)
    year = wall(since).year - 1
    changes = _changes(zone, year, year + 10)
    made = Component("VTIMEZONE")
    made.add("TZID", name)
    if not changes:
        offset = zone.utcoffset(datetime(year, 1, 1)) or timedelta()
        _observance(made, "STANDARD", datetime(1970, 1, 1), offset, offset, "", zone.tzname(datetime(year, 1, 1)) or "")
        return made
    for kind, ahead in (("DAYLIGHT", True), ("STANDARD", False)):
        ours = [change for change in changes if (change[2] > change[1]) is ahead]
        rule = _yearly([at for at, _, _, _ in ours])
        for at, before, after, label in ours[:1] if rule else ours:
            _observance(made, kind, at, before, after, rule, label)
    return made


def _observance(
    zone: Component, kind: str, at: datetime, before: timedelta, after: timedelta, rule: str, label: str
) -> None:
    made = Component(kind)
    made.add("DTSTART", at.strftime("%Y%m%dT%H%M%S"))
    made.add("TZOFFSETFROM", _written_offset(before))
    made.add("TZOFFSETTO", _written_offset(after))
    if label:
        made.add("TZNAME", label)
    if rule:
        made.add("RRULE", rule)
    zone.parts.append(made)


def _changes(zone: tzinfo, first: int, last: int) -> list[tuple[datetime, timedelta, timedelta, str]]:
    """Return the changes of a zone in some years: when (by the clock before), both offsets, the new name."""
    found = []
    instant = datetime(first, 1, 1, tzinfo=UTC)
    while instant.year < last:
        following = instant + timedelta(days=1)
        before, after = instant.astimezone(zone).utcoffset(), following.astimezone(zone).utcoffset()
        if before != after and before is not None and after is not None:
            low, high = instant, following
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
            at = high.replace(second=0, microsecond=0)
            found.append((at.replace(tzinfo=None) + before, before, after, following.astimezone(zone).tzname() or ""))
        instant = following
    return found


def _yearly(changes: list[datetime]) -> str:
    """Return the rule behind changes of some years: the n-th or last weekday of a month at one time; empty: none."""
    if len(changes) < 2 or len({(at.month, at.weekday(), at.time()) for at in changes}) != 1:
        return ""
    day = recurrence.WEEKDAYS[changes[0].weekday()]
    if all((at + timedelta(days=7)).month != at.month for at in changes):
        return f"FREQ=YEARLY;BYMONTH={changes[0].month};BYDAY=-1{day}"
    weeks = {(at.day - 1) // 7 + 1 for at in changes}
    return f"FREQ=YEARLY;BYMONTH={changes[0].month};BYDAY={weeks.pop()}{day}" if len(weeks) == 1 else ""


def _written_offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8")
    return {name.lower(): name for name in listed.split()}


@lru_cache(maxsize=64)
def _defined(octets: bytes) -> DefinedZone | None:
    """Return the zone of a VTIMEZONE, None where it defines nothing."""
    component = next(read(octets).components)
    changes: list[tuple[datetime, timedelta, timedelta]] = []
    for observance in component.inside("STANDARD", "DAYLIGHT"):
        try:
            changes += _onsets(observance)
        except Unreadable:
            continue
    return DefinedZone(component.value("TZID").strip(), changes) if changes else None


def _onsets(observance: Component) -> list[tuple[datetime, timedelta, timedelta]]:
    before, after = _offset(observance.value("TZOFFSETFROM")), _offset(observance.value("TZOFFSETTO"))
    start, _, _ = stamp(observance.value("DTSTART"))
    starts = [start]
    for line in observance.every("RDATE"):
        starts += [stamp(value.partition("/")[0])[0] for value in line.value.split(",")[:_MOST_CHANGES]]
    for line in observance.every("RRULE"):
        rule = recurrence.parse(line.value)
        until = None
        if rule.until:
            moment, _, utc = stamp(rule.until)
            until = moment + before if utc else moment
        first = start
        if start.year < _EARLIEST and rule.frequency == "YEARLY" and rule.interval == 1 and rule.count is None:
            first = start.replace(year=_EARLIEST, day=min(start.day, 28))
            starts = [at for at in starts if at != start]
        for number, at in enumerate(recurrence.times(rule, first, first, _HORIZON, until)):
            if number >= _MOST_CHANGES:
                break
            starts.append(at)
    return [(at, before, after) for at in starts]


def _offset(text: str) -> timedelta:
    found = _OFFSET.match(text.strip())
    if found is None or int(found.group(2)) > 23:
        raise Unreadable("bad_zone")
    ahead = timedelta(hours=int(found.group(2)), minutes=int(found.group(3)), seconds=int(found.group(4) or 0))
    return -ahead if found.group(1) == "-" else ahead

