"""Verification between two devices, from the request to the signature, to-device and in rooms.

Specification: "Key verification framework".
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from sync.model.faults import Fault, Gone, Rejected, Unreadable
from sync.model.trust import Trust
from sync.protocols.matrix.crypto import qr, sas
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.cross_signing import CrossSigning
from sync.protocols.matrix.crypto.devices import Device, Devices
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.olm import new_transaction
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.sas import Exchange, Party
from sync.protocols.matrix.crypto.secret_storage import SELF_SIGNING, USER_SIGNING
from sync.protocols.matrix.crypto.verifying import Stage, Verification

_log = logging.getLogger(__name__)

PREFIX = "m.key.verification."
_METHODS = [sas.METHOD, qr.SHOW, qr.RECIPROCATE]
"""What this side can do: it shows codes and has no camera to read them with."""
_LIFE = 10 * 60.0
_AHEAD = 5 * 60.0
_MOST_AT_ONCE = 20
_MOST_METHODS = 20


class Verifications:
    """All verifications under way. `changed` is told of each one that moved; `verified` runs after one was done."""

    def __init__(
        self,
        records: Records,
        server: KeyServer,
        own: OwnDevice,
        devices: Devices,
        identity: CrossSigning,
        changed: Callable[[Verification], None] = lambda _: None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices
        self._identity = identity
        self._now = now
        self.changed = changed
        self.known: dict[str, Verification] = {}

    @property
    def _me(self) -> Party:
        return Party(self._own.user, self._own.device)

    # --- what the user does ---

    async def request(self, user: str, devices: Sequence[str] = (), room: str = "") -> Verification:
        """Ask a person (in `room`), or devices of theirs, to verify. Raises `Gone("device")`."""
        content: Json = {"from_device": self._own.device, "methods": _METHODS}
        if room:
            body = f"Demande de vérification · Verification request ({self._own.user})"
            flow = await self._server.send_in_room(
                room,
                "m.room.message",
                {**content, "msgtype": f"{PREFIX}request", "to": user, "body": body},
                new_transaction(),
            )
        else:
            flow = new_transaction()
            if not devices:
                await self._devices.refresh([user])
                devices = [device.id for device in self._devices.of(user) if device.id != self._own.device]
            if not devices:
                raise Gone("device")
            content |= {"timestamp": int(self._now() * 1000), "transaction_id": flow}
            messages = {user: dict.fromkeys(devices, content)}
            await self._server.send_to_device(f"{PREFIX}request", messages, new_transaction())
        made = Verification(flow, user, "", room, Stage.ASKED, self._now(), True, tuple(devices))
        self._put(made)
        return made

    async def accept(self, one: Verification) -> None:
        """The user agrees to verify. Raises `Rejected("wrong_stage")`."""
        self._need(one, Stage.REQUESTED)
        await self._say(one, "ready", {"from_device": self._own.device, "methods": _METHODS})
        await self._ready(one)

    async def begin(self, one: Verification) -> None:
        """Start comparing emoji. Raises `Rejected("wrong_stage")`."""
        self._need(one, Stage.READY)
        start = self._addressed(one, sas.offer(self._own.device))
        one.exchange = Exchange(self._me, Party(one.user, one.device), one.flow, start, started_by_us=True)
        self._move(one, Stage.STARTED)
        await self._say(one, "start", start)

    async def confirm(self, one: Verification) -> None:
        """The user says that both sides see the same, or that the other one scanned. Raises `Rejected("wrong_stage")`."""
        if one.stage is Stage.SCANNED and one.shown is not None:
            await self._conclude_scan(one, one.shown)
            return
        exchange = one.exchange
        if one.stage is not Stage.COMPARING or exchange is None:
            raise Rejected("wrong_stage", stage=one.stage)
        keys = {f"ed25519:{self._own.device}": self._own.ed25519}
        identity = self._devices.identity(self._own.user)
        if identity is not None and self._devices.own_identity_trusted():
            keys[f"ed25519:{identity.master_key}"] = identity.master_key
        self._move(one, Stage.CONFIRMED)
        await self._say(one, "mac", exchange.codes(keys))
        if one.codes is not None:
            await self._conclude(one)

    async def cancel(self, one: Verification, code: str = "m.user") -> None:
        """End it: the user does not want to, or both sides see different things ("m.mismatched_sas")."""
        if one.over:
            return
        one.code = code
        self._move(one, Stage.CANCELLED)
        await self._say(one, "cancel", {"code": code, "reason": code})

    async def expire(self) -> None:
        """End what has been lying for too long."""
        for one in list(self.known.values()):
            if not one.over and self._now() - one.began > _LIFE:
                await self.cancel(one, "m.timeout")
            elif one.over and self._now() - one.began > _LIFE:
                del self.known[one.flow]

    # --- what the other side says ---

    async def receive(
        self, sender: str, kind: str, content: Json, *, room: str = "", event: str = "", sent: float | None = None
    ) -> None:
        """Take a message of the framework. What does not fit ends the verification, never with success."""
        what = "request" if room and kind == "m.room.message" else kind.removeprefix(PREFIX)
        if sender == self._own.user and text(content, "from_device") == self._own.device:
            return
        if what == "request":
            self._requested(sender, content, room, event, sent)
            return
        flow = text(section(content, "m.relates_to"), "event_id") if room else text(content, "transaction_id")
        one = self.known.get(flow)
        if one is None or one.over or one.room != room or sender not in (one.user, self._own.user):
            return
        if room and sender == self._own.user and sender != one.user:
            return
        try:
            await self._step(one, what, content)
        except Unreadable:
            await self.cancel(one, "m.invalid_message")

    def _requested(self, sender: str, content: Json, room: str, event: str, sent: float | None) -> None:
        flow = event if room else text(content, "transaction_id")
        device = text(content, "from_device")
        time_given = content.get("timestamp")
        began = sent if sent is not None else time_given / 1000 if isinstance(time_given, int) else 0.0
        fresh = -_AHEAD <= self._now() - began <= _LIFE
        under_way = sum(not one.over for one in self.known.values())
        if (
            not flow
            or not device
            or flow in self.known
            or not fresh
            or under_way >= _MOST_AT_ONCE
            or sas.METHOD not in texts(content.get("methods"))
            or (room and text(content, "to") != self._own.user)
        ):
            return
        methods = frozenset(texts(content.get("methods"))[:_MOST_METHODS])
        self._put(Verification(flow, sender, device, room, Stage.REQUESTED, self._now(), False, methods=methods))

    async def _step(self, one: Verification, what: str, content: Json) -> None:
        device = text(content, "from_device")
        match what, one.stage:
            case "ready", Stage.ASKED if sas.METHOD in texts(content.get("methods")) and device:
                one.device, one.methods = device, frozenset(texts(content.get("methods"))[:_MOST_METHODS])
                await self._ready(one)
                await self._release_others(one)
            case "start", Stage.READY if device == one.device and content.get("method") == qr.RECIPROCATE:
                if one.shown is None:
                    await self.cancel(one, "m.unknown_method")
                elif not one.shown.scanned(content.get("secret")):
                    await self.cancel(one, "m.key_mismatch")
                else:
                    self._move(one, Stage.SCANNED)
            case "start", (Stage.READY | Stage.STARTED) if device == one.device:
                await self._started(one, content)
            case "accept", Stage.STARTED if (
                one.exchange is not None and one.exchange.started_by_us and not one.exchange.promised
            ):
                if not one.exchange.take_accept(content):
                    await self.cancel(one, "m.unknown_method")
                    return
                await self._say(one, "key", {"key": one.exchange.key})
            case "key", Stage.STARTED if one.exchange is not None and not one.exchange.agreed:
                if one.exchange.started_by_us and not one.exchange.promised:
                    await self.cancel(one, "m.unexpected_message")
                elif not one.exchange.take_key(text(content, "key")):
                    await self.cancel(one, "m.mismatched_commitment")
                else:
                    if not one.exchange.started_by_us:
                        await self._say(one, "key", {"key": one.exchange.key})
                    await self._devices.refresh([one.user])
                    self._move(one, Stage.COMPARING)
            case "mac", (Stage.COMPARING | Stage.CONFIRMED) if one.codes is None:
                one.codes = content
                if one.stage is Stage.CONFIRMED:
                    await self._conclude(one)
            case "cancel", _:
                one.code = text(content, "code")[:100] or "m.user"
                self._move(one, Stage.CANCELLED)
            case "done", (Stage.SCANNED | Stage.CONFIRMED | Stage.DONE):
                pass
            case _:
                await self.cancel(one, "m.unexpected_message")

    async def _started(self, one: Verification, content: Json) -> None:
        ours = one.exchange
        if one.stage is Stage.STARTED:
            if ours is None or not ours.started_by_us or ours.promised:
                await self.cancel(one, "m.unexpected_message")
                return
            # Both started: the side whose name sorts first prevails (specification, "m.key.verification.start").
            if (self._own.user, self._own.device) < (one.user, one.device):
                return
        if not sas.acceptable(content):
            await self.cancel(one, "m.unknown_method")
            return
        one.exchange = Exchange(self._me, Party(one.user, one.device), one.flow, content, started_by_us=False)
        self._move(one, Stage.STARTED)
        await self._say(one, "accept", one.exchange.accepting())

    async def _conclude(self, one: Verification) -> None:
        """Check what the other side vouches for; only then is anything signed."""
        device, identity = self._devices.get(one.user, one.device), self._devices.identity(one.user)
        known = {device.key_id: device.ed25519} if device is not None else {}
        if identity is not None:
            known[f"ed25519:{identity.master_key}"] = identity.master_key
        good = one.exchange.vouched(one.codes or {}, known) if one.exchange is not None else None
        if not good or device is None or device.key_id not in good:
            await self.cancel(one, "m.key_mismatch")
            return
        await self._sign_and_end(one, device, master=identity is not None and f"ed25519:{identity.master_key}" in good)

    async def _sign_and_end(self, one: Verification, device: Device, *, master: bool) -> None:
        try:
            one.trusted = await self._sign(device, master=master)
        except Fault as fault:
            one.code = fault.code
            self._move(one, Stage.CANCELLED)
            raise
        await self._records.save()
        await self._say(one, "done", {})
        self._move(one, Stage.DONE)

    async def _ready(self, one: Verification) -> None:
        """Both sides agreed: where the other one can scan, there is a code for it."""
        if one.methods >= {qr.SCAN, qr.RECIPROCATE}:
            try:
                await self._devices.refresh([one.user])
            except Fault as fault:
                _log.info("no code is shown: %s", fault.code)
            other = self._devices.get(one.user, one.device)
            if other is not None:
                mine, theirs = self._devices.identity(self._own.user), self._devices.identity(one.user)
                trusted = self._devices.own_identity_trusted()
                one.shown = qr.code_for(one.flow, self._own.ed25519, mine, other, theirs, trusted=trusted)
        self._move(one, Stage.READY)

    async def _conclude_scan(self, one: Verification, code: qr.Code) -> None:
        """The code was scanned: what it said is what the other side knows too. Only as long as that still holds it is signed."""
        device, theirs = self._devices.get(one.user, one.device), self._devices.identity(one.user)
        mine = self._devices.identity(self._own.user)
        now = None
        if device is not None:
            trusted = self._devices.own_identity_trusted()
            now = qr.code_for(one.flow, self._own.ed25519, mine, device, theirs, trusted=trusted)
        if device is None or now is None or (now.mode, now.first, now.second) != (code.mode, code.first, code.second):
            await self.cancel(one, "m.key_mismatch")
            return
        await self._sign_and_end(one, device, master=code.mode is not qr.Mode.TRUSTING)

    async def _sign(self, device: Device, *, master: bool) -> bool:
        """Turn the proof into signatures; return whether this device holds the keys for it."""
        if device.user != self._own.user:
            if not master or self._identity.key(USER_SIGNING) is None or not self._devices.own_identity_trusted():
                return False
            await self._identity.sign_person(device.user)
            return True
        if master:
            self._devices.trust_own_identity()
        if (
            self._identity.key(SELF_SIGNING) is not None
            and self._devices.own_identity_trusted()
            and self._devices.device_trust(device) is not Trust.VERIFIED
        ):
            await self._identity.sign_own_device(device.id)
        now = self._devices.get(device.user, device.id)
        return now is not None and self._devices.device_trust(now) is Trust.VERIFIED

    # --- sending ---

    async def _release_others(self, one: Verification) -> None:
        others = [device for device in one.asked if device != one.device]
        if others and not one.room:
            content = {"code": "m.accepted", "reason": "m.accepted", "transaction_id": one.flow}
            await self._server.send_to_device(
                f"{PREFIX}cancel", {one.user: dict.fromkeys(others, content)}, new_transaction()
            )

    def _addressed(self, one: Verification, content: Json) -> Json:
        if one.room:
            return {**content, "m.relates_to": {"rel_type": "m.reference", "event_id": one.flow}}
        return {**content, "transaction_id": one.flow}

    async def _say(self, one: Verification, what: str, content: Json) -> None:
        whole = self._addressed(one, content)
        if one.room:
            await self._server.send_in_room(one.room, PREFIX + what, whole, new_transaction())
            return
        devices = (one.device,) if one.device else one.asked
        if devices:
            messages = {one.user: dict.fromkeys(devices, whole)}
            await self._server.send_to_device(PREFIX + what, messages, new_transaction())

    def _need(self, one: Verification, stage: Stage) -> None:
        if one.stage is not stage:
            raise Rejected("wrong_stage", stage=one.stage)

    def _move(self, one: Verification, stage: Stage) -> None:
        one.stage = stage
        self.changed(one)

    def _put(self, one: Verification) -> None:
        self.known[one.flow] = one
        self.changed(one)
