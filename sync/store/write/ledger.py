"""The ledger of hosts contacted: what the gate counted is added to the lines of the day."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.sovereignty import Contact
from sync.store.connection import Connection

KEPT_DAYS = 400
"""How long lines are kept: a year, and some weeks for whoever looks after it ended."""

_ADD = (
    "INSERT INTO ledger (day, account, host, why, address, first_ms, last_ms, connections, refused, sent, received, law, source) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, account, host, why) DO UPDATE SET "
    "address = excluded.address, first_ms = min(first_ms, excluded.first_ms), last_ms = max(last_ms, excluded.last_ms), "
    "connections = connections + excluded.connections, refused = refused + excluded.refused, sent = sent + excluded.sent, "
    "received = received + excluded.received, law = excluded.law, source = excluded.source"
)


def add(connection: Connection, contacts: Iterable[Contact]) -> None:
    """Add what happened to the ledger, all in one transaction, and drop lines older than `KEPT_DAYS`."""
    connection.executemany(
        _ADD,
        [
            (
                one.day, one.account, one.host, one.why, one.address, one.first, one.last, one.connections, one.refused,
                one.sent, one.received, one.law, one.source,
            )
            for one in contacts
        ],
    )  # fmt: skip
    connection.execute("DELETE FROM ledger WHERE day < date('now', ?)", (f"-{KEPT_DAYS} days",))
