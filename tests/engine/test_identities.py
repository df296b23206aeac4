"""Identities at work on real servers: a shared mailbox is written for, as itself where one may, on behalf where one may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Identity
from sync.model.faults import Rejected
from sync.model.ids import AccountId
from sync.model.mail import Address
from sync.model.operations import OperationState
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import accounts as read_accounts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, draft, until
from tests.servers.dovecot import PASSWORDS, Dovecot
from tests.servers.submission import submission_to

pytestmark = pytest.mark.server

ALICE, BOB, ZOE = PASSWORDS


async def test_a_shared_mailbox_is_written_for(tmp_path: Path, dovecot: Dovecot) -> None:
    dovecot.doveadm("acl", "set", "-u", BOB, "INBOX", f"user={ALICE}", "lookup", "read", "write", "insert")
    engine = Engine(
        tmp_path, parsing=InProcess(), credentials=NoKeyring(), trust=dovecot.authority.trust, argon_memory_kib=64
    )
    await engine.start()
    with submission_to(dovecot) as server:
        try:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            specs = [
                m.EndpointSpec("mail", "imap", "localhost", dovecot.imaps, user=ALICE),
                m.EndpointSpec("submission", "smtp", server.host, server.tls_port, user=ALICE),
            ]
            added = await engine.answer(m.AddAccount(ALICE, "Alice", "", "generic", specs, PASSWORDS[ALICE]))
            assert isinstance(added, m.Added)
            ground = Ground(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]
            await until(lambda: ground.worker.session.condition == "online", 30)
            shared = [box for box in ground.read(read_mailboxes.mailboxes) if box.owner == "bob"]
            assert [box.writable for box in shared if box.name == "bob"] == [True], shared

            with pytest.raises(Rejected, match="bad_address"):
                await keep(ground, Identity(ALICE), Identity("bob"))
            await keep(ground, Identity(ALICE, "Alice"), Identity(BOB, "Bob", on_behalf=True))
            known = ground.read(read_accounts.account, ground.account)
            assert [one.address for one in known.identities] == [ALICE, BOB]
            await until(lambda: ground.worker.session.condition == "online", 30)

            await ground.send(replace(draft("En tant que Bob", ZOE), sender=Address("Bob", BOB)), "as")
            await until(lambda: states(ground) == [OperationState.REFUSED], 30)
            assert ground.read(read_outbox.operations)[0].fault_code == "sender_refused"

            behalf = replace(draft("De la part de Bob", ZOE), sender=Address("Bob", BOB), submitter=Address("Alice", ALICE))
            await ground.send(behalf, "behalf")
            await until(lambda: states(ground) == [OperationState.REFUSED], 30)
            raw = dovecot.doveadm("fetch", "-u", ZOE, "hdr", "mailbox", "INBOX", "subject", "De la part de Bob")
            assert f"From: Bob\n <{BOB}>" in raw.replace("\r", "")
            assert f"Sender: Alice\n <{ALICE}>" in raw.replace("\r", "")
        finally:
            await engine.stop()


def states(ground: Ground) -> list[OperationState]:
    return [OperationState(row.state) for row in ground.read(read_outbox.operations)]


async def keep(ground: Ground, *identities: Identity) -> None:
    await ground.engine.answer(m.UpdateAccount(ground.account, identities=to_json(identities).encode()))
