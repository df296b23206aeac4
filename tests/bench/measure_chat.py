"""Chat on an account with 200 rooms of 200 encrypted posts and 10 people: first rooms, warm start, decrypting, sending, memory.

The homeserver is a process of its own with prepared answers, so that what is measured beside the raw exchange of the very same
answer is ours alone: opening, storing with keys on disk, and reading back. Every post is encrypted; none is counted that cannot
be read in the store and found in the index. The window's part runs in the offscreen platform.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from vodozemac import GroupSession

from sync.engine import intake_chat
from sync.engine.keeper import StoreKeeper
from sync.engine.opened import OpenStore
from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.chat import PostToRoom
from sync.model.collections import Collection
from sync.model.ids import AccountId, CollectionId, RemoteId, RoomId, new_operation_id
from sync.model.operations import RemoteOperation
from sync.protocols.base import Secret, Surroundings
from sync.protocols.matrix.chat import MatrixChat
from sync.protocols.matrix.sliding import PATH
from sync.store.chat_rows import PostRow
from sync.store.connection import Connection
from sync.store.read import chat as read_chat
from sync.store.write import accounts as write_accounts
from sync.store.write import chat as write_chat
from sync.store.write import collections as write_collections
from tests.bench.homeserver import ME, SERVER, room_id, sealed
from tests.bench.measures import Ground, Measure
from tests.qt.stores import make_store
from tests.servers.authority import Authority
from tests.servers.ports import HOST, free_ports

ROOMS, EACH, MEMBERS = 200, 200, 10
SESSIONS = 50_000
LONG = 100_000
SENDS = 60
_ROOT = Path(__file__).resolve().parents[2]


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield what this module's docstring says."""
    yield from asyncio.run(_measured(ground))
    profile = ground.folder / "chat"
    script = [sys.executable, "-m", "tests.bench.chat_window", str(profile)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(script, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    yield Measure("chat: warm start, rooms and a conversation drawn", found["warm"], "ms", goal="200")
    yield Measure("  CPU time of it", found["warm_processor"], "ms")
    yield Measure(f"chat: scrolling through {LONG:,} posts, p99 of a frame", found["frame_p99"], "ms", goal="16")
    yield Measure("  CPU time of a frame, p99", found["frame_processor_p99"], "ms")
    yield Measure("  CPU time of the slowest, which reads a page", found["slowest"], "ms")
    yield Measure("  posts kept in the window meanwhile", found["kept"], "posts")


async def _measured(ground: Ground) -> list[Measure]:
    folder = ground.folder / "homeserver"
    folder.mkdir()
    authority = Authority(folder)
    good = authority.good()
    (folder / "chain.pem").write_bytes(good.chain.read_bytes())
    (folder / "key.pem").write_bytes(good.key.read_bytes())
    [port] = free_ports(1)
    server = subprocess.Popen(  # noqa: ASYNC220 - before anything is measured
        [sys.executable, "-m", "tests.bench.homeserver", str(folder), str(port), str(ROOMS), str(MEMBERS)], cwd=_ROOT
    )
    try:
        while not (folder / "keys.json").exists():  # noqa: ASYNC110 - of another process
            await asyncio.sleep(0.05)
        bench = _Bench(ground.folder / "chat", authority, port, json.loads((folder / "keys.json").read_text()))
        try:
            return [measure async for measure in bench.run(ground.rounds)]
        finally:
            await bench.close()
    finally:
        server.kill()
        server.wait()


class _Bench:
    """A store with one account on that homeserver."""

    def __init__(self, profile: Path, authority: Authority, port: int, keys: list[dict[str, str]]) -> None:
        self._keys, self._port, self._authority = keys, port, authority
        made = make_store(profile)
        (profile / "key").write_bytes(made.keys.data_key)
        self._store = OpenStore(profile, made.keys)
        self._endpoint = Endpoint(Service.CHAT, "matrix", HOST, port, user="moi")
        self._account = Account(AccountId(1), ME, ME, "generic", (self._endpoint,), (Identity(ME),))
        self._chat: MatrixChat | None = None
        self._collection = CollectionId(0)

    async def close(self) -> None:
        if self._chat is not None:
            await self._chat.close()
        self._store.close()

    async def run(self, rounds: int) -> Any:
        await self._store.write_durably(write_accounts.add_account, self._account)
        stream = [Collection(RemoteId(ME), Service.CHAT, ME)]
        await self._store.write_durably(write_collections.store_collections, AccountId(1), Service.CHAT, stream)
        self._collection = CollectionId(
            self._store.read(lambda connection: connection.execute("SELECT id FROM collection").fetchone()[0])
        )
        self._chat = MatrixChat(
            Surroundings(
                self._account, self._endpoint, _secret, self._authority.trust, keeper=StoreKeeper(self._store, AccountId(1))
            )
        )
        crypto = await self._chat.crypto()
        for key in self._keys:
            crypto.keys.take_direct(key["room"], key["key"], "c", "e", "", shared=False)
        await crypto.records.save()
        raw = statistics.median([await self._raw_first() for _ in range(rounds * 3)])
        begun = time.perf_counter()
        page = await self._chat.changes(RemoteId(ME), None)
        await self._keep(page.upserts, page.cursor)
        rows = self._store.read(read_chat.rooms)
        first = time.perf_counter() - begun
        yield Measure(f"chat: the first {len(rows)} rooms with their posts, in the store and read", 1000 * first, "ms")
        yield Measure("  the same answer by HTTP alone", 1000 * raw, "ms", "aiohttp")
        yield Measure("  ours to theirs", first / raw, "times", goal="3")
        begun = time.perf_counter()
        page = await self._chat.changes(RemoteId(ME), page.cursor)
        await self._keep(page.upserts, page.cursor)
        yield Measure(f"chat: all {len(self._store.read(read_chat.rooms))} rooms", 1000 * (time.perf_counter() - begun), "ms")
        await self._chat.at_rest()
        async for one in self._opened():
            yield one
        async for one in self._sent():
            yield one
        yield await self._sessions()
        await self._long()

    async def _keep(self, changes: Sequence[Any], cursor: bytes) -> set[Any]:
        done = await self._store.write(write_chat.store_stream, AccountId(1), changes, self._collection, cursor)
        return done.posts

    async def _raw_first(self) -> float:
        context = ssl.create_default_context(cafile=str(self._authority.trust))
        async with aiohttp.ClientSession() as http:
            url = f"https://{HOST}:{self._port}"
            async with http.get(f"{url}/", ssl=context) as answer:  # the connection stands, as ours does
                await answer.read()
            begun = time.perf_counter()
            async with http.post(f"{url}{PATH}", json={}, ssl=context) as answer:
                json.loads(await answer.read())
            return time.perf_counter() - begun

    async def _opened(self) -> Any:
        """Decrypt, store and index posts of all rooms, a page of each at a time."""
        assert self._chat is not None
        crypto, telling = await self._chat._opened()
        pages, keys = [], []
        for number in range(ROOMS):
            events, key = sealed(EACH, 1000 + number)
            pages.append((room_id(1000 + number), events))
            keys.append(key)
        for key in keys:
            crypto.keys.take_direct(key["room"], key["key"], "c", "e", "", shared=False)
        await crypto.records.save()
        begun, processor = time.perf_counter(), time.process_time()
        count = 0
        for room, events in pages:
            changes = [change for event in events for change in telling._event(room, event)]
            done = await self._store.write(write_chat.store_stream, AccountId(1), changes)
            await crypto.records.save()
            await intake_chat.index(self._store, done.posts)
            count += len(done.posts)
        took, spent = time.perf_counter() - begun, time.process_time() - processor
        hits = await self._store.read_long(partial(_hits, limit=2 * count))
        found = len(hits)
        if found < count or count != ROOMS * EACH:
            raise RuntimeError(f"{found} found of {count}")
        yield Measure("chat: posts decrypted, stored and indexed in a second of CPU", count / spent, "posts/s", goal="5000")
        yield Measure("  in a second of the clock", count / took, "posts/s")

    async def _sent(self) -> Any:
        assert self._chat is not None
        room = RemoteId(room_id(0))
        body = "Rendez-vous à Vezin jeudi à dix heures"
        context = ssl.create_default_context(cafile=str(self._authority.trust))
        ours, theirs = [], []
        async with aiohttp.ClientSession() as http:
            for number in range(SENDS):
                operation = RemoteOperation(new_operation_id(), PostToRoom(RoomId(1), body), (), room)
                begun = time.perf_counter()
                await self._chat.apply(operation)
                ours.append(time.perf_counter() - begun)
                url = f"https://{HOST}:{self._port}/_matrix/client/v3/rooms/{room}/send/m.room.encrypted/{number}"
                begun = time.perf_counter()
                async with http.put(url, json={"ciphertext": "x" * 400}, ssl=context) as answer:
                    await answer.read()
                theirs.append(time.perf_counter() - begun)
        mine, raw = statistics.median(ours), statistics.median(theirs)
        yield Measure("chat: an encrypted post sent, median", 1000 * mine, "ms")
        yield Measure("  a request of that size by HTTP alone", 1000 * raw, "ms", "aiohttp")
        yield Measure("  what sealing adds to a server that takes 42 ms", (42 + 1000 * (mine - raw)) / 42, "times", goal="1.1")

    async def _sessions(self) -> Measure:
        assert self._chat is not None
        crypto = await self._chat.crypto()
        before = psutil.Process().memory_full_info().uss
        for number in range(SESSIONS):
            session = GroupSession()
            crypto.keys.take_direct(f"!r{number % ROOMS}:{SERVER}", session.session_key.to_base64(), "c", "e", "", shared=False)
            if number % 1000 == 999:
                await crypto.records.save()
        await crypto.records.save()
        after = psutil.Process().memory_full_info().uss
        return Measure(f"chat: memory that {SESSIONS:,} Megolm sessions take", (after - before) / 1e6, "MB")

    async def _long(self) -> None:
        """Leave a room of many posts for the window."""
        from sync.model.changes import Change
        from sync.model.chat import PostKind, PostTruth

        room = RemoteId(f"!long:{SERVER}")
        for start in range(0, LONG, 5000):
            changes = [
                Change(
                    RemoteId(f"$l{number}"), "1",
                    PostTruth(
                        room, f"@agent{number // 3 % MEMBERS}:{SERVER}", 1_780_000_000_000 + number * 90_000, PostKind.TEXT,
                        f"Message {number}, " + "une phrase de plus " * (number % 7),
                    ),
                )
                for number in range(start, start + 5000)
            ]  # fmt: skip
            await self._store.write(write_chat.store_stream, AccountId(1), changes)


def _hits(search: Connection, store: Connection, *, limit: int) -> list[PostRow]:
    return read_chat.search_posts(search, store, "vezin", limit=limit)


async def _secret(_renew: bool) -> Secret:
    return Secret("password", "x")
