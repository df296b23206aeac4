"""Free ports and throw-away folders for servers on loopback."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.servers.aftermath import MEMORY, folder_name

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Return `count` different ports that nobody listens on now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]


def wait_for(port: int, *, greeting: bytes = b"", within: float = 30.0) -> None:
    """Wait until a server listens on `port` and, where asked, begins with `greeting`."""
    deadline = time.monotonic() + within
    while True:
        try:
            with socket.create_connection((HOST, port), 1) as connected:
                connected.settimeout(1)
                if not greeting or connected.recv(200).startswith(greeting):
                    return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"nobody answers on port {port}")
        time.sleep(0.01)


@contextlib.contextmanager
def open_folder(prefix: str) -> Iterator[Path]:
    """Make a folder in memory where there is one, that servers under other users may enter; removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix=folder_name(prefix), dir=MEMORY if MEMORY.is_dir() else None))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
