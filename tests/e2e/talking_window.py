"""A real window with a real engine that talks: does what it is told line by line, and says what its timeline shows."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import qasync

from app import __main__ as entry
from app import desktop
from sync.store.read import chat as read_chat
from tests.e2e.program import PASSPHRASE
from ui.link import Session
from ui.shell.window import MainWindow

STEP_SECONDS = 60


class Talker:
    """Commands are JSON lists on standard input: `["say", text]`, `["show"]`, `["picture", path]`, `["quit"]`. Every one is
    answered by a line of JSON."""

    def __init__(self, profile: Path, room: str) -> None:
        self._room = room
        self.desktop = desktop.Desktop(profile, guide=self.talk)
        self.link = self.desktop.link

    async def talk(self, window: MainWindow) -> None:
        """Open the room, then do what is asked."""
        await self.until(lambda: self.link.session is not Session.LOST)
        if self.link.session is Session.LOCKED:
            await self.link.unlock(PASSPHRASE)
        await self.until(lambda: window.workspace is not None and "chat" in window.workspace.area_keys())
        window.show_area("chat")
        assert window.areas is not None
        area = window.areas.chat
        room = next(row for row in read_chat.rooms(self.link.reader()) if row.name == self._room)
        area.show_room(room.id)
        loop = asyncio.get_running_loop()
        asked: asyncio.Queue[list[str]] = asyncio.Queue()

        def read() -> None:
            for line in sys.stdin:
                loop.call_soon_threadsafe(asked.put_nowait, json.loads(line))

        loop.run_in_executor(None, read)
        tell("ready")
        while True:
            match await asked.get():
                case ["say", text]:
                    area.conversation.composer.field.setPlainText(text)
                    area.conversation.composer.send()
                    tell("said")
                case ["show"]:
                    rows = [shown.row for shown in area.timeline.rows]
                    tell([[row.remote_id, row.sender, row.kind, row.body, str(row.pending)] for row in rows])
                case ["picture", path]:
                    window.grab().save(path)
                    tell("kept")
                case _:
                    return

    async def until(self, true: object) -> None:
        """Wait until `true()` holds."""
        async with asyncio.timeout(STEP_SECONDS):
            while not true():  # type: ignore[operator]  # noqa: ASYNC110 - a state of the window
                await asyncio.sleep(0.02)


def tell(said: object) -> None:
    """Say something to whoever started this window."""
    print(json.dumps(said), flush=True)


def main() -> int:
    """Talk; returns the exit status. The roles that the window starts come through here too."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    talker = Talker(Path(sys.argv[1]), sys.argv[2])
    with loop:
        loop.run_until_complete(talker.desktop.run(None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
