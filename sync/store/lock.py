"""The lock that keeps a second engine from writing the same profile; the system frees it when the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sync.model.faults import StoreFault
from sync.store.files import RUN

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class ProfileLock:
    """An exclusive lock on a profile, held from construction to `release`."""

    def __init__(self, profile: Path) -> None:
        """Take the lock at once. Raises `StoreFault("locked_elsewhere")` where another process holds it."""
        folder = profile / RUN
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            self._number = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreFault("not_writable") from error
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._number, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._number)
            raise StoreFault("locked_elsewhere") from error

    def release(self) -> None:
        """Let others in."""
        os.close(self._number)
