"""Operations of every service, blobs, and what is safely on disk."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame


class Intend(Frame):
    """Put an operation into the outbox: acknowledged once it is on disk → `Done`. Repeating the same id is harmless."""

    id: str
    account: int
    kind: str
    intention: bytes
    """JSON of the intention (`sync.serial`)."""
    not_before: int = 0


class KeepFile(Frame):
    """Keep bytes as a blob, in pieces of at most 4 MiB: the same `ticket` continues; `last` ends it → `Kept`."""

    ticket: str
    data: bytes
    last: bool


class CancelOperation(Frame):
    """Take a queued operation back (undo), or stop a large file on its way. Fails with `Rejected("already_running")` when it
    is too late."""

    id: str


class RetryOperation(Frame):
    """Try a refused or waiting operation again now. For an uncertain one: the person says that it did not take effect."""

    id: str


class SettleOperation(Frame):
    """The person says that an uncertain operation did take effect."""

    id: str


class DiscardOperation(Frame):
    """Give a refused, uncertain or waiting operation up."""

    id: str


class Resolve(Frame):
    """End a conflict. Merging a file: `made` is the blob that the person made of both sides, `over` the revision of theirs
    that they saw."""

    conflict: int
    resolution: str
    made: bytes = b""
    over: str = ""


class OpenConflict(Frame):
    """What two people made of the same item → `ConflictAnswer`."""

    conflict: int


class KeepPath(Frame):
    """Copy a file of this machine into the store as a blob → `Kept`."""

    path: str


class Done(Frame):
    """It is done, or safely on disk."""


class Kept(Frame):
    """A blob: its name and size; of a file of a drive, the revision that it is the content of ("" : it waits to be uploaded)."""

    blob: bytes
    size: int
    revision: str = ""


class Saved(Frame):
    """Safely in the outbox: the operations, and the local ids of the items that they are about."""

    operations: list[str]
    items: list[int]


class ConflictAnswer(Frame):
    """JSON of the `Entry`, `Card` or `FileTruth` of each side, empty where there is none: `base` is what both began with."""

    base: bytes
    mine: bytes
    theirs: bytes


OutboxCommand: TypeAlias = (
    Intend | KeepFile | CancelOperation | RetryOperation | SettleOperation | DiscardOperation | Resolve
    | OpenConflict | KeepPath
)  # fmt: skip
OutboxReply: TypeAlias = Done | Kept | Saved | ConflictAnswer
