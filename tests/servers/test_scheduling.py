"""Scheduling on Cyrus (RFC 6638): who is busy, and people told once, by the server, of what was saved, changed and called off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.model.accounts import Account, Capability, Endpoint, Identity, Service
from sync.model.availability import Busy, BusyKind
from sync.model.calendar import Attendee, EntryDraft, Moment, Participation, Window
from sync.model.ids import AccountId, RemoteId, new_operation_id
from sync.model.operations import Octets, RemoteOperation, SaveEntry
from sync.parse import ical_edit, resources
from sync.parse.free_busy import busy
from sync.protocols.base import Secret, Surroundings
from sync.protocols.caldav import availability
from sync.protocols.caldav.calendars import CalDav
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import PASSWORDS

pytestmark = pytest.mark.server

ALICE, BOB, ZOE = "alice@exemple.fr", "bob@exemple.fr", "zoe@exemple.fr"
NINE = int(datetime(2027, 3, 1, 9, tzinfo=UTC).timestamp())
HOUR = 3600
DAY = Window(NINE - 9 * HOUR, NINE + 15 * HOUR)

Calendars = Callable[[str], CalDav]


@pytest.fixture
async def calendars(cyrus: Cyrus) -> AsyncIterator[Calendars]:
    """Makes the CalDAV of somebody."""
    made: list[CalDav] = []

    def of(address: str) -> CalDav:
        endpoint = Endpoint(Service.CALENDAR, "caldav", "localhost", cyrus.https, user=address)
        account = Account(AccountId(1), address, "", "generic", (endpoint,), Identity(address))

        async def secret(renew: bool) -> Secret:
            return Secret("password", PASSWORDS[address])

        made.append(CalDav(Surroundings(account, endpoint, secret, cyrus.authority.trust, 20.0)))
        return made[-1]

    yield of
    for one in made:
        await one.close()


async def put(protocol: CalDav, raw: bytes, collection: RemoteId | None = None) -> RemoteId:
    """Save a new resource in somebody's first calendar."""
    box = collection or next(one.remote_id for one in await protocol.collections() if one.writable)
    entry = resources.listed(Service.CALENDAR, raw, DAY)
    save = SaveEntry(1, raw, entry)  # type: ignore[arg-type]
    await protocol.apply(RemoteOperation(new_operation_id(), save, (), box, payload=Octets(raw)))
    return box


def event(title: str, start: int, hours: int = 1, people: tuple[str, ...] = (), uid: str = "", **more: object) -> bytes:
    everybody = tuple(
        Attendee(one, "", Participation.ACCEPTED if place == 0 else Participation.NEEDS_ACTION, rsvp=place > 0)
        for place, one in enumerate(people)
    )
    draft = EntryDraft(
        summary=title, start=Moment(start, "UTC"), end=Moment(start + hours * HOUR, "UTC"),
        organizer=everybody[0] if everybody else None, attendees=everybody or None, **more,
    )  # fmt: skip
    return ical_edit.build(draft, uid or f"{title}-{new_operation_id()}", NINE - 86400)


async def share(owner: CalDav, calendar: RemoteId, reader: CalDav, address: str) -> None:
    """Let somebody read a calendar, who takes it in, as both their programs would (draft-pot-webdav-resource-sharing)."""
    shared = (
        f'<D:share-resource xmlns:D="DAV:"><D:sharee><D:href>mailto:{address}</D:href><D:share-access><D:read/>'
        "</D:share-access></D:sharee></D:share-resource>"
    )
    await owner._dav.request(
        "POST", calendar, headers={"Content-Type": "application/davsharing+xml"}, content=shared.encode()
    )
    box = f"/dav/notifications/user/{address}/"
    listing = await reader._dav.request("PROPFIND", box, headers={"Depth": "1"})
    name = re.findall(rf"{box}([^<]+\.xml)", listing.body.decode())[-1]
    invitation = (await reader._dav.request("GET", box + name)).body.decode()
    uid = re.search(r"<[^>]*:uid>([^<]+)<", invitation)
    accepted = (
        '<CS:invite-reply xmlns:CS="http://calendarserver.org/ns/" xmlns:D="DAV:">'
        f"<D:href>mailto:{address}</D:href><CS:invite-accepted/><CS:hosturl><D:href>{calendar}</D:href></CS:hosturl>"
        f"<CS:in-reply-to>{uid.group(1) if uid else name.removesuffix('.xml')}</CS:in-reply-to></CS:invite-reply>"
    )
    home = (await reader._home()).paths[0]
    await reader._dav.request("POST", home, headers={"Content-Type": "application/xml"}, content=accepted.encode())


async def test_the_outbox_tells_when_others_are_busy(calendars: Calendars) -> None:
    bob, alice = calendars(BOB), calendars(ALICE)
    await put(bob, event("Inspection", NINE, 2))
    await put(bob, event("À confirmer", NINE + 4 * HOUR, status="tentative"))
    await put(bob, event("Anniversaire", NINE + 6 * HOUR, transparent=True))
    await alice.collections()
    assert Capability.FREE_BUSY in alice.capabilities
    known, unknown = await alice.free_busy(ALICE, [BOB, "personne@exemple.fr"], DAY.start, DAY.end)
    assert busy(known.raw, DAY.start, DAY.end) == [
        Busy(NINE, NINE + 2 * HOUR), Busy(NINE + 4 * HOUR, NINE + 5 * HOUR, BusyKind.TENTATIVE),
    ]  # fmt: skip
    assert (unknown.raw, unknown.refusal != "") == ((), True)


async def test_calendars_that_others_share_are_asked_where_there_is_no_outbox(calendars: Calendars) -> None:
    zoe, alice = calendars(ZOE), calendars(ALICE)
    day = NINE + 48 * HOUR
    box = await put(zoe, event("Comité", day))
    await share(zoe, box, alice, ALICE)
    homes = replace(await alice._home(), offers=frozenset())
    (known,) = await availability.ask(alice._dav, homes, ALICE, [ZOE], day - HOUR, day + HOUR)
    assert busy(known.raw, day - HOUR, day + HOUR) == [Busy(day, day + HOUR)]
