"""Drafts kept on this machine."""

from __future__ import annotations

from sync.model.ids import AccountId
from sync.model.mail import Draft
from sync.serial import from_json
from sync.store.connection import Connection
from sync.store.rows import DraftRow


def drafts(connection: Connection) -> list[DraftRow]:
    """Return all drafts, the one touched last first (`updated` in milliseconds since 1970)."""
    rows = connection.execute(
        "SELECT key, account_id, subject, recipients, updated_ms FROM draft ORDER BY updated_ms DESC, id DESC"
    ).fetchall()
    return [DraftRow(row[0], AccountId(row[1]), *row[2:]) for row in rows]


def draft(connection: Connection, key: str) -> tuple[AccountId, Draft] | None:
    """Return one draft and its account, None where there is none of that key."""
    row = connection.execute("SELECT account_id, draft FROM draft WHERE key = ?", (key,)).fetchone()
    return (AccountId(row[0]), from_json(row[1], Draft)) if row else None
