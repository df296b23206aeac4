"""Files as the user handles them: taken in from this machine, opened, exported, pinned; contents always in a stream."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

from sync.engine.session import Lane
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import AuthNeeded, Gone, Offline, Rejected, StoreFault, Transient
from sync.model.files import FileTruth
from sync.model.ids import BlobName, CollectionId, ItemId, OperationId
from sync.model.operations import Operation, UploadFile
from sync.store.blobs import LargeFile
from sync.store.connection import Connection
from sync.store.files import is_full
from sync.store.read import files as read_files
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.write import items as write_items
from sync.store.write import outbox as write_outbox
from sync.store.write.touched import Touched

_log = logging.getLogger(__name__)

PIECE = 1024 * 1024
PREVIEWED = 30 * 1024 * 1024
"""Octets of the largest file that has a preview."""


class Drive:
    """Files, for all accounts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def take_in(
        self,
        operation: OperationId,
        collection: CollectionId,
        path: Path,
        folder: ItemId | None,
        name: str,
        item: ItemId | None,
        base: str,
    ) -> list[ItemId]:
        """Copy a file of this machine into the store and let it be uploaded; return the item that it becomes.

        Raises `Gone`, `Rejected` `read_only` or `not_a_file`, `StoreFault`.
        """
        store = self._shop.store
        if store.read(read_outbox.is_known, operation):
            return store.read(read_items.of_operation, operation)
        account = self._shop.writable(collection, Service.FILES)
        try:
            file, modified = await asyncio.to_thread(self._copy, path)
        except OSError as error:
            if is_full(error):
                raise StoreFault("disk_full") from error
            raise Rejected("not_a_file", path=str(path)) from error

        def write(connection: Connection) -> tuple[Touched, list[ItemId]]:
            blob, size = store.adopt_file(connection, file)
            intention = UploadFile(
                collection, folder, name or path.name, blob, size, modified=modified, item=item, base=base
            )
            touched = write_outbox.add(
                connection, Operation(operation, account, intention, created=self._shop.clock.now_ms())
            )
            return touched, read_items.of_operation(connection, operation)

        try:
            touched, items = await store.write_durably(write)
        finally:
            file.abandon()
        self._shop.notices.touched(touched)
        return items

    async def take_blob(
        self,
        operation: OperationId,
        collection: CollectionId,
        blob: BlobName,
        folder: ItemId | None,
        name: str,
        item: ItemId | None,
        base: str,
    ) -> list[ItemId]:
        """Let what a blob holds be uploaded; return the item that it becomes. Raises `Gone`, `Rejected("read_only")`,
        `StoreFault("no_blob")`."""
        store, now = self._shop.store, self._shop.clock.now_ms()
        if store.read(read_outbox.is_known, operation):
            return store.read(read_items.of_operation, operation)
        account, size = self._shop.writable(collection, Service.FILES), store.read(store.blob_size, blob)
        intention = UploadFile(collection, folder, name, blob, size, modified=now // 1000, item=item, base=base)

        def write(connection: Connection) -> tuple[Touched, list[ItemId]]:
            touched = write_outbox.add(connection, Operation(operation, account, intention, created=now))
            return touched, read_items.of_operation(connection, operation)

        touched, items = await store.write_durably(write)
        self._shop.notices.touched(touched)
        return items

    async def preview(self, item: ItemId) -> tuple[str, bytes]:
        """Return the kind and bytes of a file's preview, nothing where there is none. Raises as `open`."""
        name, size = await self.open(item)
        row = self._shop.store.read(read_files.file, item)
        if row is None or size > PREVIEWED:
            return "", b""
        return await self._shop.parsing.preview(await self._shop.store.blob(name), row.name)

    async def open(self, item: ItemId) -> tuple[BlobName, int]:
        """Bring a file's content here; return its blob and size. What is here already, even if older, is given where the
        server cannot be asked."""
        known = self._shop.store.read(read_items.opened, item)
        if known is None or not isinstance(known.shown, FileTruth) or known.shown.is_folder:
            raise Gone("file", file=item)
        store = self._shop.store
        waiting = store.read(read_items.waiting_content, item)
        if waiting is not None:
            return waiting
        try:
            return (await self.as_served(item))[:2]
        except (Offline, Transient, AuthNeeded) as fault:
            here = store.read(read_items.content, item)
            if here is None:
                raise
            self._shop.notices.rows("item", (item,))
            _log.info("an older content is shown: %s", fault.code)
            return here[0], store.read(store.blob_size, here[0])

    async def as_served(self, item: ItemId) -> tuple[BlobName, int, str]:
        """Bring a file's content here as the server has it, whatever waits to be uploaded; return its blob, size and revision.

        Raises `Gone("file")`, and what keeps the server from being asked where an older one alone is here.
        """
        store = self._shop.store
        known = store.read(read_items.opened, item)
        if known is None:
            raise Gone("file", file=item)
        here = store.read(read_items.content, item)
        if here is None or here[1] != known.revision:
            await self._shop.worker_of(known.account).downloads.fetch(item, Lane.READING, opened=True)
            here = store.read(read_items.content, item)
        if here is None:
            raise Gone("file", file=item)
        return here[0], store.read(store.blob_size, here[0]), here[1]

    async def export(self, item: ItemId, path: Path) -> None:
        """Write a file's content to a path that does not exist yet. Raises as `open`, and `Rejected("path_exists")`."""
        name, _ = await self.open(item)
        await self.write_out(name, path)

    async def write_out(self, name: BlobName, path: Path) -> None:
        """Write a blob to a path that does not exist yet. Raises `Rejected("path_exists")`, `Rejected("not_writable_path")`."""
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError as error:
            raise Rejected("path_exists", path=str(path)) from error
        except OSError as error:
            raise Rejected("not_writable_path", path=str(path)) from error
        try:
            with os.fdopen(number, "wb") as file:
                async for piece in self._shop.store.blob_pieces(name):
                    await asyncio.to_thread(file.write, piece)
        except BaseException as error:
            os.unlink(path)
            if isinstance(error, OSError):
                raise Rejected("not_writable_path", path=str(path)) from error
            raise

    async def pin(self, item: ItemId, *, wanted: bool) -> None:
        """Keep a file or folder here always, or no longer."""
        known = self._shop.store.read(read_items.opened, item)
        if known is None:
            raise Gone("file", file=item)
        self._shop.notices.touched(await self._shop.store.write_durably(write_items.pin, item, wanted=wanted))
        if wanted:
            self._shop.worker_of(known.account).wake_contents()

    def _copy(self, path: Path) -> tuple[LargeFile, int]:
        """Return a file's content as a blob to be, and when it was changed last (seconds since 1970)."""
        file = self._shop.store.begin_file()
        try:
            with path.open("rb") as source:
                modified = int(os.fstat(source.fileno()).st_mtime)
                while piece := source.read(PIECE):
                    file.write(piece)
            file.finish()
        except BaseException:
            file.abandon()
            raise
        return file, modified
