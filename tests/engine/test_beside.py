"""Beside the tree of a drive: trash, versions and links, asked for through the engine; what a drive cannot do, it says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.faults import Gone, Offline
from sync.model.files import LinkWish, PublicLink, Share, Sharee, ShareWish, Trashed, Version
from sync.model.ids import BlobName, CollectionId
from sync.model.operations import DeleteItems
from sync.protocols.memory.shelf import MemoryShelf
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.item_rows import FileRow
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import ALICE, ITEMS, Ground, at_work, people


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", people(), services=ITEMS) as ground:
        shelf(ground).add("Note.odt", b"un")
        await ground.sync()
        yield ground


def shelf(desk: Ground) -> MemoryShelf:
    return desk.server.shelf(ALICE, Service.FILES)


def drive(desk: Ground) -> CollectionId:
    return desk.read(read_collections.collections, Service.FILES)[0].id


def note(desk: Ground) -> FileRow:
    (row,) = desk.read(read_files.listing, drive(desk))
    return row


async def rows(desk: Ground, command: m.Command) -> bytes:
    answer = await desk.engine.answer(command)
    assert isinstance(answer, m.BesideAnswer)
    return answer.rows


async def test_a_drive_says_what_it_can_do(desk: Ground) -> None:
    found = from_json(await rows(desk, m.DriveAbilities(drive(desk))), list[str])
    assert {"trash", "versions", "links"} <= set(found)


async def test_an_earlier_version_is_read_and_brought_back(desk: Ground) -> None:
    there = shelf(desk)
    there.put(next(iter(there.items)), b"deux")
    await desk.sync()
    item = note(desk).id
    (past,) = from_json(await rows(desk, m.ListVersions(item)), list[Version])
    kept = await desk.engine.answer(m.OpenVersion(item, past.id))
    assert isinstance(kept, m.Kept)
    assert await desk.desk.store.blob(BlobName(kept.blob)) == b"un"
    await desk.engine.answer(m.RestoreVersion(item, past.id))
    await desk.sync()
    assert next(iter(there.items.values())).content == b"un"
    assert note(desk).size == 2


async def test_what_was_deleted_comes_back_or_goes_for_good(desk: Ground) -> None:
    await desk.intend(DeleteItems((note(desk).id,), Service.FILES))
    await desk.sync()
    (gone,) = from_json(await rows(desk, m.ListTrash(drive(desk))), list[Trashed])
    assert gone.name == "Note.odt"
    await desk.engine.answer(m.RestoreTrashed(drive(desk), gone.id))
    await desk.sync()
    assert note(desk).name == "Note.odt"
    await desk.intend(DeleteItems((note(desk).id,), Service.FILES))
    await desk.sync()
    await desk.engine.answer(m.PurgeTrashed(drive(desk), []))
    assert await rows(desk, m.ListTrash(drive(desk))) == b"[]"


async def test_a_link_is_made_listed_and_ended(desk: Ground) -> None:
    item = note(desk).id
    wish = to_json(LinkWish(expires="2027-01-31")).encode()
    (made,) = from_json(await rows(desk, m.MakeLink(item, wish)), list[PublicLink])
    assert made.expires == "2027-01-31"
    assert from_json(await rows(desk, m.ListLinks(item)), list[PublicLink]) == [made]
    await desk.engine.answer(m.EndLink(item, made.id))
    assert await rows(desk, m.ListLinks(item)) == b"[]"


async def test_somebody_is_found_by_name_and_shared_with(desk: Ground) -> None:
    item = note(desk).id
    (bob,) = from_json(await rows(desk, m.FindSharees(drive(desk), "bob")), list[Sharee])
    wish = to_json(ShareWish(writable=True)).encode()
    (made,) = from_json(await rows(desk, m.ShareWith(item, to_json(bob).encode(), wish)), list[Share])
    assert (made.sharee, made.writable) == (bob, True)
    changed = to_json(ShareWish(expires="2027-01-31")).encode()
    await rows(desk, m.ChangeShare(item, made.id, changed))
    (now,) = from_json(await rows(desk, m.ListShares(item)), list[Share])
    assert (now.writable, now.expires) == (False, "2027-01-31")
    await desk.engine.answer(m.EndShare(item, made.id))
    assert await rows(desk, m.ListShares(item)) == b"[]"


async def test_without_a_network_nothing_is_pretended(desk: Ground) -> None:
    desk.server.trouble.outage = True
    with pytest.raises(Offline):
        await desk.engine.answer(m.ListTrash(drive(desk)))
    with pytest.raises(Gone):
        await desk.engine.answer(m.ListTrash(CollectionId(999)))
