"""Starts the window: hands over to the one that is open, else starts the engine and loads Qt beside it."""

from __future__ import annotations

import asyncio
import gc
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from app import paths, single, spawn

if TYPE_CHECKING:
    from app.desktop import Guide


def run(profile: Path, arguments: Sequence[str] = (), *, guide: Guide | None = None, apart: bool = True) -> int:
    """Open the window of a profile, or hand the arguments to the one that is open. Returns the exit status.

    `apart` False: the engine runs in a thread of this process already.
    """
    claim = single.claim(profile)
    if claim is None and asyncio.run(single.hand_over(profile, arguments)):
        return 0
    engine = begin_engine(profile) if apart else None
    desktop = load_desktop()  # the engine starts meanwhile
    try:
        status: int = desktop.run(profile, arguments, guide=guide, claim=claim, engine=engine)
    finally:
        if claim is not None:
            claim.release()
    return status


def load_desktop() -> ModuleType:
    """Load Qt and the window. What is loaded stays: looking through it for garbage takes a twentieth of the start, and later
    as long as a frame and a half. The window's own collector takes over from here, for what comes after."""
    gc.disable()
    from app import desktop

    gc.freeze()
    return desktop


def begin_engine(profile: Path) -> subprocess.Popen[bytes] | None:
    """Start the engine of a profile; None where one runs already."""
    free = single.Lock.take(paths.lock_file(paths.engine_socket(profile)))
    if free is None:
        return None
    free.release()
    try:
        return spawn.start(spawn.engine_command(profile))
    except OSError:
        return None  # the supervisor meets the same, and says so
