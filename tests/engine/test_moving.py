"""Moves from one drive to another: copied, compared, only then deleted; over restarts, and never at the price of a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.faults import Rejected
from sync.model.ids import AccountId, CollectionId, OperationId, new_operation_id
from sync.model.operations import OperationState
from sync.model.pending import Pending
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from tests.engine.ground import ALICE, BOB, PASSPHRASE, PASSWORD, Ground, make_engine, people, specs


class Office:
    """An engine with the drives of Alice and of Bob."""

    def __init__(self, server: MemoryServer, alice: Ground, bob: Ground) -> None:
        self.server, self.alice, self.bob = server, alice, bob

    async def sync(self) -> None:
        await self.alice.sync()
        await self.bob.sync()

    async def settle(self) -> None:
        """Everything that can go on does."""
        for _ in range(4):
            await self.alice.desk.moving.look()
            await self.sync()

    def drive(self, who: Ground) -> CollectionId:
        rows = self.alice.read(read_collections.collections, Service.FILES)
        return next(row.id for row in rows if row.account == who.account)

    def row(self, who: Ground, *names: str) -> FileRow:
        found: FileRow | None = None
        for name in names:
            found = self.alice.read(read_files.named, self.drive(who), found.id if found else None, name)
            assert found is not None, name
        assert found is not None
        return found

    async def move(self, row: FileRow, not_before: int = 0) -> OperationId:
        name = new_operation_id()
        await self.alice.engine.answer(m.MoveToDrive(name, row.id, self.drive(self.bob), 0, not_before))
        return name

    def state(self, name: OperationId) -> tuple[OperationState, str] | None:
        known = self.alice.read(read_outbox.operation, name)
        return (known.state, known.fault_code) if known is not None else None

    @property
    def here(self) -> MemoryShelf:
        return self.server.shelf(ALICE, Service.FILES)

    @property
    def there(self) -> MemoryShelf:
        return self.server.shelf(BOB, Service.FILES)


def files(shelf: MemoryShelf) -> dict[str, bytes]:
    """What a drive's server has, by the whole path."""

    def path(name: str) -> str:
        kept = shelf.items[name]  # type: ignore[index]
        return f"{path(kept.folder)}/{kept.name}" if kept.folder else kept.name

    return {path(name): kept.content for name, kept in shelf.items.items() if not kept.is_folder}


async def open_office(profile: Path, server: MemoryServer, *, new: bool) -> Office:
    engine = make_engine(profile)
    await engine.start()
    if new:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        for address in (ALICE, BOB):
            await engine.answer(m.AddAccount(address, address, "", "generic", specs(address, ["files"]), PASSWORD))
    else:
        await engine.answer(m.Unlock(PASSPHRASE))
    alice, bob = (Ground(server, engine, AccountId(number), address) for number, address in ((1, ALICE), (2, BOB)))
    return Office(server, alice, bob)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    server = people()
    shelf = server.shelf(ALICE, Service.FILES)
    folder = shelf.add("Marché", is_folder=True)
    inner = shelf.add("Plans", folder=folder, is_folder=True)
    shelf.add("Lots.ods", b"lots", folder=folder)
    shelf.add("Site.pdf", b"site", folder=inner)
    shelf.add("Note.odt", b"note")
    made = await open_office(tmp_path / "profile", server, new=True)
    await made.sync()
    yield made
    await made.alice.engine.stop()


async def test_a_file_is_copied_compared_and_then_deleted_where_it_was(office: Office) -> None:
    name = await office.move(office.row(office.alice, "Note.odt"))
    assert office.row(office.alice, "Note.odt").pending is Pending.MOVING
    await office.alice.desk.moving.look()
    assert "Note.odt" in files(office.here)
    await office.settle()
    assert "Note.odt" not in files(office.here)
    assert files(office.there) == {"Note.odt": b"note"}
    assert office.state(name) is None
    assert office.alice.read(read_outbox.waiting) == {}


async def test_a_folder_moves_with_everything_in_it_beside_what_has_its_name(office: Office) -> None:
    office.there.add("Marché", is_folder=True)
    await office.sync()
    await office.move(office.row(office.alice, "Marché"))
    await office.settle()
    assert files(office.there) == {"Marché (2)/Lots.ods": b"lots", "Marché (2)/Plans/Site.pdf": b"site"}
    assert files(office.here) == {"Note.odt": b"note"}
    assert [kept.name for kept in office.here.items.values()] == ["Note.odt"]


async def test_a_move_that_was_interrupted_goes_on_after_a_restart_and_makes_nothing_twice(
    office: Office, tmp_path: Path
) -> None:
    await office.move(office.row(office.alice, "Marché"))
    await office.alice.desk.moving.look()
    await office.alice.engine.stop()
    again = await open_office(tmp_path / "profile", office.server, new=False)
    await again.bob.worker.outbox.run()
    await again.alice.engine.stop()
    once_more = await open_office(tmp_path / "profile", office.server, new=False)
    await once_more.settle()
    assert files(office.there) == {"Marché/Lots.ods": b"lots", "Marché/Plans/Site.pdf": b"site"}
    assert files(office.here) == {"Note.odt": b"note"}
    await once_more.alice.engine.stop()


async def test_an_original_that_somebody_changed_meanwhile_stays(office: Office) -> None:
    name = await office.move(office.row(office.alice, "Note.odt"))
    await office.alice.desk.moving.look()
    await office.bob.sync()
    office.here.put(next(one for one, kept in office.here.items.items() if kept.name == "Note.odt"), b"note corrigee")
    await office.alice.sync()
    await office.settle()
    assert files(office.here)["Note.odt"] == b"note corrigee"
    assert office.state(name) == (OperationState.REFUSED, "not_moved")
    await office.alice.engine.answer(m.RetryOperation(name))
    await office.settle()
    assert files(office.there) == {"Note.odt": b"note", "Note (2).odt": b"note corrigee"}
    assert "Note.odt" not in files(office.here)


async def test_an_original_changed_at_the_very_end_is_a_conflict_and_stays(office: Office) -> None:
    await office.move(office.row(office.alice, "Note.odt"))
    await office.alice.desk.moving.look()
    await office.bob.sync()
    office.here.put(next(one for one, kept in office.here.items.items() if kept.name == "Note.odt"), b"note corrigee")
    await office.alice.desk.moving.look()  # nobody has looked at the server since
    await office.sync()
    assert files(office.here)["Note.odt"] == b"note corrigee"
    assert len(office.alice.read(read_outbox.conflicts)) == 1


async def test_a_copy_that_got_lost_is_made_again_before_the_original_goes(office: Office) -> None:
    await office.move(office.row(office.alice, "Note.odt"))
    await office.alice.desk.moving.look()
    await office.bob.worker.outbox.run()
    office.there.remove(next(iter(office.there.items)))
    await office.alice.desk.moving.look()
    assert files(office.there) == {"Note.odt": b"note"}
    await office.settle()
    assert "Note.odt" not in files(office.here)
    assert files(office.there) == {"Note.odt": b"note"}


async def test_a_copy_that_somebody_changed_keeps_the_original(office: Office) -> None:
    name = await office.move(office.row(office.alice, "Note.odt"))
    await office.alice.desk.moving.look()
    await office.bob.worker.outbox.run()
    office.there.put(next(iter(office.there.items)), b"autre chose")
    await office.settle()
    assert files(office.here)["Note.odt"] == b"note"
    assert office.state(name) == (OperationState.REFUSED, "not_moved")


async def test_a_copy_that_is_given_up_keeps_the_original(office: Office) -> None:
    office.server.trouble.outage = True
    name = await office.move(office.row(office.alice, "Marché"))
    await office.alice.desk.moving.look()
    state = office.state(name)
    assert state is not None
    assert state[0] is OperationState.QUEUED
    office.server.trouble.outage = False
    await office.alice.engine.answer(m.RetryOperation(name))
    await office.alice.desk.moving.look()
    waiting = office.alice.read(read_outbox.operations_of, office.bob.account)
    upload = next(one for one in waiting if one.intention.kind == "upload_file")
    await office.alice.engine.answer(m.CancelOperation(upload.id))
    await office.settle()
    assert "Marché/Lots.ods" in files(office.here) or "Marché/Lots.ods" in files(office.there)
    assert "Marché/Plans/Site.pdf" in files(office.here) or "Marché/Plans/Site.pdf" in files(office.there)


async def test_a_move_can_be_taken_back_before_it_begins(office: Office) -> None:
    name = await office.move(office.row(office.alice, "Note.odt"), not_before=2**50)
    await office.settle()
    assert files(office.there) == {}
    await office.alice.engine.answer(m.CancelOperation(name))
    await office.settle()
    assert files(office.here)["Note.odt"] == b"note"
    assert office.row(office.alice, "Note.odt").pending is Pending.NONE


async def test_within_a_drive_nothing_is_copied(office: Office) -> None:
    with pytest.raises(Rejected) as refused:
        await office.alice.engine.answer(
            m.MoveToDrive(new_operation_id(), office.row(office.alice, "Note.odt").id, office.drive(office.alice))
        )
    assert refused.value.code == "same_drive"
