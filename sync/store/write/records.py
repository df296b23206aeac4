"""What protocols keep for themselves, record by record, in the rows of their account."""

from __future__ import annotations

from collections.abc import Mapping

from sync.model.ids import AccountId
from sync.store.connection import Connection


def write_records(connection: Connection, account: AccountId, changes: Mapping[tuple[str, str], bytes | None]) -> None:
    """Write (None: remove) records of an account."""
    connection.executemany(
        "INSERT INTO protocol_record (account_id, kind, key, value) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (account_id, kind, key) DO UPDATE SET value = excluded.value",
        [(account, kind, key, value) for (kind, key), value in changes.items() if value is not None],
    )
    connection.executemany(
        "DELETE FROM protocol_record WHERE account_id = ? AND kind = ? AND key = ?",
        [(account, kind, key) for (kind, key), value in changes.items() if value is None],
    )
