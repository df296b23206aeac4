"""Contents of files: what is pinned is brought here in the background, what is opened at once; all of it with flat memory."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing

from sync.engine.session import Lane
from sync.engine.throttle import teller
from sync.engine.workplace import Workplace
from sync.model.accounts import Capability, Service
from sync.model.changes import Range, Want
from sync.model.faults import Gone, Offline, Stale, StoreFault
from sync.model.files import FileTruth
from sync.model.ids import BlobName, ItemId
from sync.model.operations import RemoteItem
from sync.rpc.messages import Progress
from sync.store.blobs import LargeFile
from sync.store.connection import Connection
from sync.store.files import is_full
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.write import items as write_items

_log = logging.getLogger(__name__)

RESUMES = 5
"""How often one download goes on after its connection was lost, before the fault is passed on."""


class Downloads:
    """Brings the contents of one account's files."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._store = place.store
        self._session = place.session

    async def run(self) -> None:
        """Bring everything that is pinned and not here as the server has it. Raises the fault that stops it."""
        passed_over: set[ItemId] = set()
        done = 0
        while True:
            found = self._store.read(read_files.to_fetch, self._session.account.id, 50 + len(passed_over))
            left = [item for item in found if item not in passed_over]
            if not left:
                break
            for item in left:
                try:
                    await self.fetch(item, Lane.CONTENT)
                    done += 1
                except (Gone, Stale) as fault:
                    _log.info("content of a file: %s:%s", fault.kind, fault.code)
                passed_over.add(item)
                self._place.notices.tell(Progress(self._session.account.id, "files", done, done + len(left)))

    async def fetch(self, item: ItemId, lane: Lane, *, opened: bool = False) -> BlobName:
        """Bring the content of one file as the server has it now; return the blob. Raises `Gone`, `Stale` and what keeps the
        server from being asked."""
        place = self._store.read(read_items.remote_items, (item,)).get(item)
        known = self._store.read(read_items.truth, item)
        if place is None or known is None or not isinstance(known[1], FileTruth) or known[1].is_folder:
            raise Gone("file", file=item)
        remote, size = place[1], known[1].size
        told = teller(self._place.notices, self._session.account.id, f"item:{item}", size) if opened else None
        file = self._store.begin_file()
        try:
            async with self._session.alone(Service.FILES, lane):
                for attempt in range(RESUMES + 1):
                    try:
                        await self._stream(remote, file, lane, told)
                        break
                    except Offline:
                        protocol = self._session.protocol(Service.FILES, lane)
                        if attempt == RESUMES or not file.size or Capability.RANGES not in protocol.capabilities:
                            raise
            now = self._place.clock.now_ms() if opened else 0

            def keep(connection: Connection) -> BlobName:
                name, _ = self._store.adopt_file(connection, file)
                write_items.keep_content(connection, item, name, remote.base, now=now)
                return name

            await asyncio.to_thread(file.finish)
            name = await self._store.write(keep)
        except OSError as error:
            raise (StoreFault("disk_full") if is_full(error) else StoreFault("not_writable")) from error
        finally:
            file.abandon()
        self._place.notices.rows("item", (item,), (place[0],))
        return name

    async def _stream(
        self, remote: RemoteItem, file: LargeFile, lane: Lane, told: Callable[[int], None] | None
    ) -> None:
        """Take the bytes from where the file ends. A file that the server has no more, or another one of, is not mixed."""
        want = Range(file.size, remote.base) if file.size else Want.WHOLE
        protocol = self._session.protocol(Service.FILES, lane)
        async with aclosing(protocol.fetch(remote.collection, (remote.item,), want)) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                if chunk.data is None:
                    raise Gone("file")
                await self._place.throttle.spend(len(chunk.data))
                await asyncio.to_thread(file.write, chunk.data)
                if told is not None:
                    told(file.size)
