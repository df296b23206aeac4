"""What a measurement says, and the ground that measurements stand on: one Dovecot, seeded once, and profiles made from it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psutil

from tests.e2e.program import Program
from tests.servers import aftermath
from tests.servers.dovecot import PASSWORDS, Dovecot, running_dovecot

ALICE = "alice@exemple.fr"
"""Has the large inbox, of `Ground.count` messages."""
BOB = "bob@exemple.fr"
"""Has the usual one, of `Ground.usual` messages."""
HOUR = 3600.0
"""So long is waited for what takes minutes on a machine that others use too."""


@dataclass(frozen=True)
class Measure:
    """One number: what, how much, in which unit, who, and what it should be (a sentence; empty: nothing in particular)."""

    what: str
    value: float
    unit: str
    who: str = "Écritoire"
    goal: str = ""


@dataclass
class Ground:
    """A Dovecot with Alice's and Bob's inboxes, a folder to work in, and how often what is compared is repeated."""

    dovecot: Dovecot
    folder: Path
    count: int
    usual: int
    rounds: int
    _profiles: list[Program] = field(default_factory=list)
    _codes: dict[Path, str] = field(default_factory=dict)

    def fresh(self, name: str, user: str = ALICE) -> Program:
        """Return a program with a new store and the user's account, nothing synchronised yet."""
        program = self.empty(name)
        password = self.folder / f"{name}.password"
        password.write_text(PASSWORDS[user])
        program.run(
            "account", "add", user, "--offline", "--no-check", "--imap", f"localhost:{self.dovecot.imaps}",
            "--trust", str(self.dovecot.authority.trust), "--password-file", str(password),
        )  # fmt: skip
        program.kill()
        return program

    def empty(self, name: str) -> Program:
        """Return a program with a new store and no account."""
        program = Program(self.folder / name)
        self._profiles.append(program)
        self._codes[program.profile] = program.run("store", "create")["recovery_code"]
        program.kill()
        return program

    @cached_property
    def synced(self) -> Program:
        """A program whose profile holds everything of Alice's, made once for all measurements."""
        program = self.fresh("synced")
        program.run("sync", "--once", within=HOUR)
        program.kill()
        return program

    def code(self, program: Program) -> str:
        """Return the recovery code of a program's store."""
        return self._codes[program.profile]

    def end(self) -> None:
        """End every process that was started."""
        for program in self._profiles:
            program.kill()


@contextmanager
def ground(count: int, usual: int, rounds: int) -> Iterator[Ground]:
    """Seed a Dovecot with messages of 22 KB in the mean, its caches filled by indexing them, and give the ground."""
    aftermath.watch()
    folder = Path(tempfile.mkdtemp(prefix=aftermath.folder_name("bench")))
    try:
        with running_dovecot() as dovecot:
            dovecot.seed(ALICE, count)
            dovecot.seed(BOB, usual)
            made = Ground(dovecot, folder, count, usual, rounds)
            try:
                yield made
            finally:
                made.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def percentile(values: list[float], part: float) -> float:
    """Return the value below which `part` (0–1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def role_of(process: psutil.Process) -> str:
    """Return which role a process plays."""
    words = process.cmdline()
    if any("QtWebEngineProcess" in word for word in words):
        return "web engine of the reader"
    return next((word.removeprefix("--role=") for word in words if word.startswith("--role=")), "desktop")


def with_children(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Return the processes and all that they started, each once."""
    found = {process.pid: process for process in processes}
    for process in processes:
        found.update((child.pid, child) for child in process.children(recursive=True))
    return list(found.values())
