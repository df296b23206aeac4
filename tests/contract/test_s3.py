"""The S3 protocol keeps the contract against Ceph's real gateway, with pages of one change and of many."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from sync.model.accounts import Account, Capability, Endpoint, Identity, Service
from sync.model.changes import Range
from sync.model.faults import AuthNeeded, Gone, Offline, Stale
from sync.model.ids import AccountId, ItemId, RemoteId
from sync.model.operations import MoveFile, Octets
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.s3 import drive, signing
from sync.protocols.s3.drive import S3Drive
from tests.contract.items import FilesContract, read
from tests.servers import rclone_s3
from tests.servers.radosgw import KEYS, Gateway
from tests.servers.relay import Relay

pytestmark = pytest.mark.server


@dataclass
class Behind:
    """The gateway behind a relay, and a bucket of one test's own."""

    gateway: Gateway
    relay: Relay
    bucket: str


class TestS3(FilesContract):
    without = "ranges"
    """The gateway's stand-alone store answers a range with other octets than those asked for."""

    @pytest.fixture(params=[1, 500], ids=["one-by-one", "large-pages"])
    async def server(
        self, request: pytest.FixtureRequest, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[Behind]:
        monkeypatch.setattr(drive, "PAGE", request.param)
        monkeypatch.setattr(
            "sync.protocols.s3.storage._AT_ONCE", str(min(2, request.param) if request.param == 1 else 1000)
        )
        async with Relay(gateway.port, gateway.authority).running() as relay:
            behind = Behind(gateway, relay, f"seau-{uuid.uuid4().hex[:12]}")
            made = await self.connect(behind)
            async with made._storage._ask("PUT", signing.path_of(behind.bucket)):  # type: ignore[attr-defined]
                pass
            await made.close()
            relay.asked.clear()
            yield behind

    async def connect(self, server: Any, secret: str = KEYS[1]) -> Protocol:
        parameters = {"bucket": server.bucket, "region": "default", "without": self.without}
        endpoint = Endpoint(Service.FILES, "s3", "localhost", server.relay.port, user=KEYS[0], parameters=parameters)
        account = Account(AccountId(1), "alice@exemple.fr", "", "generic", (endpoint,), Identity("alice@exemple.fr"))

        async def known(renew: bool) -> Secret:
            return Secret("password", secret)

        return S3Drive(Surroundings(account, endpoint, known, server.gateway.authority.trust, 10.0, kept=self.kept))

    async def impostor(self, server: Any) -> Protocol:
        return await self.connect(server, "faux")

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        server.relay.lose_answer_to = lambda method, path, body: method in ("PUT", "DELETE")

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        server.relay.dead = True

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        server.relay.dead = False

    async def test_all_buckets_are_drives_where_none_is_named(self, server: Behind, protocol: Protocol) -> None:
        del protocol.surroundings.endpoint.parameters["bucket"]
        assert server.bucket in {one.remote_id for one in await protocol.collections()}

    async def test_a_bucket_that_is_not_there_is_gone(self, server: Behind, protocol: Protocol) -> None:
        protocol.surroundings.endpoint.parameters["bucket"] = "nulle-part"
        with pytest.raises((Gone, AuthNeeded)):
            await protocol.collections()

    async def test_a_bucket_that_keeps_versions_gives_them_back(
        self, server: Behind, protocol: Protocol, collection: RemoteId
    ) -> None:
        storage = protocol._storage  # type: ignore[attr-defined]
        told = b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
        async with storage._ask("PUT", signing.path_of(server.bucket), {"versioning": ""}, content=Octets(told)):
            pass
        await protocol.collections()
        assert Capability.VERSIONS in protocol.capabilities
        await self.test_earlier_contents_are_read_and_brought_back(protocol, collection)

    async def test_a_folder_that_was_moved_half_way_is_moved_in_the_end(
        self, server: Behind, protocol: Protocol, collection: RemoteId
    ) -> None:
        folder = await self.folder(protocol, collection, "Avant")
        inside = [await self.upload(protocol, collection, f"{n}.txt", f"{n}".encode(), folder.item) for n in range(3)]
        asked = self.asked(MoveFile((ItemId(1),), None, "Après"), [folder], target=collection, beneath=inside)

        def die(method: str, path: str, body: bytes) -> None:
            server.relay.dead = method == "DELETE" and path.endswith("1.txt")

        server.relay.instead = die
        with pytest.raises(Offline):
            await protocol.apply(asked)
        server.relay.instead = lambda *_: None
        server.relay.dead = False
        await protocol.apply(asked)
        assert await self.tree(protocol, collection) == {"Après": "/"} | {f"Après/{n}.txt": f"{n}" for n in range(3)}


@pytest.fixture
async def ranging() -> AsyncIterator[S3Drive]:
    """A drive on rclone, which gives the right octets of a range and says 200 to them."""
    if not rclone_s3.installed():
        pytest.skip("rclone is not installed")
    suite = TestS3()
    suite._mirrors = {}
    with rclone_s3.running_rclone() as gateway:
        async with Relay(gateway.port, gateway.authority).running() as relay:
            made: Any = await suite.connect(Behind(gateway, relay, "seau"))
            made.surroundings.endpoint.parameters["without"] = ""
            async with made._storage._ask("PUT", "/seau"):
                pass
            yield made
            await made.close()


async def test_a_download_goes_on_where_it_stopped_and_never_mixes_two_versions(ranging: S3Drive) -> None:
    bucket, storage = RemoteId("seau"), ranging._storage
    etag = await storage.put(bucket, "suite.txt", Octets(b"0123456789" * 1000), {})
    assert await read(ranging, bucket, RemoteId("suite.txt"), Range(9995, etag)) == b"56789"
    assert await read(ranging, bucket, RemoteId("suite.txt"), Range(0, etag)) == b"0123456789" * 1000
    await storage.put(bucket, "suite.txt", Octets(b"abcdefghij" * 1001), {})
    with pytest.raises(Stale):
        await read(ranging, bucket, RemoteId("suite.txt"), Range(5000, etag))
