"""Encrypted attachments (specification, "Sending encrypted attachments"): sealed and opened piece by piece."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.encoding import Json, from_base64, section, text, to_base64


@dataclass(frozen=True, slots=True)
class FileKey:
    """What opens an encrypted file, and the proof that it is the right one."""

    key: bytes
    counter: bytes
    sha256: bytes
    url: str = ""

    def write(self) -> Json:
        """Return the `file` object of an event."""
        return {
            "v": "v2",
            "url": self.url,
            "key": {
                "kty": "oct",
                "key_ops": ["encrypt", "decrypt"],
                "alg": "A256CTR",
                "k": to_base64(self.key, url=True),
                "ext": True,
            },
            "iv": to_base64(self.counter),
            "hashes": {"sha256": to_base64(self.sha256)},
        }

    @classmethod
    def read(cls, source: Json) -> FileKey:
        """Return what a `file` object of an event says. Raises `Unreadable("file_key")`."""
        key = section(source, "key")
        try:
            found = cls(
                from_base64(text(key, "k"), url=True),
                from_base64(text(source, "iv")),
                from_base64(text(section(source, "hashes"), "sha256")),
                text(source, "url"),
            )
        except Unreadable as error:
            raise Unreadable("file_key") from error
        right = source.get("v") == "v2" and key.get("alg") == "A256CTR" and key.get("kty") == "oct"
        if not right or (len(found.key), len(found.counter), len(found.sha256)) != (32, 16, 32):
            raise Unreadable("file_key")
        return found


class Sealing:
    """Seals a file: `add` every piece, then ask for the key."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._counter = os.urandom(8) + bytes(8)
        self._cipher = Cipher(algorithms.AES(self._key), modes.CTR(self._counter)).encryptor()
        self._hash = hashlib.sha256()

    def add(self, piece: bytes) -> bytes:
        """Return the next piece, encrypted."""
        sealed = self._cipher.update(piece)
        self._hash.update(sealed)
        return sealed

    def file_key(self, url: str) -> FileKey:
        """Return what opens the file, once all of it was sealed and lies at `url`."""
        return FileKey(self._key, self._counter, self._hash.digest(), url)


class Unsealing:
    """Opens a file: `add` every piece, then `finish`. Nothing may be shown before `finish` said that it is the right file."""

    def __init__(self, key: FileKey) -> None:
        self._expected = key.sha256
        self._cipher = Cipher(algorithms.AES(key.key), modes.CTR(key.counter)).decryptor()
        self._hash = hashlib.sha256()

    def add(self, piece: bytes) -> bytes:
        """Return the next piece, decrypted."""
        self._hash.update(piece)
        return self._cipher.update(piece)

    def finish(self) -> None:
        """Raise `Unreadable("wrong_hash")` where the file is not the one that was sent."""
        if not hmac.compare_digest(self._hash.digest(), self._expected):
            raise Unreadable("wrong_hash")
