"""Rules: a server's scripts, what is carried out here, and which messages have been looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.model.ids import AccountId, ItemId
from sync.model.operations import Operation
from sync.model.rules import RuleSet
from sync.serial import to_json
from sync.store.connection import Connection
from sync.store.read.rules import ScriptRow
from sync.store.write import outbox
from sync.store.write.touched import Touched


def store_scripts(connection: Connection, account: AccountId, rows: Iterable[ScriptRow], extensions: str) -> None:
    """Keep all scripts of a server as they are now, and what they may require."""
    connection.execute("DELETE FROM script WHERE account_id = ?", (account,))
    connection.executemany(
        "INSERT INTO script (account_id, name, active, content, revision) VALUES (?, ?, ?, ?, ?)",
        [(account, row.name, int(row.active), row.content, row.revision) for row in rows],
    )
    connection.execute(
        "INSERT INTO rule_place (account_id, extensions) VALUES (?, ?) "
        "ON CONFLICT (account_id) DO UPDATE SET extensions = excluded.extensions",
        (account, extensions),
    )


def settle_script(connection: Connection, account: AccountId, row: ScriptRow) -> None:
    """Keep a script that the server has taken."""
    if row.active:
        connection.execute("UPDATE script SET active = 0 WHERE account_id = ?", (account,))
    connection.execute(
        "INSERT INTO script (account_id, name, active, content, revision) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (account_id, name) DO UPDATE SET active = max(active, ?3), content = ?4, revision = ?5",
        (account, row.name, int(row.active), row.content, row.revision),
    )


def keep_here(connection: Connection, account: AccountId, rules: RuleSet) -> None:
    """Keep the rules of an account that are carried out on this machine."""
    connection.execute(
        "INSERT INTO rule_place (account_id, here) VALUES (?, ?) ON CONFLICT (account_id) DO UPDATE SET here = excluded.here",
        (account, to_json(rules) if rules != RuleSet() else ""),
    )


def note_due(connection: Connection, items: Sequence[ItemId]) -> None:
    """Note messages that have arrived: rules will look at each of them, whatever happens in between."""
    connection.executemany("INSERT OR IGNORE INTO rule_due (item) VALUES (?)", [(item,) for item in items])


def carry_out(
    connection: Connection, items: Iterable[ItemId], keys: Iterable[int], operations: Iterable[Operation]
) -> Touched:
    """Put what rules want of messages into the outbox, and never look at those messages again: both or neither."""
    touched = Touched()
    for operation in operations:
        touched |= outbox.add(connection, operation)
    connection.executemany("DELETE FROM rule_due WHERE item = ?", [(item,) for item in items])
    connection.executemany("INSERT OR IGNORE INTO rule_done (key) VALUES (?)", [(key,) for key in keys])
    return touched
