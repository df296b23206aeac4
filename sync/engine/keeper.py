"""The encrypted store as the place where a protocol keeps records of its own (`sync.protocols.keeping`)."""

from __future__ import annotations

from collections.abc import Mapping

from sync.engine.opened import OpenStore
from sync.model.ids import AccountId
from sync.protocols.keeping import Place
from sync.store.read import records as read_records
from sync.store.write.records import write_records


class StoreKeeper:
    """Records of one account. They are on disk when `write` returns: a key that is used up must never come back."""

    def __init__(self, store: OpenStore, account: AccountId) -> None:
        self._store = store
        self._account = account

    def read(self, kind: str, key: str) -> bytes | None:
        """Return one record."""
        return self._store.read(read_records.record, self._account, kind, key)

    def keys(self, kind: str, prefix: str) -> list[str]:
        """Return the keys of a kind that begin with `prefix`."""
        return self._store.read(read_records.record_keys, self._account, kind, prefix)

    async def write(self, changes: Mapping[Place, bytes | None]) -> None:
        """Write all records in one transaction."""
        await self._store.write_durably(write_records, self._account, dict(changes))
