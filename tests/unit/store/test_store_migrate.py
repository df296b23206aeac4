"""Migrations go forward only, keep a copy of what was, and fail without harm."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from sync.model.accounts import Identity
from sync.model.faults import StoreFault
from sync.model.ids import AccountId
from sync.store.connection import key_connection, open_reader, open_writer
from sync.store.keys import Keys
from sync.store.migrate import SCHEMA_VERSION, SCRIPTS, migrate, version_of
from sync.store.read import sign_ins
from sync.store.read.accounts import account


def newer(script: str) -> dict[int, str]:
    return {**SCRIPTS["store.db"], SCHEMA_VERSION + 1: script}


def test_every_migration_has_a_number_of_its_own_and_none_is_missing() -> None:
    """Two of one number, landed at once by two people, would hide each other."""
    names = sorted(path.name for path in (Path(__file__).parents[3] / "sync" / "store" / "schema").glob("[0-9]*.sql"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)]


def test_a_migration_is_applied_after_a_copy(profile: Path, keys: Keys) -> None:
    import sqlcipher3

    with closing(open_writer(profile, keys)) as writer:
        writer.execute("INSERT INTO setting (name, value) VALUES ('kept', '1')")
        migrate(writer, profile, scripts=newer("ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT ''"))
        assert version_of(writer) == SCHEMA_VERSION + 1
        assert writer.execute("SELECT name, note FROM setting").fetchall() == [("kept", "")]
    with closing(sqlcipher3.connect(str(profile / f"store.db.before-{SCHEMA_VERSION}"))) as copy:
        key_connection(copy, keys.store)
        assert version_of(copy) == SCHEMA_VERSION
        assert copy.execute("SELECT name FROM setting").fetchall() == [("kept",)]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE extra (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)",
        "INSERT INTO draft (key, account_id, draft) VALUES ('k', 12345, '{}')",
    ],
    ids=["a statement fails", "a foreign key dangles"],
)
def test_a_failed_migration_leaves_the_old_store(profile: Path, keys: Keys, script: str) -> None:
    with closing(open_writer(profile, keys)) as writer:
        with pytest.raises(StoreFault, match="migration_failed"):
            migrate(writer, profile, scripts=newer(script))
        assert version_of(writer) == SCHEMA_VERSION
        assert writer.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone() == (0,)
        assert writer.execute("SELECT count(*) FROM draft").fetchone() == (0,)
        assert writer.execute("PRAGMA foreign_keys").fetchone() == (1,)
    open_reader(profile, keys).close()


def test_opening_again_changes_nothing(profile: Path, keys: Keys) -> None:
    open_writer(profile, keys).close()
    assert not list(profile.glob("store.db.before-*"))


def test_every_table_is_strict_and_no_column_may_be_null(profile: Path, keys: Keys) -> None:
    with closing(open_reader(profile, keys)) as reader:
        tables = reader.execute("PRAGMA table_list").fetchall()
        for schema, name, kind, _, _, strict in tables:
            if schema != "main" or kind != "table" or name.startswith("sqlite_"):
                continue
            assert strict, name
            nullable = [row[1] for row in reader.execute(f"PRAGMA table_xinfo({name})").fetchall() if not row[3]]
            assert nullable == [], name


def test_identities_take_the_place_of_the_one_that_an_account_had(tmp_path: Path) -> None:
    import sqlcipher3

    old = {number: script for number, script in SCRIPTS["store.db"].items() if number < 8}
    with closing(sqlcipher3.connect(str(tmp_path / "store.db"))) as writer:
        writer.isolation_level = None
        migrate(writer, tmp_path, scripts=old)
        writer.execute(
            "INSERT INTO account (address, identity_address, name, signature_html) VALUES ('a@x', 'b@x', 'Zoé', '<p>Zoé</p>')"
        )
        migrate(writer, tmp_path)
        assert account(writer, AccountId(1)).identities == (Identity("b@x", "Zoé", "<p>Zoé</p>"),)


def test_a_sign_in_that_an_account_had_for_itself_is_the_persons_now(tmp_path: Path) -> None:
    import sqlcipher3

    old = {number: script for number, script in SCRIPTS["store.db"].items() if number < 15}
    with closing(sqlcipher3.connect(str(tmp_path / "store.db"))) as writer:
        writer.isolation_level = None
        migrate(writer, tmp_path, scripts=old)
        writer.execute("INSERT INTO account (id, address) VALUES (3, 'Alice@x'), (4, 'bob@x')")
        kept = '{"server":{"issuer":"https://id"},"client":{},"tokens":{}}'
        writer.execute("INSERT INTO secret VALUES (3, 'oauth', ?), (3, 'password', 'p'), (4, 'password', 'q')", (kept,))
        migrate(writer, tmp_path)
        (row,) = sign_ins.used(writer, AccountId(3))
        assert (row.issuer, row.person, row.value) == ("https://id", "alice@x", kept)
        assert sign_ins.used(writer, AccountId(4)) == []
        assert writer.execute("SELECT account_id, name FROM secret ORDER BY 1").fetchall() == [(3, "password"), (4, "password")]
