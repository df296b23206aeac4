"""Two machines of one person and a real drive: an engine each, and the files of the second in a window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from app import documents
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.ids import AccountId, CollectionId, ItemId, new_operation_id
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import PASSPHRASE, Ground, make_engine
from tests.servers.dav import ALICE, PASSWORD, DavServer
from ui.files.area import FilesArea

T = TypeVar("T")


class Machine:
    """A machine of the person's: a profile and its engine, which works on a loop of its own as the engine role would."""

    def __init__(self, profile: Path, server: DavServer, loop: asyncio.AbstractEventLoop) -> None:
        self.profile, self._loop = profile, loop
        self.engine: Engine = make_engine(profile, make=protocol_class, parsing=InProcess(documents.made))
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


def names(area: FilesArea) -> list[str]:
    return [str(area.model.index(row, 0).data()) for row in range(area.model.rowCount())]
