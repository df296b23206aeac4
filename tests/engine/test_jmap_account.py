"""An account by JMAP at work: a whole engine beside a real Cyrus, mail in and out."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.collections import Role
from sync.model.ids import AccountId
from sync.model.mail import Address, Draft, Flag
from sync.model.operations import ChangeFlags
from sync.rpc import messages as m
from sync.store.read import ledger as read_ledger
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import PASSWORDS

pytestmark = pytest.mark.server

ALICE, BOB = list(PASSWORDS)[:2]


def letter(subject: str) -> bytes:
    return f"From: {BOB}\r\nTo: {ALICE}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@exemple.fr>\r\n\r\nBonjour.\r\n".encode()


async def test_mail_comes_by_push_is_flagged_and_sent_once(tmp_path: Path, cyrus: Cyrus) -> None:
    cyrus.post.taken.clear()
    engine = Engine(
        tmp_path, parsing=InProcess(), credentials=NoKeyring(), trust=cyrus.authority.trust, argon_memory_kib=64
    )
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        specs = [m.EndpointSpec(service, "jmap", "localhost", cyrus.https, user=ALICE) for service in ("mail", "submission")]
        added = await engine.answer(m.AddAccount(ALICE, "Alice", "", "open_jmap", specs, PASSWORDS[ALICE]))
        assert isinstance(added, m.Added)
        ground = Ground(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]
        await until(lambda: ground.worker.session.condition == "online", 30)

        await asyncio.to_thread(cyrus.deliver, ALICE, letter("poussee"))
        await until(lambda: "poussee" in ground.subjects(), 60)
        row = next(row for row in ground.rows() if row.subject == "poussee")
        await ground.intend(ChangeFlags((row.id,), add=Flag.FLAGGED | Flag.SEEN))
        await until(lambda: not ground.query("SELECT 1 FROM operation"), 30)

        identified = {"subject": "envoi", "text": "Bonjour", "message_id": "<envoi@exemple.fr>"}
        await ground.send(Draft(Address("Alice", ALICE), (Address("", BOB),), **identified))  # type: ignore[arg-type]
        await until(lambda: len(cyrus.post.to(BOB)) == 1, 30)
        await until(lambda: not ground.query("SELECT 1 FROM operation"), 30)
        await engine.answer(m.SyncNow())
        await until(lambda: not engine.busy and ground.subjects(Role.SENT).count("envoi") == 1, 30)
        assert "envoi" not in ground.subjects(Role.DRAFTS)
        assert len(cyrus.post.to(BOB)) == 1
        await engine.desk.ledger.write()
        hosts = {one.host for one in engine.desk.store.read(read_ledger.contacts)}
        assert hosts == {"localhost"}
    finally:
        await engine.stop()
