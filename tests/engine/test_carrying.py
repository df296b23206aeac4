"""Events, tasks and contacts moved to another account: never lost, never twice, and back where the copy is given up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.calendar import Attendee, Component, EntryDraft, Moment
from sync.model.contacts import CardDraft
from sync.model.faults import Rejected
from sync.model.ids import AccountId, CollectionId, ItemId, new_operation_id
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import collections as read_collections
from sync.store.read import outbox as read_outbox
from tests.engine.ground import ALICE, BOB, ITEMS, PASSWORD, Ground, at_work, people, specs

NINE = 1_795_424_400


@pytest.fixture
def server() -> MemoryServer:
    return people()


class Desk(Ground):
    """One engine with two accounts: Alice's own, and Bob's, who is her other half."""

    other: AccountId

    async def meet(self, *accounts: AccountId) -> None:
        """Let accounts meet their server, then moves go on, and again."""
        for _ in range(2):
            for account in accounts or (self.account, self.other):
                worker = self.desk.accounts.worker(account)
                await worker.cycle.run(worker.outbox.run)
            await self.desk.moving.look()

    def box(self, account: AccountId, service: Service = Service.CALENDAR) -> CollectionId:  # type: ignore[override]
        return next(row.id for row in self.read(read_collections.collections, service) if row.account == account)

    def on_server(self, address: str, service: Service = Service.CALENDAR) -> list[str]:
        shelf = self.server.shelf(address, service)
        return sorted(kept.content.decode() for kept in shelf.items.values())

    async def save(self, draft: EntryDraft | CardDraft, account: AccountId) -> ItemId:
        service = Service.CALENDAR if isinstance(draft, EntryDraft) else Service.CONTACTS
        make = m.SaveEntry if isinstance(draft, EntryDraft) else m.SaveContact
        saved = await self.engine.answer(make(new_operation_id(), self.box(account, service), to_json(draft).encode()))
        assert isinstance(saved, m.Saved)
        return ItemId(saved.items[0])

    async def carry(self, item: ItemId, target: CollectionId) -> m.CarryItem:
        asked = m.CarryItem(new_operation_id(), item, target)
        await self.engine.answer(asked)
        return asked


@pytest.fixture
async def desk(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Desk]:
    async with at_work(tmp_path / "profile", server, services=ITEMS) as ground:
        added = await ground.engine.answer(m.AddAccount(BOB, "Bob", "", "generic", specs(BOB, ITEMS), PASSWORD))
        assert isinstance(added, m.Added)
        ground.__class__ = Desk
        assert isinstance(ground, Desk)
        ground.other = AccountId(added.account)
        await ground.meet()
        yield ground


def event(title: str, **more: object) -> EntryDraft:
    return EntryDraft(summary=title, start=Moment(NINE, "UTC"), end=Moment(NINE + 3600, "UTC"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("draft", [event("Visite"), EntryDraft(Component.TASK, summary="Relire"), CardDraft(name="Élodie")])
async def test_what_moves_is_there_once_and_nowhere_else(desk: Desk, draft: EntryDraft | CardDraft) -> None:
    service = Service.CALENDAR if isinstance(draft, EntryDraft) else Service.CONTACTS
    item = await desk.save(draft, desk.account)
    await desk.meet()
    (before,) = desk.on_server(ALICE, service)
    asked = await desk.carry(item, desk.box(desk.other, service))
    await desk.engine.answer(asked)
    await desk.meet()
    assert desk.on_server(ALICE, service) == []
    assert desk.on_server(BOB, service) == [before], "octet by octet"
    await desk.engine.answer(asked)
    await desk.meet()
    assert desk.on_server(BOB, service) == [before]
    assert desk.read(read_outbox.operations) == []


async def test_the_original_stays_until_the_other_server_has_the_copy(desk: Desk) -> None:
    item = await desk.save(event("Visite"), desk.account)
    await desk.meet()
    await desk.carry(item, desk.box(desk.other))
    await desk.meet(desk.account)
    assert len(desk.on_server(ALICE)) == 1, "the other account has not met its server"
    assert len(desk.on_server(BOB)) == 0
    await desk.meet()
    assert (len(desk.on_server(ALICE)), len(desk.on_server(BOB))) == (0, 1)


async def test_a_copy_that_is_given_up_brings_the_original_back(desk: Desk) -> None:
    item = await desk.save(event("Visite"), desk.account)
    await desk.meet()
    await desk.carry(item, desk.box(desk.other))
    copy = next(row for row in desk.read(read_outbox.operations) if row.kind == "save_entry")
    await desk.engine.answer(m.CancelOperation(copy.id))
    await desk.meet()
    assert (len(desk.on_server(ALICE)), len(desk.on_server(BOB))) == (1, 0)
    assert desk.read(read_outbox.operations) == []


async def test_an_original_that_somebody_changed_meanwhile_is_not_deleted(desk: Desk) -> None:
    item = await desk.save(event("Visite"), desk.account)
    await desk.meet()
    await desk.carry(item, desk.box(desk.other))
    shelf = desk.server.shelf(ALICE, Service.CALENDAR)
    ((name, kept),) = shelf.items.items()
    shelf.put(name, kept.content.replace(b"Visite", b"Visite de chantier"))
    await desk.meet()
    assert "Visite de chantier" in desk.on_server(ALICE)[0]
    assert len(desk.on_server(BOB)) == 1
    (row,) = desk.read(read_outbox.operations)
    assert (row.kind, row.state, row.fault_code) == ("move_away", "refused", "not_moved")


async def test_what_is_changed_while_it_moves_is_changed_in_the_copy(desk: Desk) -> None:
    item = await desk.save(event("Visite"), desk.account)
    await desk.meet()
    carried = await desk.engine.answer(m.CarryItem(new_operation_id(), item, desk.box(desk.other)))
    assert isinstance(carried, m.Saved)
    draft = to_json(EntryDraft(summary="Visite du site")).encode()
    await desk.engine.answer(m.SaveEntry(new_operation_id(), desk.box(desk.other), draft, carried.items[0]))
    await desk.meet()
    assert desk.on_server(ALICE) == []
    (copy,) = desk.on_server(BOB)
    assert "Visite du site" in copy


async def test_people_are_not_told_that_it_is_called_off(desk: Desk) -> None:
    item = await desk.save(event("Comité", organizer=Attendee(ALICE), attendees=(Attendee(ALICE), Attendee(BOB))), desk.account)
    await desk.meet()
    with pytest.raises(Rejected, match="has_people"):
        await desk.carry(item, desk.box(desk.other))


async def test_what_no_server_has_yet_does_not_move(desk: Desk) -> None:
    item = await desk.save(event("Visite"), desk.account)
    with pytest.raises(Rejected, match="not_synchronised"):
        await desk.carry(item, desk.box(desk.other))
