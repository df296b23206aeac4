"""One desktop at idle: what it asks of each server in an hour, told by the ledger of a real engine on a clock that runs fast."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.engine.clock import SystemClock
from sync.engine.credentials import NoKeyring
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.ids import AccountId
from sync.rpc import messages as m
from sync.store.read import ledger as read_ledger
from sync.transport.gate import Gate, Traffic
from tests.bench.measures import Ground, Measure
from tests.servers.authority import Authority
from tests.servers.cozy import running_cozy
from tests.servers.cyrus import running_cyrus
from tests.servers.dav import ALICE, PASSWORD, radicale
from tests.servers.debian_root import NoRoot
from tests.servers.dovecot import PASSWORDS
from tests.servers.jamespot import PASSWORDS as PEOPLE
from tests.servers.jamespot import Jamespot, running_jamespot

HOURS = 2
SPEED = 240
"""An hour of waiting passes in fifteen seconds; what is sent meanwhile takes as long as ever."""
USER = list(PASSWORDS)[-1]


class FastClock(SystemClock):
    """Waits are shorter than they say."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)


class Counted(Traffic):
    """A counter that also notes how often something was sent: for IMAP, the commands."""

    def __init__(self) -> None:
        self.writes = 0
        super().__init__()

    def __setattr__(self, name: str, value: int) -> None:
        if name == "sent" and value > getattr(self, "sent", 0):
            super().__setattr__("writes", self.writes + 1)
        super().__setattr__(name, value)


class CountingGate(Gate):
    """Counts writes as well."""

    def traffic(self, account: AccountId, host: str) -> Traffic:
        return self._traffic.setdefault((account, host), Counted())

    def set_pace(self, account: AccountId, requests_per_hour: int, at_once: int) -> None:
        """Budgets run as fast as the clock."""
        super().set_pace(account, requests_per_hour * SPEED, at_once)

    def writes(self) -> int:
        """How often anything was sent, to any host."""
        return sum(one.writes for one in self._traffic.values() if isinstance(one, Counted))


@dataclass(frozen=True)
class Desk:
    """What one desktop has of a backend: its services by protocol, and how it signs in."""

    name: str
    authority: Authority
    port: int
    services: tuple[tuple[str, str], ...]
    user: str = USER
    password: str = PASSWORDS[USER]
    backend: str = "generic"
    """Whose budget holds."""
    by_commands: bool = False
    """Whether what is sent is counted, rather than requests: a connection that stays open carries many commands."""

    def specs(self) -> list[m.EndpointSpec]:
        """Return the endpoints."""
        return [m.EndpointSpec(service, protocol, "localhost", self.port, user=self.user) for service, protocol in self.services]


def measure(ground: Ground) -> Iterator[Measure]:
    """Measure each backend beside its server, where that can run, and beside its simulator where it has none."""
    dovecot = Desk("IMAP (Dovecot)", ground.dovecot.authority, ground.dovecot.imaps, (("mail", "imap"),), by_commands=True)
    yield from _idle(_standing(dovecot))
    try:
        with running_cyrus() as cyrus:
            by_jmap = Desk("JMAP (Cyrus)", cyrus.authority, cyrus.https, (("mail", "jmap"),), by_commands=True)
            yield from _idle(_standing(by_jmap))
    except NoRoot as reason:
        print(f"JMAP at idle was not measured: {reason}", flush=True)
    with radicale() as server:
        both = (("calendar", "caldav"), ("contacts", "carddav"))
        yield from _idle(_standing(Desk("CalDAV, CardDAV (Radicale)", server.authority, server.port, both, ALICE, PASSWORD)))
    with tempfile.TemporaryDirectory(prefix="ecritoire-idle-") as folder:
        authority = Authority(Path(folder))
        yield from _idle(_twake_drive(authority))
        yield from _idle(_jamespot(authority))


@asynccontextmanager
async def _standing(desk: Desk) -> AsyncIterator[Desk]:
    """A server that runs by itself."""
    yield desk


@asynccontextmanager
async def _twake_drive(authority: Authority) -> AsyncIterator[Desk]:
    async with running_cozy(authority) as cozy:
        yield Desk("Twake Drive", authority, cozy.port, (("files", "cozy"),), password="jeton", backend="cozy")


@asynccontextmanager
async def _jamespot(authority: Authority) -> AsyncIterator[Desk]:
    async with running_jamespot(authority, Jamespot()) as site:
        site.make_spot("Marchés publics")
        user, password = next(iter(PEOPLE.items()))
        yield Desk("Jamespot", authority, site.port, (("chat", "jamespot"),), user, password, "jamespot")


def _idle(serving: AbstractAsyncContextManager[Desk]) -> Iterator[Measure]:
    name, requests, octets = asyncio.run(_hours(serving))
    yield Measure(f"idle, {name}: requests of one desktop", requests / HOURS, "/h", goal="under 60 with push")
    yield Measure(f"idle, {name}: octets of one desktop, both ways", octets / HOURS / 1024, "KB/h")


async def _hours(serving: AbstractAsyncContextManager[Desk]) -> tuple[str, int, int]:
    """Return the backend, and requests and octets of so many hours, after everything was synchronised."""
    gate = CountingGate()
    async with serving as desk:
        with tempfile.TemporaryDirectory(prefix="ecritoire-idle-") as folder:
            engine = Engine(
                Path(folder), parsing=InProcess(), credentials=NoKeyring(), trust=desk.authority.trust, clock=FastClock(),
                gate=gate, argon_memory_kib=64,
            )  # fmt: skip
            await engine.start()
            try:
                await engine.answer(m.CreateStore("correct horse", False))
                await engine.answer(m.AddAccount(desk.user, "", "", desk.backend, desk.specs(), desk.password))
                while engine.desk.accounts.session(AccountId(1)).condition != "online" or engine.busy:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
                await asyncio.sleep(3.0)  # the watch begins a few seconds later
                begun = await _counts(engine, gate, desk)
                await asyncio.sleep(HOURS * 3600 / SPEED)
                ended = await _counts(engine, gate, desk)
                return desk.name, ended[0] - begun[0], ended[1] - begun[1]
            finally:
                await engine.stop()


async def _counts(engine: Engine, gate: CountingGate, desk: Desk) -> tuple[int, int]:
    """Return the requests (or commands) and octets until now."""
    await engine.desk.ledger.write()
    lines = engine.desk.store.read(read_ledger.contacts)
    requests = gate.writes() if desk.by_commands else sum(one.connections for one in lines)
    return requests, sum(one.sent + one.received for one in lines)
