"""Starts the desktop role for real, shows its window, and prints the modules that are loaded by then; run by a test."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app import __main__ as entry
from app import launch
from ui.shell.window import MainWindow


async def look(window: MainWindow) -> None:
    """Print what is loaded once the window is on the screen."""
    assert window.isVisible()
    print(json.dumps(sorted(sys.modules)))


if __name__ == "__main__":
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        sys.exit(entry.main(sys.argv[1:]))
    sys.exit(launch.run(Path(sys.argv[1]), guide=look))
