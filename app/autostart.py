"""Starting with the session, at the person's wish or the administrator's: one entry of their own, made and taken away."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app import spawn

BACKGROUND = "--background"
"""Start without coming forward: the window is there, minimised."""
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_NAME = "Ecritoire"


def apply(wanted: bool, command: Sequence[str] | None = None) -> None:
    """Make the program start with the session, or no longer. A disk that refuses is no reason to stop working."""
    started = [*(command or spawn.own_command()), BACKGROUND]
    if sys.platform == "win32":
        _in_registry(wanted, started)
    else:
        with suppress(OSError):
            _as_entry(wanted, started)


def entry() -> Path:
    """Return the person's own entry (Desktop Application Autostart Specification)."""
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(configured) if configured else Path.home() / ".config") / "autostart" / "ecritoire.desktop"


def _as_entry(wanted: bool, command: Sequence[str]) -> None:
    path = entry()
    if not wanted:
        path.unlink(missing_ok=True)
        return
    packaged = Path("/usr/bin/ecritoire")
    started = f"{packaged} {BACKGROUND}" if str(packaged) in command else shlex.join(command)
    text = f"[Desktop Entry]\nType=Application\nName=Écritoire\nIcon=ecritoire\nExec={started}\n"
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _in_registry(wanted: bool, command: Sequence[str]) -> None:
    if sys.platform == "win32":
        import subprocess
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
            if wanted:
                winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(command))
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, _NAME)
