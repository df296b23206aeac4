"""When the engine works for an account: at once for the user, on nudges, by polling with jitter, later after failures."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sync.engine.clock import Clock
from sync.model.faults import AuthNeeded, Fault, Forbidden, StoreFault, Transient

POLL_SECONDS = 300.0
"""Between cycles of an account whose server pushes nothing. With push the cycle is only a safety net."""
POLL_WITH_PUSH_SECONDS = 1740.0
FIRST_RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 900.0
JITTER = 0.2


@dataclass(slots=True)
class BackOff:
    """How long to wait after failures in a row: doubling, with jitter so that clients do not come back all at once."""

    dice: random.Random
    failures: int = 0

    def after(self, fault: Fault) -> float | None:
        """Return the seconds to wait after one more failure; None: time alone will not help, wait for the user."""
        if isinstance(fault, AuthNeeded | Forbidden):
            return None
        self.failures += 1
        if isinstance(fault, Transient) and fault.retry_after:
            return fault.retry_after * self.dice.uniform(1, 1 + JITTER)  # not all of them at the same second
        if isinstance(fault, StoreFault):
            return 60.0
        longest = min(FIRST_RETRY_SECONDS * 2 ** (self.failures - 1), LONGEST_RETRY_SECONDS)
        return spread(self.dice, longest)

    def reset(self) -> None:
        """Forget the failures: something worked."""
        self.failures = 0


def spread(dice: random.Random, seconds: float) -> float:
    """Return `seconds`, a little more or less."""
    return seconds * dice.uniform(1 - JITTER, 1 + JITTER)


class Wakeable:
    """A piece of work done again and again: when woken, when its time has come, or after a failure.

    `work` returns the seconds until it should run again by itself (None: only when woken).
    """

    def __init__(
        self,
        work: Callable[[], Awaitable[float | None]],
        failed: Callable[[Fault], Awaitable[None]],
        clock: Clock,
        dice: random.Random | None = None,
    ) -> None:
        self._work = work
        self._failed = failed
        self._clock = clock
        self._back_off = BackOff(dice or random.Random())  # noqa: S311
        self._woken = asyncio.Event()
        self._working = False

    @property
    def busy(self) -> bool:
        """Whether it works, or is about to."""
        return self._working or self._woken.is_set()

    def wake(self, *, patiently: bool = False) -> None:
        """Work at once, even in the middle of a back-off; with `patiently` not before the back-off is over."""
        if patiently and self._back_off.failures:
            return
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled, at once to begin with: what was cut off by the last stop is still to be done."""
        self._woken.set()
        while True:
            await self._woken.wait()
            self._woken.clear()
            pause = await self._once()
            if pause is not None:
                await self._pause(pause)

    async def _once(self) -> float | None:
        """Work, and return the seconds until the next time."""
        self._working = True
        try:
            pause = await self._work()
        except Fault as fault:
            await self._failed(fault)
            return self._back_off.after(fault)
        finally:
            self._working = False
        self._back_off.reset()
        return pause

    async def _pause(self, seconds: float) -> None:
        """Wait until woken or until the time is over, whichever comes first; then be woken."""
        timer = asyncio.ensure_future(self._clock.sleep(seconds))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({timer, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in (timer, woken):
                waiting.cancel()
            await asyncio.gather(timer, woken, return_exceptions=True)
        self._woken.set()
