"""Documents that are open in the editor, or were lately."""

from __future__ import annotations

from sync.model.ids import BlobName, ItemId
from sync.store.connection import Connection
from sync.store.rows import DocumentRow

RECENT = 50
"""How many are remembered."""


def documents(connection: Connection) -> list[DocumentRow]:
    """Return the documents, the one touched last first."""
    rows = connection.execute(
        "SELECT key, name, kind, place, base, delta, opened, updated_ms, item, revision FROM document "
        "ORDER BY updated_ms DESC, id DESC LIMIT ?",
        (RECENT,),
    ).fetchall()
    return [
        DocumentRow(
            key, name, kind, place, BlobName(bytes(base)), BlobName(bytes(delta)), bool(opened), updated, ItemId(item), revision
        )
        for key, name, kind, place, base, delta, opened, updated, item, revision in rows
    ]


def document(connection: Connection, key: str) -> DocumentRow | None:
    """Return one document, None where it is not known."""
    return next((row for row in documents(connection) if row.key == key), None)
