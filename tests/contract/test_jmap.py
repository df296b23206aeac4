"""The JMAP protocol keeps the contract against a real Cyrus, mail and submission alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.collections import Role
from sync.model.faults import Rejected, Uncertain
from sync.model.ids import AccountId, RemoteId
from sync.model.operations import Applied
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.jmap import appending, changes, folders
from sync.protocols.jmap.mail import JmapMail
from tests.contract.suite import MailContract, SubmissionContract, all_pages, letter
from tests.servers.authority import Authority
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import PASSWORDS
from tests.servers.relay import Relay

pytestmark = pytest.mark.server

ALICE, BOB = list(PASSWORDS)[:2]


@dataclass
class Behind:
    """Cyrus behind a relay that can lose answers and play dead."""

    cyrus: Cyrus
    relay: Relay

    @property
    def authority(self) -> Authority:
        return self.cyrus.authority


@pytest.fixture
async def behind(cyrus: Cyrus) -> AsyncIterator[Behind]:
    async with Relay(cyrus.https, cyrus.authority).running() as relay:
        yield Behind(cyrus, relay)


def changes_something(method: str, path: str, body: bytes) -> bool:
    return any(name in body for name in (b'"Email/set"', b'"Email/import"', b'"EmailSubmission/set"'))


def surroundings(server: Behind, service: Service, password: str) -> Surroundings:
    endpoint = Endpoint(service, "jmap", "localhost", server.relay.port, user=ALICE)
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password)

    return Surroundings(account, endpoint, secret, server.authority.trust, 20.0)


class TestJmapMail(MailContract):
    keyword = "urgent"  # RFC 8621 §4.1.1: keywords are case-insensitive and come in lower case

    @pytest.fixture
    def server(self, behind: Behind, monkeypatch: pytest.MonkeyPatch) -> Behind:
        monkeypatch.setattr(changes, "FIRST_PAGE", 2)
        monkeypatch.setattr(changes, "LATER_PAGE", 3)
        monkeypatch.setattr(changes, "IDS_AT_ONCE", 4)
        return behind

    def lose_next_answer(self, server: Any, mail: Protocol) -> None:
        server.relay.lose_answer_to = changes_something

    def cut_off(self, server: Any, mail: Protocol) -> None:
        server.relay.dead = True

    def bring_back(self, server: Any, mail: Protocol) -> None:
        server.relay.dead = False

    async def expire(self, server: Any, mail: Protocol, mailbox: RemoteId) -> None:
        """Let Cyrus forget what was deleted, as its nightly run does."""
        await asyncio.to_thread(server.cyrus.forget_deleted)

    async def connect(self, server: Any) -> Protocol:
        return JmapMail(surroundings(server, Service.MAIL, PASSWORDS[ALICE]))

    def newest_first(self, listed: list[RemoteId], put: list[RemoteId]) -> bool:
        """Cyrus knows when a message came to the second only; `test_mail_of_different_seconds…` looks at the order."""
        return sorted(listed) == sorted(put)

    async def test_mail_of_different_seconds_is_listed_newest_first(self, mail: JmapMail, mailbox: RemoteId) -> None:
        put = []
        for second in (5, 1, 9, 3, 7):
            blob = await mail._client.upload(letter(f"L{second}"))
            wanted = {"blobId": blob, "mailboxIds": {mailbox: True}, "receivedAt": f"2026-11-25T10:00:0{second}Z"}
            answer = await mail._client.call("Email/import", emails={"m": wanted})
            put.append((second, answer["created"]["m"]["id"]))
        listed = [change.item for page in await all_pages(mail, mailbox) for change in page.upserts]
        assert listed == [item for _, item in sorted(put, reverse=True)]

    async def impostor(self, server: Any) -> Protocol:
        return JmapMail(surroundings(server, Service.MAIL, "wrong"))


class TestJmapSubmission(SubmissionContract):
    sender = ALICE
    recipient = BOB
    stranger = "personne@exemple.fr"

    @pytest.fixture
    def server(self, behind: Behind) -> Behind:
        behind.cyrus.post.taken.clear()
        return behind

    def lose_next_answer(self, server: Any) -> None:
        server.relay.lose_answer_to = changes_something

    async def test_after_a_lost_answer_it_can_tell_what_went_out(self, server: Any, submission: Protocol) -> None:
        asked = self.sending(self.recipient)
        self.lose_next_answer(server)
        with pytest.raises(Uncertain):
            await submission.apply(asked)
        assert await submission.settled(asked) == Applied()
        never = self.sending(self.recipient)
        with pytest.raises(Uncertain):
            await submission.settled(never)
        assert len(self.arrived(server, self.recipient)) == 1

    async def test_what_was_refused_leaves_nothing_in_drafts(self, server: Any, submission: Protocol) -> None:
        asked = self.sending(self.stranger)
        with pytest.raises(Rejected) as refused:
            await submission.apply(asked)
        assert refused.value.code == "recipient_refused"
        mail = JmapMail(surroundings(server, Service.MAIL, PASSWORDS[ALICE]))
        for role in (Role.DRAFTS, Role.SENT):
            box = await folders.of_role(mail._client, role)
            assert await appending.with_message_id(mail._client, box, asked.message_id) == []
        await mail.close()

    async def test_a_person_writes_as_themselves_only(self, server: Any, submission: Protocol) -> None:
        asked = self.sending(self.recipient)
        intention = replace(asked.intention, sender="prefet@ailleurs.example")  # type: ignore[type-var]
        with pytest.raises(Rejected) as refused:
            await submission.apply(replace(asked, intention=intention))
        assert refused.value.code == "no_identity"

    async def connect(self, server: Any) -> Protocol:
        return JmapMail(surroundings(server, Service.SUBMISSION, PASSWORDS[ALICE]))

    def arrived(self, server: Any, recipient: str) -> list[bytes]:
        return server.cyrus.post.to(recipient)
