"""An engine for tests of the window: answers commands from a table, remembers them, and can go away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TypeVar

from sync.model.faults import Fault, Offline
from sync.rpc import messages as m
from sync.serial import intention_from_json

Answer = m.Reply | Fault | Callable[[m.Command], m.Reply]
Wanted = TypeVar("Wanted")


SHEET = m.BackendSheet(
    "generic", "Wimi", "Wimi SAS", "https://www.wimi.exemple/", ["address"],
    [m.EndpointSpec("mail", "imap", "imap.{domain}", 993, user="{address}")],
    [
        m.ServiceSheet("mail", "standard", "imap"),
        m.ServiceSheet("chat", "link-only", reason="sealed", page="https://www.wimi.exemple/"),
    ],
    [
        m.ClaimSheet("law", "FR", "Éditeur français.", "Fiche", "2026-02-20"),
        m.ClaimSheet("hosting", "", "", "Cherché", "2026-11-23"),
    ],
)  # fmt: skip
"""A backend with a service that is reached, one that is not, something declared and something unknown."""


class FakeEngine:
    """`answers` maps a command's class to its reply, a fault, or a function; other commands are answered `Done`."""

    def __init__(self, key: bytes) -> None:
        self.asked: list[m.Command] = []
        self.settings: dict[str, str] = {}
        self.fixed: list[str] = []
        self.state = m.StoreStateAnswer(
            exists=True, unlocked=True, keyring_slot=True, passphrase_slot=True, keyring_usable=True
        )
        self.key = key
        self.up = True
        self.silent: set[type[m.Frame]] = set()
        """Commands that are taken and never answered."""
        self.answers: dict[type[m.Frame], Answer] = {}
        self.client: FakeClient | None = None

    def asked_for(self, kind: type[m.Frame]) -> list[m.Command]:
        """Return the commands of one kind, in order."""
        return [command for command in self.asked if isinstance(command, kind)]

    def intended(self, kind: type[Wanted]) -> list[Wanted]:
        """Return the intentions of one kind that were put into the outbox, in order."""
        found = (intention_from_json(one.kind, one.intention) for one in self.asked if isinstance(one, m.Intend))
        return [one for one in found if isinstance(one, kind)]

    async def connect(self, on_notice: Callable[[m.Notice], None]) -> FakeClient:
        """Connect, as `Client.connect` does."""
        if not self.up:
            raise Offline("engine_gone")
        self.client = FakeClient(self, on_notice)
        return self.client

    def tell(self, notice: m.Notice) -> None:
        """Send a notice to the window."""
        assert self.client is not None
        self.client.on_notice(notice)

    def die(self) -> None:
        """Go away in the middle of everything."""
        self.up = False
        if self.client is not None:
            self.client.end()

    def answer(self, command: m.Command) -> m.Reply:
        """Return the reply to a command, or raise its fault."""
        prepared = self.answers.get(type(command))
        if isinstance(prepared, Fault):
            raise prepared
        if callable(prepared):
            return prepared(command)
        if prepared is not None:
            return prepared
        match command:
            case m.StoreState():
                return self.state
            case m.GetStoreKey() | m.Unlock():
                self.state = m.StoreStateAnswer(True, True, True, True, True)
                return m.StoreKey(self.key)
            case m.Lock():
                self.state = m.StoreStateAnswer(True, False, True, True, True)
            case m.GetSettings():
                return m.SettingsAnswer(dict(self.settings), list(self.fixed))
            case m.ListBackends():
                return m.Backends([SHEET])
            case m.ChangeSetting():
                json.loads(command.value)
                self.settings[command.name] = command.value
        return m.Done()


class FakeClient:
    """One connection to the fake engine."""

    def __init__(self, engine: FakeEngine, on_notice: Callable[[m.Notice], None]) -> None:
        self.engine = engine
        self.on_notice = on_notice
        self.closed: asyncio.Future[None] = asyncio.get_event_loop().create_future()

    async def ask(self, command: m.Command, timeout: float = 30.0) -> m.Reply:  # noqa: ASYNC109
        if self.closed.done():
            raise Offline("engine_gone")
        self.engine.asked.append(command)
        if type(command) in self.engine.silent:
            await self.closed
            raise Offline("engine_gone")
        return self.engine.answer(command)

    def end(self) -> None:
        if not self.closed.done():
            self.closed.set_result(None)

    async def close(self) -> None:
        self.end()
