"""The demo's servers, talked to as any client would."""

from __future__ import annotations

import asyncio
import imaplib
import re
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from app.demo.backend import DemoBackend
from app.demo.people import ALICE, BRUNO
from sync.model.accounts import Account, Identity
from sync.model.faults import AuthNeeded, Fault, Forbidden, Rejected
from sync.model.ids import AccountId, BlobName, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.operations import Octets, RemoteOperation, SendMessage
from sync.protocols.base import Secret, Surroundings
from sync.protocols.smtp.submission import SmtpSubmission

pytestmark = pytest.mark.server

T = TypeVar("T")
LETTER = (
    b"From: alice.durand@prefecture.example\r\nTo: bruno.lefevre@prefecture.example\r\n"
    b"Subject: =?utf-8?Q?Compl=C3=A9ments?=\r\nMessage-ID: <a1@prefecture.example>\r\n\r\nBonjour Bruno\r\n"
)


@pytest.fixture
async def backend(tmp_path: Path) -> AsyncIterator[DemoBackend]:
    running = DemoBackend(tmp_path / "demo", answer_after=0.0)
    await running.start()
    yield running
    await running.stop()


def read(backend: DemoBackend, work: Callable[[imaplib.IMAP4_SSL], T], user: str = ALICE.address) -> T:
    context = ssl.create_default_context(cafile=str(backend.trust))
    endpoint = backend.endpoints[0]
    with imaplib.IMAP4_SSL(endpoint.host, endpoint.port, ssl_context=context, timeout=20) as imap:
        imap.login(user, backend.password)
        return work(imap)


def state_of(imap: imaplib.IMAP4_SSL) -> tuple[int, int, list[bytes]]:
    """UIDVALIDITY, how many there are, and the list of mailboxes."""
    count = int(imap.select()[1][0] or b"0")
    validity = int(imap.response("UIDVALIDITY")[1][0] or b"0")
    return validity, count, [line for line in imap.list()[1] if isinstance(line, bytes)]


def submission(backend: DemoBackend, *, password: str = "", trust: bool = True) -> SmtpSubmission:
    endpoint = backend.endpoints[1]
    account = Account(AccountId(1), backend.address, "Démo", "demo", (endpoint,), Identity(backend.address))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password or backend.password)

    return SmtpSubmission(Surroundings(account, endpoint, secret, backend.trust if trust else None))


def sending(*recipients: str, sender: str = ALICE.address) -> RemoteOperation:
    intention = SendMessage("d", Draft(Address("", sender)), BlobName(b""), recipients, sender)
    return RemoteOperation(new_operation_id(), intention, payload=Octets(LETTER), message_id="<a1@prefecture.example>")


async def test_alice_finds_her_mailboxes_and_their_uses(backend: DemoBackend) -> None:
    _, count, mailboxes = await asyncio.to_thread(read, backend, state_of)
    assert count > 30
    uses = {line.split(b'"/" ')[1]: re.findall(rb"\\(Drafts|Sent|Archive|Trash|Junk)\b", line) for line in mailboxes}
    assert uses[b"Brouillons"] == [b"Drafts"]
    assert uses[b"Envoy&AOk-s"] == [b"Sent"]
    assert uses[b"Archives"] == [b"Archive"]
    assert uses[b"Corbeille"] == [b"Trash"]
    assert uses[b"Ind&AOk-sirables"] == [b"Junk"]
    assert b'"Projets/March&AOk-s publics"' in uses


async def test_keywords_moves_and_flags_are_kept_between_runs(tmp_path: Path) -> None:
    def change(imap: imaplib.IMAP4_SSL) -> tuple[int, int, list[bytes]]:
        imap.select()
        imap.uid("STORE", "101", "+FLAGS", r"(\Flagged $Forwarded)")
        imap.uid("MOVE", "102", "Archives")
        imap.create("Projets/Nouveau")
        return state_of(imap)

    def flags(imap: imaplib.IMAP4_SSL) -> bytes:
        imap.select()
        answer = imap.uid("FETCH", "101", "(FLAGS)")[1][0]
        assert isinstance(answer, bytes)
        return answer

    first = DemoBackend(tmp_path)
    await first.start()
    before = await asyncio.to_thread(read, first, change)
    ports = [endpoint.port for endpoint in first.endpoints]
    await first.stop()
    second = DemoBackend(tmp_path)
    await second.start()
    assert [endpoint.port for endpoint in second.endpoints] == ports
    assert second.password == first.password
    assert await asyncio.to_thread(read, second, state_of) == before
    kept = await asyncio.to_thread(read, second, flags)
    await second.stop()
    assert rb"\Flagged" in kept
    assert b"$Forwarded" in kept


async def test_after_an_unclean_end_no_uid_is_used_twice(tmp_path: Path) -> None:
    first = DemoBackend(tmp_path)
    await first.start()
    validity, count, mailboxes = await asyncio.to_thread(read, first, state_of)
    await first.stop()
    (tmp_path / "mail.msgpack").rename(tmp_path / "mail.running")
    second = DemoBackend(tmp_path)
    await second.start()
    again = await asyncio.to_thread(read, second, state_of)
    await second.stop()
    assert again[0] != validity
    assert again[1:] == (count, mailboxes)


async def test_a_port_that_is_taken_is_replaced(tmp_path: Path) -> None:
    first = DemoBackend(tmp_path)
    await first.start()
    taken = first.endpoints[1].port
    await first.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", taken))
        other.listen()
        second = DemoBackend(tmp_path)
        await second.start()
        assert second.endpoints[1].port != taken
        await submission(second).check()
        await second.stop()


async def test_a_colleague_receives_and_answers(backend: DemoBackend) -> None:
    def last(imap: imaplib.IMAP4_SSL) -> bytes:
        imap.select()
        found = imap.fetch("*", "(BODY.PEEK[])")[1][0]
        assert isinstance(found, tuple)
        return found[1]

    await submission(backend).apply(sending(BRUNO.address))
    received = await asyncio.to_thread(read, backend, last, BRUNO.address)
    assert received.startswith(b"Return-Path: <alice.durand@prefecture.example>\r\n")
    assert received.endswith(LETTER)
    async with asyncio.timeout(10):
        while b"In-Reply-To: <a1@prefecture.example>" not in (  # noqa: ASYNC110 (the answer is seen only by asking)
            answer := await asyncio.to_thread(read, backend, last)
        ):
            await asyncio.sleep(0.02)
    assert b"Subject: Re: =?utf-8?Q?Compl=C3=A9ments?=" in answer
    assert b"From: =?utf-8?B?QnJ1bm8gTGVmw6h2cmU=?= <bruno.lefevre@prefecture.example>" in answer


async def test_new_mail_wakes_a_client_that_idles(backend: DemoBackend) -> None:
    context = ssl.create_default_context(cafile=str(backend.trust))
    endpoint = backend.endpoints[0]
    reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port, ssl=context)
    async with asyncio.timeout(20):
        writer.write(f'a LOGIN {ALICE.address} "{backend.password}"\r\nb SELECT INBOX\r\n'.encode())
        while not (await reader.readline()).startswith(b"b OK"):
            pass
        writer.write(b"c IDLE\r\n")
        assert (await reader.readline()).startswith(b"+")
        await submission(backend).apply(sending(ALICE.address))
        while b"EXISTS" not in await reader.readline():
            pass
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    ("recipient", "sender", "code"),
    [
        ("personne@prefecture.example", ALICE.address, "recipient_refused"),
        ("quelqu-un@service-public.fr", ALICE.address, "recipient_refused"),
        (ALICE.address, BRUNO.address, "sender_refused"),
    ],
)
async def test_nothing_leaves_and_nobody_writes_for_another(
    backend: DemoBackend, recipient: str, sender: str, code: str
) -> None:
    with pytest.raises(Rejected) as caught:
        await submission(backend).apply(sending(recipient, sender=sender))
    assert caught.value.code == code


async def test_without_the_password_or_the_authority_there_is_no_way_in(backend: DemoBackend) -> None:
    with pytest.raises(AuthNeeded):
        await submission(backend, password="faux").check()
    with pytest.raises(Fault) as caught:
        await submission(backend, trust=False).check()
    assert isinstance(caught.value, Forbidden)
