"""Payloads that are blobs: read from the disk piece by piece while they travel, so that 2 GB need no more memory than 2 MB."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sync.engine.throttle import teller
from sync.engine.workplace import Workplace
from sync.model.ids import BlobName, OperationId


@dataclass(frozen=True, slots=True)
class BlobPayload:
    """The bytes of a blob that an operation of an account carries."""

    place: Workplace
    operation: OperationId
    name: BlobName
    size: int

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the octets from `start` on. Raises `StoreFault` `no_blob` or `damaged`."""
        tell = teller(self.place.notices, self.place.session.account.id, f"operation:{self.operation}", self.size)
        done = start
        async for piece in self.place.store.blob_pieces(self.name, start):
            await self.place.throttle.spend(len(piece))
            yield piece
            done += len(piece)
            tell(done)
