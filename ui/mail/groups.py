"""Where the groups by date begin in a list of messages, found from the ids alone (they carry the date)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sync.model.ids import ItemId, dated_item_id, item_timestamp
from ui.common import dates


def headings(ids: Sequence[int], today: date) -> dict[int, str]:
    """Return the name of each group by the list row that begins it. `ids` descend."""
    if not ids:
        return {}
    found: dict[int, str] = {}
    start, last_name = 0, ""
    for since in _starts(today, item_timestamp(ItemId(ids[-1]))):
        end = bisect_left(ids, 1 - dated_item_id(since, 0), lo=start, key=lambda item: -item)
        if end > start:
            name = dates.group(item_timestamp(ItemId(ids[start])), today)
            if name != last_name:
                found[start] = last_name = name
        start = end
    return found


def _starts(today: date, oldest: int) -> list[int]:
    """The first second of each group, newest first: today, yesterday, this week, last week, then months back to `oldest`."""
    monday = today - timedelta(days=today.weekday())
    days = {today, today - timedelta(days=1), monday, monday - timedelta(days=7)}
    month = today.replace(day=1)
    while _second(month) > oldest and month.year > 1969:
        days.add(month)
        month = (month - timedelta(days=1)).replace(day=1)
    days.add(month)
    return [*(_second(day) for day in sorted(days, reverse=True)), 0]


def _second(day: date) -> int:
    return max(0, int(datetime(day.year, day.month, day.day).astimezone().timestamp()))
