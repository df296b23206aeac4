"""What the engine does with each fault of an operation: one table, read by the outbox."""

from __future__ import annotations

from enum import Enum

from sync.model.faults import (
    AuthNeeded,
    Bug,
    CursorExpired,
    Fault,
    Forbidden,
    Gone,
    Offline,
    Rejected,
    Stale,
    StoreFault,
    Transient,
    Uncertain,
    Unreadable,
    Unsupported,
)


class Treatment(Enum):
    """What becomes of an operation that met a fault."""

    PAUSE = "the operation stays queued; its account waits for the network, the user or room on the disk"
    LATER = "the operation is tried again by itself after a while; the others go on"
    REFUSE = "the operation stays, with the server's words, until the user edits, retries or discards it"
    LOOK = "the engine looks whether it took effect, and asks the user where that cannot be told"
    CONFLICT = "both versions are kept until the user chooses"


TREATMENTS: dict[type[Fault], Treatment] = {
    Offline: Treatment.PAUSE,
    Transient: Treatment.LATER,
    AuthNeeded: Treatment.PAUSE,
    Rejected: Treatment.REFUSE,
    Stale: Treatment.CONFLICT,
    Gone: Treatment.REFUSE,
    CursorExpired: Treatment.LATER,
    Unsupported: Treatment.REFUSE,
    Uncertain: Treatment.LOOK,
    Unreadable: Treatment.REFUSE,
    Forbidden: Treatment.PAUSE,
    StoreFault: Treatment.PAUSE,
    Bug: Treatment.REFUSE,
}

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 900.0


def retry_seconds(fault: Fault, attempts: int) -> float:
    """Return how long to leave an operation alone after so many attempts that failed."""
    told = fault.retry_after if isinstance(fault, Transient) else 0.0
    return told or min(FIRST_RETRY_SECONDS * 2.0 ** min(attempts, 16), LONGEST_RETRY_SECONDS)
