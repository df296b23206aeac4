"""One desktop at idle: what it asks of each server in an hour, told by the ledger of a real engine on a clock that runs fast."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
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
from tests.servers.cyrus import running_cyrus
from tests.servers.debian_root import NoRoot
from tests.servers.dovecot import PASSWORDS

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

    def writes(self) -> int:
        """How often anything was sent, to any host."""
        return sum(one.writes for one in self._traffic.values() if isinstance(one, Counted))


def measure(ground: Ground) -> Iterator[Measure]:
    """Measure IMAP beside Dovecot, and JMAP beside Cyrus where it can run."""
    yield from _idle("IMAP (Dovecot)", "imap", ground.dovecot.imaps, ground.dovecot.authority)
    try:
        with running_cyrus() as cyrus:
            yield from _idle("JMAP (Cyrus)", "jmap", cyrus.https, cyrus.authority)
    except NoRoot as reason:
        print(f"JMAP at idle was not measured: {reason}", flush=True)


def _idle(name: str, protocol: str, port: int, authority: Authority) -> Iterator[Measure]:
    requests, octets = asyncio.run(_hours(protocol, port, authority))
    yield Measure(f"idle, {name}: requests of one desktop", requests / HOURS, "/h", goal="under 60 with push")
    yield Measure(f"idle, {name}: octets of one desktop, both ways", octets / HOURS / 1024, "KB/h")


async def _hours(protocol: str, port: int, authority: Authority) -> tuple[int, int]:
    """Return requests and octets of so many hours, after everything was synchronised."""
    gate = CountingGate()
    with tempfile.TemporaryDirectory(prefix="ecritoire-idle-") as folder:
        engine = Engine(
            Path(folder), parsing=InProcess(), credentials=NoKeyring(), trust=authority.trust, clock=FastClock(), gate=gate,
            argon_memory_kib=64,
        )  # fmt: skip
        await engine.start()
        try:
            await engine.answer(m.CreateStore("correct horse", False))
            spec = m.EndpointSpec("mail", protocol, "localhost", port, user=USER)
            await engine.answer(m.AddAccount(USER, "", "", "generic", [spec], PASSWORDS[USER]))
            while engine.desk.accounts.session(AccountId(1)).condition != "online" or engine.busy:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            await asyncio.sleep(3.0)  # the watch begins a few seconds later
            await engine.desk.ledger.write()
            lines = engine.desk.store.read(read_ledger.contacts)
            begun = gate.writes(), sum(one.sent + one.received for one in lines)
            await asyncio.sleep(HOURS * 3600 / SPEED)
            await engine.desk.ledger.write()
            lines = engine.desk.store.read(read_ledger.contacts)
            return gate.writes() - begun[0], sum(one.sent + one.received for one in lines) - begun[1]
        finally:
            await engine.stop()
