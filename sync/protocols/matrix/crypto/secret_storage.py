"""Secret storage: secrets kept on the server, sealed by the recovery key (specification, "Secrets")."""

from __future__ import annotations

import asyncio
import hmac
import os
from dataclasses import dataclass

from sync.model.faults import Rejected, Unsupported
from sync.protocols.matrix.crypto import recovery
from sync.protocols.matrix.crypto.encoding import Json, from_base64, section, text
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.sealed import seal, unseal

_ALGORITHM = "m.secret_storage.v1.aes-hmac-sha2"
_DEFAULT = "m.secret_storage.default_key"

MASTER = "m.cross_signing.master"
SELF_SIGNING = "m.cross_signing.self_signing"
USER_SIGNING = "m.cross_signing.user_signing"
BACKUP = "m.megolm_backup.v1"


@dataclass(frozen=True, slots=True)
class StorageKey:
    """An open secret storage: the name of its key, and the key. `repr` hides the key."""

    name: str
    key: bytes

    def __repr__(self) -> str:
        return f"StorageKey({self.name})"


class SecretStorage:
    """Secrets in the account data of the user."""

    def __init__(self, server: KeyServer) -> None:
        self._server = server

    async def exists(self) -> bool:
        """Whether the user has a secret storage."""
        return bool(text(await self._server.account_content(_DEFAULT), "key"))

    async def create(self, passphrase: str = "") -> tuple[StorageKey, str]:
        """Make a new secret storage; return it open, and the recovery key to print. With a passphrase that opens it too."""
        description: Json = {"algorithm": _ALGORITHM}
        if passphrase:
            description["passphrase"] = parameters = recovery.passphrase_parameters()
            key = await asyncio.to_thread(recovery.stretch_passphrase, passphrase, parameters)
        else:
            key = recovery.new_recovery_key()
        check = seal(key, "", bytes(32))
        description |= {"iv": check["iv"], "mac": check["mac"]}
        name = os.urandom(16).hex()
        await self._server.set_account_content(f"m.secret_storage.key.{name}", description)
        await self._server.set_account_content(_DEFAULT, {"key": name})
        return StorageKey(name, key), recovery.write_recovery_key(key)

    async def open(self, code: str) -> StorageKey:
        """Open the user's secret storage with the recovery key or the passphrase.

        Raises `Unsupported("no_secret_storage")`, `Rejected("wrong_recovery_key")`.
        """
        name = text(await self._server.account_content(_DEFAULT), "key")
        description = await self._server.account_content(f"m.secret_storage.key.{name}") if name else None
        if description is None or description.get("algorithm") != _ALGORITHM:
            raise Unsupported("no_secret_storage")
        parameters = recovery.passphrase_of(description)
        try:
            key = recovery.read_recovery_key(code)
        except Rejected:
            if parameters is None:
                raise Rejected("wrong_recovery_key") from None
            key = await asyncio.to_thread(recovery.stretch_passphrase, code, parameters)
        if "mac" in description and not _fits(key, description):
            raise Rejected("wrong_recovery_key")
        return StorageKey(name, key)

    async def get(self, storage: StorageKey, name: str) -> str | None:
        """Return a secret, None where it is not in there. Raises `Rejected("wrong_recovery_key")`."""
        sealed = section(await self._server.account_content(name), "encrypted", storage.name)
        return unseal(storage.key, name, sealed).decode() if sealed else None

    async def put(self, storage: StorageKey, name: str, secret: str) -> None:
        """Keep a secret."""
        await self._server.set_account_content(
            name, {"encrypted": {storage.name: seal(storage.key, name, secret.encode())}}
        )


def _fits(key: bytes, description: Json) -> bool:
    """Whether `key` is the one described: sealing 32 zero bytes gives the noted code."""
    check = seal(key, "", bytes(32), from_base64(text(description, "iv")))
    return hmac.compare_digest(from_base64(check["mac"]), from_base64(text(description, "mac")))
