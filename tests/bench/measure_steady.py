"""Memory in the long run: a letter arrives and a cycle runs, over and over; engine and parser must not grow."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from sync.rpc.messages import Rest, SyncNow
from tests.bench.engine import started
from tests.bench.measures import BOB, HOUR, Ground, Measure
from tests.servers.letters import letter

FEW, MANY = 50, 400


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the PSS of engine and parser together after few rounds and after many."""
    few, many = asyncio.run(_sizes(ground))
    yield Measure(f"memory of engine and parser after {FEW} letters", few, "MB PSS")
    yield Measure(f"  after {MANY} letters", many, "MB PSS")
    yield Measure("  growth for each letter", 1000 * (many - few) / (MANY - FEW), "KB", goal="near 0")


async def _sizes(ground: Ground) -> tuple[float, float]:
    program = ground.fresh("steady", BOB)
    client, _ = await started(program, ground.code(program))
    await client.ask(Rest(), HOUR)
    sizes: list[float] = []
    for number in range(MANY):
        await asyncio.to_thread(ground.dovecot.deliver, BOB, letter(10_000_000 + number))
        await client.ask(SyncNow())
        await client.ask(Rest(), HOUR)
        if number + 1 in (FEW, MANY):
            sizes.append(sum(process.memory_full_info().pss for process in program.processes()) / 1e6)
    await client.close()
    program.kill()
    return sizes[0], sizes[1]
