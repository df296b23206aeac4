"""People for completion: by the beginning of any word of name or address, accents and case folded, most used first."""

from __future__ import annotations

import re
import unicodedata

from sync.store.connection import Connection
from sync.store.rows import PersonRow

_WORD = re.compile(r"\w+")


def folded_words(text: str) -> list[str]:
    """Return the words of `text` without accents, in small letters."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return _WORD.findall(plain)


def domains(connection: Connection) -> frozenset[str]:
    """Return the domains of everybody who was written to."""
    rows = connection.execute("SELECT DISTINCT lower(substr(address, instr(address, '@') + 1)) FROM person").fetchall()
    return frozenset(row[0] for row in rows if row[0])


def addresses(connection: Connection) -> frozenset[str]:
    """Return the addresses, in small letters, of everybody who was written to."""
    return frozenset(row[0] for row in connection.execute("SELECT address FROM person").fetchall())


def complete(connection: Connection, prefix: str, limit: int = 8) -> list[PersonRow]:
    """Return people with every typed word at the beginning of a word of theirs; at most `limit`, most used first."""
    typed = folded_words(prefix)
    if not typed:
        return []
    matches = " INTERSECT ".join(["SELECT person_id FROM person_word WHERE word >= ? AND word < ?"] * len(typed))
    parameters = [bound for word in typed for bound in (word, word + "\U0010ffff")]
    rows = connection.execute(
        f"SELECT name, address FROM person WHERE id IN ({matches}) ORDER BY uses DESC, last_used_ms DESC, id LIMIT ?",  # noqa: S608
        (*parameters, limit),
    ).fetchall()
    return [PersonRow(*row) for row in rows]
