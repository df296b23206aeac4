"""Encrypted chat in a whole engine, and a real homeserver that dies, limits how fast one speaks, and loses its answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from ssl import create_default_context

import pytest

from sync.model.chat import CreateRoom, JoinRoom, Membership, PostKind, PostToRoom
from sync.model.faults import Fault
from sync.model.ids import RoomId
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from sync.store.read import outbox as read_outbox
from tests.contract.test_matrix import ASKED
from tests.engine.ground import until
from tests.engine.test_chat import Side
from tests.engine.test_chat_on_synapse import at_work
from tests.matrix.person import person
from tests.servers.proxy import running_proxy
from tests.servers.synapse import Synapse, running_synapse

pytestmark = [pytest.mark.server, pytest.mark.slow]

SLOW = """\
rc_message: {per_second: 2, burst_count: 2}
"""
"""Two posts a second: what comes faster is refused with 429, and when to try again."""


async def alone(me: Side, name: str) -> RoomId:
    """A room of one's own."""
    await me.intend(CreateRoom(name))
    await until(lambda: bool(me.rooms()), 60)
    return me.rooms()[0].id


def settled(me: Side) -> bool:
    return not me.read(read_outbox.operations)


async def test_a_server_that_wants_to_be_left_alone_gets_every_post_once_and_in_order(tmp_path: Path) -> None:
    with running_synapse(SLOW) as server:
        server.register("presse")
        async with at_work(tmp_path / "profile", server, "presse") as me:
            room = await alone(me, "Vite")
            said = [f"Post {number}" for number in range(7)]
            for text in said:
                await me.intend(PostToRoom(room, text))
            await until(lambda: settled(me) and me.bodies(room) == said, 90)


async def test_what_is_said_while_the_server_is_dead_arrives_once_it_lives_again(tmp_path: Path) -> None:
    with running_synapse() as server:
        server.register("patient")
        server.register("bavard")
        async with person(server, "bavard") as other:
            async with at_work(tmp_path / "profile", server, "patient") as me:
                remote = await other.create("@patient:exemple.fr", name="Équipe")
                await until(lambda: bool(me.rooms()), 60)
                room = me.rooms()[0].id
                await me.intend(JoinRoom(room))
                await until(lambda: me.rooms()[0].membership is Membership.JOINED, 60)
                other.members[remote] = [other.user, "@patient:exemple.fr"]
                await other.sync()
                await other.say(remote, "Avant")
                await until(lambda: me.bodies(room) == ["Avant"], 60)
                server.kill()
                for number in range(3):
                    await me.intend(PostToRoom(room, f"Dans le noir {number}"))
                assert [row.body for row in me.waiting(room)] == [f"Dans le noir {number}" for number in range(3)]
            server.start()
            for number in range(30):  # more than an answer of the stream brings: a gap remains
                await other.say(remote, f"Pendant {number}")
            async with at_work(tmp_path / "profile", server, "patient", new=False) as me:
                await until(lambda: settled(me) and "Pendant 29" in me.bodies(room), 90)
                while me.read(read_chat.gap, room) is not None:
                    await me.engine.answer(m.BringHistory(room))
                talk = [row.body for row in me.posts(room) if row.kind is PostKind.TEXT]
                assert sorted(talk) == sorted(
                    ["Avant", *(f"Pendant {n}" for n in range(30)), *(f"Dans le noir {n}" for n in range(3))]
                )
                assert [body for body in talk if body.startswith("Pendant")] == [f"Pendant {n}" for n in range(30)]
                assert [body for body in talk if body.startswith("Dans")] == [f"Dans le noir {n}" for n in range(3)]


async def test_answers_that_are_lost_make_no_second_post_in_the_engine(tmp_path: Path, synapse: Synapse) -> None:
    synapse.register("sourd")
    inside, outside = synapse.authority.good().context(), create_default_context(cafile=str(synapse.authority.trust))
    async with running_proxy(synapse.port, inside=inside, outside=outside) as network:
        through = replace(synapse, port=network.port)
        async with at_work(tmp_path / "profile", through, "sourd") as me:
            room = await alone(me, "Sourd")
            network.breaks = [replace(ASKED, times=3)]
            said = ["Un", "Deux", "Trois"]
            for text in said:
                await me.intend(PostToRoom(room, text))
            for _ in range(20):
                for row in me.read(read_outbox.operations):
                    with suppress(Fault):  # it may be under way already
                        await me.engine.answer(m.RetryOperation(row.id))
                if settled(me):
                    break
                await until(lambda: True, 1)
            await until(lambda: settled(me) and me.bodies(room) == said, 90)
