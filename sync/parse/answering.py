"""The answer to an invitation that a letter encloses: my copy for the calendar, and the message to the organizer."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.calendar import EntryDraft, Participation, Span, Window
from sync.model.faults import Rejected, Unreadable, Unsupported
from sync.model.invitations import Method
from sync.parse import ical_edit, itip
from sync.parse.body import take_apart
from sync.parse.enclosures import is_calendar
from sync.parse.ical import opened, people
from sync.parse.ical_values import person, same_address
from sync.parse.mail import readable
from sync.parse.tree import parse


@readable
def answered(
    message: bytes,
    uid: str,
    addresses: Sequence[str],
    participation: Participation,
    *,
    now: int,
    comment: str = "",
    copy: bytes = b"",
) -> tuple[bytes, bytes]:
    """Return the copy that the calendar is to hold, and the reply (METHOD:REPLY).

    `addresses` are mine: the one that was invited answers, else the first. `copy` is what the calendar holds already, with its
    reminders. `now` is in seconds since 1970. Raises `Unreadable("no_entry")` where the letter encloses no invitation of that
    UID.
    """
    invitation = _enclosed(message, uid, "REQUEST")
    invited = [one.address for one in people(opened(invitation).main)]
    me = next((one for one in addresses if any(same_address(one, other) for other in invited)), next(iter(addresses), ""))
    held = copy or itip.kept(invitation)
    if copy:
        held = itip.taken_in(copy, invitation, now) or copy
    return itip.answered(held, me, participation, now), itip.reply(invitation, me, participation, now, comment)


@readable
def told(
    copy: bytes,
    method: Method,
    addresses: Sequence[str],
    *,
    now: int,
    participation: Participation = Participation.TENTATIVE,
    draft: EntryDraft | None = None,
    comment: str = "",
    recurrence: str = "",
    off: Sequence[str] = (),
) -> tuple[bytes, bytes]:
    """Return the message that tells others of an entry of the calendar, and the calendar's copy after it (empty: as it was).

    `addresses` are mine: the one that is invited speaks, else the first. A `draft` is what a COUNTER proposes.
    A CANCEL is about one occurrence where `recurrence` names it, and tells only `off`, who are no longer on it. Raises
    `Unreadable`, `Unsupported("method")`.
    """
    invited = [one.address for one in people(opened(copy).main)]
    me = next((one for one in addresses if any(same_address(one, other) for other in invited)), next(iter(addresses), ""))
    match method:
        case Method.REQUEST:
            return itip.request(copy, now), b""
        case Method.CANCEL:
            return itip.cancel(copy, now, recurrence, off), b""
        case Method.REPLY:
            return itip.reply(copy, me, participation, now, comment), itip.answered(copy, me, participation, now)
        case Method.COUNTER:
            asked = itip.counter(copy, me, draft or EntryDraft(), now, comment)
            return asked, itip.answered(copy, me, Participation.TENTATIVE, now)
        case _:
            raise Unsupported("method", method=method)


@readable
def noted(message: bytes, uid: str, sender: str, copy: bytes, now: int) -> bytes | None:
    """Return the calendar's copy after what a letter says of it: an answer, or that it is called off; None: nothing new.

    Nobody answers for somebody else, and only the organizer calls off: `sender` is who wrote the letter. Raises
    `Unreadable("other_sender")`, `Unreadable("no_entry")`.
    """
    told = _enclosed(message, uid, "REPLY", "CANCEL")
    resource = opened(told)
    if resource.calendar.value("METHOD").strip().upper() == "REPLY":
        speakers = [one.address for one in people(resource.main)]
    else:
        organizer = opened(copy).main.first("ORGANIZER")
        speakers = [person(organizer).address] if organizer is not None else []
    if not speakers or not all(same_address(one, sender) for one in speakers):
        raise Unreadable("other_sender")
    return itip.taken_in(copy, told, now)


@readable
def settled(
    message: bytes, uid: str, sender: str, addresses: Sequence[str], *, copy: bytes, now: int, accepted: bool, comment: str = ""
) -> tuple[bytes, bytes]:
    """Return the calendar's copy (empty: as it was) and the message to send after the organizer settled a proposal (COUNTER) of
    another time or place: to everybody where it is `accepted`, to who proposed it where not.

    Raises `Unreadable("other_sender")` where the proposal is not from who wrote the letter, or from nobody that is invited;
    `Rejected("not_organizer")`, `Unreadable("no_entry")`.
    """
    proposal = _enclosed(message, uid, "COUNTER")
    resource, mine = opened(proposal), opened(copy)
    organizer = mine.main.first("ORGANIZER")
    if organizer is None or not any(same_address(person(organizer).address, one) for one in addresses):
        raise Rejected("not_organizer")
    invited = people(mine.main)
    speaks = any(same_address(one.address, sender) for one in people(resource.main))
    if not speaks or not any(same_address(one.address, sender) for one in invited):
        raise Unreadable("other_sender")
    if not accepted:
        return b"", itip.decline_counter(proposal, now, comment)
    told = itip.read(proposal, Window(0, 0))
    wish = EntryDraft(start=told.entry.start, end=told.entry.end, location=told.entry.location or None)
    span = Span.THIS if told.recurrence else Span.ALL
    (agreed,) = ical_edit.edit(copy, wish, now, span, told.recurrence)
    return agreed, itip.request(agreed, now)


def _enclosed(message: bytes, uid: str, *methods: str) -> bytes:
    for part in take_apart(parse(message)).others:
        if part.elided_size is None and is_calendar(part):
            try:
                resource = opened(part.content)
            except Unreadable:
                continue
            if resource.main.text("UID") == uid and resource.calendar.value("METHOD").strip().upper() in methods:
                return part.content
    raise Unreadable("no_entry")
