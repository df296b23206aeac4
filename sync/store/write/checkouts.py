"""Files that are open in another program: where their private copies are, and what was last taken in of them."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import ItemId
from sync.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Checkout:
    """A private copy of a file. `revision` is what the server had when the copy was made, or made of it since."""

    item: ItemId
    path: str
    revision: str
    modified_ns: int
    size: int


def keep(connection: Connection, checkout: Checkout) -> None:
    """Note a private copy, or what it is by now."""
    connection.execute(
        "INSERT INTO file_checkout (id, path, revision, modified_ns, size) SELECT id, ?, ?, ?, ? FROM item WHERE id = ? "
        "ON CONFLICT (id) DO UPDATE SET path = excluded.path, revision = excluded.revision, "
        "modified_ns = excluded.modified_ns, size = excluded.size",
        (checkout.path, checkout.revision, checkout.modified_ns, checkout.size, checkout.item),
    )


def forget(connection: Connection, item: ItemId) -> None:
    """Forget a private copy that is no more."""
    connection.execute("DELETE FROM file_checkout WHERE id = ?", (item,))


def checkouts(connection: Connection) -> list[Checkout]:
    """Return all private copies."""
    rows = connection.execute("SELECT id, path, revision, modified_ns, size FROM file_checkout ORDER BY id").fetchall()
    return [Checkout(ItemId(row[0]), *row[1:]) for row in rows]
