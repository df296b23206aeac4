"""What a protocol keeps for itself: records by kind and key that only it understands, in the encrypted store of the account.

A protocol that only lists and fetches needs none of this. One that holds keys of its own does: they have to be on disk
before a request leaves that makes use of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

Place: TypeAlias = tuple[str, str]
"""Kind and key of a record."""


class Keeper(Protocol):
    """Keeps records for one account."""

    def read(self, kind: str, key: str) -> bytes | None:
        """Return one record, None where there is none."""
        ...

    def keys(self, kind: str, prefix: str) -> list[str]:
        """Return the keys of a kind that begin with `prefix`, in order."""
        ...

    async def write(self, changes: Mapping[Place, bytes | None]) -> None:
        """Write (None: remove) all records in one transaction."""
        ...


class MemoryKeeper:
    """Keeps records as long as it lives."""

    def __init__(self) -> None:
        self.records: dict[Place, bytes] = {}
        self.writes = 0

    def read(self, kind: str, key: str) -> bytes | None:
        """Return one record."""
        return self.records.get((kind, key))

    def keys(self, kind: str, prefix: str) -> list[str]:
        """Return the keys of a kind that begin with `prefix`."""
        return sorted(key for found, key in self.records if found == kind and key.startswith(prefix))

    async def write(self, changes: Mapping[Place, bytes | None]) -> None:
        """Write all records."""
        self.writes += 1
        for place, value in changes.items():
            if value is None:
                self.records.pop(place, None)
            else:
                self.records[place] = value
