"""Files on their way: paused, resumed, over restarts; whole folders, copies, previews, documents saved back to a drive."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.faults import Offline, Rejected
from sync.model.files import Kept
from sync.model.ids import BlobName, CollectionId, ItemId, new_operation_id
from sync.model.pending import Pending
from sync.protocols.memory.faults import Moment as When
from sync.protocols.memory.faults import Strike, Trouble
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.store.blobs import partial_path
from sync.store.item_rows import FileRow
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from sync.store.read import transfers as read_transfers
from tests.engine.ground import ALICE, ITEMS, PASSPHRASE, Ground, at_work, make_engine, people, until

LARGE = 3 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(slots=True)
class Counting(Trouble):
    """Trouble that also counts what the server is asked."""

    asked: Counter[str] = field(default_factory=Counter)

    def draw(self, verb: str) -> Strike | None:
        self.asked[verb] += 1
        return Trouble.draw(self, verb)


@pytest.fixture
def server() -> MemoryServer:
    made = people()
    made.trouble = Counting()
    return made


@pytest.fixture
async def desk(tmp_path: Path, server: MemoryServer) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=ITEMS) as ground:
        await ground.sync()
        yield ground


def shelf(server: MemoryServer) -> MemoryShelf:
    return server.shelf(ALICE, Service.FILES)


def drive(desk: Ground) -> CollectionId:
    return desk.read(read_collections.collections, Service.FILES)[0].id


def listed(desk: Ground, folder: ItemId | None = None) -> list[FileRow]:
    return desk.read(read_files.listing, drive(desk), folder)


def tree(desk: Ground, folder: ItemId | None = None) -> dict[str, object]:
    """What a drive shows: folders as dictionaries, files by their size."""
    return {row.name: tree(desk, row.id) if row.is_folder else row.size for row in listed(desk, folder)}


async def content(desk: Ground, item: ItemId) -> bytes:
    kept = await desk.engine.answer(m.OpenFile(item))
    assert isinstance(kept, m.Kept)
    return await desk.desk.store.blob(BlobName(kept.blob))


async def put(desk: Ground, path: Path, **more: int) -> ItemId:
    saved = await desk.engine.answer(m.Upload(new_operation_id(), drive(desk), str(path), **more))
    assert isinstance(saved, m.Saved)
    return ItemId(saved.items[0])


async def cut_off(desk: Ground, octets: bytes) -> ItemId:
    """Let a download lose its connection again and again, until it gives up for now."""
    shelf(desk.server).add("grand.bin", octets)
    await desk.sync()
    (row,) = listed(desk)
    for _ in range(6):
        desk.server.trouble.strike("piece", When.BEFORE, Offline("connection_lost"))
    with pytest.raises(Offline):
        await desk.engine.answer(m.OpenFile(row.id))
    return row.id


async def test_a_download_goes_on_after_a_restart_where_it_ended(tmp_path: Path, server: MemoryServer) -> None:
    octets = os.urandom(LARGE)
    async with at_work(tmp_path / "profile", server, services=ITEMS) as first:
        await first.sync()
        item = await cut_off(first, octets)
        (row,) = first.read(read_transfers.downloads)
        assert (row.item, row.name, row.paused) == (item, "grand.bin", False)
    engine = make_engine(tmp_path / "profile")
    await engine.start()
    try:
        await engine.answer(m.Unlock(PASSPHRASE))
        again = Ground(server, engine, first.account, ALICE)
        counting = server.trouble
        assert isinstance(counting, Counting)
        before = counting.asked["piece"]
        await again.worker.fetch_contents()
        assert counting.asked["piece"] - before == LARGE // CHUNK - 5 - 1  # five chunks were here; the first comes by itself
        assert listed(again)[0].kept is Kept.CURRENT
        assert again.read(read_transfers.downloads) == []
        assert await content(again, item) == octets
    finally:
        await engine.stop()


async def test_what_was_altered_on_the_disk_is_brought_again(desk: Ground) -> None:
    octets = os.urandom(LARGE)
    item = await cut_off(desk, octets)
    begun = desk.read(read_transfers.begun, item)
    assert begun is not None
    path = partial_path(desk.desk.store.profile, begun.salt)
    raw = bytearray(path.read_bytes())
    raw[CHUNK + 100] ^= 1
    path.write_bytes(raw)
    assert await content(desk, item) == octets
    path.unlink(missing_ok=True)


async def test_another_version_on_the_server_is_not_mixed_with_what_is_here(desk: Ground) -> None:
    item = await cut_off(desk, os.urandom(LARGE))
    newer = os.urandom(LARGE + 5)
    there = shelf(desk.server)
    there.put(next(iter(there.items)), newer)
    await desk.sync()
    assert await content(desk, item) == newer


async def test_a_download_is_paused_and_waits_over_cycles_until_it_is_resumed(desk: Ground) -> None:
    octets = os.urandom(LARGE)
    shelf(desk.server).add("grand.bin", octets)
    await desk.sync()
    await desk.engine.answer(m.ChangeSetting("transfer_limit", "64"))
    (row,) = listed(desk)
    opening = asyncio.create_task(desk.engine.answer(m.OpenFile(row.id)))
    await until(lambda: bool(desk.read(read_transfers.downloads)))
    await desk.engine.answer(m.PauseTransfer(item=row.id))
    with pytest.raises(Rejected, match="paused"):
        await opening
    await desk.engine.answer(m.ChangeSetting("transfer_limit", "0"))
    await desk.sync()
    assert [one.paused for one in desk.read(read_transfers.downloads)] == [True]
    assert listed(desk)[0].kept is Kept.NOT
    await desk.engine.answer(m.ResumeTransfer(item=row.id))
    await desk.worker.fetch_contents()
    assert await content(desk, row.id) == octets


async def test_a_download_that_is_cancelled_leaves_nothing_behind(desk: Ground) -> None:
    item = await cut_off(desk, os.urandom(LARGE))
    begun = desk.read(read_transfers.begun, item)
    assert begun is not None
    await desk.engine.answer(m.CancelDownload(item))
    assert desk.read(read_transfers.downloads) == []
    assert not partial_path(desk.desk.store.profile, begun.salt).exists()
    await desk.worker.fetch_contents()
    assert listed(desk)[0].kept is Kept.NOT


async def test_an_upload_is_paused_on_its_way_and_goes_on(desk: Ground, tmp_path: Path) -> None:
    path = tmp_path / "grand.bin"
    path.write_bytes(os.urandom(LARGE))
    await desk.engine.answer(m.ChangeSetting("transfer_limit", "64"))
    await put(desk, path)
    (row,) = desk.read(read_transfers.uploads)
    running = asyncio.create_task(desk.worker.outbox.run())
    await until(lambda: listed(desk)[0].pending is Pending.SENDING)
    await desk.engine.answer(m.PauseTransfer(row.operation))
    assert await running is None
    await desk.sync()
    assert [one.paused for one in desk.read(read_transfers.uploads)] == [True]
    assert not shelf(desk.server).items
    await desk.engine.answer(m.ChangeSetting("transfer_limit", "0"))
    await desk.engine.answer(m.ResumeTransfer(row.operation))
    await desk.sync()
    assert [kept.content for kept in shelf(desk.server).items.values()] == [path.read_bytes()]


async def test_an_upload_is_paused_while_its_connection_is_being_made(
    desk: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = asyncio.Event()

    @asynccontextmanager
    async def never(service: Service, lane: object) -> AsyncIterator[None]:
        opening.set()
        await asyncio.Event().wait()
        yield

    path = tmp_path / "grand.bin"
    path.write_bytes(os.urandom(LARGE))
    await put(desk, path)
    (row,) = desk.read(read_transfers.uploads)
    with monkeypatch.context() as slow:
        slow.setattr(desk.worker.session, "alone", never)
        running = asyncio.create_task(desk.worker.outbox.run())
        await opening.wait()
        await desk.engine.answer(m.PauseTransfer(row.operation))
        assert await running is None
    assert [one.paused for one in desk.read(read_transfers.uploads)] == [True]
    await desk.engine.answer(m.ResumeTransfer(row.operation))
    await desk.sync()
    assert [kept.content for kept in shelf(desk.server).items.values()] == [path.read_bytes()]


async def test_a_folder_of_this_machine_comes_with_everything_in_it(desk: Ground, tmp_path: Path) -> None:
    top = tmp_path / "Dossier"
    (top / "Photos" / "Été").mkdir(parents=True)
    (top / "note.txt").write_text("a")
    (top / "Photos" / "Été" / "mer.jpg").write_bytes(b"xyz")
    (top / "boucle").symlink_to(top)
    command = m.Upload(new_operation_id(), drive(desk), str(top))
    await desk.engine.answer(command)
    wanted = {"Dossier": {"Photos": {"Été": {"mer.jpg": 3}}, "note.txt": 1}}
    assert tree(desk) == wanted
    await desk.engine.answer(command)
    await desk.sync()
    await desk.engine.answer(command)
    await desk.sync()
    assert tree(desk) == wanted
    assert desk.read(read_outbox.operations) == []


async def test_a_folder_is_copied_beside_itself_and_written_out_again(desk: Ground, tmp_path: Path) -> None:
    top = tmp_path / "Dossier"
    (top / "Photos").mkdir(parents=True)
    (top / "Photos" / "mer.jpg").write_bytes(b"xyz")
    folder = await put(desk, top)
    await desk.sync()
    await desk.engine.answer(m.CopyFile(new_operation_id(), folder, drive(desk)))
    await desk.sync()
    inside = {"Photos": {"mer.jpg": 3}}
    assert tree(desk) == {"Dossier": inside, "Dossier (2)": inside}
    with pytest.raises(Rejected, match="into_itself"):
        await desk.engine.answer(m.CopyFile(new_operation_id(), folder, drive(desk), folder))
    await desk.engine.answer(m.ExportFile(folder, str(tmp_path / "dehors")))
    assert (tmp_path / "dehors" / "Photos" / "mer.jpg").read_bytes() == b"xyz"


async def test_names_of_a_server_never_lead_out_of_the_folder_that_is_written(desk: Ground, tmp_path: Path) -> None:
    there = shelf(desk.server)
    folder = there.add("Dossier", b"", is_folder=True)
    for name in ("../evasion.txt", "a/b", "NUL", "x.", "x"):
        there.add(name, b"1", folder=folder)
    await desk.sync()
    (row,) = listed(desk)
    await desk.engine.answer(m.ExportFile(row.id, str(tmp_path / "dehors")))
    assert sorted(path.name for path in (tmp_path / "dehors").iterdir()) == [".._evasion.txt", "_NUL", "a_b", "x", "x (2)"]
    assert not (tmp_path / "evasion.txt").exists()


async def test_a_file_is_previewed_as_what_it_is(desk: Ground) -> None:
    shelf(desk.server).add("note.txt", "Réunion à midi".encode("cp1252"))
    shelf(desk.server).add("programme.bin", bytes(range(256)) * 10)
    await desk.sync()
    note, programme = listed(desk)
    assert await desk.engine.answer(m.PreviewFile(note.id)) == m.PreviewAnswer("text", "Réunion à midi".encode())
    assert await desk.engine.answer(m.PreviewFile(programme.id)) == m.PreviewAnswer("", b"")


async def saved_back(desk: Ground, key: str, octets: bytes) -> None:
    kept = await desk.engine.answer(m.KeepFile(new_operation_id(), octets, True))
    assert isinstance(kept, m.Kept)
    await desk.engine.answer(m.SaveToDrive(new_operation_id(), key, kept.blob))


async def opened_document(desk: Ground) -> ItemId:
    """A document of the server that is open in the editor."""
    shelf(desk.server).add("Note.odt", b"un")
    await desk.sync()
    (row,) = listed(desk)
    kept = await desk.engine.answer(m.OpenFile(row.id))
    assert isinstance(kept, m.Kept)
    assert kept.revision
    keep = m.KeepDocument("k", row.name, "odt", f"drive:{row.id}", kept.blob, b"", True, row.id, kept.revision)
    await desk.engine.answer(keep)
    return row.id


async def test_a_document_is_saved_back_to_its_drive_as_often_as_one_likes(desk: Ground) -> None:
    item = await opened_document(desk)
    desk.server.trouble.outage = True
    await saved_back(desk, "k", b"deux")
    await saved_back(desk, "k", b"trois")
    assert len(desk.read(read_outbox.operations)) == 1
    desk.server.trouble.end()
    await desk.sync()
    await saved_back(desk, "k", b"quatre")
    await desk.sync()
    assert desk.read(read_outbox.conflicts) == []
    assert [kept.content for kept in shelf(desk.server).items.values()] == [b"quatre"]
    assert await content(desk, item) == b"quatre"


async def test_a_document_that_others_changed_meanwhile_becomes_a_kept_pair_and_stays_one(desk: Ground) -> None:
    await opened_document(desk)
    there = shelf(desk.server)
    there.put(next(iter(there.items)), b"a eux")
    await saved_back(desk, "k", b"a moi")
    await desk.worker.outbox.run()
    await desk.sync()
    await saved_back(desk, "k", b"a moi encore")
    await desk.sync()
    (conflict,) = desk.read(read_outbox.conflicts)
    assert [kept.content for kept in there.items.values()] == [b"a eux"]
    await desk.engine.answer(m.Resolve(conflict.id, "keep_both"))
    await desk.sync()
    assert sorted(kept.content for kept in there.items.values()) == [b"a eux", b"a moi encore"]
