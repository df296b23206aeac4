"""Our crypto and that of Element, talking over a real homeserver: both read each other, in the strictest mode too."""

from __future__ import annotations

import base64
import itertools

import pytest

from sync.model.faults import Rejected
from sync.model.trust import Trust
from sync.protocols.matrix.crypto.group_in import Origin
from sync.protocols.matrix.crypto.sealed import read_key_file, write_key_file
from tests.matrix.person import Person, person
from tests.servers.element import Element, element
from tests.servers.synapse import Synapse

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("_element")]

NO_SHIELD = ""
"""What Element shows of a post that it has nothing to say against, in its strict mode."""

_numbers = itertools.count()


def names(server: Synapse) -> tuple[str, str]:
    """Two accounts that no other test uses."""
    number = next(_numbers)
    mine, theirs = f"alice{number}", f"bob{number}"
    server.register(mine)
    server.register(theirs)
    return mine, theirs


async def meet(me: Person, peer: Element) -> str:
    """Put both into an encrypted room."""
    room = await me.create(peer.user)
    await peer.do("join", room=room)
    await peer.do("people", room=room, people=[me.user, peer.user])
    await peer.do("sync")
    await me.sync()
    return room


async def test_posts_are_read_on_both_sides(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        room = await meet(me, peer)
        for number in range(3):
            await me.say(room, f"Bonjour {number} é 🎉")
        await peer.do("sync")
        assert await peer.do("read", room=room) == [f"Bonjour {number} é 🎉" for number in range(3)]
        await peer.do("send", room=room, body="Salut")
        await me.sync()
        assert me.read(room) == ["Bonjour 0 é 🎉", "Bonjour 1 é 🎉", "Bonjour 2 é 🎉", "Salut"]
        last = me.openings(room)[-1]
        assert not isinstance(last, str)
        assert last.trust is Trust.UNSIGNED


async def test_the_strictest_mode_of_element_takes_our_posts_and_shares_its_keys_with_us(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await me.set_up()
        await peer.do("bootstrap")
        room = await meet(me, peer)
        await peer.do("track", people=[me.user])
        await me.say(room, "Signé")
        await peer.do("sync")
        assert await peer.do("read", room=room, level=2) == ["Signé"]
        await peer.do("send", room=room, body="À des appareils signés seulement", strategy="identity")
        await me.sync()
        assert me.read(room)[-1] == "À des appareils signés seulement"
        last = me.openings(room)[-1]
        assert not isinstance(last, str)
        assert last.trust is Trust.UNVERIFIED


async def test_an_unsigned_device_gets_no_key_once_its_owner_has_an_identity(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as signed, element(synapse, theirs) as unsigned:
        await signed.do("bootstrap")
        room = await meet(me, signed)
        await me.say(room, "Pas pour tous")
        await signed.do("sync")
        await unsigned.do("sync")
        assert await signed.do("read", room=room) == ["Pas pour tous"]
        [refused] = await unsigned.do("read", room=room)
        assert refused.startswith("!")


@pytest.mark.parametrize("begins", ["we", "they"])
async def test_two_people_verify_by_emoji(synapse: Synapse, begins: str) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await me.set_up()
        await peer.do("bootstrap")
        await meet(me, peer)
        await me.crypto.devices.refresh([peer.user])
        await peer.do("track", people=[me.user])
        await verify(me, peer, begins)
        assert me.crypto.devices.identity_trust(peer.user) is Trust.VERIFIED
        assert await peer.do("personVerified", person=me.user)


async def verify(me: Person, peer: Element, begins: str) -> None:
    """Verify between two devices, to-device, to the end."""
    verifications = me.crypto.verifications
    if begins == "we":
        one = await verifications.request(peer.user, [peer.device])
        await peer.do("sync")
        await peer.do("acceptRequest", person=me.user)
        await me.sync()
        await verifications.begin(one)
        await peer.do("sync")
        await peer.do("acceptSas", person=me.user)
    else:
        await peer.do("verifyDevice", person=me.user, device=me.device)
        await me.sync()
        one = me.verifications[-1]
        await verifications.accept(one)
        await peer.do("sync")
        await peer.do("startSas", person=me.user)
    await compare(me, peer)


async def compare(me: Person, peer: Element) -> None:
    """Exchange keys, compare the emoji, confirm on both sides."""
    for _ in range(6):
        await me.sync()
        await peer.do("sync")
        shown = await peer.do("emoji", person=me.user)
        if shown and me.verifications[-1].comparison:
            break
    one = me.verifications[-1]
    assert one.comparison is not None
    assert list(one.comparison.emoji) == shown
    await peer.do("confirm", person=me.user)
    await me.crypto.verifications.confirm(one)
    for _ in range(3):
        await me.sync()
        await peer.do("sync")
    assert (one.stage, one.code) == ("done", "")
    assert one.trusted
    assert (await peer.do("sasState", person=me.user)) == {"done": True, "cancelled": False, "why": None}


@pytest.mark.parametrize("begins", ["we", "they"])
async def test_two_people_verify_in_their_room(synapse: Synapse, begins: str) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await me.set_up()
        await peer.do("bootstrap")
        room = await meet(me, peer)
        await me.crypto.devices.refresh([peer.user])
        await peer.do("track", people=[me.user])
        if begins == "we":
            one = await me.crypto.verifications.request(peer.user, room=room)
            await peer.do("sync")
            await peer.do("acceptRequest", person=me.user)
            await me.sync()
            await me.crypto.verifications.begin(one)
            await peer.do("sync")
            await peer.do("acceptSas", person=me.user)
        else:
            await peer.do("verifyPerson", person=me.user, room=room)
            await me.sync()
            await me.crypto.verifications.accept(me.verifications[-1])
            await peer.do("sync")
            await peer.do("startSas", person=me.user)
        await compare(me, peer)
        assert me.crypto.devices.identity_trust(peer.user) is Trust.VERIFIED
        assert await peer.do("personVerified", person=me.user)
        await peer.do("send", room=room, body="Vérifié")
        await me.sync()
        last = me.openings(room)[-1]
        assert not isinstance(last, str)
        assert last.trust is Trust.VERIFIED
        me.crypto.sending.discard(room)  # Element judges a key as it came
        await me.say(room, "Vérifiée aussi")
        await peer.do("sync")
        assert (await peer.do("shields", room=room))[-1] == NO_SHIELD


async def test_a_verified_person_with_another_identity_is_shown_and_gets_nothing_until_accepted(
    synapse: Synapse,
) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await me.set_up()
        await peer.do("bootstrap")
        room = await meet(me, peer)
        await me.crypto.devices.refresh([peer.user])
        await peer.do("track", people=[me.user])
        await verify(me, peer, "we")
        async with element(synapse, theirs) as impostor:
            await impostor.do("bootstrap")
            await impostor.do("people", room=room, people=[me.user, peer.user])
            await impostor.do("send", room=room, body="C'est bien moi")
            await me.sync()
            assert me.crypto.devices.identity_trust(peer.user) is Trust.CHANGED
            last = me.openings(room)[-1]
            assert not isinstance(last, str)
            assert last.trust is Trust.CHANGED
            with pytest.raises(Rejected, match="identity_changed"):
                await me.say(room, "Un secret")
            me.crypto.devices.acknowledge(peer.user)
            await me.say(room, "Soit")
            await impostor.do("sync")
            assert (await impostor.do("read", room=room))[-1] == "Soit"


async def test_a_backup_made_by_element_is_restored_by_us(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await peer.do("bootstrap")
        room = await meet(me, peer)
        for number in range(3):
            await peer.do("send", room=room, body=f"Histoire {number}")
            await peer.do("discard", room=room)
        await peer.do("sync")
        backup = await peer.do("backup")
        async with person(synapse, theirs) as fresh:
            await fresh.sync()
            assert fresh.read(room) == ["no_key"] * 3
            assert await fresh.crypto.backup.restore(backup["key"]) == 3
            assert fresh.read(room) == ["Histoire 0", "Histoire 1", "Histoire 2"]
            assert {one.trust for one in fresh.openings(room) if not isinstance(one, str)} == {Trust.UNKNOWN}


async def test_a_backup_made_by_us_is_restored_by_element(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        room = await meet(me, peer)
        await me.set_up()
        for number in range(3):
            await me.say(room, f"Histoire {number}")
            me.crypto.sending.discard(room)
        await me.crypto.work()
        version = me.crypto.backup.version
        assert version is not None
        private = me.crypto.records.get("secret", "m.megolm_backup.v1", str)
        async with element(synapse, mine) as fresh:
            assert await fresh.do("restore", key=private, version=version.version) == 3
            await fresh.do("sync")
            assert await fresh.do("read", room=room) == ["Histoire 0", "Histoire 1", "Histoire 2"]


async def test_key_files_go_both_ways(synapse: Synapse) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        room = await meet(me, peer)
        await me.say(room, "Du fichier")
        await peer.do("send", room=room, body="Dans le fichier")
        await me.sync()
        keys = [exported for key in me.crypto.keys.all() if (exported := me.crypto.keys.export(key)) is not None]
        ours = write_key_file(keys, "phrase é", rounds=1000)
        theirs_file = await peer.do("exportKeys", passphrase="phrase é")
        async with element(synapse, mine) as elsewhere, person(synapse, theirs) as other:
            assert await elsewhere.do("importKeys", file=ours, passphrase="phrase é") == 2
            await elsewhere.do("sync")
            assert await elsewhere.do("read", room=room) == ["Du fichier", "Dans le fichier"]
            for key in read_key_file(theirs_file, "phrase é"):
                other.crypto.keys.take_exported(key, Origin.IMPORTED)
            await other.sync()
            assert other.read(room)[-1] == "Dans le fichier"


async def test_an_identity_made_by_element_takes_our_device_in_after_comparing_emoji(synapse: Synapse) -> None:
    mine, _ = names(synapse)
    async with element(synapse, mine) as old:
        await old.do("bootstrap")
        await old.do("sync")
        made = await old.do("backup")
        async with person(synapse, mine) as me:
            await me.crypto.devices.refresh([me.user])
            await old.do("sync")
            assert me.crypto.devices.identity_trust(me.user) is Trust.UNVERIFIED
            await verify(me, old, "they")
            assert me.crypto.devices.own_identity_trusted()
            await me.crypto.gossip.ask_for_secrets()
            for _ in range(3):
                await old.do("sync")
                await me.sync()
            assert me.crypto.identity.complete
            assert me.crypto.backup.version is not None
            assert me.crypto.backup.version.version == made["version"]
            assert await old.do("deviceVerified", person=me.user, device=me.device)


async def test_our_identity_takes_a_device_of_element_in(synapse: Synapse) -> None:
    mine, _ = names(synapse)
    async with person(synapse, mine) as me:
        await me.set_up()
        async with element(synapse, mine) as new:
            await me.sync()
            await new.do("track", people=[me.user])
            await verify(me, new, "we")
            await me.sync()
            device = me.crypto.devices.get(me.user, new.device)
            assert device is not None
            assert me.crypto.devices.device_trust(device) is Trust.VERIFIED
            await new.do("requestSecrets")
            for _ in range(3):
                await me.sync()
                await new.do("sync")
            assert await new.do("status") == {"master": True, "self": True, "people": True}


@pytest.mark.parametrize("begins", ["we", "they"])
async def test_two_people_verify_as_one_scans_the_code_of_the_other(synapse: Synapse, begins: str) -> None:
    mine, theirs = names(synapse)
    async with person(synapse, mine) as me, element(synapse, theirs) as peer:
        await me.set_up()
        await peer.do("bootstrap")
        room = await meet(me, peer)
        await peer.do("track", people=[me.user])
        await peer.do("send", room=room, body="Avant")
        await me.sync()
        if begins == "we":
            await me.crypto.verifications.request(peer.user, [peer.device])
            await peer.do("sync")
            await peer.do("acceptRequest", person=me.user, camera=True)
        else:
            await peer.do("verifyDevice", person=me.user, device=me.device, camera=True)
            await me.sync()
            await me.crypto.verifications.accept(me.verifications[-1])
        await scan(me, peer)
        assert me.crypto.devices.identity_trust(peer.user) is Trust.VERIFIED
        assert await peer.do("personVerified", person=me.user)
        [(key, judged)] = [(key, trust) for key, trust in me.crypto.judged() if key.user == peer.user]
        assert (key.room, judged) == (room, Trust.VERIFIED)
        assert list(me.crypto.judged()) == []


@pytest.mark.parametrize("who", ["joins", "lets in"])
async def test_two_devices_of_one_person_verify_by_scanning(synapse: Synapse, who: str) -> None:
    mine, _ = names(synapse)
    async with person(synapse, mine) as me, element(synapse, mine) as peer:
        if who == "joins":
            await peer.do("bootstrap")
        else:
            await me.set_up()
        await me.sync()
        await peer.do("sync")
        await peer.do("track", people=[me.user])
        me.crypto.devices.changed([me.user])
        await me.crypto.devices.refresh([me.user])
        await me.crypto.verifications.request(me.user, [peer.device])
        await peer.do("sync")
        await peer.do("acceptRequest", person=me.user, camera=True)
        await scan(me, peer)
        assert me.crypto.devices.own_identity_trusted()
        for _ in range(3):
            await me.sync()
            await peer.do("sync")
        assert await peer.do("deviceVerified", person=me.user, device=me.device)
        me.crypto.devices.changed([me.user])
        await me.crypto.devices.refresh([me.user])
        other = me.crypto.devices.get(me.user, peer.device)
        assert other is not None
        assert me.crypto.devices.device_trust(other) is Trust.VERIFIED


async def scan(me: Person, peer: Element) -> None:
    """Element scans the code that we show, and both sides come to the end."""
    await me.sync()
    await peer.do("sync")
    one = me.verifications[-1]
    assert one.shown is not None, (one.stage, one.methods)
    await peer.do("scan", person=me.user, code=base64.b64encode(one.shown.octets).decode())
    await me.sync()
    assert one.stage == "scanned"
    assert not one.trusted
    await me.crypto.verifications.confirm(one)
    for _ in range(3):
        await me.sync()
        await peer.do("sync")
    assert (one.stage, one.code) == ("done", "")
    assert one.trusted
    assert (await peer.do("sasState", person=me.user)) == {"done": True, "cancelled": False, "why": None}
