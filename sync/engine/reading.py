"""Reading on demand: a message's content, one attachment, the raw bytes; from the store, or from the server where needed."""

from __future__ import annotations

from collections.abc import Callable

from sync.engine.content import Fetched, documents, fetch, store_fetched, summarised
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.seals.opening import Opening, may_be_wrapped
from sync.engine.search import Indexer
from sync.engine.session import Lane, Session
from sync.model.accounts import Service
from sync.model.changes import Want
from sync.model.faults import Gone, StoreFault, Unreadable
from sync.model.ids import AccountId, BlobName, ItemId
from sync.model.mail import Content, ContentState
from sync.store.read import messages as read_messages
from sync.store.rows import MessageRow
from sync.store.write import mail as write_mail


class Reading:
    """Opens messages of all accounts."""

    def __init__(
        self,
        store: OpenStore,
        parsing: Parsing,
        notices: Notices,
        indexer: Indexer,
        session_of: Callable[[AccountId], Session],
        opening: Opening,
    ) -> None:
        self._store = store
        self._parsing = parsing
        self._notices = notices
        self._indexer = indexer
        self._session_of = session_of
        self._opening = opening

    async def open(self, item: ItemId) -> tuple[Content, ContentState]:
        """Return a message for reading, opened where it is sealed. Raises `Gone`, `Unreadable`, and what keeps the server from
        being asked."""
        raw = await self._bytes(item, whole=False)
        content = await self._parsing.content(raw)
        if content.seal is not None:
            raw = await self._bytes(item, whole=True)  # a seal is judged over every byte
            content = await self._opening.content(raw, await self._parsing.content(raw))
        return content, self._row(item).content

    async def whole(self, item: ItemId) -> tuple[BlobName, bytes]:
        """Return a message with all of its attachments, and the blob that keeps it. Raises as `open`, but not `Unreadable`."""
        raw = await self._bytes(item, whole=True)
        name = self._store.read(read_messages.blob_of, item)
        if name is None:
            raise Gone("message", message=item)
        return name, raw

    async def readable(self, item: ItemId) -> bytes:
        """Return a message with all of its attachments as it is read: without its seals. Raises as `open`."""
        raw = await self._bytes(item, whole=True)
        seal = (await self._parsing.content(raw)).seal
        return raw if seal is None else await self._opening.plain(raw, seal.scheme)

    async def part(self, item: ItemId, path: str) -> tuple[BlobName, int]:
        """Take one attachment out of a message and keep it as a blob; return its name and size."""
        attachment = next((one for one in self._store.read(read_messages.attachments, item) if one.path == path), None)
        raw = await self._bytes(item, whole=attachment is None or attachment.elided)
        if may_be_wrapped(raw):
            raw = await self.readable(item)
        try:
            content = await self._parsing.part(raw, path)
        except Unreadable:
            if self._row(item).content is not ContentState.TEXT:
                raise
            content = await self._parsing.part(await self._bytes(item, whole=True), path)
        return await self._store.write(self._store.put_blob, content), len(content)

    def _row(self, item: ItemId) -> MessageRow:
        row = self._store.read(read_messages.message, item)
        if row is None:
            raise Gone("message", message=item)
        return row

    async def _bytes(self, item: ItemId, *, whole: bool) -> bytes:
        row = self._row(item)
        name = self._store.read(read_messages.blob_of, item)
        if name is not None and not (whole and row.content is ContentState.TEXT):
            try:
                return await self._store.blob(name)
            except StoreFault as fault:
                if fault.code not in ("no_blob", "damaged") or row.pending:
                    raise
                await self._store.write(write_mail.forget_contents, (item,))
        return await self._fetch(row, whole=whole)

    async def _fetch(self, row: MessageRow, *, whole: bool) -> bytes:
        """Bring a message from the server and keep it."""
        place = self._store.read(read_messages.remote_items, (row.id,)).get(row.id)
        if place is None:
            raise Gone("message", message=row.id)
        session = self._session_of(row.account)
        keep = session.account.keep
        everything = whole or (keep.attachments and row.size <= keep.largest)
        remote = place[1]
        async with session.alone(Service.MAIL, Lane.READING) as protocol:
            found = await fetch(protocol, remote.collection, (remote.item,), Want.WHOLE if everything else Want.TEXT)
        raw = found.get(remote.item)
        batch = await summarised(self._parsing, [Fetched(row.id, raw)])
        self._notices.touched(await self._store.write(store_fetched, self._store, batch, whole=everything))
        await self._indexer.add(documents(batch))
        if raw is None:
            raise Gone("message", message=row.id)
        return raw
