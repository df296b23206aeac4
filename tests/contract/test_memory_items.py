"""The memory protocol keeps the contract for calendars, contacts and files, with pages of one item and of many."""

from __future__ import annotations

from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.faults import Offline
from sync.model.ids import AccountId, RemoteId
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.items import MemoryItems
from sync.protocols.memory.server import MemoryServer
from tests.contract.items import CalendarContract, ContactsContract, FilesContract, ItemContract

ALICE = "alice@memory.test"


@pytest.fixture(params=[1, 3, 500], ids=["one-by-one", "three-by-three", "large-pages"])
def server(request: pytest.FixtureRequest) -> MemoryServer:
    made = MemoryServer(page_size=request.param)
    made.add_user(ALICE, "secret")
    made.add_user("bob@memory.test", "secret")
    return made


class OnMemory(ItemContract):
    async def connect(self, server: Any, password: str = "secret") -> Protocol:
        endpoint = Endpoint(self.service, "memory", "memory.test", 1, user=ALICE)
        account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

        async def secret(renew: bool) -> Secret:
            return Secret("password", password)

        return MemoryItems(Surroundings(account, endpoint, secret, kept=self.kept))

    async def impostor(self, server: Any) -> Protocol:
        return await self.connect(server, "wrong")

    async def expire(self, server: Any, protocol: Protocol, collection: RemoteId) -> None:
        server.user(ALICE).shelves[collection].forget_history()

    def lose_next_answer(self, server: Any, protocol: Protocol) -> None:
        server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))

    def cut_off(self, server: Any, protocol: Protocol) -> None:
        server.trouble.outage = True

    def bring_back(self, server: Any, protocol: Protocol) -> None:
        server.trouble.end()


class TestMemoryCalendar(OnMemory, CalendarContract):
    service = Service.CALENDAR


class TestMemoryContacts(OnMemory, ContactsContract):
    service = Service.CONTACTS


class TestMemoryFiles(OnMemory, FilesContract):
    service = Service.FILES
