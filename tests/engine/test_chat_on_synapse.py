"""Encrypted chat in a whole engine beside a real Synapse: pushed, searched, answered, the same device after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.chat import JoinRoom, Membership, PostKind, PostToRoom
from sync.model.ids import AccountId
from sync.model.trust import Trust
from sync.rpc import messages as m
from tests.engine.ground import PASSPHRASE, NoKeyring, until
from tests.engine.test_chat import Side
from tests.matrix.person import person
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse

pytestmark = pytest.mark.server


@asynccontextmanager
async def at_work(profile: Path, server: Synapse, name: str, *, new: bool = True) -> AsyncIterator[Side]:
    """A whole engine that works by itself."""
    engine = Engine(
        profile, parsing=InProcess(), credentials=NoKeyring(), trust=server.authority.trust, argon_memory_kib=64
    )
    await engine.start()
    try:
        if new:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            spec = m.EndpointSpec("chat", "matrix", HOST, server.port, user=name)
            added = await engine.answer(m.AddAccount(f"{name}@exemple.fr", "Moi", "", "generic", [spec], PASSWORD))
            assert isinstance(added, m.Added)
        else:
            await engine.answer(m.Unlock(PASSPHRASE))
        yield Side(engine, AccountId(1))
    finally:
        await engine.stop()


async def until_found(me: Side, query: str, bodies: list[str]) -> None:
    """Wait until the index, which follows the store, has something."""
    for _ in range(1000):
        if await me.find(query) == bodies:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("not found")


async def test_encrypted_posts_are_pushed_kept_found_and_answered(tmp_path: Path, synapse: Synapse) -> None:
    profile = tmp_path / "profile"
    synapse.register("engine.moi")
    synapse.register("engine.autre")
    async with person(synapse, "engine.autre") as other:
        async with at_work(profile, synapse, "engine.moi") as me:
            room = await other.create("@engine.moi:exemple.fr", name="Équipe ICPE")
            await until(lambda: [row.membership for row in me.rooms()] == [Membership.INVITED], 30)
            [listed] = me.rooms()
            await me.intend(JoinRoom(listed.id))
            await until(lambda: me.rooms()[0].membership is Membership.JOINED, 30)
            other.members[room] = [other.user, "@engine.moi:exemple.fr"]
            await other.sync()
            await other.say(room, "Le château est classé")
            await until(lambda: "Le château est classé" in me.bodies(listed.id), 30)
            [post] = [row for row in me.posts(listed.id) if row.kind is PostKind.TEXT]
            assert (post.trust, post.sender) == (Trust.UNSIGNED, other.user)
            assert (me.rooms()[0].name, me.rooms()[0].encrypted) == ("Équipe ICPE", True)
            await until_found(me, "chateau", ["Le château est classé"])
            await me.intend(PostToRoom(listed.id, "Bien reçu"))
            await until(lambda: me.bodies(listed.id)[-1:] == ["Bien reçu"], 30)

        async with at_work(profile, synapse, "engine.moi", new=False) as me:
            assert me.bodies(listed.id) == ["Le château est classé", "Bien reçu"]
            await other.sync()
            assert other.read(room) == ["Le château est classé", "Bien reçu"]
            await other.say(room, "Après le redémarrage")
            await until(lambda: me.bodies(listed.id)[-1:] == ["Après le redémarrage"], 30)
            devices = other.crypto.devices.of("@engine.moi:exemple.fr")
            assert len(devices) == 1
