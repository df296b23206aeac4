"""Drafts kept on this machine while they are written."""

from __future__ import annotations

import time

from sync.model.ids import AccountId
from sync.model.mail import Draft
from sync.serial import to_json
from sync.store.columns import recipients_text
from sync.store.connection import Connection


def keep(connection: Connection, key: str, account: AccountId, draft: Draft, *, now: int | None = None) -> None:
    """Write a draft over the one of the same key. `now` is in milliseconds since 1970."""
    moment = time.time_ns() // 1_000_000 if now is None else now
    connection.execute(
        "INSERT INTO draft (key, account_id, draft, subject, recipients, updated_ms) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET account_id = excluded.account_id, draft = excluded.draft, subject = excluded.subject, "
        "recipients = excluded.recipients, updated_ms = excluded.updated_ms",
        (key, account, to_json(draft), draft.subject, recipients_text((*draft.to, *draft.cc, *draft.bcc)), moment),
    )


def drop(connection: Connection, key: str) -> bool:
    """Throw a draft away; return whether there was one."""
    return bool(connection.execute("DELETE FROM draft WHERE key = ?", (key,)).rowcount)
