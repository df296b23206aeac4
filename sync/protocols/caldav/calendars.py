"""The five verbs over CalDAV (RFC 4791, RFC 6578, RFC 6638): calendars with their colours, order, rights and kinds of entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.availability import BusyAnswer
from sync.model.calendar import CalendarTruth, Component
from sync.model.collections import Collection
from sync.model.faults import Rejected, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import CreateCollection
from sync.protocols.caldav import availability
from sync.protocols.dav_collections import NAME, PRIVILEGES, TYPE, DavCollections, shared, writable
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.xml import APPLE, CALDAV, CALENDARSERVER, D, Response

_COLOUR, _ORDER = f"{APPLE}calendar-color", f"{APPLE}calendar-order"
_COMPONENTS = f"{CALDAV}supported-calendar-component-set"
_KINDS = {"VEVENT": Component.EVENT, "VTODO": Component.TASK, "VJOURNAL": Component.JOURNAL}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_HEX = re.compile(r"#([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?\Z")
_XML = 'application/xml; charset="utf-8"'


class CalDav(DavCollections):
    """Calendars and tasks of one person on a CalDAV server."""

    name: ClassVar[str] = "caldav"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CALENDAR})
    namespace: ClassVar[str] = CALDAV
    service: ClassVar[Service] = Service.CALENDAR
    kind: ClassVar[str] = f"{CALDAV}calendar"
    home_set: ClassVar[str] = f"{CALDAV}calendar-home-set"
    well_known: ClassVar[str] = "/.well-known/caldav"
    ending: ClassVar[str] = ".ics"
    properties: ClassVar[tuple[str, ...]] = (
        TYPE, NAME, PRIVILEGES, _COLOUR, _ORDER, _COMPONENTS, f"{D}owner", f"{CALENDARSERVER}source",
    )  # fmt: skip

    def truth(self, raw: bytes) -> CalendarTruth:
        """Return the resource as the server gave it."""
        return CalendarTruth(raw)

    def describe(self, path: RemoteId, found: Response) -> Collection:
        """Return a calendar with its colour, order, rights, and the kinds of entries that it takes."""
        listed = found.properties.get(_COMPONENTS)
        names = [one.attributes.get("name", "").upper() for one in listed.children] if listed is not None else []
        colour = _HEX.match(found.text(_COLOUR))
        order = found.text(_ORDER)
        return Collection(
            path,
            Service.CALENDAR,
            found.text(NAME) or hrefs.name_of(path),
            writable=writable(found),
            shared=shared(found, self._homes.addresses if self._homes is not None else (), path),
            colour=f"#{colour.group(1).lower()}" if colour is not None else "",
            order=int(order) if order.isdecimal() and len(order) < 10 else 0,
            components=frozenset(_KINDS[name] for name in names if name in _KINDS),
        )

    def painted(self, name: str, colour: str) -> Mapping[str, str]:
        """Return the properties of a calendar's name and colour."""
        return {NAME: name, **({_COLOUR: colour} if colour else {})}

    async def free_busy(self, me: str, people: Sequence[str], start: int, end: int) -> Sequence[BusyAnswer]:
        """Ask when people are busy."""
        return await availability.ask(self._dav, await self._home(), me, people, start, end)

    async def make(self, path: RemoteId, made: CreateCollection) -> None:
        """Create a calendar: MKCALENDAR, or the extended MKCOL where only that is known."""
        values, kinds = self.painted(made.name, made.colour), sorted(_NAMES[kind] for kind in made.components)
        headers = {"Content-Type": _XML}
        try:
            await self._dav.request("MKCALENDAR", path, headers=headers, content=bodies.make_calendar(values, kinds))
        except (Unsupported, Rejected):
            body = bodies.make_collection((self.kind,), values, kinds)
            await self._dav.request("MKCOL", path, headers=headers, content=body)
