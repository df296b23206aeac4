"""Secrets and key files sealed with AES-CTR and HMAC-SHA-256, as secret storage and key export both write them."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.model.faults import Rejected, Unreadable
from sync.protocols.matrix.crypto.encoding import Json, from_base64, text, to_base64
from sync.protocols.matrix.crypto.group_in import ExportedKey

_HEAD = "-----BEGIN MEGOLM SESSION DATA-----"
_FOOT = "-----END MEGOLM SESSION DATA-----"
_ROUNDS = 500_000
_MOST_ROUNDS = 10_000_000
_LARGEST_FILE = 512 * 1024 * 1024
_NO_SALT = bytes(32)


def aes_ctr(key: bytes, counter: bytes, plain: bytes) -> bytes:
    """Encrypt or decrypt with AES-256 in counter mode."""
    cipher = Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
    return cipher.update(plain) + cipher.finalize()


def new_counter() -> bytes:
    """Return a random counter block with bit 63 clear, which some implementations of AES-CTR need."""
    counter = bytearray(os.urandom(16))
    counter[8] &= 0x7F
    return bytes(counter)


# --- secrets (specification, "m.secret_storage.v1.aes-hmac-sha2") ---


def seal(key: bytes, name: str, secret: bytes, counter: bytes | None = None) -> Json:
    """Return the sealed form of the secret called `name`."""
    aes_key, mac_key = _derived(key, name)
    counter = counter or new_counter()
    ciphertext = aes_ctr(aes_key, counter, secret)
    mac = hmac.digest(mac_key, ciphertext, "sha256")
    return {"iv": to_base64(counter), "ciphertext": to_base64(ciphertext), "mac": to_base64(mac)}


def unseal(key: bytes, name: str, sealed: Json) -> bytes:
    """Return a secret. Raises `Rejected("wrong_recovery_key")` where the key is another or the secret was altered."""
    aes_key, mac_key = _derived(key, name)
    ciphertext, counter = from_base64(text(sealed, "ciphertext")), from_base64(text(sealed, "iv"))
    if len(counter) != 16:
        raise Unreadable("secret")
    if not hmac.compare_digest(hmac.digest(mac_key, ciphertext, "sha256"), from_base64(text(sealed, "mac"))):
        raise Rejected("wrong_recovery_key")
    return aes_ctr(aes_key, counter, ciphertext)


def _derived(key: bytes, name: str) -> tuple[bytes, bytes]:
    derived = HKDF(SHA256(), 64, _NO_SALT, name.encode()).derive(key)
    return derived[:32], derived[32:]


# --- key files (specification, "Key exports") ---


def write_key_file(keys: Iterable[ExportedKey], passphrase: str, rounds: int = _ROUNDS) -> str:
    """Return the text of a file with room keys, sealed by a passphrase. Slow on purpose: call it off the loop."""
    listed = [
        {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": key.room,
            "session_id": key.session,
            "session_key": key.key,
            "sender_key": key.curve25519,
            "sender_claimed_keys": {"ed25519": key.ed25519},
            "forwarding_curve25519_key_chain": [],
        }
        for key in keys
    ]
    salt, counter = os.urandom(16), new_counter()
    aes_key, mac_key = _stretched(passphrase, salt, rounds)
    body = b"\x01" + salt + counter + rounds.to_bytes(4, "big") + aes_ctr(aes_key, counter, json.dumps(listed).encode())
    whole = to_base64(body + hmac.digest(mac_key, body, "sha256"))
    lines = (whole[start : start + 76] for start in range(0, len(whole), 76))
    return "\n".join((_HEAD, *lines, _FOOT)) + "\n"


def read_key_file(written: str, passphrase: str) -> list[ExportedKey]:
    """Return the room keys in a file. Slow on purpose: call it off the loop. Faults as for `open_key_file`."""
    try:
        listed = json.loads(open_key_file(written, passphrase))
    except (ValueError, RecursionError) as error:
        raise Unreadable("key_file") from error
    return [key for one in listed if (key := read_exported(one)) is not None] if isinstance(listed, list) else []


def open_key_file(written: str, passphrase: str) -> bytes:
    """Return what a file holds. Raises `Unreadable("key_file")`, `Rejected("wrong_passphrase")`."""
    if len(written) > _LARGEST_FILE:
        raise Unreadable("key_file")
    lines = [line.strip() for line in written.strip().splitlines()]
    if len(lines) < 3 or lines[0] != _HEAD or lines[-1] != _FOOT:
        raise Unreadable("key_file")
    try:
        whole = from_base64("".join(lines[1:-1]))
    except Unreadable as error:
        raise Unreadable("key_file") from error
    body, mac = whole[:-32], whole[-32:]
    rounds = int.from_bytes(body[33:37], "big")
    if len(body) < 37 or body[0] != 1 or not 0 < rounds <= _MOST_ROUNDS:
        raise Unreadable("key_file")
    aes_key, mac_key = _stretched(passphrase, body[1:17], rounds)
    if not hmac.compare_digest(hmac.digest(mac_key, body, "sha256"), mac):
        raise Rejected("wrong_passphrase")
    return aes_ctr(aes_key, body[17:33], body[37:])


def read_exported(source: object, room: str = "", session: str = "") -> ExportedKey | None:
    """Return the key in an exported session object (a file, the backup, a forwarded key); None where it is not whole."""
    if text(source, "algorithm") != "m.megolm.v1.aes-sha2" or not isinstance(source, dict):
        return None
    claimed = source.get("sender_claimed_keys")
    key = ExportedKey(
        room or text(source, "room_id"),
        session or text(source, "session_id"),
        text(source, "session_key"),
        text(source, "sender_key"),
        text(claimed, "ed25519"),
        source.get("org.matrix.msc3061.shared_history") is True,
    )
    return key if key.room and key.session and key.key else None


def _stretched(passphrase: str, salt: bytes, rounds: int) -> tuple[bytes, bytes]:
    derived = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, rounds, 64)
    return derived[:32], derived[32:]
