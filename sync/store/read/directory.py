"""People that directories told of: who may be meant by some words, and whether there is a directory to ask."""

from __future__ import annotations

import json

from sync.model.contacts import DirectoryPerson
from sync.store.connection import Connection
from sync.store.read.people import folded_words

_LAST = "\U0010ffff"


def people(connection: Connection, text: str, limit: int = 50) -> list[DirectoryPerson]:
    """Return people with every typed word at the beginning of a word of theirs, by name, each once."""
    typed = folded_words(text)
    if not typed:
        return []
    matches = " INTERSECT ".join(["SELECT person_id FROM directory_word WHERE word >= ? AND word < ?"] * len(typed))
    rows = connection.execute(
        f"SELECT name, address, organization, department, title, phones, given, family FROM directory_person "  # noqa: S608
        f"WHERE id IN ({matches}) "
        "GROUP BY name, address ORDER BY name, address LIMIT ?",
        (*(bound for word in typed for bound in (word, word + _LAST)), limit),
    ).fetchall()
    return [DirectoryPerson(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5])), row[6], row[7]) for row in rows]


def is_there(connection: Connection) -> bool:
    """Whether an account has a directory."""
    row = connection.execute(
        "SELECT 1 FROM account a, json_each(a.endpoints) e WHERE a.enabled AND e.value ->> '$.service' = 'directory' LIMIT 1"
    ).fetchone()
    return row is not None
