"""Connections to the encrypted databases: opened with the raw key, told apart when they cannot be."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import sqlcipher3

from sync.model.faults import StoreFault
from sync.store.files import SEARCH, STORE, keep_ballast, make_folders, refuse_network_home
from sync.store.keys import Keys
from sync.store.migrate import migrate, refuse_newer
from sync.store.vault import Vault

Connection: TypeAlias = sqlcipher3.Connection
"""A connection to `store.db` or `search.db`; used by one thread at a time."""

BUSY_MILLISECONDS = 5000


def create(profile: Path, keys: Keys) -> None:
    """Make the empty databases of a profile whose vault exists.

    Raises `StoreFault` `exists` (never overwrites), `network_home`, `disk_full`, `not_writable`.
    """
    refuse_network_home(profile)
    _recognise(profile, keys)
    for database in (STORE, SEARCH):
        if (profile / database).exists():
            raise StoreFault("exists")
    try:
        make_folders(profile)
        for database in (STORE, SEARCH):
            (profile / database).touch(mode=0o600)
    except OSError as error:
        raise StoreFault("not_writable") from error
    for database in (STORE, SEARCH):
        with closing(_open(profile, keys, database, writing=True)) as connection:
            migrate(connection, profile, database)
    keep_ballast(profile)


def open_reader(profile: Path, keys: Keys) -> Connection:
    """Open `store.db` for reading only, waiting at most 5 s for a lock.

    Raises `StoreFault` `no_store`, `wrong_key`, `damaged`, `newer_schema`, `older_schema` (the engine migrates first).
    """
    return _reader(profile, keys, STORE)


def open_search(profile: Path, keys: Keys) -> Connection:
    """Open `search.db` for reading only; faults as in `open_reader`."""
    return _reader(profile, keys, SEARCH)


def open_writer(profile: Path, keys: Keys) -> Connection:
    """Open `store.db` for writing and migrate it. The engine calls this through `sync.store.write.writer.Writer`, which
    holds the lock that keeps a second engine out.

    Raises what `open_reader` raises, `network_home`, `migration_failed` and `disk_full`.
    """
    return _writer(profile, keys, STORE)


def open_search_writer(profile: Path, keys: Keys) -> Connection:
    """Open `search.db` for writing. A missing or damaged index is made anew: it holds nothing of its own."""
    _recognise(profile, keys)
    try:
        return _writer(profile, keys, SEARCH)
    except StoreFault as fault:
        if fault.code not in {"no_store", "damaged", "migration_failed"}:
            raise
        for suffix in ("", "-wal", "-shm"):
            (profile / (SEARCH + suffix)).unlink(missing_ok=True)
        (profile / SEARCH).touch(mode=0o600)
        return _writer(profile, keys, SEARCH)


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Let several reads see one state of the store. Ends with the block: an open reader keeps the journal growing."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def translate(error: sqlcipher3.Error) -> StoreFault:
    """Return the fault that a database error means."""
    text = str(error)
    if "full" in text:
        return StoreFault("disk_full")
    if "malformed" in text or "not a database" in text or "hmac" in text or "disk I/O" in text:
        return StoreFault("damaged")
    if "locked" in text or "busy" in text:
        return StoreFault("busy")
    if "readonly" in text:
        return StoreFault("not_writable")
    return StoreFault("database", reason=text)


def key_connection(connection: Connection, key: bytes) -> None:
    """Give a fresh connection its raw key and silence SQLCipher, which would write to stderr."""
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_page_size = 4096")


def _recognise(profile: Path, keys: Keys) -> None:
    if not hmac.compare_digest(Vault.load(profile).check, keys.check):
        raise StoreFault("wrong_key")


def _reader(profile: Path, keys: Keys, database: str) -> Connection:
    connection = _open(profile, keys, database, writing=False)
    try:
        if refuse_newer(connection, database) == 0:
            raise StoreFault("no_store")
    except BaseException:
        connection.close()
        raise
    return connection


def _writer(profile: Path, keys: Keys, database: str) -> Connection:
    refuse_network_home(profile)
    connection = _open(profile, keys, database, writing=True)
    try:
        migrate(connection, profile, database)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(profile: Path, keys: Keys, database: str, *, writing: bool) -> Connection:
    path = profile / database
    if not path.exists():
        raise StoreFault("no_store")
    _recognise(profile, keys)
    mode = "rw" if writing else "ro"
    key = keys.store if database == STORE else keys.search
    try:
        connection = sqlcipher3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
            timeout=BUSY_MILLISECONDS / 1000,
        )
    except sqlcipher3.Error as error:
        raise StoreFault("no_store") from error
    try:
        key_connection(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if writing:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("PRAGMA journal_size_limit = 33554432")
            connection.execute("PRAGMA cache_size = -32768")
        else:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cache_size = -8192")
    except sqlcipher3.Error as error:
        connection.close()
        raise translate(error) from error
    return connection
