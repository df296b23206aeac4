"""A Windows to install into: a fresh Wine prefix, with stand-ins for two libraries that Wine 8 lacks and Windows 10 has."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from proof.screen import Screen

STAND_INS = Path(__file__).resolve().parent / "wine"
_COMPILER = "/usr/bin/x86_64-w64-mingw32-gcc"
PROGRAM = "Program Files/Ecritoire"


class Windows:
    """One Wine prefix."""

    def __init__(self, folder: Path, display: Screen) -> None:
        self.drive = folder / "drive_c"
        self._environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")},
            "WINEPREFIX": str(folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": display.environment["DISPLAY"],
        }
        self.run("wineboot", "--init")
        system = self.drive / "windows" / "system32"
        for source in sorted(STAND_INS.glob("*.c")):
            options = ["-ladvapi32"] if source.stem == "bcryptprimitives" else []
            command = [_COMPILER, "-shared", "-O1", "-o", str(system / f"{source.stem}.dll"), str(source), *options]
            subprocess.run(command, check=True)

    def run(self, *command: str, check: bool = True, seconds: int = 600) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; return its status and what it printed."""
        done = subprocess.run(
            ["wine", *command], env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, cwd="/",
        )  # fmt: skip
        told = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        )
        if check and told.returncode:
            raise AssertionError(
                f"{' '.join(command)} ended with {told.returncode}:\n{told.stdout[-4000:]}{told.stderr[-4000:]}"
            )
        return told

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program; it goes on."""
        return subprocess.Popen(
            ["wine", *command], env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            cwd="/",
        )  # fmt: skip

    def installer(self, *options: str, check: bool = True) -> int:
        """Let the Windows installer work without a window; return its status."""
        return self.run("msiexec", *options, "/qn", check=check).returncode

    def program(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the installed command line."""
        return self.run(rf"C:\{PROGRAM.replace('/', chr(92))}\ecritoire-cli.exe", *arguments, check=check)

    def registered(self, key: str, name: str = "") -> str:
        """Return a value of the registry under HKLM, empty where there is none."""
        told = self.run(
            "reg", "query", rf"HKLM\{key}", *(["/v", name] if name else ["/ve"]), "/reg:64", check=False
        ).stdout
        found = re.search(r"REG_\w+\s+(.*?)\s*$", told, re.MULTILINE)
        return found.group(1) if found and told else ""

    def installed(self) -> Path:
        """Return the folder of the program."""
        return self.drive / PROGRAM

    def end(self) -> None:
        """End everything in the prefix."""
        subprocess.run(["wineserver", "--kill"], env=self._environment, check=False)


def path(place: Path) -> str:
    """Return a path of this machine as programs under Wine see it."""
    return "Z:" + str(place).replace("/", "\\")
