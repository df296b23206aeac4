"""Memory of all roles together, with everything synchronised: proportional set size, which counts shared pages once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.bench import windows
from tests.bench.measures import Ground, Measure, role_of, with_children


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the PSS of each role: with the list on the screen, then with a letter open in the web engine as well."""
    program = ground.synced
    for state, arguments in (("list", ()), ("list and a letter", ("--read",))):
        with windows.held(program, ground.code(program), *arguments):
            sizes: dict[str, float] = defaultdict(float)
            for process in with_children(program.processes()):
                sizes[role_of(process)] += process.memory_full_info().pss / 1e6
        program.kill()
        for role, size in sorted(sizes.items()):
            yield Measure(f"memory, {state}: {role}", size, "MB PSS")
        yield Measure(f"memory, {state}: together", sum(sizes.values()), "MB PSS", goal="under 400")
