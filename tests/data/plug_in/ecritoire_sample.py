"""A sample plug-in: a protocol of another package, found by its entry point `ecritoire.protocols`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.changes import ChangePage, Chunk, Nudge, Want
from sync.model.collections import Collection
from sync.model.faults import Gone, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol


class Sample(Protocol):
    """Files of a server that has one empty drive."""

    name: ClassVar[str] = "sample"
    services: ClassVar[frozenset[Service]] = frozenset({Service.FILES})

    async def collections(self) -> Sequence[Collection]:
        """Return the one drive."""
        return (Collection(RemoteId("drive"), Service.FILES, "Sample"),)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the one empty page."""
        return ChangePage((), (), b"1", False, frozenset())

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want) -> AsyncIterator[Chunk]:
        """Say of every item that it is missing."""
        for item in items:
            yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Refuse: the drive is read-only."""
        raise Unsupported("intention", intention=operation.intention.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once."""
        return
        yield Nudge()

    async def close(self) -> None:
        """There is nothing to close."""


class NoProtocol:
    """Not a protocol: the registry has to say so."""

    gone = Gone
