"""Free and busy times: VFREEBUSY components (RFC 5545 §3.6.4) read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from sync.model.availability import Busy, BusyKind, joined
from sync.model.faults import Unreadable
from sync.parse.contentlines import Component, read
from sync.parse.ical_values import length, time
from sync.parse.timezones import Zones

_MOST = 20_000
"""Stretches of one answer; a year has 35,000 quarters of an hour."""
_FREE = "FREE"


def busy(raws: Sequence[bytes], start: int, end: int) -> list[Busy]:
    """Return when somebody is taken between two moments, of all the calendars of an answer together.

    Stretches that make no sense are left out. Raises `Unreadable("no_entry")` where a calendar holds no VFREEBUSY.
    """
    found: list[Busy] = []
    for raw in raws:
        components = [one for calendar in read(raw).inside("VCALENDAR") for one in calendar.inside("VFREEBUSY")]
        if not components:
            raise Unreadable("no_entry")
        for component in components:
            found += _stretches(component, start, end)
    return joined(found)


def _stretches(component: Component, start: int, end: int) -> list[Busy]:
    made: list[Busy] = []
    for line in component.every("FREEBUSY"):
        word = line.parameter("FBTYPE").upper()
        if word == _FREE:
            continue
        try:
            kind = BusyKind(word.lower() or BusyKind.BUSY)
        except ValueError:
            kind = BusyKind.BUSY  # unknown types are BUSY (RFC 5545 §3.2.9)
        for period in line.value.split(",")[: _MOST - len(made)]:
            one = _period(period, kind)
            if one is not None and one.end > start and one.start < end:
                made.append(Busy(max(one.start, start), min(one.end, end), kind))
    return made


def _period(text: str, kind: BusyKind) -> Busy | None:
    """Return one PERIOD (RFC 5545 §3.3.9): two UTC moments, or one and a duration."""
    first, _, last = text.strip().partition("/")
    try:
        begin = time(first, "", Zones())
        span = length(last)
        end = span.after(begin) if span is not None else time(last, "", Zones())
    except Unreadable:
        return None
    if begin.tz is not UTC or end.at <= begin.at:
        return None
    return Busy(begin.at, end.at, kind)
