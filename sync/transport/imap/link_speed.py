"""Whether the link to a server is slow, from what comes in anyway: nothing is sent to find out."""

from __future__ import annotations

from typing import Final

LEAST: Final = 256 * 1024
"""Octets that have to come in before anything is said of the link."""
SLOW: Final = 1024 * 1024
"""Octets a second under which a link is slow. Servers compress some thirty times as fast."""
_REST: Final = 0.25
"""A longer silence, in seconds, is nobody's question or a server that thinks: it tells nothing of the link."""


class LinkSpeed:
    """Looks at octets as they come in, one stretch of `LEAST` after the other."""

    def __init__(self) -> None:
        self.slow = False
        """What the last whole stretch said."""
        self._octets, self._seconds, self._last = 0, 0.0, 0.0

    def heard(self, octets: int, now: float) -> None:
        """So many octets came in at `now`, in seconds of any clock."""
        waited, self._last = now - self._last, now
        if waited > _REST:
            return
        self._octets += octets
        self._seconds += waited
        if self._octets >= LEAST:
            self.slow = self._octets < SLOW * self._seconds
            self._octets, self._seconds = 0, 0.0
