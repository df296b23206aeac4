"""Looking for damage: pages, rows and blobs of a profile."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3

from sync.model.faults import StoreFault
from sync.model.ids import BlobName
from sync.store.blobs import Blobs
from sync.store.connection import Connection, open_reader, open_search
from sync.store.keys import Keys

SAMPLED_BLOBS = 200


def check(profile: Path, keys: Keys, *, all_blobs: bool = True) -> list[str]:
    """Return what is wrong with a profile, as codes with a place (`store.db: page 7`…); an empty list is a clean bill.

    With `all_blobs` False only a sample of the blobs is read. Raises only what opening raises for other reasons than damage.
    """
    problems = []
    for name, opened in (("store.db", open_reader), ("search.db", open_search)):
        try:
            with closing(opened(profile, keys)) as connection:
                problems += [f"{name}: {problem}" for problem in _database(connection)]
                if name == "store.db":
                    problems += _blobs(connection, Blobs(profile, keys), all_blobs)
        except StoreFault as fault:
            if fault.code not in {"damaged", "no_store"}:
                raise
            problems.append(f"{name}: {fault.code}")
        except sqlcipher3.DatabaseError:
            problems.append(f"{name}: damaged")
    return problems


def _database(connection: Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    found += [f"foreign key of {row[0]} {row[1]}" for row in connection.execute("PRAGMA foreign_key_check").fetchall()]
    return found


def _blobs(connection: Connection, blobs: Blobs, every: bool) -> list[str]:
    order = "ORDER BY pack, position" if every else f"ORDER BY random() LIMIT {SAMPLED_BLOBS}"
    problems = []
    for (name,) in connection.execute(f"SELECT name FROM blob {order}").fetchall():  # noqa: S608
        try:
            for _ in blobs.stream(connection, BlobName(bytes(name))):
                pass
        except StoreFault as fault:
            problems.append(f"blob {bytes(name).hex()[:12]}: {fault.code}")
    return problems
