"""The window of occurrences: which stretch of time is expanded, and entries expanded again for a wider one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.model.calendar import Entry, Window
from sync.model.ids import ItemId, OperationId
from sync.model.operations import SaveEntry
from sync.serial import intention_to_json
from sync.store.connection import Connection
from sync.store.read.outbox import operation
from sync.store.shown import shown_text
from sync.store.write.laying import refold_items
from sync.store.write.overlay import items_of
from sync.store.write.touched import Touched


def set_window(connection: Connection, window: Window) -> None:
    """Note for which stretch of time occurrences are kept."""
    connection.execute(
        "INSERT INTO calendar_window (id, starts, ends) VALUES (1, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET starts = excluded.starts, ends = excluded.ends",
        (window.start, window.end),
    )


def expand(connection: Connection, entries: Sequence[tuple[ItemId, bytes, Entry]]) -> Touched:
    """Keep what the parser made anew of entries; one whose bytes changed meanwhile is passed over."""
    done = [
        item
        for item, raw, entry in entries
        if connection.execute(
            "UPDATE item SET shown = ? WHERE id = ? AND raw = ?", (shown_text(entry), item, raw)
        ).rowcount
    ]
    return refold_items(connection, done)


def expand_waiting(connection: Connection, entries: Sequence[tuple[OperationId, bytes, Entry]]) -> Touched:
    """Keep what the parser made anew of entries that wait in the outbox."""
    touched = Touched()
    for name, raw, entry in entries:
        known = operation(connection, name)
        if known is None or not isinstance(known.intention, SaveEntry) or known.intention.raw != raw:
            continue
        _, text = intention_to_json(replace(known.intention, entry=entry))
        position = connection.execute(
            "UPDATE operation SET intention = ? WHERE id = ? RETURNING position", (text, name)
        ).fetchone()[0]
        touched |= refold_items(connection, items_of(connection, position))
    return touched
