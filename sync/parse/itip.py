"""Invitations (iTIP, RFC 5546): calendar messages read, written, and brought together with the copy in the calendar.

Only messages and copies are made here. Whether one may be sent at all is the engine's to know: a server that schedules by
itself (RFC 6638) does it alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.calendar import EntryDraft, Participation, Window
from sync.model.faults import Unreadable
from sync.model.invitations import Invitation, Method
from sync.parse import ical_component
from sync.parse.contentlines import Component, Line, escape, write
from sync.parse.ical import KINDS, Resource, describe, opened, people
from sync.parse.ical_edit import PRODUCT, moment_of, override_of
from sync.parse.ical_values import number, person, same_address, time_of, utc

_PRIVATE = ("VALARM",)
_OWN = ("X-MOZ-LASTACK", "X-MOZ-SNOOZE-TIME", "X-MOZ-GENERATION")


def read(raw: bytes, window: Window) -> Invitation:
    """Return what a calendar message says. Raises `Unreadable("no_entry" | "no_method")`."""
    resource = opened(raw)
    try:
        method = Method(resource.calendar.value("METHOD").strip().lower())
    except ValueError as error:
        raise Unreadable("no_method") from error
    named = time_of(resource.main.first("RECURRENCE-ID"), resource.zones)
    answers = people(resource.main) if method in {Method.REPLY, Method.COUNTER} else ()
    return Invitation(
        method,
        describe(resource, window),
        named.text() if named is not None else "",
        resource.main.text("COMMENT")[:2000],
        answers,
    )


def request(raw: bytes, now: int) -> bytes:
    """Return the invitation that an organizer sends of a resource: everything, less the organizer's own reminders."""
    return _message(opened(raw), "REQUEST", now)


def cancel(raw: bytes, now: int, occurrence: str = "", people_off: Sequence[str] = ()) -> bytes:
    """Return the message that calls a resource off, or one occurrence of it; where `people_off` are named, it takes place without
    them: the message names them alone and has no STATUS (RFC 5546 §3.2.5). Raises `Unreadable("bad_time")`."""
    resource = opened(raw)
    called_off = override_of(resource, moment_of(resource, occurrence)) if occurrence else resource.main
    for component in resource.calendar.inside(*KINDS):
        if component is not called_off:
            resource.calendar.drop(component)
    if people_off:
        called_off.remove("STATUS")
        for line in called_off.every("ATTENDEE"):
            if not any(same_address(person(line).address, one) for one in people_off):
                called_off.drop(line)
    else:
        called_off.set("STATUS", "CANCELLED")
    ical_component.raise_sequence(called_off)
    return _message(Resource(resource.root, resource.calendar, called_off, (), resource.zones), "CANCEL", now)


def reply(raw: bytes, me: str, participation: Participation, now: int, comment: str = "") -> bytes:
    """Return the answer of one attendee to an invitation: accepted, tentative or declined (RFC 5546 §3.2.3)."""
    resource = opened(raw)
    for component in _components(resource):
        ours = _line_of(component, me)
        component.remove("ATTENDEE")
        made = Line("ATTENDEE", f"mailto:{me}", list(ours.parameters) if ours is not None else [])
        made.set_parameter("PARTSTAT", participation.upper())
        made.set_parameter("RSVP")
        component.parts.insert(sum(1 for part in component.parts if isinstance(part, Line)), made)
        _comment(component, comment)
    return _message(resource, "REPLY", now)


def counter(raw: bytes, me: str, draft: EntryDraft, now: int, comment: str = "") -> bytes:
    """Return one attendee's proposal of another time or place (RFC 5546 §3.2.7). The organizer's SEQUENCE stays."""
    resource = opened(raw)
    sequence = number(resource.main, "SEQUENCE")
    ical_component.change(resource.calendar, resource.main, draft, resource.zones, now)
    resource.main.set("SEQUENCE", str(sequence))
    ours = _line_of(resource.main, me)
    if ours is not None:
        ours.set_parameter("PARTSTAT", Participation.TENTATIVE.upper())
    _comment(resource.main, comment)
    return _message(resource, "COUNTER", now)


def decline_counter(raw: bytes, now: int, comment: str = "") -> bytes:
    """Return the organizer's refusal of a proposal, made of the proposal itself (RFC 5546 §3.2.8)."""
    resource = opened(raw)
    for component in _components(resource):
        _comment(component, comment)
    return _message(resource, "DECLINECOUNTER", now)


def answered(raw: bytes, me: str, participation: Participation, now: int) -> bytes:
    """Return my own copy with my answer in it. A server that schedules by itself tells the organizer from there."""
    resource = opened(raw)
    resource.calendar.remove("METHOD")
    for component in _components(resource):
        ours = _line_of(component, me)
        if ours is None:
            ours = component.add("ATTENDEE", f"mailto:{me}")
        ours.set_parameter("PARTSTAT", participation.upper())
        ours.set_parameter("RSVP")
        component.set("DTSTAMP", utc(now))
    return write(resource.root)


def kept(message: bytes) -> bytes:
    """Return an invitation as it is kept in a calendar: without METHOD (RFC 4791 §4.1)."""
    resource = opened(message)
    resource.calendar.remove("METHOD")
    return write(resource.root)


def taken_in(copy: bytes, message: bytes, now: int) -> bytes | None:
    """Return the calendar's copy after a message of the other side; None where it changes nothing (older, or known).

    A newer REQUEST replaces what the organizer says and leaves our reminders; a REPLY notes what its sender answered; a CANCEL
    marks the copy, or the one occurrence, as called off.
    """
    mine, theirs = opened(copy), opened(message)
    method = theirs.calendar.value("METHOD").strip().upper()
    if mine.main.text("UID") != theirs.main.text("UID"):
        raise Unreadable("other_entry")
    before = write(mine.root)
    if method == "REPLY":
        for component in _components(theirs):
            _note_answers(mine, component)
    elif method in {"REQUEST", "PUBLISH", "CANCEL"}:
        for component in _components(theirs):
            _take(mine, theirs, component, called_off=method == "CANCEL", now=now)
    else:
        return None
    after = write(mine.root)
    return None if after == before else after


def _take(mine: Resource, theirs: Resource, source: Component, *, called_off: bool, now: int) -> None:
    """Let one component of a message take the place of ours, unless ours is newer (RFC 5546 §2.1.5)."""
    ours = _counterpart(mine, theirs, source)
    if ours is not None and number(source, "SEQUENCE") < number(ours, "SEQUENCE"):
        return
    if called_off:
        if ours is None:
            ours = source.copy()
            mine.calendar.parts.append(ours)
        ours.set("STATUS", "CANCELLED")
        ours.set("SEQUENCE", str(number(source, "SEQUENCE")))
        ical_component.touch(ours, now)
        return
    new = source.copy()
    new.parts = [part for part in new.parts if not (isinstance(part, Component) and part.name in _PRIVATE)]
    if ours is None:
        mine.calendar.parts.append(new)
    else:
        own = [part.copy() for part in ours.inside(*_PRIVATE)]
        new.parts += own
        for line in ours.every(*_OWN):
            new.parts.insert(0, line)
        ours.parts = new.parts
    known = {zone.value("TZID") for zone in mine.calendar.inside("VTIMEZONE")}
    for zone in theirs.calendar.inside("VTIMEZONE"):
        if zone.value("TZID") not in known:
            mine.calendar.parts.insert(sum(1 for part in mine.calendar.parts if isinstance(part, Line)), zone.copy())


def _counterpart(mine: Resource, theirs: Resource, source: Component) -> Component | None:
    named = time_of(source.first("RECURRENCE-ID"), theirs.zones)
    if named is None:
        return None if mine.alone else mine.main
    for override in mine.overrides:
        known = time_of(override.first("RECURRENCE-ID"), mine.zones)
        if known is not None and known.at == named.at:
            return override
    return None


def _note_answers(mine: Resource, component: Component) -> None:
    """Put what the sender of a REPLY answered into our copy; one who was not invited is not let in by it."""
    named = time_of(component.first("RECURRENCE-ID"), mine.zones)
    targets = [mine.main, *mine.overrides] if named is None else []
    if named is not None:
        for override in mine.overrides:
            known = time_of(override.first("RECURRENCE-ID"), mine.zones)
            if known is not None and known.at == named.at:
                targets = [override]
    for answer in people(component):
        for target in targets:
            line = _line_of(target, answer.address)
            if line is not None:
                line.set_parameter("PARTSTAT", answer.participation.upper())
                line.set_parameter("RSVP")


def _components(resource: Resource) -> list[Component]:
    """Return the ruling component and the overrides, each once."""
    return [resource.main, *(override for override in resource.overrides if override is not resource.main)]


def _line_of(component: Component, address: str) -> Line | None:
    return next((one for one in component.every("ATTENDEE") if same_address(person(one).address, address)), None)


def _comment(component: Component, comment: str) -> None:
    component.remove("COMMENT")
    if comment:
        component.add("COMMENT", escape(comment))


def _message(resource: Resource, method: str, now: int) -> bytes:
    """Return the calendar as a message: METHOD, and nothing of what is ours alone."""
    resource.calendar.set("METHOD", method)
    resource.calendar.set("PRODID", PRODUCT)
    for component in _components(resource):
        component.set("DTSTAMP", utc(now))
        component.remove(*_OWN)
        component.parts = [part for part in component.parts if not (isinstance(part, Component) and part.name in _PRIVATE)]
    return write(resource.root)
