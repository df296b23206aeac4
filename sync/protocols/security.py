"""What a protocol with end-to-end encryption offers besides the five verbs: recovery, trust, verification, key files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sync.model.changes import Change
from sync.model.trust import Trust


@dataclass(frozen=True, slots=True)
class OwnDeviceState:
    """One of the user's devices."""

    id: str
    name: str
    trust: Trust
    here: bool
    seen: int = 0
    """Milliseconds since 1970 when the server last heard of it; 0: it does not say."""


@dataclass(frozen=True, slots=True)
class SecurityState:
    """How the user's encryption stands on this device."""

    user: str
    identity: bool
    """The user has an identity, made on some device."""
    trusted: bool
    """This device belongs to it: it was made here, recovered, or verified."""
    backup: bool
    """Keys go to the backup from here."""
    devices: tuple[OwnDeviceState, ...]


@dataclass(frozen=True, slots=True)
class VerificationState:
    """A verification under way. `emoji` (places in the specification's table) and `numbers` are what both sides compare."""

    flow: str
    person: str
    device: str
    stage: str
    ours: bool
    emoji: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    code: str = ""
    trusted: bool = False
    qr: bytes = b""
    """What the other side may scan instead of comparing."""


class Security(ABC):
    """Encryption of one account on this device. Raises the faults of the protocol."""

    @abstractmethod
    async def state(self) -> SecurityState:
        """Return how things stand, freshly asked for."""

    @abstractmethod
    async def set_up(self, password: str, passphrase: str) -> str:
        """Make identity, recovery and backup; return the recovery code. Raises `Rejected("identity_exists")`."""

    @abstractmethod
    async def recover(self, code: str) -> tuple[int, Sequence[Change]]:
        """Bring everything back with the recovery code or passphrase; return how many keys came, and posts opened by them."""

    @abstractmethod
    async def export_keys(self, passphrase: str) -> str:
        """Return a file with all room keys, sealed by a passphrase."""

    @abstractmethod
    async def import_keys(self, written: str, passphrase: str) -> tuple[int, Sequence[Change]]:
        """Take the room keys of a file; return how many were new, and posts opened by them."""

    @abstractmethod
    async def verify(self, person: str, device: str, room: str = "") -> str:
        """Ask a person (or one device of theirs), in a room or device to device, to verify; return the flow."""

    @abstractmethod
    async def step(self, flow: str, action: str) -> None:
        """Go on with a verification: "accept", "begin", "confirm", "differ", "cancel". Raises `Gone("verification")`."""

    @abstractmethod
    async def judged(self) -> Sequence[Change]:
        """Return what is to be said anew of older posts, as trust in people changed since this was asked last."""

    @abstractmethod
    def verifications(self) -> Sequence[VerificationState]:
        """Return the verifications under way, oldest first."""

    @abstractmethod
    def listen(self, moved: Callable[[VerificationState], None]) -> None:
        """Call `moved` whenever a verification moves."""

    @abstractmethod
    async def sign_out(self, device: str, password: str) -> None:
        """Make the server forget another device of the user. Raises `AuthNeeded("wrong_password")`, and
        `Rejected("proof_by_browser")` where only a page of the organisation can prove who the user is."""

    @abstractmethod
    async def trust_in(self, people: Sequence[str]) -> Mapping[str, Trust]:
        """Return what is known of people, freshly asked for where it may have changed."""

    @abstractmethod
    async def accept_identity(self, person: str) -> None:
        """The user accepts that a person has another identity than before."""


class Secured(ABC):
    """A protocol that has `Security`."""

    @abstractmethod
    async def security(self) -> Security:
        """Return the security of this account."""
