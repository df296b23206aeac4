"""The desktop role as it really starts: nothing of the network, the keyring or outside bytes is even loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

FORBIDDEN = (
    "aiohttp", "aiosmtplib", "dns", "keyring", "http.client", "smtplib", "imaplib", "fast_mail_parser", "nh3", "docx", "odf",
    "lxml", "editors.formats",
    "sync.engine", "sync.protocols", "sync.providers", "sync.transport", "sync.parse", "sync.store.write", "PySide6.QtNetwork",
)  # fmt: skip
"""`ssl` and `email` are not here: asyncio and importlib.metadata load them for everyone."""


def test_the_started_desktop_has_loaded_nothing_that_is_not_its_business(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.architecture.started_desktop", str(tmp_path / "profile")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    loaded = json.loads(ended.stdout)
    assert "ui.shell.window" in loaded
    assert [name for name in loaded if name.startswith(tuple(f"{one}." for one in FORBIDDEN)) or name in FORBIDDEN] == []


def test_what_a_start_loads_is_not_looked_through_for_garbage() -> None:
    loading = "import gc; from app import launch; launch.load_desktop(); print(gc.get_freeze_count(), len(gc.get_objects()))"
    said = subprocess.run([sys.executable, "-c", loading], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    kept, looked_at = map(int, said.stdout.split())
    assert kept > 10 * looked_at
