"""A small run of the tests that is killed: servers of each kind, then waiting. `test_aftermath` starts and kills it."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from pathlib import Path

import psutil

from app import paths
from tests.e2e.program import Program, eventually
from tests.servers import dav
from tests.servers.dovecot import installed, running_dovecot

_DAEMON = (
    "import os, sys, time; os.setsid(); os.fork() and os._exit(0); os.setsid(); print(os.getpid(), flush=True); time.sleep(3600)"
)


def test_that_does_not_end(tmp_path: Path) -> None:
    with contextlib.ExitStack() as servers:
        if installed():
            servers.enter_context(running_dovecot())
        for name, running in dav.RUNNING.items():
            if dav.installed(name):
                servers.enter_context(running())
        program = Program(tmp_path / "profil")
        engine = program.start("--role=engine", "--stay")
        eventually(lambda: paths.engine_socket(program.profile).exists() or engine.poll() is not None, "the engine listens")
        with subprocess.Popen([sys.executable, "-c", _DAEMON], stdout=subprocess.PIPE, text=True) as daemons:
            assert daemons.stdout is not None
            daemon = daemons.stdout.readline()
        started = [process.pid for process in psutil.Process().children(recursive=True)]
        print("STARTED", *started, int(daemon), flush=True)
        asyncio.run(asyncio.sleep(3600))
