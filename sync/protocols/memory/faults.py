"""Trouble that a memory server makes on demand: scripted or random faults, before or after a verb took effect."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from sync.model.faults import Fault, Offline


class Moment(StrEnum):
    """When a fault strikes: before the request took effect, or after it (the answer is lost)."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Strike:
    """One fault to come: at the next call of `verb` ("" any), before or after its effect."""

    verb: str
    moment: Moment
    fault: Fault


@dataclass(slots=True)
class Trouble:
    """What goes wrong, and when. Random trouble is reproducible by its seed."""

    outage: bool = False
    """The server cannot be reached at all."""
    chance: float = 0.0
    """How likely each call is to lose its connection, half of the time after it took effect."""
    seed: int = 0
    script: deque[Strike] = field(default_factory=deque)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311

    def strike(self, verb: str, moment: Moment, fault: Fault) -> None:
        """Let the next call of `verb` meet `fault` at `moment`."""
        self.script.append(Strike(verb, moment, fault))

    def draw(self, verb: str) -> Strike | None:
        """Return what strikes this call of `verb`, None: nothing does."""
        if self.outage:
            return Strike(verb, Moment.BEFORE, Offline("refused"))
        for planned in self.script:
            if planned.verb in ("", verb):
                self.script.remove(planned)
                return planned
        if self._dice.random() < self.chance:
            moment = self._dice.choice((Moment.BEFORE, Moment.AFTER))
            return Strike(verb, moment, Offline("connection_lost"))
        return None

    def end(self) -> None:
        """Let everything work from now on."""
        self.outage = False
        self.chance = 0.0
        self.script.clear()
