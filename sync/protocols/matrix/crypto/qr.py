"""The code that another device scans to verify this one (specification, "QR codes")."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.devices import Device, Identity
from sync.protocols.matrix.crypto.encoding import from_base64

SHOW, SCAN, RECIPROCATE = "m.qr_code.show.v1", "m.qr_code.scan.v1", "m.reciprocate.v1"
_HEAD = b"MATRIX\x02"
_SECRET = 16
_LONGEST_FLOW = 0xFFFF


class Mode(IntEnum):
    """Who shows the code to whom."""

    PERSON = 0
    """Two people, each with an identity that their own device trusts."""
    TRUSTING = 1
    """This device trusts the user's identity, the other one of the user is to join it."""
    JOINING = 2
    """The other way round."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that is shown. Whoever scans it proves that by its `secret`, having compared both keys with what it knows."""

    mode: Mode
    flow: str
    first: str
    second: str
    """Public keys (base64): what this side is, and what it takes the other side for."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(_SECRET), repr=False)

    @property
    def octets(self) -> bytes:
        """What the code says."""
        flow = self.flow.encode()
        return b"".join(
            [
                _HEAD, bytes([self.mode]), len(flow).to_bytes(2, "big"), flow, from_base64(self.first), from_base64(self.second),
                self.secret,
            ]
        )  # fmt: skip

    def scanned(self, secret: object) -> bool:
        """Whether somebody who says this secret has seen the code."""
        try:
            return hmac.compare_digest(from_base64(secret), self.secret)
        except Unreadable:
            return False


def code_for(
    flow: str, own: str, mine: Identity | None, other: Device, theirs: Identity | None, *, trusted: bool
) -> Code | None:
    """Return the code to show to a device; None where the keys for it are not there.

    `own` is this device's signing key, `trusted` whether the user's identity is known here to be right.
    """
    if len(flow.encode()) > _LONGEST_FLOW or mine is None:
        return None
    if other.user != mine.user:
        if theirs is None or not trusted:
            return None
        return Code(Mode.PERSON, flow, mine.master_key, theirs.master_key)
    if trusted:
        return Code(Mode.TRUSTING, flow, mine.master_key, other.ed25519)
    return Code(Mode.JOINING, flow, own, mine.master_key)
