"""The five verbs over a Cozy: one drive, followed by its own feed of changes, with events over a WebSocket."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import AuthNeeded, Gone, Unsupported
from sync.model.files import Trashed, Version
from sync.model.ids import RemoteId
from sync.model.operations import Applied, CreateFolder, DeleteItems, MoveFile, RemoteItem, RemoteOperation, UploadFile
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.cozy import trash, versions, writing
from sync.protocols.cozy.entries import ROOT
from sync.protocols.cozy.feed import Feed
from sync.protocols.cozy.stack import Stack, path_of

_TYPE = "io.cozy.files"


class CozyDrive(Protocol):
    """Files of one person. Folders that the person chose not to synchronise are left out by the server itself."""

    name: ClassVar[str] = "cozy"
    services: ClassVar[frozenset[Service]] = frozenset({Service.FILES})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._stack = Stack(surroundings)
        self._feed = Feed(self._stack)
        self.capabilities = frozenset({Capability.CONDITIONAL, Capability.PUSH, Capability.TRASH, Capability.VERSIONS})

    async def collections(self) -> Sequence[Collection]:
        """Return the one drive."""
        await self._stack.get(path_of(ROOT))
        return [Collection(ROOT, Service.FILES, self.surroundings.account.label or self.surroundings.endpoint.host)]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences."""
        return await self._feed.page(cursor)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring files in pieces of at most 64 KiB. What is in the trash is missing."""
        if isinstance(want, Range):
            raise Unsupported("ranges")
        for item in items:
            if await writing.look(self._stack, item) is None:
                yield Chunk(item, None, True)
                continue
            try:
                async with self._stack.download(item) as stream:
                    async for piece in stream.pieces():
                        yield Chunk(item, piece, False)
                yield Chunk(item, b"", True)
            except Gone:
                yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; doing it twice does no harm."""
        match operation.intention:
            case UploadFile() as intention:
                return Applied((await writing.upload(self._stack, operation, intention),))
            case CreateFolder() as intention:
                return Applied((await writing.make_folder(self._stack, operation, intention),))
            case MoveFile() as intention:
                return Applied(tuple(await writing.move(self._stack, operation, intention)))
            case DeleteItems():
                return Applied(tuple([await writing.delete(self._stack, one) for one in operation.items]))
            case other:
                raise Unsupported("intention", intention=other.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge whenever a file changed, and one once it listens. Raises `AuthNeeded` where the token is refused."""
        async with self._stack.realtime() as (socket, token):
            await socket.send(json.dumps({"method": "AUTH", "payload": token}))
            await socket.send(json.dumps({"method": "SUBSCRIBE", "payload": {"type": _TYPE}}))
            yield Nudge(ROOT)
            async for message in socket.messages():
                try:
                    event = json.loads(message).get("event")
                except (ValueError, AttributeError):
                    continue
                if event == "error":
                    raise AuthNeeded("token_refused")
                yield Nudge(ROOT)

    async def versions(self, item: RemoteItem) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first."""
        return await versions.listed(self._stack, item.item)

    async def version(self, item: RemoteItem, version: str) -> AsyncIterator[bytes]:
        """Yield an earlier content."""
        async with self._stack.download(item.item, version) as stream:
            async for piece in stream.pieces():
                yield piece

    async def restore_version(self, item: RemoteItem, version: str) -> None:
        """Make an earlier content the file's content."""
        await versions.revert(self._stack, item.item, version)

    async def trash(self, collection: RemoteId) -> Sequence[Trashed]:
        """Return what is in the trash, the latest first."""
        return await trash.listed(self._stack)

    async def restore(self, collection: RemoteId, trashed: str) -> None:
        """Bring something back to where it was."""
        await trash.restore(self._stack, trashed)

    async def purge(self, collection: RemoteId, trashed: str) -> None:
        """Delete something for good."""
        await trash.purge(self._stack, trashed)

    async def close(self) -> None:
        """Drop every connection."""
        await self._stack.close()
