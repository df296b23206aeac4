"""Calendars with many entries, taken apart into resources of one UID each, and put together again (import and export)."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.faults import Unreadable
from sync.parse.contentlines import Component, Line, read, write
from sync.parse.ical import KINDS
from sync.parse.ical_edit import PRODUCT


def separate(raw: bytes) -> list[tuple[str, bytes]]:
    """Return each entry of a calendar with its UID as a resource of its own: its overrides, and the zones that it names.

    An entry without a UID comes with an empty one; METHOD and other calendar-wide lines but VERSION and PRODID are left out.
    Raises `Unreadable("no_entry")`.
    """
    found: list[tuple[str, bytes]] = []
    for calendar in read(raw).inside("VCALENDAR"):
        groups: dict[str, list[Component]] = {}
        for number, component in enumerate(calendar.inside(*KINDS)):
            uid = component.text("UID").strip()
            groups.setdefault(uid or f"\0{number}", []).append(component)
        zones = {zone.value("TZID").strip(): zone for zone in calendar.inside("VTIMEZONE")}
        for uid, components in groups.items():
            made = Component("VCALENDAR", [Line("VERSION", "2.0"), Line("PRODID", calendar.value("PRODID") or PRODUCT)])
            named = {name for component in components for name in _zones(component)}
            made.parts += [zones[name] for name in sorted(named & set(zones))]
            made.parts += components
            found.append(("" if uid.startswith("\0") else uid, made.octets()))
    if not found:
        raise Unreadable("no_entry")
    return found


def together(resources: Iterable[bytes]) -> bytes:
    """Return resources as one calendar: each zone once, entries as they are. What is unreadable is left out."""
    root = Component("", begin=b"", end=b"")
    calendar = Component("VCALENDAR", [Line("VERSION", "2.0"), Line("PRODID", PRODUCT)])
    root.parts.append(calendar)
    zones: dict[str, bytes] = {}
    entries: list[Component] = []
    for raw in resources:
        for one in read(raw).inside("VCALENDAR"):
            renamed: dict[str, str] = {}
            for zone in one.inside("VTIMEZONE"):
                _merge(zones, renamed, calendar, zone)
            for component in one.inside(*KINDS):
                _rename(component, renamed)
                entries.append(component)
    calendar.parts += entries
    return write(root)


def _merge(zones: dict[str, bytes], renamed: dict[str, str], calendar: Component, zone: Component) -> None:
    """Take a zone in once; another one of the same name under a new name, so that neither changes its meaning."""
    name, octets = zone.value("TZID").strip(), zone.octets()
    known = zones.get(name)
    if known is not None and known != octets:
        new = next(f"{name} ({number})" for number in range(2, 100_000) if zones.get(f"{name} ({number})", octets) == octets)
        renamed[name] = new
        if new in zones:
            return
        zones[new] = octets
        copy = zone.copy()
        copy.set("TZID", new)
        calendar.parts.append(copy)
    elif known is None:
        zones[name] = octets
        calendar.parts.append(zone)


def _zones(component: Component) -> set[str]:
    found = {line.parameter("TZID") for line in component.lines}
    for inner in component.components:
        found |= _zones(inner)
    return found - {""}


def _rename(component: Component, renamed: dict[str, str]) -> None:
    for line in component.lines:
        if line.parameter("TZID") in renamed:
            line.set_parameter("TZID", renamed[line.parameter("TZID")])
    for inner in component.components:
        _rename(inner, renamed)
