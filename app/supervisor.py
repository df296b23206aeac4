"""Keeps the engine of a profile running: attaches, starts, starts again, and knows when to stop trying.

Without Qt: the window and the command line use the same.
"""

from __future__ import annotations

import asyncio
import logging
import subprocess
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from app import paths, spawn
from sync.model.faults import Fault, Forbidden, Offline, Unsupported
from sync.rpc.client import Client
from sync.rpc.messages import Locked, Notice
from sync.rpc.peer import OnNotice

log = logging.getLogger(__name__)

STARTS_LIMIT = 5
STARTS_SECONDS = 300.0
"""So many starts in so many seconds; one more is not tried."""
ANSWER_SECONDS = 20.0
"""A started engine has to listen within this time."""
STEP_SECONDS = 0.02


class EngineState(StrEnum):
    """How the engine is, as the supervisor sees it."""

    STARTING = "starting"
    RUNNING = "running"
    FAILED = "failed"
    """It keeps ending; nothing is tried any more until `start` is called again."""
    STOPPED = "stopped"


OnState = Callable[[EngineState, str], None]


class Supervisor:
    """Watches over the engine of `profile`. `on_state` hears each state and, with FAILED, a code that says why:
    `engine_keeps_ending`, `engine_silent`, `engine_not_startable`, `link_protocol`. `begun` is an engine that was started
    already: the first one to be waited for."""

    def __init__(
        self,
        profile: Path,
        on_state: OnState | None = None,
        *,
        command: Sequence[str] | None = None,
        begun: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self._socket = paths.engine_socket(profile)
        self._command = list(command) if command is not None else spawn.engine_command(profile)
        self._on_state = on_state
        self._begun = begun
        self._process: subprocess.Popen[bytes] | None = None
        self._starts: list[float] = []
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._locked = False
        self.state = EngineState.STOPPED
        self.reason = ""

    def start(self) -> None:
        """Begin, or begin again after FAILED, with a clean count."""
        if self._task is None or self._task.done():
            self._starts.clear()
            self._enter(EngineState.STARTING)
            self._task = asyncio.get_running_loop().create_task(self._keep())

    async def connect(self, role: str, on_notice: OnNotice | None = None) -> Client:
        """Return a connection of one's own once the engine listens.

        Raises `Offline` with the code of FAILED, or `Offline("engine_gone")` where it went away just now.
        """
        while self.state is EngineState.STARTING:
            self._changed.clear()
            await self._changed.wait()
        if self.state is not EngineState.RUNNING:
            raise Offline(self.reason or "engine_gone")
        return await Client.connect(self._socket, paths.read_key(self._socket), role, on_notice)

    async def stop(self) -> None:
        """Stop watching. The engine ends by itself once nobody is connected and nothing is running."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self._enter(EngineState.STOPPED)

    async def _keep(self) -> None:
        while True:
            client = await self._attach()
            if client is None and self.state is not EngineState.FAILED:
                client = await self._begin()
            if client is None:
                return
            self._enter(EngineState.RUNNING)
            try:
                await asyncio.shield(client.closed)
            finally:
                await client.close()
            self._enter(EngineState.STARTING)
            if self._locked:  # it ended because it was told to: that is no failure
                self._locked = False
                self._starts.clear()

    async def _begin(self) -> Client | None:
        """Start an engine and wait until it listens; None (and FAILED) once that was tried too often."""
        while True:
            now = time.monotonic()
            self._starts = [moment for moment in self._starts if now - moment < STARTS_SECONDS]
            if len(self._starts) >= STARTS_LIMIT:
                self._enter(EngineState.FAILED, "engine_keeps_ending")
                return None
            self._starts.append(now)
            try:
                self._process = self._begun or spawn.start(self._command)
            except OSError as error:
                log.warning("engine not startable: %s", type(error).__name__)
                self._enter(EngineState.FAILED, "engine_not_startable")
                return None
            self._begun = None
            while self._process.poll() in (None, spawn.ALREADY_RUNNING):  # the other one may not listen yet
                client = await self._attach()
                if client is not None or self.state is EngineState.FAILED:
                    return client
                if time.monotonic() - now > ANSWER_SECONDS:
                    self._process.kill()
                    self._enter(EngineState.FAILED, "engine_silent")
                    return None
                await asyncio.sleep(STEP_SECONDS)
            log.warning("engine ended with status %s", self._process.returncode)

    async def _attach(self) -> Client | None:
        """Return a link to the engine that runs; None where none does."""
        try:
            return await Client.connect(self._socket, paths.read_key(self._socket), "supervisor", self._hear)
        except (Offline, Forbidden):
            return None
        except Unsupported as fault:
            self._enter(EngineState.FAILED, fault.code)
            return None
        except Fault as fault:
            log.warning("engine not understood: %s", fault.code)
            return None

    def _hear(self, notice: Notice) -> None:
        if isinstance(notice, Locked):
            self._locked = True

    def _enter(self, state: EngineState, reason: str = "") -> None:
        if state is self.state:
            return
        self.state, self.reason = state, reason
        self._changed.set()
        if self._process is not None:
            self._process.poll()
        if self._on_state is not None:
            self._on_state(state, reason)
