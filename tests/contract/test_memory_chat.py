"""The memory protocol keeps the contract of chat: it is the reference."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.faults import Offline
from sync.model.ids import AccountId
from sync.model.profile import Presence
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.memory.chat import MemoryChat
from sync.protocols.memory.chat_server import ChatServer
from sync.protocols.memory.faults import Moment
from tests.contract.chat_suite import ChatContract, Reader

_numbers = itertools.count()


class TestMemoryChat(ChatContract):
    @pytest.fixture
    def server(self) -> ChatServer:
        return ChatServer(f"chat{next(_numbers)}.test")

    def people(self, server: Any) -> tuple[str, str]:
        names = "@moi:memory.test", "@autre:memory.test"
        server.passwords.update(dict.fromkeys(names, "secret"))
        return names

    async def connect(self, server: Any, person: str) -> Protocol:
        return self._chat(server, person, "secret")

    async def impostor(self, server: Any) -> Protocol:
        return self._chat(server, self.people(server)[0], "autre")

    def _chat(self, server: ChatServer, person: str, password: str) -> Protocol:
        async def secret(_renew: bool) -> Secret:
            return Secret("password", password)

        endpoint = Endpoint(Service.CHAT, "memory_chat", server.host, 443, user=person)
        account = Account(AccountId(1), person, person, "memory", (endpoint,), Identity(person))
        return MemoryChat(Surroundings(account, endpoint, secret))

    def lose_next_answer(self, server: Any, chat: Protocol) -> None:
        server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))

    async def be_there(self, server: Any, who: Reader) -> None:
        server.presences[str(who.stream)] = Presence.HERE

    def cut_off(self, server: Any, chat: Protocol) -> None:
        server.trouble.outage = True

    def bring_back(self, server: Any, chat: Protocol) -> None:
        server.trouble.end()
