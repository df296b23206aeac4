"""What protocols keep for themselves: one record, or the keys that begin alike."""

from __future__ import annotations

from sync.model.ids import AccountId
from sync.store.connection import Connection


def record(connection: Connection, account: AccountId, kind: str, key: str) -> bytes | None:
    """Return one record, None where there is none."""
    row = connection.execute(
        "SELECT value FROM protocol_record WHERE account_id = ? AND kind = ? AND key = ?", (account, kind, key)
    ).fetchone()
    return bytes(row[0]) if row else None


def record_keys(connection: Connection, account: AccountId, kind: str, prefix: str) -> list[str]:
    """Return the keys of a kind that begin with `prefix`, in order."""
    rows = connection.execute(
        "SELECT key FROM protocol_record WHERE account_id = ?1 AND kind = ?2 AND key >= ?3 AND substr(key, 1, length(?3)) = ?3 "
        "AND (?3 = '' OR key < ?3 || char(1114111)) ORDER BY key",
        (account, kind, prefix),
    ).fetchall()
    return [str(row[0]) for row in rows]
