"""The encryption of chat: identity, keys, devices and verification."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class ChatSecurity(Frame):
    """Ask how an account's encryption stands → `ChatSecurityAnswer`. Verifications are told of from then on."""

    account: int


class SetUpRecovery(Frame):
    """Make identity, recovery and key backup of an account that has none → `RecoveryCode`, shown once.

    `password` proves once more who the user is; `passphrase` opens the recovery beside the code (empty: the code alone).
    """

    account: int
    password: str
    passphrase: str = ""


class Recover(Frame):
    """Bring identity and history to this machine with the recovery code or passphrase → `Recovered`."""

    account: int
    code: str


class ExportKeys(Frame):
    """Write all room keys to a new file, sealed by a passphrase → `Done`."""

    account: int
    path: str
    passphrase: str


class ImportKeys(Frame):
    """Take the room keys of a file → `Recovered`."""

    account: int
    path: str
    passphrase: str


class Verify(Frame):
    """Ask a person, or one device of theirs, to verify → `Verifying`; `VerificationMoved` follows. With `room`, ask there: it
    is how other programs expect to be asked by somebody else."""

    account: int
    person: str
    device: str = ""
    room: int = 0


class StepVerification(Frame):
    """Go on with a verification: `accept`, `begin`, `confirm`, `differ`, `cancel` → `Done`."""

    account: int
    flow: str
    action: str


class SignOutDevice(Frame):
    """Make the server forget another device of the user; `password` proves once more who they are → `Done`."""

    account: int
    device: str
    password: str


class TrustIn(Frame):
    """Ask what is known of people → `TrustAnswer`."""

    account: int
    people: list[str]


class AcceptIdentity(Frame):
    """The user accepts that a person has another identity than before → `Done`."""

    account: int
    person: str


class OwnDevice(Frame):
    """One of the user's devices, and what is known of it (`sync.model.trust`)."""

    id: str
    name: str
    trust: str
    here: bool
    seen: int = 0
    """Milliseconds since 1970; 0: not known."""


class ChatSecurityAnswer(Frame):
    """Whether there is an identity, whether this device belongs to it, whether keys are backed up, and the user's devices."""

    user: str
    identity: bool
    trusted: bool
    backup: bool
    devices: list[OwnDevice]


class TrustAnswer(Frame):
    """Person → what is known of them (`sync.model.trust`)."""

    people: dict[str, str]


class Recovered(Frame):
    """How many room keys came."""

    keys: int


class Verifying(Frame):
    """The verification that began."""

    flow: str


TrustCommand: TypeAlias = (
    ChatSecurity | SetUpRecovery | Recover | ExportKeys | ImportKeys | Verify | StepVerification | SignOutDevice
    | TrustIn | AcceptIdentity
)  # fmt: skip
TrustReply: TypeAlias = ChatSecurityAnswer | TrustAnswer | Recovered | Verifying
