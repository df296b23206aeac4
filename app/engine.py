"""The engine role: the engine behind its socket, for as long as somebody needs it.

Locking ends the process, and with it every copy of a key that Python may have made.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from app import confine, paths, spawn
from app.single import Lock as FileLock
from sync.model.faults import Bug
from sync.rpc.link import Greeting, new_key
from sync.rpc.messages import Command, Done, Locked, Notice, Parse, Parsed, Reply, Stop
from sync.rpc.peer import Peer
from sync.rpc.server import Server
from sync.rpc.sockets import remove

log = logging.getLogger(__name__)

FIRST_SECONDS = 30.0
"""How long a fresh engine waits for its first caller."""
GRACE_SECONDS = 3.0
"""How long it waits after the last one has gone."""


OnceOpen = Callable[[], None]


class Engine(Protocol):
    """What this role needs of `sync.engine.engine.Engine`."""

    @property
    def unlocked(self) -> bool:
        """Whether the store is open."""

    @property
    def busy(self) -> bool:
        """Whether something runs that ought to be finished before ending."""

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """Finish the transaction and end."""

    async def answer(self, command: Command) -> Reply:
        """Carry out a command."""

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        """Call `listener` with every notice."""


class House:
    """An engine with its door: who is there, and whether it is time to end."""

    def __init__(
        self, profile: Path, engine: Engine, *, schema: int = 0, stay: bool = False, once_open: OnceOpen | None = None
    ) -> None:
        self._engine = engine
        self._stay = stay
        self._once_open = once_open or _nothing
        self._schema = schema
        self._socket = paths.engine_socket(profile)
        self._ended = asyncio.Event()
        self._leaving: asyncio.TimerHandle | None = None
        key = new_key()
        paths.write_key(self._socket, key)
        self._server = Server(
            self._socket, key, self._answer, greeting=self._greeting, arrived=self._arrived, left=self._left
        )

    async def serve(self) -> None:
        """Serve until told to end, or until nobody is there any more and nothing is running."""
        await self._engine.start()
        try:
            self._engine.subscribe(self._tell)
            await self._server.start()
            self._wait_for_callers(FIRST_SECONDS)
            await self._ended.wait()
        finally:
            if self._leaving is not None:
                self._leaving.cancel()
            await self._server.stop()
            await self._engine.stop()
            remove(paths.key_file(self._socket))

    def end(self) -> None:
        """End soon: finish what is begun."""
        self._ended.set()

    async def _answer(self, body: Command | Parse) -> Reply | Parsed:
        match body:
            case Stop():
                self.end()
                return Done()
            case _:
                reply = await self._engine.answer(_command(body))
                if self._engine.unlocked:
                    once_open, self._once_open = self._once_open, _nothing
                    once_open()
                return reply

    def _tell(self, notice: Notice) -> None:
        """Pass a notice on; once the store is locked, by whomever, this process ends and its keys with it."""
        self._server.tell(notice)
        if isinstance(notice, Locked):
            asyncio.get_running_loop().call_soon(self.end)

    def _greeting(self) -> Greeting:
        return Greeting(self._schema, program_version(), self._engine.unlocked)

    def _arrived(self, _peer: Peer) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _left(self, _peer: Peer) -> None:
        if not self._server.peers:
            self._wait_for_callers(GRACE_SECONDS)

    def _wait_for_callers(self, seconds: float) -> None:
        if not self._stay and not self._ended.is_set():
            self._leaving = asyncio.get_running_loop().call_later(seconds, self._look_around)

    def _look_around(self) -> None:
        if self._engine.busy:
            self._wait_for_callers(GRACE_SECONDS)
        elif not self._server.peers:
            log.info("nobody is there: ending")
            self.end()


def program_version() -> str:
    """Return the version of this program."""
    try:
        return version("ecritoire")
    except PackageNotFoundError:
        return "0"


def run(
    profile: Path,
    make: Callable[[Path], Engine],
    *,
    schema: int = 0,
    stay: bool = False,
    once_open: OnceOpen | None = None,
) -> int:
    """Be the engine of a profile; return the exit status. `make` builds the engine inside the loop; `once_open` is called
    when the store was opened for the first time."""
    lock = FileLock.take(paths.lock_file(paths.engine_socket(profile)))
    if lock is None:
        return spawn.ALREADY_RUNNING
    confine.hide_memory()
    try:
        asyncio.run(_serve(profile, make, schema, stay, once_open))
    finally:
        lock.release()
    return 0


def run_in_thread(profile: Path, make: Callable[[Path], Engine], *, schema: int = 0) -> threading.Thread:
    """Be the engine in a thread of this process, for debugging: keys stay in memory after locking."""
    thread = threading.Thread(target=run, args=(profile, make), kwargs={"schema": schema}, name="engine", daemon=True)
    thread.start()
    return thread


async def _serve(
    profile: Path, make: Callable[[Path], Engine], schema: int, stay: bool, once_open: OnceOpen | None
) -> None:
    house = House(profile, make(profile), schema=schema, stay=stay, once_open=once_open)
    if threading.current_thread() is threading.main_thread() and sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, house.end)
    await house.serve()


def _nothing() -> None:
    pass


def _command(body: Command | Parse) -> Command:
    if isinstance(body, Command):
        return body
    raise Bug("not_a_command", ask=type(body).__name__)
