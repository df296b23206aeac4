"""Nothing that a run of the tests started outlives it, even where the run is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.servers.aftermath import MARK, MEMORY

ROOT = Path(__file__).parents[2]
SERVERS = 5
"""At least so many processes have to be there, or the run proved nothing: three servers, an engine, a daemon."""


def _mark_of(process: int) -> str:
    return psutil.Process(process).environ()[MARK]


def test_a_killed_run_leaves_no_server_no_daemon_and_no_folder() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "tests/servers/left_behind.py"]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stdout is not None
    with run.stdout:
        line = next((line for line in run.stdout if "STARTED" in line), "")
        started = [int(word) for word in line.partition("STARTED")[2].split()]
        assert len(started) >= SERVERS
        processes = [psutil.Process(each) for each in started]
        mark = _mark_of(started[-1])
        assert list(MEMORY.glob(f"ecritoire-{mark}-*"))
        run.kill()
        run.wait()
        _, alive = psutil.wait_procs(processes, timeout=30)
    assert not [process for process in alive if process.is_running()]
    deadline = time.monotonic() + 30
    while list(MEMORY.glob(f"ecritoire-{mark}-*")):
        assert time.monotonic() < deadline, "the folders of the run are still there"
        time.sleep(0.05)
