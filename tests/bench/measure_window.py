"""The window: from start to the list on the screen, and how evenly it scrolls, at rest and during a first synchronisation."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.measures import Ground, Measure, percentile
from tests.e2e.program import ROOT, Program

STARTS = 5
SCROLL_SECONDS = 10
FEW = 200


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield cold starts (no role running, the median), then the 99th percentile of the time between frames."""
    moments: dict[str, list[float]] = {"window": [], "list": []}
    for _ in range(STARTS):
        ground.synced.kill()
        begun = time.time()
        seen = _window(ground.synced, ground.code(ground.synced), "--least", str(ground.count))
        for name, found in moments.items():
            found.append(1000 * (seen[name] - begun))
    yield Measure(f"cold start to the window, {ground.count} messages", percentile(moments["window"], 0.5), "ms")
    yield Measure(f"cold start to the list, {ground.count} messages", percentile(moments["list"], 0.5), "ms")
    at_rest = _window(ground.synced, ground.code(ground.synced), "--scroll", str(SCROLL_SECONDS))["intervals"]
    yield Measure("scrolling at rest, p99 between frames", percentile(at_rest, 0.99), "ms")
    ground.synced.kill()
    fresh = ground.fresh("scrolled")
    busy = _window(fresh, ground.code(fresh), "--least", str(FEW), "--scroll", str(SCROLL_SECONDS))["intervals"]
    yield Measure("scrolling during the first synchronisation, p99", percentile(busy, 0.99), "ms")
    late = sum(1 for interval in busy if interval > 33) / len(busy)
    yield Measure("frames later than 33 ms meanwhile", 100 * late, "%")
    fresh.kill()


def _window(program: Program, code: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.window", str(program.profile), code, *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=program.environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found
