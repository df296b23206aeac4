"""The Cozy protocol keeps the contract beside a strict simulator, with pages of one change and of many."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.faults import AuthNeeded, Transient
from sync.model.ids import AccountId, CollectionId, RemoteId
from sync.model.operations import CreateFolder, Octets, RemoteItem, RemoteOperation
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.cozy import feed
from sync.protocols.cozy.drive import CozyDrive
from sync.protocols.cozy.entries import ROOT
from tests.contract.items import FilesContract, Mirror, landed
from tests.servers.authority import Authority
from tests.servers.cozy import Cozy, running_cozy

pytestmark = pytest.mark.server

ALICE = "alice@exemple.fr"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


class TestCozy(FilesContract):
    @pytest.fixture(params=[1, 500], ids=["one-by-one", "large-pages"])
    async def server(
        self, request: pytest.FixtureRequest, authority: Authority, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[Cozy]:
        self._authority = authority
        monkeypatch.setattr(feed, "PAGE", request.param)
        async with running_cozy(authority, page=request.param) as cozy:
            yield cozy

    async def connect(self, server: Any, token: str = "jeton") -> Protocol:
        endpoint = Endpoint(Service.FILES, "cozy", "localhost", server.port, user=ALICE)
        account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

        async def secret(renew: bool) -> Secret:
            return Secret("token", token)

        return CozyDrive(Surroundings(account, endpoint, secret, self._authority.trust, 10.0, kept=self.kept))

    async def impostor(self, server: Any) -> Protocol:
        return await self.connect(server, "faux")

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        server.lose_next = True

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        server.dead = True

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        server.dead = False

    async def test_a_change_by_another_program_nudges(
        self, server: Cozy, protocol: Protocol, other: Protocol, collection: RemoteId
    ) -> None:
        nudges = protocol.watch()
        async with asyncio.timeout(10):
            assert (await anext(nudges)).collection == collection  # what changed before it listened
            while not server.subscribed:  # noqa: ASYNC110 # the server says nothing when it has taken a subscription
                await asyncio.sleep(0.01)
            await self.put(other, collection, "Nouveau")
            assert (await anext(nudges)).collection == collection
        await nudges.aclose()  # type: ignore[attr-defined]

    async def test_a_refused_token_ends_the_watch(self, server: Cozy) -> None:
        stranger = await self.impostor(server)
        with pytest.raises(AuthNeeded):
            async for _ in stranger.watch():
                pass
        await stranger.close()

    async def test_a_busy_server_is_told_and_nothing_is_lost(
        self, server: Cozy, protocol: Protocol, collection: RemoteId, mirror: Mirror
    ) -> None:
        await self.put(protocol, collection, "Avant")
        server.busy = 1
        with pytest.raises(Transient) as busy:
            await protocol.changes(collection, None)
        assert busy.value.retry_after == 1

    async def test_what_is_taken_out_of_the_trash_comes_back(
        self, server: Cozy, protocol: Protocol, collection: RemoteId
    ) -> None:
        folder = await self.folder(protocol, collection, "Dossier")
        item = await self.upload(protocol, collection, "a.txt", b"a", folder.item)
        reader = Mirror()
        await reader.follow(protocol, collection)
        await protocol.apply(
            self.asked(self.deletion(), [await self.revised(protocol, collection, folder)], target=collection)
        )
        await reader.follow(protocol, collection)
        assert reader.truths == {}
        server.nodes[folder.item].parent = "io.cozy.files.root-dir"
        server._touch(folder.item)
        server._touch(item.item)
        await reader.follow(protocol, collection)
        assert {truth.name for truth in reader.truths.values()} == {"Dossier", "a.txt"}


async def test_an_unsteady_server_ends_with_what_was_wanted(authority: Authority) -> None:
    """Three requests in ten are put off: with patience, everything is there once and nothing else."""
    suite = TestCozy()
    suite._authority = authority
    suite._mirrors = {}
    suite._names = {}
    suite._contents = {}
    async with running_cozy(authority, page=1, unsteady=0.3) as cozy:
        protocol = await suite.connect(cozy)

        async def patiently(asked: RemoteOperation) -> RemoteItem:
            while True:
                try:
                    return landed(await protocol.apply(asked))
                except Transient:
                    protocol._stack._connections.gate.set_pace(AccountId(1), 36_000, 4)  # type: ignore[attr-defined] # its time has come

        folder = await patiently(suite.asked(CreateFolder(CollectionId(1), None, "Dossier"), target=ROOT))
        for number in range(8):
            payload = Octets(f"contenu {number}".encode())
            await patiently(suite.uploading(ROOT, f"{number}.txt", payload, folder=folder.item))
        cozy.unsteady = 0.0
        protocol._stack._connections.gate.set_pace(AccountId(1), 36_000, 4)  # type: ignore[attr-defined]
        tree = await suite.tree(protocol, ROOT)
        assert tree == {"Dossier": "/"} | {f"Dossier/{number}.txt": f"contenu {number}" for number in range(8)}
        await protocol.close()
