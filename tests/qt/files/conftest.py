"""Two machines with a real drive between them, and the files of the second in a window."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.files.stage import Machine
from tests.servers.dav import RUNNING, DavServer, installed
from ui.files.area import FilesArea
from ui.link import Link, Session
from ui.live import Live


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Machine, Machine, DavServer]]:
    if not installed("wsgidav"):
        pytest.skip("wsgidav is not installed")
    engines = asyncio.new_event_loop()
    thread = threading.Thread(target=engines.run_forever)
    thread.start()
    made: list[Machine] = []
    try:
        with RUNNING["wsgidav"]() as server:
            made += [Machine(tmp_path / name, server, engines) for name in ("desk", "laptop")]
            yield made[0], made[1], server
            for machine in made:
                machine.run(machine.engine.stop())
    finally:
        engines.call_soon_threadsafe(engines.stop)
        thread.join()
        engines.close()


@pytest.fixture
def window(machines: tuple[Machine, Machine, DavServer], loop: asyncio.AbstractEventLoop, qtbot: QtBot) -> Iterator[FilesArea]:
    """The files of the laptop in a window."""
    laptop = machines[1]
    link = Link(laptop.profile, laptop.connect)  # type: ignore[arg-type] # a connection as tests make it
    live = Live(link)
    link.start()
    qtbot.waitUntil(lambda: link.session is Session.OPEN, timeout=20_000)
    area = FilesArea(link, live)
    qtbot.addWidget(area)
    area.resize(1240, 760)
    area.show()
    yield area
    closing = loop.create_task(link.close())
    qtbot.waitUntil(closing.done)
