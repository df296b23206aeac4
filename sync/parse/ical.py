"""Calendar resources read (RFC 5545, RFC 4791 §4.1): one UID with its overrides becomes an entry with its occurrences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.model.calendar import Alarm, Attendee, Entry, Window
from sync.model.calendar import Component as Kind
from sync.model.faults import Unreadable
from sync.parse import occurrences
from sync.parse.charsets import visible
from sync.parse.contentlines import Component, read, texts
from sync.parse.ical_values import Time, bounds, length, line_text, number, person, time_of
from sync.parse.timezones import Zones

KINDS = {"VEVENT": Kind.EVENT, "VTODO": Kind.TASK, "VJOURNAL": Kind.JOURNAL}
TEXT_LIMIT = 64 * 1024
_MOST_PEOPLE = 2000
_MOST_ALARMS = 50
_WEB = re.compile(r"https://[^\s<>\"\\)\]]+")
_ROOMS = re.compile(
    r"https://[^\s<>\"\\)\]/]*(?:visio|webconf|webinaire|meet|bbb|jitsi|teams|zoom|webex|rendez-vous|whereby)[^\s<>\"\\)\]]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resource:
    """A calendar resource opened: its tree, its calendar, the component that rules, and those that speak of one occurrence."""

    root: Component
    calendar: Component
    main: Component
    overrides: tuple[Component, ...]
    zones: Zones

    @property
    def alone(self) -> bool:
        """Whether there is no master: somebody was invited to single occurrences."""
        return self.main.first("RECURRENCE-ID") is not None


def opened(raw: bytes, uid: str = "") -> Resource:
    """Return a resource opened; of several UIDs the one asked for, or the first. Raises `Unreadable("no_entry")`."""
    root = read(raw)
    for calendar in root.inside("VCALENDAR"):
        found = calendar.inside(*KINDS)
        if not found:
            continue
        wanted = uid or found[0].text("UID")
        ours = [component for component in found if component.text("UID") == wanted]
        if not ours:
            continue
        main = next((component for component in ours if component.first("RECURRENCE-ID") is None), ours[0])
        overrides = tuple(component for component in ours if component.first("RECURRENCE-ID") is not None)
        return Resource(root, calendar, main, overrides, Zones(calendar))
    raise Unreadable("no_entry")


def entry(raw: bytes, window: Window) -> Entry:
    """Return what a resource says, with the occurrences inside `window`; one that happens once comes with its occurrence
    wherever that is. Raises `Unreadable`."""
    return describe(opened(raw), window)


def describe(resource: Resource, window: Window) -> Entry:
    """Return what an opened resource says."""
    main, zones = resource.main, resource.zones
    start, end = bounds(main, zones)
    made = occurrences.between(main, resource.overrides, zones, window)
    organizer = main.first("ORGANIZER")
    completed = time_of(main.first("COMPLETED"), zones)
    return Entry(
        uid=main.text("UID"),
        component=KINDS[main.name],
        summary=line_text(main, "SUMMARY"),
        location=line_text(main, "LOCATION"),
        description=main.text("DESCRIPTION")[:TEXT_LIMIT].replace("\0", ""),
        start=start.moment if start is not None else None,
        end=end.moment if end is not None else None,
        rule=main.value("RRULE").strip(),
        recurring=not resource.alone and bool(main.every("RRULE", "RDATE")),
        status=main.value("STATUS").strip().lower(),
        transparent=main.value("TRANSP").strip().upper() == "TRANSPARENT",
        private=main.value("CLASS").strip().upper() in {"PRIVATE", "CONFIDENTIAL"},
        organizer=person(organizer) if organizer is not None else None,
        attendees=people(main),
        categories=tuple(visible(text) for each in main.every("CATEGORIES") for text in texts(each.value)),
        alarms=tuple(alarm for _, alarm in alarms_of(main, start, end)),
        url=_link(main),
        sequence=number(main, "SEQUENCE"),
        priority=number(main, "PRIORITY"),
        percent=min(100, number(main, "PERCENT-COMPLETE")),
        completed=completed.at if completed is not None else 0,
        parent=_parent(main),
        colour=line_text(main, "COLOR"),
        occurrences=made.found,
        beyond=made.beyond,
    )


def people(component: Component) -> tuple[Attendee, ...]:
    """Return who is invited."""
    return tuple(person(each) for each in component.every("ATTENDEE")[:_MOST_PEOPLE])


def alarms_of(component: Component, start: Time | None, end: Time | None) -> Iterator[tuple[Component, Alarm]]:
    """Yield the reminders of a component that can be understood, each with its own component."""
    for alarm in component.inside("VALARM")[:_MOST_ALARMS]:
        trigger = alarm.first("TRIGGER")
        if trigger is None:
            continue
        action = alarm.value("ACTION").strip().lower() or "display"
        from_end = trigger.parameter("RELATED").upper() == "END" or (component.name == "VTODO" and start is None)
        span = length(trigger.value)
        if span is not None:
            yield alarm, Alarm(-(span.days * 86400 + int(span.exact.total_seconds())), from_end, action)
            continue
        fixed = time_of(trigger, Zones())
        anchor = start if start is not None else end
        if fixed is not None and anchor is not None:
            yield alarm, Alarm(anchor.at - fixed.at, start is None, action)


def _link(component: Component) -> str:
    """Return where *Join* leads: what says so (RFC 7986 §5.11 and its forerunners), then a link to a known kind of room."""
    named = (
        "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK",
        "X-CONFERENCE",
    )  # fmt: skip
    for name in named:
        found = _WEB.match(component.value(name).strip())
        if found is not None:
            return found.group()
    for name in ("LOCATION", "DESCRIPTION"):
        found = _ROOMS.search(component.text(name)[:TEXT_LIMIT])
        if found is not None:
            return found.group().rstrip(".,;")
    found = _WEB.match(component.value("URL").strip())
    return found.group() if found is not None else ""


def _parent(component: Component) -> str:
    for related in component.every("RELATED-TO"):
        if related.parameter("RELTYPE").upper() in {"", "PARENT"}:
            return related.value.strip()
    return ""


