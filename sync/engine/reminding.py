"""Reminders: found among the occurrences when their time has come, offline too, and after the machine slept or was off."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.model.faults import Fault
from sync.model.ids import ItemId
from sync.model.letter_marks import due_at
from sync.store.read import reminders as read_reminders
from sync.store.read.reminders import Reminded
from sync.store.read.standing import overdue
from sync.store.write import reminders as write_reminders

_log = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
"""How often the clock is looked at. Waiting stands still while the machine sleeps: it is looked again right after."""
_DAY = 86400
_AHEAD = 45 * _DAY
"""Reminders further ahead of their event than this are not found."""
_MISSED = _DAY
"""What began longer ago than this is not reminded of any more."""


class Reminding:
    """Looks for reminders while the store is open."""

    def __init__(self, store: OpenStore, notices: Notices, clock: Clock) -> None:
        self._store, self._notices, self._clock = store, notices, clock
        self._told: frozenset[tuple[int, int]] = frozenset()

    async def run(self) -> None:
        """Look now and then."""
        while True:
            try:
                await self.look()
            except Fault as fault:
                _log.warning("reminders looked for later: %s", fault.code)
            await self._clock.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Find what fell due since the last look, and tell the windows of what is new to be shown."""
        now = self._clock.now_ms() // 1000
        before = self._store.read(read_reminders.looked_until)
        if before is None or before > now:  # the first look, or the clock was set back
            await self._store.write(write_reminders.fall_due, [], now)
        elif now > before:
            occurrences = self._store.read(read_reminders.with_reminders, now - _MISSED - _DAY, now + _AHEAD)
            found = [one for occurrence in occurrences for one in _due(occurrence, before, now)]
            await self._store.write(write_reminders.fall_due, found, now)
        shown = frozenset((row.id, row.due) for row in self._store.read(read_reminders.due, now))
        shown |= {(one.id, due_at(one.keywords) or 0) for one in self._store.read(overdue, now)}
        if shown - self._told:
            self._notices.rows("reminder")
        self._told = shown

    async def put_off(self, reminders: Sequence[int], until: int) -> None:
        """Show reminders again at `until`."""
        await self._store.write_durably(write_reminders.put_off, reminders, until)
        self._forget(reminders)

    async def dismiss(self, reminders: Sequence[int]) -> None:
        """Be done with reminders."""
        await self._store.write_durably(write_reminders.dismiss, reminders)
        self._forget(reminders)

    def _forget(self, reminders: Sequence[int]) -> None:
        self._told = frozenset(one for one in self._told if one[0] not in reminders)
        self._notices.rows("reminder")


def _due(one: Reminded, after: int, now: int) -> Iterator[tuple[ItemId, str, int]]:
    """Yield the reminders of an occurrence that fell due after one moment and up to another."""
    start, end = (_instant(at, floating=one.floating) for at in (one.start, one.end))
    if max(start, end) < now - _MISSED:
        return
    for alarm in one.alarms:
        moment = (end if alarm.from_end else start) - alarm.before
        if after < moment <= now and alarm.action in ("display", "audio"):
            yield one.entry, one.recurrence, moment


def _instant(at: int, *, floating: bool) -> int:
    """Return the real time of a moment; a floating one is wall clock of this machine."""
    if not floating:
        return at
    return int(datetime.fromtimestamp(at, UTC).replace(tzinfo=None).astimezone().timestamp())
