"""On a busy machine the window goes first: engine and parser step back once the store is open, not before."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app import paths
from sync.rpc.client import Client
from sync.rpc.messages import CreateStore
from tests.e2e.program import PASSPHRASE, Program, eventually

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="niceness is a matter of threads on Linux alone")


STEP_BACK = """
import os
from pathlib import Path
from app import priority

threads = Path.iterdir
Path.iterdir = lambda folder: [folder / "4194305", *threads(folder)]  # higher than any number that Linux gives
priority.step_back()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


def niceness(process: psutil.Process) -> set[int]:
    """How far each thread stands back."""
    return {psutil.Process(thread.id).nice() for thread in process.threads()}


async def test_the_engine_steps_back_once_its_store_is_open(tmp_path: Path) -> None:
    program = Program(tmp_path / "profile")
    started = psutil.Process(program.start("--role=engine", "--stay").pid)
    socket = paths.engine_socket(program.profile)
    await asyncio.to_thread(eventually, socket.exists, "the engine listens")
    own = psutil.Process().nice()
    try:
        client = await Client.connect(socket, paths.read_key(socket), "desktop")
        assert niceness(started) == {own}
        await client.ask(CreateStore(PASSPHRASE, False))
        await asyncio.to_thread(eventually, lambda: niceness(started) == {max(own, 10)}, "every thread stands back")
        await client.close()
    finally:
        program.kill()


def test_a_thread_that_ends_meanwhile_does_not_keep_the_others_from_stepping_back() -> None:
    told = subprocess.run([sys.executable, "-c", STEP_BACK], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "10"
