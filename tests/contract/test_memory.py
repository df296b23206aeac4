"""The memory protocol keeps the contract, with pages of one item and of many, remembering operations or not."""

from __future__ import annotations

from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.faults import Offline
from sync.model.ids import AccountId, RemoteId
from sync.model.operations import CopyItems, Intention
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.mail import MemoryMail
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.submission import MemorySubmission
from tests.contract.suite import MailContract, SubmissionContract

ALICE, BOB = "alice@memory.test", "bob@memory.test"


def surroundings(service: Service, password: str = "secret") -> Surroundings:
    endpoint = Endpoint(service, "memory", "memory.test", 1, user=ALICE)
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password)

    return Surroundings(account, endpoint, secret)


@pytest.fixture(params=[(1, False), (3, True), (500, False)], ids=["one-by-one", "remembering", "large-pages"])
def server(request: pytest.FixtureRequest) -> MemoryServer:
    page_size, remembers = request.param
    made = MemoryServer(page_size=page_size, remembers=remembers)
    made.add_user(ALICE, "secret")
    made.add_user(BOB, "secret")
    return made


class TestMemoryMail(MailContract):
    @pytest.fixture(autouse=True)
    def _known(self, server: MemoryServer) -> None:
        self.server = server

    async def connect(self, server: Any) -> Protocol:
        return MemoryMail(surroundings(Service.MAIL))

    async def impostor(self, server: Any) -> Protocol:
        return MemoryMail(surroundings(Service.MAIL, "wrong"))

    async def expire(self, server: Any, mail: Protocol, mailbox: RemoteId) -> None:
        server.user(ALICE).mailboxes[mailbox].forget_history()

    def lose_next_answer(self, server: Any, mail: Protocol) -> None:
        server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))

    def cut_off(self, server: Any, mail: Protocol) -> None:
        server.trouble.outage = True

    def bring_back(self, server: Any, mail: Protocol) -> None:
        server.trouble.end()

    def repeats_safely(self, intention: Intention) -> bool:
        return self.server.remembers or not isinstance(intention, CopyItems)


class TestMemorySubmission(SubmissionContract):
    async def connect(self, server: Any) -> Protocol:
        return MemorySubmission(surroundings(Service.SUBMISSION))

    def arrived(self, server: Any, recipient: str) -> list[bytes]:
        return [kept.raw for kept in server.mailbox(recipient, "INBOX").messages.values()]

    def lose_next_answer(self, server: Any) -> None:
        server.trouble.strike("submit", Moment.AFTER, Offline("connection_lost"))
