"""Starts roles as `[own executable, "--role=…"]`, in whatever way this program itself was started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app import paths

ALREADY_RUNNING = 75
"""The exit status of an engine that finds another one at work on its profile."""
_NEEDED = ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
_started: list[subprocess.Popen[bytes]] = []
"""Processes that may outlive who started them; kept here so that each is reaped once it has ended."""
_NEEDED_KINDS = ("LC_", "PYTHON", "ECRITOIRE_")


def own_command() -> list[str]:
    """Return how this program was started, without its arguments.

    `sys.orig_argv` tells for `python -m app`, for the `ecritoire` entry point and for a frozen launcher alike;
    `sys.executable` is the launcher itself inside a bundle, and `multiprocessing` would start a second window.
    """
    started = sys.orig_argv
    arguments = sys.argv[1:]
    if arguments and started[-len(arguments) :] != arguments:
        return [sys.executable, "-m", "app"]
    own = started[: len(started) - len(arguments)]
    return [shutil.which(own[0]) or sys.executable, *own[1:]]


def engine_command(profile: Path, *, verbose: bool = False) -> list[str]:
    """Return the command that starts the engine of a profile."""
    return [*own_command(), "--role=engine", f"--profile={profile}", *(["--verbose"] if verbose else [])]


def parser_command(socket: Path) -> list[str]:
    """Return the command that starts a parser for the engine that listens at `socket`."""
    return [*own_command(), "--role=parser", f"--socket={socket}"]


def start_parser(socket: Path, key: bytes) -> subprocess.Popen[bytes]:
    """Start a parser that calls the engine at `socket` and proves `key`. It gets no more of the environment than it
    needs: no session bus, no agent, no screen."""
    paths.write_key(socket, key)
    return start(parser_command(socket), _bare_environment(os.environ))


def start(command: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a role apart from our terminal: an interrupt typed there reaches only who asked for it."""
    _started[:] = [process for process in _started if process.poll() is None]
    process = _popen(command, environment)
    _started.append(process)
    return process


def _popen(command: Sequence[str], environment: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    if sys.platform == "win32":
        return subprocess.Popen(  # noqa: S603
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )  # fmt: skip
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _bare_environment(full: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in full.items() if name in _NEEDED or name.startswith(_NEEDED_KINDS)}
