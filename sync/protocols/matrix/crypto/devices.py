"""The devices and identities of people: believed only where signatures hold, and pinned at first sight."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sync.model.faults import Unreadable
from sync.model.trust import Trust
from sync.protocols.matrix.crypto.encoding import Json, from_base64, section, text, texts
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.signing import is_signed

OLM = "m.olm.v1.curve25519-aes-sha2"
MEGOLM = "m.megolm.v1.aes-sha2"
_MOST_DEVICES = 1000
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Device:
    """One device of a person; `keys` is the signed object it was read from."""

    user: str
    id: str
    ed25519: str
    curve25519: str
    keys: Json
    name: str = ""
    blocked: bool = False
    """The user wants nothing to be readable there."""

    @property
    def key_id(self) -> str:
        """The name of the device's signing key."""
        return f"ed25519:{self.id}"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's cross-signing keys. `pinned` is the master key that the user knows: seen first, or acknowledged since."""

    user: str
    master: Json
    self_signing: Json
    user_signing: Json | None
    pinned: str
    was_verified: bool = False
    """It was verified once: from then on another identity is not taken silently."""

    @property
    def master_key(self) -> str:
        """The public master key."""
        return public_key(self.master)

    @property
    def self_signing_key(self) -> str:
        """The public key that signs the person's own devices."""
        return public_key(self.self_signing)


@dataclass(frozen=True, slots=True)
class Tracking:
    """That a person's devices are of interest, and whether what is known is fresh."""

    stale: bool = True


class Devices:
    """Devices and identities as far as this device knows them."""

    def __init__(self, records: Records, server: KeyServer, user: str, device: str) -> None:
        self._records = records
        self._server = server
        self.user = user
        self.device = device
        self._generation: dict[str, int] = {}
        self._asking = asyncio.Lock()
        self.version = 0
        """Counts what changed, for whoever remembers conclusions."""
        self._doubtful: set[str] = set()

    # --- what is known ---

    def get(self, user: str, device: str) -> Device | None:
        """Return a device."""
        return self._records.get("device", f"{user}|{device}", Device)

    def of(self, user: str) -> list[Device]:
        """Return every known device of `user`."""
        return [device for _, device in self._records.all("device", Device, f"{user}|") if device.user == user]

    def by_curve25519(self, user: str, key: str) -> Device | None:
        """Return the device of `user` with that identity key."""
        return next((device for device in self.of(user) if device.curve25519 == key), None)

    def identity(self, user: str) -> Identity | None:
        """Return a person's cross-signing identity."""
        return self._records.get("identity", user, Identity)

    # --- trust ---

    def own_identity_trusted(self) -> bool:
        """Whether this device knows its owner's identity to be right: made here, recovered, or verified."""
        identity = self.identity(self.user)
        return identity is not None and self._records.get("trusted_master", self.user, str) == identity.master_key

    def trust_own_identity(self) -> None:
        """Note that the owner's present identity is right."""
        identity = self.identity(self.user)
        if identity is not None:
            self._put("trusted_master", self.user, identity.master_key)
            self._doubtful.add(self.user)
            self._put("identity", self.user, replace(identity, pinned=identity.master_key, was_verified=True))

    def identity_verified(self, user: str) -> bool:
        """Whether the user verified this person: our trusted user-signing key signed their master key."""
        if user == self.user:
            return self.own_identity_trusted()
        mine, theirs = self.identity(self.user), self.identity(user)
        if mine is None or theirs is None or mine.user_signing is None or not self.own_identity_trusted():
            return False
        key = public_key(mine.user_signing)
        return is_signed(theirs.master, self.user, f"ed25519:{key}", key)

    def identity_trust(self, user: str) -> Trust:
        """Return what is to be said of a person."""
        identity = self.identity(user)
        if identity is None:
            return Trust.UNSIGNED
        if self.identity_verified(user):
            return Trust.VERIFIED
        if identity.was_verified or identity.pinned != identity.master_key:
            return Trust.CHANGED
        return Trust.UNVERIFIED

    def is_cross_signed(self, device: Device) -> bool:
        """Whether the owner's identity signed the device."""
        identity = self.identity(device.user)
        if identity is None:
            return False
        key = identity.self_signing_key
        return is_signed(device.keys, device.user, f"ed25519:{key}", key)

    def device_trust(self, device: Device) -> Trust:
        """Return what is to be said of something that came from `device`."""
        if (device.user, device.id) == (self.user, self.device):
            return Trust.VERIFIED
        return self.identity_trust(device.user) if self.is_cross_signed(device) else Trust.UNSIGNED

    def acknowledge(self, user: str) -> None:
        """The user accepts a person's present identity, without having verified it."""
        identity = self.identity(user)
        if identity is not None:
            self._put("identity", user, replace(identity, pinned=identity.master_key, was_verified=False))
            self._doubtful.add(user)

    def block(self, user: str, device: str, *, blocked: bool) -> None:
        """Keep new posts from a device, or no longer."""
        known = self.get(user, device)
        if known is not None:
            self._put("device", f"{user}|{device}", replace(known, blocked=blocked))

    def take_doubtful(self) -> set[str]:
        """Return of whom something else is to be said than before, once. The user among them: of everybody, as they vouch."""
        found, self._doubtful = self._doubtful, set()
        return found

    # --- keeping up ---

    def track(self, users: Iterable[str]) -> None:
        """Begin to follow the devices of `users`."""
        for user in users:
            if self._records.get("tracking", user, Tracking) is None:
                self._records.put("tracking", user, Tracking())

    def changed(self, users: Iterable[str]) -> None:
        """The server says that devices of `users` changed."""
        for user in users:
            self._generation[user] = self._generation.get(user, 0) + 1
            if self._records.get("tracking", user, Tracking) is not None:
                self._records.put("tracking", user, Tracking(stale=True))

    def all_changed(self) -> None:
        """The server cannot say what changed since it was last asked: everything has to be asked for anew."""
        self.changed(self._records.keys("tracking"))

    def left(self, users: Iterable[str]) -> None:
        """No encrypted room is shared with `users` any more: what is known of them is no longer kept fresh."""
        for user in users:
            if user != self.user:
                self._records.drop("tracking", user)

    async def refresh(self, users: Iterable[str] | None = None) -> None:
        """Ask for what changed of `users` (None: of everybody tracked)."""
        async with self._asking:
            tracked = set(self._records.keys("tracking")) if users is None else set(users)
            self.track(tracked)
            stale = sorted(
                user for user in tracked if (kept := self._records.get("tracking", user, Tracking)) and kept.stale
            )
            for start in range(0, len(stale), _AT_ONCE):
                await self._ask(stale[start : start + _AT_ONCE])

    async def _ask(self, users: list[str]) -> None:
        before = {user: self._generation.get(user, 0) for user in users}
        answer = await self._server.query_keys(users)
        unreachable = section(answer, "failures")
        for user in users:
            if user.partition(":")[2] in unreachable:
                continue
            self._take_identity(user, answer)
            self._take_devices(user, section(answer, "device_keys", user))
            if self._generation.get(user, 0) == before[user]:
                self._records.put("tracking", user, Tracking(stale=False))
        await self._records.save()

    def _take_devices(self, user: str, listed: Json) -> None:
        known = {device.id: device for device in self.of(user)}
        for device_id, keys in list(listed.items())[:_MOST_DEVICES]:
            device = read_device(user, device_id, keys)
            before = known.get(device_id)
            if device is None or (before is not None and before.ed25519 != device.ed25519):
                continue
            if before is not None:
                device = replace(device, blocked=before.blocked)
            if device != before:
                self._put("device", f"{user}|{device_id}", device)
                if before is not None:
                    self._doubtful.add(user)
        for device_id in known.keys() - listed.keys():
            self._records.drop("device", f"{user}|{device_id}")
            self.version += 1

    def _put(self, kind: str, key: str, value: object) -> None:
        self._records.put(kind, key, value)
        self.version += 1

    def _take_identity(self, user: str, answer: Json) -> None:
        master, signing = section(answer, "master_keys", user), section(answer, "self_signing_keys", user)
        if not _names(master, user, "master") or not _names(signing, user, "self_signing"):
            return
        key = public_key(master)
        if not is_signed(signing, user, f"ed25519:{key}", key):
            return
        own: Json | None = section(answer, "user_signing_keys", user)
        if (
            user != self.user
            or not _names(own, user, "user_signing")
            or not is_signed(own or {}, user, f"ed25519:{key}", key)
        ):
            own = None
        before = self.identity(user)
        identity = Identity(
            user, master, signing, own, before.pinned if before else key, before.was_verified if before else False
        )
        if identity != before:
            self._put("identity", user, identity)
            if before is not None or self.of(user):
                self._doubtful.add(user)
        if self.identity_verified(user) and not identity.was_verified:
            self._put("identity", user, replace(identity, pinned=key, was_verified=True))


def public_key(signing: Json) -> str:
    """Return the one public key of a cross-signing key object."""
    return next((key for key in section(signing, "keys").values() if isinstance(key, str)), "")


def read_device(user: str, device_id: str, keys: object) -> Device | None:
    """Return the device that `keys` describes; None unless it is whole, is this very device, and signed by itself."""
    signing, identity = (
        text(section(keys, "keys"), f"ed25519:{device_id}"),
        text(section(keys, "keys"), f"curve25519:{device_id}"),
    )
    if text(keys, "user_id") != user or text(keys, "device_id") != device_id or not isinstance(keys, dict):
        return None
    if not _is_key(signing) or not _is_key(identity) or not is_signed(keys, user, f"ed25519:{device_id}", signing):
        return None
    if OLM not in texts(keys.get("algorithms")):
        return None
    signed_part = {name: value for name, value in keys.items() if name != "unsigned"}
    return Device(
        user, device_id, signing, identity, signed_part, text(section(keys, "unsigned"), "device_display_name")[:200]
    )


def _names(signing: object, user: str, usage: str) -> bool:
    """Whether a cross-signing key object is of `user`, for `usage`, and holds exactly one key named by itself."""
    keys = section(signing, "keys")
    if (
        not isinstance(signing, dict)
        or text(signing, "user_id") != user
        or usage not in texts(signing.get("usage"))
        or len(keys) != 1
    ):
        return False
    [(key_id, key)] = keys.items()
    return isinstance(key, str) and key_id == f"ed25519:{key}" and _is_key(key)


def _is_key(key: str) -> bool:
    try:
        return len(from_base64(key)) == 32
    except Unreadable:
        return False
