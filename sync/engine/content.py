"""Contents in bulk: newest first, as the account's policy wants them; fetching, parsing and writing go on side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.session import Lane
from sync.engine.slices import sliced
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.changes import Want
from sync.model.faults import Gone
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId
from sync.model.mail import ContentState, Summary
from sync.protocols.base import Protocol
from sync.rpc.messages import Progress
from sync.store.connection import Connection
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.write import mail as write_mail
from sync.store.write.index import Document
from sync.store.write.touched import Touched

_log = logging.getLogger(__name__)

BATCH_ITEMS = 150
BATCH_OCTETS = 6 * 1024 * 1024
LOOKED_UP = 1500
"""How many messages are asked of the store at a time; newer ones have to wait for those."""
WRITTEN_TOGETHER = 100

Wanted = tuple[ItemId, CollectionId, RemoteId, int]


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message's bytes, None where the server does not give them; what the parser made of them (None: unreadable)."""

    item: ItemId
    raw: bytes | None
    summary: Summary | None = None


class Contents:
    """Brings the contents of one account."""

    def __init__(self, place: Workplace) -> None:
        self._session = place.session
        self._store = place.store
        self._parsing = place.parsing
        self._notices = place.notices
        self._indexer = place.indexer
        self._next: deque[Wanted] = deque()
        self._under_way: set[ItemId] = set()
        self._passed_over: set[ItemId] = set()
        self._done = 0

    @property
    def want(self) -> Want:
        """How much the account's policy keeps."""
        return Want.WHOLE if self._session.account.keep.attachments else Want.TEXT

    async def run(self) -> None:
        """Bring everything that the policy wants and that is not here yet. Raises the fault that stops it."""
        self._next.clear()
        self._under_way.clear()
        self._passed_over.clear()
        self._done = 0
        fetched: asyncio.Queue[list[Fetched] | None] = asyncio.Queue(1)
        parsed: asyncio.Queue[list[Fetched] | None] = asyncio.Queue(1)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._fetch_all(fetched))
                group.create_task(self._parse_all(fetched, parsed))
                group.create_task(self._write_all(parsed))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        finally:
            if self._done:
                self._notices.tell(Progress(self._session.account.id, "content", self._done, self._done))

    async def _fetch_all(self, fetched: asyncio.Queue[list[Fetched] | None]) -> None:
        while batch := self._next_batch():
            self._under_way.update(item for item, *_ in batch)
            by_collection: dict[CollectionId, list[Wanted]] = defaultdict(list)
            for one in batch:
                by_collection[one[1]].append(one)
            for collection, wanted in by_collection.items():
                await fetched.put(await self._fetch(collection, wanted))
        await fetched.put(None)

    def _next_batch(self) -> list[Wanted]:
        """Return the newest messages without content, bounded in number and octets."""
        if not self._next:
            aside = self._under_way | self._passed_over
            account = self._session.account
            found = self._store.read(write_mail.without_content, account.id, LOOKED_UP + len(aside), account.keep)
            self._next.extend(one for one in found if one[0] not in aside)
        batch: list[Wanted] = []
        octets = 0
        while self._next and len(batch) < BATCH_ITEMS and (not batch or octets + self._next[0][3] <= BATCH_OCTETS):
            octets += self._next[0][3]
            batch.append(self._next.popleft())
        return batch

    async def _fetch(self, collection: CollectionId, wanted: Sequence[Wanted]) -> list[Fetched]:
        name = self._store.read(read_mailboxes.remote_id, collection)
        raw: dict[RemoteId, bytes | None] = {}
        if name is not None:
            async with self._session.alone(Service.MAIL, Lane.CONTENT) as protocol:
                try:
                    raw = await fetch(protocol, name, [remote for _, _, remote, _ in wanted], self.want)
                except Gone as fault:
                    _log.info("contents of collection %d: %s", collection, fault.code)
        self._passed_over.update(item for item, _, remote, _ in wanted if remote not in raw)
        return [Fetched(item, raw[remote]) for item, _, remote, _ in wanted if remote in raw]

    async def _parse_all(
        self, fetched: asyncio.Queue[list[Fetched] | None], parsed: asyncio.Queue[list[Fetched] | None]
    ) -> None:
        while (batch := await fetched.get()) is not None:
            await parsed.put(await summarised(self._parsing, batch))
        await parsed.put(None)

    async def _write_all(self, parsed: asyncio.Queue[list[Fetched] | None]) -> None:
        while (batch := await parsed.get()) is not None:
            await self._write(batch)
            self._done += len(batch)
            self._under_way.difference_update(one.item for one in batch)
            total = self._done + len(self._under_way)
            self._notices.tell(Progress(self._session.account.id, "content", self._done, max(total, self._total())))

    def _total(self) -> int:
        boxes = self._store.read(read_mailboxes.mailboxes, self._session.account.id)
        return sum(box.total for box in boxes if box.total > 0)

    async def _write(self, batch: list[Fetched]) -> None:
        missing = [one.item for one in batch if one.raw is None]
        there = self._store.read(read_messages.remote_items, missing)
        lost = {item for item in missing if item in there}
        whole = self.want is Want.WHOLE
        kept = [one for one in batch if one.raw is not None or one.item in lost]
        for some in sliced(kept, WRITTEN_TOGETHER):
            touched = await self._store.write(store_fetched, self._store, some, whole=whole)
            self._notices.rows("content", touched.items, touched.collections)
        await self._indexer.add(documents(batch))


async def fetch(protocol: Protocol, collection: RemoteId, items: Sequence[RemoteId], want: Want) -> dict[RemoteId, bytes | None]:
    """Return the bytes of each item, None for one that the server does not have."""
    pieces: dict[RemoteId, list[bytes]] = defaultdict(list)
    found: dict[RemoteId, bytes | None] = {}
    async for chunk in protocol.fetch(collection, items, want):
        if chunk.data is not None:
            pieces[chunk.item].append(chunk.data)
        if chunk.last:
            parts = pieces.pop(chunk.item, [])
            found[chunk.item] = None if chunk.data is None else parts[0] if len(parts) == 1 else b"".join(parts)
    return found


async def summarised(parsing: Parsing, batch: Sequence[Fetched]) -> list[Fetched]:
    """Return the batch with what the parser makes of it."""
    raw = [one.raw for one in batch if one.raw is not None]
    summaries = iter(await parsing.summaries(raw))
    return [Fetched(one.item, one.raw, next(summaries)) if one.raw is not None else one for one in batch]


def store_fetched(connection: Connection, store: OpenStore, batch: Sequence[Fetched], *, whole: bool) -> Touched:
    """Keep the bytes of messages as blobs and what the parser made of them, in one transaction."""
    names = iter(store.writer.blobs.put_many(connection, [one.raw for one in batch if one.raw is not None]))
    rows: list[tuple[ItemId, BlobName | None, Summary | None, ContentState]] = []
    for one in batch:
        if one.raw is None:
            rows.append((one.item, None, None, ContentState.MISSING))
            continue
        state = ContentState.WHOLE if whole else ContentState.TEXT
        rows.append((one.item, next(names), one.summary, ContentState.UNREADABLE if one.summary is None else state))
    return write_mail.store_contents(connection, rows)


def documents(batch: Sequence[Fetched]) -> list[Document]:
    """Return what goes into the search index."""
    return [Document(one.item, one.summary.envelope, one.summary) for one in batch if one.summary is not None]


