"""Invitations by mail (iMIP, RFC 6047; iTIP, RFC 5546): what a message asks or answers about an event or task."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.calendar import Attendee, Entry


class Method(StrEnum):
    """What a calendar message wants (RFC 5546 §1.4)."""

    PUBLISH = "publish"
    REQUEST = "request"
    REPLY = "reply"
    ADD = "add"
    CANCEL = "cancel"
    REFRESH = "refresh"
    COUNTER = "counter"
    DECLINE_COUNTER = "declinecounter"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar message as the parser reads it. `recurrence` names the one occurrence that it is about (empty: the whole)."""

    method: Method
    entry: Entry
    recurrence: str = ""
    comment: str = ""
    answers: tuple[Attendee, ...] = ()
    """Who answered what: the attendees of a REPLY or COUNTER."""
