"""The recovery key: 32 bytes that open secret storage, written for people or stretched from a passphrase.

Specification: "Key representation" and "Deriving keys from passphrases".
"""

from __future__ import annotations

import hashlib
import os
from functools import reduce
from operator import xor

from sync.model.faults import Rejected, Unreadable
from sync.protocols.matrix.crypto.encoding import Json, section, text

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PREFIX = b"\x8b\x01"
_ROUNDS = 500_000
_MOST_ROUNDS = 10_000_000


def new_recovery_key() -> bytes:
    """Return a new random key."""
    return os.urandom(32)


def write_recovery_key(key: bytes) -> str:
    """Return a key in groups of four letters, as it is printed and typed."""
    body = _PREFIX + key
    number = int.from_bytes(body + bytes([reduce(xor, body)]), "big")
    letters = ""
    while number:
        number, digit = divmod(number, 58)
        letters = _ALPHABET[digit] + letters
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_recovery_key(written: str) -> bytes:
    """Return the key that somebody typed, however grouped. Raises `Rejected("not_a_recovery_key")`."""
    letters = "".join(written.split())
    number = 0
    for letter in letters:
        digit = _ALPHABET.find(letter)
        if digit < 0:
            raise Rejected("not_a_recovery_key")
        number = number * 58 + digit
    if not letters or number.bit_length() > 35 * 8:
        raise Rejected("not_a_recovery_key")
    body = number.to_bytes(35, "big")
    if body[:2] != _PREFIX or reduce(xor, body) != 0:
        raise Rejected("not_a_recovery_key")
    return body[2:34]


def passphrase_parameters() -> Json:
    """Return fresh parameters for stretching a passphrase."""
    letters = os.urandom(32)
    salt = "".join(_ALPHABET[byte % 58] for byte in letters)
    return {"algorithm": "m.pbkdf2", "salt": salt, "iterations": _ROUNDS, "bits": 256}


def stretch_passphrase(passphrase: str, parameters: Json) -> bytes:
    """Return the key of a passphrase. Slow on purpose: call it off the loop. Raises `Unreadable("passphrase_parameters")`."""
    rounds, bits = parameters.get("iterations"), parameters.get("bits", 256)
    if (
        parameters.get("algorithm") != "m.pbkdf2"
        or not isinstance(rounds, int)
        or not 0 < rounds <= _MOST_ROUNDS
        or bits != 256
    ):
        raise Unreadable("passphrase_parameters")
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), text(parameters, "salt").encode(), rounds, 32)


def passphrase_of(description: Json) -> Json | None:
    """Return how a secret-storage key is stretched from a passphrase, None where it is not."""
    return section(description, "passphrase") or None
