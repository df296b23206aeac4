"""A person's devices on a real homeserver: recovering on a new one, two at once, one removed, and staying signed in."""

from __future__ import annotations

import itertools

import pytest

from sync.model.faults import AuthNeeded, Rejected
from sync.model.trust import Trust
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.client import path
from tests.matrix.person import Person, person
from tests.servers.synapse import PASSWORD, Synapse, running_synapse

pytestmark = pytest.mark.server

_numbers = itertools.count()


def new_account(server: Synapse, name: str) -> str:
    """An account that no other test uses."""
    unique = f"{name}.d{next(_numbers)}"
    server.register(unique)
    return unique


async def room_of(me: Person, other: Person) -> str:
    room = await me.create(other.user)
    await other.join(room, me.user)
    await me.sync()
    await other.sync()
    return room


async def test_a_fresh_profile_recovers_the_whole_history(synapse: Synapse) -> None:
    mine, theirs = new_account(synapse, "alice"), new_account(synapse, "bob")
    async with person(synapse, mine) as me, person(synapse, theirs) as other:
        code = await me.set_up()
        room = await room_of(me, other)
        for number in range(4):
            await other.say(room, f"De Bob {number}")
            other.crypto.sending.discard(room)
            await me.say(room, f"D'Alice {number}")
            me.crypto.sending.discard(room)
        await me.sync()
        everything = me.read(room)
        assert len(everything) == 8
        async with person(synapse, mine) as fresh:
            await fresh.sync()
            assert set(fresh.read(room)) == {"no_key"}
            with pytest.raises(Rejected, match="wrong_recovery_key"):
                await fresh.crypto.recover("pas le bon code")
            assert await fresh.crypto.recover(code) == 8
            assert fresh.read(room) == everything
            assert fresh.crypto.identity.complete
            await me.sync()
            device = me.crypto.devices.get(me.user, fresh.device)
            assert device is not None
            assert me.crypto.devices.device_trust(device) is Trust.VERIFIED


async def test_two_devices_of_one_person_both_read_and_a_removed_one_no_longer(synapse: Synapse) -> None:
    mine, theirs = new_account(synapse, "alice"), new_account(synapse, "bob")
    async with person(synapse, mine) as desk, person(synapse, mine) as laptop, person(synapse, theirs) as other:
        room = await room_of(desk, other)
        await other.say(room, "À tous tes postes")
        for one in (desk, laptop):
            await one.sync()
            assert one.read(room) == ["À tous tes postes"]
        await desk.say(room, "De mon bureau")
        await laptop.sync()
        assert laptop.read(room)[-1] == "De mon bureau"
        before = other.crypto.records.keys("outbound")
        assert before == [room]
        session = laptop.timelines[room][-2]["content"]["session_id"]

        demand = await desk.home.demand("POST", path("delete_devices"), {"devices": [laptop.device]})
        assert demand is not None
        proof = await desk.proof(demand)
        assert (
            await desk.home.demand("POST", path("delete_devices"), {"devices": [laptop.device], "auth": proof}) is None
        )

        await other.sync()
        await other.say(room, "Sans le portable")
        await desk.sync()
        assert desk.read(room)[-1] == "Sans le portable"
        assert desk.timelines[room][-1]["content"]["session_id"] != session
        with pytest.raises(AuthNeeded, match="device_removed"):
            await laptop.sync()


async def test_the_same_profile_is_the_same_device_after_a_restart(synapse: Synapse) -> None:
    mine, theirs = new_account(synapse, "alice"), new_account(synapse, "bob")
    keeper = MemoryKeeper()
    async with person(synapse, mine, keeper) as me, person(synapse, theirs) as other:
        room = await room_of(me, other)
        await other.say(room, "Avant")
        await me.sync()
        device = me.device
        async with person(synapse, mine, keeper) as again:
            assert again.device == device
            await other.say(room, "Après")
            await again.sync()
            assert again.read(room)[-1] == "Après"


async def test_a_token_that_runs_out_is_renewed_without_anybody_noticing(synapse: Synapse) -> None:
    with running_synapse("refreshable_access_token_lifetime: 1s\n") as server:
        server.register("alice")
        async with person(server, "alice") as me:
            access = await me.home.access()
            assert access.refresh
            assert access.expires
            for _ in range(3):
                await me.sync()
            assert (await me.home.access()).token != access.token
            assert (await me.home.access()).device == access.device


async def test_a_session_let_go_softly_is_signed_in_again_as_the_same_device(synapse: Synapse) -> None:
    """Synapse lets a session go softly when its token outlives `session_lifetime`."""
    with running_synapse(
        "session_lifetime: 2s\nrefreshable_access_token_lifetime: 2s\nnonrefreshable_access_token_lifetime: 2s\n"
    ) as server:
        server.register("alice")
        async with person(server, "alice") as me:
            first = await me.home.access()
            for _ in range(40):
                await me.sync()
            now = await me.home.access()
            assert now.device == first.device
            assert now.token != first.token


async def test_a_wrong_password_is_said(synapse: Synapse) -> None:
    mine = new_account(synapse, "alice")
    with pytest.raises(AuthNeeded, match="wrong_password"):
        async with person(synapse, mine, password=PASSWORD + "x"):
            pass
