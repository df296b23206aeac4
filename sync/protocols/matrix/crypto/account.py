"""This device's own keys: identity, one-time and fallback keys, kept stocked on the server."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping

from vodozemac import Account, Curve25519PublicKey

from sync.protocols.matrix.crypto.devices import MEGOLM, OLM
from sync.protocols.matrix.crypto.encoding import Json
from sync.protocols.matrix.crypto.key_server import KeyServer
from sync.protocols.matrix.crypto.records import Records
from sync.protocols.matrix.crypto.signing import signed

_FALLBACK_LIFE = 7 * 24 * 3600.0
SIGNED_KEY = "signed_curve25519"


class OwnDevice:
    """The account of this device: made once, its private keys never leave the records."""

    def __init__(
        self, records: Records, server: KeyServer, user: str, device: str, now: Callable[[], float] = time.time
    ) -> None:
        self._records = records
        self._server = server
        self.user = user
        self.device = device
        self._now = now
        self.pickle_key = records.get("account", "pickle_key", bytes) or self._new_pickle_key()
        kept = records.get("account", "account", str)
        self.account = Account.from_pickle(kept, self.pickle_key) if kept else Account()
        if not kept:
            self.keep()
        self._counts: dict[str, int] | None = None
        self._fallback_used = False
        self._stocking = asyncio.Lock()

    def _new_pickle_key(self) -> bytes:
        key = os.urandom(32)
        self._records.put("account", "pickle_key", key)
        return key

    def keep(self) -> None:
        """Note the account as it is now: whatever uses up a key has to call this."""
        self._records.put("account", "account", self.account.pickle(self.pickle_key))

    @property
    def ed25519(self) -> str:
        """The public signing key."""
        return str(self.account.ed25519_key.to_base64())

    @property
    def curve25519(self) -> str:
        """The public identity key."""
        return str(self.account.curve25519_key.to_base64())

    def sign(self, raw: bytes) -> str:
        """Return this device's signature."""
        return str(self.account.sign(raw).to_base64())

    def signed(self, value: Json) -> Json:
        """Return `value` signed by this device."""
        return signed(value, self.user, f"ed25519:{self.device}", self.sign)

    def device_keys(self) -> Json:
        """Return the signed description of this device."""
        return self.signed(
            {
                "user_id": self.user,
                "device_id": self.device,
                "algorithms": [OLM, MEGOLM],
                "keys": {f"curve25519:{self.device}": self.curve25519, f"ed25519:{self.device}": self.ed25519},
            }
        )

    def counted(self, counts: Json | None, unused_fallback: list[str] | None) -> None:
        """Take the server's word on how many one-time keys it still has, and whether the fallback key is unused."""
        if counts is not None:
            self._counts = {kind: count for kind, count in counts.items() if isinstance(count, int)}
        if unused_fallback is not None and SIGNED_KEY not in unused_fallback:
            self._fallback_used = True

    async def stock(self) -> None:
        """Upload what the server lacks: the description of the device, one-time keys, a fallback key."""
        async with self._stocking:
            await self._stock()

    async def _stock(self) -> None:
        body: Json = {}
        uploaded = self._records.get("account", "uploaded", bool) or False
        if not uploaded:
            body["device_keys"] = self.device_keys()
        if self._counts is None and not uploaded:
            self._counts = {}
        if self._counts is not None:
            wanted = self.account.max_number_of_one_time_keys // 2
            missing = wanted - self._counts.get(SIGNED_KEY, 0) - len(self.account.one_time_keys)
            if missing > 0:
                self.account.generate_one_time_keys(missing)
            if self.account.one_time_keys and self._counts.get(SIGNED_KEY, 0) < wanted:
                body["one_time_keys"] = self._named(self.account.one_time_keys, fallback=False)
        made = self._records.get("account", "fallback_made", float) or 0.0
        renewed = not made or (self._fallback_used and self._now() - made > _FALLBACK_LIFE)
        if renewed and not self._fallback():
            self.account.generate_fallback_key()  # type: ignore[attr-defined]
        if self._fallback():
            body["fallback_keys"] = self._named(self._fallback(), fallback=True)
        if not body:
            return
        # The private halves are on disk before the public ones are on the server.
        self.keep()
        await self._records.save()
        answer = await self._server.upload_keys(body)
        self.account.mark_keys_as_published()
        if "fallback_keys" in body:
            self._records.put("account", "fallback_made", self._now())
            self._fallback_used = False
        self._records.put("account", "uploaded", True)
        self.counted(answer.get("one_time_key_counts"), None)
        self.keep()
        await self._records.save()

    def _fallback(self) -> Mapping[str, Curve25519PublicKey]:
        """Return the fallback key that was not uploaded yet, by its id. The package's stubs lack it."""
        found: Mapping[str, Curve25519PublicKey] = self.account.fallback_key  # type: ignore[attr-defined]
        return found

    def _named(self, keys: Mapping[str, Curve25519PublicKey], *, fallback: bool) -> Json:
        named: Json = {}
        for key_id, key in keys.items():
            value: Json = {"key": key.to_base64()}
            named[f"{SIGNED_KEY}:{key_id}"] = self.signed({**value, "fallback": True} if fallback else value)
        return named
