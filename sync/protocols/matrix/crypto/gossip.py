"""What the user's own devices ask of each other: room keys that are missing, and the secrets of the identity.

Asked of and answered to own verified devices alone; what nobody asked for is not taken (specification, "Key requests" and
"Secret sharing").
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from sync.model.faults import Unreadable
from sync.model.trust import Trust
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.backup import Backup, write_backed_up
from sync.protocols.matrix.crypto.cross_signing import SECRETS, CrossSigning
from sync.protocols.matrix.crypto.devices import MEGOLM, Device, Devices
from sync.protocols.matrix.crypto.encoding import Json, section, text
from sync.protocols.matrix.crypto.group_in import GroupKeys, Origin, RoomKey
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.olm import Olm, Opened, new_transaction
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.sealed import read_exported
from sync.protocols.matrix.crypto.secret_storage import BACKUP

_log = logging.getLogger(__name__)

_FRESH = 10 * 60.0
_MOST_ANSWERS = 100
"""Requests of others answered for each call of `answer`: a flood waits."""
_MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of ours that may still be answered. `name` is a secret's, or "room|session"."""

    name: str
    request: str
    time: float


class Gossip:
    """Requests between the user's own devices."""

    def __init__(
        self,
        records: Records,
        server: KeyServer,
        own: OwnDevice,
        devices: Devices,
        olm: Olm,
        keys: GroupKeys,
        identity: CrossSigning,
        backup: Backup,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices
        self._olm = olm
        self._keys = keys
        self._identity = identity
        self._backup = backup
        self._now = now
        self._waiting: dict[tuple[str, str], tuple[str, Json]] = {}

    def _siblings(self) -> list[Device]:
        """Return the user's other devices that are verified."""
        return [
            device
            for device in self._devices.of(self._own.user)
            if device.id != self._own.device and self._devices.device_trust(device) is Trust.VERIFIED
        ]

    # --- asking ---

    async def ask_for_key(self, room: str, session: str) -> None:
        """Ask the user's other verified devices for a room key, once."""
        name = f"{room}|{session}"
        if self._records.get("asked", name, Asked) is not None:
            return
        body = {"algorithm": MEGOLM, "room_id": room, "session_id": session, "sender_key": ""}
        await self._ask("m.room_key_request", name, {"body": body})

    async def ask_for_secrets(self) -> None:
        """Ask the user's other verified devices for what of the identity and the backup is not here."""
        missing = [name for name in SECRETS if self._identity.key(name) is None]
        if self._records.get("secret", BACKUP, str) is None:
            missing.append(BACKUP)
        for name in missing:
            await self._ask("m.secret.request", name, {"name": name})

    async def _ask(self, kind: str, name: str, content: Json) -> None:
        devices = self._siblings()
        if not devices:
            return
        asked = Asked(name, new_transaction(), self._now())
        self._records.put("asked", name, asked)
        await self._records.save()
        whole = {**content, "action": "request", "request_id": asked.request, "requesting_device_id": self._own.device}
        await self._server.send_to_device(
            kind, {self._own.user: {device.id: whole for device in devices}}, new_transaction()
        )

    async def _cancel(self, kind: str, asked: Asked) -> None:
        content = {
            "action": "request_cancellation",
            "request_id": asked.request,
            "requesting_device_id": self._own.device,
        }
        messages = {self._own.user: {device.id: content for device in self._siblings()}}
        if messages[self._own.user]:
            await self._server.send_to_device(kind, messages, new_transaction())

    # --- answers to us ---

    async def take_key(self, opened: Opened) -> RoomKey | None:
        """Take a forwarded room key that was asked for, from an own verified device."""
        exported = read_exported(opened.content)
        if exported is None or not self._from_sibling(opened):
            return None
        name = f"{exported.room}|{exported.session}"
        asked = self._records.get("asked", name, Asked)
        if asked is None:
            return None
        claimed = text(opened.content, "sender_claimed_ed25519_key")
        try:
            key = self._keys.take_exported(
                type(exported)(
                    exported.room, exported.session, exported.key, exported.curve25519, claimed, exported.shared_history
                ),
                Origin.FORWARDED,
            )
        except Unreadable:
            return None
        self._records.drop("asked", name)
        await self._records.save()
        await self._cancel("m.room_key_request", asked)
        return key

    async def take_secret(self, opened: Opened) -> str:
        """Take a secret that was asked for a short while ago, from an own verified device; return its name, empty: refused."""
        request, secret = text(opened.content, "request_id"), text(opened.content, "secret")
        asked = next((one for _, one in self._records.all("asked", Asked) if one.request == request), None)
        if asked is None or not self._from_sibling(opened) or not 0 <= self._now() - asked.time <= _FRESH or not secret:
            return ""
        try:
            right = (
                await self._backup.take_secret(secret)
                if asked.name == BACKUP
                else self._identity.take(asked.name, secret)
            )
        except Unreadable:
            right = False
        if not right:
            return ""
        self._records.drop("asked", asked.name)
        await self._records.save()
        return asked.name

    def _from_sibling(self, opened: Opened) -> bool:
        device = opened.device
        return (
            device is not None
            and opened.sender == self._own.user
            and self._devices.device_trust(device) is Trust.VERIFIED
            and device.id != self._own.device
        )

    # --- what others ask ---

    def requested(self, sender: str, kind: str, content: Json) -> None:
        """Note a request of another device, or its withdrawal. Requests of other people are not for us."""
        device, request = text(content, "requesting_device_id"), text(content, "request_id")
        if sender != self._own.user or device == self._own.device or not device or not request:
            return
        if content.get("action") == "request" and len(self._waiting) < _MOST_WAITING:
            self._waiting[device, request] = (kind, content)
        else:
            self._waiting.pop((device, request), None)

    async def answer(self) -> None:
        """Answer what waits: to own verified devices what they asked for, to others nothing."""
        part = list(self._waiting.items())[:_MOST_ANSWERS]
        messages: list[tuple[Device, str, Json]] = []
        for place, (kind, content) in part:
            del self._waiting[place]
            device = self._devices.get(self._own.user, place[0])
            if device is None or self._devices.device_trust(device) is not Trust.VERIFIED:
                continue
            answer = (
                self._secret(place[1], content) if kind == "m.secret.request" else self._key(section(content, "body"))
            )
            if answer is not None:
                messages.append((device, *answer))
        if messages:
            await self._olm.send(messages)

    def _secret(self, request: str, content: Json) -> tuple[str, Json] | None:
        name = text(content, "name")
        key = self._identity.key(name) if name in SECRETS else None
        secret = key.secret if key is not None else self._records.get("secret", BACKUP, str) if name == BACKUP else None
        return ("m.secret.send", {"request_id": request, "secret": secret}) if secret else None

    def _key(self, wanted: Json) -> tuple[str, Json] | None:
        key = self._keys.get(text(wanted, "room_id"), text(wanted, "session_id"))
        exported = self._keys.export(key) if key is not None and wanted.get("algorithm") == MEGOLM else None
        if exported is None:
            return None
        content = {
            **write_backed_up(exported),
            "room_id": exported.room,
            "session_id": exported.session,
            "sender_claimed_ed25519_key": exported.ed25519,
        }
        return "m.forwarded_room_key", content
