"""Submission against a real server: what is delivered, refused, lost, and exactly when one cannot tell."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from sync.model.accounts import Account, Endpoint, Identity, Security, Service
from sync.model.changes import Want
from sync.model.faults import AuthNeeded, Fault, Forbidden, Offline, Rejected, Transient, Uncertain, Unsupported
from sync.model.ids import AccountId, BlobName, CollectionId, RemoteId, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.operations import DeleteCollection, Octets, RemoteOperation, SendMessage
from sync.protocols.base import Secret, Surroundings
from sync.protocols.smtp import transaction
from sync.protocols.smtp.submission import SmtpSubmission
from sync.transport.gate import Gate
from tests.servers.submission import Cut, SubmissionServer, server_context

ALICE, BOB = "alice@exemple.fr", "bob@exemple.fr"
USERS = {ALICE: "alice-Secret-1", BOB: "clé «été» & 7%"}
MESSAGE = (
    b"From: alice@exemple.fr\r\nTo: bob@exemple.fr\r\nSubject: essai\r\nMessage-ID: <1@x>\r\n\r\n.point\r\nfin\r\n"
)

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[SubmissionServer]:
    with SubmissionServer(USERS, authority, tokens={ALICE: "jeton-frais"}) as running:
        yield running


def submission(
    server: SubmissionServer,
    trust: Path | None,
    *,
    user: str = ALICE,
    security: Security = Security.TLS,
    secrets: list[Secret] | None = None,
    timeout: float = 10.0,
) -> SmtpSubmission:
    port = server.tls_port if security is Security.TLS else server.starttls_port
    endpoint = Endpoint(Service.SUBMISSION, "smtp", server.host, port, security, user)
    account = Account(AccountId(1), user, "Essai", "generic", (endpoint,), Identity(user))
    known = secrets or [Secret("password", USERS[user])]

    async def secret(renew: bool) -> Secret:
        return known[-1] if renew else known[0]

    return SmtpSubmission(Surroundings(account, endpoint, secret, trust, timeout))


def sending(*recipients: str, sender: str = ALICE, message: bytes = MESSAGE) -> RemoteOperation:
    intention = SendMessage("d", Draft(Address("", sender)), BlobName(b""), recipients or (BOB,), sender)
    return RemoteOperation(new_operation_id(), intention, payload=Octets(message), message_id="<1@x>")


async def fault_of(protocol: SmtpSubmission, operation: RemoteOperation) -> Fault:
    with pytest.raises(Fault) as caught:
        await protocol.apply(operation)
    return caught.value


@pytest.mark.parametrize("security", list(Security))
async def test_a_message_arrives_as_it_was_built(server: SubmissionServer, trust: Path, security: Security) -> None:
    await submission(server, trust, security=security).apply(sending())
    (accepted,) = server.accepted
    assert accepted.sender == ALICE
    assert accepted.recipients == (BOB,)
    assert accepted.message == MESSAGE
    assert f"SIZE={len(MESSAGE)}" in accepted.options


async def test_a_large_message_with_eight_bit_text_arrives_whole(server: SubmissionServer, trust: Path) -> None:
    message = MESSAGE + "Été, là-bas.\r\n.\r\n".encode() * 100_000
    await submission(server, trust).apply(sending(message=message))
    assert server.accepted[0].message == message
    assert "BODY=8BITMIME" in server.accepted[0].options


async def test_a_password_outside_of_ascii(server: SubmissionServer, trust: Path) -> None:
    await submission(server, trust, user=BOB).check()


async def test_login_where_plain_is_not_offered(authority: trustme.CA, trust: Path) -> None:
    with SubmissionServer(USERS, authority, without=["PLAIN", "XOAUTH2", "OAUTHBEARER"]) as server:
        await submission(server, trust, user=BOB).check()


@pytest.mark.parametrize("without", ["XOAUTH2", "OAUTHBEARER"])
async def test_an_access_token_signs_in_by_either_mechanism(authority: trustme.CA, trust: Path, without: str) -> None:
    with SubmissionServer(USERS, authority, tokens={ALICE: "jeton-frais"}, without=[without]) as server:
        await submission(server, trust, secrets=[Secret("token", "jeton-frais")]).apply(sending())
        assert len(server.accepted) == 1


@pytest.mark.parametrize("without", ["XOAUTH2", "OAUTHBEARER"])
async def test_an_expired_token_is_renewed_once(authority: trustme.CA, trust: Path, without: str) -> None:
    with SubmissionServer(USERS, authority, tokens={ALICE: "jeton-frais"}, without=[without]) as server:
        renewed = [Secret("token", "jeton-perime"), Secret("token", "jeton-frais")]
        await submission(server, trust, secrets=renewed).check()
        with pytest.raises(AuthNeeded) as caught:
            await submission(server, trust, secrets=[Secret("token", "faux")]).check()
        assert caught.value.code == "token_refused"


async def test_a_wrong_password(server: SubmissionServer, trust: Path) -> None:
    fault = await fault_of(submission(server, trust, secrets=[Secret("password", "faux")]), sending())
    assert isinstance(fault, AuthNeeded)
    assert fault.code == "wrong_password"
    assert "faux" not in str(fault)


async def test_no_common_way_to_sign_in(authority: trustme.CA, trust: Path) -> None:
    with SubmissionServer(USERS, authority, without=["PLAIN", "LOGIN"]) as server:
        fault = await fault_of(submission(server, trust), sending())
        assert isinstance(fault, Unsupported)
        assert fault.code == "sign_in"


@pytest.mark.parametrize("security", list(Security))
async def test_a_certificate_of_nobody_knows_whom(server: SubmissionServer, security: Security) -> None:
    fault = await fault_of(submission(server, None, security=security), sending())
    assert isinstance(fault, Forbidden)
    assert fault.code == "certificate"
    assert bool(fault.parameters["issuer"]) is (security is Security.TLS)


@pytest.mark.parametrize("security", list(Security))
async def test_a_certificate_for_another_host(authority: trustme.CA, trust: Path, security: Security) -> None:
    with SubmissionServer(USERS, authority, context=server_context(authority, "autre.exemple.fr")) as server:
        fault = await fault_of(submission(server, trust, security=security), sending())
        assert isinstance(fault, Forbidden)
        assert fault.parameters["reason"] == "wrong_host"


async def test_without_starttls_not_a_word_of_the_password_is_said(authority: trustme.CA, trust: Path) -> None:
    asked = []

    with SubmissionServer(USERS, authority, offer_starttls=False) as server:
        protocol = submission(server, trust, security=Security.STARTTLS)
        original = protocol.surroundings.secret

        async def secret(renew: bool) -> Secret:
            asked.append(renew)
            return await original(renew)

        object.__setattr__(protocol.surroundings, "secret", secret)
        fault = await fault_of(protocol, sending())
    assert isinstance(fault, Forbidden)
    assert fault.code == "no_tls"
    assert asked == []


async def test_no_connection_passes_beside_the_gate(server: SubmissionServer, trust: Path) -> None:
    protocol = submission(server, trust)
    gate = Gate()
    object.__setattr__(protocol.surroundings, "gate", gate)
    assert (await fault_of(protocol, sending())).code == "host_not_allowed"
    gate.allow(AccountId(1), ["localhost"])
    await protocol.apply(sending())
    assert gate.traffic(AccountId(1), "localhost").sent == len(MESSAGE) + 1  # one doubled dot


async def test_a_server_that_is_not_there(authority: trustme.CA, trust: Path) -> None:
    with SubmissionServer(USERS, authority) as server:
        protocol = submission(server, trust)
    fault = await fault_of(protocol, sending())
    assert isinstance(fault, Offline)
    assert fault.code == "refused"


async def test_a_server_that_says_nothing(trust: Path, authority: trustme.CA) -> None:
    writers: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _reader, writer: writers.append(writer), "127.0.0.1", 0)
    with SubmissionServer(USERS, authority) as server:
        server.tls_port = silent.sockets[0].getsockname()[1]
        fault = await fault_of(submission(server, trust, timeout=0.2), sending())
    for writer in writers:
        writer.transport.abort()
    silent.close()
    await silent.wait_closed()
    assert isinstance(fault, Offline)
    assert fault.code == "timeout"


async def test_plain_text_where_tls_is_expected(server: SubmissionServer, trust: Path) -> None:
    server.tls_port = server.starttls_port
    assert (await fault_of(submission(server, trust), sending())).code == "tls_failed"


async def test_one_refused_recipient_holds_the_whole_message_back(server: SubmissionServer, trust: Path) -> None:
    fault = await fault_of(submission(server, trust), sending(BOB, "a@refus5.example", "b@inconnu.example"))
    assert isinstance(fault, Rejected)
    assert fault.code == "recipient_refused"
    assert fault.parameters["recipients"] == "a@refus5.example, b@inconnu.example"
    assert "politique" in fault.reason
    assert server.commands == ["RCPT", "RCPT", "RCPT"]
    assert server.accepted == []


async def test_a_recipient_deferred(server: SubmissionServer, trust: Path) -> None:
    fault = await fault_of(submission(server, trust), sending(BOB, "a@refus4.example"))
    assert isinstance(fault, Transient)
    assert server.accepted == []


async def test_a_full_mailbox_and_a_full_allowance(server: SubmissionServer, trust: Path) -> None:
    assert (await fault_of(submission(server, trust), sending("a@plein.example"))).code == "quota_exceeded"
    server.mood.over_quota = True
    assert (await fault_of(submission(server, trust), sending())).code == "quota_exceeded"


async def test_writing_in_anothers_name(server: SubmissionServer, trust: Path) -> None:
    fault = await fault_of(submission(server, trust), sending(sender=BOB))
    assert isinstance(fault, Rejected)
    assert fault.code == "sender_refused"


async def test_a_message_refused_after_its_end(server: SubmissionServer, trust: Path) -> None:
    server.mood.refuse_message = "554 5.6.0 Contenu refusé"
    fault = await fault_of(submission(server, trust), sending())
    assert isinstance(fault, Rejected)
    assert (fault.code, fault.reason) == ("message_refused", "5.6.0 Contenu refusé")


async def test_a_server_in_trouble_after_the_end_is_tried_again(server: SubmissionServer, trust: Path) -> None:
    server.mood.refuse_message = "451 4.3.0 plus tard"
    assert isinstance(await fault_of(submission(server, trust), sending()), Transient)


async def test_too_large_is_refused_before_the_first_recipient(authority: trustme.CA, trust: Path) -> None:
    with SubmissionServer(USERS, authority, size_limit=2000) as server:
        fault = await fault_of(submission(server, trust), sending(message=MESSAGE + b"x" * 2000))
        assert fault.code == "message_too_large"
        assert fault.parameters["limit"] == 2000
        assert server.commands == []


@pytest.mark.parametrize("cut", [Cut.AFTER_DOT_LOST, Cut.AFTER_DOT_DELIVERED])
@pytest.mark.parametrize("security", list(Security))
async def test_lost_after_the_final_dot_is_uncertain(
    server: SubmissionServer, trust: Path, cut: Cut, security: Security
) -> None:
    server.mood.cut = cut
    protocol = submission(server, trust, security=security)
    operation = sending()
    fault = await fault_of(protocol, operation)
    assert isinstance(fault, Uncertain)
    assert fault.code == "answer_lost"
    assert len(server.accepted) == (1 if cut is Cut.AFTER_DOT_DELIVERED else 0)
    with pytest.raises(Uncertain):
        await protocol.settled(operation)


async def test_no_answer_in_time_after_the_final_dot_is_uncertain(
    server: SubmissionServer, trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "FINAL_REPLY_STEPS", 0.02)
    server.mood.stall_after_dot = True
    assert isinstance(await fault_of(submission(server, trust), sending()), Uncertain)


@pytest.mark.parametrize("cut", [Cut.AT_DATA, Cut.INSIDE_MESSAGE])
@pytest.mark.parametrize("security", list(Security))
async def test_lost_before_the_final_dot_is_offline(
    server: SubmissionServer, trust: Path, cut: Cut, security: Security
) -> None:
    # Large enough not to fit into the buffers of the system: the dot waits behind it.
    message = MESSAGE + b"x" * 70 * 200_000
    server.mood.cut = cut
    fault = await fault_of(submission(server, trust, security=security), sending(message=message))
    assert isinstance(fault, Offline)
    assert server.accepted == []


async def test_cancelling_leaves_a_clean_protocol(server: SubmissionServer, trust: Path) -> None:
    server.mood.stall_after_dot = True
    protocol = submission(server, trust)
    running = asyncio.create_task(protocol.apply(sending()))
    async with asyncio.timeout(10):
        while not server.accepted:  # noqa: ASYNC110 (the server lives in another thread)
            await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    server.mood.stall_after_dot = False
    await protocol.apply(sending())
    assert len(server.accepted) == 2


async def test_there_is_nothing_to_list_fetch_or_watch(server: SubmissionServer, trust: Path) -> None:
    protocol = submission(server, trust)
    assert await protocol.collections() == ()
    assert [nudge async for nudge in protocol.watch()] == []
    with pytest.raises(Unsupported):
        await protocol.changes(RemoteId("x"), None)
    with pytest.raises(Unsupported):
        protocol.fetch(RemoteId("x"), [], Want.WHOLE)
    with pytest.raises(Unsupported):
        await protocol.apply(RemoteOperation(new_operation_id(), DeleteCollection(CollectionId(1))))
    await protocol.close()
