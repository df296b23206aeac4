"""Search over everything that is kept, beside notmuch: one word, two words, a prefix, from the query to the newest 100 rows."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sync.store import connection
from sync.store.keys import Keys
from sync.store.read.search import search
from sync.store.vault import Vault
from tests.bench import peer_notmuch
from tests.bench.measures import ALICE, Ground, Measure, percentile

QUERIES = {
    "one word": lambda chance: chance.choice(_WORDS),
    "two words": lambda chance: " ".join(chance.sample(_WORDS, 2)),
    "a prefix": lambda chance: chance.choice(_WORDS)[:3],
}
_WORDS = ("délibération", "budget", "préfecture", "convocation", "voirie", "annexe", "signature", "instruction", "Lefevre")
"""All common: nearly every letter holds each of them."""
ROUNDS = 100


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the 95th percentile of the time to the newest 100 results, ours and notmuch's over the same messages."""
    profile = ground.synced.profile
    keys = Keys(Vault.load(profile).unlock_recovery(ground.code(ground.synced)))
    theirs = peer_notmuch.searched(ground.folder / "notmuch", ground.dovecot.maildir(ALICE), asked())
    for name, (taken, used) in searched(profile, keys).items():
        what = f"search over {ground.count}: {name}, p95"
        yield Measure(what, percentile(taken, 0.95), "ms", goal="under 50, not slower than notmuch")
        yield Measure("  CPU time of it, p95", percentile(used, 0.95), "ms")
        if theirs is not None:
            yield Measure(what, percentile([one[0] for one in theirs[name]], 0.95), "ms", "notmuch")
            yield Measure("  CPU time of it, p95", percentile([one[1] for one in theirs[name]], 0.95), "ms", "notmuch")


def asked() -> dict[str, list[str]]:
    """Return what is searched for, by kind."""
    return {name: [make(chance) for _ in range(ROUNDS)] for name, make in QUERIES.items() for chance in [random.Random(1)]}


def searched(profile: Path, keys: Keys) -> dict[str, tuple[list[float], list[float]]]:
    """Return milliseconds by the clock and of CPU for each query, by kind, over connections that stay open as the window's do."""
    found = {}
    with (
        closing(connection.open_search(profile, keys)) as index,
        closing(connection.open_reader(profile, keys)) as store,
    ):
        for name, queries in asked().items():
            taken, used = [], []
            for query in queries:
                begun, using = time.perf_counter(), time.thread_time()
                search(index, store, query, collections=None, limit=100)
                taken.append(1000 * (time.perf_counter() - begun))
                used.append(1000 * (time.thread_time() - using))
            found[name] = taken, used
    return found
