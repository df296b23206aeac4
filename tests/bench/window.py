"""A real window for the measurements: opens a profile, says when what is on the screen, and scrolls the list."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

import qasync
from PySide6.QtCore import Qt, QTimer

from app import __main__ as entry
from app import desktop
from ui.mail.list_view import MessageView
from ui.shell.areas import Areas
from ui.shell.window import MainWindow

FRAME_MILLISECONDS = 16
ROWS_A_FRAME = 3


class Watch:
    """Opens the window on a profile and prints one JSON object: moments in seconds since 1970, intervals in milliseconds."""

    def __init__(self, profile: Path, code: str, least: int, scroll: float) -> None:
        self.desktop = desktop.Desktop(profile, guide=self._look)
        self._code = code
        self._least = least
        self._scroll = scroll

    async def _look(self, window: MainWindow) -> None:
        seen = {"window": time.time()}
        await self.desktop.link.unlock(recovery_code=self._code)
        areas = await self._areas(window)
        view = areas.mail.list.view
        view.viewport().repaint()
        seen["list"] = time.time()
        intervals = await self._frames(view) if self._scroll else []
        print(json.dumps({**seen, "rows": view.model().rowCount(), "intervals": intervals}))

    async def _areas(self, window: MainWindow) -> Areas:
        while True:
            if window.areas is not None and window.areas.mail.list.model.rowCount() >= self._least:
                return window.areas
            await asyncio.sleep(0.002)

    async def _frames(self, view: MessageView) -> list[float]:
        """Scroll as a person with a wheel does and return the time between frames; without delay each is 16 ms."""
        bar, intervals, last = view.verticalScrollBar(), list[float](), time.perf_counter()
        ended = asyncio.Event()

        def frame() -> None:
            nonlocal last
            bar.setValue(bar.value() + ROWS_A_FRAME if bar.value() < bar.maximum() else 0)
            view.viewport().repaint()
            now = time.perf_counter()
            intervals.append(1000 * (now - last))
            last = now

        timer = QTimer(view, interval=FRAME_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(frame)
        timer.start()
        asyncio.get_running_loop().call_later(self._scroll, ended.set)
        await ended.wait()
        timer.stop()
        return intervals[1:]


def main() -> int:
    """Measure one window; returns the exit status. The engine it starts comes through here too."""
    if any(one.startswith("--role=") for one in sys.argv[1:]):
        return entry.main(sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("profile", type=Path)
    parser.add_argument("code")
    parser.add_argument("--least", type=int, default=1, help="rows that the list has to show")
    parser.add_argument("--scroll", type=float, default=0, help="seconds of scrolling")
    asked = parser.parse_args()
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_watch(asked))
    return 0


async def _watch(asked: argparse.Namespace) -> None:
    await Watch(asked.profile, asked.code, asked.least, asked.scroll).desktop.run(None)


if __name__ == "__main__":
    sys.exit(main())
