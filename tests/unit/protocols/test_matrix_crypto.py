"""Crypto among honest and dishonest company: who can read what, and every lie that is refused."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from vodozemac import GroupSession

from sync.model.faults import Offline, Rejected, Unreadable
from sync.model.trust import Trust
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.crypto.group_in import Origin
from sync.protocols.matrix.crypto.group_out import RoomRules, Sharing
from sync.protocols.matrix.crypto.olm import LARGEST
from sync.protocols.matrix.crypto.signing import SigningKey
from tests.unit.protocols.keyhouse import ROOM, KeyHouse, Sitter, no_proof, sitter

ALICE, BOB, EVE = "@alice:exemple.fr", "@bob:exemple.fr", "@eve:exemple.fr"


@pytest.fixture
def house() -> KeyHouse:
    return KeyHouse()


@pytest.fixture
async def alice(house: KeyHouse) -> Sitter:
    return await sitter(house, ALICE, "ALICE")


@pytest.fixture
async def bob(house: KeyHouse) -> Sitter:
    return await sitter(house, BOB, "BOB")


def body(one: Sitter, event: dict[str, Any]) -> str:
    return str(one.read(event).content["body"])


# --- reading and writing ---


async def test_a_post_is_read_by_everybody_in_the_room_and_by_nobody_else(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    eve = await sitter(house, EVE, "EVE")
    event = await alice.post([alice, bob], "Secret")
    await bob.sync()
    await eve.sync()
    assert body(bob, event) == body(alice, event) == "Secret"
    with pytest.raises(Unreadable, match="no_key"):
        eve.read(event)


async def test_a_restart_forgets_nothing(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    first = await alice.post([bob], "Avant")
    await bob.sync()
    assert body(bob, first) == "Avant"
    alice = await sitter(house, ALICE, "ALICE", keeper=alice.keeper)
    bob = await sitter(house, BOB, "BOB", keeper=bob.keeper)
    second = await alice.post([bob], "Après")
    await bob.sync()
    assert body(bob, first) == "Avant"
    assert body(bob, second) == "Après"
    assert second["content"]["session_id"] == first["content"]["session_id"]


async def test_nothing_leaves_before_what_it_used_up_is_kept(house: KeyHouse, bob: Sitter) -> None:
    class Watching(MemoryKeeper):
        kept: bytes | None = None

        async def write(self, changes: Any) -> None:
            await super().write(changes)
            self.kept = self.records.get(("outbound", ROOM))

    keeper = Watching()
    alice = await sitter(house, ALICE, "ALICE", keeper=keeper)
    event = await alice.post([bob], "Un")
    assert keeper.kept == keeper.records["outbound", ROOM]
    again = await sitter(house, ALICE, "ALICE", keeper=keeper)
    other = await again.post([bob], "Deux")
    await bob.sync()
    assert (body(bob, event), body(bob, other)) == ("Un", "Deux")


async def test_a_lost_answer_to_the_upload_of_keys_does_no_harm(house: KeyHouse, bob: Sitter) -> None:
    house.lost_uploads = 1
    alice = Sitter(house, ALICE, "ALICE", lambda: 1_700_000_000.0)
    with pytest.raises(Offline):
        await alice.crypto.work()
    alice = await sitter(house, ALICE, "ALICE", keeper=alice.keeper)
    event = await bob.post([alice], "Bonjour")
    await alice.sync()
    assert body(alice, event) == "Bonjour"


async def test_the_fallback_key_serves_when_all_others_are_gone(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    house.one_time[BOB, "BOB"].clear()
    event = await alice.post([bob], "Par la clé de secours")
    await bob.sync()
    assert body(bob, event) == "Par la clé de secours"


async def test_one_time_keys_are_stocked_again(house: KeyHouse, bob: Sitter) -> None:
    house.one_time[BOB, "BOB"].clear()
    await bob.crypto.receive(counts={"signed_curve25519": 0})
    await bob.crypto.work()
    assert len(house.one_time[BOB, "BOB"]) == 25


async def test_a_device_without_keys_is_told_and_does_not_hold_others_up(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    eve = await sitter(house, EVE, "EVE")
    house.one_time[EVE, "EVE"].clear()
    house.fallback[EVE, "EVE"].clear()
    event = await alice.post([bob, eve], "Pour qui peut")
    await bob.sync()
    assert body(bob, event) == "Pour qui peut"
    told = [one["content"]["code"] for one in house.drain(eve.crypto) if one["type"] == "m.room_key.withheld"]
    assert told == ["m.no_olm"]
    claims = house.asked.count("claim_keys")
    await alice.post([bob, eve], "Encore")
    assert house.asked.count("claim_keys") == claims


# --- rotation ---


async def test_who_left_does_not_get_the_next_key_and_who_came_does_not_get_the_last(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    eve = await sitter(house, EVE, "EVE")
    together = await alice.post([bob, eve], "À trois")
    alone = await alice.post([bob], "Sans Ève")
    await eve.sync()
    assert body(eve, together) == "À trois"
    with pytest.raises(Unreadable, match="no_key"):
        eve.read(alone)
    carol = await sitter(house, "@carol:exemple.fr", "CAROL")
    later = await alice.post([bob, carol], "Avec Carole")
    await carol.sync()
    assert body(carol, later) == "Avec Carole"
    with pytest.raises(Unreadable, match="key_too_late"):
        carol.read(alone)


async def test_a_key_is_renewed_after_its_posts_its_time_and_when_a_device_goes(house: KeyHouse, bob: Sitter) -> None:
    time = [1_700_000_000.0]
    alice = await sitter(house, ALICE, "ALICE", lambda: time[0])

    async def session(rules: RoomRules) -> str:
        content = await alice.crypto.encrypt(ROOM, rules, [BOB], "m.room.message", {"body": ""})
        return str(content["session_id"])

    few = RoomRules(rotation_posts=2)
    assert len({await session(few) for _ in range(4)}) == 2
    short = RoomRules(rotation_seconds=3600)
    first = await session(short)
    time[0] += 3500
    assert await session(short) == first
    time[0] += 200
    second = await session(short)
    assert second != first
    other = await sitter(house, BOB, "AUTRE")
    alice.crypto.devices.changed([BOB])
    assert await session(short) == second
    del house.devices[BOB][other.device]
    alice.crypto.devices.changed([BOB])
    assert await session(short) != second


def test_a_room_cannot_ask_for_keys_that_last_for_ever() -> None:
    rules = RoomRules.read({"rotation_period_ms": 10**15, "rotation_period_msgs": 10**9})
    assert (rules.rotation_seconds, rules.rotation_posts) == (7 * 24 * 3600, 10_000)
    assert RoomRules.read({"rotation_period_ms": -1, "rotation_period_msgs": -1}).rotation_posts == 1
    assert RoomRules.read({"rotation_period_ms": "x"}) == RoomRules()


async def test_a_blocked_device_is_told_so_and_reads_nothing(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    await alice.post([bob], "Premier")
    await bob.sync()
    alice.crypto.devices.block(BOB, "BOB", blocked=True)
    event = await alice.post([bob], "Pas pour cet appareil")
    await bob.sync()
    with pytest.raises(Unreadable, match="withheld") as refused:
        bob.read(event)
    assert refused.value.parameters["reason"] == "m.blacklisted"


# --- trust ---


async def test_what_is_said_of_a_sender_follows_what_is_known(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    await alice.crypto.set_up(no_proof)
    event = await alice.post([bob], "Qui suis-je")
    await bob.sync([ALICE])
    await bob.crypto.devices.refresh([ALICE])
    assert bob.read(event).trust is Trust.UNVERIFIED
    await bob.crypto.set_up(no_proof)
    await bob.crypto.identity.sign_person(ALICE)
    assert bob.read(event).trust is Trust.VERIFIED
    assert bob.crypto.devices.identity_trust(ALICE) is Trust.VERIFIED
    another = await sitter(house, ALICE, "AUTRE")
    await another.crypto.set_up(no_proof)
    bob.crypto.devices.changed([ALICE])
    await bob.crypto.devices.refresh([ALICE])
    assert bob.crypto.devices.identity_trust(ALICE) is Trust.CHANGED
    with pytest.raises(Rejected, match="identity_changed"):
        await bob.post([alice], "À qui au juste ?")
    bob.crypto.devices.acknowledge(ALICE)
    await bob.post([alice], "Soit")


async def test_posts_of_a_device_that_was_removed_keep_their_standing(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    await alice.crypto.set_up(no_proof)
    event = await alice.post([bob], "De mon ancien poste")
    await bob.sync([ALICE])
    await bob.crypto.devices.refresh([ALICE])
    assert bob.read(event).trust is Trust.UNVERIFIED
    del house.devices[ALICE]["ALICE"]
    bob.crypto.devices.changed([ALICE])
    await bob.crypto.devices.refresh([ALICE])
    assert bob.read(event).trust is Trust.UNVERIFIED


async def test_only_verified_people_read_in_the_strict_mode(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    await alice.crypto.set_up(no_proof)
    await bob.crypto.set_up(no_proof)
    event = await alice.post([bob], "Strict", sharing=Sharing.VERIFIED)
    await bob.sync()
    with pytest.raises(Unreadable, match="withheld"):
        bob.read(event)
    await alice.crypto.identity.sign_person(BOB)
    again = await alice.post([bob], "Strict", sharing=Sharing.VERIFIED)
    await bob.sync()
    assert body(bob, again) == "Strict"


# --- lies of the server ---


async def test_a_device_whose_keys_are_not_signed_by_itself_is_not_taken(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    forged = copy.deepcopy(house.device(bob.crypto))
    forged["keys"]["curve25519:BOB"] = house.device(alice.crypto)["keys"]["curve25519:ALICE"]
    house.devices[BOB]["BOB"] = forged
    await alice.crypto.devices.refresh([BOB])
    assert alice.crypto.devices.of(BOB) == []


async def test_a_known_device_cannot_be_given_another_key(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    await alice.crypto.devices.refresh([BOB])
    before = alice.crypto.devices.get(BOB, "BOB")
    await sitter(house, BOB, "BOB")
    alice.crypto.devices.changed([BOB])
    await alice.crypto.devices.refresh([BOB])
    assert alice.crypto.devices.get(BOB, "BOB") == before


async def test_a_device_of_somebody_else_is_not_taken_as_this_persons(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    eve = await sitter(house, EVE, "EVE")
    house.devices[BOB]["EVE"] = house.device(eve.crypto)
    house.devices[BOB]["AUTRE"] = house.device(bob.crypto)
    await alice.crypto.devices.refresh([BOB])
    assert [device.id for device in alice.crypto.devices.of(BOB)] == ["BOB"]


async def test_a_one_time_key_that_the_device_did_not_sign_is_not_used(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    for keys in (*house.one_time.values(), *house.fallback.values()):
        for key in keys.values():
            key["key"] = "A" * 43
    await alice.post([bob], "Personne")
    assert "m.room.encrypted" not in {event["type"] for event in house.drain(bob.crypto)}


async def test_an_identity_that_does_not_hold_together_is_not_taken(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    await bob.crypto.set_up(no_proof)
    house.identities[BOB]["self_signing_key"]["signatures"] = {}
    await alice.crypto.devices.refresh([BOB])
    assert alice.crypto.devices.identity(BOB) is None


async def test_a_server_cannot_make_its_own_backup_ours(house: KeyHouse, alice: Sitter) -> None:
    await alice.crypto.set_up(no_proof)
    described = {"public_key": SigningKey.make().public}
    house.backups["9"] = ({"algorithm": "m.megolm_backup.v1.curve25519-aes-sha2", "auth_data": described}, {})
    assert not await alice.crypto.backup.join()
    assert alice.crypto.backup.version is None
    assert await alice.crypto.backup.upload() == 0
    assert house.backups["9"][1] == {}


# --- lies in messages ---


async def test_a_post_shown_as_somebody_elses_is_refused(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    event = await alice.post([bob], "De moi")
    await bob.sync()
    with pytest.raises(Unreadable, match="forged_sender"):
        bob.read({**event, "sender": EVE})


async def test_a_post_moved_to_another_room_is_refused(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    event = await alice.post([bob], "Ici")
    await bob.sync()
    with pytest.raises(Unreadable, match="no_key"):
        bob.read(event, room="!autre:exemple.fr")


async def test_a_key_announced_for_another_room_opens_nothing_there(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    other = "!autre:exemple.fr"
    event = await alice.post([bob], "Ici")
    key = alice.crypto.keys.get(ROOM, event["content"]["session_id"])
    assert key is not None
    exported = alice.crypto.keys.export(key)
    assert exported is not None
    bob.crypto.keys.take_exported(replace(exported, room=other), Origin.IMPORTED)
    with pytest.raises(Unreadable, match="wrong_room"):
        bob.read(event, room=other)


async def test_a_post_shown_twice_or_at_another_time_is_refused(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    event = await alice.post([bob], "Une fois")
    await bob.sync()
    assert body(bob, event) == body(bob, event) == "Une fois"
    for lie in ({"event_id": "$autre"}, {"origin_server_ts": 5}):
        with pytest.raises(Unreadable, match="replayed"):
            bob.read({**event, **lie})


async def test_a_key_of_the_same_name_with_another_ratchet_is_refused(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    event = await alice.post([bob], "Vraie")
    await bob.sync()
    session = event["content"]["session_id"]
    known = bob.crypto.keys.get(ROOM, session)
    exported = bob.crypto.keys.export(known) if known else None
    assert exported is not None
    forged = exported.key[:10] + ("A" if exported.key[10] != "A" else "B") + exported.key[11:]
    with pytest.raises(Unreadable):
        bob.crypto.keys.take_exported(replace(exported, key=forged), Origin.IMPORTED)
    assert body(bob, event) == "Vraie"


async def to_device(
    sender: Sitter, receiver: Sitter, kind: str, content: dict[str, Any], lies: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An Olm message from one device to another, with lies inside."""
    await sender.crypto.devices.refresh([receiver.user])
    device = sender.crypto.devices.get(receiver.user, receiver.device)
    assert device is not None
    await sender.crypto.olm.ensure([device])
    plain = {
        "type": kind,
        "content": content,
        "sender": sender.user,
        "keys": {"ed25519": sender.crypto.own.ed25519},
        "recipient": receiver.user,
        "recipient_keys": {"ed25519": device.ed25519},
        **(lies or {}),
    }
    sealed = sender.crypto.olm.seal(device, plain)
    assert sealed is not None
    return {"type": "m.room.encrypted", "sender": sender.user, "content": sealed}


@pytest.mark.parametrize(
    "lies",
    [
        {"sender": EVE},
        {"recipient": EVE},
        {"recipient_keys": {"ed25519": "A" * 43}},
        {"recipient_keys": {}},
        {"keys": {"ed25519": SigningKey.make().public}},
        {"keys": {}},
        {"content": "texte"},
        {"sender_device_keys": {"user_id": EVE}},
    ],
)
async def test_a_room_key_in_a_forged_envelope_is_not_taken(
    house: KeyHouse, alice: Sitter, bob: Sitter, lies: dict[str, Any]
) -> None:
    if "sender_device_keys" not in lies:
        await bob.crypto.devices.refresh([ALICE])
    session = GroupSession()
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": ROOM,
        "session_id": session.session_id,
        "session_key": session.session_key.to_base64(),
    }
    honest = await to_device(alice, bob, "m.room_key", content)
    lying = await to_device(alice, bob, "m.room_key", content, lies)
    assert await bob.crypto.receive([lying]) == []
    assert len(await bob.crypto.receive([honest])) == 1


async def test_a_message_passed_on_under_another_name_is_refused(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    message = await to_device(alice, bob, "m.dummy", {})
    with pytest.raises(Unreadable, match="olm_forged"):
        bob.crypto.olm.decrypt(EVE, message["content"])


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2"},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "ciphertext": 3, "sender_key": []},
        {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA"},
        {"algorithm": ["x"], "ciphertext": {"x": {"type": 0, "body": "AAAA"}}},
    ],
)
async def test_malformed_to_device_messages_are_passed_over(bob: Sitter, content: dict[str, Any]) -> None:
    event = {"type": "m.room.encrypted", "sender": EVE, "content": content}
    whole = {
        "type": "m.room.encrypted",
        "sender": EVE,
        "content": {**content, "ciphertext": {bob.crypto.own.curve25519: content}},
    }
    assert await bob.crypto.receive([event, whole, {}, {"type": 3, "content": "x", "sender": None}]) == []


@pytest.mark.parametrize("body", ["", "AAAA", "!!!", "A" * (LARGEST + 1)])
@pytest.mark.parametrize("kind", [0, 1, 2, True, "0", None])
async def test_olm_bodies_of_any_kind_do_no_harm(bob: Sitter, body: str, kind: object) -> None:
    content = {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "A" * 43,
        "ciphertext": {bob.crypto.own.curve25519: {"type": kind, "body": body}},
    }
    assert await bob.crypto.receive([{"type": "m.room.encrypted", "sender": EVE, "content": content}]) == []


@pytest.mark.parametrize("ciphertext", ["", "AAAA", "!", "A" * 200_000])
async def test_malformed_posts_are_refused(house: KeyHouse, alice: Sitter, bob: Sitter, ciphertext: str) -> None:
    event = await alice.post([bob], "Vraie")
    await bob.sync()
    with pytest.raises(Unreadable):
        bob.read({**event, "content": {**event["content"], "ciphertext": ciphertext}})


async def test_a_broken_session_is_begun_anew_once(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    await alice.post([bob], "Un")
    await bob.sync()
    await bob.post([alice], "Deux")
    await alice.sync()
    for key in bob.crypto.records.keys("olm_session"):
        bob.crypto.records.drop("olm_session", key)
    alice.crypto.sending.discard(ROOM)
    lost = await alice.post([bob], "Perdu")
    await bob.sync()
    with pytest.raises(Unreadable, match="no_key"):
        bob.read(lost)
    await alice.sync()
    alice.crypto.sending.discard(ROOM)
    event = await alice.post([bob], "Retrouvé")
    await bob.sync()
    assert body(bob, event) == "Retrouvé"


async def test_a_flood_of_broken_messages_makes_few_requests(house: KeyHouse, bob: Sitter) -> None:
    events = [
        {
            "type": "m.room.encrypted",
            "sender": f"@eve{number}:exemple.fr",
            "content": {
                "algorithm": "m.olm.v1.curve25519-aes-sha2",
                "sender_key": f"{number:043d}",
                "ciphertext": {bob.crypto.own.curve25519: {"type": 1, "body": "AAAA"}},
            },
        }
        for number in range(500)
    ]
    house.asked.clear()
    await bob.crypto.receive(events)
    await bob.crypto.work()
    assert len(house.asked) <= 12


# --- own devices ---


async def test_a_new_device_recovers_identity_and_history_with_the_code(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    code = await alice.crypto.set_up(no_proof)
    events = [await bob.post([alice], f"Histoire {number}") for number in range(3)]
    await alice.sync()
    await alice.crypto.work()
    new = await sitter(house, ALICE, "NEUF")
    with pytest.raises(Unreadable, match="no_key"):
        new.read(events[0])
    with pytest.raises(Rejected, match="wrong_recovery_key"):
        await new.crypto.recover("EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d")
    assert await new.crypto.recover(code) >= 1
    assert [body(new, event) for event in events] == [f"Histoire {number}" for number in range(3)]
    assert new.crypto.devices.own_identity_trusted()
    alice.crypto.devices.changed([ALICE])
    await alice.crypto.devices.refresh([ALICE])
    device = alice.crypto.devices.get(ALICE, "NEUF")
    assert device is not None
    assert alice.crypto.devices.device_trust(device) is Trust.VERIFIED


async def test_a_passphrase_recovers_as_the_code_does(house: KeyHouse, alice: Sitter) -> None:
    await alice.crypto.set_up(no_proof, "une phrase à moi")
    new = await sitter(house, ALICE, "NEUF")
    with pytest.raises(Rejected, match="wrong_recovery_key"):
        await new.crypto.recover("une autre phrase")
    await new.crypto.recover("une phrase à moi")
    assert new.crypto.identity.complete


async def test_a_missing_key_comes_from_ones_other_verified_device_only(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    code = await alice.crypto.set_up(no_proof)
    event = await bob.post([alice], "Pour un seul appareil")
    await alice.sync()
    session = event["content"]["session_id"]
    new = await sitter(house, ALICE, "NEUF")
    await new.crypto.devices.refresh([ALICE])
    await new.crypto.gossip.ask_for_key(ROOM, session)
    await alice.sync([ALICE])
    await new.sync()
    with pytest.raises(Unreadable, match="no_key"):
        new.read(event)
    house.backups.clear()
    await new.crypto.recover(code)
    await new.crypto.gossip.ask_for_key(ROOM, session)
    await alice.sync([ALICE])
    await new.sync()
    assert body(new, event) == "Pour un seul appareil"
    assert new.read(event).trust is Trust.UNKNOWN


async def test_a_forwarded_key_that_nobody_asked_for_is_not_taken(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    event = await bob.post([alice], "Secret")
    await alice.sync()
    eve = await sitter(house, EVE, "EVE")
    key = alice.crypto.keys.get(ROOM, event["content"]["session_id"])
    exported = alice.crypto.keys.export(key) if key else None
    assert exported is not None
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": ROOM,
        "session_id": exported.session,
        "session_key": exported.key,
        "sender_key": exported.curve25519,
        "sender_claimed_ed25519_key": exported.ed25519,
    }
    message = await to_device(alice, eve, "m.forwarded_room_key", content)
    assert await eve.crypto.receive([message]) == []


async def test_requests_of_other_people_are_not_answered(house: KeyHouse, alice: Sitter, bob: Sitter) -> None:
    event = await alice.post([bob], "Secret")
    wanted = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": event["content"]["session_id"]}
    request = {"action": "request", "request_id": "1", "requesting_device_id": "EVE", "body": wanted}
    house.asked.clear()
    await alice.crypto.receive([{"type": "m.room_key_request", "sender": EVE, "content": request}])
    await alice.crypto.work()
    assert [one for one in house.asked if one.startswith("send")] == []


async def test_secrets_are_not_told_to_devices_that_are_not_verified(house: KeyHouse, alice: Sitter) -> None:
    await alice.crypto.set_up(no_proof)
    thief = await sitter(house, ALICE, "VOLEUR")
    request = {
        "action": "request",
        "request_id": "1",
        "requesting_device_id": thief.device,
        "name": "m.cross_signing.master",
    }
    await alice.crypto.receive([{"type": "m.secret.request", "sender": ALICE, "content": request}], [ALICE])
    await alice.crypto.work()
    assert "m.room.encrypted" not in {event["type"] for event in house.drain(thief.crypto)}


async def test_a_secret_that_is_not_the_identitys_is_not_taken(house: KeyHouse, alice: Sitter) -> None:
    await alice.crypto.set_up(no_proof)
    assert not alice.crypto.identity.take("m.cross_signing.master", SigningKey.make().secret)
    assert alice.crypto.identity.complete


async def test_keys_go_to_a_new_backup_when_another_device_made_one(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    code = await alice.crypto.set_up(no_proof)
    await bob.post([alice], "Un")
    await alice.sync()
    new = await sitter(house, ALICE, "NEUF")
    await new.crypto.recover(code)
    await new.crypto.backup.create()
    await alice.crypto.backup.join()
    await alice.crypto.work()
    assert alice.crypto.backup.version is not None
    assert alice.crypto.backup.version.version == "2"
    assert house.backups["2"][1][ROOM]["sessions"]


# --- logs ---


async def test_no_log_line_holds_a_key_or_a_word(
    house: KeyHouse, alice: Sitter, bob: Sitter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    await alice.crypto.set_up(no_proof)
    event = await alice.post([bob], "Mot secret")
    await bob.sync()
    bob.read(event)
    await bob.crypto.receive([{"type": "m.room.encrypted", "sender": ALICE, "content": {"algorithm": "x"}}])
    secrets = [value.decode(errors="ignore") for (kind, _), value in alice.keeper.records.items() if kind == "secret"]
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("sync"))
    assert "olm_algorithm" in logged
    assert not [one for one in ("Mot secret", *secrets, event["content"]["ciphertext"]) if one in logged]


async def test_a_verified_identity_is_not_dropped_by_an_answer_without_it(
    house: KeyHouse, alice: Sitter, bob: Sitter
) -> None:
    await alice.crypto.set_up(no_proof)
    await bob.crypto.set_up(no_proof)
    await alice.crypto.devices.refresh([BOB])
    await alice.crypto.identity.sign_person(BOB)
    house.identities[BOB].clear()
    alice.crypto.devices.changed([BOB])
    await alice.crypto.devices.refresh([BOB])
    assert alice.crypto.devices.identity_trust(BOB) is Trust.VERIFIED
