"""Olm: what devices say to each other, one to one (specification, "m.olm.v1.curve25519-aes-sha2")."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from vodozemac import AnyOlmMessage, Curve25519PublicKey, Session

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.account import SIGNED_KEY, OwnDevice
from sync.protocols.matrix.crypto.devices import OLM, Device, Devices, read_device
from sync.protocols.matrix.crypto.encoding import Json, canonical, from_base64, section, text, to_base64
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.signing import is_signed

_log = logging.getLogger(__name__)

LARGEST = 256 * 1024
"""Characters of an encrypted to-device message that are looked at."""
_MOST_SESSIONS = 8
"""Sessions kept with one device: older ones are forgotten."""
_HEALING_PAUSE = 3600.0
_MESSAGES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class OlmSession:
    """A session with a device, as kept."""

    pickle: str
    used: int
    """Milliseconds since 1970 when a message came over it last (or when it was made)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A to-device message that was decrypted and whose claims hold together."""

    kind: str
    content: Json
    sender: str
    curve25519: str
    """The identity key of the sending device, proven by Olm."""
    ed25519: str
    """The signing key that the sender claims; right for sure only if `device` is known."""
    device: Device | None


def new_transaction() -> str:
    """Return a transaction id that was never used."""
    return os.urandom(16).hex()


class Olm:
    """Sessions with other devices."""

    def __init__(
        self,
        records: Records,
        server: KeyServer,
        own: OwnDevice,
        devices: Devices,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices
        self._now = now

    # --- sending ---

    def knows(self, device: Device) -> bool:
        """Whether there is a session with a device."""
        return bool(self._sessions(device.curve25519))

    async def ensure(self, devices: Iterable[Device]) -> list[Device]:
        """Make sessions with those devices that have none; return the devices that could not be reached."""
        missing = [device for device in devices if not self._sessions(device.curve25519)]
        return await self._make(missing)

    async def _make(self, missing: Sequence[Device]) -> list[Device]:
        failed: list[Device] = []
        for start in range(0, len(missing), _MESSAGES_AT_ONCE):
            part = missing[start : start + _MESSAGES_AT_ONCE]
            wanted: dict[str, dict[str, str]] = {}
            for device in part:
                wanted.setdefault(device.user, {})[device.id] = SIGNED_KEY
            answer = await self._server.claim_keys(wanted)
            failed += [
                device
                for device in part
                if not self._begin(device, section(answer, "one_time_keys", device.user, device.id))
            ]
        return failed

    def _begin(self, device: Device, claimed: Json) -> bool:
        """Make a session from a claimed key; False where there is none that the device signed."""
        for key_id, value in claimed.items():
            if not key_id.startswith(f"{SIGNED_KEY}:") or not isinstance(value, dict):
                continue
            if not is_signed(value, device.user, device.key_id, device.ed25519):
                _log.warning("a claimed key is not signed by its device")
                continue
            try:
                session = self._own.account.create_outbound_session(
                    Curve25519PublicKey.from_base64(device.curve25519),
                    Curve25519PublicKey.from_base64(text(value, "key")),
                )
            except ValueError:
                continue
            self._keep(device.curve25519, session)
            return True
        return False

    def encrypt(self, device: Device, kind: str, content: Json) -> Json | None:
        """Return the encrypted content for `device`; None where there is no session with it."""
        plain = {
            "type": kind,
            "content": content,
            "sender": self._own.user,
            "sender_device": self._own.device,
            "keys": {"ed25519": self._own.ed25519},
            "recipient": device.user,
            "recipient_keys": {"ed25519": device.ed25519},
            "sender_device_keys": self._own_keys(),
        }
        return self.seal(device, plain)

    def seal(self, device: Device, plain: Json) -> Json | None:
        """Return the encrypted content with `plain` in it, as it is; None where there is no session with `device`."""
        sessions = self._sessions(device.curve25519)
        if not sessions:
            return None
        place, kept = sessions[0]
        session = Session.from_pickle(kept.pickle, self._own.pickle_key)
        message_kind, body = session.encrypt(canonical(plain)).to_parts()
        self._records.put("olm_session", place, replace(kept, pickle=session.pickle(self._own.pickle_key)))
        return {
            "algorithm": OLM,
            "sender_key": self._own.curve25519,
            "ciphertext": {device.curve25519: {"type": message_kind, "body": to_base64(body)}},
            "org.matrix.msgid": new_transaction(),
        }

    def _own_keys(self) -> Json:
        """Return this device's description, with the identity's signature where the server has shown it: whoever does not
        know the device yet can judge it by that."""
        known = self._devices.get(self._own.user, self._own.device)
        return known.keys if known is not None and known.ed25519 == self._own.ed25519 else self._own.device_keys()

    async def send(self, messages: Iterable[tuple[Device, str, Json]]) -> list[Device]:
        """Encrypt and send contents to devices; return those that could not be reached."""
        going = list(messages)
        unreachable = await self.ensure(device for device, _, _ in going)
        lost = {(device.user, device.id) for device in unreachable}
        reached = [(device, kind, content) for device, kind, content in going if (device.user, device.id) not in lost]
        while reached:
            encrypted: dict[str, dict[str, Json]] = {}
            left: list[tuple[Device, str, Json]] = []
            for place, (device, kind, content) in enumerate(reached):
                # One request has one message for each device.
                if place >= _MESSAGES_AT_ONCE or device.id in encrypted.get(device.user, {}):
                    left.append((device, kind, content))
                elif (sealed := self.encrypt(device, kind, content)) is not None:
                    encrypted.setdefault(device.user, {})[device.id] = sealed
            await self._records.save()
            await self._server.send_to_device("m.room.encrypted", encrypted, new_transaction())
            reached = left
        return unreachable

    # --- receiving ---

    def decrypt(self, sender: str, content: Json) -> Opened:
        """Decrypt a to-device message. Raises `Unreadable` with why: "olm_algorithm", "not_for_us", "olm_undecryptable",
        "olm_too_large", "olm_forged"."""
        if content.get("algorithm") != OLM:
            raise Unreadable("olm_algorithm")
        curve, part = text(content, "sender_key"), section(content, "ciphertext", self._own.curve25519)
        if not part:
            raise Unreadable("not_for_us")
        body, message_kind = text(part, "body"), part.get("type")
        if len(body) > LARGEST:
            raise Unreadable("olm_too_large")
        if message_kind not in (0, 1) or isinstance(message_kind, bool) or curve == self._own.curve25519:
            raise Unreadable("olm_undecryptable")
        try:
            message = AnyOlmMessage.from_parts(message_kind, from_base64(body))
            plain = self._open(curve, message)
        except ValueError as error:
            raise Unreadable("olm_undecryptable") from error
        return self._checked(sender, curve, plain)

    def _open(self, curve: str, message: AnyOlmMessage) -> bytes:
        first = message.to_pre_key()
        for place, kept in self._sessions(curve):
            session = Session.from_pickle(kept.pickle, self._own.pickle_key)
            if first is not None and not session.session_matches(first):
                continue
            try:
                plain = bytes(session.decrypt(message))
            except ValueError:
                if first is not None:
                    raise
                continue
            self._records.put(
                "olm_session", place, OlmSession(session.pickle(self._own.pickle_key), self._milliseconds())
            )
            return plain
        if first is None:
            raise Unreadable("olm_undecryptable")
        session, opened = self._own.account.create_inbound_session(Curve25519PublicKey.from_base64(curve), first)
        self._own.keep()
        self._keep(curve, session)
        return bytes(opened)

    def _checked(self, sender: str, curve: str, plain: bytes) -> Opened:
        """Check what an encrypted message says of itself: without this, a message could be passed on as somebody else's
        (specification, "Validation of incoming decrypted events")."""
        try:
            payload = json.loads(plain)
        except (ValueError, RecursionError) as error:
            raise Unreadable("olm_forged") from error
        claimed = text(section(payload, "keys"), "ed25519")
        if (
            text(payload, "sender") != sender
            or text(payload, "recipient") != self._own.user
            or text(section(payload, "recipient_keys"), "ed25519") != self._own.ed25519
            or not claimed
            or not isinstance(payload.get("content"), dict)
        ):
            raise Unreadable("olm_forged")
        device = self._devices.by_curve25519(sender, curve)
        if device is None and isinstance(payload.get("sender_device_keys"), dict):
            described = payload["sender_device_keys"]
            device = read_device(sender, text(described, "device_id"), described)
            if device is None or device.curve25519 != curve:
                raise Unreadable("olm_forged")
        if device is not None and device.ed25519 != claimed:
            raise Unreadable("olm_forged")
        return Opened(text(payload, "type"), payload["content"], sender, curve, claimed, device)

    async def heal(self, sender: str, curve: str) -> None:
        """Begin anew with a device whose messages cannot be read, at most once an hour (specification, "Recovering from
        undecryptable messages")."""
        last = self._records.get("healed", curve, float) or 0.0
        if self._now() - last < _HEALING_PAUSE:
            return
        device = self._devices.by_curve25519(sender, curve)
        if device is None:
            await self._devices.refresh([sender])
            device = self._devices.by_curve25519(sender, curve)
        if device is None:
            return
        self._records.put("healed", curve, self._now())
        if not await self._make([device]):
            await self.send([(device, "m.dummy", {})])

    # --- sessions ---

    def _sessions(self, curve: str) -> list[tuple[str, OlmSession]]:
        """Return the sessions with a device, the one that heard from it last first."""
        return sorted(
            self._records.all("olm_session", OlmSession, f"{curve}|"), key=lambda one: one[1].used, reverse=True
        )

    def _keep(self, curve: str, session: Session) -> None:
        for place, _ in self._sessions(curve)[_MOST_SESSIONS - 1 :]:
            self._records.drop("olm_session", place)
        used = max(self._milliseconds(), *(kept.used + 1 for _, kept in self._sessions(curve)), 0)
        kept = OlmSession(session.pickle(self._own.pickle_key), used)
        self._records.put("olm_session", f"{curve}|{session.session_id}", kept)

    def _milliseconds(self) -> int:
        return int(self._now() * 1000)
