"""One synchronisation cycle, the same for every service: collections, the outbox, then what changed in each collection."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from sync.engine.intake import INTAKES
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.search import Indexer
from sync.engine.session import Session
from sync.model.accounts import Service
from sync.model.changes import ChangePage
from sync.model.collections import Role
from sync.model.faults import CursorExpired, Gone
from sync.model.ids import CollectionId, ItemId, RemoteId
from sync.model.mail import Flag, MessageTruth
from sync.protocols.base import Protocol
from sync.rpc.messages import NewMail, Progress
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.rows import MailboxRow
from sync.store.write import collections as write_collections
from sync.store.write.index import Document
from sync.store.write.stored import StoredPage

_log = logging.getLogger(__name__)

_RANK = {role: rank for rank, role in enumerate((Role.INBOX, Role.DRAFTS, Role.SENT, Role.NONE, Role.ARCHIVE))}

_DAY = 24 * 3600


class Cycle:
    """The cycle of one account. `arrived` is called whenever rows without content may be there."""

    def __init__(
        self,
        session: Session,
        store: OpenStore,
        parsing: Parsing,
        notices: Notices,
        indexer: Indexer,
        *,
        watched: Callable[[], CollectionId | None],
        arrived: Callable[[], None],
    ) -> None:
        self._session = session
        self._store = store
        self._parsing = parsing
        self._notices = notices
        self._watched = watched
        self._arrived = arrived
        self._indexer = indexer

    async def run(self, outbox: Callable[[], Awaitable[object]]) -> None:
        """Run a whole cycle. Raises the fault that keeps the account from working."""
        for service in INTAKES:
            if self._session.offers(service):
                await self._list(service)
                await outbox()
                for collection in self._ordered():
                    await self.collection(service, collection)

    async def _list(self, service: Service) -> None:
        async with self._session.turn.taken():
            listed = await self._session.protocol(service).collections()
            changed = await self._store.write(
                write_collections.store_collections, self._session.account.id, service, list(listed)
            )
        if changed:
            self._notices.rows("collection", changed, changed)

    def _ordered(self) -> list[CollectionId]:
        """Return the mailboxes in the order in which a person misses them: looked at, inbox, drafts, sent, the others."""
        watched = self._watched()

        def rank(box: MailboxRow) -> tuple[bool, int]:
            return box.id != watched and box.role is not Role.INBOX, _RANK.get(box.role, len(_RANK))

        boxes = self._store.read(read_mailboxes.mailboxes, self._session.account.id)
        return [box.id for box in sorted(boxes, key=rank) if box.selectable]

    async def collection(self, service: Service, collection: CollectionId) -> None:
        """Bring one collection up to date. One that the server has no more is left to the next listing."""
        for _ in range(3):
            name = self._store.read(read_mailboxes.remote_id, collection)
            if name is None:
                return
            try:
                again = await self._follow(service, collection, name)
            except CursorExpired as fault:
                _log.info("collection %d compared anew: %s", collection, fault.code)
                again = True
            except Gone as fault:
                _log.info("collection %d: %s", collection, fault.code)
                return
            if not again:
                return
            await self._store.write(write_collections.forget_cursor, collection)

    async def _follow(self, service: Service, collection: CollectionId, name: RemoteId) -> bool:
        """Take pages until there are no more; the next one travels while this one is stored.

        Return whether everything has to be compared anew: flags were told of messages that are not here.
        """
        protocol = self._session.protocol(service)
        cursor = self._store.read(read_mailboxes.cursor, collection)
        first_time, unknown, done = cursor is None, False, 0
        more = True
        while more:
            async with self._session.turn.taken():
                page = await self._checked(protocol, collection, name, await protocol.changes(name, cursor))
                while True:
                    ahead = self._ahead(protocol, name, page)
                    try:
                        stored = await INTAKES[service](self._store, self._parsing, collection, page)
                    except BaseException:
                        await _give_up(ahead)
                        raise
                    unknown = self._tell(collection, stored, first_time=first_time) or unknown
                    await self._index_headers(page, stored)
                    done = done + len(page.upserts) if page.more else page.expected or 0
                    if first_time and page.expected:
                        self._notices.tell(
                            Progress(self._session.account.id, "headers", min(done, page.expected), page.expected)
                        )
                    cursor, more = page.cursor, page.more
                    if ahead is None:
                        break
                    page = await self._checked(protocol, collection, name, await ahead)
        return unknown

    def _ahead(self, protocol: Protocol, name: RemoteId, page: ChangePage) -> asyncio.Task[ChangePage] | None:
        """Ask for the next page already, unless somebody waits for a turn."""
        if not page.more or self._session.turn.wanted:
            return None
        return asyncio.create_task(protocol.changes(name, page.cursor))

    async def _checked(
        self, protocol: Protocol, collection: CollectionId, name: RemoteId, page: ChangePage
    ) -> ChangePage:
        """A collection that is suddenly empty is looked at twice before anything of it goes."""
        if page.snapshot is None or page.snapshot or page.upserts:
            return page
        kept = next(
            (
                box.total
                for box in self._store.read(read_mailboxes.mailboxes, self._session.account.id)
                if box.id == collection
            ),
            0,
        )
        return await protocol.changes(name, None) if kept > 0 else page

    def _tell(self, collection: CollectionId, stored: list[StoredPage], *, first_time: bool) -> bool:
        """Tell the windows what a page did; return whether it spoke of messages that are not here."""
        new: list[ItemId] = []
        for one in stored:
            self._notices.touched(one.touched)
            new += one.new
            if one.touched.removed:
                self._indexer.remove(one.touched.removed)
        if new:
            self._arrived()
            inbox = self._store.read(read_mailboxes.by_role, self._session.account.id, Role.INBOX)
            if not first_time and collection == inbox:
                rows = self._store.read(read_messages.by_ids, new)
                unread = [int(row.id) for row in rows if not row.flags & Flag.SEEN]
                if unread:
                    self._notices.tell(NewMail(self._session.account.id, unread))
        return any(one.unknown for one in stored)


    async def _index_headers(self, page: ChangePage, stored: list[StoredPage]) -> None:
        """Let messages whose content the policy leaves on the server be found by what their headers say."""
        keep = self._session.account.keep
        sizes = [change.truth.size for change in page.upserts if isinstance(change.truth, MessageTruth)]
        if not keep.days and max(sizes, default=0) <= keep.largest:
            return
        oldest = int(time.time()) - keep.days * _DAY if keep.days else 0
        rows = self._store.read(read_messages.by_ids, [item for one in stored for item in one.new])
        left = [row.id for row in rows if row.size > keep.largest or row.date < oldest]
        envelopes = ((item, self._store.read(read_messages.envelope, item)) for item in left)
        await self._indexer.add(Document(item, envelope) for item, envelope in envelopes if envelope is not None)


async def _give_up(task: asyncio.Task[ChangePage] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
