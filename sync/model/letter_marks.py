"""What people note on a letter beside its flags: pinned, put off until a time, to be answered by a time.

Each is a keyword on the server (RFC 9051 §2.3.2), so that every machine of a person sees it; a time stands in the keyword
itself, in UTC. A letter that was put off comes back by itself: it is `RETURNED` then, until it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

PINNED = "$pinned"
RETURNED = "$returned"
SNOOZED = "$snoozed-"
"""What the keyword of a letter that was put off begins with; the time follows."""
DUE = "$due-"
"""What the keyword of a letter that is to be dealt with by a time begins with."""
STAMP = "%Y%m%d-%H%M"
_TIME = re.compile(r"\d{8}-\d{4}\Z")


def snoozed(until: int) -> str:
    """Return the keyword of a letter that is put off until a time (seconds since 1970)."""
    return SNOOZED + stamp(until)


def due(at: int) -> str:
    """Return the keyword of a letter that is to be dealt with by a time (seconds since 1970)."""
    return DUE + stamp(at)


def stamp(moment: int) -> str:
    """Return a time as keywords hold it; two of them compare as the times do."""
    return datetime.fromtimestamp(moment, UTC).strftime(STAMP)


def snoozed_until(keywords: Iterable[str]) -> int | None:
    """Return until when a letter is put off, None where it is not."""
    return _latest(keywords, SNOOZED)


def due_at(keywords: Iterable[str]) -> int | None:
    """Return by when a letter is to be dealt with, None where nothing was noted."""
    return _latest(keywords, DUE)


def of_kind(keywords: Iterable[str], beginning: str) -> frozenset[str]:
    """Return the keywords that begin so: all of them go where another time takes their place."""
    return frozenset(one for one in keywords if one.startswith(beginning))


def _latest(keywords: Iterable[str], beginning: str) -> int | None:
    times = [moment for one in of_kind(keywords, beginning) if (moment := _moment(one[len(beginning) :])) is not None]
    return max(times, default=None)


def _moment(text: str) -> int | None:
    """Return a time that a keyword holds; None for what other programs may have written there."""
    if not _TIME.match(text):
        return None
    try:
        return int(datetime.strptime(text, STAMP).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return None
