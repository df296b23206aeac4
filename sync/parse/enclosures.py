"""What a letter encloses that has a shape of its own: invitations and other calendar entries, business cards."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.calendar import Window
from sync.model.contacts import Card
from sync.model.faults import Unreadable
from sync.model.invitations import Invitation, Method
from sync.parse.tree import Part

OCTETS_LIMIT = 1024 * 1024
CALENDARS_LIMIT = 5
CARDS_LIMIT = 20

_CALENDARS = frozenset({"text/calendar", "application/ics"})
_CARDS = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
_NOW_AND_NEVER = Window(0, 1)
"""No occurrences are wanted: the rule and the first time say enough above a letter."""


def enclosed(parts: Iterable[Part]) -> tuple[tuple[Invitation, ...], tuple[Card, ...]]:
    """Return the calendar entries and the business cards among the parts of a letter; what cannot be read stays a file."""
    invitations: dict[tuple[str, str], Invitation] = {}
    cards: list[Card] = []
    for part in parts:
        if part.elided_size is not None or part.size > OCTETS_LIMIT:
            continue
        name = _name(part)
        try:
            if is_calendar(part) and len(invitations) < CALENDARS_LIMIT:
                found = _invitation(part.content)
                invitations.setdefault((found.entry.uid, found.recurrence), found)  # senders enclose the same one twice
            elif (part.media_type in _CARDS or name.endswith(".vcf")) and len(cards) < CARDS_LIMIT:
                cards += _cards(part.content)
        except (Unreadable, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
            continue
    return tuple(invitations.values()), tuple(cards[:CARDS_LIMIT])


def is_calendar(part: Part) -> bool:
    """Whether a part says that it is a calendar."""
    return part.media_type in _CALENDARS or _name(part).endswith(".ics")


def _name(part: Part) -> str:
    return (part.disposition_parameters.get("filename") or part.parameters.get("name") or "").casefold()


def _invitation(raw: bytes) -> Invitation:
    from sync.parse import ical, itip  # not with every letter: most enclose neither

    try:
        return itip.read(raw, _NOW_AND_NEVER)
    except Unreadable as fault:
        if fault.code != "no_method":
            raise
        return Invitation(Method.PUBLISH, ical.entry(raw, _NOW_AND_NEVER))


def _cards(raw: bytes) -> list[Card]:
    from sync.parse import vcard

    return [vcard.describe(component) for component in vcard.cards(raw)[:CARDS_LIMIT]]
