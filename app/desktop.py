"""The desktop role: the window, its loop, the supervisor of the engine, and the link between them."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import qasync
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from app import autostart, offered, paths, single, spawn
from app.supervisor import EngineState, Supervisor
from sync.model.faults import Offline
from ui import i18n, theme
from ui.collector import Collector
from ui.common import slots
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.areas import load_first
from ui.shell.window import MainWindow

log = logging.getLogger(__name__)

Guide = Callable[[MainWindow], Awaitable[None]]
"""Something that drives the window: the tour, the demo's first account."""


class Desktop:
    """The window of a profile with everything it stands on."""

    def __init__(
        self,
        profile: Path,
        arguments: Sequence[str] = (),
        *,
        guide: Guide | None = None,
        engine: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self._arguments = list(arguments)
        self._guide = guide
        self._ended = asyncio.Event()
        self._is_usual = profile == paths.profile()
        self._collector = Collector()
        self.supervisor = Supervisor(profile, self._follow_engine, begun=engine)
        self.link = Link(profile, partial(self.supervisor.connect, "desktop"))
        self.live = Live(self.link)
        self.preferences = Preferences(self.link, self.live)
        self.window = MainWindow(self.link, self.live, self.preferences)
        self.window.ended.connect(self._ended.set)
        self.window.engine_wanted.connect(self.supervisor.start)
        self.window.demo_requested.connect(self._open_demo)
        self.preferences.preference_changed.connect(self._follow_preference)

    async def run(self, claim: single.Claim | None) -> None:
        """Show the window and stay until the person quits."""
        self.supervisor.start()
        self.link.start()
        if claim is not None:
            await claim.listen(self.take)
        if autostart.BACKGROUND in self._arguments:
            self.window.showMinimized()
        else:
            self.window.show()
            self.take(self._arguments)
        asyncio.get_running_loop().call_soon(load_first)
        guiding = asyncio.ensure_future(self._guide(self.window)) if self._guide is not None else None
        waiting = asyncio.ensure_future(self._ended.wait())
        await asyncio.wait({waiting, guiding} if guiding else {waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        await self._leave()
        if guiding is not None:
            if not guiding.done():
                guiding.cancel()
            elif not guiding.cancelled():
                guiding.result()

    def take(self, arguments: Sequence[str]) -> None:
        """Do what a start asks for: come forward, write to `mailto:` addresses, follow `webcal:` ones, open files."""
        self.window.bring_forward()
        for argument in arguments:
            if argument.lower().startswith("mailto:"):
                self.window.compose(argument)
            elif argument.lower().startswith(offered.CALENDARS):
                self.window.follow_calendar(argument)
            elif (path := offered.file(argument)) is not None:
                self.window.open_file(path)

    async def _leave(self) -> None:
        await slots.settle()
        await self.link.close()
        await self.supervisor.stop()
        self._collector.end()

    def _follow_engine(self, state: EngineState, reason: str) -> None:
        if state is EngineState.FAILED:
            self.window.show_trouble(Offline(reason))
        elif state is EngineState.RUNNING:
            self.window.show_trouble(None)

    def _follow_preference(self, name: str) -> None:
        """Only a person's usual profile starts with their session: neither the demo nor one on the side."""
        if name in ("", "start_with_session") and self._is_usual and self.link.session is Session.OPEN:
            autostart.apply(bool(self.preferences.value("start_with_session")))

    def _open_demo(self) -> None:
        """Open the demo in a window of its own; this one goes, as nothing was set up in it yet."""
        spawn.start([*spawn.own_command(), "--demo"])
        self.window.quit()


def application() -> QApplication:
    """Return the Qt application, made and dressed if there is none yet."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    # Without OpenGL, of which nothing here makes use: decision 23. The web engine wants the attribute all the same.
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ecritoire")
    app.setApplicationDisplayName("Écritoire")
    app.setDesktopFileName("ecritoire")
    app.setQuitOnLastWindowClosed(False)
    i18n.install(app)
    theme.apply(app)
    return app


def run(
    profile: Path,
    arguments: Sequence[str] = (),
    *,
    guide: Guide | None = None,
    claim: single.Claim | None = None,
    engine: subprocess.Popen[bytes] | None = None,
) -> int:
    """Open the window of a profile and stay until the person quits. Returns the exit status.

    `claim` is the right to be its one window, `engine` the engine that was started for it beside the loading of Qt.
    """
    loop = qasync.QEventLoop(application())
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_run(profile, arguments, guide, engine, claim))
    return 0


async def _run(
    profile: Path,
    arguments: Sequence[str],
    guide: Guide | None,
    engine: subprocess.Popen[bytes] | None,
    claim: single.Claim | None,
) -> None:
    desktop = Desktop(profile, arguments, guide=guide, engine=engine)
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, desktop.window.quit)
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, desktop.window.quit)
    await desktop.run(claim)
