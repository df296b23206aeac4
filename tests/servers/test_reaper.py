"""Nothing that a server of the tests started outlives it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.debian_root import REAPER

DAEMON = "import os, sys; os.setsid(); os.fork() and os._exit(0); print(os.getpid(), flush=True); sys.stdin.read()"


@pytest.mark.parametrize("ending", [signal.SIGTERM, None])
def test_a_daemon_ends_with_its_server(ending: signal.Signals | None) -> None:
    server = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {DAEMON!r}]); {'input()' if ending else ''}"
    process = subprocess.Popen(
        [sys.executable, str(REAPER), sys.executable, "-c", server], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        daemon = int(process.stdout.readline())
        if ending is not None:
            process.send_signal(ending)
        assert process.wait(20) == 0
    assert not Path(f"/proc/{daemon}").exists()
