"""Where things are: the profile folder and, in it, what the roles share while they run."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import platformdirs

from sync.model.faults import StoreFault

PROFILE_VARIABLE = "ECRITOIRE_PROFILE"
SOCKET_LENGTH = 90
"""Octets of a socket's path that every system takes (Linux 108, macOS 104), with room for the longest name."""


def profile(chosen: Path | None = None) -> Path:
    """Return the profile folder: the chosen one, `ECRITOIRE_PROFILE`, or the person's own place for data of programs."""
    named = chosen or os.environ.get(PROFILE_VARIABLE)
    folder = Path(named) if named else Path(platformdirs.user_data_dir("ecritoire", appauthor=False, roaming=False))
    return Path(os.path.abspath(folder.expanduser()))


def demo_profile(chosen: Path | None = None) -> Path:
    """Return the profile folder of the demo, never a person's own unless it was chosen for that."""
    return profile(chosen) if chosen else profile().with_name("ecritoire-demo")


def run_folder(profile: Path) -> Path:
    """Return the private folder of sockets, link keys and locks, made where it is missing.

    It is `run` in the profile; where that path is too long for a socket, a folder of the temporary ones whose name comes
    from the profile, so that every role finds the same. Raises `StoreFault("not_private")` where others could get in.
    """
    folder = profile / "run"
    if sys.platform != "win32" and len(os.fsencode(folder / "desktop.socket")) > SOCKET_LENGTH:
        mark = hashlib.sha256(os.fsencode(profile)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"ecritoire-{os.getuid()}-{mark}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault("not_writable", path=str(folder)) from error
    if sys.platform != "win32":
        found = folder.lstat()
        if found.st_uid != os.getuid() or folder.is_symlink():
            raise StoreFault("not_private", path=str(folder))
        folder.chmod(0o700)
    return folder


def engine_socket(profile: Path) -> Path:
    """Return where the engine of the profile listens."""
    return run_folder(profile) / "engine.socket"


def desktop_socket(profile: Path) -> Path:
    """Return where the one window of the profile listens for later starts."""
    return run_folder(profile) / "desktop.socket"


def key_file(socket: Path) -> Path:
    """Return where the link key of a socket is kept while somebody listens there."""
    return socket.with_suffix(".key")


def lock_file(socket: Path) -> Path:
    """Return the lock that the one listener of a socket holds."""
    return socket.with_suffix(".lock")


def logs(profile: Path) -> Path:
    """Return the folder of the logs."""
    return profile / "logs"


def write_key(socket: Path, key: bytes) -> None:
    """Keep the link key of a socket, readable by nobody else, in place of an older one."""
    path = key_file(socket)
    fresh = path.with_suffix(f".{os.getpid()}")
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(key)
    fresh.replace(path)


def read_key(socket: Path) -> bytes:
    """Return the link key of a socket; empty where nobody listens there."""
    try:
        return key_file(socket).read_bytes()
    except OSError:
        return b""
