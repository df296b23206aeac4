"""The engine role as it starts: what only some work needs (discovery, pictures, keyring, submission) is not loaded for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

LATER = ("aiohttp", "aiosmtplib", "cryptography.x509", "dns", "keyring", "psutil", "sync.parse", "sync.protocols.imap")
_START = """\
import json, sys
from pathlib import Path
from app import engine, logs, wiring
wiring.engine(Path(sys.argv[1]))
print(json.dumps([*sys.modules]))
"""


def test_a_starting_engine_loads_nothing_before_its_time(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _START, str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    loaded = json.loads(ended.stdout)
    assert "sync.engine.engine" in loaded
    assert [name for name in loaded if name.startswith(tuple(f"{one}." for one in LATER)) or name in LATER] == []
