"""Ends what a run of the tests or of the measurements leaves behind, however the run ended: killed as well.

`watch()` marks this process: all that it starts carries the mark in its environment, daemons too. A process of its own waits
until the marked one is gone, then ends whatever still bears the mark, with all that came of it, and removes the throw-away
folders (`folder_name`). Linux alone (pidfd, /proc), as the servers of the tests are.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import shutil
import sys
import tempfile
from pathlib import Path

import psutil

MARK = "ECRITOIRE_TESTS_RUN"
MEMORY = Path("/dev/shm")
_LOOKS = 50
_LOOK_SECONDS = 0.2


def watch() -> None:
    """Let another process end what this one leaves behind, whenever it ends."""
    mark = secrets.token_hex(4)
    os.environ[MARK] = mark
    plain = {name: value for name, value in os.environ.items() if name != MARK}
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    command = [sys.executable, "-P", __file__, str(os.getpid()), mark]
    os.posix_spawn(command[0], command, plain, file_actions=nowhere, setsid=True)


def folder_name(prefix: str) -> str:
    """Return how the name of a throw-away folder begins: it carries the mark, and goes with the run."""
    return f"ecritoire-{os.environ.get(MARK, 'alone')}-{prefix}-"


def marked(mark: str) -> list[psutil.Process]:
    """Return every process that bears the mark, and what came of it; but not those that clear up after a run within the run.

    A server that drops its environment (Dovecot) bears the mark in its command, which names its folder.
    """
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark or f"ecritoire-{mark}-" in " ".join(process.cmdline()):
                found.update((one.pid, one) for one in (process, *process.children(recursive=True)) if not _clears_up(one))
    return list(found.values())


def _clears_up(process: psutil.Process) -> bool:
    return __file__ in process.cmdline()


def main(run: int, mark: str) -> None:
    """Wait until process `run` is gone, then clear up after it."""
    with contextlib.suppress(ProcessLookupError):
        gone = os.pidfd_open(run)
        if os.getppid() == run:  # else it went before, and its number may be another's
            select.select([gone], [], [])
    for _ in range(_LOOKS):
        left = marked(mark)
        if not left:
            break
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(left, timeout=_LOOK_SECONDS)
    for place in {MEMORY, Path(tempfile.gettempdir())}:
        for folder in place.glob(f"ecritoire-{mark}-*"):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
