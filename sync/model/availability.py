"""Availability: when people are busy, as far as their servers tell, and when several have time at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

WEEK = 7 * 86400
_MONDAY = 4 * 86400
"""1970 began on a Thursday: its first Monday in seconds."""
QUARTER = 900


class BusyKind(StrEnum):
    """How somebody is taken (RFC 5545 §3.2.9); what is not said here is free."""

    BUSY = "busy"
    TENTATIVE = "busy-tentative"
    AWAY = "busy-unavailable"


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """A stretch of time in which somebody is taken, in seconds since 1970: from `start` up to, not including, `end`."""

    start: int
    end: int
    kind: BusyKind = BusyKind.BUSY


@dataclass(frozen=True, slots=True)
class BusyAnswer:
    """What a server said of one person: `raw` are VFREEBUSY calendars in its own bytes, none where it does not know them.

    `refusal` is its reason (RFC 5546 §3.6, as `3.7;Invalid calendar user`), empty where it answered.
    """

    address: str
    raw: tuple[bytes, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody is busy in a stretch of time, as it was known at `asked` (milliseconds since 1970; 0: it never was)."""

    address: str
    busy: tuple[Busy, ...] = ()
    asked: int = 0
    known: bool = False


def weeks(start: int, end: int) -> list[int]:
    """Return the beginnings (Mondays, UTC) of the weeks that a stretch touches: servers are asked about whole weeks."""
    first = (start - _MONDAY) // WEEK * WEEK + _MONDAY
    return list(range(first, max(end, start + 1), WEEK))


def joined(busy: Iterable[Busy]) -> list[Busy]:
    """Return the stretches by time, those of one kind that touch made one."""
    stretches, made = sorted(busy), list[Busy]()
    for kind in BusyKind:
        last: Busy | None = None
        for one in (one for one in stretches if one.kind is kind):
            if last is not None and one.start <= last.end:
                last = Busy(last.start, max(last.end, one.end), kind)
                made[-1] = last
            else:
                last = one
                made.append(one)
    return sorted(made)


def next_free(busy: Sequence[Busy], start: int, length: int, open_hours: Sequence[tuple[int, int]]) -> int | None:
    """Return the first moment from `start` on, on a quarter of an hour, at which `length` seconds are free for everybody inside
    one of the stretches of `open_hours`; None where there is none. `busy` is everybody's together."""
    taken = joined(Busy(one.start, one.end) for one in busy)
    for opens, closes in open_hours:
        at = max(opens, start)
        at += -at % QUARTER
        for one in taken:
            if one.end <= at:
                continue
            if one.start >= at + length:
                break
            at = one.end + -one.end % QUARTER
        if at + length <= closes:
            return at
    return None
