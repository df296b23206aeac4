"""An engine without a store, in a process of its own, for the tests of the roles: `pretend_engine.py <profile> [how]`.

`how`: `stay`, `crash` (ends at once), `silent` (never listens).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app import engine
from sync.rpc.messages import (
    Command,
    Diagnose,
    Diagnosis,
    Done,
    FetchWhole,
    Found,
    Lock,
    Locked,
    Notice,
    Progress,
    Reply,
    SearchServer,
)


class Pretended:
    """Answers a few commands."""

    unlocked = True
    busy = False

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.tell: Callable[[Notice], None] = lambda _notice: None

    async def start(self) -> None:
        (self.profile / "started").touch()

    async def stop(self) -> None:
        (self.profile / "stopped").touch()

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        self.tell = listener

    async def answer(self, command: Command) -> Reply:
        match command:
            case SearchServer(collection=number):
                self.tell(Progress(0, "index", number, number))
                return Found([number])
            case Diagnose():
                return Diagnosis(str(os.getpid()).encode())
            case FetchWhole():
                os._exit(9)
            case Lock():
                self.tell(Locked())
                return Done()
            case _:
                return Done()


if __name__ == "__main__":
    how = sys.argv[2] if len(sys.argv) > 2 else ""
    if how == "crash":
        sys.exit(11)
    if how == "silent":
        time.sleep(60)
    sys.exit(engine.run(Path(sys.argv[1]), Pretended, stay=how == "stay"))
