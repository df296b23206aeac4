"""A screen in memory, and which windows are open on it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
SECONDS = 180.0


class Screen:
    """One display of an X server in memory."""

    def __init__(self, display: str) -> None:
        self.environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def titles(self) -> list[str]:
        """Return the titles of the windows that are shown."""
        found = re.findall(r'(0x[0-9a-f]+) "([^"]+)":', self._told("xwininfo", "-root", "-tree"))
        return [title for number, title in found if "IsViewable" in self._told("xwininfo", "-id", number)]

    def _told(self, *command: str) -> str:
        told = subprocess.run(command, capture_output=True, env={**os.environ, **self.environment})
        return told.stdout.decode("utf-8", "replace")

    def wait_for(self, part: str) -> str:
        """Wait until a window is shown whose title has `part`; return the title."""
        return until(
            lambda: next((one for one in self.titles() if part in one), ""), f"a window with {part!r} in its title"
        )

    def keep(self, target: Path) -> None:
        """Keep a picture of the screen."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            subprocess.run(["xwd", "-root", "-silent"], check=True, stdout=file, env={**os.environ, **self.environment})


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """Run Xvfb; ordinary users in a chroot and Wine may use it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            yield Screen(f":{numbers.readline().strip()}")
    finally:
        server.terminate()
        server.wait(30)


def until(true: Callable[[], T], what: str) -> T:
    """Wait until `true()` holds, and return its value; an `AssertionError` says what never came."""
    deadline = time.monotonic() + SECONDS
    while not (value := true()):
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.2)
    return value
