"""Contents on their way here: what has been begun, so that it goes on after a restart, and what waits at the user's wish."""

from __future__ import annotations

from sync.model.ids import ItemId
from sync.store.connection import Connection


def begin(connection: Connection, item: ItemId, revision: str, salt: bytes, *, opened: bool) -> None:
    """Note that a content of that revision is on its way, into the file of that salt; `opened`: somebody asked for it."""
    connection.execute(
        "INSERT INTO download (id, revision, salt, opened) SELECT id, ?, ?, ? FROM item WHERE id = ? "
        "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, salt = excluded.salt, "
        "opened = max(opened, excluded.opened), paused = 0",
        (revision, salt, opened, item),
    )


def end(connection: Connection, item: ItemId) -> None:
    """Note that a content is here, or not wanted any more."""
    connection.execute("DELETE FROM download WHERE id = ?", (item,))


def pause(connection: Connection, item: ItemId, *, wanted: bool) -> bool:
    """Let a download wait until the user wants it to go on, or let it go on; return whether there is one."""
    changed = connection.execute("UPDATE download SET paused = ? WHERE id = ?", (wanted, item)).rowcount
    return bool(changed)
