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

from tests.e2e.program import Program
from tests.servers.dovecot import PASSWORDS, Dovecot, running_dovecot

ALICE = "alice@exemple.fr"


@dataclass(frozen=True)
class Measure:
    """One number: what, how much, in which unit, and who."""

    what: str
    value: float
    unit: str
    who: str = "Écritoire"


@dataclass
class Ground:
    """A Dovecot with `count` messages in Alice's inbox, and a folder to work in."""

    dovecot: Dovecot
    folder: Path
    count: int
    _profiles: list[Program] = field(default_factory=list)
    _codes: dict[Path, str] = field(default_factory=dict)

    def fresh(self, name: str) -> Program:
        """Return a program with a new store and Alice's account, nothing synchronised yet."""
        program = Program(self.folder / name)
        self._profiles.append(program)
        self._codes[program.profile] = program.run("store", "create")["recovery_code"]
        password = self.folder / "password"
        password.write_text(PASSWORDS[ALICE])
        program.run(
            "account", "add", ALICE, "--offline", "--no-check", "--imap", f"localhost:{self.dovecot.imaps}",
            "--trust", str(self.dovecot.authority.trust), "--password-file", str(password),
        )  # fmt: skip
        return program

    @cached_property
    def synced(self) -> Program:
        """A program whose profile holds everything, made once for all measurements."""
        program = self.fresh("synced")
        program.run("sync", "--once")
        return program

    def code(self, program: Program) -> str:
        """Return the recovery code of a program's store."""
        return self._codes[program.profile]

    def end(self) -> None:
        """End every process that was started."""
        for program in self._profiles:
            program.kill()


@contextmanager
def ground(count: int) -> Iterator[Ground]:
    """Seed a Dovecot with `count` messages of 22 KB in the mean and give the ground."""
    folder = Path(tempfile.mkdtemp(prefix="ecritoire-bench-"))
    try:
        with running_dovecot() as dovecot:
            dovecot.seed(ALICE, count)
            made = Ground(dovecot, folder, count)
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
