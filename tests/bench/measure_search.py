"""Search over everything that is kept: one word, two words, a prefix, from the query to the newest 100 rows."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing

from sync.store import connection
from sync.store.keys import Keys
from sync.store.read.search import search
from sync.store.vault import Vault
from tests.bench.measures import Ground, Measure, percentile

QUERIES = {
    "one word": lambda chance: chance.choice(_WORDS),
    "two words": lambda chance: " ".join(chance.sample(_WORDS, 2)),
    "a prefix": lambda chance: chance.choice(_WORDS)[:3],
}
_WORDS = ("délibération", "budget", "préfecture", "convocation", "voirie", "annexe", "signature", "instruction", "Lefevre")
"""All common: nearly every letter holds each of them."""
ROUNDS = 100


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the 95th percentile of the time to the newest 100 results, by connections that stay open as the window's do."""
    profile = ground.synced.profile
    keys = Keys(Vault.load(profile).unlock_recovery(ground.code(ground.synced)))
    with (
        closing(connection.open_search(profile, keys)) as index,
        closing(connection.open_reader(profile, keys)) as store,
    ):
        for name, make in QUERIES.items():
            chance = random.Random(1)
            taken, used = [], []
            for _ in range(ROUNDS):
                query = make(chance)
                begun, using = time.perf_counter(), time.thread_time()
                search(index, store, query, collections=None, limit=100)
                taken.append(1000 * (time.perf_counter() - begun))
                used.append(1000 * (time.thread_time() - using))
            yield Measure(f"search over {ground.count}: {name}, p95", percentile(taken, 0.95), "ms", goal="under 50")
            yield Measure("  CPU time of it, p95", percentile(used, 0.95), "ms")
