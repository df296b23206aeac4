"""Reminders: which occurrences of a stretch have any, which are due, and up to when they were looked for."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from sync.model.calendar import Alarm
from sync.model.ids import ItemId
from sync.store.connection import Connection

_alarms = msgspec.json.Decoder(tuple[Alarm, ...]).decode


class Reminded(NamedTuple):
    """An occurrence with its reminders. `start` and `end` as in `OccurrenceRow`."""

    entry: ItemId
    recurrence: str
    start: int
    end: int
    floating: bool
    alarms: tuple[Alarm, ...]


class ReminderRow(NamedTuple):
    """A reminder that is due, with what it is about."""

    id: int
    entry: ItemId
    recurrence: str
    due: int
    summary: str
    location: str
    url: str
    start: int
    end: int
    floating: bool
    whole_day: bool


def with_reminders(connection: Connection, start: int, end: int) -> list[Reminded]:
    """Return the occurrences of all calendars that begin in a stretch of time and remind of themselves: not those that are called
    off or done."""
    rows = connection.execute(
        "SELECT o.entry_id, o.recurrence, o.starts, o.ends, o.floating, e.alarms FROM collection c "
        "CROSS JOIN (SELECT 0 AS floating UNION ALL SELECT 1) f "
        "JOIN occurrence o ON o.collection_id = c.id AND o.floating = f.floating AND o.starts >= ?1 AND o.starts < ?2 "
        "JOIN entry e ON e.id = o.entry_id WHERE c.service = 'calendar' AND e.alarms <> '[]' AND o.status NOT IN "
        "('cancelled', 'completed') AND e.completed = 0",
        (start, end),
    ).fetchall()
    return [Reminded(ItemId(row[0]), row[1], row[2], row[3], row[4] == 1, _alarms(row[5])) for row in rows]


def looked_until(connection: Connection) -> int | None:
    """Return up to when reminders have been looked for (seconds since 1970), None where never."""
    row = connection.execute("SELECT at FROM reminder_mark").fetchone()
    return int(row[0]) if row else None


def due(connection: Connection, now: int) -> list[ReminderRow]:
    """Return the reminders that are to be shown at `now` (seconds since 1970), those of what begins first before the others."""
    rows = connection.execute(
        "SELECT r.id, r.entry_id, r.recurrence, r.due, o.summary, o.location, e.url, o.starts, o.ends, o.floating, e.whole_day "
        "FROM reminder r JOIN occurrence o ON o.entry_id = r.entry_id AND o.recurrence = r.recurrence "
        "JOIN entry e ON e.id = r.entry_id WHERE r.shown_from <= ? AND o.status <> 'cancelled' AND e.completed = 0 "
        "ORDER BY o.starts, r.id",
        (now,),
    ).fetchall()
    return [
        ReminderRow(
            row[0], ItemId(row[1]), row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9] == 1, row[10] == 1
        )
        for row in rows
    ]
