"""Who has time, beside the people of an event: what is known and how old it is, in a grid and in words; the next free time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from time import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sync.model.availability import Availability, Busy, next_free
from sync.model.calendar import Attendee
from sync.model.faults import Fault, Offline, StoreFault, Transient, Unsupported
from sync.model.ids import CollectionId, ItemId
from sync.rpc import messages as m
from sync.store.read import availability as read_availability
from ui import theme
from ui.calendar import words
from ui.calendar.availability_grid import AvailabilityGrid, PersonDay, Taken
from ui.calendar.days import Days, midnight, wall_of
from ui.common import dates
from ui.common.forms import button, buttons_row
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link

LOOK_AHEAD = 21
"""Days in which the next free time is looked for."""
OPENS, CLOSES = 8, 19
_FRESH_MS = 5 * 60_000
"""What a server said within that time is not asked again."""
_PAUSE = 300
"""Milliseconds after the last change before a server is asked."""


class AvailabilityField(QWidget):
    """The availability of `me` and the people of an event. `time_wanted(start)` tells a start in wall clock."""

    time_wanted = Signal(object)

    def __init__(self, link: Link, zone: tzinfo, ticked: Sequence[CollectionId], but: ItemId | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._zone, self._ticked, self._but = link, zone, ticked, but
        self._people: Sequence[Attendee] = ()
        self._me: Attendee | None = None
        self._collection: CollectionId | None = None
        self._start = self._end = midnight(datetime.now(UTC).date())
        self._silent = ""
        self.grid = AvailabilityGrid(self)
        self.said = label("", "soft", self, wrap=True)
        self.age = label("", "faint", self, wrap=True)
        self.next_time = button(self.tr("Next free time"), self._find, icon="calendar-clock", parent=self)
        self.next_time.setToolTip(self.tr("The next time at which everybody is free, on working days from 8 to 19 h"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.grid)
        column.addWidget(self.said)
        column.addWidget(self.age)
        column.addLayout(buttons_row(self.next_time, None))
        self._later = QTimer(self, interval=_PAUSE, singleShot=True)
        self._later.timeout.connect(self._ask)
        self.grid.time_chosen.connect(self.time_wanted)

    def show_people(
        self, me: Attendee | None, people: Sequence[Attendee], collection: CollectionId, start: datetime, end: datetime
    ) -> None:
        """Show who has time between two moments of wall clock; the server of `collection` is asked where that is not known."""
        mine = me.address.lower() if me is not None else ""
        self._me = me
        self._people = [one for one in people if one.address.lower() != mine]
        self._collection, self._start, self._end = collection, start, end
        self.setVisible(bool(self._people))
        if self._people:
            self._show()
            self._later.start()

    # --- what is known

    def _instant(self, wall: datetime) -> int:
        return int(wall.replace(tzinfo=self._zone).timestamp())

    def _known(self, start: datetime, days: int) -> tuple[list[Busy], list[Availability]]:
        """Return when I am busy and what is known of the others, in so many days."""
        stretch = Days(start.date(), days)
        window = stretch.instants(self._zone)
        with suppress(StoreFault):  # locked meanwhile
            reader = self._link.reader()
            mine = read_availability.mine(reader, self._ticked, window, stretch.wall(), self._zone, self._but)
            addresses = [one.address for one in self._people]
            return mine, read_availability.of_people(reader, addresses, window.start, window.end)
        return [], []

    def _show(self) -> None:
        mine, others = self._known(self._start, 1)
        rows = [PersonDay(self.tr("You"), self._taken(mine))] if self._me is not None else []
        rows += [
            PersonDay(one.name or one.address, self._taken(known.busy), known.known)
            for one, known in zip(self._people, others, strict=False)
        ]
        self.grid.show_people(rows, self._start, self._end)
        self.said.setText(self._sentence(rows))
        self.grid.setAccessibleDescription(self.said.text())
        self.age.setText(self._aged(others))
        self.age.setVisible(bool(self.age.text()))

    def _taken(self, busy: Sequence[Busy]) -> tuple[Taken, ...]:
        return tuple(
            Taken(wall_of(one.start, self._zone, floating=False), wall_of(one.end, self._zone, floating=False), one.kind)
            for one in busy
        )

    def _sentence(self, rows: Sequence[PersonDay]) -> str:
        """Say who is busy at the planned time, until when, and of whom nothing is known."""
        said = []
        for row in rows:
            clash = [one for one in row.taken if one.end > self._start and one.start < self._end]
            if clash:
                first, last = min(one.start for one in clash), max(one.end for one in clash)
                said.append(
                    self.tr("{name}: taken from {start} to {end}.").format(
                        name=row.name, start=words.clock(first), end=words.clock(last)
                    )
                )
        unknown = [row.name for row in rows if not row.known]
        if not said:
            said.append(self.tr("Everybody is free.") if not unknown else self.tr("Whoever is known is free."))
        if unknown:
            said.append(self.tr("Nothing is known of: {names}.").format(names=", ".join(unknown)))
        return " ".join(said)

    def _aged(self, others: Sequence[Availability]) -> str:
        """Say how old it is where it could not be asked anew."""
        if not self._silent:
            return ""
        asked = [one.asked for one in others if one.asked]
        if not asked:
            return self._silent
        return self.tr("{reason} Last known: {time}.").format(reason=self._silent, time=dates.full(min(asked) // 1000))

    # --- asking

    @slot_async
    async def _ask(self) -> None:
        """Ask the server about those of whom nothing recent is known."""
        await self._bring(self._start, 1)
        self._show()

    async def _bring(self, start: datetime, days: int) -> None:
        _, others = self._known(start, days)
        old = [one.address for one in others if one.asked < time() * 1000 - _FRESH_MS]
        if not old or self._collection is None:
            self._silent = ""
            return
        window = Days(start.date(), days).instants(self._zone)
        try:
            await self._link.ask(m.AskAvailability(self._collection, old, window.start, window.end))
        except Unsupported:
            self._silent = self.tr("This calendar’s server does not tell when others are busy.")
        except (Offline, Transient):
            self._silent = self.tr("The server cannot be reached.")
        except Fault:
            self._silent = self.tr("The server did not answer.")
        else:
            self._silent = ""

    @slot_async
    async def _find(self) -> None:
        """Look for the next time at which all are free, after the planned one where that is free already."""
        length = self._instant(self._end) - self._instant(self._start)
        await self._bring(self._start, LOOK_AHEAD)
        mine, others = self._known(self._start, LOOK_AHEAD)
        busy = [*mine, *(busy for one in others for busy in one.busy)]
        now = int(time())
        start = self._instant(self._start)
        open_hours = [self._hours(day) for day in Days(self._start.date(), LOOK_AHEAD) if day.weekday() < 5]
        found = next_free(busy, max(start, now), length, open_hours)
        if found == start:
            found = next_free(busy, max(start + 900, now), length, open_hours)
        if found is None:
            self.said.setText(self.tr("No time at which everybody is free was found within three weeks."))
            return
        self.time_wanted.emit(wall_of(found, self._zone, floating=False))

    def _hours(self, day: object) -> tuple[int, int]:
        begin = midnight(day)  # type: ignore[arg-type]
        return self._instant(begin + timedelta(hours=OPENS)), self._instant(begin + timedelta(hours=CLOSES))
