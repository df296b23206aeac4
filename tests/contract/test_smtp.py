"""The rules of the five verbs (`sync.protocols.base`), kept by submission whatever the server does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.faults import Fault, Uncertain
from sync.model.ids import AccountId, BlobName, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.operations import Octets, RemoteOperation, SendMessage
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.smtp import transaction
from sync.providers.registry import protocol_class
from tests.servers.submission import REFUSALS, Cut, Mood, SubmissionServer

pytestmark = pytest.mark.server

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SubmissionServer]:
    monkeypatch.setattr(transaction, "FINAL_REPLY_STEPS", 0.05)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with SubmissionServer({ALICE: "a", BOB: "b"}, authority) as running:
        yield running


@pytest.fixture
def protocol(server: SubmissionServer, tmp_path: Path) -> Protocol:
    endpoint = Endpoint(Service.SUBMISSION, "smtp", server.host, server.tls_port, user=ALICE)
    account = Account(AccountId(1), ALICE, "Essai", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        return Secret("password", "a")

    return protocol_class("smtp")(Surroundings(account, endpoint, secret, tmp_path / "ca.pem", 10.0))


def sending(*recipients: str, sender: str = ALICE) -> RemoteOperation:
    intention = SendMessage("d", Draft(Address("", sender)), BlobName(b""), recipients or (BOB,), sender)
    return RemoteOperation(new_operation_id(), intention, payload=Octets(b"Subject: x\r\nMessage-ID: <1@x>\r\n\r\nx\r\n"))


def _cut(where: Cut) -> Callable[[Mood], None]:
    def change(mood: Mood) -> None:
        mood.cut = where

    return change


def _stall(mood: Mood) -> None:
    mood.stall_after_dot = True


def _quota(mood: Mood) -> None:
    mood.over_quota = True


def _reply(words: str) -> Callable[[Mood], None]:
    def change(mood: Mood) -> None:
        mood.refuse_message = words

    return change


TROUBLES = {
    **{cut.value: _cut(cut) for cut in Cut if cut is not Cut.NOWHERE},
    "stall": _stall,
    "quota": _quota,
    "refused": _reply("554 5.6.0 non"),
    "busy": _reply("451 4.3.0 plus tard"),
    "garbage": _reply("n'importe quoi"),
    "closing": _reply("421 4.3.2 fermeture"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_every_failure_is_a_fault_and_the_next_call_starts_clean(
    server: SubmissionServer, protocol: Protocol, trouble: str
) -> None:
    TROUBLES[trouble](server.mood)
    with pytest.raises(Fault):
        await protocol.apply(sending())
    before = len(server.accepted)
    server.mood.__dict__.update(vars(Mood()))
    await protocol.apply(sending())
    assert len(server.accepted) == before + 1


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_fault_that_is_certain_means_that_nothing_went_out(
    server: SubmissionServer, protocol: Protocol, trouble: str
) -> None:
    """Rule (a): `Uncertain`, or repeating does no harm."""
    TROUBLES[trouble](server.mood)
    try:
        await protocol.apply(sending())
    except Uncertain:
        return
    except Fault:
        assert server.accepted == []


@pytest.mark.parametrize("domain", REFUSALS)
async def test_a_refused_recipient_keeps_all_others_from_getting_it(
    server: SubmissionServer, protocol: Protocol, domain: str
) -> None:
    with pytest.raises(Fault):
        await protocol.apply(sending(BOB, f"x@{domain}"))
    assert server.accepted == []
    assert "DATA" not in server.commands


async def test_cancelling_at_any_moment_leaves_nothing_half_known(server: SubmissionServer, protocol: Protocol) -> None:
    """Rule (e): whatever step the cancellation hits, the next call works."""
    for steps in range(0, 40, 3):
        running = asyncio.create_task(protocol.apply(sending()))
        for _ in range(steps):
            await asyncio.sleep(0)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
    before = len(server.accepted)
    await protocol.apply(sending())
    assert len(server.accepted) > before


async def test_what_cannot_be_told_is_not_pretended(protocol: Protocol) -> None:
    with pytest.raises(Uncertain):
        await protocol.settled(sending())
