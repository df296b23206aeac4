"""Pace: how often one account asks its servers over HTTP, so that it stays within what the backend's manifest allows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sync.model.faults import Transient

BURST_SECONDS = 300.0
"""What is not used of the budget is kept for so long: opening the window may ask more at once than an hour's mean."""
PATIENCE = 30.0
"""A request that would have to wait longer, in seconds, is put off instead: whoever asked may do something else."""


class Pace:
    """A budget of requests per hour and at once, shared by all connections of an account, and the server's wish to be left alone.

    Waiting for its turn, a request costs the server nothing.
    """

    def __init__(
        self,
        requests_per_hour: int,
        at_once: int,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._rate = requests_per_hour / 3600
        self._burst = max(1.0, self._rate * BURST_SECONDS)
        self._left = self._burst
        self._room = asyncio.Semaphore(at_once)
        self._now = now
        self._sleep = sleep
        self._counted = now()
        self._not_before = 0.0

    def hold(self, seconds: float) -> None:
        """Leave the server alone for so long, as it asked (429, Retry-After): nothing is sent meanwhile."""
        self._not_before = max(self._not_before, self._now() + seconds)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it for the block.

        Raises `Transient("server_busy")` while the server wants to be left alone, `Transient("budget_spent")` where the wait
        would be long; both say after how many seconds to come back.
        """
        held = self._not_before - self._now()
        if held > 0:
            raise Transient("server_busy", held, host=host)
        async with self._room:
            await self._take(host)
            yield

    async def _take(self, host: str) -> None:
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._counted) * self._rate)
        self._counted = now
        wait = (1 - self._left) / self._rate if self._left < 1 else 0.0
        if wait > PATIENCE:
            raise Transient("budget_spent", wait, host=host)
        self._left -= 1  # those that wait stand in line: the next one waits longer
        if wait:
            await self._sleep(wait)
