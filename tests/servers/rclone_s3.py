"""rclone as an S3 server on loopback: checks signatures, ignores conditions, and gives ranges as they should be."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.ports import HOST, free_ports, open_folder, wait_for
from tests.servers.radosgw import KEYS, Gateway

_PROGRAM = Path(sys.executable).parent / "rclone"


def installed() -> bool:
    """Whether this environment has rclone."""
    return _PROGRAM.exists()


@contextlib.contextmanager
def running_rclone() -> Iterator[Gateway]:
    """Start a server over a folder and stop it at the end."""
    with open_folder("rclone") as folder:
        authority = Authority(folder)
        good = authority.good()
        (port,) = free_ports(1)
        (folder / "files").mkdir()
        command = [
            str(_PROGRAM), "serve", "s3", f"{folder}/files", "--config", "/dev/null", "--addr", f"{HOST}:{port}",
            "--auth-key", ",".join(KEYS), "--cert", str(good.chain), "--key", str(good.key),
        ]  # fmt: skip
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            wait_for(port)
            yield Gateway(authority, port)
        finally:
            process.terminate()
            process.wait(10)
