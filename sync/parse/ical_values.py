"""Values of iCalendar (RFC 5545 §3.3): moments with their zones, durations, people; read from lines and written to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from sync.model.calendar import Attendee, Moment, Participation
from sync.model.faults import Unreadable
from sync.parse import timezones
from sync.parse.charsets import visible
from sync.parse.contentlines import Component, Line
from sync.parse.timezones import Zones

_DURATION = re.compile(r"([+-])?P(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?\Z")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_LINE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Time:
    """A moment as a line says it: a wall clock, its zone where it has one, and whether it is a whole day."""

    wall: datetime
    tz: tzinfo | None = None
    zone: str = ""
    whole_day: bool = False

    @property
    def at(self) -> int:
        """Seconds since 1970, as in `Moment`."""
        return timezones.seconds(self.wall.replace(tzinfo=self.tz) if self.tz is not None else self.wall)

    @property
    def moment(self) -> Moment:
        """The moment in the vocabulary of the model."""
        return Moment(self.at, self.zone, self.whole_day)

    def on(self, wall: datetime) -> Time:
        """Return another wall clock of the same kind."""
        return Time(wall, self.tz, self.zone, self.whole_day)

    def text(self, wall: datetime | None = None) -> str:
        """Return this wall clock, or another one of the same kind, as a DATE or DATE-TIME value."""
        shown = self.wall if wall is None else wall
        if self.whole_day:
            return f"{shown.year:04d}{shown:%m%d}"
        return f"{shown.year:04d}{shown:%m%dT%H%M%S}{'Z' if self.tz is UTC else ''}"


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: days by the calendar, and an exact rest (RFC 5545 §3.3.6)."""

    days: int = 0
    exact: timedelta = timedelta()

    def after(self, start: Time) -> Time:
        """Return where it ends that begins at `start`. Raises `Unreadable("bad_time")` beyond the year 9999."""
        try:
            wall = start.wall + timedelta(days=self.days)
            if start.tz is None or not self.exact:
                return start.on(wall + self.exact)
            ended = wall.replace(tzinfo=start.tz).astimezone(UTC) + self.exact
            return start.on(ended.astimezone(start.tz).replace(tzinfo=None))
        except (OverflowError, ValueError) as error:
            raise Unreadable("bad_time") from error


def time(text: str, tzid: str, zones: Zones) -> Time:
    """Return the moment of one value. Raises `Unreadable("bad_time")`."""
    wall, whole_day, utc = timezones.stamp(text)
    if whole_day:
        return Time(wall, whole_day=True)
    if utc:
        return Time(wall, UTC, "UTC")
    if not tzid:
        return Time(wall)
    zone, tz = zones.find(tzid)
    return Time(wall, tz, zone)


def time_of(line: Line | None, zones: Zones) -> Time | None:
    """Return the moment that a line holds, None where there is no line or no sense in it."""
    if line is None:
        return None
    try:
        return time(line.value, line.parameter("TZID"), zones)
    except Unreadable:
        return None


def times_of(line: Line, zones: Zones, most: int) -> list[Time]:
    """Return the moments of a list (EXDATE, RDATE); of a period its start. What makes no sense is left out."""
    found = []
    for value in line.value.split(",")[:most]:
        try:
            found.append(time(value.partition("/")[0], line.parameter("TZID"), zones))
        except Unreadable:
            continue
    return found


def length(text: str) -> Length | None:
    """Return the duration of a DURATION value, None where it is none."""
    found = _DURATION.match(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        return None
    sign = -1 if found.group(1) == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        return Length(sign * (weeks * 7 + days), sign * timedelta(hours=hours, minutes=minutes, seconds=seconds))
    except OverflowError:
        return None


def written_length(seconds: int) -> str:
    """Return seconds as a DURATION value, in the largest units that are exact."""
    sign, rest = ("-" if seconds < 0 else ""), abs(seconds)
    if rest and rest % 604800 == 0:
        return f"{sign}P{rest // 604800}W"
    days, rest = divmod(rest, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    clock = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if number)
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def of_moment(moment: Moment, known: Time | None = None) -> Time:
    """Return a moment as it is to be written. Where its zone is the one that `known` was read with, it keeps the zone that the
    calendar itself defines. Raises `Unreadable("bad_zone" | "bad_time")`."""
    if moment.whole_day:
        return Time(timezones.wall(moment.at).replace(hour=0, minute=0, second=0), whole_day=True)
    if not moment.zone:
        return Time(timezones.wall(moment.at))
    same = known is not None and known.zone == moment.zone and known.tz is not None
    tz = known.tz if same and known is not None and known.tz is not None else timezones.iana(moment.zone)
    return Time(timezones.wall(moment.at, tz), tz, moment.zone)


def utc(at: int) -> str:
    """Return seconds since 1970 as a DATE-TIME in UTC."""
    return Time(timezones.wall(at), UTC, "UTC").text()


def person(line: Line) -> Attendee:
    """Return who an ATTENDEE or ORGANIZER line names."""
    address = _MAILTO.sub("", line.value.strip(), count=1) if _MAILTO.match(line.value.strip()) else line.value.strip()
    if "@" in line.parameter("EMAIL") and "@" not in address:
        address = line.parameter("EMAIL")
    said = line.parameter("PARTSTAT").lower()
    return Attendee(
        address=visible(address),
        name=visible(line.parameter("CN")),
        participation=Participation(said) if said in set(Participation) else Participation.NEEDS_ACTION,
        role=line.parameter("ROLE").lower() or "req-participant",
        kind=line.parameter("CUTYPE").lower() or "individual",
        rsvp=line.parameter("RSVP").upper() == "TRUE",
    )


def same_address(one: str, other: str) -> bool:
    """Whether two calendar addresses are of the same person."""
    return _MAILTO.sub("", one.strip(), count=1).lower() == _MAILTO.sub("", other.strip(), count=1).lower()


def bounds(component: Component, zones: Zones) -> tuple[Time | None, Time | None]:
    """Return when a component begins and ends (exclusive), or is due. An end before its start is the start."""
    start = time_of(component.first("DTSTART"), zones)
    if component.name == "VTODO":
        due = time_of(component.first("DUE"), zones)
        span = length(component.value("DURATION"))
        return start, due if due is not None or start is None or span is None else span.after(start)
    if start is None:
        return None, None
    end = time_of(component.first("DTEND"), zones)
    span = length(component.value("DURATION"))
    if end is None and span is not None:
        end = span.after(start)
    if end is None or end.whole_day is not start.whole_day:
        end = start.on(start.wall + timedelta(days=1)) if start.whole_day and start.wall.year < 9999 else start
    return start, end if end.at >= start.at else start


def line_text(component: Component, name: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return visible(component.text(name)[:_LINE_LIMIT]).strip()


def number(component: Component, name: str) -> int:
    """Return a small whole number, 0 where there is none."""
    text = component.value(name).strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0
