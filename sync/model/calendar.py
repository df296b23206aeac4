"""Calendars: events and tasks as the server holds them, as the parser reads them, and as the user changes them.

A calendar resource (RFC 4791 §4.1: one UID with all its overrides) is kept as the bytes that the server gave; everything
else here is made of them by the parser and can be made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Component(StrEnum):
    """What a calendar resource is about (RFC 5545 §3.6)."""

    EVENT = "event"
    TASK = "task"
    JOURNAL = "journal"


class Participation(StrEnum):
    """What somebody answered to an invitation (RFC 5545 §3.2.12)."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


class Span(StrEnum):
    """Which occurrences of a recurring event a change is about."""

    ALL = "all"
    THIS = "this"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in a calendar.

    `at` is in seconds since 1970. With a zone (an IANA name, "UTC" included) it is an instant; without one the moment floats:
    `at` is its wall clock counted as if it were UTC. A whole day floats too: `at` is its midnight.
    """

    at: int
    zone: str = ""
    whole_day: bool = False

    @property
    def floats(self) -> bool:
        """Whether the moment is a wall clock rather than an instant."""
        return self.whole_day or not self.zone


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time for which occurrences are made, in seconds since 1970: from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CalendarTruth:
    """A calendar resource as a change page of a calendar carries it: event, task or journal, in the server's own bytes."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited, or the organizer. `role` is the RFC 5545 §3.2.16 value in lower case, `kind` that of §3.2.3."""

    address: str
    name: str = ""
    participation: Participation = Participation.NEEDS_ACTION
    role: str = "req-participant"
    kind: str = "individual"
    rsvp: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder. `before` is in seconds before the start (before the end where `from_end`); negative: after it."""

    before: int
    from_end: bool = False
    action: str = "display"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event happens, or a task with a recurrence is due.

    `start` and `end` are counted as `Moment.at` of the entry's start. `recurrence` is the RECURRENCE-ID value that names it
    (as text, in the form that the master's DTSTART has), empty where the event does not recur. Texts are those of the
    override, where there is one.
    """

    start: int
    end: int
    recurrence: str = ""
    summary: str = ""
    location: str = ""
    status: str = ""
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What the parser makes of a calendar resource: what lists, search and the editor need, and its occurrences.

    `end` is the exclusive end of an event, and the due moment of a task. `occurrences` are those inside the window that the
    parser was asked for; `beyond` says that there are others outside it. Texts are unescaped.
    """

    uid: str
    component: Component
    summary: str = ""
    location: str = ""
    description: str = ""
    start: Moment | None = None
    end: Moment | None = None
    rule: str = ""
    """The RRULE value as it is written; empty where there is none (RDATE alone makes an entry recur as well)."""
    recurring: bool = False
    status: str = ""
    """STATUS in lower case: `confirmed`, `tentative`, `cancelled`, `needs-action`, `in-process`, `completed`."""
    transparent: bool = False
    private: bool = False
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    categories: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    url: str = ""
    """URL or CONFERENCE: where *Join* leads."""
    sequence: int = 0
    priority: int = 0
    percent: int = 0
    completed: int = 0
    """Seconds since 1970; 0: not completed."""
    parent: str = ""
    """UID of the task above (RELATED-TO)."""
    colour: str = ""
    occurrences: tuple[Occurrence, ...] = ()
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What the user wants of an event or task. None leaves a property as it is, so that a drag changes the times alone.

    For a new entry the parser fills in what RFC 5545 demands. `cleared` names fields to be removed (`start`, `end`, `rule`…).
    """

    component: Component = Component.EVENT
    summary: str | None = None
    location: str | None = None
    description: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    rule: str | None = None
    status: str | None = None
    transparent: bool | None = None
    private: bool | None = None
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] | None = None
    categories: tuple[str, ...] | None = None
    alarms: tuple[Alarm, ...] | None = None
    url: str | None = None
    priority: int | None = None
    percent: int | None = None
    completed: int | None = None
    parent: str | None = None
    cleared: frozenset[str] = frozenset()
