"""Encrypted chat in a whole engine beside a real Synapse: pushed, searched, answered, the same device after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.chat import CreateRoom, JoinRoom, Membership, PostKind, PostToRoom
from sync.model.faults import AuthNeeded, Rejected
from sync.model.ids import AccountId
from sync.model.trust import Trust
from sync.protocols.matrix.chat import MatrixChat
from sync.protocols.matrix.crypto.machine import Crypto
from sync.rpc import messages as m
from tests.engine.ground import PASSPHRASE, NoKeyring, until
from tests.engine.test_chat import Side
from tests.matrix.person import person
from tests.servers.ports import HOST
from tests.servers.synapse import PASSWORD, Synapse, running_synapse

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


async def test_recovery_set_up_on_one_machine_opens_everything_on_another(tmp_path: Path, synapse: Synapse) -> None:
    synapse.register("deux.postes")
    synapse.register("deux.autre")
    user = "@deux.postes:exemple.fr"
    async with person(synapse, "deux.autre") as other, at_work(tmp_path / "bureau", synapse, "deux.postes") as desk:
        await until(lambda: desk.engine.desk.accounts.worker(desk.account).session.condition == "online", 30)
        before = await desk.engine.answer(m.ChatSecurity(desk.account))
        assert isinstance(before, m.ChatSecurityAnswer)
        assert (before.identity, before.trusted, before.backup) == (False, False, False)
        made = await desk.engine.answer(m.SetUpRecovery(desk.account, PASSWORD))
        assert isinstance(made, m.RecoveryCode)
        with pytest.raises(Rejected, match="identity_exists"):
            await desk.engine.answer(m.SetUpRecovery(desk.account, PASSWORD))
        room = await other.create(user, name="Histoire")
        await until(lambda: bool(desk.rooms()), 30)
        await desk.intend(JoinRoom(desk.rooms()[0].id))
        await until(lambda: desk.rooms()[0].membership is Membership.JOINED, 30)
        other.members[room] = [other.user, user]
        await other.sync()
        for number in range(3):
            await other.say(room, f"Chapitre {number}")
        said = ["Chapitre 0", "Chapitre 1", "Chapitre 2"]
        await until(lambda: desk.bodies(desk.rooms()[0].id) == said, 30)
        crypto = await crypto_of(desk)
        await until(lambda: not crypto.keys.not_backed_up(1), 30)

        async with at_work(tmp_path / "portable", synapse, "deux.postes") as laptop:
            await until(lambda: bool(laptop.rooms()) and len(laptop.posts(laptop.rooms()[0].id)) == 3, 30)
            here = laptop.rooms()[0].id
            assert {row.kind for row in laptop.posts(here)} == {PostKind.SEALED}
            with pytest.raises(Rejected, match="wrong_recovery_key"):
                await laptop.engine.answer(m.Recover(laptop.account, "autre chose"))
            found = await laptop.engine.answer(m.Recover(laptop.account, made.code))
            assert isinstance(found, m.Recovered)
            assert found.keys >= 1
            assert laptop.bodies(here) == said
            await until_found(laptop, "chapitre 2", ["Chapitre 2"])
            state = await laptop.engine.answer(m.ChatSecurity(laptop.account))
            assert isinstance(state, m.ChatSecurityAnswer)
            assert (state.trusted, state.backup) == (True, True)
            ours = [device for device in state.devices if device.name]  # registering made a session without a name or keys
            assert {device.trust for device in ours} == {"verified"}


async def test_two_people_verify_each_other_from_their_engines_and_older_posts_are_judged_again(
    tmp_path: Path, synapse: Synapse
) -> None:
    names = ("verif.un", "verif.deux")
    for name in names:
        synapse.register(name)
    async with (
        at_work(tmp_path / "un", synapse, names[0]) as one,
        at_work(tmp_path / "deux", synapse, names[1]) as two,
    ):
        sides = (one, two)
        moves: dict[int, list[m.VerificationMoved]] = {0: [], 1: []}
        for place, side in enumerate(sides):
            online = side.engine.desk.accounts.worker(side.account).session
            await until(lambda session=online: session.condition == "online", 30)  # type: ignore[misc]
            await side.engine.answer(m.SetUpRecovery(side.account, PASSWORD))
            side.engine.subscribe(
                lambda notice, into=moves[place]: (
                    into.append(notice) if isinstance(notice, m.VerificationMoved) else None
                )  # type: ignore[misc]
            )
            await side.engine.answer(m.ChatSecurity(side.account))
        await one.intend(CreateRoom("", ("@verif.deux:exemple.fr",), direct=True))
        await until(lambda: bool(two.rooms()), 30)
        await two.intend(JoinRoom(two.rooms()[0].id))
        await until(lambda: two.rooms()[0].membership is Membership.JOINED, 30)
        await two.intend(PostToRoom(two.rooms()[0].id, "Avant"))

        def before() -> list[Trust]:
            return [post.trust for post in one.posts(one.rooms()[0].id) if post.body == "Avant"] if one.rooms() else []

        await until(lambda: before() == [Trust.UNVERIFIED], 30)
        begun = await one.engine.answer(m.Verify(one.account, "@verif.deux:exemple.fr"))
        assert isinstance(begun, m.Verifying)

        def stage(place: int) -> str:
            return moves[place][-1].stage if moves[place] else ""

        async def act(side: Side, action: str) -> None:
            await side.engine.answer(m.StepVerification(side.account, begun.flow, action))

        await until(lambda: stage(1) == "requested", 30)
        await act(two, "accept")
        await until(lambda: stage(0) == "ready", 30)
        await act(one, "begin")
        await until(lambda: stage(0) == stage(1) == "comparing", 30)
        assert moves[0][-1].emoji == moves[1][-1].emoji
        assert len(moves[0][-1].emoji) == 7
        await act(one, "confirm")
        await act(two, "confirm")
        await until(lambda: stage(0) == stage(1) == "done", 30)
        assert moves[0][-1].trusted
        assert moves[1][-1].trusted
        assert (await crypto_of(one)).devices.identity_trust("@verif.deux:exemple.fr") is Trust.VERIFIED
        assert (await crypto_of(two)).devices.identity_trust("@verif.un:exemple.fr") is Trust.VERIFIED
        await until(lambda: before() == [Trust.VERIFIED], 30)


async def test_room_keys_go_out_into_a_file_and_come_back_on_another_machine(tmp_path: Path, synapse: Synapse) -> None:
    synapse.register("fichier.cles")
    async with at_work(tmp_path / "un", synapse, "fichier.cles") as one:
        await until(lambda: one.engine.desk.accounts.worker(one.account).session.condition == "online", 30)
        await one.intend(CreateRoom("Notes"))
        await until(lambda: bool(one.rooms()), 30)
        room = one.rooms()[0].id
        await one.intend(PostToRoom(room, "Pour plus tard"))
        await until(lambda: one.bodies(room) == ["Pour plus tard"], 30)
        file = tmp_path / "cles.txt"
        await one.engine.answer(m.ExportKeys(one.account, str(file), "phrase"))
        with pytest.raises(Rejected, match="file_exists"):
            await one.engine.answer(m.ExportKeys(one.account, str(file), "phrase"))
        async with at_work(tmp_path / "deux", synapse, "fichier.cles") as two:
            await until(lambda: bool(two.rooms()) and bool(two.posts(two.rooms()[0].id)), 30)
            here = two.rooms()[0].id
            with pytest.raises(Rejected, match="wrong_passphrase"):
                await two.engine.answer(m.ImportKeys(two.account, str(file), "autre"))
            await two.engine.answer(m.ImportKeys(two.account, str(file), "phrase"))
            assert two.bodies(here) == ["Pour plus tard"]
            assert two.posts(here)[0].trust is Trust.UNKNOWN


async def crypto_of(side: Side) -> Crypto:
    """The crypto of a side's account."""
    protocol = side.engine.desk.accounts.worker(side.account).session.protocol(Service.CHAT)
    assert isinstance(protocol, MatrixChat)
    return await protocol.crypto()


async def test_sessions_are_listed_and_another_one_is_signed_out_with_the_password(
    tmp_path: Path, synapse: Synapse
) -> None:
    user = synapse.register("engine.sessions")
    body = {
        "type": "m.login.password", "identifier": {"type": "m.id.user", "user": user}, "password": PASSWORD,
        "device_id": "ANCIEN", "initial_device_display_name": "Vieux téléphone",
    }  # fmt: skip
    synapse.ask("POST", "/_matrix/client/v3/login", body)
    async with at_work(tmp_path / "profile", synapse, "engine.sessions") as me:

        async def sessions() -> dict[str, tuple[str, str]]:
            state = await me.engine.answer(m.ChatSecurity(1))
            assert isinstance(state, m.ChatSecurityAnswer)
            return {one.id: (one.name, one.trust) for one in state.devices}

        found = await sessions()
        assert found["ANCIEN"] == ("Vieux téléphone", "unsigned")
        assert sum(name == "Écritoire" for name, _ in found.values()) == 1
        with pytest.raises(AuthNeeded, match="wrong_password"):
            await me.engine.answer(m.SignOutDevice(1, "ANCIEN", PASSWORD + "x"))
        await me.engine.answer(m.SignOutDevice(1, "ANCIEN", PASSWORD))
        assert "ANCIEN" not in await sessions()
        answer = await me.engine.answer(m.TrustIn(1, [user]))
        assert isinstance(answer, m.TrustAnswer)
        assert answer.people == {user: "unsigned"}


async def test_an_account_that_is_taken_away_leaves_no_device_behind_at_its_server(tmp_path: Path, synapse: Synapse) -> None:
    user = synapse.register("engine.adieu")
    login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": user}, "password": PASSWORD}
    token = synapse.ask("POST", "/_matrix/client/v3/login", login)["access_token"]

    def devices() -> list[str]:
        listed = synapse.ask("GET", "/_matrix/client/v3/devices", None, token)["devices"]
        return [one.get("display_name") or "" for one in listed]

    async with at_work(tmp_path / "profile", synapse, "engine.adieu") as me:
        await until(lambda: me.engine.desk.accounts.worker(me.account).session.condition == "online", 30)
        assert "Écritoire" in devices()
        await me.engine.answer(m.RemoveAccount(me.account))
        assert "Écritoire" not in devices()
        left = "SELECT count(*) FROM protocol_record"
        assert me.read(lambda connection: connection.execute(left).fetchone()[0]) == 0


async def test_an_account_is_taken_away_where_its_server_cannot_be_reached_too(tmp_path: Path) -> None:
    with running_synapse() as server:
        server.register("adieu")
        async with at_work(tmp_path / "profile", server, "adieu") as me:
            await until(lambda: me.engine.desk.accounts.worker(me.account).session.condition == "online", 60)
            server.kill()
            await me.engine.answer(m.RemoveAccount(me.account))
            assert me.rooms() == []
