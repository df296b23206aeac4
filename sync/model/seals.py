"""Seals: how a letter is signed and encrypted (S/MIME, OpenPGP), and what can be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """How letters are sealed."""

    SMIME = "smime"
    PGP = "pgp"


class Step(StrEnum):
    """What has to be done next to read a sealed letter."""

    VERIFY = "verify"
    DECRYPT = "decrypt"


class Standing(StrEnum):
    """What is known of a signature, from best to worst."""

    TRUSTED = "trusted"
    """Intact, by a key of the sender that an authority (or the user) vouches for."""
    OTHER_ADDRESS = "other_address"
    """Intact and vouched for, but the key names another address than the sender's."""
    EXPIRED = "expired"
    """Intact; the certificate was vouched for and is no longer, or not yet, valid."""
    UNTRUSTED = "untrusted"
    """Intact; nobody who is trusted vouches for the key."""
    WEAK = "weak"
    """Made with a method that can be forged today (MD5, SHA-1)."""
    UNKNOWN_KEY = "unknown_key"
    """The key that it was made with is not known here: nothing can be said."""
    UNREADABLE = "unreadable"
    """Not understood: nothing can be said."""
    BROKEN = "broken"
    """The letter is not the one that was signed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. Moments are seconds since 1970, 0 where unknown; `certificate` is the signer's, in DER (S/MIME)."""

    standing: Standing
    name: str = ""
    addresses: tuple[str, ...] = ()
    issuer: str = ""
    signed_at: int = 0
    not_before: int = 0
    not_after: int = 0
    fingerprint: str = ""
    certificate: bytes = b""


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom the key of an encrypted letter was wrapped, and how.

    A certificate is named by issuer and serial number or by its key identifier, an OpenPGP key by its key id in `key_id`.
    `wrap` is `rsa`, `rsa-oaep` (with `digest`) or empty where the way is unknown.
    """

    key_id: bytes = b""
    issuer: bytes = b""
    serial: int = 0
    wrap: str = ""
    digest: str = ""
    wrapped: bytes = b""


@dataclass(frozen=True, slots=True)
class Layer:
    """The outermost seal of a letter."""

    scheme: Scheme
    step: Step
    sender: str = ""
    """The address that the message says it is from."""
    beside: bool = False
    """Whether a signature lies beside the text, which can be read without it."""
    recipients: tuple[Recipient, ...] = ()
    cipher: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter without its outermost seal: a whole message again, and the signatures that were on it."""

    message: bytes
    signatures: tuple[Signature, ...] = ()
    protected: bool = False
    """Whether header fields came from under the seal (RFC 9788)."""
    offered: tuple[Signature, ...] = ()
    """Certificates that came along and are vouched for, by which letters can be encrypted for their owners."""


NOT_OPENED = "not_opened"
"""The `fault` of a seal that nobody has looked under yet."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the reader says of a sealed letter. `fault` is why it could not be opened or judged; empty where it was."""

    scheme: Scheme
    encrypted: bool = False
    cipher: str = ""
    signatures: tuple[Signature, ...] = ()
    protected: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key or certificate that is kept: one's own where `own`, else a correspondent's."""

    id: int
    scheme: Scheme
    fingerprint: str
    name: str
    addresses: tuple[str, ...]
    issuer: str
    not_before: int
    not_after: int
    own: bool
    trusted: bool
    elsewhere: bool = False
    """Whether its secret is not kept here: on a card, or by GnuPG."""
