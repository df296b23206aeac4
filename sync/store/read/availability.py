"""When other people are busy, as it was last said; and when the person is, by what the calendars here hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import msgspec

from sync.model.availability import Availability, Busy, BusyKind, joined, weeks
from sync.model.calendar import Window
from sync.model.ids import CollectionId, ItemId
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read import calendar as read_calendar

_busy = msgspec.json.Decoder(tuple[Busy, ...]).decode


def of_people(connection: Connection, people: Sequence[str], start: int, end: int) -> list[Availability]:
    """Return what is known of people between two moments; `asked` is that of the oldest part, 0 where one is missing."""
    wanted = weeks(start, end)
    made = []
    for person in people:
        rows = connection.execute(
            "SELECT asked, known, busy FROM availability WHERE address = ? AND week IN (SELECT value FROM json_each(?))",
            (person.lower(), ids_text(wanted)),
        ).fetchall()
        whole = len(rows) == len(wanted)
        busy = joined(one for row in rows for one in _busy(row[2]) if one.end > start and one.start < end)
        asked = min((row[0] for row in rows), default=0) if whole else 0
        made.append(Availability(person, tuple(busy), asked, whole and all(row[1] for row in rows)))
    return made


def mine(
    connection: Connection,
    collections: Sequence[CollectionId],
    instants: Window,
    wall: Window,
    zone: tzinfo,
    but: ItemId | None = None,
) -> list[Busy]:
    """Return when the person's own calendars are busy, without the event `but`, which is being planned."""
    found = []
    for row in read_calendar.occurrences(connection, collections, instants, wall):
        if row.entry == but or row.transparent or row.status == "cancelled" or row.component != "event":
            continue
        start, end = (_instant(at, zone) if row.floating else at for at in (row.start, row.end))
        found.append(Busy(start, end, BusyKind.TENTATIVE if row.status == "tentative" else BusyKind.BUSY))
    return joined(found)


def _instant(wall: int, zone: tzinfo) -> int:
    """Return the moment of a wall clock that is counted as if it were UTC."""
    return int(datetime.fromtimestamp(wall, UTC).replace(tzinfo=zone).timestamp())
