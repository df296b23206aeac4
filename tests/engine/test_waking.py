"""Stories of letters that are put off: gone until their time, back unread and told of, on every machine, offline too."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.terminal import mail
from app.terminal.output import Output
from app.terminal.session import Session
from sync.engine.clock import SystemClock
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.collections import Role
from sync.model.faults import Rejected
from sync.model.ids import AccountId, ItemId
from sync.model.letter_marks import DUE, PINNED, RETURNED, SNOOZED, due, of_kind, snoozed
from sync.model.mail import Flag
from sync.model.operations import ChangeFlags
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import outbox as read_outbox
from sync.store.read import standing
from tests.engine.clocks import HandClock
from tests.engine.ground import ALICE, PASSPHRASE, Ground, Here, NoKeyring, at_work, letter, people, until
from tests.servers.dovecot import PASSWORDS, Dovecot

NINE = 1_795_687_200
HOUR = 3600
REAL = next(iter(PASSWORDS))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NINE)


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def ground(tmp_path: Path, server: MemoryServer, clock: HandClock) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, clock=clock) as made:
        yield made


async def put_off(ground: Ground, item: ItemId, until: int) -> None:
    await ground.intend(ChangeFlags((item,), add_keywords=frozenset((snoozed(until),))))


def hidden(ground: Ground, now: int) -> list[ItemId]:
    return [one.id for one in ground.read(standing.put_off, now)]


def told(ground: Ground) -> list[list[int]]:
    ground.engine.notices.flush()
    return [one.messages for one in ground.told if isinstance(one, m.NewMail)]


async def test_a_letter_that_is_put_off_comes_back_unread_and_is_told_of(
    ground: Ground, server: MemoryServer, clock: HandClock
) -> None:
    remote = server.deliver(ALICE, letter("Relance"), flags=Flag.SEEN)
    await ground.sync()
    item = ground.rows()[0].id
    await put_off(ground, item, NINE + HOUR)
    await ground.sync()
    kept = server.mailbox(ALICE, "INBOX").get(remote)
    assert kept is not None
    assert kept.keywords == {snoozed(NINE + HOUR)}, "other machines see it too"
    clock.seconds += HOUR - 60
    await ground.desk.waking.look()
    assert hidden(ground, clock.seconds) == [item]
    clock.seconds += 60
    await ground.desk.waking.look()
    assert hidden(ground, clock.seconds) == []
    (row,) = ground.rows()
    assert not row.flags & Flag.SEEN
    assert row.keywords == {RETURNED}
    assert [one.id for one in ground.read(standing.standing, [ground.box(Role.INBOX)], clock.seconds).returned] == [item]
    assert told(ground) == [[item]]
    await ground.sync()
    kept = server.mailbox(ALICE, "INBOX").get(remote)
    assert kept is not None
    assert kept.keywords == {RETURNED}
    assert not kept.flags & Flag.SEEN
    await ground.desk.waking.look()
    assert told(ground) == [[item]], "once"


async def test_it_comes_back_without_a_network(ground: Ground, server: MemoryServer, clock: HandClock) -> None:
    server.deliver(ALICE, letter("Hors ligne"), flags=Flag.SEEN)
    await ground.sync()
    item = ground.rows()[0].id
    server.trouble.outage = True
    await put_off(ground, item, NINE + HOUR)
    clock.seconds += 2 * HOUR
    for _ in range(2):
        await ground.desk.waking.look()
    assert not ground.rows()[0].flags & Flag.SEEN
    assert len(ground.read(read_outbox.operations)) == 2, "put off, and back again: each once"
    server.trouble.end()
    await ground.sync()
    assert ground.read(read_outbox.operations) == []
    assert ground.rows()[0].keywords == {RETURNED}


async def test_another_machine_hides_it_and_brings_it_back(
    ground: Ground, server: MemoryServer, clock: HandClock, tmp_path: Path
) -> None:
    server.deliver(ALICE, letter("Partagée"), flags=Flag.SEEN)
    await ground.sync()
    await put_off(ground, ground.rows()[0].id, NINE + HOUR)
    await ground.sync()
    async with at_work(tmp_path / "other", server, clock=clock) as other:
        await other.sync()
        assert hidden(other, clock.seconds) == [other.rows()[0].id]
        clock.seconds += HOUR
        await other.desk.waking.look()
        await other.sync()
        await ground.sync()
        await ground.desk.waking.look()
        assert ground.rows()[0].keywords == {RETURNED}
        assert told(ground) == [], "the other machine has told of it"


async def test_what_is_put_off_is_counted_nowhere(ground: Ground, server: MemoryServer, clock: HandClock) -> None:
    for name in ("Un", "Deux"):
        server.deliver(ALICE, letter(name))
    await ground.sync()
    clock.seconds = int(SystemClock().now_ms() / 1000)
    await put_off(ground, ground.rows()[0].id, clock.seconds + HOUR)
    inbox = next(box for box in ground.read(read_mailboxes.mailboxes) if box.role is Role.INBOX)
    assert (inbox.total, inbox.unread) == (1, 1)
    assert ground.read(read_mailboxes.unread_total) == 1


async def test_a_letter_that_is_due_reminds_like_an_event(ground: Ground, server: MemoryServer, clock: HandClock) -> None:
    server.deliver(ALICE, letter("À rendre"))
    await ground.sync()
    item = ground.rows()[0].id
    await ground.intend(ChangeFlags((item,), Flag.FLAGGED, add_keywords=frozenset((due(NINE + HOUR),))))
    await ground.desk.reminding.look()
    clock.seconds += HOUR
    ground.told.clear()
    await ground.desk.reminding.look()
    ground.engine.notices.flush()
    assert any(isinstance(one, m.RowsChanged) and one.table == "reminder" for one in ground.told)
    assert [one.id for one in ground.read(standing.overdue, clock.seconds)] == [item]
    marks = of_kind(ground.rows()[0].keywords, DUE)
    await ground.intend(ChangeFlags((item,), remove=Flag.FLAGGED, remove_keywords=marks))
    assert ground.read(standing.overdue, clock.seconds) == []


async def test_the_command_line_notes_it_too(ground: Ground, server: MemoryServer, tmp_path: Path) -> None:
    server.deliver(ALICE, letter("Terminal"))
    await ground.sync()
    item = ground.rows()[0].id
    session = Session(tmp_path / "profile", Output(as_json=True), Here(ground))  # type: ignore[arg-type]
    await session.unlock(lambda: PASSPHRASE)

    async def mark(**wishes: object) -> frozenset[str]:
        none = {"add": [], "remove": [], "pin": False, "unpin": False, "snooze": "", "back": False, "due": ""}
        await mail.mark(session, argparse.Namespace(messages=[item], **{**none, **wishes}))
        return ground.rows()[0].keywords

    assert await mark(pin=True, snooze="2026-11-27T09:00+01:00") == {PINNED, "$snoozed-20261127-0800"}
    assert await mark(snooze="2026-11-28T09:00+00:00", unpin=True) == {"$snoozed-20261128-0900"}
    assert await mark(back=True, due="2026-11-27T09:00+00:00") == {"$due-20261127-0900"}
    assert ground.rows()[0].flags & Flag.FLAGGED
    with pytest.raises(Rejected, match="bad_time"):
        await mark(due="demain")


async def test_what_others_write_there_harms_nobody(ground: Ground, server: MemoryServer, clock: HandClock) -> None:
    strange = frozenset((f"{SNOOZED}20261399-9999", f"{SNOOZED}demain", f"{DUE}1", "$pinnedandmore"))
    server.deliver(ALICE, letter("Étrange"), keywords=strange)
    await ground.sync()
    await ground.desk.waking.look()
    apart = ground.read(standing.standing, [ground.box(Role.INBOX)], clock.seconds)
    assert apart == standing.Standing()
    assert ground.read(standing.overdue, clock.seconds) == []
    assert ground.read(read_outbox.operations) == []


@pytest.mark.server
async def test_it_comes_back_on_a_real_server(tmp_path: Path, dovecot: Dovecot, clock: HandClock) -> None:
    engine = Engine(
        tmp_path, parsing=InProcess(), credentials=NoKeyring(), trust=dovecot.authority.trust, argon_memory_kib=64, clock=clock
    )
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        spec = m.EndpointSpec("mail", "imap", "localhost", dovecot.imaps, user=REAL)
        added = await engine.answer(m.AddAccount(REAL, "Alice", "", "generic", [spec], PASSWORDS[REAL]))
        assert isinstance(added, m.Added)
        ground = Ground(None, engine, AccountId(added.account), REAL)  # type: ignore[arg-type]
        await until(lambda: ground.worker.session.condition == "online", 30)
        await asyncio.to_thread(dovecot.deliver, REAL, letter("relance"))
        await engine.answer(m.SyncNow())
        await until(lambda: "relance" in ground.subjects(), 60)
        row = ground.rows()[0]
        await ground.intend(ChangeFlags((row.id,), add=Flag.SEEN, add_keywords=frozenset((snoozed(NINE + HOUR),))))
        await until(lambda: not ground.query("SELECT 1 FROM operation"), 60)
        flags = dovecot.doveadm("fetch", "-u", REAL, "flags", "mailbox", "INBOX", "subject", "relance")
        assert snoozed(NINE + HOUR) in flags
        clock.seconds += HOUR
        await engine.desk.waking.look()
        await until(lambda: not ground.query("SELECT 1 FROM operation"), 60)
        flags = dovecot.doveadm("fetch", "-u", REAL, "flags", "mailbox", "INBOX", "subject", "relance")
        assert RETURNED in flags
        assert SNOOZED not in flags
        assert "\\Seen" not in flags
    finally:
        await engine.stop()
