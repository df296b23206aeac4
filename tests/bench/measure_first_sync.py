"""First synchronisation of an inbox, whole messages, beside mbsync on the same server in the same run.

Ours ends when every message is in the encrypted store with its list row, its body and its words in the search index; the engine
is unlocked before the clock starts, as it is when somebody signs in. mbsync writes plain files, once without any fsync and once
with its default of one for every message. They take turns, in another order each round; what is told is the median. Bulk
writes of ours wait for the disk at checkpoints only: after a power cut messages may have to be fetched again, none is torn.
"""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from tests.bench.engine import SCREENFUL, FirstSync, first_sync
from tests.bench.measures import ALICE, BOB, Ground, Measure, seconds
from tests.servers.dovecot import PASSWORDS

OURS = "Écritoire"
_MBSYNC = """\
FSync {fsync}

IMAPStore far
Host localhost
Port {port}
User {user}
Pass {password}
SSLType IMAPS
CertificateFile {trust}
AuthMechs PLAIN
PipelineDepth 50

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX

Channel all
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
"""


def measure(ground: Ground) -> Iterator[Measure]:
    """Yield messages per second and CPU time of each for the usual inbox, then once for the large one."""
    taken: dict[str, list[float]] = defaultdict(list)
    processor: dict[str, list[float]] = defaultdict(list)
    ours: list[FirstSync] = []

    def run(who: str, fsync: str) -> None:
        if who == OURS:
            ours.append(_ours(ground, BOB, ground.usual))
            taken[who].append(ours[-1].everything)
            processor[who].append(ours[-1].processor)
            return
        wall, cpu = _mbsync(ground, BOB, ground.usual, fsync)
        taken[who].append(wall)
        processor[who].append(cpu)

    runs: list[tuple[str, str]] = [(OURS, ""), ("mbsync, fsync no", "no"), ("mbsync, fsync yes", "yes")]
    for turn in range(ground.rounds):
        for who, fsync in runs[turn % 3 :] + runs[: turn % 3]:
            run(who, fsync)
    what = f"first synchronisation, {ground.usual} messages"
    for who, _ in runs:
        goal = "ahead of mbsync" if who == OURS else ""
        yield Measure(what, ground.usual / median(taken[who]), "messages/s", who, goal)
        yield Measure("  CPU time of each message", 1e6 * median(processor[who]) / ground.usual, "µs", who)
    for who, _ in runs[1:]:
        ratios = [theirs / mine for mine, theirs in zip(taken[OURS], taken[who], strict=True)]
        yield Measure("  ours against it, median of the rounds", median(ratios), "times as fast", who, "above 1")
    yield Measure(f"  first {SCREENFUL} rows in the store", 1000 * median(one.first_rows for one in ours), "ms")
    yield Measure("  the list complete", median(one.all_rows for one in ours), "s")
    yield from _large(ground)


def _large(ground: Ground) -> Iterator[Measure]:
    what = f"first synchronisation, {ground.count} messages"
    found = _ours(ground, ALICE, ground.count)
    yield Measure(what, ground.count / found.everything, "messages/s", OURS, "ahead of mbsync")
    yield Measure(f"  first {SCREENFUL} rows in the store", 1000 * found.first_rows, "ms")
    yield Measure("  the list complete", found.all_rows, "s")
    wall, _ = _mbsync(ground, ALICE, ground.count, "no")
    yield Measure(what, ground.count / wall, "messages/s", "mbsync, fsync no")


def _ours(ground: Ground, user: str, count: int) -> FirstSync:
    program = ground.fresh(f"first-sync-{user}", user)
    os.sync()  # nobody pays for what the one before left to be written
    found = asyncio.run(first_sync(program, ground.code(program), count))
    if (found.bodies, found.found) != (count, count):
        raise AssertionError(f"{found.bodies} bodies and {found.found} indexed of {count}")
    shutil.rmtree(program.profile)
    return found


def _mbsync(ground: Ground, user: str, count: int, fsync: str) -> tuple[float, float]:
    """Return the seconds that mbsync takes, and its CPU time."""
    folder = ground.folder / "mbsync"
    folder.mkdir()
    written = _MBSYNC.format(
        fsync=fsync, port=ground.dovecot.imaps, user=user, password=PASSWORDS[user],
        trust=ground.dovecot.authority.trust, folder=folder,
    )  # fmt: skip
    configuration = ground.folder / "mbsync.conf"
    configuration.write_text(written)
    os.sync()
    before = _children()
    command: Callable[[], object] = partial(subprocess.run, ["mbsync", "-q", "-c", str(configuration), "all"], check=True)
    taken = seconds(command)
    processor = _children() - before
    arrived = sum(1 for part in ("cur", "new") for _ in (folder / "INBOX" / part).iterdir())
    if arrived != count:
        raise AssertionError(f"mbsync brought {arrived} of {count}")
    shutil.rmtree(folder)
    return taken, processor


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
