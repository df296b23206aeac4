"""Scheduling on Cyrus (RFC 6638): who is busy, and people told once, by the server, of what was saved, changed and called off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.model.accounts import Account, Capability, Endpoint, Identity, Service
from sync.model.availability import Busy, BusyKind
from sync.model.calendar import Attendee, Entry, EntryDraft, Moment, Participation, Window
from sync.model.ids import AccountId, ItemId, RemoteId, new_operation_id
from sync.model.operations import DeleteItems, Octets, RemoteOperation, SaveEntry
from sync.parse import ical_edit, resources
from sync.parse.free_busy import busy
from sync.protocols.base import Secret, Surroundings
from sync.protocols.caldav import availability
from sync.protocols.caldav.calendars import CalDav
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from tests.engine.ground import PASSPHRASE, Ground, make_engine
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


# --- through the engine: the server tells people, and nobody else does


@asynccontextmanager
async def office(profile: Path, cyrus: Cyrus, address: str) -> AsyncIterator[Ground]:
    """Somebody's engine with their calendars on Cyrus, and no mail at all: who would be told by mail could not be."""
    engine = make_engine(profile, make=protocol_class)
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        parameters = {"trust": str(cyrus.authority.trust)}
        spec = m.EndpointSpec("calendar", "caldav", "localhost", cyrus.https, user=address, parameters=parameters)
        added = await engine.answer(m.AddAccount(address, "", "Bureau", "generic", [spec], PASSWORDS[address]))
        assert isinstance(added, m.Added)
        ground = Ground(None, engine, AccountId(added.account), address)  # type: ignore[arg-type]
        await ground.sync()
        yield ground
    finally:
        await engine.stop()


@pytest.fixture
async def offices(cyrus: Cyrus, tmp_path: Path) -> AsyncIterator[tuple[Ground, Ground]]:
    async with office(tmp_path / "alice", cyrus, ALICE) as alice, office(tmp_path / "bob", cyrus, BOB) as bob:
        yield alice, bob


def of_title(ground: Ground, title: str) -> list[tuple[ItemId, Entry]]:
    """The events of that title that somebody has, not those that another lets them see."""
    boxes = [row.id for row in ground.read(read_collections.collections, Service.CALENDAR) if row.writable]
    rows = ground.read(read_calendar.occurrences, boxes, DAY, DAY)
    found = [(row.entry, ground.read(read_items.opened, row.entry)) for row in rows if row.summary == title]
    return [(item, opened.shown) for item, opened in found if opened is not None and isinstance(opened.shown, Entry)]


async def save(ground: Ground, draft: EntryDraft, item: ItemId | None = None) -> ItemId:
    box = next(row.id for row in ground.read(read_collections.collections, Service.CALENDAR) if row.writable)
    saved = await ground.engine.answer(m.SaveEntry(new_operation_id(), box, to_json(draft).encode(), item or 0))
    assert isinstance(saved, m.Saved)
    return ItemId(saved.items[0])


async def tell(ground: Ground, item: ItemId, method: str, **more: Any) -> None:
    await ground.engine.answer(m.TellPeople(new_operation_id(), item, method, "Comité", "Bonjour", **more))
    await ground.sync()


async def invited(alice: Ground, bob: Ground, title: str) -> tuple[ItemId, ItemId]:
    """Alice invites Bob; return the event in each calendar."""
    me, him = Attendee(ALICE, "Alice", Participation.ACCEPTED), Attendee(BOB, "Bob", rsvp=True)
    start = Moment(NINE + 3600, "UTC")
    draft = EntryDraft(
        summary=title, start=start, end=Moment(NINE + 7200, "UTC"), organizer=me, attendees=(me, him)
    )
    item = await save(alice, draft)
    await tell(alice, item, "request")
    await alice.sync()
    await bob.sync()
    ((theirs, _),) = of_title(bob, title)
    return item, theirs


def answer_of(entry: Entry, address: str) -> Participation:
    return next(one.participation for one in entry.attendees if one.address == address)


async def test_people_are_invited_and_answer_by_the_server_alone(offices: tuple[Ground, Ground], cyrus: Cyrus) -> None:
    alice, bob = offices
    cyrus.post.taken.clear()
    item, theirs = await invited(alice, bob, "Conseil")
    await tell(bob, theirs, "reply", participation="accepted")
    await alice.sync()
    ((_, entry),) = of_title(alice, "Conseil")
    assert answer_of(entry, BOB) is Participation.ACCEPTED
    assert cyrus.post.taken == [], "nobody is told by mail beside"
    assert [one for one, _ in of_title(bob, "Conseil")] == [theirs], "and the invitation came once"
    assert item == of_title(alice, "Conseil")[0][0]


async def test_what_is_called_off_is_called_off_for_everybody(offices: tuple[Ground, Ground]) -> None:
    alice, bob = offices
    item, _ = await invited(alice, bob, "Réunion annulée")
    await tell(alice, item, "cancel")
    await alice.intend(DeleteItems((item,), Service.CALENDAR))
    await alice.sync()
    await bob.sync()
    assert all(entry.status == "cancelled" for _, entry in of_title(bob, "Réunion annulée"))
    assert of_title(alice, "Réunion annulée") == []


async def test_who_is_no_longer_invited_sees_it_called_off(offices: tuple[Ground, Ground]) -> None:
    alice, bob = offices
    item, _ = await invited(alice, bob, "Sans Bob")
    before = alice.read(read_items.opened, item)
    assert before is not None
    me = Attendee(ALICE, "Alice", Participation.ACCEPTED)
    await save(alice, EntryDraft(attendees=(me, Attendee(ZOE, "Zoé", rsvp=True))), item)
    await tell(alice, item, "cancel", off=(BOB,), before=before.raw)
    await bob.sync()
    assert all(entry.status == "cancelled" for _, entry in of_title(bob, "Sans Bob"))
    ((_, mine),) = of_title(alice, "Sans Bob")
    assert mine.status != "cancelled"


async def test_scheduling_boxes_are_no_calendars(offices: tuple[Ground, Ground]) -> None:
    alice, _ = offices
    names = [row.name for row in alice.read(read_collections.collections, Service.CALENDAR)]
    assert not {"Inbox", "Outbox"} & set(names), names
