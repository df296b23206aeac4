"""At rest, nothing happens: CPU time and wake-ups of each role while the window shows the list and the server is silent."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil

from tests.bench import windows
from tests.bench.measures import Ground, Measure, role_of, with_children

SETTLE_SECONDS = 15
SECONDS = 60


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield milliseconds of CPU and wake-ups a minute, by role."""
    program = ground.synced
    with windows.held(program, ground.code(program)):
        time.sleep(SETTLE_SECONDS)
        processes = with_children(program.processes())
        before = {process.pid: _used(process) for process in processes}
        time.sleep(SECONDS)
        for process in processes:
            processor, wakeups = (now - then for now, then in zip(_used(process), before[process.pid], strict=True))
            role = role_of(process)
            yield Measure(f"at rest: CPU time of {role}", 1000 * processor * 60 / SECONDS, "ms a minute")
            yield Measure(f"  wake-ups of {role}", wakeups * 60 / SECONDS, "a minute")
    program.kill()


def _used(process: psutil.Process) -> tuple[float, int]:
    """Return the CPU seconds of a process and how often its threads gave the processor up to wait."""
    wakeups = 0
    for thread in process.threads():
        with open(f"/proc/{process.pid}/task/{thread.id}/status", encoding="ascii") as status:
            wakeups += next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return sum(process.cpu_times()[:2]), wakeups
