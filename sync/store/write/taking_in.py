"""How far files of other programs were taken in."""

from __future__ import annotations

from sync.model.ids import CollectionId
from sync.store.connection import Connection


def note(connection: Connection, source: str, collection: CollectionId, place: int) -> None:
    """Note the place in a file behind which to go on, in the transaction that puts the messages before it into the outbox."""
    connection.execute(
        "INSERT INTO taking_in (source, collection_id, place) VALUES (?, ?, ?) "
        "ON CONFLICT (source, collection_id) DO UPDATE SET place = excluded.place",
        (source, collection, place),
    )
