"""The application as people start it: the command line and the engine as real processes with a profile of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from app import paths

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "une phrase secrète d'essai"
STEP_SECONDS = 120


class Failed(Exception):
    """A command that ended with another status than expected."""


@dataclass
class Program:
    """The application for one profile folder."""

    profile: Path

    def __post_init__(self) -> None:
        self.profile.mkdir(parents=True, exist_ok=True)
        self.secret = self.profile.parent / f"{self.profile.name}.passphrase"
        self.secret.write_text(PASSPHRASE)
        self._started: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process: it names the passphrase file."""
        return {**os.environ, "ECRITOIRE_PASSPHRASE_FILE": str(self.secret), "PYTHONUTF8": "1"}

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a process of the application."""
        command = [sys.executable, "-m", "app", f"--profile={self.profile}", *arguments]
        started = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True, **options)
        self._started.append(started)
        return started

    def run(self, *arguments: str, text: str = "", expect: int = 0, within: float = STEP_SECONDS) -> Any:
        """Run a command to its end and return its JSON answer. Raises `Failed` for another exit status than `expect`."""
        command = [sys.executable, "-m", "app", f"--profile={self.profile}", *arguments, "--json"]
        ended = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=text, capture_output=True, text=True, timeout=within, check=False
        )  # fmt: skip
        if ended.returncode != expect:
            raise Failed(f"{' '.join(arguments)} → {ended.returncode}\n{ended.stdout}\n{ended.stderr}")
        return json.loads(ended.stdout) if ended.stdout.strip() else None

    def processes(self) -> list[psutil.Process]:
        """Return every process of the application that works for this profile, as their command lines tell."""
        places = (str(self.profile), str(paths.run_folder(self.profile)))
        found = []
        for process in psutil.process_iter(["cmdline"]):
            words = " ".join(process.info["cmdline"] or ())
            if process.pid != os.getpid() and any(place in words for place in places):
                found.append(process)
        return found

    def kill(self) -> None:
        """End every process of this profile at once, as a power cut would."""
        for process in self.processes():
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(self.processes(), timeout=10)
        while self._started:
            self._started.pop().wait(10)


def eventually(true: Callable[[], Any], what: str, within: float = STEP_SECONDS) -> Any:
    """Wait until `true()` holds and return its value; it is asked again after short rests, up to `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        value = true()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"never happened: {what}")
        time.sleep(0.05)
