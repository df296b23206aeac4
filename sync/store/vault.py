"""The vault: the store's data key, wrapped once per way of unlocking (passphrase, recovery code, system keyring).

A slot is AES-256-GCM with the vault's id and the slot's own parameters as associated data, so that no slot can be carried
to another vault and no parameter weakened. The passphrase goes through Argon2id (RFC 9106).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import math
import os
import secrets
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sync.model.faults import StoreFault
from sync.store.files import VAULT, is_full, make_folders, replace_file
from sync.store.keys import KEY_BYTES, Keys, subkey

FORMAT = 1
FLOOR_ITERATIONS = 3
FLOOR_MEMORY_KIB = 64 * 1024
LANES = 4
UNLOCK_SECONDS = 0.5
_MOST_MEMORY_KIB = 2 * 1024 * 1024
_MOST_ITERATIONS = 200
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None, "\t": None, "\n": None}
)
_CODE_BYTES = 20
_CODE_LENGTH = 40


class KeySlotKeyring(Protocol):
    """The system keyring, seen from here: one place for 32 bytes.

    Every method raises `StoreFault("keyring_unavailable")` where the keyring is not usable.
    """

    def get(self) -> bytes | None:
        """Return the bytes kept, None where there are none."""

    def set(self, value: bytes, /) -> None:
        """Keep `value`."""

    def delete(self) -> None:
        """Forget what is kept."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the data key."""

    kind: str
    parameters: dict[str, Any]
    nonce: bytes
    sealed: bytes


class Vault:
    """The key slots of one profile. Every change is on disk when its method returns."""

    def __init__(
        self, profile: Path, vault_id: str, check: bytes, slots: dict[str, Slot], argon_memory_kib: int | None
    ) -> None:
        self._profile = profile
        self._id = vault_id
        self._slots = slots
        self._argon_memory_kib = argon_memory_kib
        self.check = check
        """Public value by which the data key is recognised (`Keys.check`)."""

    @classmethod
    def load(cls, profile: Path, *, argon_memory_kib: int | None = None) -> Vault:
        """Read the vault of `profile`. Raises `StoreFault` `no_vault` or `damaged_vault`.

        `argon_memory_kib` fixes the cost of the passphrase, floor included: for tests only.
        """
        try:
            raw = (profile / VAULT).read_bytes()
        except FileNotFoundError:
            raise StoreFault("no_vault") from None
        try:
            content = json.loads(raw)
            if content["format"] > FORMAT:
                raise StoreFault("newer_schema", found=content["format"], known=FORMAT)
            if not hmac.compare_digest(bytes.fromhex(content["digest"]), _digest(content)):
                raise StoreFault("damaged_vault")
            slots = {
                slot["kind"]: Slot(
                    slot["kind"], slot["parameters"], base64.b64decode(slot["nonce"]), base64.b64decode(slot["sealed"])
                )
                for slot in content["slots"]
            }
            return cls(profile, content["id"], bytes.fromhex(content["check"]), slots, argon_memory_kib)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreFault("damaged_vault") from error

    @classmethod
    def create(
        cls,
        profile: Path,
        *,
        passphrase: str | None,
        keyring: KeySlotKeyring | None,
        argon_memory_kib: int | None = None,
    ) -> tuple[Vault, bytes, str]:
        """Make a new data key and its vault; return both and the recovery code, to be shown once.

        Raises `StoreFault("exists")` where there is a vault already, and `no_secret` where neither a passphrase nor a
        keyring is given: the recovery code alone is no daily way in.
        """
        make_folders(profile)
        if (profile / VAULT).exists():
            raise StoreFault("exists")
        if not passphrase and keyring is None:
            raise StoreFault("no_secret")
        data_key = os.urandom(KEY_BYTES)
        vault = cls(profile, os.urandom(16).hex(), Keys(data_key).check, {}, argon_memory_kib)
        if passphrase:
            vault._put(vault._passphrase_slot(data_key, passphrase))
        if keyring is not None:
            vault._put(vault._keyring_slot(data_key, keyring))
        code, slot = vault._recovery_slot(data_key)
        vault._put(slot)
        vault._save()
        return vault, data_key, code

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens this vault."""
        return "passphrase" in self._slots

    @property
    def has_keyring(self) -> bool:
        """Whether the system keyring opens this vault."""
        return "keyring" in self._slots

    def unlock_passphrase(self, passphrase: str) -> bytes:
        """Return the data key. Raises `StoreFault` `wrong_passphrase`, or `weak_vault` for parameters below our floor."""
        slot = self._slots.get("passphrase")
        if slot is None:
            raise StoreFault("wrong_passphrase")
        key = self._open(slot, self._stretch(passphrase, slot.parameters))
        if key is None:
            raise StoreFault("wrong_passphrase")
        return key

    def unlock_recovery(self, code: str) -> bytes:
        """Return the data key. Raises `StoreFault("wrong_recovery_code")`; its `typing` says that the code has a slip."""
        secret = read_code(code)
        slot = self._slots.get("recovery")
        key = self._open(slot, subkey(secret, "recovery", salt=_salt(slot))) if slot else None
        if key is None:
            raise StoreFault("wrong_recovery_code", typing=False)
        return key

    def unlock_keyring(self, keyring: KeySlotKeyring) -> bytes:
        """Return the data key. Raises `StoreFault` `keyring_unavailable` or, where it no longer holds our key, `keyring_lost`."""
        slot = self._slots.get("keyring")
        if slot is None:
            raise StoreFault("keyring_lost")
        secret = keyring.get()
        key = self._open(slot, subkey(secret, "keyring", salt=_salt(slot))) if secret else None
        if key is None:
            raise StoreFault("keyring_lost")
        return key

    def set_passphrase(self, data_key: bytes, new: str | None) -> None:
        """Replace or (None) remove the passphrase. Raises `StoreFault("no_secret")` where nothing else would open the vault."""
        self._recognise(data_key)
        if new:
            self._put(self._passphrase_slot(data_key, new))
        elif not self.has_keyring:
            raise StoreFault("no_secret")
        else:
            self._slots.pop("passphrase", None)
        self._save()

    def set_keyring(self, data_key: bytes, keyring: KeySlotKeyring | None) -> None:
        """Add, renew or (None) remove the keyring's slot. Raises `StoreFault("no_secret")` where nothing else would open."""
        self._recognise(data_key)
        if keyring is not None:
            self._put(self._keyring_slot(data_key, keyring))
        elif not self.has_passphrase:
            raise StoreFault("no_secret")
        else:
            self._slots.pop("keyring", None)
        self._save()

    def new_recovery_code(self, data_key: bytes) -> str:
        """Replace the recovery code; the old one opens nothing from now on."""
        self._recognise(data_key)
        code, slot = self._recovery_slot(data_key)
        self._put(slot)
        self._save()
        return code

    def _recognise(self, data_key: bytes) -> None:
        if not hmac.compare_digest(Keys(data_key).check, self.check):
            raise StoreFault("wrong_key")

    def _put(self, slot: Slot) -> None:
        self._slots[slot.kind] = slot

    def _passphrase_slot(self, data_key: bytes, passphrase: str) -> Slot:
        parameters = {
            "kdf": "argon2id",
            "iterations": FLOOR_ITERATIONS,
            "memory_kib": self._argon_memory_kib or FLOOR_MEMORY_KIB,
            "lanes": LANES,
            "salt": os.urandom(16).hex(),
        }
        if self._argon_memory_kib is None:
            begun = time.perf_counter()
            self._stretch("calibration", parameters)
            taken = time.perf_counter() - begun
            parameters["iterations"] = max(FLOOR_ITERATIONS, math.ceil(FLOOR_ITERATIONS * UNLOCK_SECONDS / taken))
        return self._seal("passphrase", parameters, self._stretch(passphrase, parameters), data_key)

    def _recovery_slot(self, data_key: bytes) -> tuple[str, Slot]:
        secret = secrets.token_bytes(_CODE_BYTES)
        parameters = {"kdf": "hkdf-sha256", "salt": os.urandom(16).hex()}
        key = subkey(secret, "recovery", salt=bytes.fromhex(parameters["salt"]))
        return write_code(secret), self._seal("recovery", parameters, key, data_key)

    def _keyring_slot(self, data_key: bytes, keyring: KeySlotKeyring) -> Slot:
        secret = os.urandom(KEY_BYTES)
        keyring.set(secret)
        if keyring.get() != secret:
            raise StoreFault("keyring_unavailable")
        parameters = {"kdf": "hkdf-sha256", "salt": os.urandom(16).hex()}
        return self._seal(
            "keyring", parameters, subkey(secret, "keyring", salt=bytes.fromhex(parameters["salt"])), data_key
        )

    def _stretch(self, passphrase: str, parameters: dict[str, Any]) -> bytes:
        iterations, memory, lanes = parameters["iterations"], parameters["memory_kib"], parameters["lanes"]
        floor = self._argon_memory_kib or FLOOR_MEMORY_KIB
        if parameters["kdf"] != "argon2id" or not floor <= memory <= _MOST_MEMORY_KIB:
            raise StoreFault("weak_vault")
        if not FLOOR_ITERATIONS <= iterations <= _MOST_ITERATIONS or lanes != LANES:
            raise StoreFault("weak_vault")
        kdf = Argon2id(
            salt=bytes.fromhex(parameters["salt"]),
            length=KEY_BYTES,
            iterations=iterations,
            lanes=lanes,
            memory_cost=memory,
        )
        return kdf.derive(unicodedata.normalize("NFC", passphrase).encode())

    def _context(self, kind: str, parameters: dict[str, Any]) -> bytes:
        return _canonical({"vault": self._id, "kind": kind, "parameters": parameters})

    def _seal(self, kind: str, parameters: dict[str, Any], key: bytes, data_key: bytes) -> Slot:
        nonce = os.urandom(12)
        return Slot(kind, parameters, nonce, AESGCM(key).encrypt(nonce, data_key, self._context(kind, parameters)))

    def _open(self, slot: Slot, key: bytes) -> bytes | None:
        try:
            data_key = AESGCM(key).decrypt(slot.nonce, slot.sealed, self._context(slot.kind, slot.parameters))
        except (InvalidTag, ValueError):
            return None
        self._recognise(data_key)
        return data_key

    def _save(self) -> None:
        content: dict[str, Any] = {
            "format": FORMAT,
            "id": self._id,
            "check": self.check.hex(),
            "slots": [
                {
                    "kind": slot.kind,
                    "parameters": slot.parameters,
                    "nonce": base64.b64encode(slot.nonce).decode(),
                    "sealed": base64.b64encode(slot.sealed).decode(),
                }
                for slot in self._slots.values()
            ],
        }
        content["digest"] = _digest(content).hex()
        try:
            replace_file(self._profile / VAULT, json.dumps(content, indent=1).encode())
        except OSError as error:
            raise StoreFault("disk_full" if is_full(error) else "not_writable") from error


def write_code(secret: bytes) -> str:
    """Return a recovery code of 160 bits with a 40-bit checksum: eight groups of five (Crockford base32)."""
    number = int.from_bytes(secret + _checksum(secret), "big")
    digits = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_CODE_LENGTH)))
    return "-".join(digits[start : start + 5] for start in range(0, _CODE_LENGTH, 5))


def read_code(code: str) -> bytes:
    """Return the 20 bytes of a code however it was typed. Raises `StoreFault("wrong_recovery_code", typing=True)` for a slip."""
    digits = code.upper().translate(_LOOKALIKES)
    if len(digits) != _CODE_LENGTH or any(digit not in _ALPHABET for digit in digits):
        raise StoreFault("wrong_recovery_code", typing=True)
    number = 0
    for digit in digits:
        number = (number << 5) | _ALPHABET.index(digit)
    raw = number.to_bytes(_CODE_BYTES + 5, "big")
    secret, checksum = raw[:_CODE_BYTES], raw[_CODE_BYTES:]
    if not hmac.compare_digest(_checksum(secret), checksum):
        raise StoreFault("wrong_recovery_code", typing=True)
    return secret


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"ecritoire recovery code" + secret).digest()[:5]


def _salt(slot: Slot) -> bytes:
    return bytes.fromhex(slot.parameters["salt"])


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _digest(content: dict[str, Any]) -> bytes:
    return hashlib.sha256(_canonical({name: value for name, value in content.items() if name != "digest"})).digest()
