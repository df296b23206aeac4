"""The store's locks: created, unlocked, given another passphrase, another keyring slot, another recovery code."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.engine.credentials import Credentials
from sync.model.faults import StoreFault
from sync.rpc.messages import StoreStateAnswer
from sync.store import connection as store_connection
from sync.store.files import STORE
from sync.store.keys import Keys
from sync.store.vault import Vault


class Keeping:
    """The vault of a profile. Everything that takes long (key stretching, the keyring) runs in a thread."""

    def __init__(self, profile: Path, credentials: Credentials, *, argon_memory_kib: int | None = None) -> None:
        self._profile = profile
        self._credentials = credentials
        self._argon_memory_kib = argon_memory_kib
        self._usable: asyncio.Task[bool] | None = None

    def look_ahead(self) -> None:
        """Ask for the keyring already: the first window to come wants to know, and loading it takes as long as all else."""
        self._usable = asyncio.create_task(asyncio.to_thread(self._credentials.usable))

    async def state(self, *, unlocked: bool) -> StoreStateAnswer:
        """Return what there is on this machine."""
        ahead, self._usable = self._usable, None
        usable = await (ahead or asyncio.to_thread(self._credentials.usable))
        try:
            vault = self._vault()
        except StoreFault as fault:
            exists = fault.code != "no_vault"
            return StoreStateAnswer(exists, unlocked, False, False, usable, fault.code if exists else "")
        return StoreStateAnswer(True, unlocked, vault.has_keyring, vault.has_passphrase, usable)

    async def create(self, passphrase: str, *, use_keyring: bool) -> tuple[Keys, str]:
        """Make vault and store; return the keys and the recovery code. A store that was half made is finished.

        Raises `StoreFault` `exists`, `no_secret`, `keyring_unavailable`, `disk_full`, `network_home`.
        """

        def run() -> tuple[Keys, str]:
            _, data_key, code = Vault.create(
                self._profile,
                passphrase=passphrase or None,
                keyring=self._credentials if use_keyring else None,
                argon_memory_kib=self._argon_memory_kib,
            )
            keys = Keys(data_key)
            store_connection.create(self._profile, keys)
            return keys, code

        return await asyncio.to_thread(run)

    async def unlock(self, passphrase: str, recovery_code: str) -> Keys:
        """Return the keys by passphrase, recovery code or (both empty) keyring. Raises the `StoreFault`s of the vault."""

        def run() -> Keys:
            vault = self._vault()
            if recovery_code:
                keys = Keys(vault.unlock_recovery(recovery_code))
            elif passphrase:
                keys = Keys(vault.unlock_passphrase(passphrase))
            else:
                keys = Keys(vault.unlock_keyring(self._credentials))
            if not (self._profile / STORE).exists():
                store_connection.create(self._profile, keys)
            return keys

        return await asyncio.to_thread(run)

    async def change_passphrase(self, keys: Keys, old: str, new: str) -> None:
        """Replace the passphrase; the old one is asked for where there is one. Raises `StoreFault("wrong_passphrase")`."""

        def run() -> None:
            vault = self._vault()
            if vault.has_passphrase:
                vault.unlock_passphrase(old)
            vault.set_passphrase(keys.data_key, new or None)

        await asyncio.to_thread(run)

    async def use_keyring(self, keys: Keys, *, wanted: bool) -> None:
        """Add or remove the keyring's slot. Raises `StoreFault` `keyring_unavailable`, `no_secret`."""

        def run() -> None:
            self._vault().set_keyring(keys.data_key, self._credentials if wanted else None)
            if not wanted and self._credentials.usable():
                self._credentials.delete()

        await asyncio.to_thread(run)

    async def new_recovery_code(self, keys: Keys) -> str:
        """Replace the recovery code."""
        return await asyncio.to_thread(lambda: self._vault().new_recovery_code(keys.data_key))

    def _vault(self) -> Vault:
        return Vault.load(self._profile, argon_memory_kib=self._argon_memory_kib)
