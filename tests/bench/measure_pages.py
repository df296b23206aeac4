"""Reading the list: pages of 100 rows anywhere in it, and the ids of all."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sync.model.collections import Role
from sync.model.ids import ItemId
from sync.store import connection
from sync.store.keys import Keys
from sync.store.read import mailboxes
from sync.store.read.message_ids import ids
from sync.store.read.messages import Key, page
from sync.store.vault import Vault
from tests.bench.measures import Ground, Measure, percentile

ROUNDS = 500


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield the 95th percentile of the newest page read again and again, of pages at random places, and the time of all ids."""
    profile = ground.synced.profile
    read = Pages(profile, Keys(Vault.load(profile).unlock_recovery(ground.code(ground.synced))))
    yield Measure(f"ids of all {read.rows} rows", read.ids, "ms")
    for name, (taken, used) in read.pages.items():
        yield Measure(f"100 rows of {read.rows}: {name}, p95", percentile(taken, 0.95), "ms", goal="under 0.5")
        yield Measure("  CPU time of it, p95", percentile(used, 0.95), "ms")


class Pages:
    """What reading the list of the inbox took: `pages` has milliseconds by the clock and of CPU, by which page."""

    def __init__(self, profile: Path, keys: Keys) -> None:
        with closing(connection.open_reader(profile, keys)) as store:
            boxes = [box.id for box in mailboxes.mailboxes(store) if box.role is Role.INBOX]
            begun = time.perf_counter()
            every = ids(store, boxes)
            self.ids, self.rows = 1000 * (time.perf_counter() - begun), len(every)
            chance = random.Random(1)
            self.pages: dict[str, tuple[list[float], list[float]]] = {}
            for name, places in (
                ("the newest page", [None] * ROUNDS),
                ("pages anywhere", [Key(False, ItemId(chance.choice(every))) for _ in range(ROUNDS)]),
            ):
                taken, used = self.pages.setdefault(name, ([], []))
                for after in places:
                    begun, using = time.perf_counter(), time.thread_time()
                    page(store, boxes, after=after)
                    taken.append(1000 * (time.perf_counter() - begun))
                    used.append(1000 * (time.thread_time() - using))
