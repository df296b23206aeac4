"""Stories of letters that go on: redirected once and only once, and receipts given once and only once, on real servers too."""

from __future__ import annotations

import argparse
import asyncio
import email
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.terminal import onward
from app.terminal.output import Output
from app.terminal.session import Session
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.collections import Role
from sync.model.faults import Offline, Rejected, Unreadable
from sync.model.ids import AccountId, new_operation_id
from sync.model.mail import Flag, Pending
from sync.model.operations import OperationState
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.store.read import outbox as read_outbox
from sync.store.write import housekeeping
from tests.engine.ground import ALICE, BOB, PASSPHRASE, Ground, Here, NoKeyring, at_work, letter, people, until
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.submission import submission_to

CAROL = "carol@memory.test"
REAL_ALICE, REAL_BOB, REAL_ZOE = PASSWORDS
ASKING = b"Disposition-Notification-To: "


@pytest.fixture
def server() -> MemoryServer:
    server = people()
    server.add_user(CAROL, "secret")
    return server


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server) as made:
        yield made


async def redirect(ground: Ground, to: str, undo_seconds: int = 0, operation: str = "") -> str:
    asked = m.Redirect(operation or new_operation_id(), ground.rows()[0].id, ("Alice", ground.address), [("", to)], undo_seconds)
    answer = await ground.engine.answer(asked)
    assert isinstance(answer, m.Sending)
    return answer.operation


async def answer_receipt(ground: Ground, automatic: bool = False) -> None:
    row = ground.rows()[0]
    await ground.engine.answer(m.AnswerReceipt(row.id, ("Alice", ground.address), f"Lu : {row.subject}", "Affiché.", automatic))


async def test_a_letter_is_redirected_as_it_was_received(ground: Ground, server: MemoryServer) -> None:
    raw = letter("Permis", message_id="<permis@memory.test>")
    server.deliver(ALICE, raw)
    await ground.sync()
    server.trouble.outage = True
    operation = await redirect(ground, CAROL)
    assert await redirect(ground, CAROL, operation=operation) == operation, "the same command again changes nothing"
    assert [row.pending for row in ground.rows(Role.SENT)] == [Pending.QUEUED]
    assert ground.rows()[0].flags & Flag.FORWARDED, "shown at once"
    server.trouble.end()
    for _ in range(2):
        await ground.sync()
    [sent] = server.submitted
    assert (sent.sender, sent.recipients) == (ALICE, (CAROL,))
    assert sent.raw.endswith(raw)
    assert sent.raw.startswith(b"Resent-From:")
    assert [kept.raw for kept in server.mailbox(ALICE, "Sent").messages.values()] == [sent.raw]
    assert ground.subjects(Role.SENT) == ["Permis"]
    assert ground.rows(Role.SENT)[0].sender_address == BOB, "it is still its author's"
    assert ground.rows()[0].flags & Flag.FORWARDED
    assert ground.read(read_outbox.operations) == []


async def test_a_redirection_can_be_taken_back(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Trop vite"))
    await ground.sync()
    operation = await redirect(ground, CAROL, undo_seconds=60)
    await ground.engine.answer(m.CancelOperation(operation))
    await ground.sync()
    assert server.submitted == []
    assert ground.rows(Role.SENT) == []
    assert not ground.rows()[0].flags & Flag.FORWARDED


async def test_a_redirection_whose_answer_is_lost_is_never_repeated_in_silence(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Une fois", message_id="<once@memory.test>"))
    server.deliver(ALICE, letter("Une fois", message_id="<once@memory.test>"), mailbox="Sent")
    await ground.sync()
    server.trouble.strike("submit", Moment.AFTER, Offline("connection_lost"))
    operation = await redirect(ground, CAROL)
    for _ in range(3):
        await ground.sync()
    (waiting,) = ground.read(read_outbox.operations)
    assert waiting.state == OperationState.UNCERTAIN, "the letter under its own Message-ID proves nothing"
    assert len(server.submitted) == 1
    await ground.engine.answer(m.SettleOperation(operation))
    await ground.sync()
    assert len(server.submitted) == 1
    assert len(server.mailbox(ALICE, "Sent").messages) == 2


async def test_a_redirection_that_the_server_filed_itself_is_known_by_its_own_name(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Classée"))
    await ground.sync()
    server.trouble.strike("submit", Moment.AFTER, Offline("connection_lost"))
    server.trouble.strike("settled", Moment.BEFORE, Offline("connection_lost"))
    await redirect(ground, CAROL)
    with pytest.raises(Offline):
        await ground.worker.outbox.run()
    server.deliver(ALICE, server.submitted[0].raw, mailbox="Sent")
    await ground.sync()
    assert ground.read(read_outbox.operations) == []
    assert len(server.mailbox(ALICE, "Sent").messages) == 1
    assert len(server.submitted) == 1


async def test_what_waits_to_go_on_is_kept_on_the_disk(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Gardée").replace(b"\r\n\r\n", b"\r\n" + ASKING + BOB.encode() + b"\r\n\r\n", 1))
    await ground.sync()
    server.trouble.outage = True
    await redirect(ground, CAROL)
    await answer_receipt(ground)
    later = 2**40
    await ground.desk.store.write(housekeeping.collect, ground.desk.store.writer.blobs, now=later)
    await ground.desk.store.write(housekeeping.sweep, ground.desk.store.writer.blobs)
    server.trouble.end()
    await ground.sync()
    assert len(server.submitted) == 2
    assert ground.read(read_outbox.operations) == []


async def test_nobody_gets_what_has_no_recipient(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("À personne"))
    await ground.sync()
    with pytest.raises(Rejected, match="no_recipients"):
        await redirect(ground, " ")
    with pytest.raises(Unreadable, match="bad_address"):
        await redirect(ground, "carol")
    assert ground.read(read_outbox.operations) == []


async def test_a_receipt_is_given_once_without_return_path_and_without_a_copy(ground: Ground, server: MemoryServer) -> None:
    item = server.deliver(ALICE, letter("Convocation").replace(b"\r\n\r\n", b"\r\n" + ASKING + BOB.encode() + b"\r\n\r\n", 1))
    await ground.sync()
    for _ in range(2):
        await answer_receipt(ground)
    assert ground.rows()[0].flags & Flag.RECEIPT_SENT
    await ground.sync()
    await answer_receipt(ground)
    await ground.sync()
    [sent] = server.submitted
    assert sent.recipients == (BOB,)
    assert email.message_from_bytes(sent.raw).get_content_type() == "multipart/report"
    assert not server.mailbox(ALICE, "Sent").messages
    kept = server.mailbox(ALICE, "INBOX").get(item)
    assert kept is not None
    assert kept.flags & Flag.RECEIPT_SENT, "other programs see that it was given"


async def test_no_receipt_is_given_that_nobody_asked_for(ground: Ground, server: MemoryServer) -> None:
    server.deliver(ALICE, letter("Sans accusé"))
    await ground.sync()
    with pytest.raises(Unreadable, match="no_receipt_wanted"):
        await answer_receipt(ground)
    assert ground.read(read_outbox.operations) == []


async def test_the_command_line_redirects_and_gives_receipts(
    ground: Ground, server: MemoryServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.deliver(ALICE, letter("Convocation").replace(b"\r\n\r\n", b"\r\n" + ASKING + BOB.encode() + b"\r\n\r\n", 1))
    await ground.sync()
    message = ground.rows()[0].id
    session = Session(tmp_path / "profile", Output(as_json=True), Here(ground))  # type: ignore[arg-type]
    await session.unlock(lambda: PASSPHRASE)
    asked = argparse.Namespace(message=message, to=[f"Carol <{CAROL}>"], identity="", id="", undo_seconds=0)
    await onward.redirect(session, asked)
    await onward.receipt(session, argparse.Namespace(message=message, identity=""))
    await ground.sync()
    assert [one.recipients for one in server.submitted] == [(CAROL,), (BOB,)]
    assert '"operation"' in capsys.readouterr().out
    with pytest.raises(Rejected, match="no_identity"):
        await onward.receipt(session, argparse.Namespace(message=message, identity="other@memory.test"))


@asynccontextmanager
async def real(tmp_path: Path, trust: Path, specs: list[m.EndpointSpec], backend: str) -> AsyncIterator[Ground]:
    engine = Engine(tmp_path, parsing=InProcess(), credentials=NoKeyring(), trust=trust, argon_memory_kib=64)
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        added = await engine.answer(m.AddAccount(REAL_ALICE, "Alice", "", backend, specs, PASSWORDS[REAL_ALICE]))
        assert isinstance(added, m.Added)
        ground = Ground(None, engine, AccountId(added.account), REAL_ALICE)  # type: ignore[arg-type]
        await until(lambda: ground.worker.session.condition == "online", 30)
        yield ground
    finally:
        await engine.stop()


def real_letter(name: str) -> bytes:
    return (
        f"From: {REAL_BOB}\r\nTo: {REAL_ALICE}\r\nSubject: {name}\r\nMessage-ID: <{name}@exemple.fr>\r\n"
        f"Disposition-Notification-To: {REAL_BOB}\r\n\r\nBonjour.\r\n"
    ).encode()


@pytest.mark.server
async def test_redirected_and_answered_over_dovecot(tmp_path: Path, dovecot: Dovecot) -> None:
    with submission_to(dovecot) as post:
        specs = [
            m.EndpointSpec("mail", "imap", "localhost", dovecot.imaps, user=REAL_ALICE),
            m.EndpointSpec("submission", "smtp", post.host, post.tls_port, user=REAL_ALICE),
        ]
        async with real(tmp_path, dovecot.authority.trust, specs, "generic") as ground:
            await asyncio.to_thread(dovecot.deliver, REAL_ALICE, real_letter("plan"))
            await ground.engine.answer(m.SyncNow())
            await until(lambda: "plan" in ground.subjects()[:1] and not ground.engine.busy, 60)
            await redirect(ground, REAL_ZOE)
            await answer_receipt(ground)
            await quiet(ground)
            await ground.engine.answer(m.SyncNow())
            await until(lambda: not ground.engine.busy, 60)
            assert ground.subjects(Role.SENT).count("plan") == 1
        raw = dovecot.doveadm("fetch", "-u", REAL_ZOE, "hdr", "mailbox", "INBOX", "subject", "plan").replace("\r", "")
        assert f"Resent-From: Alice\n <{REAL_ALICE}>" in raw
        assert "Message-ID: <plan@exemple.fr>" in raw
        copies = dovecot.doveadm("fetch", "-u", REAL_ALICE, "hdr.resent-message-id", "mailbox", "Sent", "subject", "plan")
        assert copies.count("@exemple.fr>") == 1
        receipt = dovecot.doveadm("fetch", "-u", REAL_BOB, "hdr", "mailbox", "INBOX", "subject", "Lu").replace("\r", "")
        assert "multipart/report" in receipt
        flags = dovecot.doveadm("fetch", "-u", REAL_ALICE, "flags", "mailbox", "INBOX", "subject", "plan")
        assert "$MDNSent" in flags
        assert "$Forwarded" in flags


@pytest.mark.server
async def test_redirected_and_answered_by_jmap_on_cyrus(tmp_path: Path, cyrus: Cyrus) -> None:
    cyrus.post.taken.clear()
    specs = [m.EndpointSpec(service, "jmap", "localhost", cyrus.https, user=REAL_ALICE) for service in ("mail", "submission")]
    async with real(tmp_path, cyrus.authority.trust, specs, "open_jmap") as ground:
        await asyncio.to_thread(cyrus.deliver, REAL_ALICE, real_letter("suite"))
        await until(lambda: "suite" in ground.subjects()[:1] and not ground.engine.busy, 60)
        await redirect(ground, REAL_BOB)
        await quiet(ground)
        await answer_receipt(ground)
        await quiet(ground)
        await ground.engine.answer(m.SyncNow())
        await until(lambda: not ground.engine.busy and ground.subjects(Role.SENT).count("suite") == 1, 60)
        await until(lambda: len(cyrus.post.to(REAL_BOB)) == 2, 30)
        onward, receipt = [email.message_from_bytes(one) for one in cyrus.post.to(REAL_BOB)]
        assert onward["Message-ID"] == "<suite@exemple.fr>"
        assert onward["Resent-Message-ID"]
        assert receipt.get_content_type() == "multipart/report"
        assert ground.rows()[0].flags & Flag.RECEIPT_SENT


async def quiet(ground: Ground) -> None:
    """Wait until the outbox is empty; say what is in it where it never is."""
    try:
        await until(lambda: not ground.query("SELECT 1 FROM operation"), 40)
    except AssertionError as error:
        left = ground.query("SELECT kind, state, fault_kind, fault_code, fault_parameters FROM operation")
        raise AssertionError(left) from error
