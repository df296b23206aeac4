"""What servers keep beside the tree of a drive: trash, versions, links, shares. Asked for when one looks, never kept here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager

from sync.engine.session import Lane
from sync.engine.worker import Worker
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import Gone, StoreFault
from sync.model.files import LinkWish, PublicLink, Share, Sharee, ShareWish, Trashed, Version
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId
from sync.model.operations import RemoteItem
from sync.protocols.base import Protocol
from sync.store.connection import Connection
from sync.store.files import is_full
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read import mailboxes as read_mailboxes


class Beside:
    """Trash, versions, links and shares, for all accounts. Every method raises what keeps the server from being asked."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def abilities(self, collection: CollectionId) -> list[str]:
        """Return what a drive can do (`Capability`), once its server was looked at."""
        worker, _ = self._drive(collection)
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            await protocol.collections()
            return sorted(protocol.capabilities)

    # --- versions

    async def versions(self, item: ItemId) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first."""
        async with self._on(item) as (protocol, remote):
            return await protocol.versions(remote)

    async def open_version(self, item: ItemId, version: str) -> tuple[BlobName, int]:
        """Bring an earlier content here; return its blob and size."""
        store = self._shop.store
        file = store.begin_file()
        try:
            async with self._on(item) as (protocol, remote), aclosing(protocol.version(remote, version)) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    await asyncio.to_thread(file.write, piece)
            await asyncio.to_thread(file.finish)

            def keep(connection: Connection) -> tuple[BlobName, int]:
                return store.adopt_file(connection, file)

            return await store.write(keep)
        except OSError as error:
            raise (StoreFault("disk_full") if is_full(error) else StoreFault("not_writable")) from error
        finally:
            file.abandon()

    async def restore_version(self, item: ItemId, version: str) -> None:
        """Make an earlier content the file's content."""
        async with self._on(item) as (protocol, remote):
            await protocol.restore_version(remote, version)
        self._look_again(item)

    # --- the trash

    async def trash(self, collection: CollectionId) -> Sequence[Trashed]:
        """Return what was deleted from a drive, the latest first."""
        worker, name = self._drive(collection)
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            return await protocol.trash(name)

    async def restore(self, collection: CollectionId, trashed: str) -> None:
        """Bring something back."""
        worker, name = self._drive(collection)
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            await protocol.restore(name, trashed)
        worker.wake_collection(collection)

    async def purge(self, collection: CollectionId, trashed: Sequence[str]) -> None:
        """Delete things in the trash for good; all of them where none is named."""
        worker, name = self._drive(collection)
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            for one in trashed or [found.id for found in await protocol.trash(name)]:
                await protocol.purge(name, one)

    # --- links

    async def links(self, item: ItemId) -> Sequence[PublicLink]:
        """Return the links of a file or folder."""
        async with self._on(item) as (protocol, remote):
            return await protocol.links(remote)

    async def make_link(self, item: ItemId, wish: LinkWish) -> PublicLink:
        """Share a file or folder by a new link."""
        async with self._on(item) as (protocol, remote):
            made = await protocol.make_link(remote, wish)
        self._look_again(item)
        return made

    async def end_link(self, item: ItemId, link: str) -> None:
        """End a link."""
        async with self._on(item) as (protocol, remote):
            await protocol.end_link(remote, link)
        self._look_again(item)

    # --- people

    async def shares(self, item: ItemId) -> Sequence[Share]:
        """Return whom a file or folder is shared with."""
        async with self._on(item) as (protocol, remote):
            return await protocol.shares(remote)

    async def sharees(self, collection: CollectionId, text: str) -> Sequence[Sharee]:
        """Return whom something of a drive can be shared with, of those that a text finds."""
        worker, _ = self._drive(collection)
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            return await protocol.sharees(text)

    async def share(self, item: ItemId, sharee: Sharee, wish: ShareWish) -> Share:
        """Share a file or folder with somebody."""
        async with self._on(item) as (protocol, remote):
            made = await protocol.share(remote, sharee, wish)
        self._look_again(item)
        return made

    async def change_share(self, item: ItemId, share: str, wish: ShareWish) -> Share:
        """Let a share be as wished."""
        async with self._on(item) as (protocol, remote):
            return await protocol.change_share(remote, share, wish)

    async def end_share(self, item: ItemId, share: str) -> None:
        """End a share."""
        async with self._on(item) as (protocol, remote):
            await protocol.end_share(remote, share)
        self._look_again(item)

    @asynccontextmanager
    async def _on(self, item: ItemId) -> AsyncIterator[tuple[Protocol, RemoteItem]]:
        """Ask about an entry that its server has. Raises `Gone("file")`: what waits to be uploaded has nothing beside it."""
        place = self._shop.store.read(read_items.remote_items, (item,)).get(item)
        if place is None:
            raise Gone("file", file=item)
        worker, _ = self._drive(place[0])
        async with worker.session.alone(Service.FILES, Lane.READING) as protocol:
            yield protocol, place[1]

    def _drive(self, collection: CollectionId) -> tuple[Worker, RemoteId]:
        place = self._shop.store.read(read_collections.place, collection)
        name = self._shop.store.read(read_mailboxes.remote_id, collection)
        if place is None or name is None or place[1] is not Service.FILES:
            raise Gone("collection", collection=collection)
        return self._shop.worker_of(place[0]), name

    def _look_again(self, item: ItemId) -> None:
        place = self._shop.store.read(read_items.remote_items, (item,)).get(item)
        if place is not None:
            self._drive(place[0])[0].wake_collection(place[0])
