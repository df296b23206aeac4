"""One verification between two devices: where it stands and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sync.protocols.matrix.crypto.encoding import Json
from sync.protocols.matrix.crypto.qr import Code
from sync.protocols.matrix.crypto.sas import Comparison, Exchange


class Stage(StrEnum):
    """Where a verification stands."""

    ASKED = "asked"
    """We asked, the other side has to agree."""
    REQUESTED = "requested"
    """The other side asks, the user has to agree."""
    READY = "ready"
    STARTED = "started"
    SCANNED = "scanned"
    """The other side says that it scanned the code here; the user confirms that it shows so."""
    COMPARING = "comparing"
    """The user compares emoji."""
    CONFIRMED = "confirmed"
    """The user said that they are the same; the other side has to."""
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(slots=True, eq=False)
class Verification:
    """One verification. `device` is empty until the other side said from which one it speaks."""

    flow: str
    user: str
    device: str
    room: str
    stage: Stage
    began: float
    ours: bool
    """We asked for it."""
    asked: tuple[str, ...] = ()
    """Devices that the request went to."""
    exchange: Exchange | None = None
    code: str = ""
    """Why it was cancelled (specification, "m.key.verification.cancel")."""
    codes: Json | None = field(default=None, repr=False)
    methods: frozenset[str] = frozenset()
    """What the other side can do."""
    shown: Code | None = None
    """The code that the other side may scan."""
    trusted: bool = False
    """Done, and what was proven is signed for all devices to see."""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.stage in (Stage.DONE, Stage.CANCELLED)

    @property
    def comparison(self) -> Comparison | None:
        """What the user compares, None where it is not the time."""
        agreed = self.exchange is not None and self.exchange.agreed and not self.over
        return self.exchange.comparison() if agreed and self.exchange is not None else None
