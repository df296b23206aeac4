"""Reminders as they fall due, are put off, and are done with."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.ids import ItemId
from sync.store.columns import ids_text
from sync.store.connection import Connection


def fall_due(connection: Connection, found: Sequence[tuple[ItemId, str, int]], until: int) -> None:
    """Keep reminders that are due (entry, recurrence, when), and that everything up to `until` was looked for.

    A newer reminder of the same occurrence takes the place of one that is still shown. Those of entries that are no more go.
    """
    connection.executemany(
        "INSERT INTO reminder (entry_id, recurrence, due, shown_from) VALUES (?1, ?2, ?3, ?3) ON CONFLICT (entry_id, recurrence) "
        "DO UPDATE SET due = excluded.due, shown_from = excluded.due WHERE excluded.due > due",
        found,
    )
    connection.execute(
        "DELETE FROM reminder WHERE NOT EXISTS (SELECT 1 FROM occurrence o WHERE o.entry_id = reminder.entry_id "
        "AND o.recurrence = reminder.recurrence)"
    )
    connection.execute(
        "INSERT INTO reminder_mark (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at", (until,)
    )


def put_off(connection: Connection, reminders: Sequence[int], until: int) -> None:
    """Show reminders again at `until` (seconds since 1970)."""
    connection.execute(
        "UPDATE reminder SET shown_from = ? WHERE id IN (SELECT value FROM json_each(?))", (until, ids_text(reminders))
    )


def dismiss(connection: Connection, reminders: Sequence[int]) -> None:
    """Be done with reminders."""
    connection.execute("DELETE FROM reminder WHERE id IN (SELECT value FROM json_each(?))", (ids_text(reminders),))
