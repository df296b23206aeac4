"""Who goes first on a busy machine: the window, then engine and parser, which work for it in the background."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_NICENESS = 10


def step_back() -> None:
    """Let the window and other programs go first from now on, in all threads and in processes that are started later.

    On a machine with time left nothing becomes slower by it. A start comes before: the window waits for it.
    """
    if sys.platform == "linux":
        for thread in Path("/proc/self/task").iterdir():
            number = int(thread.name)
            with suppress(ProcessLookupError):  # it ended meanwhile
                os.setpriority(os.PRIO_PROCESS, number, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, number)))
    elif sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
