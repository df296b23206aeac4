"""Windows of the measurements, started and asked: what they saw, and while they stay, what their processes use."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.e2e.program import ROOT, Program


def seen(program: Program, code: str, *arguments: str) -> dict[str, Any]:
    """Open a window, let it do what it is asked, and return what it saw once it has closed."""
    with held(program, code, *arguments) as found:
        return found


@contextmanager
def held(program: Program, code: str, *arguments: str) -> Iterator[dict[str, Any]]:
    """Open a window and keep it open for the block."""
    command = [sys.executable, "-m", "tests.bench.window", str(program.profile), code, "--hold", *arguments]
    window = subprocess.Popen(
        command, cwd=ROOT, env=program.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if window.stdin is None or window.stdout is None:
        raise TypeError("no pipes")
    try:
        line = window.stdout.readline()
        if not line:
            raise RuntimeError(f"the window ended with status {window.wait()}")
        yield json.loads(line)
    finally:
        window.stdin.close()
        window.stdout.close()
        try:
            window.wait(20)
        except subprocess.TimeoutExpired:
            window.kill()
            window.wait()
