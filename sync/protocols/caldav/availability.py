"""When others are busy: asked of the scheduling outbox (RFC 6638 §5), else of calendars that can be read (RFC 4791 §7.10)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import unquote

from sync.model.availability import BusyAnswer
from sync.model.faults import Gone, Rejected, Unreadable, Unsupported
from sync.protocols.dav_homes import Homes, listed
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALDAV, D, Element, read

_OUTBOX = f"{CALDAV}schedule-outbox-URL"
_OWNER = f"{D}owner"
_ADDRESSES = f"{CALDAV}calendar-user-address-set"
_TYPE, _CALENDAR = f"{D}resourcetype", f"{CALDAV}calendar"
_TEXT, _XML = "text/calendar; charset=utf-8", 'application/xml; charset="utf-8"'
_LARGEST = 8 * 1024 * 1024
_MOST_CALENDARS = 50
_NOT_KNOWN = "3.7"
_LINE = 75


async def ask(dav: Dav, homes: Homes, me: str, people: Sequence[str], start: int, end: int) -> list[BusyAnswer]:
    """Return what the server says of each person, in the order that was asked for.

    Who has no answer in the outbox may have shared calendars with this person: those are asked one by one. Raises `Offline` and
    `Transient`; a refusal is an answer.
    """
    answers: dict[str, BusyAnswer] = {}
    outbox = await _outbox(dav, homes)
    if outbox:
        try:
            content = question(me, people, start, end)
            done = await dav.request("POST", outbox, headers={"Content-Type": _TEXT}, content=content, largest=_LARGEST)
            answers = {one.address.lower(): one for one in _answers(read(done.body))}
        except (Rejected, Unsupported, Gone, Unreadable) as fault:
            answers = {one.lower(): BusyAnswer(one, (), fault.code) for one in people}
    missing = [one for one in people if not (known := answers.get(one.lower())) or not known.raw]
    if missing:
        owned = await _owned(dav, homes, me)
        for person in missing:
            found = await _of_calendars(dav, owned.get(person.lower(), []), person, start, end)
            answers[person.lower()] = found or answers.get(person.lower()) or BusyAnswer(person, (), _NOT_KNOWN)
    return [BusyAnswer(one, answers[one.lower()].raw, answers[one.lower()].refusal) for one in people]


def question(me: str, people: Sequence[str], start: int, end: int) -> bytes:
    """Return the VFREEBUSY request (RFC 6638 §5, RFC 5546 §3.3.2). The same question has the same UID."""
    uid = hashlib.sha256(f"{me} {sorted(people)} {start} {end}".encode()).hexdigest()[:32]
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ecritoire//FR", "METHOD:REQUEST", "BEGIN:VFREEBUSY", f"UID:{uid}",
        f"DTSTAMP:{_utc(start)}", f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end)}", f"ORGANIZER:mailto:{_plain(me)}",
        *(f"ATTENDEE:mailto:{_plain(one)}" for one in people), "END:VFREEBUSY", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


async def _outbox(dav: Dav, homes: Homes) -> str:
    """Return where questions go, empty where the server takes none."""
    if not homes.principal or not {"calendar-auto-schedule", "calendar-schedule"} & homes.offers:
        return ""
    try:
        path, found = await dav.properties(homes.principal, (_OUTBOX,))
    except (Gone, Rejected, Unsupported):
        return ""
    return next((one for href in found.hrefs(_OUTBOX) if (one := hrefs.path_of(href, dav.url(path)))), "")


def _answers(root: Element) -> list[BusyAnswer]:
    """Return the answers of a schedule-response (RFC 6638 §10.1)."""
    if root.tag != f"{CALDAV}schedule-response":
        raise Unreadable("bad_xml")
    made = []
    for response in root.every(f"{CALDAV}response"):
        address = response.value(f"{CALDAV}recipient", f"{D}href").removeprefix("mailto:").removeprefix("MAILTO:")
        status, told = response.value(f"{CALDAV}request-status"), response.find(f"{CALDAV}calendar-data")
        good = status.startswith("2.") and told is not None and told.text.strip()
        made.append(BusyAnswer(address, (told.text.encode(),), "") if good and told else BusyAnswer(address, (), status or "5.0"))
    return made


async def _of_calendars(dav: Dav, calendars: Sequence[str], person: str, start: int, end: int) -> BusyAnswer | None:
    """Ask calendars when they are busy; None where none answers."""
    raws: list[bytes] = []
    asked = bodies.free_busy(_utc(start), _utc(end))
    for path in calendars[:_MOST_CALENDARS]:
        headers = {"Depth": "1", "Content-Type": _XML}
        with suppress(Gone, Rejected, Unsupported):
            done = await dav.request("REPORT", path, headers=headers, content=asked, largest=_LARGEST)
            raws.append(done.body)
    return BusyAnswer(person, tuple(raws)) if raws else None


async def _owned(dav: Dav, homes: Homes, me: str) -> dict[str, list[str]]:
    """Return the calendars that are listed for this person, by the addresses of whom they belong to (RFC 3744 §5.1)."""
    owned: dict[str, list[str]] = {}
    addresses: dict[str, tuple[str, ...]] = {}
    for home in homes.paths:
        for path, found in await listed(dav, home, (_TYPE, _OWNER)):
            if _CALENDAR not in found.children(_TYPE):
                continue
            owner = next((one for href in found.hrefs(_OWNER) if (one := hrefs.path_of(href, dav.url(path)))), homes.principal)
            if owner not in addresses:
                own = owner == homes.principal
                addresses[owner] = (*homes.addresses, me) if own else await _addresses(dav, owner)
            for address in {one.lower().removeprefix("mailto:") for one in addresses[owner]}:
                owned.setdefault(address, []).append(path)
    return owned


async def _addresses(dav: Dav, principal: str) -> tuple[str, ...]:
    """Return the addresses of somebody else. Servers that keep them to themselves often name people by their address."""
    with suppress(Gone, Rejected, Unsupported, Unreadable):
        _, found = await dav.properties(principal, (_ADDRESSES,))
        if found.hrefs(_ADDRESSES):
            return tuple(found.hrefs(_ADDRESSES))
    name = unquote(principal.rstrip("/").rpartition("/")[2])
    return (name,) if "@" in name else ()


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def _plain(address: str) -> str:
    """Return an address that cannot end its line."""
    return "".join(letter for letter in address if letter.isprintable())


def _folded(line: str) -> str:
    return "\r\n ".join(line[place : place + _LINE] for place in range(0, len(line), _LINE))
