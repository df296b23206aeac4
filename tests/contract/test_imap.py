"""The IMAP protocol keeps the contract against a real Dovecot, with all of its extensions and with hardly any."""

from __future__ import annotations

from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.ids import AccountId
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.imap import changes
from sync.protocols.imap.mail import ImapMail
from tests.contract.suite import MailContract
from tests.servers.dovecot import PASSWORDS, Dovecot

pytestmark = pytest.mark.server

ALICE = next(iter(PASSWORDS))
POOR = "QRESYNC CONDSTORE MOVE UIDPLUS ESEARCH LIST-STATUS LIST-EXTENDED SPECIAL-USE LITERAL+ LITERAL- SASL-IR NAMESPACE ENABLE"


def surroundings(server: Dovecot, without: str, password: str) -> Surroundings:
    endpoint = Endpoint(Service.MAIL, "imap", "localhost", server.imaps, user=ALICE, parameters={"without": without})
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password)

    return Surroundings(account, endpoint, secret, server.authority.trust, 10.0)


class TestImap(MailContract):
    without = ""

    @pytest.fixture
    def server(self, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
        monkeypatch.setattr(changes, "FIRST_PAGE", 2)
        monkeypatch.setattr(changes, "LATER_PAGE", 3)
        return dovecot

    async def connect(self, server: Any) -> Protocol:
        return ImapMail(surroundings(server, self.without, PASSWORDS[ALICE]))

    async def impostor(self, server: Any) -> Protocol:
        return ImapMail(surroundings(server, self.without, "wrong"))


class TestPoorImap(TestImap):
    without = POOR
