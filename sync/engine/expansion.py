"""The stretch of time for which occurrences are kept: recurring entries are expanded by the parser once, and read from rows."""

from __future__ import annotations

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.slices import sliced
from sync.model.accounts import Service
from sync.model.calendar import Entry, Window
from sync.model.ids import ItemId
from sync.store.read import calendar as read_calendar
from sync.store.read import items as read_items
from sync.store.write import calendar as write_calendar

_YEAR = 366 * 24 * 3600
_STEP = _YEAR // 2
LONGEST = 60 * _YEAR
"""No window gets longer than that, whatever is asked for."""


async def window_of(store: OpenStore, clock: Clock) -> Window:
    """Return the stretch that is kept, beginning with a year back and two ahead; it grows with time."""
    now = clock.now_ms() // 1000
    known = store.read(read_calendar.expanded)
    if known is not None:
        return known
    first = Window(now - _YEAR, now + 2 * _YEAR)
    await store.write(write_calendar.set_window, first)
    return first


async def widen(store: OpenStore, parsing: Parsing, notices: Notices, clock: Clock, wanted: Window) -> bool:
    """Make the occurrences of a stretch that the user turns to; return whether there was anything to do.

    Entries whose occurrences all are inside the old window are not looked at again.
    """
    known = await window_of(store, clock)
    wide = Window(min(known.start, wanted.start - _STEP), max(known.end, wanted.end + _STEP))
    if (wanted.start >= known.start and wanted.end <= known.end) or wide.end - wide.start > LONGEST:
        return False
    for some in sliced(store.read(read_items.recurring_beyond), 50):
        await _expand(store, parsing, notices, list(some), wide)
    await store.write(write_calendar.set_window, wide)
    notices.rows("item")
    return True


async def _expand(store: OpenStore, parsing: Parsing, notices: Notices, items: list[ItemId], window: Window) -> None:
    """Parse some entries again for a wider window, in truth and in what waits in the outbox."""
    truths = [(item, one[2]) for item in items if (one := store.read(read_items.truth, item)) is not None]
    shown = await parsing.resources(Service.CALENDAR, [raw for _, raw in truths], window)
    rows = [(item, raw, one) for (item, raw), one in zip(truths, shown, strict=True) if isinstance(one, Entry)]
    notices.touched(await store.write(write_calendar.expand, rows))
    waiting = store.read(read_calendar.waiting_entries, items)
    shown = await parsing.resources(Service.CALENDAR, [raw for _, raw in waiting], window)
    laid = [(name, raw, one) for (name, raw), one in zip(waiting, shown, strict=True) if isinstance(one, Entry)]
    notices.touched(await store.write(write_calendar.expand_waiting, laid))
