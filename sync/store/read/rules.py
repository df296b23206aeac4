"""Rules: a server's scripts as they were last seen, what waits to be written there, and what is carried out here."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import AccountId, ItemId
from sync.model.operations import Operation, SaveScript
from sync.model.rules import RuleSet
from sync.serial import from_json
from sync.store.connection import Connection
from sync.store.read.outbox import operations_of


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """A script of a server."""

    name: str
    active: bool
    content: bytes
    revision: str


def scripts(connection: Connection, account: AccountId) -> list[ScriptRow]:
    """Return an account's scripts by name."""
    rows = connection.execute(
        "SELECT name, active, content, revision FROM script WHERE account_id = ? ORDER BY name", (account,)
    ).fetchall()
    return [ScriptRow(row[0], row[1] == 1, bytes(row[2]), row[3]) for row in rows]


def extensions(connection: Connection, account: AccountId) -> frozenset[str]:
    """Return what the server's scripts may require; nothing where no server was seen."""
    row = connection.execute("SELECT extensions FROM rule_place WHERE account_id = ?", (account,)).fetchone()
    return frozenset(row[0].split()) if row else frozenset()


def here(connection: Connection, account: AccountId) -> RuleSet:
    """Return the rules of an account that are carried out on this machine."""
    row = connection.execute("SELECT here FROM rule_place WHERE account_id = ?", (account,)).fetchone()
    return from_json(row[0], RuleSet) if row and row[0] else RuleSet()


def waiting(connection: Connection, account: AccountId) -> Operation | None:
    """Return the newest operation that is to write a script of an account."""
    found = [one for one in operations_of(connection, account) if isinstance(one.intention, SaveScript)]
    return found[-1] if found else None


def due(connection: Connection, account: AccountId) -> list[ItemId]:
    """Return the messages of an account that no rule has looked at yet, in the order in which they came."""
    rows = connection.execute(
        "SELECT d.item FROM rule_due d JOIN message m ON m.id = d.item JOIN collection c ON c.id = m.collection_id "
        "WHERE c.account_id = ? ORDER BY d.item",
        (account,),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def done(connection: Connection, key: int) -> bool:
    """Tell whether rules have looked at a message of this key already."""
    return connection.execute("SELECT 1 FROM rule_done WHERE key = ?", (key,)).fetchone() is not None
