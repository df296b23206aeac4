"""Trust: what can be said of who wrote something, and how well it was protected on its way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.model.ids import RemoteId


class Trust(StrEnum):
    """What is known of the sender of a post or of a person, from best to worst."""

    VERIFIED = "verified"
    """Encrypted, by a device that its owner signed, and the owner was verified by the user."""
    UNVERIFIED = "unverified"
    """Encrypted, by a device that its owner signed; the owner was never verified."""
    UNSIGNED = "unsigned"
    """Encrypted, by a device that its owner did not sign: it may be somebody else's."""
    UNKNOWN = "unknown"
    """Encrypted, but the key came by a detour (backup, file, other device): who wrote it cannot be proven."""
    CHANGED = "changed"
    """The owner's identity is not the one seen or verified before."""
    CLEAR = "clear"
    """Not encrypted."""


@dataclass(frozen=True, slots=True)
class TrustTruth:
    """What is to be said by now of everything in a room that was encrypted with one session. Its item is the room, "|" and it."""

    room: RemoteId
    session: str
    trust: Trust
