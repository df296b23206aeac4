"""The scheduler: work that was stopped in the middle of its pause is done as soon as it may go on."""

from __future__ import annotations

import asyncio
import contextlib

from sync.engine.clock import SystemClock
from sync.engine.scheduler import Wakeable
from sync.model.faults import Fault


async def test_work_stopped_in_its_pause_is_done_again_at_the_next_start() -> None:
    done = asyncio.Event()

    async def work() -> float:
        done.set()
        return 3600.0

    async def failed(fault: Fault) -> None:
        raise AssertionError(fault)

    wakeable = Wakeable(work, failed, SystemClock())
    for _ in range(2):
        done.clear()
        running = asyncio.create_task(wakeable.run())
        await asyncio.wait_for(done.wait(), 5)
        await asyncio.sleep(0)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
