"""Memory of all roles together, with everything synchronised: proportional set size, which counts shared pages once."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.measures import Ground, Measure
from tests.e2e.program import eventually


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the PSS of each role while a follower keeps the engine running, and their sum."""
    program = ground.synced
    follower = program.start("sync")
    try:
        eventually(lambda: any("--role=engine" in process.cmdline() for process in program.processes()), "the engine runs")
        eventually(lambda: program.run("account", "list")[0]["condition"] == "online", "the account is online")
        total = 0.0
        for process in program.processes():
            role = next((word for word in process.cmdline() if word.startswith("--role=")), "command line")
            size = process.memory_full_info().pss / 1e6
            total += size
            yield Measure(f"memory: {role.removeprefix('--role=')}", size, "MB PSS")
        yield Measure("memory: all roles without a window", total, "MB PSS")
    finally:
        follower.terminate()
        follower.wait(30)
