"""Sovereignty as a person meets it: hosts that are refused are not even knocked at, and the ledger tells what was."""

from __future__ import annotations

import datetime
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.faults import Forbidden
from sync.model.ids import AccountId
from sync.model.sovereignty import Contact, Declaration, Organisation
from sync.rpc import messages as m
from sync.store.read import ledger as read_ledger
from tests.engine.ground import PASSPHRASE, NoKeyring, until
from tests.servers.authority import Authority
from tests.servers.dovecot import PASSWORDS, Dovecot

pytestmark = pytest.mark.server
ALICE = next(iter(PASSWORDS))
DAY = datetime.date(2026, 11, 25)
HERE = Declaration(("localhost",), "FR", frozenset(), "Essai", DAY)
OVERSEAS = Declaration(("127.0.0.1", ".overseas.example"), "US", frozenset(), "Conditions générales", DAY)
_watchers: list[list[tuple[str, int]]] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """What the interpreter itself says of every connection that any code opens."""
    if event == "socket.connect" and _watchers and isinstance(arguments[1], tuple):
        for watcher in _watchers:
            watcher.append((str(arguments[1][0]), int(arguments[1][1])))


sys.addaudithook(_audit)


class CountingServer:
    """Counts who knocks; nobody is answered."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port: int = self._socket.getsockname()[1]

    def knocks(self) -> int:
        """How many have knocked since the last time."""
        count = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def counting() -> Any:
    server = CountingServer()
    yield server
    server.close()


@asynccontextmanager
async def engine_of(profile: Path, authority: Authority, **said: Any) -> AsyncIterator[Engine]:
    engine = Engine(
        profile, parsing=InProcess(), credentials=NoKeyring(), trust=authority.trust, argon_memory_kib=64,
        organisation=Organisation(**said),
    )  # fmt: skip
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        yield engine
    finally:
        await engine.stop()


async def lines(engine: Engine) -> list[Contact]:
    await engine.desk.ledger.write()
    return engine.desk.store.read(read_ledger.contacts)


def imap(host: str, port: int) -> m.EndpointSpec:
    return m.EndpointSpec("mail", "imap", host, port, user=ALICE)


async def test_a_host_under_another_law_is_not_knocked_at_and_the_refusal_is_explained(
    tmp_path: Path, dovecot: Dovecot, counting: CountingServer
) -> None:
    async with engine_of(tmp_path, dovecot.authority, declared=(HERE, OVERSEAS)) as engine:
        await engine.answer(m.ChangeSetting("demanded_law", '"EU"'))
        with pytest.raises(Forbidden) as refused:
            await engine.answer(m.CheckEndpoint(ALICE, imap("127.0.0.1", counting.port), "secret"))
        assert refused.value.code == "law_refused"
        assert refused.value.parameters["source"] == "Conditions générales"
        assert counting.knocks() == 0
        await engine.answer(m.CheckEndpoint(ALICE, imap("localhost", dovecot.imaps), PASSWORDS[ALICE]))
        told = {(one.host, one.why, one.law, one.refused): one.connections for one in await lines(engine)}
        assert told[("127.0.0.1", "check", "US", 1)] == 0
        assert told[("localhost", "check", "FR", 0)] >= 1


async def test_remote_pictures_obey_and_say_why_not(tmp_path: Path, dovecot: Dovecot) -> None:
    async with engine_of(tmp_path, dovecot.authority, declared=(OVERSEAS,)) as engine:
        await engine.answer(m.ChangeSetting("demanded_law", '"EU"'))
        asked = m.FetchPictures(1, [f"https://images.overseas.example/{n}.png" for n in range(3)])
        answer = await engine.answer(asked)
        assert isinstance(answer, m.PicturesAnswer)
        assert answer.pictures == {}
        assert [(kind, code) for kind, code, _ in answer.refused] == [("forbidden", "law_refused")]
        (line,) = await lines(engine)
        assert (line.host, line.why, line.refused, line.connections) == ("images.overseas.example", "picture", 3, 0)


async def test_a_demand_made_later_stops_an_account_that_worked(tmp_path: Path, dovecot: Dovecot) -> None:
    async with engine_of(tmp_path, dovecot.authority, declared=(OVERSEAS,)) as engine:
        told: list[m.Notice] = []
        engine.subscribe(told.append)
        added = m.AddAccount(ALICE, "Alice", "", "generic", [imap("localhost", dovecot.imaps)], PASSWORDS[ALICE])
        await engine.answer(added)
        online = m.AccountChanged(1, "online")
        await until(lambda: online in told, 30)
        await engine.answer(m.ChangeSetting("demanded_law", '"FR"'))
        await until(
            lambda: any(isinstance(one, m.AccountChanged) and one.fault_code == "law_unknown" for one in told), 30
        )


async def test_the_ledger_lists_every_connection_that_was_opened_and_no_other_was(
    tmp_path: Path, dovecot: Dovecot
) -> None:
    seen: list[tuple[str, int]] = []
    _watchers.append(seen)
    try:
        async with engine_of(tmp_path, dovecot.authority) as engine:
            added = m.AddAccount(ALICE, "Alice", "", "generic", [imap("localhost", dovecot.imaps)], PASSWORDS[ALICE])
            await engine.answer(added)
            await until(lambda: engine.desk.accounts.session(AccountId(1)).condition == "online", 30)
            await until(lambda: not engine.busy, 30)
            told = await lines(engine)
            opened = list(seen)
    finally:
        _watchers.remove(seen)
    assert {port for _, port in opened} == {dovecot.imaps}
    assert {(one.host, one.why, one.address) for one in told} == {
        ("localhost", "mail", ALICE),
        ("localhost", "check", ""),
    }
    # A name with two addresses is tried over both side by side: one contact, up to two sockets.
    assert 0 < sum(one.connections for one in told) <= len(opened)
    assert all(one.received > 0 and one.sent > 0 for one in told)
