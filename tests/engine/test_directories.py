"""Directories through the engine: people are found, kept for when there is no network, and offered among the others."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.contacts import DirectoryPerson
from sync.model.faults import Fault
from sync.model.mail import Address
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import from_json
from sync.store.read import contacts as read_contacts
from sync.store.read import directory as read_directory
from sync.store.write import directory as write_directory
from sync.store.write import people as write_people
from tests.engine.ground import ITEMS, Ground, at_work, people

CLAIRE = DirectoryPerson("Claire Morvan", "claire.morvan@exemple.fr", "DREAL", "ICPE", "Inspectrice", ("+33 2 99 00 00 00",))
CLEMENT = DirectoryPerson("Clément Morvan", "clement@exemple.fr")


@pytest.fixture
def server() -> MemoryServer:
    made = people()
    made.directory += [CLAIRE, CLEMENT, DirectoryPerson("Erwan Le Goff", "", phones=("17",))]
    return made


@pytest.fixture
async def desk(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=(*ITEMS, "directory")) as ground:
        await ground.sync()
        yield ground


async def look_up(desk: Ground, text: str) -> list[DirectoryPerson]:
    found = await desk.engine.answer(m.LookUpPeople(text, 20))
    assert isinstance(found, m.DirectoryFound)
    return list(from_json(found.people, tuple[DirectoryPerson, ...]))


async def test_people_are_found_and_known_offline_afterwards(desk: Ground, server: MemoryServer) -> None:
    assert await look_up(desk, "cla morv") == [CLAIRE]
    server.trouble.outage = True
    with pytest.raises(Fault):
        await look_up(desk, "cla morv")
    assert desk.read(read_directory.people, "morvan") == [CLAIRE]
    assert [row.address for row in desk.read(read_contacts.complete, "morv")] == [CLAIRE.address]


async def test_completion_ranks_by_use_and_names_nobody_twice(desk: Ground) -> None:
    await look_up(desk, "morvan")
    assert [row.name for row in desk.read(read_contacts.complete, "morv")] == ["Claire Morvan", "Clément Morvan"]
    await desk.desk.store.write(write_people.used, [Address("Clément M.", "clement@exemple.fr")])
    assert [row.address for row in desk.read(read_contacts.complete, "morv")] == [
        "clement@exemple.fr", "claire.morvan@exemple.fr",
    ]  # fmt: skip


async def test_who_has_no_address_is_not_offered_for_a_letter(desk: Ground) -> None:
    assert [one.name for one in await look_up(desk, "erwan")] == ["Erwan Le Goff"]
    assert desk.read(read_contacts.complete, "erwan") == []


async def test_the_oldest_are_let_go_of(desk: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_directory, "MOST", 1)
    await look_up(desk, "clement")
    await look_up(desk, "claire")
    assert desk.read(read_directory.people, "morvan") == [CLAIRE]


async def test_what_an_account_told_goes_with_it(desk: Ground) -> None:
    await look_up(desk, "morvan")
    await desk.engine.answer(m.RemoveAccount(desk.account))
    assert desk.read(read_directory.people, "morvan") == []
