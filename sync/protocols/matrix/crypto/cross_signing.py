"""Cross-signing: one identity for all of a person's devices (specification, "Cross-signing")."""

from __future__ import annotations

from sync.model.faults import Gone, Rejected, Unsupported
from sync.protocols.matrix.crypto.account import OwnDevice
from sync.protocols.matrix.crypto.devices import Device, Devices, public_key
from sync.protocols.matrix.crypto.encoding import Json, section
from sync.protocols.matrix.crypto.key_server import Authorise, KeyServer
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.secret_storage import MASTER, SELF_SIGNING, USER_SIGNING, SecretStorage, StorageKey
from sync.protocols.matrix.crypto.signing import SigningKey, signed

SECRETS = (MASTER, SELF_SIGNING, USER_SIGNING)
_USAGE = {MASTER: "master", SELF_SIGNING: "self_signing", USER_SIGNING: "user_signing"}


class CrossSigning:
    """The user's own identity: made, recovered, and used to sign devices and people."""

    def __init__(self, records: Records, server: KeyServer, own: OwnDevice, devices: Devices) -> None:
        self._records = records
        self._server = server
        self._own = own
        self._devices = devices

    def key(self, name: str) -> SigningKey | None:
        """Return a private key of the identity if it is here and still the right one."""
        secret = self._records.get("secret", name, str)
        key = SigningKey.from_secret(secret) if secret else None
        return key if key is not None and key.public == self._public(name) else None

    @property
    def complete(self) -> bool:
        """Whether all private keys of the identity are here."""
        return all(self.key(name) is not None for name in SECRETS)

    def _public(self, name: str) -> str:
        identity = self._devices.identity(self._own.user)
        if identity is None:
            return ""
        parts: dict[str, Json | None] = {
            MASTER: identity.master,
            SELF_SIGNING: identity.self_signing,
            USER_SIGNING: identity.user_signing,
        }
        return public_key(parts[name] or {})

    async def create(self, authorise: Authorise) -> None:
        """Make a new identity and sign this device with it. Whoever verified the old identity is told that it changed."""
        keys = {name: SigningKey.make() for name in SECRETS}
        master = keys[MASTER]
        described: dict[str, Json] = {}
        for name, key in keys.items():
            value: Json = {"user_id": self._own.user, "usage": [_USAGE[name]], "keys": {key.key_id: key.public}}
            if name == MASTER:
                described[name] = self._own.signed(value)
            else:
                described[name] = signed(value, self._own.user, master.key_id, master.sign)
        body = {f"{_USAGE[name]}_key": value for name, value in described.items()}
        await self._server.upload_signing_keys(body, authorise)
        for name, key in keys.items():
            self._records.put("secret", name, key.secret)
        self._devices.changed([self._own.user])
        await self._devices.refresh([self._own.user])
        if self._public(MASTER) != master.public:
            raise Rejected("identity_not_taken")
        self._devices.trust_own_identity()
        await self.sign_own_device(self._own.device)

    async def store(self, secrets: SecretStorage, storage: StorageKey) -> None:
        """Keep the private keys in secret storage."""
        for name in SECRETS:
            key = self.key(name)
            if key is None:
                raise Unsupported("identity_incomplete")
            await secrets.put(storage, name, key.secret)

    async def recover(self, secrets: SecretStorage, storage: StorageKey) -> None:
        """Fetch the private keys from secret storage, and sign this device with them.

        Raises `Unsupported("identity_incomplete")`, `Rejected("identity_differs")`.
        """
        await self._devices.refresh([self._own.user])
        found: dict[str, str] = {}
        for name in SECRETS:
            secret = await secrets.get(storage, name)
            if secret is None:
                raise Unsupported("identity_incomplete")
            found[name] = secret
        for name, secret in found.items():
            self._keep(name, secret)
        self._devices.trust_own_identity()
        await self.sign_own_device(self._own.device)

    def take(self, name: str, secret: str) -> bool:
        """Take a private key that another verified device of the user sent; return whether it is the right one."""
        try:
            self._keep(name, secret)
        except Rejected:
            return False
        return True

    def _keep(self, name: str, secret: str) -> None:
        if SigningKey.from_secret(secret).public != self._public(name):
            raise Rejected("identity_differs")
        self._records.put("secret", name, secret)

    async def sign_own_device(self, device_id: str) -> None:
        """Sign a device of the user with the identity. Raises `Gone("device")`, `Unsupported("identity_incomplete")`."""
        key = self.key(SELF_SIGNING)
        if key is None:
            raise Unsupported("identity_incomplete")
        if device_id == self._own.device:
            await self._own.stock()  # a server refuses signatures of a device that it does not know yet
        keys = self._device_keys(device_id)
        # Signatures of others would be refused; ours alone goes up.
        bare = {name: value for name, value in keys.items() if name != "signatures"}
        await self._upload({self._own.user: {device_id: signed(bare, self._own.user, key.key_id, key.sign)}})

    def _device_keys(self, device_id: str) -> Json:
        if device_id == self._own.device:
            return self._own.device_keys()
        device: Device | None = self._devices.get(self._own.user, device_id)
        if device is None:
            raise Gone("device")
        return device.keys

    async def sign_own_master(self) -> None:
        """Let this device vouch for the identity, so that clients that knew the device find the way to it."""
        identity = self._devices.identity(self._own.user)
        if identity is not None:
            bare = {name: value for name, value in identity.master.items() if name != "signatures"}
            await self._upload({self._own.user: {identity.master_key: self._own.signed(bare)}})

    async def sign_person(self, user: str) -> None:
        """Say that the user verified this person's identity. Raises `Unsupported("identity_incomplete")`, `Gone("identity")`."""
        key, identity = self.key(USER_SIGNING), self._devices.identity(user)
        if key is None or not self._devices.own_identity_trusted():
            raise Unsupported("identity_incomplete")
        if identity is None:
            raise Gone("identity")
        bare = {name: value for name, value in identity.master.items() if name != "signatures"}
        await self._upload({user: {identity.master_key: signed(bare, self._own.user, key.key_id, key.sign)}})
        self._devices.changed([user])
        await self._devices.refresh([user])

    async def _upload(self, body: dict[str, dict[str, Json]]) -> None:
        answer = await self._server.upload_signatures(body)
        if section(answer, "failures"):
            raise Rejected("signature_refused")
        self._devices.changed(body)
        await self._devices.refresh(body)
