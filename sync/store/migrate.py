"""Migrations: numbered SQL files applied in order, all in one transaction, after a copy of the old database was made."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import sqlcipher3

from sync.model.faults import StoreFault
from sync.store.files import SEARCH, STORE, sync_folder

_FOLDER = Path(__file__).parent / "schema"


def _scripts(pattern: str) -> dict[int, str]:
    found = {}
    for path in _FOLDER.glob("*.sql"):
        match = re.fullmatch(pattern, path.name)
        if match:
            found[int(match.group(1))] = path.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


SCRIPTS: dict[str, dict[int, str]] = {STORE: _scripts(r"(\d{4})_\w+\.sql"), SEARCH: _scripts(r"search_(\d{4})\.sql")}
"""Database file name → schema version → SQL."""

SCHEMA_VERSION = max(SCRIPTS[STORE])
"""What this program writes and reads; a newer store is refused."""


def version_of(connection: sqlcipher3.Connection) -> int:
    """Return the schema version that the database carries (0: empty)."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(connection: sqlcipher3.Connection, database: str = STORE) -> int:
    """Return the schema version. Raises `StoreFault("newer_schema")` where a newer program wrote the database."""
    found, known = version_of(connection), max(SCRIPTS[database])
    if found > known:
        raise StoreFault("newer_schema", found=found, known=known)
    return found


def migrate(
    connection: sqlcipher3.Connection,
    profile: Path,
    database: str = STORE,
    scripts: Mapping[int, str] | None = None,
) -> None:
    """Bring the database to the newest schema, forward only, whole or not at all. `scripts` replaces ours in tests.

    Before an existing database is touched, a copy (encrypted like itself) is put beside it as `store.db.before-<version>`;
    migrations of which one fails are all rolled back (`StoreFault("migration_failed")`), leaving the old schema and rows.
    """
    steps = SCRIPTS[database] if scripts is None else scripts
    found = version_of(connection)
    if found > max(steps):
        raise StoreFault("newer_schema", found=found, known=max(steps))
    pending = {version: script for version, script in steps.items() if version > found}
    if not pending:
        return
    if found:
        _copy_aside(connection, profile / database, found)
    newest = max(pending)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        script = "\n;".join(pending.values())
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\n;PRAGMA user_version = {newest};")
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise StoreFault("migration_failed", version=newest, table=str(broken[0]))
        connection.execute("COMMIT")
    except (sqlcipher3.DatabaseError, StoreFault) as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise StoreFault("migration_failed", version=newest) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _copy_aside(connection: sqlcipher3.Connection, path: Path, version: int) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aside = path.with_name(f"{path.name}.before-{version}")
    beside = aside.with_name(aside.name + ".new")
    connection.execute("BEGIN IMMEDIATE")
    try:
        shutil.copyfile(path, beside)
        beside.chmod(0o600)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreFault("disk_full") from error
    finally:
        connection.execute("ROLLBACK")
    os.replace(beside, aside)
    sync_folder(path.parent)
