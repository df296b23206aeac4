"""Signed JSON (appendices, "Signing JSON"), and the Ed25519 keys of cross-signing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.encoding import Json, canonical, from_base64, section, to_base64

Sign: TypeAlias = Callable[[bytes], str]
"""Signs bytes and returns the signature in unpadded base64."""

_UNSIGNED = frozenset({"signatures", "unsigned"})


def signed(value: Json, user: str, key_id: str, sign: Sign) -> Json:
    """Return `value` with one more signature, by the key `key_id` ("ed25519:…") of `user`."""
    signature = sign(_signed_part(value))
    signatures = {who: dict(theirs) for who, theirs in section(value, "signatures").items() if isinstance(theirs, dict)}
    signatures.setdefault(user, {})[key_id] = signature
    return {**value, "signatures": signatures}


def is_signed(value: Json, user: str, key_id: str, key: str) -> bool:
    """Whether `value` carries a right signature of `user` by `key_id`, whose public key is `key` (base64)."""
    signature = section(value, "signatures", user).get(key_id)
    try:
        Ed25519PublicKey.from_public_bytes(from_base64(key)).verify(from_base64(signature), _signed_part(value))
    except (InvalidSignature, Unreadable, ValueError):
        return False
    return True


def _signed_part(value: Json) -> bytes:
    return canonical({name: inner for name, inner in value.items() if name not in _UNSIGNED})


class SigningKey:
    """A private Ed25519 key of cross-signing. `repr` hides it."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = to_base64(self._key.public_key().public_bytes_raw())

    @classmethod
    def make(cls) -> SigningKey:
        """Return a new key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_secret(cls, secret: str) -> SigningKey:
        """Return the key of a base64 seed. Raises `Unreadable("not_a_key")`."""
        seed = from_base64(secret)
        if len(seed) != 32:
            raise Unreadable("not_a_key")
        return cls(seed)

    @property
    def secret(self) -> str:
        """The seed in base64, for secret storage alone."""
        return to_base64(self._key.private_bytes_raw())

    @property
    def key_id(self) -> str:
        """The key's name: cross-signing keys are named by themselves."""
        return f"ed25519:{self.public}"

    def sign(self, raw: bytes) -> str:
        """Return the signature of `raw` in base64."""
        return to_base64(self._key.sign(raw))

    def __repr__(self) -> str:
        return f"SigningKey({self.public})"
