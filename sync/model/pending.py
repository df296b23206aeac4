"""How a row that waiting operations make or change is shown, for every service."""

from __future__ import annotations

from enum import StrEnum


class Pending(StrEnum):
    """How a row that the user's operations laid over the truth is shown."""

    NONE = ""
    QUEUED = "queued"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    CONFLICT = "conflict"
    DRAFT = "draft"
    MOVING = "moving"
    """On its way to another drive, and here until it is there."""
