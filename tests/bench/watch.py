"""A real window for the measurements: opens a profile, says when what is on the screen, scrolls the list, reads a letter."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer

from app import desktop
from sync.rpc import messages as m
from ui.mail.area import MailArea
from ui.mail.list_view import MessageView
from ui.shell.window import MainWindow

T = TypeVar("T")
FRAME_MILLISECONDS = 16
ROWS_A_FRAME = 3
GLANCE = 0.002
REST_SECONDS = 60.0


class Watch:
    """Opens the window on a profile and prints one JSON object: moments in seconds since 1970, frames in milliseconds.

    The store is opened by its recovery code, which costs as little as the keyring does. With `asked.hold` the window then
    stays until standard input ends.
    """

    def __init__(self, asked: argparse.Namespace, engine: subprocess.Popen[bytes] | None) -> None:
        self.desktop = desktop.Desktop(asked.profile, guide=self._look, engine=engine)
        self._asked = asked

    async def _look(self, window: MainWindow) -> None:
        asked = self._asked
        window.repaint()
        seen = {"window": time.time()}
        await self.desktop.link.unlock(recovery_code=asked.code)
        if asked.sign_in:
            seen["signing_in"] = await self._sign_in(window, *asked.sign_in)
        mail = (await until(lambda: window.areas)).mail
        await until(lambda: mail.list.model.rowCount() >= asked.least)
        mail.list.view.viewport().repaint()
        seen["list"], seen["list_processor"] = time.time(), time.process_time()
        await until(lambda: mail.list.model.complete)
        seen["complete"] = time.time()
        if asked.read:
            await self._read(mail)
        if asked.scroll and not asked.sign_in:
            await self.desktop.link.ask(m.Rest(), REST_SECONDS)  # what a start looks after is not at rest
        frames = await self._frames(mail.list.view) if asked.scroll else []
        told = {**seen, "rows": mail.list.model.rowCount(), "frames": [asdict(one) for one in frames]}
        print(json.dumps(told), flush=True)
        if asked.hold:
            await asyncio.to_thread(sys.stdin.read)

    async def _sign_in(self, window: MainWindow, user: str, password: str, port: str, trust: str) -> float:
        """Add the account as the first steps do, the address checked before, and return when it was added. Every message is
        a row: of the messages here, three make one conversation."""
        first = await until(lambda: window.first_run)
        endpoint = m.EndpointSpec("mail", "imap", "localhost", int(port), user=user, parameters={"trust": trust})
        await self.desktop.link.ask(m.CheckEndpoint(user, endpoint, password))
        window.preferences.set_value("conversations", False)
        begun = time.time()
        await self.desktop.link.ask(m.AddAccount(user, "", "", "generic", [endpoint], password, check=False))
        first.finished.emit()
        return begun

    async def _read(self, mail: MailArea) -> None:
        """Open the newest letter."""
        mail.list.view.choose(0)
        await until(lambda: mail.reader.content)
        await asyncio.sleep(2)  # the web engine comes up

    async def _frames(self, view: MessageView) -> list[Frame]:
        """Scroll as a person with a wheel does, each frame painted as Qt paints it and ready when the next may begin."""
        bar, window, frames, turn = view.verticalScrollBar(), view.window(), list[Frame](), Turn()
        ended = asyncio.Event()

        def frame() -> None:
            bar.setValue(bar.value() + ROWS_A_FRAME * view.rowHeight(0) if bar.value() < bar.maximum() else 0)
            QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)
            frames.append(turn.passed())

        timer = QTimer(view, interval=FRAME_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(frame)
        timer.start()
        asyncio.get_running_loop().call_later(self._asked.scroll, ended.set)
        await ended.wait()
        timer.stop()
        return frames[1:]


@dataclass(frozen=True)
class Frame:
    """Milliseconds from one frame to the next: by the clock (16 without any delay), of CPU time of the window's thread, and
    of waiting while other programs had the processor. The last two tell of us alone on a machine that others use too."""

    between: float
    processor: float
    waiting: float


class Turn:
    """Where clock, CPU time and waiting of this thread stood at the last frame."""

    def __init__(self) -> None:
        self._file = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = self._now()

    def passed(self) -> Frame:
        """Return what has passed since the last time."""
        last, self._last = self._last, self._now()
        return Frame(*(1000 * (now - then) for now, then in zip(self._last, last, strict=True)))

    def _now(self) -> tuple[float, float, float]:
        waiting = int(self._file.read_text().split()[1]) / 1e9 if self._file.exists() else 0.0
        return time.perf_counter(), time.thread_time(), waiting


async def until(true: Callable[[], T | None]) -> T:
    """Wait until `true()` holds and return its value; it is asked again after short rests."""
    while True:
        value = true()
        if value:
            return value
        await asyncio.sleep(GLANCE)


def run(asked: argparse.Namespace, engine: subprocess.Popen[bytes] | None) -> None:
    """Open the window and stay until it has done what it was asked."""
    loop = qasync.QEventLoop(desktop.application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_watch(asked, engine))


async def _watch(asked: argparse.Namespace, engine: subprocess.Popen[bytes] | None) -> None:
    await Watch(asked, engine).desktop.run(None)
