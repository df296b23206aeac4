"""Time as the engine sees it: replaceable in tests, and able to tell that the machine slept."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Where the engine takes the time from."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970."""

    def monotonic(self) -> float:
        """Return seconds that never jump; they stand still while the machine sleeps."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's clocks."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class Jumps:
    """Tells whether the wall clock ran ahead of the monotonic one since the last look: the machine slept, or was set."""

    TOLERANCE = 20.0

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall, self._steady = clock.now_ms(), clock.monotonic()

    def happened(self) -> bool:
        """Return whether the clocks drifted apart by more than `TOLERANCE` seconds since the last call."""
        wall, steady = self._clock.now_ms(), self._clock.monotonic()
        drift = (wall - self._wall) / 1000 - (steady - self._steady)
        self._wall, self._steady = wall, steady
        return abs(drift) > self.TOLERANCE
