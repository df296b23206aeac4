"""A million messages in one store: list, search, start, memory and size, beside a tenth of them filled in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sync.model.ids import AccountId
from sync.store.keys import Keys
from sync.store.vault import Vault
from tests.bench import large_store, windows
from tests.bench.measure_pages import Pages
from tests.bench.measure_search import searched
from tests.bench.measures import ALICE, Ground, Measure, percentile, with_children
from tests.e2e.program import Program
from tests.servers.dovecot import PASSWORDS
from tests.servers.ports import free_ports

STARTS = 3
TIMES = 10


@dataclass(frozen=True)
class _Found:
    value: float
    unit: str
    goal: str


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield each figure for `Ground.count` messages and for ten times as many."""
    small = _store(ground, "tenth", ground.count)
    large = _store(ground, "whole", TIMES * ground.count)
    for what, found in large.items():
        yield Measure(f"{ground.count} messages: {what}", small[what].value, found.unit)
        yield Measure(f"{TIMES * ground.count} messages: {what}", found.value, found.unit, goal=found.goal)
        if found.goal:
            yield Measure("  times as much", found.value / small[what].value, "", goal=found.goal)


def _store(ground: Ground, name: str, count: int) -> dict[str, _Found]:
    program = _filled(ground, name, count)
    profile, code = program.profile, ground.code(program)
    keys = Keys(Vault.load(profile).unlock_recovery(code))
    found: dict[str, _Found] = {}
    for part in ("store.db", "search.db"):
        found[f"octets of {part} for each"] = _Found((profile / part).stat().st_size / count, "octets", "")
    read = Pages(profile, keys)
    found["ids of all rows"] = _Found(read.ids, "ms", "")
    for page, (_, used) in read.pages.items():
        found[f"100 rows, {page}, CPU p95"] = _Found(percentile(used, 0.95), "ms", "at most twice")
    for kind, (_, used) in searched(profile, keys).items():
        found[f"search for {kind}, CPU p95"] = _Found(percentile(used, 0.95), "ms", "at most twice")
    starts = []
    for _ in range(STARTS):
        starts.append(1000 * float(windows.seen(program, code)["list_processor"]))
        program.kill()
    found["CPU time of the window until the first list"] = _Found(median(starts), "ms", "at most twice")
    with windows.held(program, code):
        size = sum(process.memory_full_info().pss for process in with_children(program.processes())) / 1e6
    found["memory of all roles, list on the screen"] = _Found(size, "MB PSS", "")
    program.kill()
    return found


def _filled(ground: Ground, name: str, count: int) -> Program:
    """A program whose account has no server to go to, so that nothing is taken away from what it was filled with."""
    program = ground.empty(name)
    password = Path(ground.folder / f"{name}.password")
    password.write_text(PASSWORDS[ALICE])
    [nobody] = free_ports(1)
    program.run(
        "account", "add", ALICE, "--offline", "--no-check", "--imap", f"localhost:{nobody}", "--password-file", str(password)
    )  # fmt: skip
    program.kill()
    keys = Keys(Vault.load(program.profile).unlock_recovery(ground.code(program)))
    large_store.fill(program.profile, keys, AccountId(1), count)
    return program
