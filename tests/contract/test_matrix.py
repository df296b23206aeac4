"""Matrix against the chat contract, on a real Synapse: encrypted and not, by sliding sync and by its fallback."""

from __future__ import annotations

import itertools
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.ids import AccountId
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.chat import MatrixChat
from tests.contract.chat_suite import ChatContract, Reader
from tests.servers.ports import HOST
from tests.servers.proxy import Break, Proxy, running_proxy
from tests.servers.synapse import PASSWORD, Synapse

pytestmark = pytest.mark.server

_numbers = itertools.count()
_keepers: dict[str, MemoryKeeper] = {}


ASKED = Break("unanswered", to_client=False, pattern=rb"PUT /_matrix/client/v3/rooms/[^ ]+/send/[\s\S]*?\r\n\r\n")
"""Passes a post on, and loses the answer. The HTTP library asks a second time by itself, which PUT allows."""


@dataclass
class Reached:
    """The server, and the network in front of it."""

    synapse: Synapse
    network: Proxy


def chat_of(server: Reached, name: str, password: str = PASSWORD) -> MatrixChat:
    """A protocol signed in as `name`, always on the same device."""

    async def secret(_renew: bool) -> Secret:
        return Secret("password", password)

    endpoint = Endpoint(Service.CHAT, "matrix", HOST, server.network.port, user=name)
    account = Account(AccountId(1), name, name, "generic", (endpoint,), Identity(name))
    keeper = _keepers.setdefault(name, MemoryKeeper())
    return MatrixChat(Surroundings(account, endpoint, secret, server.synapse.authority.trust, keeper=keeper))


class Matrix(ChatContract):
    """What the two ways have in common."""

    slides = True

    @pytest.fixture
    async def server(self, synapse: Synapse) -> AsyncIterator[Reached]:
        inside, outside = (
            synapse.authority.good().context(),
            ssl.create_default_context(cafile=str(synapse.authority.trust)),
        )
        async with running_proxy(synapse.port, inside=inside, outside=outside) as network:
            yield Reached(synapse, network)

    def people(self, server: Any) -> tuple[str, str]:
        number = next(_numbers)
        names = f"moi.{number}", f"autre.{number}"
        for name in names:
            server.synapse.register(name)
        return names

    async def connect(self, server: Any, person: str) -> Protocol:
        chat = chat_of(server, person)
        chat.slides = self.slides
        return chat

    async def impostor(self, server: Any) -> Protocol:
        [name, _] = self.people(server)
        return chat_of(server, name, PASSWORD + "x")

    def lose_next_answer(self, server: Any, chat: Protocol) -> None:
        server.network.breaks = [replace(ASKED, times=2)]

    async def be_there(self, server: Any, who: Reader) -> None:
        body = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": who.stream}, "password": PASSWORD}
        token = server.synapse.ask("POST", "/_matrix/client/v3/login", body)["access_token"]
        where = f"/_matrix/client/v3/presence/{who.stream}/status"
        server.synapse.ask("PUT", where, {"presence": "online"}, token)

    def cut_off(self, server: Any, chat: Protocol) -> None:
        server.network.refusing = True
        server.network.cut_all()

    def bring_back(self, server: Any, chat: Protocol) -> None:
        server.network.refusing = False


class TestEncryptedBySlidingSync(Matrix):
    encrypted = True


class TestClearByOldSync(Matrix):
    slides = False
