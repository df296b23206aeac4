"""Documents that are open in the editor: kept with what was edited, and forgotten."""

from __future__ import annotations

import time

from sync.model.ids import BlobName
from sync.store.connection import Connection
from sync.store.read.documents import RECENT
from sync.store.rows import DocumentRow


def keep(connection: Connection, row: DocumentRow, *, now: int | None = None) -> None:
    """Write a document over the one of the same key; of those no longer open, only the last ones are remembered.

    The revision of a file of a drive is taken with the first keeping alone: after that, saving moves it on.
    `now` is in milliseconds since 1970.
    """
    moment = time.time_ns() // 1_000_000 if now is None else now
    connection.execute(
        "INSERT INTO document (key, name, kind, place, base, delta, opened, updated_ms, item, revision) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
        "revision = CASE WHEN item = excluded.item THEN revision ELSE excluded.revision END, item = excluded.item, "
        "name = excluded.name, kind = excluded.kind, place = excluded.place, "
        "base = excluded.base, delta = excluded.delta, opened = excluded.opened, updated_ms = excluded.updated_ms",
        (row.key, row.name, row.kind, row.place, row.base, row.delta, int(row.opened), moment, row.item, row.revision),
    )
    if row.place:
        connection.execute("DELETE FROM document WHERE place = ? AND key <> ? AND opened = 0", (row.place, row.key))
    connection.execute(
        "DELETE FROM document WHERE opened = 0 AND id NOT IN (SELECT id FROM document ORDER BY updated_ms DESC, id DESC LIMIT ?)",
        (RECENT,),
    )


def forget(connection: Connection, key: str) -> bool:
    """Forget a document; return whether there was one."""
    return bool(connection.execute("DELETE FROM document WHERE key = ?", (key,)).rowcount)


def used_blobs(connection: Connection) -> set[BlobName]:
    """Return the blobs that documents speak of."""
    rows = connection.execute("SELECT base, delta FROM document").fetchall()
    return {BlobName(bytes(blob)) for row in rows for blob in row if blob}
