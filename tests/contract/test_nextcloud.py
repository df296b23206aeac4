"""Nextcloud keeps the contract against a strict stand-in written from published facts, and does what it can do beyond WebDAV."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from sync.model.accounts import Account, Capability, Endpoint, Identity, Service
from sync.model.faults import Offline, Stale, Transient
from sync.model.files import FileTruth, Permission
from sync.model.ids import AccountId, BlobName, RemoteId
from sync.model.operations import Octets, UploadFile
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.nextcloud import uploading
from sync.protocols.nextcloud.drive import Nextcloud
from sync.protocols.webdav import walking
from tests.contract.items import _BOX, FilesContract, Mirror
from tests.servers.authority import Authority
from tests.servers.nextcloud import LOGIN, PASSWORD, FakeNextcloud, running_nextcloud

pytestmark = pytest.mark.server


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def server(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeNextcloud]:
    monkeypatch.setattr(walking, "PAGE", 2)
    monkeypatch.setattr(uploading, "CHUNK", 100_000)
    async with running_nextcloud(authority.good().context()) as made:
        yield made
        assert made.unknown == []


class TestNextcloud(FilesContract):
    service = Service.FILES

    @pytest.fixture(autouse=True)
    def _trust(self, authority: Authority) -> None:
        self.trust = authority.trust

    async def connect(self, server: Any, password: str = PASSWORD) -> Protocol:
        endpoint = Endpoint(Service.FILES, "nextcloud", "localhost", server.port, user=LOGIN)
        account = Account(AccountId(1), LOGIN, "", "nextcloud", (endpoint,), Identity(LOGIN))

        async def secret(renew: bool) -> Secret:
            return Secret("password", password)

        return Nextcloud(Surroundings(account, endpoint, secret, self.trust, 10.0, kept=self.kept))

    async def impostor(self, server: Any) -> Protocol:
        return await self.connect(server, "faux")

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        server.losing = 2  # aiohttp tries once more by itself

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        server.off = True

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        server.off, server.losing = False, 0

    # --- beyond WebDAV ---

    async def test_nothing_changed_is_one_question(
        self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        folder = await self.folder(protocol, collection, "a")
        for number in range(5):
            await self.upload(protocol, collection, f"{number}.txt", b"x", folder.item)
        await Mirror.follow(mirror, protocol, collection)
        server.asked.clear()
        page = await protocol.changes(collection, mirror.cursor)
        assert (page.upserts, page.more, len(server.asked)) == ((), False, 1)

    async def test_only_folders_that_changed_are_looked_into(
        self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        for name in ("a", "b", "c"):
            folder = await self.folder(protocol, collection, name)
            inner = await self.folder(protocol, collection, "in", folder.item)
            await self.upload(protocol, collection, "1.txt", b"x", inner.item)
        await Mirror.follow(mirror, protocol, collection)
        await self.upload(protocol, collection, "2.txt", b"y", RemoteId("b/in"))
        server.asked.clear()
        await Mirror.follow(mirror, protocol, collection)
        assert "b/in/2.txt" in mirror.truths
        assert sorted({path.rpartition("/files/uid-4711")[2].strip("/") for path in server.asked}) == ["", "b", "b/in"]

    async def test_a_walk_that_is_broken_off_misses_nothing(
        self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        for name in ("a", "b"):
            folder = await self.folder(protocol, collection, name)
            inner = await self.folder(protocol, collection, "in", folder.item)
            for number in range(3):
                await self.upload(protocol, collection, f"{number}.txt", b"x", inner.item)
        expected = {*("a", "b", "a/in", "b/in"), *(f"{name}/in/{number}.txt" for name in "ab" for number in range(3))}
        for pages in range(1, 8):
            mirror.truths.clear()
            mirror.revisions.clear()
            mirror.cursor = None
            for _ in range(pages):
                mirror.take(await protocol.changes(collection, mirror.cursor))
            await protocol.close()
            await Mirror.follow(mirror, protocol, collection)
            assert set(mirror.truths) == expected, pages

    async def test_entries_have_numbers_rights_and_sizes(
        self, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        folder = await self.folder(protocol, collection, "a")
        await self.upload(protocol, collection, "1.txt", b"12345", folder.item)
        await Mirror.follow(mirror, protocol, collection)
        found, inside = mirror.truths[RemoteId("a")], mirror.truths[RemoteId("a/1.txt")]
        assert isinstance(found, FileTruth)
        assert (found.size, inside.size) == (5, 5)
        assert found.file_id != inside.file_id != ""
        assert found.permissions & Permission.CREATE
        assert not inside.permissions & Permission.CREATE
        (drive,) = await protocol.collections()
        assert (drive.quota_used, drive.quota_total) == (10, 100)

    async def test_a_large_upload_goes_on_where_it_stopped(
        self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId
    ) -> None:
        assert Capability.RESUMABLE in protocol.capabilities
        content = bytes(range(256)) * 2000
        asked = self.uploading(collection, "grand.bin", Octets(content))
        server.fail = lambda request: web.Response(status=503, headers={"Retry-After": "0"}) if "/00004" in request.path else None
        with pytest.raises(Transient):
            await protocol.apply(asked)
        server.fail = lambda _: None
        server.asked.clear()
        await protocol.close()
        await protocol.apply(asked)
        assert [one.rpartition("/")[2] for one in server.asked if one.startswith("PUT")] == ["00004", "00005", "00006"]
        assert (await self.tree_sizes(protocol, collection)) == {"grand.bin": len(content)}
        assert server.uploads == {}

    async def tree_sizes(self, protocol: Protocol, collection: RemoteId) -> dict[str, int]:
        reader = await Mirror().follow(protocol, collection)
        return {str(item): truth.size for item, truth in reader.truths.items()}

    async def test_a_large_upload_never_overwrites_what_somebody_else_changed(
        self, server: FakeNextcloud, protocol: Protocol, other: Protocol, collection: RemoteId
    ) -> None:
        item = await self.upload(protocol, collection, "grand.bin", b"petit")

        def meanwhile(request: web.BaseRequest) -> web.Response | None:
            node = server.find(["grand.bin"])
            if request.path.endswith(".file") and node is not None:
                node.content = b"de quelqu'un"
                node.touch()
            return None

        server.fail = meanwhile
        with pytest.raises(Stale):
            await protocol.apply(self.uploading(collection, "grand.bin", Octets(b"x" * 250_000), item))
        node = server.find(["grand.bin"])
        assert node is not None
        assert node.content == b"de quelqu'un"

    async def test_the_time_of_a_file_is_kept(self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId) -> None:
        intention = UploadFile(_BOX, None, "a.txt", BlobName(b""), 1, modified=1_234_567_890)
        await protocol.apply(self.asked(intention, target=collection, payload=Octets(b"x")))
        node = server.find(["a.txt"])
        assert node is not None
        assert node.modified == 1_234_567_890

    async def test_changes_are_pushed(self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId) -> None:
        assert Capability.PUSH in protocol.capabilities
        watching = protocol.watch()
        nudge = asyncio.ensure_future(anext(watching))
        async with asyncio.timeout(10):
            await server.listening.wait()
            await server.tell()
            assert (await nudge).collection == collection
        for socket in tuple(server.listeners):
            await socket.close()
        with pytest.raises((StopAsyncIteration, Offline)):
            await anext(watching)

    async def test_a_server_that_does_not_push_is_not_watched(
        self, server: FakeNextcloud, protocol: Protocol, collection: RemoteId
    ) -> None:
        server.pushes = False
        await protocol.close()
        assert [nudge async for nudge in protocol.watch()] == []
