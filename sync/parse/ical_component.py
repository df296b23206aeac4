"""One component of a calendar changed as the user wants: only the properties that differ are touched, everything else stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from sync.model.calendar import Alarm, Attendee, EntryDraft, Moment
from sync.parse import recurrence, timezones
from sync.parse.contentlines import Component, escape, texts
from sync.parse.ical import alarms_of
from sync.parse.ical_values import Time, bounds, number, of_moment, person, same_address, time_of, utc, written_length
from sync.parse.timezones import Zones

T = TypeVar("T")

_WHOLE = re.compile(r"(BYDAY|BYMONTHDAY|BYMONTH)=([A-Z0-9]+)(?=;|\Z)")
_CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_FIELDS = {
    "summary": "SUMMARY", "location": "LOCATION", "description": "DESCRIPTION", "rule": "RRULE", "status": "STATUS",
    "organizer": "ORGANIZER", "priority": "PRIORITY", "percent": "PERCENT-COMPLETE", "completed": "COMPLETED",
    "parent": "RELATED-TO", "categories": "CATEGORIES", "attendees": "ATTENDEE", "start": "DTSTART",
}  # fmt: skip


def change(calendar: Component, component: Component, draft: EntryDraft, zones: Zones, now: int) -> bool:
    """Put what `draft` says into a component of `calendar`; return whether anything is different.

    A change of when or whether it takes place raises SEQUENCE (RFC 5546 §2.1.4). `now` is in seconds since 1970.
    """
    before = component.octets()
    when = _timing(component)
    _times(calendar, component, draft, zones)
    for name, wanted in (
        ("SUMMARY", draft.summary), ("LOCATION", draft.location), ("DESCRIPTION", draft.description),
    ):  # fmt: skip
        _text(component, name, wanted)
    _value(component, "RRULE", draft.rule, str)
    _value(component, "STATUS", draft.status, str.upper)
    _value(component, "TRANSP", draft.transparent, lambda free: "TRANSPARENT" if free else "OPAQUE")
    _value(component, "PRIORITY", draft.priority, lambda number: str(number) if number else "")
    _value(component, "PERCENT-COMPLETE", draft.percent, lambda number: str(number) if number else "")
    _value(component, "COMPLETED", draft.completed, lambda at: utc(at) if at else "")
    if draft.parent is not None:
        _parent(component, draft.parent)
    if draft.private is not None and draft.private is not (component.value("CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}):
        component.set("CLASS", "PRIVATE" if draft.private else "PUBLIC")
    if draft.categories is not None:
        _categories(component, draft.categories)
    if draft.url is not None:
        _link(component, draft.url)
    if draft.organizer is not None:
        _organizer(component, draft.organizer)
    if draft.attendees is not None:
        _attendees(component, draft.attendees)
    if draft.alarms is not None:
        _alarms(component, draft.alarms, zones)
    for field in draft.cleared:
        _clear(component, field)
    if component.octets() == before:
        return False
    if _timing(component) != when:
        raise_sequence(component)
    touch(component, now)
    return True


def _parent(component: Component, uid: str) -> None:
    """Make a component part of another one (RFC 5545 §3.8.4.5), or of none; what else it is related to stays."""
    known = [line for line in component.every("RELATED-TO") if line.parameter("RELTYPE").upper() in {"", "PARENT"}]
    if [line.value.strip() for line in known] == ([uid] if uid else []):
        return
    for line in known:
        component.drop(line)
    if uid:
        component.add("RELATED-TO", uid)


def touch(component: Component, now: int) -> None:
    """Say that a component was changed now."""
    component.set("DTSTAMP", utc(now))
    component.set("LAST-MODIFIED", utc(now))


def raise_sequence(component: Component) -> None:
    """Say that this is a newer version of the same thing (RFC 5546 §2.1.4)."""
    component.set("SEQUENCE", str(number(component, "SEQUENCE") + 1))


def put_time(calendar: Component, component: Component, name: str, time: Time, tzid: str = "") -> None:
    """Write a moment under `name`, and the definition of its zone into the calendar where it lacks one."""
    named = tzid or time.zone
    zoned = not time.whole_day and bool(named) and named != "UTC"
    component.set(
        name, time.text(), {"TZID": named if zoned else "", "VALUE": "DATE" if time.whole_day else ""}
    )
    if zoned and not any(zone.value("TZID").strip() == named for zone in calendar.inside("VTIMEZONE")):
        place = next((at for at, part in enumerate(calendar.parts) if isinstance(part, Component)), len(calendar.parts))
        calendar.parts.insert(place, timezones.definition(time.zone, time.at))


def turned_rule(rule: str, old: Time, new: Time) -> str:
    """Return a rule that names the weekday, month or day of its start, naming those of the new start instead."""
    named = {
        "BYDAY": (recurrence.WEEKDAYS[old.wall.weekday()], recurrence.WEEKDAYS[new.wall.weekday()]),
        "BYMONTHDAY": (str(old.wall.day), str(new.wall.day)),
        "BYMONTH": (str(old.wall.month), str(new.wall.month)),
    }

    def turn(found: re.Match[str]) -> str:
        was, becomes = named[found.group(1)]
        return f"{found.group(1)}={becomes}" if found.group(2) == was else found.group()

    return _WHOLE.sub(turn, rule)


def _timing(component: Component) -> list[tuple[str, str, str]]:
    names = ("DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE")
    status = ("STATUS",) if component.name == "VEVENT" else ()
    return [(line.name, line.value, line.parameter("TZID")) for line in component.every(*names, *status)]


def _times(calendar: Component, component: Component, draft: EntryDraft, zones: Zones) -> None:
    start, end = bounds(component, zones)
    ending = "DUE" if component.name == "VTODO" else "DTEND"
    if draft.start is not None and not _same(start, draft.start):
        _moment(calendar, component, "DTSTART", draft.start, start)
    if draft.end is not None and not (_same(end, draft.end) and (component.first(ending) or draft.start is None)):
        component.remove("DURATION")
        # The end is in the zone of the start unless it has its own already.
        own = time_of(component.first(ending), zones)
        _moment(calendar, component, ending, draft.end, own if own is not None else time_of(component.first("DTSTART"), zones))


def _same(time: Time | None, moment: Moment) -> bool:
    return time is not None and time.moment == moment


def _moment(calendar: Component, component: Component, name: str, moment: Moment, known: Time | None) -> None:
    time = of_moment(moment, known)
    line = component.first(name) or component.first("DTSTART")
    kept = known is not None and time.tz is not None and time.tz is known.tz and line is not None
    put_time(calendar, component, name, time, line.parameter("TZID") if kept and line is not None else "")


def _text(component: Component, name: str, wanted: str | None) -> None:
    if wanted is None or (component.first(name) is not None and component.text(name) == wanted):
        return
    if wanted:
        # A rich twin of the text would go on saying the old one.
        line = component.set(name, escape(wanted))
        line.set_parameter("ALTREP")
        if name == "DESCRIPTION":
            component.remove("X-ALT-DESC", "STYLED-DESCRIPTION")
    else:
        component.remove(name)


def _value(component: Component, name: str, wanted: T | None, write: Callable[[T], str]) -> None:
    if wanted is None:
        return
    text = write(wanted)
    if text:
        if component.value(name).strip() != text:
            component.set(name, text)
    else:
        component.remove(name)


def _categories(component: Component, wanted: tuple[str, ...]) -> None:
    lines = component.every("CATEGORIES")
    if tuple(text for line in lines for text in texts(line.value)) == wanted:
        return
    component.remove("CATEGORIES")
    if wanted:
        component.add("CATEGORIES", ",".join(escape(text) for text in wanted))


def _link(component: Component, wanted: str) -> None:
    named = next((name for name in _CONFERENCES if component.first(name) is not None), "CONFERENCE")
    if component.value(named).strip() == wanted:
        return
    if wanted:
        component.set(named, wanted, {"VALUE": "URI"} if named == "CONFERENCE" else None)
    else:
        component.remove(*_CONFERENCES, "URL")


def _organizer(component: Component, wanted: Attendee) -> None:
    line = component.first("ORGANIZER")
    if line is not None and same_address(line.value, wanted.address):
        return
    component.set("ORGANIZER", f"mailto:{wanted.address}", {"CN": wanted.name})


def _attendees(component: Component, wanted: Iterable[Attendee]) -> None:
    left = component.every("ATTENDEE")
    for one in wanted:
        line = next((line for line in left if same_address(person(line).address, one.address)), None)
        if line is None:
            line = component.add("ATTENDEE", f"mailto:{one.address}", {"CN": one.name})
        else:
            left = [other for other in left if other is not line]
        known = person(line)
        if known.name != one.name:
            line.set_parameter("CN", *filter(None, (one.name,)))
        if known.participation is not one.participation or not line.parameter("PARTSTAT"):
            line.set_parameter("PARTSTAT", one.participation.upper())
        if known.role != one.role:
            line.set_parameter("ROLE", one.role.upper())
        if known.kind != one.kind:
            line.set_parameter("CUTYPE", one.kind.upper())
        if known.rsvp is not one.rsvp:
            line.set_parameter("RSVP", "TRUE" if one.rsvp else "FALSE")
    for line in left:
        component.drop(line)


def _alarms(component: Component, wanted: tuple[Alarm, ...], zones: Zones) -> None:
    start, end = bounds(component, zones)
    missing = list(wanted)
    for alarm, read in alarms_of(component, start, end):
        if read in missing:
            missing.remove(read)
        else:
            component.drop(alarm)
    for new in missing:
        made = Component("VALARM")
        made.add("ACTION", new.action.upper())
        made.add("TRIGGER", written_length(-new.before), {"RELATED": "END" if new.from_end else ""})
        made.add("DESCRIPTION", component.value("SUMMARY") or "-")
        component.parts.append(made)


def _clear(component: Component, field: str) -> None:
    if field == "end":
        component.remove("DTEND", "DUE", "DURATION")
    elif field == "url":
        component.remove(*_CONFERENCES, "URL")
    elif field == "alarms":
        component.parts = [part for part in component.parts if not (isinstance(part, Component) and part.name == "VALARM")]
    elif field in _FIELDS:
        component.remove(_FIELDS[field])

