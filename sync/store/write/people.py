"""People that the user writes to, remembered for completion."""

from __future__ import annotations

import time
from collections.abc import Iterable

from sync.model.mail import Address
from sync.store.connection import Connection
from sync.store.read.people import folded_words


def used(connection: Connection, addresses: Iterable[Address], *, now: int | None = None) -> None:
    """Count one more use of each address. `now` is in milliseconds since 1970."""
    moment = time.time_ns() // 1_000_000 if now is None else now
    for person in addresses:
        address = person.address.strip()
        if "@" not in address:
            continue
        row = connection.execute(
            "INSERT INTO person (address, name, uses, last_used_ms) VALUES (lower(?), ?, 1, ?) "
            "ON CONFLICT (address) DO UPDATE SET uses = uses + 1, last_used_ms = excluded.last_used_ms, "
            "name = CASE WHEN excluded.name <> '' THEN excluded.name ELSE name END RETURNING id, name, address",
            (address, person.name, moment),
        ).fetchone()
        connection.execute("DELETE FROM person_word WHERE person_id = ?", (row[0],))
        connection.executemany(
            "INSERT OR IGNORE INTO person_word (word, person_id) VALUES (?, ?)",
            [(word, row[0]) for word in folded_words(f"{row[1]} {row[2]}")],
        )


def forget(connection: Connection, address: str) -> bool:
    """Forget somebody; return whether the address was known."""
    return bool(connection.execute("DELETE FROM person WHERE address = lower(?)", (address.strip(),)).rowcount)
