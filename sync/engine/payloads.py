"""Payloads that are blobs: read from the disk piece by piece while they travel, so that 2 GB need no more memory than 2 MB."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sync.engine.opened import OpenStore
from sync.model.ids import BlobName


@dataclass(frozen=True, slots=True)
class BlobPayload:
    """The bytes of a blob."""

    store: OpenStore
    name: BlobName
    size: int

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the octets from `start` on. Raises `StoreFault` `no_blob` or `damaged`."""
        async for piece in self.store.blob_pieces(self.name, start):
            yield piece
