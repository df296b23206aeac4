"""Crypto of one device, as chat uses it: what a sync brought goes in, posts are opened and sealed, the rest follows."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sync.model.faults import Fault, Unreadable
from sync.model.trust import Trust
from sync.protocols.keeping import Keeper
from sync.protocols.matrix.crypto import verification
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.backup import Backup
from sync.protocols.matrix.crypto.cross_signing import CrossSigning
from sync.protocols.matrix.crypto.devices import MEGOLM, Devices
from sync.protocols.matrix.crypto.encoding import Json, section, text
from sync.protocols.matrix.crypto.gossip import Gossip
from sync.protocols.matrix.crypto.group_in import GroupKeys, Origin, RoomKey
from sync.protocols.matrix.crypto.group_out import GroupSending, RoomRules, Sharing, take_withheld, withheld
from sync.protocols.matrix.crypto.key_server import Authorise, KeyServer
from sync.protocols.matrix.crypto.olm import Olm, Opened
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.secret_storage import BACKUP, SecretStorage
from sync.protocols.matrix.crypto.verification import Verifications

_log = logging.getLogger(__name__)

_MOST_HEALED = 10
"""Broken sessions that one sync may make us begin anew."""
_MOST_TRUSTS = 10_000


@dataclass(frozen=True, slots=True)
class Opening:
    """A post that was opened: its kind and content, and what is to be said of its sender."""

    kind: str
    content: Json
    trust: Trust
    session: str = ""


class Crypto:
    """All of crypto for one device of one user."""

    def __init__(
        self, keeper: Keeper, server: KeyServer, user: str, device: str, now: Callable[[], float] = time.time
    ) -> None:
        self.user = user
        self.device = device
        self.records = Records(keeper)
        self._server = server
        self.own = OwnDevice(self.records, server, user, device, now)
        self.devices = Devices(self.records, server, user, device)
        self.olm = Olm(self.records, server, self.own, self.devices, now)
        self.keys = GroupKeys(self.records, self.own.pickle_key)
        self.sending = GroupSending(self.records, server, self.own, self.devices, self.olm, self.keys, now)
        self.secrets = SecretStorage(server)
        self.identity = CrossSigning(self.records, server, self.own, self.devices)
        self.backup = Backup(self.records, server, self.own, self.devices, self.keys, self.identity)
        self.gossip = Gossip(
            self.records, server, self.own, self.devices, self.olm, self.keys, self.identity, self.backup, now
        )
        self.verifications = Verifications(self.records, server, self.own, self.devices, self.identity, now=now)
        self._healing: dict[str, str] = {}
        self._sealing = asyncio.Lock()
        self._trusts: dict[tuple[str, str, str], Trust] = {}
        self._trusts_version = 0
        self.devices.track([user])

    # --- what a sync brings ---

    async def receive(
        self,
        to_device: Iterable[Json] = (),
        changed: Sequence[str] = (),
        left: Sequence[str] = (),
        counts: Json | None = None,
        unused_fallback: list[str] | None = None,
    ) -> list[RoomKey]:
        """Take what one answer of the server says; return the room keys that are new. It is on disk when this returns."""
        self.devices.changed(changed)
        self.devices.left(left)
        self.own.counted(counts, unused_fallback)
        new: list[RoomKey] = []
        talk: list[tuple[str, str, Json]] = []
        for event in to_device:
            sender, kind, content = text(event, "sender"), text(event, "type"), section(event, "content")
            if kind == "m.room.encrypted":
                opened = self._opened(sender, content)
                if opened is None:
                    continue
                sender, kind, content = opened.sender, opened.kind, opened.content
                key = await self._take(opened)
                if key is not None:
                    new.append(key)
            else:
                self._take_plain(sender, kind, content)
            if kind.startswith(verification.PREFIX):
                talk.append((sender, kind, content))
        await self.records.save()
        for sender, kind, content in talk:
            try:
                await self.verifications.receive(sender, kind, content)
            except Fault as fault:
                _log.info("verification met %s:%s", fault.kind, fault.code)
        return new

    def _opened(self, sender: str, content: Json) -> Opened | None:
        try:
            return self.olm.decrypt(sender, content)
        except Unreadable as fault:
            _log.info("a to-device message was refused: %s", fault.code)
            if fault.code == "olm_undecryptable" and len(self._healing) < _MOST_HEALED:
                self._healing[text(content, "sender_key")] = sender
            return None

    async def _take(self, opened: Opened) -> RoomKey | None:
        match opened.kind:
            case "m.room_key":
                return self._take_room_key(opened)
            case "m.forwarded_room_key":
                return await self.gossip.take_key(opened)
            case "m.secret.send":
                await self.gossip.take_secret(opened)
            case "m.room_key.withheld":
                take_withheld(self.records, opened.sender, opened.content)
        return None

    def _take_room_key(self, opened: Opened) -> RoomKey | None:
        content = opened.content
        room = text(content, "room_id")
        if content.get("algorithm") != MEGOLM or not room:
            return None
        shared = content.get("org.matrix.msc3061.shared_history") is True
        try:
            return self.keys.take_direct(
                room, text(content, "session_key"), opened.curve25519, opened.ed25519, opened.sender, shared=shared
            )
        except Unreadable:
            _log.warning("a room key was refused")
            return None

    def _take_plain(self, sender: str, kind: str, content: Json) -> None:
        match kind:
            case "m.room_key.withheld":
                take_withheld(self.records, sender, content)
            case "m.room_key_request" | "m.secret.request":
                self.gossip.requested(sender, kind, content)

    async def work(self) -> None:
        """Do what asks for the network: learn of devices, stock keys, answer, begin broken sessions anew, back up."""
        await self.devices.refresh()
        await self.own.stock()
        healing, self._healing = self._healing, {}
        for curve, sender in healing.items():
            await self.olm.heal(sender, curve)
        await self.gossip.answer()
        await self.verifications.expire()
        if self.backup.version is not None:
            await self.backup.upload()
        await self.records.save()

    # --- posts ---

    def decrypt(self, room: str, event: Json) -> Opening:
        """Open an encrypted event of a room. The caller saves the records with what it keeps of it.

        Raises `Unreadable`: see `GroupKeys.decrypt`; "withheld" with the code where the sender keeps the key from us.
        """
        sender, timestamp = text(event, "sender"), event.get("origin_server_ts")
        content = section(event, "content")
        try:
            post = self.keys.decrypt(
                room, sender, text(event, "event_id"), timestamp if isinstance(timestamp, int) else 0, content
            )
        except Unreadable as fault:
            code = withheld(self.records, room, text(content, "session_id"), sender) if fault.code == "no_key" else ""
            if code:
                raise Unreadable("withheld", reason=code) from fault
            raise
        return Opening(post.kind, post.content, self._trust(sender, post.key), post.key.session)

    def judged(self) -> Iterator[tuple[RoomKey, Trust]]:
        """Yield the keys of people whose trust changed since this was asked last, with what is to be said of them now."""
        doubtful = self.devices.take_doubtful()
        if not doubtful:
            return
        for key in list(self.keys.all()):
            if key.user and (key.user in doubtful or self.user in doubtful):
                yield key, self._judge(key.user, key)

    def _trust(self, sender: str, key: RoomKey) -> Trust:
        if self._trusts_version != self.devices.version or len(self._trusts) > _MOST_TRUSTS:
            self._trusts.clear()
            self._trusts_version = self.devices.version
        place = sender, key.room, key.session
        if place not in self._trusts:
            self._trusts[place] = self._judge(sender, key)
        return self._trusts[place]

    def _judge(self, sender: str, key: RoomKey) -> Trust:
        if key.origin is not Origin.DIRECT or key.user != sender:
            return Trust.UNKNOWN
        if (sender, key.curve25519) == (self.user, self.own.curve25519):
            return Trust.VERIFIED
        device, identity = self.devices.by_curve25519(sender, key.curve25519), self.devices.identity(sender)
        if device is None:
            if not key.vouched or identity is None:
                return Trust.UNSIGNED
            return self.devices.identity_trust(sender) if key.vouched == identity.master_key else Trust.CHANGED
        if device.ed25519 != key.ed25519:
            return Trust.UNSIGNED
        if identity is not None and key.vouched != identity.master_key and self.devices.is_cross_signed(device):
            self.keys.vouch(key, identity.master_key)
        return self.devices.device_trust(device)

    async def encrypt(
        self,
        room: str,
        rules: RoomRules,
        people: Sequence[str],
        kind: str,
        content: Json,
        sharing: Sharing = Sharing.SIGNED,
    ) -> Json:
        """Seal a post for everybody in a room. Faults as for `GroupSending.encrypt`."""
        async with self._sealing:
            return await self.sending.encrypt(room, rules, people, kind, content, sharing)

    # --- recovery ---

    async def set_up(self, authorise: Authorise, passphrase: str = "") -> str:
        """Make identity, secret storage and backup; return the recovery key to print (the passphrase opens it too)."""
        await self.identity.create(authorise)
        await self.identity.sign_own_master()
        storage, code = await self.secrets.create(passphrase)
        await self.identity.store(self.secrets, storage)
        private = await self.backup.create()
        await self.secrets.put(storage, BACKUP, private)
        await self.backup.upload()
        await self.records.save()
        return code

    async def recover(self, code: str) -> int:
        """Bring identity, backup and history to this device with the recovery key or passphrase; return the number of keys.

        Without a backup the identity alone comes back.

        Raises `Rejected("wrong_recovery_key")`, `Unsupported("no_secret_storage" | "identity_incomplete")`.
        """
        storage = await self.secrets.open(code)
        await self.identity.recover(self.secrets, storage)
        private = await self.secrets.get(storage, BACKUP)
        await self.records.save()
        if not private or await self._server.backup_version() is None:
            return 0
        return await self.backup.restore(private)
