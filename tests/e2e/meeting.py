"""What stories of two profiles that meet share: a real window with a real engine, driven through one act by itself."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import qasync

from app import __main__ as entry
from app import desktop
from sync.store.read import outbox as read_outbox
from tests.e2e.program import PASSPHRASE, ROOT, Program, eventually
from tests.e2e.until import until
from ui.link import Session
from ui.shell.window import MainWindow

ACTS = ("away", "there", "settle")


class Actor:
    """One side of the story; each act is a method. `text`: what the act writes."""

    def __init__(self, act: str, profile: Path, pictures: Path, text: str) -> None:
        self.act, self.pictures, self.text = act, pictures, text
        self.desktop = desktop.Desktop(profile, guide=getattr(self, act))
        self.link = self.desktop.link

    async def unlocked(self, window: MainWindow, area: str) -> Any:
        """Unlock, and return an area once it is shown."""
        await until(lambda: self.link.session is not Session.LOST, "the engine")
        if self.link.session is Session.LOCKED:
            await self.link.unlock(PASSPHRASE)
        areas = await until(lambda: window.areas, "the workspace")
        window.show_area(area)
        return getattr(areas, area)

    def waiting(self) -> list[str]:
        """Return the kinds of the operations in the outbox."""
        return [row.kind for row in read_outbox.operations(self.link.reader())]

    def picture(self, window: MainWindow, name: str) -> None:
        """Keep a picture of this step."""
        window.grab().save(str(self.pictures / f"{self.act}-{name}.png"))


def main(actor: type[Actor], what: str | None) -> int:
    """Play one act; returns the exit status. The roles that the window starts come through here too."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("act", choices=ACTS)
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--text", default="")
    asked = parser.parse_args()
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(actor(asked.act, asked.profile, asked.pictures, asked.text).desktop.run(None))
    return 0


def play(module: str, program: Program, act: str, pictures: Path, display: Mapping[str, str], text: str = "") -> None:
    """Play an act of the actor in `module` over a program's profile, to its end."""
    ended = subprocess.run(
        [sys.executable, "-m", module, act, f"--profile={program.profile}", f"--pictures={pictures}", f"--text={text}"],
        cwd=ROOT, env={**program.environment, **display}, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert eventually(lambda: not program.processes(), "the engine has ended after its window")
