"""The agenda's questions: what happens in a stretch of days over several calendars, which tasks are due, what is next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from sync.model.calendar import Alarm, Component, Window
from sync.model.ids import CollectionId, ItemId, OperationId
from sync.model.operations import SaveEntry
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection, snapshot
from sync.store.item_rows import OccurrenceRow, TaskRow
from sync.store.read.outbox import OPERATION, operation_of

_alarms = msgspec.json.Decoder(tuple[Alarm, ...]).decode
_LONG = 172800
"""Occurrences longer than two days (in seconds) are few, and found by an index of their own."""
_LATEST = 2**62
_OCCURRENCE = (
    "SELECT o.entry_id, o.collection_id, e.component, o.recurrence, o.starts, o.ends, o.floating, e.whole_day, e.zone, "
    "o.summary, o.location, o.status, e.transparent, e.private, e.recurring, e.attendees, e.url, e.colour, e.alarms, e.pending, "
    "e.operation_id FROM json_each(?1) c CROSS JOIN occurrence o ON o.collection_id = c.value "
    "JOIN entry e ON e.id = o.entry_id WHERE o.floating = ?2 "
)
_TASK = (
    "SELECT id, collection_id, uid, summary, starts, ends, has_start, has_end, zone, whole_day, status, priority, percent, "
    "completed, parent_uid, categories, recurring, pending, operation_id, "
    "CASE WHEN recurring THEN coalesce((SELECT o.recurrence FROM occurrence o WHERE o.entry_id = entry.id "
    "ORDER BY o.status IN ('completed', 'cancelled'), CASE WHEN o.status IN ('completed', 'cancelled') THEN -o.starts "
    "ELSE o.starts END LIMIT 1), '') ELSE '' END, "
    "CASE WHEN parent_uid <> '' THEN coalesce((SELECT p.summary FROM entry p WHERE p.uid = entry.parent_uid "
    "AND p.component = 'task' LIMIT 1), '') ELSE '' END, "
    "(SELECT count(*) FROM entry s WHERE s.parent_uid = entry.uid AND s.parent_uid <> '' AND s.component = 'task'), "
    "(SELECT count(*) FROM entry s WHERE s.parent_uid = entry.uid AND s.parent_uid <> '' AND s.component = 'task' "
    "AND (s.completed <> 0 OR s.status IN ('completed', 'cancelled'))) FROM entry "
)


class TaskKey(NamedTuple):
    """Where a task stands in its list: the next page begins after it."""

    undated: bool
    due: int
    id: ItemId


def occurrences(
    connection: Connection, collections: Sequence[CollectionId], instants: Window, wall: Window
) -> list[OccurrenceRow]:
    """Return everything that touches a stretch of time, by start.

    `instants` is the stretch in real time, `wall` the same in wall clock counted as if it were UTC, for floating entries and
    whole days: both are the caller's, who knows the zone that is looked at. What was never expanded so far is not here:
    `expanded` tells.
    """
    ids = ids_text(collections)
    rows: list[tuple[Any, ...]] = []
    with snapshot(connection):
        for floating, window in ((0, instants), (1, wall)):
            rows += connection.execute(
                f"{_OCCURRENCE} AND o.starts >= ?3 AND o.starts < ?4 AND (o.ends > ?5 OR o.starts >= ?5) "
                "AND o.ends - o.starts <= 172800",
                (ids, floating, window.start - _LONG, window.end, window.start),
            ).fetchall()
            rows += connection.execute(
                f"{_OCCURRENCE} AND o.ends > ?3 AND o.starts < ?4 AND o.ends - o.starts > 172800",
                (ids, floating, window.start, window.end),
            ).fetchall()
    return sorted((_occurrence(row) for row in rows), key=lambda row: (row.start, -row.end, row.summary, row.entry))


def following(
    connection: Connection, collections: Sequence[CollectionId], now: int, limit: int = 10
) -> list[OccurrenceRow]:
    """Return the next events with a time of day that have not ended at `now` (seconds since 1970), by start."""
    rows = connection.execute(
        f"{_OCCURRENCE} AND o.starts >= ?3 AND o.ends > ?4 AND e.component = 'event' AND o.status <> 'cancelled' "
        "ORDER BY o.starts LIMIT ?5",
        (ids_text(collections), 0, now - _LONG, now, limit),
    ).fetchall()
    return [_occurrence(row) for row in rows]


def of_entry(connection: Connection, entry: ItemId) -> list[OccurrenceRow]:
    """Return all kept occurrences of one entry, by start."""
    rows = connection.execute(
        f"{_OCCURRENCE.replace('WHERE o.floating = ?2', 'WHERE o.entry_id = ?2')} ORDER BY o.starts",
        (
            ids_text(
                row[0] for row in connection.execute("SELECT collection_id FROM entry WHERE id = ?", (entry,)).fetchall()
            ),
            entry,
        ),
    ).fetchall()
    return [_occurrence(row) for row in rows]


def tasks(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    done: bool = False,
    after: TaskKey | None = None,
    limit: int = 100,
) -> list[TaskRow]:
    """Return at most `limit` tasks that are open (or `done`), those due first, then those without a date; after `after`."""
    key = after or TaskKey(False, -_LATEST, ItemId(0))
    rows = connection.execute(
        f"{_TASK} WHERE component = 'task' AND collection_id IN (SELECT value FROM json_each(?1)) "  # noqa: S608
        "AND (completed <> 0 OR status IN ('completed', 'cancelled')) = ?2 "
        "AND (NOT has_end, ends, id) > (?3, ?4, ?5) ORDER BY NOT has_end, ends, id LIMIT ?6",
        (ids_text(collections), int(done), int(key.undated), key.due, key.id, limit),
    ).fetchall()
    return [_task(row) for row in rows]


def steps(connection: Connection, uid: str, limit: int = 200) -> list[TaskRow]:
    """Return the tasks that are steps of another one (RELATED-TO), the open ones first, by when they are due."""
    rows = connection.execute(
        f"{_TASK} WHERE component = 'task' AND parent_uid = ? AND parent_uid <> '' "
        "ORDER BY (completed <> 0 OR status IN ('completed', 'cancelled')), NOT has_end, ends, id LIMIT ?",
        (uid, limit),
    ).fetchall()
    return [_task(row) for row in rows]


def may_hold(connection: Connection, collection: CollectionId, uid: str, limit: int = 200) -> list[TaskRow]:
    """Return the open tasks of a list that a task may become a step of: neither itself nor what is beneath it."""
    rows = connection.execute(
        "WITH RECURSIVE beneath (uid) AS (SELECT ?2 UNION SELECT e.uid FROM entry e JOIN beneath b ON e.parent_uid = b.uid "  # noqa: S608
        f"AND e.parent_uid <> '') {_TASK} WHERE component = 'task' AND collection_id = ?1 "
        "AND uid NOT IN (SELECT uid FROM beneath) AND completed = 0 "
        "AND status NOT IN ('completed', 'cancelled') ORDER BY NOT has_end, ends, id LIMIT ?3",
        (collection, uid, limit),
    ).fetchall()
    return [_task(row) for row in rows]


def task_key(row: TaskRow) -> TaskKey:
    """Return where a task stands in its list."""
    return TaskKey(row.due is None, row.due or 0, row.id)


def entries_with_uid(connection: Connection, uid: str) -> list[tuple[ItemId, CollectionId, Component]]:
    """Return the entries of that UID in all calendars: an invitation may already be there."""
    rows = connection.execute("SELECT id, collection_id, component FROM entry WHERE uid = ? ORDER BY id", (uid,)).fetchall()
    return [(ItemId(row[0]), CollectionId(row[1]), Component(row[2])) for row in rows]


def expanded(connection: Connection) -> Window | None:
    """Return the stretch of time for which occurrences are kept, None where none has been made yet."""
    row = connection.execute("SELECT starts, ends FROM calendar_window").fetchone()
    return Window(*row) if row else None


def waiting_entries(connection: Connection, entries: Sequence[ItemId]) -> list[tuple[OperationId, bytes]]:
    """Return the operations that wait to save one of these entries, and the bytes that each will write."""
    ids = ids_text(entries)
    rows = connection.execute(
        f"{OPERATION} WHERE kind = 'save_entry' AND position IN (SELECT position FROM operation_item "  # noqa: S608
        "WHERE item IN (SELECT value FROM json_each(?)) OR creates IN (SELECT value FROM json_each(?)))",
        (ids, ids),
    ).fetchall()
    found = [operation_of(row) for row in rows]
    return [(one.id, one.intention.raw) for one in found if isinstance(one.intention, SaveEntry)]


def resources(connection: Connection, collection: CollectionId) -> list[bytes]:
    """Return the bytes of everything that a calendar shows, what waits in the outbox laid over it."""
    rows = connection.execute(
        "SELECT coalesce(o.raw, i.raw) FROM entry e LEFT JOIN item i ON i.id = e.id LEFT JOIN item_overlay o ON o.id = e.id "
        "WHERE e.collection_id = ? ORDER BY e.id",
        (collection,),
    ).fetchall()
    return [bytes(row[0]) for row in rows]


def _occurrence(row: tuple[Any, ...]) -> OccurrenceRow:
    return OccurrenceRow(
        ItemId(row[0]), CollectionId(row[1]), Component(row[2]), row[3], row[4], row[5], row[6] == 1, row[7] == 1, row[8],
        row[9], row[10], row[11], row[12] == 1, row[13] == 1, row[14] == 1, row[15], row[16], row[17], _alarms(row[18]),
        Pending(row[19]), OperationId(row[20]) if row[20] else None,
    )  # fmt: skip


def _task(row: tuple[Any, ...]) -> TaskRow:
    return TaskRow(
        ItemId(row[0]), CollectionId(row[1]), row[2], row[3], row[4] if row[6] else None, row[5] if row[7] else None,
        row[9] == 1 or not row[8], row[9] == 1, row[10], row[11], row[12], row[13], row[14], tuple(json.loads(row[15])),
        row[16] == 1, Pending(row[17]), OperationId(row[18]) if row[18] else None, *row[19:],
    )  # fmt: skip
