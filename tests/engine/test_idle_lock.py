"""Locking after a time without use: on the minute, and without looking at the clock all the time."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.engine.clock import SystemClock
from sync.rpc import messages as m
from tests.engine.ground import PASSPHRASE, make_engine, until


class FastClock(SystemClock):
    """An hour of waiting passes at once, and is counted."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits = 0

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.waits += 1
        await asyncio.sleep(0)


async def test_the_store_locks_after_the_minutes_that_were_chosen_and_few_looks(tmp_path: Path) -> None:
    clock = FastClock()
    engine = make_engine(tmp_path / "profile", clock=clock)
    locked: list[tuple[float, int]] = []
    engine.subscribe(lambda notice: locked.append((clock.time, clock.waits)) if isinstance(notice, m.Locked) else None)
    await engine.answer(m.CreateStore(PASSPHRASE, False))
    await engine.answer(m.ChangeSetting("lock_after_minutes", "30"))
    await engine.start()
    try:
        await until(lambda: bool(locked))
        assert locked == [(30 * 60, 30)]
        assert not engine.unlocked
    finally:
        await engine.stop()
