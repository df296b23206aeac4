"""A real engine for the measurements: started, unlocked, and watched through the link and the store as the window does."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from dataclasses import dataclass

from app import paths
from sync.model.collections import Role
from sync.model.faults import Forbidden, Offline
from sync.model.mail import ContentState
from sync.rpc.client import Client
from sync.rpc.messages import Rest, SetOffline, StoreKey, SyncNow, Unlock
from sync.store import connection
from sync.store.connection import Connection
from sync.store.keys import Keys
from tests.bench.measures import HOUR
from tests.e2e.program import Program

SCREENFUL = 500


@dataclass(frozen=True)
class FirstSync:
    """Seconds from the moment the account may connect: until the first 500 rows, all rows, and everything are in the store.
    `processor` is the CPU time of engine and parser together, `bodies` and `found` what the store really holds at the end."""

    first_rows: float
    all_rows: float
    everything: float
    processor: float
    bodies: int
    found: int


async def first_sync(program: Program, code: str, count: int) -> FirstSync:
    """Let a fresh profile synchronise for the first time. The engine runs and is unlocked before the clock starts."""
    client, keys = await started(program, code, offline=True)
    with closing(connection.open_reader(program.profile, keys)) as store:
        begun = time.perf_counter()
        await client.ask(SetOffline(False))
        await client.ask(SyncNow())
        resting = asyncio.create_task(client.ask(Rest(), HOUR))
        moments = []
        for least in (min(SCREENFUL, count), count):
            await _until_rows(store, least)
            moments.append(time.perf_counter() - begun)
        await resting
        everything = time.perf_counter() - begun
        bodies = store.execute("SELECT count(*) FROM message WHERE content = ?", (ContentState.WHOLE,)).fetchone()[0]
    processor = sum(sum(process.cpu_times()[:2]) for process in program.processes())
    with closing(connection.open_search(program.profile, keys)) as index:
        found = index.execute("SELECT count(*) FROM message_text_docsize").fetchone()[0]
    await client.close()
    program.kill()
    return FirstSync(moments[0], moments[1], everything, processor, bodies, found)


async def started(program: Program, code: str, *, offline: bool = False) -> tuple[Client, Keys]:
    """Start the engine of a profile, connect to it and unlock its store."""
    program.start("--role=engine", "--stay")
    socket = paths.engine_socket(program.profile)
    async with asyncio.timeout(30):
        while True:
            try:
                client = await Client.connect(socket, paths.read_key(socket), "desktop")
                break
            except (Offline, Forbidden):
                await asyncio.sleep(0.01)
    if offline:
        await client.ask(SetOffline(True))
    opened = await client.ask(Unlock(recovery_code=code))
    if not isinstance(opened, StoreKey):
        raise TypeError(opened)
    return client, Keys(opened.key)


async def _until_rows(store: Connection, least: int) -> None:
    """Wait until so many rows are in the store, asking it every few milliseconds."""
    async with asyncio.timeout(HOUR):
        while True:
            if _rows(store) >= least:
                return
            await asyncio.sleep(0.005)


def _rows(store: Connection) -> int:
    """Return how many rows of the inbox are in the store (not how many the server says it has)."""
    row = store.execute(
        "SELECT coalesce(sum(n.total), 0) FROM collection_count n JOIN collection c ON c.id = n.collection_id "
        "WHERE c.role = ?",
        (Role.INBOX,),
    ).fetchone()
    return int(row[0])
