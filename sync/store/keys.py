"""The keys of a store: one random data key, and a subkey of it for each use (HKDF-SHA256, RFC 5869)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def subkey(secret: bytes, use: str, *, salt: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """Return `length` bytes derived from `secret` for one `use` (HKDF-SHA256); different uses are independent."""
    return HKDF(SHA256(), length, salt or None, b"ecritoire/1/" + use.encode()).derive(secret)


@dataclass(frozen=True)
class Keys:
    """The data key and what is derived from it. Never logged: `repr` hides it."""

    data_key: bytes = field(repr=False)

    @cached_property
    def store(self) -> bytes:
        """Raw SQLCipher key of `store.db`."""
        return subkey(self.data_key, "store")

    @cached_property
    def search(self) -> bytes:
        """Raw SQLCipher key of `search.db`."""
        return subkey(self.data_key, "search")

    @cached_property
    def blob(self) -> bytes:
        """AES-256-GCM key of pack records; keys of large files derive from it."""
        return subkey(self.data_key, "blob")

    @cached_property
    def name(self) -> bytes:
        """BLAKE2b key with which blobs are named."""
        return subkey(self.data_key, "name")

    @cached_property
    def check(self) -> bytes:
        """Public value that tells a wrong key from a damaged database; kept in the vault."""
        return subkey(self.data_key, "check", length=16)
