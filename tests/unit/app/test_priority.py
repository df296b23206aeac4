"""Stepping back behind the window."""

from __future__ import annotations

import subprocess
import sys

import pytest

STEP_BACK = """
import os
from pathlib import Path
from app import priority

threads = Path.iterdir
Path.iterdir = lambda folder: [folder / "4194305", *threads(folder)]  # higher than any number that Linux gives
priority.step_back()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux")
def test_a_thread_that_ends_meanwhile_does_not_keep_the_others_from_stepping_back() -> None:
    told = subprocess.run([sys.executable, "-c", STEP_BACK], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "10"
