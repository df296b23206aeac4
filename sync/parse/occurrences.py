"""Occurrences of a recurring component inside a window: rule and RDATE, less EXDATE, with overrides (RFC 5545 §3.8.5)."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sync.model.calendar import Occurrence, Window
from sync.model.faults import Unreadable
from sync.parse import recurrence, timezones
from sync.parse.contentlines import Component
from sync.parse.ical_values import Length, Time, bounds, length, line_text, time_of, times_of
from sync.parse.timezones import Zones

MOST = 5000
"""Occurrences of one entry in one window."""
_MOST_DATES = 20_000
_SLACK = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Made:
    """The occurrences inside the window, in order, and whether there are others."""

    found: tuple[Occurrence, ...]
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class _Override:
    component: Component
    recurrence: Time
    start: Time
    span: Length
    following: bool
    texts: tuple[str, str, str]


def between(main: Component, overrides: Sequence[Component], zones: Zones, window: Window) -> Made:
    """Return the occurrences of a component inside `window`; what happens once comes wherever it is."""
    start, end = bounds(main, zones)
    anchor = start if start is not None else end
    if anchor is None:
        return Made(())
    span = _span(main, anchor, end if end is not None else anchor)
    alone = main.first("RECURRENCE-ID") is not None
    changed = [made for component in overrides if (made := _override(component, zones, anchor)) is not None]
    if alone:
        return Made(tuple(sorted((_shown(each, each.recurrence.text()) for each in changed), key=lambda one: one.start)))
    if not main.every("RRULE", "RDATE"):
        ended = span.after(anchor)
        return Made((_occurrence(_texts(main), anchor, ended, ""),))
    return _recurring(main, anchor, span, changed, zones, window)


def _recurring(
    main: Component, anchor: Time, span: Length, changed: list[_Override], zones: Zones, window: Window
) -> Made:
    """Return the occurrences of a component that recurs."""
    single = {each.recurrence.at: each for each in changed}
    ranges = sorted((each for each in changed if each.following), key=lambda each: each.recurrence.at)
    out, out_days = excluded(main, anchor, zones)
    texts = _texts(main)
    found: list[Occurrence] = []
    beyond = anchor.at < window.start or any(_endless(line.value) for line in main.every("RRULE"))
    for wall in _walls(main, anchor, span, zones, window):
        at = anchor.on(wall)
        if at.at in single or at.at in out or (out_days and wall.date() in out_days):
            continue
        if at.at >= window.end:
            beyond = True
            break
        made = _ranged(ranges, texts, anchor, at, span)
        if _inside(made, window):
            found.append(made)
        if len(found) >= MOST:
            beyond = True
            break
    for each in changed:
        if each.recurrence.at in out:
            continue
        shown = _shown(each, each.recurrence.text())
        if _inside(shown, window):
            found.append(shown)
        else:
            beyond = True
    return Made(tuple(sorted(found, key=lambda one: (one.start, one.recurrence))), beyond)


def _walls(main: Component, anchor: Time, span: Length, zones: Zones, window: Window) -> Iterator[datetime]:
    """Yield the wall clocks of the recurrence set around the window, in order; one after the window ends may come."""
    try:
        reach = timedelta(days=span.days) + span.exact + _SLACK
        low = _local(window.start, anchor) - reach
        high = _local(window.end, anchor) + timedelta(days=800)
    except (OverflowError, Unreadable):
        return
    own = {anchor.wall}
    for line in main.every("RDATE"):
        own |= {_like(time, anchor).wall for time in times_of(line, zones, _MOST_DATES)}
    streams: list[Iterator[datetime]] = [iter(sorted(wall for wall in own if low <= wall < high))]
    for line in main.every("RRULE")[:4]:
        try:
            rule = recurrence.parse(line.value)
            until = last(rule, anchor)
        except Unreadable:
            continue
        streams.append(recurrence.times(rule, anchor.wall, low, high, until))
    previous = None
    for wall in heapq.merge(*streams):
        if wall != previous:
            yield wall
        previous = wall


def _endless(rule: str) -> bool:
    return "COUNT=" not in rule.upper() and "UNTIL=" not in rule.upper()


def last(rule: recurrence.Rule, anchor: Time) -> datetime | None:
    """Return the end of a rule (UNTIL, inclusive) as a wall clock of the start's zone. Raises `Unreadable`."""
    if not rule.until:
        return None
    wall, whole_day, utc = timezones.stamp(rule.until)
    if whole_day and not anchor.whole_day:
        return wall + timedelta(days=1) - timedelta(microseconds=1)
    if utc and anchor.tz is not None and anchor.tz is not UTC:
        return wall.replace(tzinfo=UTC).astimezone(anchor.tz).replace(tzinfo=None)
    return wall.replace(hour=0, minute=0, second=0) if anchor.whole_day else wall


def excluded(main: Component, anchor: Time, zones: Zones) -> tuple[set[int], set[date]]:
    """Return what EXDATE takes out: times, and whole days where it names days of a timed component."""
    times: set[int] = set()
    days: set[date] = set()
    for line in main.every("EXDATE"):
        for time in times_of(line, zones, _MOST_DATES):
            if time.whole_day and not anchor.whole_day:
                days.add(time.wall.date())
            else:
                times.add(_like(time, anchor).at)
    return times, days


def _like(time: Time, anchor: Time) -> Time:
    """Return a time in the kind of the start: a day for a whole-day component, its zone for one in a zone."""
    if anchor.whole_day:
        return anchor.on(time.wall.replace(hour=0, minute=0, second=0))
    if time.whole_day:
        return anchor.on(time.wall.replace(hour=anchor.wall.hour, minute=anchor.wall.minute, second=anchor.wall.second))
    if time.tz is not None and anchor.tz is not None:
        return anchor.on(time.wall.replace(tzinfo=time.tz).astimezone(anchor.tz).replace(tzinfo=None))
    return anchor.on(time.wall)


def _local(at: int, anchor: Time) -> datetime:
    return timezones.wall(at, anchor.tz)


def _span(component: Component, start: Time, end: Time) -> Length:
    """Return how long each occurrence takes: exactly what DTEND gives, by the calendar what DURATION says."""
    said = length(component.value("DURATION"))
    if said is not None and component.first("DTEND") is None and component.first("DUE") is None:
        return said
    if start.whole_day:
        return Length((end.wall - start.wall).days)
    return Length(0, timedelta(seconds=end.at - start.at))


def _override(component: Component, zones: Zones, anchor: Time) -> _Override | None:
    line = component.first("RECURRENCE-ID")
    named = time_of(line, zones)
    if line is None or named is None:
        return None
    start, end = bounds(component, zones)
    start = start if start is not None else end if end is not None else named
    span = _span(component, start, end if end is not None else start)
    following = line.parameter("RANGE").upper() == "THISANDFUTURE"
    return _Override(component, _like(named, anchor), start, span, following, _texts(component))


def _shown(override: _Override, name: str) -> Occurrence:
    return _occurrence(override.texts, override.start, override.span.after(override.start), name, overridden=True)


def _ranged(
    ranges: list[_Override], texts: tuple[str, str, str], anchor: Time, at: Time, span: Length
) -> Occurrence:
    """Return an occurrence, as the last override before it says that is about all that follow."""
    ruling = next((each for each in reversed(ranges) if each.recurrence.at <= at.at), None)
    if ruling is None:
        return _occurrence(texts, at, span.after(at), at.text())
    try:
        moved = at.on(at.wall + (_like(ruling.start, anchor).wall - ruling.recurrence.wall))
    except OverflowError:
        moved = at
    return _occurrence(ruling.texts, moved, ruling.span.after(moved), at.text(), overridden=True)


def _texts(component: Component) -> tuple[str, str, str]:
    """Return title, place and status of the occurrences of a component."""
    return line_text(component, "SUMMARY"), line_text(component, "LOCATION"), component.value("STATUS").strip().lower()


def _occurrence(
    texts: tuple[str, str, str], start: Time, end: Time, name: str, *, overridden: bool = False
) -> Occurrence:
    at = start.at
    return Occurrence(at, max(at, end.at), name, *texts, overridden)


def _inside(one: Occurrence, window: Window) -> bool:
    return one.start < window.end and (one.end > window.start or one.start >= window.start)
