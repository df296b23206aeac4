"""Where crypto keeps its state: records by kind and key, read one by one when needed, written together in batches.

What was changed is seen at once by whoever reads it here, and is on disk after `save`: before a message leaves that used up a
key, and before a cursor moves past one that came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from sync.model.faults import Bug
from sync.protocols.keeping import Keeper, Place

T = TypeVar("T")


class Records:
    """The records with what was changed since the last `save` laid over them."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._changed: dict[Place, bytes | None] = {}
        self._saving = asyncio.Lock()

    def get(self, kind: str, key: str, shape: type[T]) -> T | None:
        """Return the record as a `shape`. Raises `Bug("bad_record")` where it is of another."""
        place = kind, key
        raw = self._changed[place] if place in self._changed else self._keeper.read(kind, key)
        if raw is None:
            return None
        try:
            return msgspec.msgpack.decode(raw, type=shape)
        except msgspec.MsgspecError as error:
            raise Bug("bad_record", record=kind) from error

    def put(self, kind: str, key: str, value: object) -> None:
        """Change a record."""
        self._changed[kind, key] = msgspec.msgpack.encode(value)

    def drop(self, kind: str, key: str) -> None:
        """Remove a record."""
        self._changed[kind, key] = None

    def keys(self, kind: str, prefix: str = "") -> list[str]:
        """Return the keys of a kind that begin with `prefix`, in order."""
        found = set(self._keeper.keys(kind, prefix))
        for (changed, key), value in self._changed.items():
            if changed == kind and key.startswith(prefix):
                (found.discard if value is None else found.add)(key)
        return sorted(found)

    def all(self, kind: str, shape: type[T], prefix: str = "") -> Iterator[tuple[str, T]]:
        """Yield key and record of every record of a kind."""
        for key in self.keys(kind, prefix):
            found = self.get(kind, key, shape)
            if found is not None:
                yield key, found

    async def save(self) -> None:
        """Write what was changed, in one transaction. What fails to be written stays changed."""
        async with self._saving:
            going = dict(self._changed)
            if not going:
                return
            await self._keeper.write(going)
            for place, value in going.items():
                if self._changed.get(place, b"") is value:
                    del self._changed[place]
