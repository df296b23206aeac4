"""The date of a message (RFC 5322 §3.3 and what senders write instead)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import mktime_tz, parsedate_tz

_NAMES = (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_USUAL = re.compile(
    rb"(?:[A-Za-z]{3},?)?\s*(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([+-])(\d\d)(\d\d)"
)
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


def timestamp(value: bytes) -> int:
    """Return the seconds since 1970 that a Date field names; 0 where it names none."""
    if match := _USUAL.match(value):
        day, month, year, hours, minutes, seconds, sign, zone_hours, zone_minutes = match.groups()
        try:
            moment = datetime(
                int(year), _MONTHS[month.lower()], int(day), int(hours), int(minutes), int(seconds or 0), tzinfo=UTC
            )
        except (ValueError, KeyError):
            return _unusual(value[:200].decode("latin-1"))
        offset = (int(zone_hours) * 60 + int(zone_minutes)) * 60
        return int(moment.timestamp()) - (offset if sign == b"+" else -offset)
    return _unusual(value[:200].decode("latin-1"))


def _unusual(value: str) -> int:
    try:
        moment = parsedate_tz(value)
        if moment is None or not (1 <= moment[1] <= 12 and 1 <= moment[2] <= 31 and moment[3] <= 24 and moment[4] < 60):
            return 0
        return _bounded(mktime_tz(moment))
    except (ValueError, OverflowError, IndexError, TypeError):  # the standard library's reader is not closed
        return 0


def _bounded(seconds: float) -> int:
    return int(seconds) if abs(seconds) <= _LATEST else 0
