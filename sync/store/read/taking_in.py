"""How far files of other programs were taken in, and how many of their messages wait in the outbox."""

from __future__ import annotations

from sync.model.ids import AccountId, CollectionId
from sync.model.operations import AddMessage, OperationState
from sync.store.connection import Connection


def place(connection: Connection, source: str, collection: CollectionId) -> int:
    """Return the place in a file behind which to go on; 0 for one that was not begun."""
    row = connection.execute(
        "SELECT place FROM taking_in WHERE source = ? AND collection_id = ?", (source, collection)
    ).fetchone()
    return int(row[0]) if row else 0


def waiting(connection: Connection, account: AccountId) -> int:
    """Return how many messages of an account wait to be added."""
    states = (OperationState.QUEUED, OperationState.RUNNING)
    text = "SELECT count(*) FROM operation WHERE account_id = ? AND kind = ? AND state IN (?, ?)"
    return int(connection.execute(text, (account, AddMessage.kind, *states)).fetchone()[0])
