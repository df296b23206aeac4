"""A homeserver's key service in memory, for crypto alone: honest by default, and a liar where a test makes it one."""

from __future__ import annotations

import copy
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sync.model.faults import Offline
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.matrix.crypto.group_out import RoomRules, Sharing
from sync.protocols.matrix.crypto.machine import Crypto, Opening

ROOM = "!salle:exemple.fr"
Json = dict[str, Any]


class KeyHouse:
    """What the server keeps of everybody's keys."""

    def __init__(self) -> None:
        self.devices: dict[str, dict[str, Json]] = defaultdict(dict)
        self.one_time: dict[tuple[str, str], dict[str, Json]] = defaultdict(dict)
        self.fallback: dict[tuple[str, str], dict[str, Json]] = defaultdict(dict)
        self.identities: dict[str, dict[str, Json]] = defaultdict(dict)
        self.to_device: dict[tuple[str, str], list[Json]] = defaultdict(list)
        self.account: dict[tuple[str, str], Json] = {}
        self.backups: dict[str, tuple[Json, dict[str, Json]]] = {}
        self.asked: list[str] = []
        self.lost_uploads = 0

    def device(self, crypto: Crypto) -> Json:
        return self.devices[crypto.user][crypto.device]

    def drain(self, crypto: Crypto) -> list[Json]:
        """The to-device messages that wait for a device."""
        waiting = self.to_device[crypto.user, crypto.device]
        found, waiting[:] = list(waiting), []
        return found


class Door:
    """One device's way to the key house: a `KeyServer`."""

    def __init__(self, house: KeyHouse, user: str, device: str) -> None:
        self.house = house
        self.user = user
        self.device = device

    async def upload_keys(self, body: Json) -> Json:
        house, place = self.house, (self.user, self.device)
        house.asked.append("upload_keys")
        if "device_keys" in body:
            house.devices[self.user][self.device] = copy.deepcopy(body["device_keys"])
        house.one_time[place].update(body.get("one_time_keys", {}))
        if body.get("fallback_keys"):
            house.fallback[place] = dict(body["fallback_keys"])
        if house.lost_uploads:
            house.lost_uploads -= 1
            raise Offline("connection_lost")
        return {"one_time_key_counts": {"signed_curve25519": len(house.one_time[place])}}

    async def query_keys(self, users: Sequence[str]) -> Json:
        house = self.house
        house.asked.append("query_keys")
        answer: Json = {"device_keys": {user: copy.deepcopy(house.devices[user]) for user in users}}
        for part in ("master_key", "self_signing_key", "user_signing_key"):
            found = {
                user: copy.deepcopy(house.identities[user][part]) for user in users if part in house.identities[user]
            }
            answer[f"{part}s"] = {
                user: key for user, key in found.items() if part != "user_signing_key" or user == self.user
            }
        return answer

    async def claim_keys(self, wanted: Mapping[str, Mapping[str, str]]) -> Json:
        self.house.asked.append("claim_keys")
        claimed: Json = {}
        for user, devices in wanted.items():
            for device in devices:
                keys = self.house.one_time[user, device]
                if keys:
                    key_id = next(iter(keys))
                    claimed.setdefault(user, {})[device] = {key_id: keys.pop(key_id)}
                elif self.house.fallback[user, device]:
                    claimed.setdefault(user, {})[device] = dict(self.house.fallback[user, device])
        return {"one_time_keys": claimed}

    async def send_to_device(self, kind: str, messages: Mapping[str, Mapping[str, Json]], transaction: str) -> None:
        self.house.asked.append(f"send {kind}")
        for user, devices in messages.items():
            for device, content in devices.items():
                event = {"type": kind, "sender": self.user, "content": copy.deepcopy(content)}
                self.house.to_device[user, device].append(event)

    async def send_in_room(self, room: str, kind: str, content: Json, transaction: str) -> str:
        raise NotImplementedError

    async def upload_signatures(self, body: Json) -> Json:
        for user, parts in body.items():
            for name, value in parts.items():
                kept = self.house.devices[user].get(name)
                for part in self.house.identities[user].values():
                    if name in part["keys"].values():
                        kept = part
                if kept is None:
                    return {"failures": {user: {name: {"errcode": "M_NOT_FOUND"}}}}
                for signer, signatures in value["signatures"].items():
                    kept.setdefault("signatures", {}).setdefault(signer, {}).update(signatures)
        return {}

    async def upload_signing_keys(self, body: Json, authorise: Any) -> None:
        self.house.identities[self.user] = copy.deepcopy(body)

    async def account_content(self, kind: str) -> Json | None:
        return self.house.account.get((self.user, kind))

    async def set_account_content(self, kind: str, content: Json) -> None:
        self.house.account[self.user, kind] = copy.deepcopy(content)

    async def backup_version(self) -> Json | None:
        if not self.house.backups:
            return None
        version = max(self.house.backups)
        return {**self.house.backups[version][0], "version": version}

    async def create_backup(self, body: Json) -> str:
        version = str(len(self.house.backups) + 1)
        self.house.backups[version] = (copy.deepcopy(body), {})
        return version

    async def delete_backup(self, version: str) -> None:
        del self.house.backups[version]

    async def put_backup_keys(self, version: str, body: Json) -> Json:
        rooms = self.house.backups[version][1]
        for room, sessions in body["rooms"].items():
            rooms.setdefault(room, {"sessions": {}})["sessions"].update(sessions["sessions"])
        return {}

    async def backup_keys(self, version: str, room: str = "", session: str = "") -> Json | None:
        rooms = self.house.backups[version][1]
        if session:
            found: Json | None = rooms.get(room, {"sessions": {}})["sessions"].get(session)
            return found
        return {"rooms": rooms}


_events = itertools.count()


class Sitter:
    """Somebody at one device: `post` seals, `read` opens what another one posted."""

    def __init__(
        self, house: KeyHouse, user: str, device: str, now: Callable[[], float], keeper: MemoryKeeper | None = None
    ) -> None:
        self.house = house
        self.keeper = keeper if keeper is not None else MemoryKeeper()
        self.crypto = Crypto(self.keeper, Door(house, user, device), user, device, now)
        self.user, self.device = user, device

    async def sync(self, changed: Sequence[str] = ()) -> None:
        """Take what waits."""
        await self.crypto.receive(self.house.drain(self.crypto), changed)
        await self.crypto.work()

    async def post(
        self, people: Sequence[Sitter], body: str, room: str = ROOM, sharing: Sharing = Sharing.SIGNED
    ) -> Json:
        """Seal a post for `people`; return the event as the server would show it."""
        content = await self.crypto.encrypt(
            room,
            RoomRules(),
            [one.user for one in people],
            "m.room.message",
            {"msgtype": "m.text", "body": body},
            sharing,
        )
        number = next(_events)
        return {
            "type": "m.room.encrypted",
            "event_id": f"$event{number}",
            "sender": self.user,
            "origin_server_ts": 1_700_000_000_000 + number,
            "content": content,
        }

    def read(self, event: Json, room: str = ROOM) -> Opening:
        return self.crypto.decrypt(room, event)


async def sitter(
    house: KeyHouse,
    user: str,
    device: str,
    now: Callable[[], float] = lambda: 1_700_000_000.0,
    keeper: MemoryKeeper | None = None,
) -> Sitter:
    """Sit down at a device and let it upload its keys."""
    one = Sitter(house, user, device, now, keeper)
    await one.crypto.work()
    return one


async def no_proof(_: Json) -> Json:
    """No homeserver asks here."""
    return {}
