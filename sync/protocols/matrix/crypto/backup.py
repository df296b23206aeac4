"""The key backup: room keys on the server, sealed so that only the user's recovery brings them back.

Specification: "m.megolm_backup.v1.curve25519-aes-sha2".
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from vodozemac import Curve25519PublicKey, Curve25519SecretKey, Message, PkDecryption, PkEncryption

from sync.model.faults import Gone, Rejected, Unreadable, Unsupported
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.cross_signing import CrossSigning
from sync.protocols.matrix.crypto.devices import Devices
from sync.protocols.matrix.crypto.encoding import Json, canonical, section, text, to_base64
from sync.protocols.matrix.crypto.group_in import ExportedKey, GroupKeys, Origin, RoomKey
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.sealed import read_exported
from sync.protocols.matrix.crypto.secret_storage import BACKUP, MASTER
from sync.protocols.matrix.crypto.signing import is_signed, signed

_log = logging.getLogger(__name__)

_ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2"
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class BackupVersion:
    """The backup that this device writes to. `trusted` is why: its private key is here, or the identity signed it."""

    version: str
    public: str


class Backup:
    """Room keys going to the backup, and coming back."""

    def __init__(
        self,
        records: Records,
        server: KeyServer,
        own: OwnDevice,
        devices: Devices,
        keys: GroupKeys,
        identity: CrossSigning,
    ) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices
        self._keys = keys
        self._identity = identity

    @property
    def version(self) -> BackupVersion | None:
        """The backup in use, None: keys are not backed up."""
        return self._records.get("backup", "version", BackupVersion)

    async def create(self) -> str:
        """Make a new backup and use it; return its private key, for secret storage."""
        private = Curve25519SecretKey()
        public = private.public_key().to_base64()
        described: Json = self._own.signed({"public_key": public})
        master = self._identity.key(MASTER)
        if master is not None:
            described = signed(described, self._own.user, master.key_id, master.sign)
        version = await self._server.create_backup({"algorithm": _ALGORITHM, "auth_data": described})
        self._use(BackupVersion(version, public))
        self._records.put("secret", BACKUP, private.to_base64())
        await self._records.save()
        return str(private.to_base64())

    async def join(self) -> bool:
        """Use the backup that is on the server, if it is to be trusted; return whether one is in use now.

        It is trusted where its private key is here, or where the user's own trusted identity or a device of it signed it:
        a server could otherwise offer one whose key it knows.
        """
        found = await self._server.backup_version()
        described = section(found, "auth_data")
        public, version = text(described, "public_key"), text(found, "version")
        if (
            found is None
            or found.get("algorithm") != _ALGORITHM
            or not (self._fits(public) or self._is_ours(described))
        ):
            self._records.drop("backup", "version")
            await self._records.save()
            return False
        if self.version != BackupVersion(version, public):
            self._use(BackupVersion(version, public))
            await self._records.save()
        return True

    def _use(self, version: BackupVersion) -> None:
        if self.version is not None and self.version != version:
            self._keys.forget_backup()
        self._records.put("backup", "version", version)

    def _fits(self, public: str) -> bool:
        secret = self._records.get("secret", BACKUP, str)
        return bool(secret) and Curve25519SecretKey.from_base64(secret or "").public_key().to_base64() == public

    def _is_ours(self, described: Json) -> bool:
        user = self._own.user
        if is_signed(described, user, f"ed25519:{self._own.device}", self._own.ed25519):
            return True
        identity = self._devices.identity(user)
        if identity is None or not self._devices.own_identity_trusted():
            return False
        return is_signed(described, user, f"ed25519:{identity.master_key}", identity.master_key)

    async def take_secret(self, secret: str) -> bool:
        """Take the backup's private key from another verified device; return whether it is the right one."""
        try:
            public = Curve25519SecretKey.from_base64(secret).public_key().to_base64()
        except ValueError:
            return False
        if text(section(await self._server.backup_version(), "auth_data"), "public_key") != public:
            return False
        self._records.put("secret", BACKUP, secret)
        return await self.join()

    async def upload(self) -> int:
        """Send keys that the backup lacks; return how many went. Asks nothing where all are there."""
        sent = 0
        while (using := self.version) is not None and (keys := self._keys.not_backed_up(_AT_ONCE)):
            rooms: Json = {}
            public = PkEncryption.from_key(Curve25519PublicKey.from_base64(using.public))
            for key in keys:
                rooms.setdefault(key.room, {"sessions": {}})["sessions"][key.session] = self._sealed(public, key)
            try:
                await self._server.put_backup_keys(using.version, {"rooms": rooms})
            except (Gone, Rejected) as fault:
                # Another device made a new backup: this one is no more.
                _log.info("backup refused keys: %s", fault.code)
                if not await self.join() or self.version == using:
                    return sent
                continue
            for key in keys:
                self._keys.mark_backed_up(key, using.version)
            await self._records.save()
            sent += len(keys)
        return sent

    def _sealed(self, public: PkEncryption, key: RoomKey) -> Json:
        exported = self._keys.export(key)
        if exported is None:
            raise Unreadable("room_key")
        sealed = public.encrypt(canonical(write_backed_up(exported)))
        return {
            "first_message_index": key.first,
            "forwarded_count": 0 if key.origin is Origin.DIRECT else 1,
            "is_verified": key.origin is Origin.DIRECT,
            "session_data": {
                "ciphertext": to_base64(bytes(sealed.ciphertext)),
                "mac": to_base64(bytes(sealed.mac)),
                "ephemeral": to_base64(bytes(sealed.ephemeral_key)),
            },
        }

    async def restore(self, private: str) -> int:
        """Bring all keys back with the backup's private key; return how many were new.

        Raises `Unsupported("no_backup")`, `Rejected("wrong_recovery_key")`.
        """
        found = await self._server.backup_version()
        if found is None or found.get("algorithm") != _ALGORITHM:
            raise Unsupported("no_backup")
        try:
            key = Curve25519SecretKey.from_base64(private)
        except ValueError as error:
            raise Rejected("wrong_recovery_key") from error
        if key.public_key().to_base64() != text(section(found, "auth_data"), "public_key"):
            raise Rejected("wrong_recovery_key")
        self._records.put("secret", BACKUP, private)
        version = text(found, "version")
        self._use(BackupVersion(version, key.public_key().to_base64()))
        rooms = section(await self._server.backup_keys(version), "rooms")
        opened = PkDecryption.from_key(key)
        new = 0
        for room, sessions in rooms.items():
            new += await self._take(opened, version, room, section(sessions, "sessions").items())
        await self._records.save()
        return new

    async def look_up(self, room: str, session: str) -> bool:
        """Ask the backup for one key that a post needs; return whether it came."""
        using, private = self.version, self._records.get("secret", BACKUP, str)
        if using is None or not private or not self._fits(using.public):
            return False
        found = await self._server.backup_keys(using.version, room, session)
        if found is None:
            return False
        new = await self._take(
            PkDecryption.from_key(Curve25519SecretKey.from_base64(private)), using.version, room, [(session, found)]
        )
        await self._records.save()
        return new > 0

    async def _take(
        self, private: PkDecryption, version: str, room: str, sessions: Iterable[tuple[str, object]]
    ) -> int:
        new = 0
        for place, (session, sealed) in enumerate(sessions):
            exported = _opened(private, room, session, section(sealed, "session_data"))
            try:
                if exported is not None and self._keys.take_exported(exported, Origin.IMPORTED, version) is not None:
                    new += 1
            except Unreadable:
                _log.warning("a key of the backup does not fit")
            if place % 100 == 99:
                await self._records.save()
                await asyncio.sleep(0)
        return new


def write_backed_up(key: ExportedKey) -> Json:
    """Return what is sealed into the backup for a key: neither room nor session, which are said beside it."""
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "forwarding_curve25519_key_chain": [],
        "sender_claimed_keys": {"ed25519": key.ed25519},
        "sender_key": key.curve25519,
        "session_key": key.key,
        "org.matrix.msc3061.shared_history": key.shared_history,
    }


def _opened(private: PkDecryption, room: str, session: str, sealed: Json) -> ExportedKey | None:
    try:
        message = Message.from_base64(text(sealed, "ciphertext"), text(sealed, "mac"), text(sealed, "ephemeral"))
        return read_exported(json.loads(bytes(private.decrypt(message))), room, session)
    except (ValueError, RecursionError):
        _log.warning("a key of the backup cannot be opened")
        return None
