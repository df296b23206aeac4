"""Conflicts: kept pairs of mine and theirs."""

from __future__ import annotations

import time

from sync.model.ids import AccountId, ItemId, OperationId
from sync.store.connection import Connection


def add(
    connection: Connection,
    account: AccountId,
    operation: OperationId,
    item: ItemId | None,
    *,
    base: str,
    theirs: str,
    now: int | None = None,
) -> int:
    """Keep a conflict and return its id. `now` is in milliseconds since 1970."""
    moment = time.time_ns() // 1_000_000 if now is None else now
    new = connection.execute(
        "INSERT INTO conflict (account_id, operation_id, item, base, theirs, created_ms) VALUES (?, ?, ?, ?, ?, ?)",
        (account, operation, item or 0, base, theirs, moment),
    ).lastrowid
    return int(new)


def remove(connection: Connection, conflict: int) -> bool:
    """Forget a conflict that is resolved; return whether it was there."""
    return bool(connection.execute("DELETE FROM conflict WHERE id = ?", (conflict,)).rowcount)
