"""Clocks that a test sets."""

from __future__ import annotations

from sync.engine.clock import SystemClock


class HandClock(SystemClock):
    """A wall clock that stands where a test puts it (`seconds` since 1970)."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def now_ms(self) -> int:
        return self.seconds * 1000
