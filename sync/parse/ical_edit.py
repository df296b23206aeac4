"""Calendar resources made and changed: a new one, all of a series, one occurrence, this and the following (RFC 5545, RFC 4791).

The raw resource stays the truth: what an edit does not speak of comes out octet by octet as it went in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

from sync.model.calendar import EntryDraft, Span, Window
from sync.model.faults import Unreadable
from sync.parse import ical_component, occurrences, recurrence, timezones
from sync.parse.contentlines import Component, Line, write
from sync.parse.ical import KINDS, Resource, opened
from sync.parse.ical_values import Time, bounds, number, time, time_of, times_of, utc
from sync.parse.timezones import Zones

PRODUCT = "-//Ecritoire//FR"
_NAMES = {kind: name for name, kind in KINDS.items()}
_SERIES = ("RRULE", "RDATE", "EXDATE", "EXRULE")
_MOST_DATES = 20_000
_CENTURY = 100 * 366 * 86400


def build(draft: EntryDraft, uid: str, now: int) -> bytes:
    """Return a new resource. `now` is in seconds since 1970. Raises `Unreadable("bad_time" | "bad_zone" | "bad_rule")`."""
    _checked(draft)
    root = Component("", begin=b"", end=b"")
    calendar = Component("VCALENDAR")
    root.parts.append(calendar)
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    component = Component(_NAMES[draft.component])
    calendar.parts.append(component)
    component.add("UID", uid)
    component.add("DTSTAMP", utc(now))
    component.add("CREATED", utc(now))
    ical_component.change(calendar, component, draft, Zones(), now)
    component.set("SEQUENCE", "0")
    if component.name == "VTODO" and component.first("STATUS") is None:
        component.add("STATUS", "NEEDS-ACTION")
    return write(root)


def edit(
    raw: bytes, draft: EntryDraft, now: int, span: Span = Span.ALL, occurrence: str = "", uid: str = ""
) -> tuple[bytes, ...]:
    """Return the resource changed. `occurrence` names one (`Occurrence.recurrence`) for the other spans than ALL.

    "This and the following" gives two resources: the old series that ends before, and a new one named `uid` from there on;
    from the first occurrence on it is the whole series. Raises `Unreadable`.
    """
    _checked(draft)
    resource = opened(raw)
    if span is Span.ALL or resource.alone or not resource.main.every("RRULE", "RDATE"):
        target = _named(resource, occurrence) if resource.alone else resource.main
        if target is resource.main and not resource.alone:
            _all(resource, draft, now)
        else:
            ical_component.change(resource.calendar, target, draft, resource.zones, now)
        return (write(resource.root),)
    at = moment_of(resource, occurrence)
    if span is Span.THIS:
        target = override_of(resource, at)
        ical_component.change(resource.calendar, target, draft, resource.zones, now)
        return (write(resource.root),)
    anchor = _anchor(resource)
    if at.at <= anchor.at:
        _all(resource, draft, now)
        return (write(resource.root),)
    later = opened(raw)
    _begin_at(later, at, uid)
    _end_before(resource, at, now)
    _all(later, draft, now)
    later.main.set("SEQUENCE", "0")
    return write(resource.root), write(later.root)


def remove(raw: bytes, now: int, span: Span = Span.ALL, occurrence: str = "") -> bytes | None:
    """Return the resource without one occurrence, or without it and the following; None where nothing is left of it."""
    resource = opened(raw)
    if span is Span.ALL or (not resource.alone and not resource.main.every("RRULE", "RDATE")):
        return None
    if resource.alone:
        gone = _named(resource, occurrence)
        resource.calendar.drop(gone)
        return write(resource.root) if len(resource.overrides) > 1 else None
    at = moment_of(resource, occurrence)
    if span is Span.FOLLOWING:
        if at.at <= _anchor(resource).at:
            return None
        _end_before(resource, at, now)
    else:
        for override in _overrides(resource, at, at):
            resource.calendar.drop(override)
        line = resource.main.first("DTSTART") or resource.main.first("DUE")
        tzid = line.parameter("TZID") if line is not None else ""
        resource.main.add("EXDATE", at.text(), {"TZID": tzid, "VALUE": "DATE" if at.whole_day else ""})
        ical_component.touch(resource.main, now)
    left = write(resource.root)
    again, anchor = opened(left), _anchor(resource)
    window = Window(anchor.at - 86400, anchor.at + _CENTURY)
    return left if occurrences.between(again.main, again.overrides, again.zones, window).found else None


def restored(raw: bytes, over: bytes, now: int) -> bytes:
    """Return a resource as it was before, as a newer version than `over` that it takes the place of (RFC 5546 §2.1.4)."""
    old, new = opened(raw), opened(over)
    sequence = max(number(one, "SEQUENCE") for one in (new.main, *new.overrides)) + 1
    for component in (old.main, *(one for one in old.overrides if one is not old.main)):
        component.set("SEQUENCE", str(sequence))
        ical_component.touch(component, now)
    return write(old.root)


def _checked(draft: EntryDraft) -> None:
    if draft.rule:
        recurrence.parse(draft.rule)


def _anchor(resource: Resource) -> Time:
    start, end = bounds(resource.main, resource.zones)
    anchor = start if start is not None else end
    if anchor is None:
        raise Unreadable("no_start")
    return anchor


def moment_of(resource: Resource, occurrence: str) -> Time:
    """Return the moment that names an occurrence, in the form of the series' start. Raises `Unreadable("bad_time")`."""
    line = resource.main.first("DTSTART") or resource.main.first("DUE")
    named = time(occurrence, line.parameter("TZID") if line is not None else "", resource.zones)
    anchor = _anchor(resource)
    return named if named.whole_day is anchor.whole_day else anchor.on(named.wall)


def _named(resource: Resource, occurrence: str) -> Component:
    for override in resource.overrides:
        named = time_of(override.first("RECURRENCE-ID"), resource.zones)
        if named is not None and named.text() == occurrence:
            return override
    return resource.main


def _overrides(resource: Resource, first: Time, last: Time | None) -> list[Component]:
    """Return the overrides of occurrences from `first` to `last` (inclusive; None: all that follow)."""
    found = []
    for override in resource.overrides:
        named = time_of(override.first("RECURRENCE-ID"), resource.zones)
        if named is not None and first.at <= named.at and (last is None or named.at <= last.at):
            found.append(override)
    return found


def override_of(resource: Resource, at: Time) -> Component:
    """Return the override of an occurrence, made of the series where there is none yet."""
    known = _overrides(resource, at, at)
    if known:
        return known[0]
    main, zones = resource.main, resource.zones
    made = main.copy()
    made.begin, made.end = main.begin, main.end
    start, end = bounds(main, zones)
    made.remove(*_SERIES)
    line = main.first("DTSTART") or main.first("DUE")
    tzid = line.parameter("TZID") if line is not None else ""
    _move(resource.calendar, made, start, end, at)
    made.add("RECURRENCE-ID", at.text(), {"TZID": tzid, "VALUE": "DATE" if at.whole_day else ""})
    parts = resource.calendar.parts
    last = max(index for index, part in enumerate(parts) if part is main or any(part is one for one in resource.overrides))
    parts.insert(last + 1, made)
    return made


def _move(calendar: Component, component: Component, start: Time | None, end: Time | None, at: Time) -> None:
    """Let a component begin (or be due) at `at`, and take as long as before."""
    if start is None:
        ical_component.put_time(calendar, component, "DUE", at, _tzid(component, "DUE"))
        return
    ical_component.put_time(calendar, component, "DTSTART", at, _tzid(component, "DTSTART"))
    name = "DUE" if component.name == "VTODO" else "DTEND"
    if end is None or component.first(name) is None:
        return
    if at.whole_day:
        moved = end.on(end.wall + (at.wall - start.wall))
    else:
        instant = at.at + end.at - start.at
        moved = end.on(timezones.wall(instant, end.tz))
    ical_component.put_time(calendar, component, name, moved, _tzid(component, name))


def _tzid(component: Component, name: str) -> str:
    line = component.first(name)
    return line.parameter("TZID") if line is not None else ""


def _all(resource: Resource, draft: EntryDraft, now: int) -> None:
    """Change a whole series: what names its occurrences moves along with its start."""
    main = resource.main
    old = bounds(main, resource.zones)[0]
    ical_component.change(resource.calendar, main, draft, resource.zones, now)
    if main.first("RRULE") is None and main.first("RDATE") is None:
        main.remove("EXDATE", "EXRULE")
        for override in resource.overrides:
            resource.calendar.drop(override)
        return
    new = bounds(main, resource.zones)[0]
    if old is None or new is None or old == new:
        return
    if draft.rule is None:
        for line in main.every("RRULE"):
            line.set_value(ical_component.turned_rule(line.value, old, new))
    for line in main.every("EXDATE", "RDATE"):
        _shift(line, resource.zones, old, new)
    for override in resource.overrides:
        named = override.first("RECURRENCE-ID")
        if named is not None:
            _shift(named, resource.zones, old, new)
            ical_component.touch(override, now)


def _shift(line: Line, zones: Zones, old: Time, new: Time) -> None:
    """Move the dates of a line by as much as the start of their series moved, into the form of the new start."""
    moved = []
    for known in times_of(line, zones, _MOST_DATES):
        wall = known.wall
        if known.tz is not None and old.tz is not None and known.tz is not old.tz:
            wall = wall.replace(tzinfo=known.tz).astimezone(old.tz).replace(tzinfo=None)
        try:
            moved.append(new.text(wall + (new.wall - old.wall)))
        except OverflowError:
            continue
    if moved:
        line.set_value(",".join(moved))
        line.set_parameter("VALUE", *(["DATE"] if new.whole_day else []))
        zoned = new.zone if new.zone and new.tz is not UTC and not new.whole_day else ""
        kept = line.parameter("TZID") if new.tz is old.tz else ""
        line.set_parameter("TZID", *filter(None, [kept or zoned]))


def _end_before(resource: Resource, at: Time, now: int) -> None:
    """Let a series end before an occurrence."""
    main = resource.main
    if at.whole_day:
        until = at.text(at.wall - timedelta(days=1))
    elif at.tz is not None:
        until = utc(at.at - 1)
    else:
        until = at.text(at.wall - timedelta(seconds=1))
    for line in main.every("RRULE"):
        kept = [part for part in line.value.split(";") if part.partition("=")[0].strip().upper() not in {"COUNT", "UNTIL"}]
        line.set_value(";".join([*kept, f"UNTIL={until}"]))
    _keep_dates(main, resource.zones, lambda known: known.at < at.at)
    for override in _overrides(resource, at, None):
        resource.calendar.drop(override)
    ical_component.raise_sequence(main)
    ical_component.touch(main, now)


def _keep_dates(main: Component, zones: Zones, wanted: Callable[[Time], bool]) -> None:
    """Keep only those dates of EXDATE and RDATE that are wanted; lines of which all are stay as they are."""
    for line in main.every("EXDATE", "RDATE"):
        pieces = line.value.split(",")
        kept = [piece for piece in pieces if any(wanted(known) for known in times_of(_of(line, piece), zones, 1))]
        if not kept:
            main.drop(line)
        elif len(kept) < len(pieces):
            line.set_value(",".join(kept))


def _of(line: Line, value: str) -> Line:
    return Line(line.name, value, line.parameters)


def _begin_at(resource: Resource, at: Time, uid: str) -> None:
    """Let a series begin at an occurrence, under another UID."""
    main, zones = resource.main, resource.zones
    start, end = bounds(main, zones)
    anchor = _anchor(resource)
    for line in main.every("RRULE"):
        rule = recurrence.parse(line.value)
        if rule.count is None:
            continue
        before = sum(1 for _ in recurrence.times(rule, anchor.wall, anchor.wall, at.wall))
        parts = [part for part in line.value.split(";") if part.partition("=")[0].strip().upper() != "COUNT"]
        line.set_value(";".join([*parts, f"COUNT={max(1, rule.count - before)}"]))
    _keep_dates(main, zones, lambda known: known.at >= at.at)
    _move(resource.calendar, main, start, end, at)
    ours = _overrides(resource, at, None)
    for override in resource.overrides:
        if any(override is one for one in ours):
            override.set("UID", uid)
        else:
            resource.calendar.drop(override)
    main.set("UID", uid)
