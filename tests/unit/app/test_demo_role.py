"""The demo in a process of its own: up, known, and gone with whoever started it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.demo.role import DemoAccount, account
from sync.model.accounts import Service

pytestmark = [pytest.mark.server, pytest.mark.skipif(sys.platform == "win32", reason="signals")]

ROOT = Path(__file__).parents[3]
RUN = "import sys; from pathlib import Path; from app.demo.role import run; sys.exit(run(Path(sys.argv[1])))"
START = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {RUN!r}, sys.argv[1]]); sys.stdin.read()"


def wait_until(true: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def reachable(known: DemoAccount) -> bool:
    async def connect() -> bool:
        try:
            _, writer = await asyncio.open_connection(known.endpoints[0].host, known.endpoints[0].port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    return asyncio.run(connect())


def test_it_says_how_to_reach_it_and_keeps_its_mail_when_told_to_end(tmp_path: Path) -> None:
    assert account(tmp_path) is None
    process = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT)
    wait_until(lambda: account(tmp_path))
    known = account(tmp_path)
    assert known is not None
    assert {endpoint.service for endpoint in known.endpoints} == {
        Service.MAIL, Service.SUBMISSION, Service.CALENDAR, Service.CONTACTS, Service.FILES,
    }  # fmt: skip
    assert Path(known.endpoints[0].parameters["trust"]).read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert reachable(known)
    assert ((tmp_path / "running.json").stat().st_mode & 0o077) == 0
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert account(tmp_path) is None
    assert (tmp_path / "mail.msgpack").exists()


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", START, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE)
    wait_until(lambda: account(tmp_path))
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait(20)
    wait_until((tmp_path / "mail.msgpack").exists)
    assert account(tmp_path) is None
    assert parent.stdin is not None
    parent.stdin.close()
