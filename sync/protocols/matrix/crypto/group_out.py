"""Megolm, sending: the key of each room's next posts, who has it, and when another one has to begin."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vodozemac import GroupSession

from sync.model.faults import Rejected
from sync.model.trust import Trust
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.devices import MEGOLM, Device, Devices
from sync.protocols.matrix.crypto.encoding import Json, canonical, text
from sync.protocols.matrix.crypto.group_in import GroupKeys
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.olm import Olm, new_transaction
from sync.protocols.matrix.crypto.records import Records

_WEEK = 7 * 24 * 3600.0
_HOUR = 3600.0
_POSTS = 100
_MOST_POSTS = 10_000


class Sharing(StrEnum):
    """Who gets the keys of new posts. Blocked devices never do."""

    SIGNED = "signed"
    """Of a person with an identity, the devices that it signed; of one without, all devices."""
    VERIFIED = "verified"
    """Only devices of verified persons."""


@dataclass(frozen=True, slots=True)
class RoomRules:
    """What a room's encryption state asks for (m.room.encryption), and who may read what was said before."""

    rotation_seconds: float = _WEEK
    rotation_posts: int = _POSTS
    history: str = "shared"

    @classmethod
    def read(cls, content: Json, history: str = "shared") -> RoomRules:
        """Return the rules in a state event, within sane bounds: a server cannot make keys last for ever."""
        period, posts = content.get("rotation_period_ms"), content.get("rotation_period_msgs")
        return cls(
            min(max(period / 1000, _HOUR), _WEEK) if isinstance(period, int) else _WEEK,
            min(max(posts, 1), _MOST_POSTS) if isinstance(posts, int) else _POSTS,
            history,
        )


@dataclass(frozen=True, slots=True)
class OutboundKey:
    """The key with which a room's posts are encrypted now, as kept. `shared` is "user|device" → identity key of the device."""

    pickle: str
    session: str
    made: float
    rules: RoomRules
    posts: int = 0
    shared: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)


class GroupSending:
    """Encrypts posts for rooms."""

    def __init__(
        self,
        records: Records,
        server: KeyServer,
        own: OwnDevice,
        devices: Devices,
        olm: Olm,
        keys: GroupKeys,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices
        self._olm = olm
        self._keys = keys
        self._now = now

    def discard(self, room: str) -> None:
        """Let the next post of a room begin a new key."""
        self._records.drop("outbound", room)

    async def encrypt(
        self,
        room: str,
        rules: RoomRules,
        people: Sequence[str],
        kind: str,
        content: Json,
        sharing: Sharing = Sharing.SIGNED,
    ) -> Json:
        """Return the encrypted content of a post to `room`, its key shared with all who may read it.

        Raises `Rejected("identity_changed", user=…)` while somebody who was verified has another identity: the user has to
        verify or accept it first.
        """
        await self._devices.refresh([*people, self._own.user])
        for person in people:
            identity = self._devices.identity(person)
            if identity is not None and identity.was_verified and not self._devices.identity_verified(person):
                raise Rejected("identity_changed", user=person)
        allowed, withheld = self._choose(people, sharing)
        outbound = self._current(room, rules, allowed)
        outbound = await self._share(room, outbound, allowed, withheld)
        session = GroupSession.from_pickle(outbound.pickle, self._own.pickle_key)
        plain = {"type": kind, "content": content, "room_id": room}
        message = session.encrypt(canonical(plain))
        # The ratchet is on disk before the post leaves: no index is ever used twice.
        self._records.put(
            "outbound", room, replace(outbound, pickle=session.pickle(self._own.pickle_key), posts=outbound.posts + 1)
        )
        await self._records.save()
        sealed: Json = {
            "algorithm": MEGOLM,
            "ciphertext": message.to_base64(),
            "session_id": session.session_id,
            "sender_key": self._own.curve25519,
            "device_id": self._own.device,
        }
        if isinstance(content.get("m.relates_to"), dict):
            sealed["m.relates_to"] = content["m.relates_to"]
        return sealed

    def _choose(self, people: Sequence[str], sharing: Sharing) -> tuple[list[Device], list[tuple[Device, str]]]:
        """Return the devices that get the key, and those that are told why they do not."""
        allowed: list[Device] = []
        withheld: list[tuple[Device, str]] = []
        for user in dict.fromkeys([*people, self._own.user]):
            identified = self._devices.identity(user) is not None
            for device in self._devices.of(user):
                if (user, device.id) == (self._own.user, self._own.device):
                    continue
                if device.blocked:
                    withheld.append((device, "m.blacklisted"))
                elif (sharing is Sharing.VERIFIED and self._devices.device_trust(device) is not Trust.VERIFIED) or (
                    identified and not self._devices.is_cross_signed(device)
                ):
                    withheld.append((device, "m.unverified"))
                else:
                    allowed.append(device)
        return allowed, withheld

    def _current(self, room: str, rules: RoomRules, allowed: Sequence[Device]) -> OutboundKey:
        """Return the room's key, a new one where the old is used up or known to somebody who may no longer read."""
        outbound = self._records.get("outbound", room, OutboundKey)
        readers = {f"{device.user}|{device.id}": device.curve25519 for device in allowed}
        if (
            outbound is not None
            and outbound.rules == rules
            and outbound.posts < rules.rotation_posts
            and 0 <= self._now() - outbound.made < rules.rotation_seconds
            and all(readers.get(place) == curve for place, curve in outbound.shared.items())
        ):
            return outbound
        session = GroupSession()
        shared = rules.history in ("shared", "world_readable")
        self._keys.take_direct(
            room,
            session.session_key.to_base64(),
            self._own.curve25519,
            self._own.ed25519,
            self._own.user,
            shared=shared,
        )
        outbound = OutboundKey(session.pickle(self._own.pickle_key), session.session_id, self._now(), rules)
        self._records.put("outbound", room, outbound)
        return outbound

    async def _share(
        self, room: str, outbound: OutboundKey, allowed: Sequence[Device], withheld: Sequence[tuple[Device, str]]
    ) -> OutboundKey:
        missing = [device for device in allowed if self._lacks_key(outbound, device)]
        unreachable: list[Device] = []
        if missing:
            session = GroupSession.from_pickle(outbound.pickle, self._own.pickle_key)
            content = {
                "algorithm": MEGOLM,
                "room_id": room,
                "session_id": session.session_id,
                "session_key": session.session_key.to_base64(),
                "org.matrix.msc3061.shared_history": outbound.rules.history in ("shared", "world_readable"),
            }
            unreachable = await self._olm.send((device, "m.room_key", content) for device in missing)
        lost = {(device.user, device.id) for device in unreachable}
        shared = dict(outbound.shared)
        for device in missing:
            if (device.user, device.id) not in lost:
                shared[f"{device.user}|{device.id}"] = device.curve25519
        outbound = replace(outbound, shared=shared)
        told = await self._tell_withheld(room, outbound, [*withheld, *((device, "m.no_olm") for device in unreachable)])
        outbound = replace(outbound, withheld=told)
        self._records.put("outbound", room, outbound)
        return outbound

    def _lacks_key(self, outbound: OutboundKey, device: Device) -> bool:
        """Whether a device is to be sent the key: not again where it just had no one-time key left and never wrote since."""
        place = f"{device.user}|{device.id}"
        unreachable = outbound.withheld.get(place) == "m.no_olm" and not self._olm.knows(device)
        return place not in outbound.shared and not unreachable

    async def _tell_withheld(
        self, room: str, outbound: OutboundKey, withheld: Sequence[tuple[Device, str]]
    ) -> dict[str, str]:
        """Tell devices once why they get no key (specification, "Reporting that decryption keys are withheld")."""
        told = dict(outbound.withheld)
        messages: dict[str, dict[str, Json]] = {}
        for device, code in withheld:
            place = f"{device.user}|{device.id}"
            if told.get(place) == code:
                continue
            told[place] = code
            content: Json = {"algorithm": MEGOLM, "code": code, "sender_key": self._own.curve25519}
            if code != "m.no_olm":
                content |= {"room_id": room, "session_id": outbound.session}
            messages.setdefault(device.user, {})[device.id] = content
        if messages:
            await self._server.send_to_device("m.room_key.withheld", messages, new_transaction())
        return told


def take_withheld(records: Records, sender: str, content: Json) -> bool:
    """Note why somebody keeps a room key from us; return whether it was understood."""
    room, session, code = text(content, "room_id"), text(content, "session_id"), text(content, "code")
    if content.get("algorithm") != MEGOLM or not code.startswith("m.") or len(code) > 100 or not room or not session:
        return False
    records.put("withheld", f"{room}|{session}", (sender, code))
    return True


def withheld(records: Records, room: str, session: str, sender: str) -> str:
    """Return the code with which `sender` keeps a room key from us, empty where nothing was said."""
    found = records.get("withheld", f"{room}|{session}", tuple[str, str])
    return found[1] if found is not None and found[0] == sender else ""
