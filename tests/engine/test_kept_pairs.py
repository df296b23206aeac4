"""Kept pairs of files: both sides are brought here, read by other programs, and made one by the person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.faults import Gone, Offline, Unsupported
from sync.model.ids import BlobName, ItemId, new_operation_id
from sync.model.pending import Pending
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.store.item_rows import FileRow
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from tests.engine.ground import ALICE, ITEMS, Ground, at_work, people


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", people(), services=ITEMS) as ground:
        await ground.sync()
        yield ground


def shelf(desk: Ground) -> MemoryShelf:
    return desk.server.shelf(ALICE, Service.FILES)


def rows(desk: Ground) -> list[FileRow]:
    return desk.read(read_files.listing, desk.read(read_collections.collections, Service.FILES)[0].id)


async def upload(desk: Ground, path: Path, item: ItemId | None = None) -> None:
    drive = desk.read(read_collections.collections, Service.FILES)[0].id
    await desk.engine.answer(m.Upload(new_operation_id(), drive, str(path), item=item or 0))


async def content(desk: Ground, answer: m.Reply) -> bytes:
    assert isinstance(answer, m.Kept)
    return await desk.desk.store.blob(BlobName(answer.blob))


async def pair(desk: Ground, tmp_path: Path) -> int:
    """A file that was changed here and there; return the conflict."""
    path = tmp_path / "Budget.txt"
    path.write_text("base")
    await upload(desk, path)
    await desk.sync()
    (row,) = rows(desk)
    shelf(desk).put(next(iter(shelf(desk).items)), "à eux".encode())
    path.write_text("à moi")
    await upload(desk, path, row.id)
    await desk.worker.outbox.run()
    await desk.sync()
    (conflict,) = desk.read(read_outbox.conflicts)
    return conflict.id


async def test_both_sides_are_brought_here(desk: Ground, tmp_path: Path) -> None:
    conflict = await pair(desk, tmp_path)
    assert (await content(desk, await desk.engine.answer(m.OpenSide(conflict, True)))).decode() == "à moi"
    assert (await content(desk, await desk.engine.answer(m.OpenSide(conflict, False)))).decode() == "à eux"


async def test_what_the_person_made_of_both_is_written_over_theirs(desk: Ground, tmp_path: Path) -> None:
    conflict = await pair(desk, tmp_path)
    theirs = await desk.engine.answer(m.OpenSide(conflict, False))
    assert isinstance(theirs, m.Kept)
    made = await desk.engine.answer(m.KeepFile("t", b"des deux", True))
    assert isinstance(made, m.Kept)
    await desk.engine.answer(m.Resolve(conflict, "merge", made.blob, theirs.revision))
    await desk.sync()
    assert [kept.content.decode() for kept in shelf(desk).items.values()] == ["des deux"]
    assert [(row.name, row.pending) for row in rows(desk)] == [("Budget.txt", Pending.NONE)]
    assert desk.read(read_outbox.conflicts) == []


async def test_theirs_that_moved_on_meanwhile_is_a_kept_pair_again(desk: Ground, tmp_path: Path) -> None:
    conflict = await pair(desk, tmp_path)
    theirs = await desk.engine.answer(m.OpenSide(conflict, False))
    assert isinstance(theirs, m.Kept)
    shelf(desk).put(next(iter(shelf(desk).items)), "à eux encore".encode())
    made = await desk.engine.answer(m.KeepFile("t", b"des deux", True))
    assert isinstance(made, m.Kept)
    await desk.engine.answer(m.Resolve(conflict, "merge", made.blob, theirs.revision))
    await desk.sync()
    assert [kept.content.decode() for kept in shelf(desk).items.values()] == ["à eux encore"]
    (again,) = desk.read(read_outbox.conflicts)
    assert await content(desk, await desk.engine.answer(m.OpenSide(again.id, True))) == b"des deux"


async def test_a_side_that_is_not_to_be_had_says_so(desk: Ground, tmp_path: Path) -> None:
    conflict = await pair(desk, tmp_path)
    desk.server.trouble.outage = True
    with pytest.raises(Offline):
        await desk.engine.answer(m.OpenSide(conflict, False))
    with pytest.raises(Gone):
        await desk.engine.answer(m.OpenSide(conflict + 1, True))
    with pytest.raises(Unsupported):
        await desk.engine.answer(m.Resolve(conflict, "merge"))
    assert [one.id for one in desk.read(read_outbox.conflicts)] == [conflict]


async def test_a_private_copy_is_for_reading_and_is_wiped(desk: Ground, tmp_path: Path) -> None:
    kept = await desk.engine.answer(m.KeepFile("t", b"ancien", True))
    assert isinstance(kept, m.Kept)
    shown = await desk.engine.answer(m.ShowCopy(kept.blob, "Budget: 2026.txt"))
    assert isinstance(shown, m.CheckedOut)
    assert read_and_rights(shown.path) == (b"ancien", 0o400, 0o700)
    await desk.desk.checkouts.look()
    await desk.desk.checkouts.check_all_in()
    assert read_and_rights(shown.path) is None


def read_and_rights(path: str) -> tuple[bytes, int, int] | None:
    """What a copy holds, its rights and those of its folder; None where neither is there."""
    copy = Path(path)
    if not copy.parent.exists():
        return None
    return copy.read_bytes(), copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777
