"""Two machines of one person and a real server: both change a file offline, meet, and the kept pair is settled in the window."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from sync.engine.engine import Engine
from sync.model.accounts import Service
from sync.model.ids import AccountId, CollectionId, ItemId, new_operation_id
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import PASSPHRASE, Ground, make_engine
from tests.servers.dav import ALICE, PASSWORD, RUNNING, DavServer, installed
from ui.files.area import FilesArea
from ui.link import Link, Session
from ui.live import Live

pytestmark = pytest.mark.server

T = TypeVar("T")


class Machine:
    """A machine of the person's: a profile and its engine, which works on a loop of its own as the engine role would."""

    def __init__(self, profile: Path, server: DavServer, loop: asyncio.AbstractEventLoop) -> None:
        self.profile, self._loop = profile, loop
        self.engine: Engine = make_engine(profile, make=protocol_class)
        self.ground = self.run(self._set_up(server))
        self.key = self.engine.desk.store.keys.data_key

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _set_up(self, server: DavServer) -> Ground:
        await self.engine.start()
        await self.engine.answer(m.CreateStore(PASSPHRASE, False))
        parameters = {"trust": str(server.authority.trust), "path": server.path}
        spec = m.EndpointSpec("files", "webdav", "localhost", server.port, user=ALICE, parameters=parameters)
        added = await self.engine.answer(m.AddAccount(ALICE, "Alice", "", "generic", [spec], PASSWORD))
        assert isinstance(added, m.Added)
        ground = Ground(None, self.engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]
        await ground.sync()
        return ground

    def sync(self) -> None:
        self.run(self.ground.sync())

    def drive(self) -> CollectionId:
        return self.ground.read(read_collections.collections, Service.FILES)[0].id

    async def _put(self, path: Path, item: ItemId | None) -> None:
        drive = self.drive()
        await self.engine.answer(m.Upload(new_operation_id(), drive, str(path), item=item or 0))

    def put(self, path: Path) -> None:
        """Take a file of this machine in, over the one of its name where there is one."""

        async def work() -> None:
            row = self.ground.read(read_files.named, self.drive(), None, path.name)
            await self._put(path, row.id if row is not None else None)

        self.run(work())

    async def connect(self, on_notice: Callable[[m.Notice], None]) -> Connection:
        window = asyncio.get_running_loop()
        self.engine.subscribe(lambda notice: _tell(window, on_notice, notice))
        return Connection(self)


def _tell(window: asyncio.AbstractEventLoop, on_notice: Callable[[m.Notice], None], notice: m.Notice) -> None:
    if not window.is_closed():
        window.call_soon_threadsafe(on_notice, notice)


class Connection:
    """The window's connection to a machine's engine."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.closed: asyncio.Future[None] = asyncio.get_event_loop().create_future()

    async def ask(self, command: m.Command, timeout: float = 30.0) -> m.Reply:  # noqa: ASYNC109
        if isinstance(command, m.StoreState):
            return m.StoreStateAnswer(True, True, True, True, True)
        if isinstance(command, m.GetStoreKey):
            return m.StoreKey(self._machine.key)
        work = self._machine.engine.answer(command)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._machine._loop))

    async def close(self) -> None:
        if not self.closed.done():
            self.closed.set_result(None)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Machine, Machine, DavServer]]:
    if not installed("wsgidav"):
        pytest.skip("wsgidav is not installed")
    gc.collect()
    gc.disable()  # widgets of earlier tests are collected on the window's thread alone, as the window itself sees to
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
        gc.enable()


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


def names(area: FilesArea) -> list[str]:
    return [str(area.model.index(row, 0).data()) for row in range(area.model.rowCount())]


@pytest.mark.slow
def test_both_versions_are_kept_and_settled_from_the_window(
    machines: tuple[Machine, Machine, DavServer], window: FilesArea, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, laptop, server = machines
    path = tmp_path / "Budget.txt"
    path.write_text("ensemble")
    desk.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: names(window) == ["Budget.txt"], timeout=20_000)
    path.write_text("écrit au bureau")
    desk.put(path)
    path.write_text("écrit dans le train")
    laptop.put(path)
    desk.sync()
    laptop.sync()
    qtbot.waitUntil(lambda: "Budget.txt" in window.conflicts.text, timeout=20_000)
    window.list.choose(0)
    assert "Les deux versions sont gardées" in window.preview.trouble.sentence
    window.preview.trouble._both.click()
    qtbot.waitUntil(lambda: not window.conflicts.text, timeout=20_000)
    laptop.sync()
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=20_000)
    assert names(window)[0].startswith("Budget (conflit, Alice, 20")
    there = {one.name: one.read_text() for one in (server.folder / "files").iterdir() if one.is_file()}
    assert there.pop("Budget.txt") == "écrit au bureau"
    assert list(there.values()) == ["écrit dans le train"]
