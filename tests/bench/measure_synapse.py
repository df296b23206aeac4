"""Chat on a real Synapse: the first 20 of 200 rooms of 10 people, and posts sent, beside the same exchanges by HTTP alone.

Posts are encrypted. The rooms of the first answer hold 20 each, as many as it brings; the others two, as nobody asks for more.
"""

from __future__ import annotations

import asyncio
import ssl
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

import aiohttp

from sync.engine.keeper import StoreKeeper
from sync.engine.opened import OpenStore
from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.chat import PostToRoom
from sync.model.collections import Collection
from sync.model.ids import AccountId, CollectionId, RemoteId, RoomId, new_operation_id
from sync.model.operations import RemoteOperation
from sync.protocols.base import Secret, Surroundings
from sync.protocols.matrix import sliding
from sync.protocols.matrix.chat import MatrixChat
from sync.store.read import chat as read_chat
from sync.store.write import accounts as write_accounts
from sync.store.write import chat as write_chat
from sync.store.write import collections as write_collections
from tests.bench.homeserver import sealed
from tests.bench.measures import Ground, Measure
from tests.qt.stores import make_store
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse, installed, running_synapse

ROOMS, MEMBERS = 200, 10
SENDS = 60
AT_ONCE = 8
CLIENT = "/_matrix/client/v3"


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield what this module's docstring says."""
    if not installed():
        print("chat on a real homeserver was not measured: Synapse is not in build/synapse", flush=True)
        return
    with running_synapse("rc_room_creation: {per_second: 10000, burst_count: 10000}\n") as server:
        yield from asyncio.run(_measured(ground, server))


class _Web:
    """Plain requests, as anybody could make them, over connections that stay open."""

    def __init__(self, server: Synapse, session: aiohttp.ClientSession) -> None:
        self._session, self._base = session, server.base
        self._context = ssl.create_default_context(cafile=str(server.authority.trust))

    async def ask(self, method: str, path: str, body: Any, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._session.request(
            method, self._base + path, json=body, headers=headers, ssl=self._context
        ) as answer:  # fmt: skip
            said = await answer.json()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {said}")
            return said

    async def sign_in(self, name: str) -> str:
        """Return a token of a device of its own."""
        who = {"type": "m.id.user", "user": name}
        said = await self.ask("POST", f"{CLIENT}/login", {"type": "m.login.password", "identifier": who, "password": PASSWORD})
        return str(said["access_token"])


async def _measured(ground: Ground, server: Synapse) -> list[Measure]:
    names = ["moi", *(f"agent{number}" for number in range(MEMBERS - 1))]
    for name in names:
        server.register(name)
    async with aiohttp.ClientSession() as session:
        web = _Web(server, session)
        tokens = [await web.sign_in(name) for name in names]
        rooms, keys = await _furnish(web, tokens)
        bench = _Side(ground, server, keys)
        try:
            return [one async for one in bench.run(web, tokens[0], rooms[-1], ground.rounds)]
        finally:
            await bench.close()


async def _furnish(web: _Web, tokens: list[str]) -> tuple[list[str], list[dict[str, str]]]:
    """Make the rooms, let everybody in, and fill them; return their names and the keys of their posts."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def room(number: int) -> tuple[str, dict[str, str]]:
        async with turn:
            sealing = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
            asked = {"name": f"Salon {number}", "topic": "Inspections", "preset": "public_chat", "initial_state": [sealing]}
            made = str((await web.ask("POST", f"{CLIENT}/createRoom", asked, tokens[0]))["room_id"])
            for token in tokens[1:]:
                await web.ask("POST", f"{CLIENT}/join/{made}", {}, token)
            posts, key = sealed(20 if number >= ROOMS - sliding.FIRST_ROOMS else 2, number, made)
            for place, post in enumerate(posts):
                path = f"{CLIENT}/rooms/{made}/send/m.room.encrypted/{number}x{place}"
                await web.ask("PUT", path, post["content"], tokens[place % MEMBERS])
            return made, key

    early = await asyncio.gather(*(room(number) for number in range(ROOMS - sliding.FIRST_ROOMS)))
    late = await asyncio.gather(*(room(number) for number in range(ROOMS - sliding.FIRST_ROOMS, ROOMS)))
    return [name for name, _ in (*early, *late)], [key for _, key in (*early, *late)]


class _Side:
    """A store of ours with the account on that homeserver."""

    def __init__(self, ground: Ground, server: Synapse, keys: list[dict[str, str]]) -> None:
        made = make_store(ground.folder / "synapse")
        self._keys = keys
        self._store = OpenStore(made.profile, made.keys)
        self._me = "@moi:exemple.fr"
        endpoint = Endpoint(Service.CHAT, "matrix", HOST, server.port, user="moi")
        self._account = Account(AccountId(1), self._me, self._me, "generic", (endpoint,), Identity(self._me))
        keeper = StoreKeeper(self._store, AccountId(1))
        self._chat = MatrixChat(Surroundings(self._account, endpoint, _secret, server.authority.trust, keeper=keeper))

    async def close(self) -> None:
        await self._chat.close()
        self._store.close()

    async def run(self, web: _Web, token: str, room: str, rounds: int) -> AsyncIterator[Measure]:
        store, stream = self._store, [Collection(RemoteId(self._me), Service.CHAT, self._me)]
        await store.write_durably(write_accounts.add_account, self._account)
        await store.write_durably(write_collections.store_collections, AccountId(1), Service.CHAT, stream)
        box = CollectionId(store.read(lambda connection: connection.execute("SELECT id FROM collection").fetchone()[0]))
        crypto = await self._chat.crypto()
        for key in self._keys:
            crypto.keys.take_direct(key["room"], key["key"], "c", "e", "", shared=False)
        await crypto.records.save()
        raw, ours = [], []
        for turn in range(rounds):
            begun = time.perf_counter()
            said = await web.ask("POST", f"{sliding.PATH}?timeout=0", _first(f"brut{turn}"), token)
            raw.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            page = await self._chat.changes(RemoteId(self._me), None)
            await store.write(write_chat.store_stream, AccountId(1), page.upserts, box, page.cursor)
            rows = store.read(read_chat.rooms)
            ours.append(time.perf_counter() - begun)
        await self._chat.at_rest()
        mine, theirs = statistics.median(ours), statistics.median(raw)
        yield Measure(f"Synapse: the first {len(rows)} of {ROOMS} rooms, in the store and read", 1000 * mine, "ms")
        yield Measure(f"  the same answer of {len(said['rooms'])} rooms by HTTP alone", 1000 * theirs, "ms", "aiohttp")
        yield Measure("  ours to theirs", mine / theirs, "times", goal="3")
        post = partial(self._post, web, token, room)
        both = [await post(number) for number in range(SENDS)]
        mine, theirs = statistics.median(one for one, _ in both), statistics.median(other for _, other in both)
        yield Measure(f"Synapse: an encrypted post sent to {MEMBERS} people, median", 1000 * mine, "ms")
        yield Measure("  a post of that size by HTTP alone", 1000 * theirs, "ms", "aiohttp")
        yield Measure("  ours to theirs", mine / theirs, "times", goal="1.1")

    async def _post(self, web: _Web, token: str, room: str, number: int) -> tuple[float, float]:
        """Return the seconds of a post of ours and of a plain one; each goes first in turn."""
        said = PostToRoom(RoomId(1), "Rendez-vous à Vezin jeudi à dix heures")
        operation = RemoteOperation(new_operation_id(), said, (), RemoteId(room))
        path = f"{CLIENT}/rooms/{room}/send/m.room.encrypted/brut{number}"
        plain = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x" * 400}

        async def ours() -> float:
            begun = time.perf_counter()
            await self._chat.apply(operation)
            return time.perf_counter() - begun

        async def theirs() -> float:
            begun = time.perf_counter()
            await web.ask("PUT", path, plain, token)
            return time.perf_counter() - begun

        if number % 2:
            return await ours(), await theirs()
        raw = await theirs()
        return await ours(), raw


def _first(connection: str) -> dict[str, Any]:
    """The request that a new device of ours begins with."""
    wanted = {"timeline_limit": sliding.EACH_TIMELINE, "required_state": sliding.STATE}
    extensions = ("to_device", "e2ee", "account_data", "receipts", "typing")
    return {
        "conn_id": connection, "lists": {"all": {"ranges": [[0, sliding.FIRST_ROOMS - 1]], **wanted}},
        "extensions": {name: {"enabled": True} for name in extensions},
    }  # fmt: skip


async def _secret(_renew: bool) -> Secret:
    return Secret("password", PASSWORD)
