"""When other people are busy: what a server said, week by week."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.availability import WEEK, Availability, Busy, weeks
from sync.serial import to_json
from sync.store.connection import Connection

_KEPT = 8 * WEEK
"""Weeks that are over longer than that are forgotten, as is what was asked that long ago."""


def note(connection: Connection, people: Sequence[Availability], start: int, end: int) -> None:
    """Note what was said of people for whole weeks from `start` to `end`, and forget what is old."""
    for one in people:
        for week in weeks(start, end):
            inside = [
                Busy(max(busy.start, week), min(busy.end, week + WEEK), busy.kind)
                for busy in one.busy
                if busy.end > week and busy.start < week + WEEK
            ]
            connection.execute(
                "INSERT INTO availability (address, week, asked, known, busy) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (address, week) DO UPDATE SET asked = excluded.asked, known = excluded.known, busy = excluded.busy",
                (one.address.lower(), week, one.asked, int(one.known), to_json(inside)),
            )
    latest = max((one.asked for one in people), default=0)
    connection.execute(
        "DELETE FROM availability WHERE asked < ? AND week < ?", (latest - _KEPT * 1000, latest // 1000 - _KEPT)
    )
