"""The unlocked store as the engine uses it: two writers, one reader on the loop, blobs read beside it."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from sync.model.ids import BlobName
from sync.store.blobs import Blobs, LargeFile
from sync.store.connection import Connection, open_reader, open_search
from sync.store.files import SEARCH
from sync.store.keys import Keys
from sync.store.write.writer import Writer

T = TypeVar("T")

_PIECES_AT_ONCE = 16


class OpenStore:
    """Everything open of one profile. Raises the `StoreFault`s of `Writer` when it cannot be."""

    def __init__(self, profile: Path, keys: Keys) -> None:
        self.profile = profile
        self.keys = keys
        self.writer = Writer(profile, keys)
        try:
            self.index_writer = Writer(profile, keys, SEARCH)
        except BaseException:
            self.writer.close()
            raise
        self._reader = open_reader(profile, keys)
        self._blob_reader = open_reader(profile, keys)
        self._blobs = Blobs(profile, keys)
        self._blob_turn = threading.Lock()

    def read(self, function: Callable[..., T], /, *args: Any, **keywords: Any) -> T:
        """Return `function(connection, …)`: for reads of a few milliseconds, on the engine's loop."""
        return function(self._reader, *args, **keywords)

    async def read_long(self, function: Callable[[Connection, Connection], T]) -> T:
        """Return `function(search, store)`, run in a thread with connections of its own."""

        def run() -> T:
            with (
                closing(open_search(self.profile, self.keys)) as search,
                closing(open_reader(self.profile, self.keys)) as store,
            ):
                return function(search, store)

        return await asyncio.to_thread(run)

    async def write(self, function: Callable[..., T], /, *args: Any, **keywords: Any) -> T:
        """Run one transaction of what can be fetched again."""
        return await self.writer.run(function, *args, durable=False, **keywords)

    async def write_durably(self, function: Callable[..., T], /, *args: Any, **keywords: Any) -> T:
        """Run one transaction of what the user made: on disk before this returns."""
        return await self.writer.run(function, *args, durable=True, **keywords)

    async def blob(self, name: BlobName) -> bytes:
        """Return the bytes of a blob. Raises `StoreFault` `no_blob` or `damaged`."""
        return (await self.blobs((name,)))[0]

    async def blobs(self, names: Sequence[BlobName]) -> list[bytes]:
        """Return the bytes of several blobs, read in a thread."""

        def run() -> list[bytes]:
            with self._blob_turn:
                return [self._blobs.read(self._blob_reader, name) for name in names]

        return await asyncio.to_thread(run)

    async def blob_pieces(self, name: BlobName, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the bytes of a blob from `start` on, read in a thread, about a MiB at a time."""
        pieces = self._blobs.stream(self._blob_reader, name, start)

        def run() -> bytes:
            with self._blob_turn:
                return b"".join(itertools.islice(pieces, _PIECES_AT_ONCE))

        while piece := await asyncio.to_thread(run):
            yield piece

    def begin_file(self, salt: bytes = b"") -> LargeFile:
        """Begin a blob that is written piece by piece, outside of transactions, or go on with a suspended one."""
        return self.writer.blobs.begin_file(salt)

    def adopt_file(self, connection: Connection, file: LargeFile) -> tuple[BlobName, int]:
        """Make a blob of a finished file, inside a transaction of the writer; return its name and size."""
        return self.writer.blobs.adopt(connection, file)

    def blob_size(self, connection: Connection, name: BlobName) -> int:
        """Return the number of bytes of a blob. Raises `StoreFault("no_blob")`."""
        return self._blobs.size(connection, name)

    def put_blob(self, connection: Connection, content: bytes) -> BlobName:
        """Keep bytes, inside a transaction of the writer."""
        return self.writer.blobs.put(connection, content)[0]

    def close(self) -> None:
        """Finish what is queued and let the profile go."""
        self.writer.close()
        self.index_writer.close()
        self._reader.close()
        with self._blob_turn:
            self._blob_reader.close()
