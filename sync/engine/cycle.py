"""One synchronisation cycle, the same for every service: collections, the outbox, then what changed in each collection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sync.engine.intake import INTAKES
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.changes import ChangePage
from sync.model.collections import Role
from sync.model.faults import CursorExpired, Fault, Gone
from sync.model.ids import CollectionId, RemoteId
from sync.protocols.base import Protocol
from sync.rpc.messages import Progress
from sync.store.read import collections as read_collections
from sync.store.read import mailboxes as read_mailboxes
from sync.store.write import collections as write_collections
from sync.store.write.stored import StoredPage

_log = logging.getLogger(__name__)

_RANK = {role: rank for rank, role in enumerate((Role.INBOX, Role.DRAFTS, Role.SENT, Role.NONE, Role.ARCHIVE))}


class Cycle:
    """The cycle of one account. `arrived` is called whenever rows without content may be there."""

    def __init__(
        self,
        place: Workplace,
        *,
        watched: Callable[[], CollectionId | None],
        arrived: Callable[[], None],
    ) -> None:
        self._place = place
        self._session = place.session
        self._store = place.store
        self._notices = place.notices
        self._watched = watched
        self._arrived = arrived
        self._uncounted: set[Service] = set()

    async def run(self, outbox: Callable[[Service], Awaitable[object]]) -> None:
        """Run a whole cycle. A service that cannot work holds no other up; raises the first fault that was met."""
        faults: list[Fault] = []
        for service in INTAKES:
            if self._session.offers(service):
                try:
                    await self._list(service)
                    await outbox(service)
                    for collection in self._ordered(service):
                        await self.collection(service, collection)
                except Fault as fault:
                    _log.info("%s of account %d: %s:%s", service, self._session.account.id, fault.kind, fault.code)
                    faults.append(fault)
        if faults:
            raise faults[0]

    async def _list(self, service: Service) -> None:
        """List the collections. The first time they are not counted: the first rows would wait for that."""
        protocol = self._session.protocol(service)
        protocol.counting = not protocol.counts_apart or bool(self._ordered(service))
        (self._uncounted.discard if protocol.counting else self._uncounted.add)(service)
        async with self._session.turn(service).taken():
            listed = await self._session.protocol(service).collections()
            changed = await self._store.write(
                write_collections.store_collections, self._session.account.id, service, list(listed)
            )
        if changed:
            self._notices.rows("collection", changed, changed)

    def _ordered(self, service: Service) -> list[CollectionId]:
        """Return the collections in the order in which a person misses them: looked at, inbox, drafts, sent, the others."""
        watched = self._watched()
        listed = self._store.read(read_collections.to_follow, self._session.account.id, service)

        def rank(one: tuple[CollectionId, Role]) -> tuple[bool, int]:
            return one[0] != watched and one[1] is not Role.INBOX, _RANK.get(one[1], len(_RANK))

        return [collection for collection, _ in sorted(listed, key=rank)]

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
        """Take pages until there are no more; the next one travels while this one is stored, but for the very first one: it
        is what a person waits for, and has the machine to itself.

        Return whether everything has to be compared anew: flags were told of messages that are not here.
        """
        protocol = self._session.protocol(service)
        cursor = self._store.read(read_mailboxes.cursor, collection)
        first_time, unknown, done = cursor is None, False, 0
        more = True
        while more:
            async with self._session.turn(service).taken():
                page = await self._checked(protocol, collection, name, cursor, await protocol.changes(name, cursor))
                while True:
                    beginning = first_time and not done
                    ahead = None if beginning else self._ahead(service, protocol, name, page)
                    try:
                        stored = await INTAKES[service].take(self._place, collection, page)
                    except BaseException:
                        await _give_up(ahead)
                        raise
                    unknown = self._tell(stored) or unknown
                    afterwards = INTAKES[service].afterwards
                    if afterwards is not None:
                        await afterwards(self._place, collection, page, stored, first_time)
                    done = done + len(page.upserts) if page.more else page.expected or 0
                    if first_time and page.expected:
                        self._notices.tell(
                            Progress(self._session.account.id, "headers", min(done, page.expected), page.expected)
                        )
                    cursor, more = page.cursor, page.more
                    if ahead is None:
                        break
                    page = await self._checked(protocol, collection, name, cursor, await ahead)
            if service in self._uncounted:
                await self._list(service)
        return unknown

    def _ahead(
        self, service: Service, protocol: Protocol, name: RemoteId, page: ChangePage
    ) -> asyncio.Task[ChangePage] | None:
        """Ask for the next page already, unless somebody waits for a turn or the protocol compares with what is stored."""
        if not page.more or self._session.turn(service).wanted or protocol.compares:
            return None
        return asyncio.create_task(protocol.changes(name, page.cursor))

    async def _checked(
        self, protocol: Protocol, collection: CollectionId, name: RemoteId, cursor: bytes | None, page: ChangePage
    ) -> ChangePage:
        """A collection (or a folder of a drive) that is suddenly empty is looked at twice before anything of it goes."""
        if page.snapshot is None or page.snapshot or page.upserts:
            return page
        if not self._store.read(read_collections.holds_anything, collection, page.folder):
            return page
        return await protocol.changes(name, cursor if page.folder is not None else None)

    def _tell(self, stored: list[StoredPage]) -> bool:
        """Tell the windows what a page did; return whether it spoke of items that are not here."""
        for one in stored:
            self._notices.touched(one.touched)
            if one.touched.removed:
                self._place.indexer.remove(one.touched.removed)
        if any(one.new or one.changed for one in stored):
            self._arrived()
        return any(one.unknown for one in stored)


async def _give_up(task: asyncio.Task[ChangePage] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
