"""What the views show: occurrences read from the store by stretches of days, kept for the pages that are looked at."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QObject, Signal, Slot

from sync.model.calendar import Window
from sync.rpc import messages as m
from sync.store.connection import Connection
from sync.store.item_rows import OccurrenceRow
from sync.store.read import calendar as read_calendar
from ui.calendar.calendars import Calendars
from ui.calendar.days import Days, local_zone
from ui.calendar.shown import Shown, shown_of
from ui.common.slots import slot_async
from ui.link import Link, Session

KEPT_PAGES = 12


class Agenda(QObject):
    """Occurrences by stretch of days. `changed` tells that a stretch was read anew.

    A stretch is read in the background; what was read before stays on the screen meanwhile.
    """

    changed = Signal(object)
    """`Days`."""

    def __init__(self, link: Link, calendars: Calendars, parent: QObject | None = None, zone: tzinfo | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.calendars = calendars
        self.zone = zone or local_zone()
        self._rows: dict[Days, list[OccurrenceRow]] = {}
        self._shown: dict[Days, list[Shown]] = {}
        self._fresh: set[Days] = set()
        self._wanted: Days | None = None
        self._version = 0
        calendars.ticks_changed.connect(self._tick)
        calendars.modelReset.connect(self.reread)

    def shown(self, days: Days) -> list[Shown]:
        """Return what is known of a stretch, of the calendars that are ticked; nothing before it was read."""
        known = self._shown.get(days)
        if known is None:
            ticked = {row: self.calendars.by_id[row] for row in self.calendars.ticked()}
            known = self._shown[days] = shown_of(self._rows.get(days, ()), ticked, self.zone)
        return known

    def is_read(self, days: Days) -> bool:
        """Whether a stretch has been read."""
        return days in self._rows

    def want(self, days: Days, *beside: Days) -> None:
        """Look at a stretch: read it where it is not fresh, then those beside it."""
        self._wanted = days
        for one in (days, *beside):
            if one not in self._fresh:
                self._read(one)

    @Slot()
    def reread(self) -> None:
        """Anything may be different: read what is looked at again, the rest when it is wanted."""
        self._version += 1
        self._fresh.clear()
        for days in [one for one in self._rows if one != self._wanted]:
            del self._rows[days]
            self._shown.pop(days, None)
        if self._wanted is not None:
            self._read(self._wanted)

    @Slot()
    def _tick(self) -> None:
        self._shown.clear()
        if self._wanted is not None:
            self.changed.emit(self._wanted)

    @slot_async
    async def _read(self, days: Days) -> None:
        if self._link.session is not Session.OPEN:
            return
        self._fresh.add(days)
        version = self._version
        instants, wall = days.instants(self.zone), days.wall()
        collections = list(self.calendars.by_id)
        hidden = self.calendars.hidden
        ticked = {row: self.calendars.by_id[row] for row in self.calendars.ticked()}

        def read(connection: Connection) -> tuple[list[OccurrenceRow], list[Shown], Window | None]:
            """Read a page and work out how it is shown, away from the window's thread."""
            found = read_calendar.occurrences(connection, collections, instants, wall)
            return found, shown_of(found, ticked, self.zone), read_calendar.expanded(connection)

        rows, shown, expanded = await self._link.read_in_background(read)
        if version != self._version:
            return  # read again meanwhile
        self._rows.pop(days, None)
        self._rows[days] = rows
        self._shown.pop(days, None)
        if hidden == self.calendars.hidden:
            self._shown[days] = shown
        for old in list(self._rows)[: -KEPT_PAGES]:
            if old != self._wanted:
                del self._rows[old]
                self._shown.pop(old, None)
                self._fresh.discard(old)
        self.changed.emit(days)
        if expanded is None or instants.start < expanded.start or instants.end > expanded.end:
            await self._link.ask(m.ShowDays(instants.start, instants.end), 60)
