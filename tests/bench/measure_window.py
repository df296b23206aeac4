"""The window: from start to the list on the screen, the same at a first sign-in, and how evenly the list scrolls."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.bench import windows
from tests.bench.engine import SCREENFUL
from tests.bench.measures import ALICE, Ground, Measure, percentile
from tests.servers.dovecot import PASSWORDS

STARTS = 5
SCROLL_SECONDS = 10


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield cold starts (no role running; files in the system's cache), the first rows after signing in, and frames."""
    moments: dict[str, list[float]] = {"window": [], "list": [], "complete": []}
    processor = []
    for _ in range(STARTS):
        ground.synced.kill()
        begun = time.time()
        seen = windows.seen(ground.synced, ground.code(ground.synced))
        for name, found in moments.items():
            found.append(1000 * (seen[name] - begun))
        processor.append(1000 * seen["list_processor"])
    ground.synced.kill()
    within = f"cold start, {ground.count} messages:"
    yield Measure(f"{within} window on the screen", median(moments["window"]), "ms")
    yield Measure(f"{within} first list on the screen", median(moments["list"]), "ms", goal="under 1000")
    yield Measure("  CPU time of the window until then", median(processor), "ms")
    yield Measure(f"{within} every row of it known", median(moments["complete"]), "ms")
    yield from _first_rows(ground)
    at_rest = windows.seen(ground.synced, ground.code(ground.synced), "--scroll", str(SCROLL_SECONDS))
    ground.synced.kill()
    yield from _frames("scrolling at rest", at_rest)
    yield from _frames("scrolling while all that synchronises", _signed_in(ground, "scrolled", "--scroll", str(SCROLL_SECONDS)))


def _frames(what: str, seen: dict[str, Any]) -> Iterator[Measure]:
    frames: list[dict[str, float]] = seen["frames"]
    between = [one["between"] for one in frames]
    yield Measure(f"{what}, p99 between frames", percentile(between, 0.99), "ms", goal="at most 20")
    alone = [one["between"] - one["waiting"] for one in frames]
    yield Measure("  without waiting for a processor that others had, p99", percentile(alone, 0.99), "ms", goal="at most 20")
    yield Measure("  CPU time of a frame, p99", percentile([one["processor"] for one in frames], 0.99), "ms")
    yield Measure("  frames later than 33 ms", 100 * sum(one > 33 for one in between) / len(between), "%")


def _first_rows(ground: Ground) -> Iterator[Measure]:
    """Yield the time from the command that adds an account, once its password was checked, to a list of so many rows, painted."""
    taken = []
    for turn in range(ground.rounds):
        seen = _signed_in(ground, f"signed-in-{turn}")
        taken.append(1000 * (seen["list"] - seen["signing_in"]))
    yield Measure(f"first {SCREENFUL} rows on the screen after signing in", median(taken), "ms", goal="within 500")


def _signed_in(ground: Ground, name: str, *arguments: str) -> dict[str, Any]:
    """Sign in from a window with a new store, wait for a screenful of rows, and return what was seen."""
    program, server = ground.empty(name), ground.dovecot
    account = (ALICE, PASSWORDS[ALICE], str(server.imaps), str(server.authority.trust))
    seen = windows.seen(
        program, ground.code(program), "--sign-in", *account, "--least", str(min(SCREENFUL, ground.count // 2)), *arguments
    )
    program.kill()
    return seen
