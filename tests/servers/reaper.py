"""Runs a server and ends with it all that came of it, daemons included: `python reaper.py COMMAND…`.

Whatever the server starts stays below this process (PR_SET_CHILD_SUBREAPER, Linux): it is killed when this one is told to end,
and when the tests die without telling. Needs neither namespaces nor any right.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

_PDEATHSIG, _CHILD_SUBREAPER = 1, 36
_ENDINGS = {signal.SIGTERM, signal.SIGCHLD}


def main(command: list[str]) -> int:
    """Run `command` until it ends or this process is told to."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_PDEATHSIG, signal.SIGTERM), (_CHILD_SUBREAPER, 1)):
        if libc.prctl(option, value, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")
    server = subprocess.Popen(command, preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS))
    while signal.sigwait(_ENDINGS) != signal.SIGTERM and server.poll() is None:
        _bury(server.pid)
    while children := _children():
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.wait()
    return server.returncode or 0


def _bury(server: int) -> None:
    """Take leave of adopted processes that have ended; `server` is waited for by its owner."""
    for child in _children():
        if child != server:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child, os.WNOHANG)


def _children() -> list[int]:
    return [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
