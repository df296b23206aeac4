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
from sync.model.faults import Fault, Gone, Offline, Rejected, Stale, StoreFault
from sync.model.files import FileTruth
from sync.model.ids import BlobName, CollectionId, ItemId
from sync.model.operations import RemoteItem
from sync.rpc.messages import Progress
from sync.store.blobs import LargeFile, partial_path
from sync.store.connection import Connection
from sync.store.files import is_full
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import transfers as read_transfers
from sync.store.read.transfers import Begun
from sync.store.write import downloads as write_downloads
from sync.store.write import items as write_items

_log = logging.getLogger(__name__)

LARGE = 1024 * 1024
"""Octets above which a download is noted, goes on after a restart, and can be let wait."""
RESUMES = 5
"""How often one download goes on after its connection was lost, before the fault is passed on."""


class Downloads:
    """Brings the contents of one account's files."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._store = place.store
        self._session = place.session
        self._under_way: dict[ItemId, asyncio.Future[BlobName]] = {}
        self._stopped: set[ItemId] = set()

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
                except (Gone, Stale, Rejected) as fault:
                    _log.info("content of a file: %s:%s", fault.kind, fault.code)
                passed_over.add(item)
                self._place.notices.tell(Progress(self._session.account.id, "files", done, done + len(left)))

    async def fetch(self, item: ItemId, lane: Lane, *, opened: bool = False) -> BlobName:
        """Bring the content of one file as the server has it now; return the blob. One that was begun before goes on where it
        ended. Raises `Gone`, `Stale`, `Rejected("paused")` where the user lets it wait, and what keeps the server from being
        asked."""
        place = self._store.read(read_items.remote_items, (item,)).get(item)
        known = self._store.read(read_items.truth, item)
        if place is None or known is None or not isinstance(known[1], FileTruth) or known[1].is_folder:
            raise Gone("file", file=item)
        if (running := self._under_way.get(item)) is not None:
            try:
                return await asyncio.shield(running)
            except asyncio.CancelledError:
                if running.cancelled():
                    raise Rejected("paused", file=item) from None
                raise
        task = self._under_way[item] = asyncio.ensure_future(self._bring(item, *place, known[1].size, lane, opened=opened))
        try:
            return await task
        except asyncio.CancelledError:
            if task.cancelled() and item in self._stopped:
                raise Rejected("paused", file=item) from None
            task.cancel()
            await asyncio.wait((task,))
            raise
        finally:
            self._under_way.pop(item, None)
            self._stopped.discard(item)

    async def stop(self, item: ItemId, *, for_good: bool) -> None:
        """Let a download wait until it is wanted again, or forget it. Raises `Gone("download")` where there is none."""
        task = self._under_way.get(item)
        if task is not None:
            self._stopped.add(item)
            task.cancel()
            await asyncio.wait((task,))
        begun = self._store.read(read_transfers.begun, item)
        if begun is None and task is None:
            raise Gone("download", file=item)
        if for_good and begun is not None:
            partial_path(self._store.profile, begun.salt).unlink(missing_ok=True)
            await self._store.write_durably(write_downloads.end, item)
        elif begun is not None:
            await self._store.write_durably(write_downloads.pause, item, wanted=True)
        self._tell(item)

    async def go_on(self, item: ItemId) -> None:
        """Let a download that waits go on. Raises `Gone("download")` where there is none."""
        if not await self._store.write_durably(write_downloads.pause, item, wanted=False):
            raise Gone("download", file=item)
        self._tell(item)

    async def _bring(
        self, item: ItemId, collection: CollectionId, remote: RemoteItem, size: int, lane: Lane, *, opened: bool
    ) -> BlobName:
        begun = self._store.read(read_transfers.begun, item)
        opened = opened or (begun is not None and begun.opened)
        told = teller(self._place.notices, self._session.account.id, f"item:{item}", size) if size > LARGE or opened else None
        file = await asyncio.to_thread(self._begin, begun, remote.base)
        kept = False
        try:
            if size > LARGE:
                await self._store.write(write_downloads.begin, item, remote.base, file.salt, opened=opened)
                self._tell(item)
            async with self._session.alone(Service.FILES, lane):
                await self._go_through(remote, file, lane, told)
            now = self._place.clock.now_ms() if opened else 0

            def keep(connection: Connection) -> BlobName:
                name, _ = self._store.adopt_file(connection, file)
                write_items.keep_content(connection, item, name, remote.base, now=now)
                write_downloads.end(connection, item)
                return name

            await asyncio.to_thread(file.finish)
            name = await self._store.write(keep)
        except OSError as error:
            raise (StoreFault("disk_full") if is_full(error) else StoreFault("not_writable")) from error
        except (Gone, Stale):
            await self._store.write(write_downloads.end, item)
            raise
        except (Fault, asyncio.CancelledError):
            if size > LARGE:  # what is here already is not brought twice
                kept = True
                file.suspend()
            raise
        finally:
            if not kept:
                file.abandon()
        self._tell(item, collection)
        return name

    def _begin(self, begun: Begun | None, revision: str) -> LargeFile:
        if begun is not None and begun.revision == revision:
            try:
                return self._store.begin_file(begun.salt)
            except FileNotFoundError:
                _log.info("what was brought of a file is no more")
        elif begun is not None:
            partial_path(self._store.profile, begun.salt).unlink(missing_ok=True)
        return self._store.begin_file()

    async def _go_through(
        self, remote: RemoteItem, file: LargeFile, lane: Lane, told: Callable[[int], None] | None
    ) -> None:
        """Stream to the end, over a few lost connections."""
        for attempt in range(RESUMES + 1):
            try:
                await self._stream(remote, file, lane, told)
                return
            except Offline:
                protocol = self._session.protocol(Service.FILES, lane)
                if attempt == RESUMES or not file.size or Capability.RANGES not in protocol.capabilities:
                    raise

    def _tell(self, item: ItemId, collection: CollectionId | None = None) -> None:
        self._place.notices.rows("item", (item,), (collection,) if collection is not None else ())
        self._place.notices.rows("download", (item,))

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
