"""The contract of the five verbs for what is written as a whole, as classes that the tests of each protocol inherit.

A subclass of `CalendarContract`, `ContactsContract` or `FilesContract` gives the fixture `server`, `connect` (with `kept`
among the surroundings), and where its server can do it `lose_next_answer`, `cut_off` and `expire`. Every test works in a
collection of its own where the server lets one be made, so that a server may be shared.
"""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing, suppress
from typing import Any, ClassVar

import pytest

from sync.model.accounts import Capability, Service
from sync.model.calendar import CalendarTruth, Component, Entry
from sync.model.changes import ChangePage, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import Card, ContactTruth
from sync.model.faults import AuthNeeded, CursorExpired, Fault, Gone, Offline, Rejected, Stale, Unsupported
from sync.model.files import FileTruth, LinkWish, ShareWish
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.operations import (
    NOTHING,
    Applied,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    Intention,
    MoveFile,
    MoveItems,
    Octets,
    Payload,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveContact,
    SaveEntry,
    UploadFile,
)
from sync.protocols.base import Protocol

TOP = RemoteId("")
_BOX, _ITEM = CollectionId(1), ItemId(1 << 60)
_numbers = itertools.count(1)


class Mirror:
    """What a reader that follows the pages believes a collection to hold, as the store would."""

    def __init__(self) -> None:
        self.truths: dict[RemoteId, Any] = {}
        self.revisions: dict[RemoteId, str] = {}
        self.cursor: bytes | None = None

    def kept(self, folder: RemoteId | None) -> Mapping[RemoteId, str]:
        return {
            item: revision
            for item, revision in self.revisions.items()
            if folder is None or getattr(self.truths[item], "parent", TOP) == folder
        }

    def take(self, page: ChangePage) -> None:
        for change in page.upserts:
            parent = getattr(change.truth, "parent", TOP)
            here = {*self.truths, *(one.item for one in page.upserts)}
            assert not parent or parent in here, "an entry before its folder"
            self.truths[change.item], self.revisions[change.item] = change.truth, change.revision
            assert change.revision
        gone = set(page.removed)
        if page.snapshot is not None:
            gone |= set(self.kept(page.folder)) - page.snapshot
        while gone:
            for item in gone:
                self.truths.pop(item, None)
                self.revisions.pop(item, None)
            gone = {item for item, truth in self.truths.items() if getattr(truth, "parent", TOP) not in {TOP, *self.truths}}
        self.cursor = page.cursor

    async def follow(self, protocol: Protocol, collection: RemoteId) -> Mirror:
        for _ in range(2):
            try:
                more = True
                while more:
                    page = await protocol.changes(collection, self.cursor)
                    self.take(page)
                    more = page.more
            except CursorExpired:
                self.cursor = None
            else:
                break
        return self


class ItemContract:
    """What every protocol does for what is written as a whole."""

    service: ClassVar[Service]

    async def connect(self, server: Any) -> Protocol:
        """Return a new protocol, signed in as the person whose collections they are; `Surroundings.kept` is `self.kept`."""
        raise NotImplementedError

    async def impostor(self, server: Any) -> Protocol:
        """Return a protocol with a wrong password."""
        raise NotImplementedError

    async def expire(self, server: Any, protocol: Protocol, collection: RemoteId) -> None:
        """Make every cursor of a collection expire; its items stay."""
        pytest.skip("this server keeps its cursors for ever")

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        """Let the next operation take effect, and its answer be lost."""
        pytest.skip("answers of this server cannot be lost at will")

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        """Make the server unreachable."""
        pytest.skip("this server cannot be cut off")

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        """Make the server reachable again."""

    def kept(self, collection: RemoteId, folder: RemoteId | None) -> Mapping[RemoteId, str]:
        """What the reader of a collection holds: `Surroundings.kept`."""
        mirror = self._mirrors.get(collection)
        return mirror.kept(folder) if mirror is not None else {}

    @pytest.fixture(autouse=True)
    def _readers(self) -> None:
        self._mirrors: dict[RemoteId, Mirror] = {}

    @pytest.fixture
    async def protocol(self, server: Any, _readers: None) -> AsyncIterator[Protocol]:
        """The protocol under test."""
        made = await self.connect(server)
        yield made
        await made.close()

    @pytest.fixture
    async def other(self, server: Any, _readers: None) -> AsyncIterator[Protocol]:
        """Another client of the same person, to change things behind our back."""
        made = await self.connect(server)
        yield made
        await made.close()

    @pytest.fixture
    async def collection(self, protocol: Protocol) -> RemoteId:
        """A fresh collection, or the one there is."""
        listed = await protocol.collections()
        if Capability.CREATE_COLLECTION in protocol.capabilities:
            return (await self.create(protocol)).remote_id
        return next(one.remote_id for one in listed if one.writable)

    @pytest.fixture
    def mirror(self, collection: RemoteId) -> Mirror:
        """The reader of the collection."""
        self._mirrors[collection] = Mirror()
        return self._mirrors[collection]

    async def create(self, protocol: Protocol) -> Collection:
        """Make a collection with a name of its own."""
        name = f"Été {uuid.uuid4().hex[:8]} & suite"
        applied = await protocol.apply(self.asked(CreateCollection(name, None, service=self.service)))
        assert applied.collection is not None
        assert applied.collection.name == name
        return applied.collection

    def asked(
        self,
        intention: Intention,
        items: Sequence[RemoteItem] = (),
        *,
        target: RemoteId = TOP,
        payload: Payload = NOTHING,
        folder: RemoteId = TOP,
        beneath: Sequence[RemoteItem] = (),
    ) -> RemoteOperation:
        """What a protocol is asked."""
        return RemoteOperation(
            new_operation_id(), intention, tuple(items), target, payload=payload, folder=folder, beneath=tuple(beneath)
        )

    def content(self, title: str, uid: str) -> bytes:
        """A resource of the service."""
        raise NotImplementedError

    def saving(self, collection: RemoteId, uid: str, content: bytes, over: RemoteItem | None = None) -> RemoteOperation:
        """Write a resource: new, or over one."""
        raise NotImplementedError

    def title(self, truth: Any) -> str:
        """What a truth is about."""
        raise NotImplementedError

    async def entry(self, protocol: Protocol, collection: RemoteId, name: str) -> RemoteItem:
        """The entry of a name as the server lists it now."""
        mirror = Mirror()
        await mirror.follow(protocol, collection)
        (item,) = [one for one, truth in mirror.truths.items() if isinstance(truth, FileTruth) and truth.name == name]
        return RemoteItem(collection, item, mirror.revisions[item])

    async def put(self, protocol: Protocol, collection: RemoteId, title: str, uid: str = "") -> RemoteItem:
        """Write something new; return it as it is on the server."""
        uid = uid or str(uuid.uuid4())
        return landed(await protocol.apply(self.saving(collection, uid, self.content(title, uid))))

    def titles(self, mirror: Mirror) -> list[str]:
        return sorted(self.title(truth) for truth in mirror.truths.values())

    async def revised(self, protocol: Protocol, collection: RemoteId, item: RemoteItem) -> RemoteItem:
        """The item with its revision, where the answer did not tell it."""
        if item.base:
            return item
        reader = await Mirror().follow(protocol, collection)
        return RemoteItem(item.collection, item.item, reader.revisions[item.item])

    # --- listing ---

    async def test_what_is_written_is_listed_with_its_revision(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.put(protocol, collection, "Réunion de rentrée")
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Réunion de rentrée"]
        assert item.base in ("", mirror.revisions[item.item])

    async def test_many_are_all_listed(self, protocol: Protocol, collection: RemoteId, mirror: Mirror) -> None:
        for number in range(7):
            await self.put(protocol, collection, f"N° {number}")
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == [f"N° {number}" for number in range(7)]

    async def test_changes_of_others_are_told(
        self, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        first, second = [await self.put(protocol, collection, title) for title in ("Un", "Deux")]
        await mirror.follow(protocol, collection)
        await self.rewrite(other, collection, first, "Un bis")
        await other.apply(self.asked(self.deletion(), [await self.revised(other, collection, second)], target=collection))
        await self.put(other, collection, "Trois")
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Trois", "Un bis"]

    async def test_nothing_is_told_where_nothing_changed(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        await self.put(protocol, collection, "Un")
        await mirror.follow(protocol, collection)
        page = await protocol.changes(collection, mirror.cursor)
        assert (page.removed, page.more) == ((), False)
        assert [change.item for change in page.upserts if change.revision != mirror.revisions.get(change.item)] == []

    async def test_an_expired_cursor_loses_nothing(
        self, server: Any, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        first = await self.put(protocol, collection, "Un")
        await self.put(protocol, collection, "Deux")
        await mirror.follow(protocol, collection)
        await other.apply(self.asked(self.deletion(), [await self.revised(other, collection, first)], target=collection))
        await self.put(other, collection, "Trois")
        await self.expire(server, protocol, collection)
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Deux", "Trois"]

    async def test_a_cursor_that_nobody_gave_is_expired_or_compared(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        await self.put(protocol, collection, "Un")
        mirror.cursor = b"nonsense"
        with suppress(Gone):
            await mirror.follow(protocol, collection)
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Un"]

    # --- writing ---

    async def rewrite(self, protocol: Protocol, collection: RemoteId, item: RemoteItem, title: str) -> RemoteItem:
        """Write another content over an item."""
        item = await self.revised(protocol, collection, item)
        uid = self.uid_of(item)
        return landed(await protocol.apply(self.saving(collection, uid, self.content(title, uid), item)))

    def uid_of(self, item: RemoteItem) -> str:
        """The UID under which `put` wrote an item."""
        raise NotImplementedError

    def deletion(self) -> Intention:
        return DeleteItems((_ITEM,), self.service)

    async def test_an_operation_done_twice_is_done_once(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        uid = str(uuid.uuid4())
        asked = self.saving(collection, uid, self.content("Une fois", uid))
        first = landed(await protocol.apply(asked))
        assert landed(await protocol.apply(asked)).item == first.item
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Une fois"]

    async def test_a_lost_answer_makes_nothing_twice(
        self, server: Any, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        uid = str(uuid.uuid4())
        asked = self.saving(collection, uid, self.content("Perdue", uid))
        self.lose_next_answer(server, protocol)
        with pytest.raises(Offline):
            await protocol.apply(asked)
        self.bring_back(server, protocol)
        await protocol.apply(asked)
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Perdue"]

    async def test_a_lost_answer_to_a_change_is_no_conflict(
        self, server: Any, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Avant"))
        asked = self.saving(collection, self.uid_of(item), self.content("Après", self.uid_of(item)), item)
        self.lose_next_answer(server, protocol)
        with pytest.raises(Offline):
            await protocol.apply(asked)
        self.bring_back(server, protocol)
        assert landed(await protocol.apply(asked)).item == item.item
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Après"]

    async def test_nothing_is_written_over_what_somebody_else_changed(
        self, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Commun"))
        await self.rewrite(other, collection, item, "À eux")
        uid = self.uid_of(item)
        with pytest.raises(Stale):
            await protocol.apply(self.saving(collection, uid, self.content("À moi", uid), item))
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["À eux"]

    async def test_something_new_is_never_written_over_what_is_there(
        self, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        uid = str(uuid.uuid4())
        await other.apply(self.saving(collection, uid, self.content("Là avant", uid)))
        with pytest.raises(Stale):
            await protocol.apply(self.saving(collection, uid, self.content("Trop tard", uid)))
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Là avant"]

    async def test_a_change_of_what_was_deleted_is_a_conflict(
        self, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Bientôt parti"))
        await other.apply(self.asked(self.deletion(), [item], target=collection))
        uid = self.uid_of(item)
        with pytest.raises((Stale, Gone)):
            await protocol.apply(self.saving(collection, uid, self.content("Encore", uid), item))
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == []

    async def test_deleting_twice_is_deleting_once(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Éphémère"))
        asked = self.asked(self.deletion(), [item], target=collection)
        for _ in range(2):
            applied = await protocol.apply(asked)
            assert all(one.now is None for one in applied.landed)
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == []

    async def test_what_somebody_else_changed_is_not_deleted(
        self, protocol: Protocol, other: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Commun"))
        await self.rewrite(other, collection, item, "Rajout important")
        with pytest.raises(Stale):
            await protocol.apply(self.asked(self.deletion(), [item], target=collection))
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Rajout important"]

    # --- collections and faults ---

    async def test_a_collection_is_renamed_and_deleted(self, protocol: Protocol) -> None:
        await protocol.collections()
        if Capability.CREATE_COLLECTION not in protocol.capabilities:
            pytest.skip("this server makes no collections")
        made = await self.create(protocol)
        name = f"Renommé {next(_numbers)}"
        renamed = RenameCollection(_BOX, name, self.service)
        applied = await protocol.apply(self.asked(renamed, target=made.remote_id))
        assert applied.collection is None or applied.collection.name == name
        here = {one.name for one in await protocol.collections()}
        assert name in here
        gone = applied.collection.remote_id if applied.collection else made.remote_id
        for _ in range(2):
            with suppress(Gone):
                await protocol.apply(self.asked(DeleteCollection(_BOX, self.service), target=gone))
        assert name not in {one.name for one in await protocol.collections()}

    async def test_a_collection_that_is_no_more_is_gone(self, protocol: Protocol, collection: RemoteId) -> None:
        if Capability.CREATE_COLLECTION not in protocol.capabilities:
            pytest.skip("this server makes no collections")
        await protocol.apply(self.asked(DeleteCollection(_BOX, self.service), target=collection))
        with pytest.raises(Gone):
            await protocol.changes(collection, None)
        uid = str(uuid.uuid4())
        with pytest.raises((Gone, Rejected, Stale)):
            await protocol.apply(self.saving(collection, uid, self.content("Nulle part", uid)))

    async def test_a_wrong_password_asks_for_another(self, server: Any) -> None:
        stranger = await self.impostor(server)
        with pytest.raises(AuthNeeded):
            await stranger.check()
        with pytest.raises(AuthNeeded):
            await stranger.collections()
        await stranger.close()

    async def test_without_a_server_one_is_offline_and_comes_back(
        self, server: Any, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        await self.put(protocol, collection, "Un")
        self.cut_off(server, protocol)
        uid = str(uuid.uuid4())
        with pytest.raises(Offline):
            await protocol.apply(self.saving(collection, uid, self.content("Deux", uid)))
        with pytest.raises(Offline):
            await protocol.changes(collection, None)
        self.bring_back(server, protocol)
        await protocol.apply(self.saving(collection, uid, self.content("Deux", uid)))
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Deux", "Un"]

    async def test_cancelling_leaves_nothing_half_known(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        uid = str(uuid.uuid4())
        asked = self.saving(collection, uid, self.content("Interrompue", uid))
        for steps in range(0, 12, 2):
            task = asyncio.ensure_future(protocol.apply(asked))
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await protocol.apply(asked)
        await mirror.follow(protocol, collection)
        assert self.titles(mirror) == ["Interrompue"]

    async def test_watching_ends_when_asked(self, protocol: Protocol) -> None:
        async def watch() -> None:
            async for _ in protocol.watch():
                pass

        task = asyncio.ensure_future(watch())
        await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError, Fault):
            await task


def landed(applied: Applied) -> RemoteItem:
    """The one item that an operation wrote."""
    (found,) = [one.now for one in applied.landed if one.now is not None]
    return found


class _ResourceContract(ItemContract):
    """What calendars and address books share: resources are known by their UID."""

    async def put(self, protocol: Protocol, collection: RemoteId, title: str, uid: str = "") -> RemoteItem:
        uid = uid or str(uuid.uuid4())
        item = await super().put(protocol, collection, title, uid)
        self._uids[item.item] = uid
        return item

    @pytest.fixture(autouse=True)
    def _names(self) -> None:
        self._uids: dict[RemoteId, str] = {}

    def uid_of(self, item: RemoteItem) -> str:
        return self._uids[item.item]

    async def test_strange_uids_are_names_all_the_same(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        for uid in ("a/b c@exemple.fr", "été%20", "..", "a?b#c"):
            asked = self.saving(collection, f"{uid}{uuid.uuid4()}", self.content(uid, f"{uid}{uuid.uuid4()}"))
            await protocol.apply(asked)
        await mirror.follow(protocol, collection)
        assert len(mirror.truths) == 4

    async def test_the_bytes_come_back(self, protocol: Protocol, collection: RemoteId, mirror: Mirror) -> None:
        item = await self.put(protocol, collection, "Fidèle")
        await mirror.follow(protocol, collection)
        assert b"X-ECRITOIRE-KEPT" in mirror.truths[item.item].raw

    async def test_an_item_moves_to_another_collection(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        if Capability.CREATE_COLLECTION not in protocol.capabilities:
            pytest.skip("this server makes no collections")
        target = (await self.create(protocol)).remote_id
        item = await self.revised(protocol, collection, await self.put(protocol, collection, "Voyageur"))
        asked = self.asked(MoveItems((_ITEM,), _BOX, self.service), [item], target=target)
        moved = landed(await protocol.apply(asked))
        assert moved.collection == target
        assert landed(await protocol.apply(asked)).item == moved.item
        self._mirrors[target] = Mirror()
        assert self.titles(await self._mirrors[target].follow(protocol, target)) == ["Voyageur"]
        assert self.titles(await mirror.follow(protocol, collection)) == []


class CalendarContract(_ResourceContract):
    """What every calendar protocol does."""

    service = Service.CALENDAR

    def content(self, title: str, uid: str) -> bytes:
        return "\r\n".join(
            (
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//suite//FR", "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261123T091500Z",
                "DTSTART:20261124T090000Z", "DTEND:20261124T100000Z", f"SUMMARY:{title}", "X-ECRITOIRE-KEPT:oui", "END:VEVENT",
                "END:VCALENDAR", "",
            )
        ).encode()  # fmt: skip

    def saving(self, collection: RemoteId, uid: str, content: bytes, over: RemoteItem | None = None) -> RemoteOperation:
        intention = SaveEntry(_BOX, content, Entry(uid, Component.EVENT), _ITEM if over else None)
        return self.asked(intention, [over] if over else [], target=collection, payload=Octets(content))

    def title(self, truth: Any) -> str:
        assert isinstance(truth, CalendarTruth)
        return truth.raw.decode().split("SUMMARY:")[1].split("\r\n")[0]


class ContactsContract(_ResourceContract):
    """What every contacts protocol does."""

    service = Service.CONTACTS

    def content(self, title: str, uid: str) -> bytes:
        return "\r\n".join(
            (
                "BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{title}", f"N:{title};;;;", "X-ECRITOIRE-KEPT:oui", "END:VCARD",
                "",
            )
        ).encode()  # fmt: skip

    def saving(self, collection: RemoteId, uid: str, content: bytes, over: RemoteItem | None = None) -> RemoteOperation:
        intention = SaveContact(_BOX, content, Card(uid, ""), _ITEM if over else None)
        return self.asked(intention, [over] if over else [], target=collection, payload=Octets(content))

    def title(self, truth: Any) -> str:
        assert isinstance(truth, ContactTruth)
        return truth.raw.decode().split("\nFN:")[1].split("\r\n")[0]


class FilesContract(ItemContract):
    """What every files protocol does. Files are known by their name; their title is the name without its ending."""

    service = Service.FILES

    def content(self, title: str, uid: str) -> bytes:
        return f"{title} : {uid}".encode()

    def saving(self, collection: RemoteId, uid: str, content: bytes, over: RemoteItem | None = None) -> RemoteOperation:
        return self.uploading(collection, f"{uid}.txt", Octets(content), over)

    def uploading(
        self,
        collection: RemoteId,
        name: str,
        payload: Payload,
        over: RemoteItem | None = None,
        folder: RemoteId = TOP,
    ) -> RemoteOperation:
        intention = UploadFile(_BOX, None, name, BlobName(b""), payload.size, item=_ITEM if over else None)
        return self.asked(intention, [over] if over else [], target=collection, payload=payload, folder=folder)

    def uid_of(self, item: RemoteItem) -> str:
        return self._names[item.item]

    @pytest.fixture(autouse=True)
    def _named(self) -> None:
        self._names: dict[RemoteId, str] = {}
        self._contents: dict[RemoteId, str] = {}

    async def put(self, protocol: Protocol, collection: RemoteId, title: str, uid: str = "") -> RemoteItem:
        uid = uid or str(uuid.uuid4())
        item = await super().put(protocol, collection, title, uid)
        self._names[item.item] = uid
        return item

    def titles(self, mirror: Mirror) -> list[str]:
        return sorted(self._contents.get(item, self.title(truth)) for item, truth in mirror.truths.items())

    def title(self, truth: Any) -> str:
        assert isinstance(truth, FileTruth)
        return truth.name

    @pytest.fixture
    def mirror(self, collection: RemoteId, protocol: Protocol) -> Mirror:
        """A reader that looks into the files as well, so that titles are those of their contents."""
        contents = self._contents

        class Reader(Mirror):
            async def follow(self, protocol: Protocol, collection: RemoteId) -> Mirror:
                await super().follow(protocol, collection)
                files = [item for item, truth in self.truths.items() if not truth.is_folder]
                for item in files:
                    raw = await read(protocol, collection, item)
                    contents[item] = (raw or b"").decode(errors="replace").split(" : ")[0]
                return self

        self._mirrors[collection] = Reader()
        return self._mirrors[collection]

    async def folder(self, protocol: Protocol, collection: RemoteId, name: str, folder: RemoteId = TOP) -> RemoteItem:
        """Make a folder."""
        asked = self.asked(CreateFolder(_BOX, None, name), target=collection, folder=folder)
        return landed(await protocol.apply(asked))

    async def upload(
        self, protocol: Protocol, collection: RemoteId, name: str, content: bytes, folder: RemoteId = TOP
    ) -> RemoteItem:
        """Upload a new file."""
        return landed(await protocol.apply(self.uploading(collection, name, Octets(content), folder=folder)))

    async def tree(self, protocol: Protocol, collection: RemoteId) -> dict[str, str]:
        """Every path of the drive, with its content ("/" for folders), as a fresh reader finds it."""
        reader = await Mirror().follow(protocol, collection)

        def path(item: RemoteId) -> str:
            truth = reader.truths[item]
            return f"{path(truth.parent)}/{truth.name}" if truth.parent else str(truth.name)

        return {
            path(item): "/" if truth.is_folder else (await read(protocol, collection, item) or b"").decode()
            for item, truth in reader.truths.items()
        }

    async def test_files_are_listed_in_their_folders(
        self, protocol: Protocol, collection: RemoteId
    ) -> None:
        folder = await self.folder(protocol, collection, "Marchés publics")
        inside = await self.folder(protocol, collection, "2026", folder.item)
        await self.upload(protocol, collection, "Été & hiver #1 100%.txt", b"a", inside.item)
        await self.upload(protocol, collection, "note.txt", b"b")
        assert await self.tree(protocol, collection) == {
            "Marchés publics": "/",
            "Marchés publics/2026": "/",
            "Marchés publics/2026/Été & hiver #1 100%.txt": "a",
            "note.txt": "b",
        }

    async def test_making_a_folder_twice_makes_one(self, protocol: Protocol, collection: RemoteId) -> None:
        first = await self.folder(protocol, collection, "Une fois")
        assert (await self.folder(protocol, collection, "Une fois")).item == first.item
        assert await self.tree(protocol, collection) == {"Une fois": "/"}

    async def test_a_large_file_streams_both_ways(self, protocol: Protocol, collection: RemoteId) -> None:
        block = bytes(range(256)) * 256
        payload = Stream(block, 48)
        item = landed(await protocol.apply(self.uploading(collection, "grand.bin", payload)))
        pieces: list[bytes] = []
        async with aclosing(protocol.fetch(collection, [item.item], Want.WHOLE)) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                assert chunk.data is not None
                assert len(chunk.data) < payload.size, "all at once"
                pieces.append(chunk.data)
        assert b"".join(pieces) == block * 48

    async def test_an_empty_file_is_a_file(self, protocol: Protocol, collection: RemoteId) -> None:
        await self.upload(protocol, collection, "vide.txt", b"")
        assert await self.tree(protocol, collection) == {"vide.txt": ""}

    async def test_a_download_goes_on_where_it_stopped(self, protocol: Protocol, collection: RemoteId) -> None:
        if Capability.RANGES not in protocol.capabilities:
            pytest.skip("this server gives no ranges")
        item = await self.revised(
            protocol, collection, await self.upload(protocol, collection, "suite.txt", b"0123456789" * 1000)
        )
        rest = await read(protocol, collection, item.item, Range(9995, item.base))
        assert rest == b"56789"

    async def test_two_versions_are_never_mixed(self, protocol: Protocol, other: Protocol, collection: RemoteId) -> None:
        if Capability.RANGES not in protocol.capabilities:
            pytest.skip("this server gives no ranges")
        item = await self.revised(
            protocol, collection, await self.upload(protocol, collection, "suite.txt", b"0123456789" * 1000)
        )
        await other.apply(self.uploading(collection, "suite.txt", Octets(b"abcdefghij" * 1001), item))
        with pytest.raises(Stale):
            await read(protocol, collection, item.item, Range(5000, item.base))

    async def test_a_missing_file_is_missing(self, protocol: Protocol, collection: RemoteId) -> None:
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "parti.txt", b"a"))
        await protocol.apply(self.asked(self.deletion(), [item], target=collection))
        assert await read(protocol, collection, item.item) is None

    async def test_a_file_is_renamed_and_moved(self, protocol: Protocol, collection: RemoteId) -> None:
        folder = await self.folder(protocol, collection, "Archives")
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "a.txt", b"a"))
        asked = self.asked(MoveFile((_ITEM,), None, "b.txt"), [item], target=collection)
        item = await self.revised(protocol, collection, landed(await protocol.apply(asked)))
        asked = self.asked(MoveFile((_ITEM,), None, "c.txt"), [item], target=collection, folder=folder.item)
        moved = landed(await protocol.apply(asked))
        assert landed(await protocol.apply(asked)).item == moved.item, "moving twice is moving once"
        assert await self.tree(protocol, collection) == {"Archives": "/", "Archives/c.txt": "a"}

    async def test_a_move_never_lands_on_something(self, protocol: Protocol, collection: RemoteId) -> None:
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "a.txt", b"a"))
        await self.upload(protocol, collection, "b.txt", b"b")
        with pytest.raises(Rejected) as refused:
            await protocol.apply(self.asked(MoveFile((_ITEM,), None, "b.txt"), [item], target=collection))
        assert refused.value.code == "name_taken"
        assert await self.tree(protocol, collection) == {"a.txt": "a", "b.txt": "b"}

    async def test_what_is_in_a_folder_moves_with_it(self, protocol: Protocol, collection: RemoteId) -> None:
        folder = await self.revised(protocol, collection, await self.folder(protocol, collection, "Avant"))
        inside = await self.revised(
            protocol, collection, await self.upload(protocol, collection, "a.txt", b"a", folder.item)
        )
        folder = await self.revised(protocol, collection, folder)
        asked = self.asked(MoveFile((_ITEM,), None, "Après"), [folder], target=collection, beneath=[inside])
        applied = await protocol.apply(asked)
        now = next(one.now for one in applied.landed if one.was is not None and one.was.item == inside.item)
        assert now is not None
        assert await read(protocol, collection, now.item) == b"a"
        assert await self.tree(protocol, collection) == {"Après": "/", "Après/a.txt": "a"}

    async def test_a_folder_goes_with_what_is_in_it(self, protocol: Protocol, collection: RemoteId, mirror: Mirror) -> None:
        folder = await self.folder(protocol, collection, "Dossier")
        await self.upload(protocol, collection, "a.txt", b"a", folder.item)
        await mirror.follow(protocol, collection)
        now = RemoteItem(folder.collection, folder.item, mirror.revisions[folder.item])
        await protocol.apply(self.asked(self.deletion(), [now], target=collection))
        await mirror.follow(protocol, collection)
        assert mirror.truths == {}

    # --- beside the tree: what a drive cannot do, it says

    async def test_what_was_deleted_comes_back_from_the_trash(self, protocol: Protocol, collection: RemoteId) -> None:
        if Capability.TRASH not in protocol.capabilities:
            with pytest.raises(Unsupported):
                await protocol.trash(collection)
            return
        folder = await self.folder(protocol, collection, "Dossier")
        for name in ("été.txt", "b.txt"):
            await self.upload(protocol, collection, name, name.encode(), folder.item)
        for name in ("été.txt", "b.txt"):
            there = await self.entry(protocol, collection, name)
            await protocol.apply(self.asked(self.deletion(), [there], target=collection))
        found = await protocol.trash(collection)
        assert {one.name for one in found} == {"été.txt", "b.txt"}
        await protocol.restore(collection, next(one.id for one in found if one.name == "été.txt"))
        assert await self.tree(protocol, collection) == {"Dossier": "/", "Dossier/été.txt": "été.txt"}
        (left,) = await protocol.trash(collection)
        await protocol.purge(collection, left.id)
        await protocol.purge(collection, left.id)
        assert await protocol.trash(collection) == []
        with pytest.raises(Gone):
            await protocol.restore(collection, left.id)

    async def test_earlier_contents_are_read_and_brought_back(self, protocol: Protocol, collection: RemoteId) -> None:
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "a.txt", b"un"))
        if Capability.VERSIONS not in protocol.capabilities:
            with pytest.raises(Unsupported):
                await protocol.versions(item)
            return
        await protocol.apply(self.uploading(collection, "a.txt", Octets(b"deux"), item))
        (past,) = await protocol.versions(item)
        assert past.size == 2
        assert b"".join([piece async for piece in protocol.version(item, past.id)]) == b"un"
        await protocol.restore_version(item, past.id)
        assert await self.tree(protocol, collection) == {"a.txt": "un"}
        assert 4 in {one.size for one in await protocol.versions(item)}
        with pytest.raises(Gone):
            assert [piece async for piece in protocol.version(item, "0000")]

    async def test_a_file_is_shared_by_a_link_for_as_long_as_one_wishes(
        self, protocol: Protocol, collection: RemoteId
    ) -> None:
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "à partager.txt", b"un"))
        if Capability.LINKS not in protocol.capabilities:
            with pytest.raises(Unsupported):
                await protocol.links(item)
            return
        made = await protocol.make_link(item, LinkWish(expires="2027-01-31", password="un mot de passe"))
        assert made.address.startswith("https://")
        assert (made.writable, made.expires, made.has_password) == (False, "2027-01-31", True)
        assert await protocol.links(item) == [made]
        await protocol.end_link(item, made.id)
        await protocol.end_link(item, made.id)
        assert await protocol.links(item) == []

    async def test_a_file_is_shared_with_people_who_are_found_by_name(
        self, protocol: Protocol, collection: RemoteId
    ) -> None:
        item = await self.revised(protocol, collection, await self.upload(protocol, collection, "à deux.txt", b"un"))
        if Capability.PEOPLE not in protocol.capabilities:
            with pytest.raises(Unsupported):
                await protocol.shares(item)
            return
        bob = next(one for one in await protocol.sharees("bo") if one.id.startswith("bob"))
        assert await protocol.sharees("personne de ce nom") == []
        made = await protocol.share(item, bob, ShareWish(writable=True, expires="2027-01-31"))
        assert (made.sharee, made.writable, made.passing_on, made.expires) == (bob, True, False, "2027-01-31")
        assert await protocol.shares(item) == [made]
        changed = await protocol.change_share(item, made.id, ShareWish(passing_on=True))
        assert (changed.id, changed.writable, changed.passing_on, changed.expires) == (made.id, False, True, "")
        assert await protocol.shares(item) == [changed]
        await protocol.end_share(item, made.id)
        await protocol.end_share(item, made.id)
        assert await protocol.shares(item) == []
        with pytest.raises(Gone):
            await protocol.change_share(item, made.id, ShareWish())

    async def test_a_folder_that_is_no_more_takes_nothing(self, protocol: Protocol, collection: RemoteId) -> None:
        folder = await self.revised(protocol, collection, await self.folder(protocol, collection, "Parti"))
        await protocol.apply(self.asked(self.deletion(), [folder], target=collection))
        with pytest.raises((Gone, Rejected)):
            await self.upload(protocol, collection, "a.txt", b"a", folder.item)


class Stream:
    """A payload that is never in memory as a whole."""

    def __init__(self, block: bytes, times: int) -> None:
        self.block, self.times = block, times

    @property
    def size(self) -> int:
        return len(self.block) * self.times

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        first, skipped = divmod(start, len(self.block))
        for _ in range(first, self.times):
            yield self.block[skipped:]
            skipped = 0


async def read(
    protocol: Protocol, collection: RemoteId, item: RemoteId, want: Want | Range = Want.WHOLE
) -> bytes | None:
    """The bytes of a file, None where it is missing."""
    pieces: list[bytes] = []
    async with aclosing(protocol.fetch(collection, [item], want)) as chunks:  # type: ignore[type-var]
        async for chunk in chunks:
            if chunk.data is None:
                return None
            pieces.append(chunk.data)
    return b"".join(pieces)
