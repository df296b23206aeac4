"""Attaching to the engine of a profile: to the one that runs, or to one started for the occasion."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from app import paths, spawn
from app.terminal.output import Output
from app.terminal.session import Session
from sync.model.faults import Fault, Forbidden, Offline
from sync.rpc.client import Client
from sync.rpc.messages import Notice, SetOffline, Stop, StoreState

START_SECONDS = 30.0
PAUSE = 0.02


@contextlib.asynccontextmanager
async def attached(profile: Path, output: Output, offline: bool) -> AsyncIterator[Session]:
    """Give a session with the profile's engine. One started here ends by itself soon after its last caller has left, so
    that the next command of a script finds it still there; one that is to stay `offline` ends at once.

    Raises `Offline("engine_gone")` where the engine cannot be started.
    """
    heard: list[Session] = []

    def hear(notice: Notice) -> None:
        for session in heard:
            session.hear(notice)

    socket = paths.engine_socket(profile)
    started = False
    try:
        client = await _greeted(socket, hear)
    except (Offline, Forbidden):
        started, client = True, await _started(profile, socket, hear)
    try:
        session = Session(profile, output, client)
        heard.append(session)
        if offline and started:
            await client.ask(SetOffline(True))
        yield session
        if offline and started:
            await client.ask(Stop())
    finally:
        await client.close()


async def _greeted(socket: Path, hear: Callable[[Notice], None]) -> Client:
    """Return a connection to the engine that runs. It is asked something first: one that is just ending still greets, but does
    not answer any more."""
    client = await Client.connect(socket, paths.read_key(socket), "cli", hear)
    try:
        await client.ask(StoreState())
    except BaseException:
        await client.close()
        raise
    return client


async def _started(profile: Path, socket: Path, hear: Callable[[Notice], None]) -> Client:
    """Return the connection to an engine that is just starting (or to another one that was faster)."""
    fault: Fault = Offline("engine_gone")
    process = spawn.start(spawn.engine_command(profile))
    try:
        async with asyncio.timeout(START_SECONDS):
            while True:
                try:
                    return await _greeted(socket, hear)
                except (Offline, Forbidden) as refused:
                    fault = refused
                status = process.poll()
                if status == spawn.ALREADY_RUNNING:  # another one is ending, or does not listen yet
                    process = spawn.start(spawn.engine_command(profile))
                elif status not in (None, 0):
                    raise fault
                await asyncio.sleep(PAUSE)
    except TimeoutError:
        raise fault from None
