"""Keys for signing and encrypting letters, and what the parser does with sealed ones."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class TakeKeys(Frame):
    """Keep the keys of a file (PKCS#12, certificates in PEM or DER, OpenPGP) → `KeysKept`. Importing somebody's key says
    that one trusts it."""

    content: bytes
    passphrase: str = ""


class LookForKeys(Frame):
    """Read which OpenPGP keys the GnuPG of this computer knows → `Done`."""


class RemoveKey(Frame):
    """Forget a key → `Done`. Letters that were encrypted for it alone cannot be read any more."""

    key: int


class TrustKey(Frame):
    """Trust somebody's key, or no longer → `Done`."""

    key: int
    trusted: bool


class GiveKey(Frame):
    """A key as a file → `KeyFile`: with the secret where a `passphrase` protects it, else what others may have."""

    key: int
    passphrase: str = ""


class KeysKept(Frame):
    """Which keys were in a file (ids), and how many of them are one's own."""

    keys: list[int]
    own: int


class KeyFile(Frame):
    """A key as a file."""

    name: str
    content: bytes


class Unseal(Frame):
    """One step of opening a sealed message (`sync.parse.seals.unsealed`) → `Parsed` with JSON of its result, or b""."""

    step: str
    message: bytes
    keys: list[bytes]
    now: int


SealCommand: TypeAlias = TakeKeys | LookForKeys | RemoveKey | TrustKey | GiveKey
SealReply: TypeAlias = KeysKept | KeyFile
