"""Feeding the search index: in its own database and thread, so that it may lag behind but never holds the list back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.slices import sliced
from sync.model.faults import StoreFault
from sync.model.ids import ItemId
from sync.store.connection import Connection
from sync.store.read import messages as read_messages
from sync.store.write import index as write_index
from sync.store.write.index import Document

_log = logging.getLogger(__name__)

ROWS = 2000
"""Documents of one transaction: smaller ones cost up to three times as much each."""
WAITING_LIMIT = 4000
GATHER_SECONDS = 0.3
_CATCH_UP = 200
_READ_TOGETHER = 8
"""Messages whose attached documents are read in one go: what arrives meanwhile waits for no more than that."""


class Indexer:
    """Takes documents and puts them into the index in large transactions."""

    def __init__(self, store: OpenStore, parsing: Parsing) -> None:
        self._store = store
        self._parsing = parsing
        self._documents: dict[ItemId, Document] = {}
        self._gone: dict[ItemId, None] = {}
        self._work = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._writing = False

    @property
    def waiting(self) -> int:
        """How many documents are not in the index yet."""
        return len(self._documents) + self._writing

    async def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; waits only while very many are waiting already."""
        await self._room.wait()
        self._documents.update((document.id, document) for document in documents)
        if len(self._documents) >= WAITING_LIMIT:
            self._room.clear()
        self._work.set()

    def remove(self, items: Iterable[ItemId]) -> None:
        """Take messages that are gone out of the index."""
        for item in items:
            self._documents.pop(item, None)
            self._gone[item] = None
        self._work.set()

    async def run(self) -> None:
        """Index until cancelled: first what an earlier run left behind, then what comes."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._catch_up())
            group.create_task(self._feed())

    async def finish(self) -> None:
        """Put what waits into the index now."""
        while self._documents or self._gone:
            await self._write()

    async def _feed(self) -> None:
        while True:
            await self._work.wait()
            if len(self._documents) < ROWS:
                await asyncio.sleep(GATHER_SECONDS)
            await self._write()
            if not self._documents and not self._gone:
                self._work.clear()
                await self._tidy()
                await self._read_attachments()

    async def _tidy(self) -> None:
        """Merge segments for as long as nothing else is to be done."""
        more = True
        while more and not self._work.is_set():
            more = await self._store.index_writer.run(write_index.tidy, durable=False)

    async def _read_attachments(self) -> None:
        """Read attached documents for as long as nothing else is to be done, newest messages first."""
        while not self._work.is_set():
            items = await self._store.read_long(_unread)
            if not items:
                return
            documents = await self._documents_of(items, attached=True)
            read = {document.id for document in documents}
            await self._store.index_writer.run(
                _write_read, documents, [item for item in items if item not in read], durable=False
            )

    async def _write(self) -> None:
        chosen = dict(list(self._documents.items())[:ROWS])
        gone, self._gone = list(self._gone), {}
        for item in chosen:
            del self._documents[item]
        if len(self._documents) < WAITING_LIMIT:
            self._room.set()
        self._writing = True
        try:
            await self._store.index_writer.run(_write, list(chosen.values()), gone, durable=False)
        except StoreFault as fault:
            _log.warning("search index not written: %s", fault.code)
        finally:
            self._writing = False

    async def _catch_up(self) -> None:
        missing, surplus = await self._store.read_long(write_index.compare)
        self.remove(surplus)
        for items in sliced(missing, _CATCH_UP):
            await self.add(await self._documents_of(items))

    async def _documents_of(self, items: Sequence[ItemId], *, attached: bool = False) -> list[Document]:
        """Return messages as they are searched: by their bytes where those are here, otherwise by their headers."""
        names = {item: name for item in items if (name := self._store.read(read_messages.blob_of, item)) is not None}
        try:
            raw = await self._store.blobs(list(names.values()))
        except StoreFault as fault:
            _log.warning("not indexed again: %s", fault.code)
            return []
        summaries = await self._parsing.summaries(raw, attached=attached)
        found = [
            Document(item, summary.envelope, summary)
            for item, summary in zip(names, summaries, strict=True)
            if summary is not None
        ]
        if not attached:
            read = {document.id for document in found}
            envelopes = ((item, self._store.read(read_messages.envelope, item)) for item in items if item not in read)
            found += [Document(item, envelope) for item, envelope in envelopes if envelope is not None]
        return found


def _write(connection: Connection, documents: Sequence[Document], gone: Sequence[ItemId]) -> None:
    write_index.remove(connection, gone)
    write_index.index(connection, documents)


def _unread(search: Connection, _: Connection) -> list[ItemId]:
    return write_index.with_unread_attachments(search, _READ_TOGETHER)


def _write_read(connection: Connection, documents: Sequence[Document], unreadable: Sequence[ItemId]) -> None:
    write_index.index(connection, documents)
    write_index.leave_attachments(connection, unreadable)
