"""When others are busy, through the engine: asked in whole weeks, kept, and still known when the server is away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.model.accounts import Capability, Service
from sync.model.availability import Busy, BusyKind
from sync.model.faults import Fault, Unsupported
from sync.model.ids import CollectionId
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.store.read import availability as read_availability
from sync.store.read import collections as read_collections
from tests.engine.ground import BOB, Ground, at_work, people

NINE = int(datetime(2026, 11, 26, 9, tzinfo=UTC).timestamp())
HOUR = 3600
ZOE = "zoe@memory.test"
BUSY = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:20261126T090000Z/PT2H\r\n"
    b"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261127T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def server() -> MemoryServer:
    made = people()
    made.busy[BOB] = BUSY
    return made


@pytest.fixture
async def office(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=("calendar",)) as ground:
        await ground.sync()
        yield ground


def calendar(office: Ground) -> CollectionId:
    return office.read(read_collections.collections, Service.CALENDAR)[0].id


async def ask(office: Ground, *who: str) -> None:
    await office.engine.answer(m.AskAvailability(calendar(office), list(who), NINE, NINE + HOUR))


async def test_the_server_is_asked_and_the_whole_week_is_known_afterwards(office: Ground) -> None:
    await ask(office, BOB, ZOE)
    bob, zoe = office.read(read_availability.of_people, [BOB, ZOE], NINE, NINE + 25 * HOUR)
    assert bob.busy == (Busy(NINE, NINE + 2 * HOUR), Busy(NINE + 24 * HOUR, NINE + 25 * HOUR, BusyKind.TENTATIVE))
    assert bob.known
    assert bob.asked > 0
    assert (zoe.known, zoe.busy) == (False, ())
    assert zoe.asked > 0


async def test_without_the_server_the_last_answer_is_still_there_with_its_age(office: Ground, server: MemoryServer) -> None:
    await ask(office, BOB)
    (before,) = office.read(read_availability.of_people, [BOB], NINE, NINE + HOUR)
    server.trouble.outage = True
    with pytest.raises(Fault):
        await ask(office, BOB)
    (after,) = office.read(read_availability.of_people, [BOB], NINE, NINE + HOUR)
    assert after == before
    (later,) = office.read(read_availability.of_people, [BOB], NINE, NINE + 14 * 24 * HOUR)
    assert later.asked == 0, "the next weeks are not known"


async def test_a_server_that_does_not_tell_is_said_to_be_one(office: Ground) -> None:
    from sync.engine.session import Lane

    office.worker.session.protocol(Service.CALENDAR, Lane.READING).capabilities -= {Capability.FREE_BUSY}
    with pytest.raises(Unsupported, match="free_busy"):
        await ask(office, BOB)


async def test_an_answer_that_is_nonsense_is_not_knowing(office: Ground, server: MemoryServer) -> None:
    server.busy[BOB] = b"<html>"
    await ask(office, BOB)
    (bob,) = office.read(read_availability.of_people, [BOB], NINE, NINE + HOUR)
    assert (bob.known, bob.busy) == (False, ())
