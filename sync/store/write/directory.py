"""People that directories told of: kept for when there is no network, the oldest let go of."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sync.model.contacts import DirectoryPerson
from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.read.people import folded_words

MOST = 5000
"""How many people are kept."""


def keep(connection: Connection, account: AccountId, people: Sequence[DirectoryPerson], now: int) -> int:
    """Keep what a directory told (`now` in milliseconds since 1970); return how many were not known."""
    new = 0
    for one in people:
        known = connection.execute(
            "SELECT id FROM directory_person WHERE account_id = ? AND address = ? AND name = ?", (account, one.address, one.name)
        ).fetchone()
        if known is not None:
            connection.execute("DELETE FROM directory_person WHERE id = ?", known)
        new += known is None
        person = connection.execute(
            "INSERT INTO directory_person (account_id, name, address, organization, department, title, phones, given, family, "
            "seen_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                account, one.name, one.address, one.organization, one.department, one.title, json.dumps(one.phones),
                one.given, one.family, now,
            ),
        ).lastrowid
        words = set(folded_words(f"{one.name} {one.address}"))
        connection.executemany(
            "INSERT OR IGNORE INTO directory_word (word, person_id) VALUES (?, ?)", [(word, person) for word in sorted(words)]
        )
    connection.execute(
        "DELETE FROM directory_person WHERE id IN "
        "(SELECT id FROM directory_person ORDER BY seen_ms DESC, id DESC LIMIT -1 OFFSET ?)",
        (MOST,),
    )
    return new
