"""What the contracts of the DAV protocols share: a real server behind a proxy that loses answers and cuts off at will."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity
from sync.model.ids import AccountId, RemoteId
from sync.model.operations import RemoteItem
from sync.protocols.base import Protocol, Secret, Surroundings
from tests.contract.items import ItemContract
from tests.servers.dav import ALICE, PASSWORD, DavServer
from tests.servers.proxy import Break, Proxy, running_proxy


class Reached:
    """A server and the proxy that leads to it."""

    def __init__(self, server: DavServer, proxy: Proxy) -> None:
        self.server = server
        self.proxy = proxy


@asynccontextmanager
async def reached(server: DavServer) -> AsyncIterator[Reached]:
    """Put a proxy before a server, which takes TLS off and on again."""
    outside = ssl.create_default_context(cafile=str(server.authority.trust)) if server.tls else None
    async with running_proxy(server.port, inside=server.certified.context(), outside=outside) as proxy:
        yield Reached(server, proxy)


class OnDav(ItemContract):
    """A contract over a DAV protocol; the subclass says which class, and gives the fixture `server`."""

    protocol_class: type[Protocol]

    async def connect(self, server: Any, password: str = PASSWORD) -> Protocol:
        endpoint = Endpoint(
            self.service, self.protocol_class.name, "localhost", server.proxy.port, user=ALICE,
            parameters={"path": server.server.path},
        )  # fmt: skip
        account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

        async def secret(renew: bool) -> Secret:
            return Secret("password", password)

        trust = server.server.authority.trust
        return self.protocol_class(Surroundings(account, endpoint, secret, trust, 20.0, kept=self.kept))

    async def impostor(self, server: Any) -> Protocol:
        if not server.server.passwords:
            pytest.skip("this server knows no passwords")
        return await self.connect(server, "faux")

    async def revised(self, protocol: Protocol, collection: RemoteId, item: RemoteItem) -> RemoteItem:
        """The item with its revision: for a fresh reader, who holds nothing yet."""
        reader = self._mirrors.pop(collection, None)
        try:
            return await super().revised(protocol, collection, item)
        finally:
            if reader is not None:
                self._mirrors[collection] = reader

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        server.proxy.cut_all()
        server.proxy.breaks.append(Break("reset", pattern=rb"^HTTP/1\.[01] 2", times=2))  # aiohttp tries once more by itself

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        server.proxy.refusing = True
        server.proxy.cut_all()

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        server.proxy.refusing = False
        server.proxy.breaks.clear()
