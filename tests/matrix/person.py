"""A person with one device of ours, below the chat protocol: signed in, syncing, reading and writing encrypted posts."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sync.model.faults import Unreadable
from sync.model.ids import AccountId
from sync.protocols.base import Secret
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.group_out import RoomRules, Sharing
from sync.protocols.matrix.crypto.machine import Crypto, Opening
from sync.protocols.matrix.crypto.verification import PREFIX, Verification
from sync.protocols.matrix.keys import HomeserverKeys, password_proof
from sync.protocols.matrix.sign_in import SignIn
from sync.transport.gate import Gate
from sync.transport.http import Http
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse

_transactions = itertools.count()


class Person:
    """What tests do as a person at one device."""

    def __init__(self, home: Homeserver, keeper: MemoryKeeper, crypto: Crypto) -> None:
        self.home = home
        self.keeper = keeper
        self.crypto = crypto
        self.user = crypto.user
        self.device = crypto.device
        self.since = ""
        self.timelines: dict[str, list[dict[str, Any]]] = {}
        self.members: dict[str, list[str]] = {}
        self.verifications: list[Verification] = []

    async def sync(self) -> None:
        """Take what the server has."""
        query = {"timeout": "100", **({"since": self.since} if self.since else {})}
        answer = await self.home.ask("GET", path("sync"), query=query)
        if not self.since:
            self.crypto.devices.all_changed()
        lists = answer.get("device_lists", {})
        await self.crypto.receive(
            answer.get("to_device", {}).get("events", []),
            lists.get("changed", []),
            lists.get("left", []),
            answer.get("device_one_time_keys_count"),
            answer.get("device_unused_fallback_key_types"),
        )
        self.since = answer["next_batch"]
        await self.crypto.work()
        for room, joined in answer.get("rooms", {}).get("join", {}).items():
            for event in joined["timeline"]["events"]:
                self.timelines.setdefault(room, []).append(event)
                await self._hear(room, event)

    async def _hear(self, room: str, event: dict[str, Any]) -> None:
        kind, content = event["type"], event["content"]
        if kind == "m.room.encrypted":
            try:
                opening = self.crypto.decrypt(room, event)
            except Unreadable:
                return
            kind, content = opening.kind, opening.content
        if kind.startswith(PREFIX) or content.get("msgtype") == f"{PREFIX}request":
            sent = event["origin_server_ts"] / 1000
            await self.crypto.verifications.receive(
                event["sender"], kind, content, room=room, event=event["event_id"], sent=sent
            )

    async def create(self, *invited: str, name: str = "Salle", encrypted: bool = True) -> str:
        """Make a room."""
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}] if encrypted else []
        body = {"preset": "private_chat", "name": name, "invite": invited, "initial_state": state}
        room = str((await self.home.ask("POST", path("createRoom"), body))["room_id"])
        self.members[room] = [self.user, *invited]
        return room

    async def join(self, room: str, *people: str) -> None:
        await self.home.ask("POST", path("join", room), {})
        self.members[room] = [self.user, *people]

    async def say(self, room: str, body: str, sharing: Sharing = Sharing.SIGNED) -> str:
        """Send an encrypted post; return its event id."""
        return await self.send(
            room, "m.room.message", {"msgtype": "m.text", "body": body}, f"t{next(_transactions)}", sharing
        )

    async def send(
        self, room: str, kind: str, content: dict[str, Any], transaction: str, sharing: Sharing = Sharing.SIGNED
    ) -> str:
        sealed = await self.crypto.encrypt(room, RoomRules(), self.members[room], kind, content, sharing)
        answer = await self.home.ask("PUT", path("rooms", room, "send", "m.room.encrypted", transaction), sealed)
        return str(answer["event_id"])

    def openings(self, room: str) -> list[Opening | str]:
        """Every encrypted event of a room: opened, or why not."""
        found: list[Opening | str] = []
        for event in self.timelines.get(room, []):
            if event["type"] == "m.room.encrypted":
                try:
                    found.append(self.crypto.decrypt(room, event))
                except Unreadable as fault:
                    found.append(fault.code)
        return found

    def read(self, room: str) -> list[str]:
        """The bodies of a room's encrypted posts, or why they cannot be read."""
        return [one if isinstance(one, str) else str(one.content.get("body", "")) for one in self.openings(room)]

    async def set_up(self, passphrase: str = "") -> str:
        """Make identity, secret storage and backup."""
        return await self.crypto.set_up(self.proof, passphrase)

    @property
    def proof(self) -> Any:
        async def password() -> str:
            return PASSWORD

        return password_proof(self.user, password)


def http_for(server: Synapse) -> Http:
    """A client's HTTP that reaches the homeserver alone."""
    gate = Gate()
    gate.allow(AccountId(1), [HOST])
    return Http(gate, AccountId(1), trust=server.authority.trust)


@asynccontextmanager
async def person(
    server: Synapse, name: str, keeper: MemoryKeeper | None = None, password: str = PASSWORD
) -> AsyncIterator[Person]:
    """Sign a person in on a device; with the `keeper` of an earlier one it is the same device."""
    keeper = keeper if keeper is not None else MemoryKeeper()

    async def secret(_renew: bool) -> Secret:
        return Secret("password", password)

    http = http_for(server)
    home = Homeserver(http, server.base, SignIn(http, server.base, name, secret, keeper))
    try:
        yield await _signed_in(home, keeper)
    finally:
        await home.close()


async def _signed_in(home: Homeserver, keeper: MemoryKeeper) -> Person:
    access = await home.access()
    me: Person

    async def send_in_room(room: str, kind: str, content: dict[str, Any], transaction: str) -> str:
        return await me.send(room, kind, content, transaction)

    crypto = Crypto(keeper, HomeserverKeys(home, send_in_room), access.user, access.device)
    me = Person(home, keeper, crypto)
    crypto.verifications.changed = me.verifications.append
    await crypto.work()
    return me


async def until_comparing(*sides: Person) -> None:
    """Let people sync until each has something to compare (bounded: a verification takes a handful of turns)."""
    for _ in range(8):
        for side in sides:
            await side.sync()
        if all(side.verifications and side.verifications[-1].comparison for side in sides):
            return
    raise AssertionError([side.verifications[-1].stage if side.verifications else None for side in sides])
