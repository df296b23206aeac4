"""The IMAP protocol keeps the contract against a real Dovecot, with all of its extensions and with hardly any."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.ids import AccountId, RemoteId
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.imap import changes
from sync.protocols.imap.mail import ImapMail
from tests.contract.suite import MailContract
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.proxy import Break, Proxy, running_proxy

pytestmark = pytest.mark.server

ALICE = next(iter(PASSWORDS))
POOR = "QRESYNC CONDSTORE MOVE UIDPLUS ESEARCH LIST-STATUS LIST-EXTENDED SPECIAL-USE LITERAL+ LITERAL- SASL-IR NAMESPACE ENABLE"


def surroundings(server: Reached, without: str, password: str) -> Surroundings:
    endpoint = Endpoint(Service.MAIL, "imap", "localhost", server.network.port, user=ALICE, parameters={"without": without})
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password)

    return Surroundings(account, endpoint, secret, server.dovecot.authority.trust, 10.0)


ASKED = Break("unanswered", to_client=False, pattern=rb"UID (COPY|MOVE|STORE|EXPUNGE) [^\n]*\n|APPEND [\s\S]*\r\n\r\n[^\n]*\n")
"""Passes on what changes a mailbox (of an APPEND up to the body of the message), and loses the answer."""


@dataclass
class Reached:
    """The server, and the network in front of it."""

    dovecot: Dovecot
    network: Proxy


class TestImap(MailContract):
    without = ""

    @pytest.fixture
    async def server(self, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reached]:
        monkeypatch.setattr(changes, "FIRST_PAGE", 2)
        monkeypatch.setattr(changes, "LATER_PAGE", 3)
        async with running_proxy(dovecot.imap, inside=dovecot.authority.good().context()) as network:
            yield Reached(dovecot, network)

    async def connect(self, server: Any) -> Protocol:
        return ImapMail(surroundings(server, self.without, PASSWORDS[ALICE]))

    async def impostor(self, server: Any) -> Protocol:
        return ImapMail(surroundings(server, self.without, "wrong"))

    async def expire(self, server: Any, mail: Protocol, mailbox: RemoteId) -> None:
        await mail.close()
        server.dovecot.doveadm("mailbox", "update", "--uid-validity", "4000000001", "-u", ALICE, mailbox)

    def lose_next_answer(self, server: Any, mail: Protocol) -> None:
        server.network.breaks = [replace(ASKED)]

    def cut_off(self, server: Any, mail: Protocol) -> None:
        server.network.refusing = True
        server.network.cut_all()

    def bring_back(self, server: Any, mail: Protocol) -> None:
        server.network.refusing = False


class TestPoorImap(TestImap):
    without = POOR
