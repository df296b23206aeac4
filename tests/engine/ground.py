"""The ground for engine tests: a profile, a memory server with people on it, and an engine driven by hand or by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sync.engine.clock import Clock
from sync.engine.credentials import Credentials, NoKeyring
from sync.engine.desk import Desk
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess, Parsing
from sync.engine.session import MakeProtocol
from sync.engine.worker import Worker
from sync.model.accounts import Service
from sync.model.collections import Role
from sync.model.faults import Unsupported
from sync.model.ids import AccountId, CollectionId, OperationId, new_operation_id
from sync.model.mail import Address, Draft
from sync.model.operations import Intention
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.memory.items import MemoryItems
from sync.protocols.memory.mail import MemoryMail
from sync.protocols.memory.server import MemoryServer
from sync.protocols.memory.submission import MemorySubmission
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.connection import Connection
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.rows import MessageRow

T = TypeVar("T")

PASSPHRASE = "correct horse"
PASSWORD = "secret"
ALICE = "alice@memory.test"
BOB = "bob@memory.test"


def protocols(name: str) -> Callable[[Surroundings], Protocol]:
    """The registry of these tests: everything is on the memory server."""
    if name != "memory":
        raise Unsupported("protocol", protocol=name)

    def make(surroundings: Surroundings) -> Protocol:
        match surroundings.endpoint.service:
            case Service.MAIL:
                return MemoryMail(surroundings)
            case Service.SUBMISSION:
                return MemorySubmission(surroundings)
            case _:
                return MemoryItems(surroundings)

    return make


def people(**wishes: int | bool) -> MemoryServer:
    """A server with Alice and Bob."""
    server = MemoryServer(**wishes)  # type: ignore[arg-type]
    for address in (ALICE, BOB):
        server.add_user(address, PASSWORD)
    return server


def make_engine(
    profile: Path,
    *,
    clock: Clock | None = None,
    automatic: bool = False,
    credentials: Credentials | None = None,
    parsing: Parsing | None = None,
    make: MakeProtocol = protocols,
    trust: Path | None = None,
) -> Engine:
    """An engine that costs little to unlock."""
    return Engine(
        profile,
        parsing=parsing or InProcess(),
        credentials=credentials or NoKeyring(),
        protocols=make,
        clock=clock,
        argon_memory_kib=64,
        automatic=automatic,
        trust=trust,
    )


MAIL = ("mail", "submission")
ITEMS = ("calendar", "contacts", "files")


def specs(user: str, services: Sequence[str] = MAIL) -> list[m.EndpointSpec]:
    """The endpoints of somebody on the memory server."""
    return [m.EndpointSpec(service, "memory", "memory.test", 1, user=user) for service in services]


class Ground:
    """One person's engine beside the server, and what a test asks of it."""

    def __init__(self, server: MemoryServer, engine: Engine, account: AccountId, address: str) -> None:
        self.server = server
        self.engine = engine
        self.account = account
        self.address = address
        self.told: list[m.Notice] = []
        engine.subscribe(self.told.append)

    @property
    def desk(self) -> Desk:
        return self.engine.desk

    @property
    def worker(self) -> Worker:
        return self.desk.accounts.worker(self.account)

    def read(self, function: Callable[..., T], *args: object, **keywords: object) -> T:
        return self.desk.store.read(function, *args, **keywords)

    async def sync(self) -> None:
        """One cycle and all contents, as the scheduler would have it."""
        await self.worker.cycle.run(self.worker.outbox.run)
        await self.worker.fetch_contents()

    def box(self, role: Role) -> CollectionId:
        found = self.read(read_mailboxes.by_role, self.account, role)
        assert found is not None
        return found

    def rows(self, role: Role = Role.INBOX) -> list[MessageRow]:
        return self.read(read_messages.page, [self.box(role)], limit=1000)

    def subjects(self, role: Role = Role.INBOX) -> list[str]:
        return [row.subject for row in self.rows(role)]

    async def intend(self, intention: Intention, item: OperationId | None = None, not_before: int = 0) -> OperationId:
        item = item or new_operation_id()
        kind, text = intention_to_json(intention)
        await self.engine.answer(m.Intend(item, self.account, kind, text.encode(), not_before))
        return item

    async def send(self, draft: Draft, key: str = "draft", undo_seconds: int = 0) -> OperationId:
        item = new_operation_id()
        await self.engine.answer(m.Send(item, key, self.account, to_json(draft).encode(), undo_seconds))
        return item

    def query(self, text: str) -> list[tuple[object, ...]]:
        """For looking at the overlay itself."""

        def run(connection: Connection) -> list[tuple[object, ...]]:
            return list(connection.execute(text).fetchall())

        return self.read(run)


class Here:
    """The link of a command line to an engine in this process."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def ask(self, command: m.Command, _timeout: float) -> m.Reply:
        return await self._ground.engine.answer(command)


@asynccontextmanager
async def at_work(
    profile: Path,
    server: MemoryServer,
    *,
    address: str = ALICE,
    automatic: bool = False,
    clock: Clock | None = None,
    services: Sequence[str] = MAIL,
    make: MakeProtocol = protocols,
    trust: Path | None = None,
) -> AsyncIterator[Ground]:
    """A new profile with one account."""
    engine = make_engine(profile, automatic=automatic, clock=clock, make=make, trust=trust)
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        added = await engine.answer(m.AddAccount(address, "Alice", "", "generic", specs(address, services), PASSWORD))
        assert isinstance(added, m.Added)
        yield Ground(server, engine, AccountId(added.account), address)
    finally:
        await engine.stop()


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not within the time"
        await asyncio.sleep(0.005)


def letter(subject: str, sender: str = BOB, to: str = ALICE, body: str = "Bonjour", message_id: str = "") -> bytes:
    """A plain message."""
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        "Date: Mon, 23 Nov 2026 10:15:00 +0100",
        f"Message-ID: {message_id or f'<{subject.replace(chr(32), chr(45))}@memory.test>'}",
        "",
        body,
        "",
    ]
    return "\r\n".join(lines).encode()


def draft(subject: str, to: str = BOB, sender: str = ALICE, **more: object) -> Draft:
    """A message being written."""
    return Draft(Address("Alice", sender), (Address("", to),), subject=subject, text="Bonjour", **more)  # type: ignore[arg-type]
