"""Short calendars for tests, and times as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sync.model.calendar import Entry, Moment, Window

PARIS = ZoneInfo("Europe/Paris")
NOW = int(datetime(2026, 11, 25, 9, 0, tzinfo=UTC).timestamp())
YEAR = Window(int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2027, 1, 1, tzinfo=UTC).timestamp()))


def calendar(*components: str, head: str = "") -> bytes:
    """A calendar of components, each written as lines."""
    body = "".join("\r\n".join(line.strip() for line in one.strip().splitlines()) + "\r\n" for one in components)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{head}{body}END:VCALENDAR\r\n".encode()


def event(*lines: str, uid: str = "e1") -> bytes:
    """A calendar with one event."""
    return calendar("\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]))


def paris(text: str) -> Moment:
    """A moment in Paris, written `2026-03-30 10:00`."""
    return Moment(int(datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp()), "Europe/Paris")


def day(text: str) -> Moment:
    """A whole day, written `2026-03-30`."""
    return Moment(int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()), whole_day=True)


def shown(entry: Entry, zone: ZoneInfo | None = PARIS) -> list[str]:
    """When the occurrences begin, as a person in that zone (None: by the floating clock) reads it."""
    return [datetime.fromtimestamp(one.start, zone or UTC).strftime("%Y-%m-%d %H:%M") for one in entry.occurrences]
