"""Mailboxes as the folder column shows them, with counts that include what waits in the outbox."""

from __future__ import annotations

from collections import defaultdict

from sync.model.accounts import Service
from sync.model.collections import Role
from sync.model.ids import AccountId, CollectionId, RemoteId
from sync.model.mail import Flag
from sync.store.connection import Connection
from sync.store.read.standing import put_off
from sync.store.rows import MailboxRow

_RANK = {
    role: rank for rank, role in enumerate((Role.INBOX, Role.DRAFTS, Role.SENT, Role.ARCHIVE, Role.JUNK, Role.TRASH))
}


def mailboxes(connection: Connection, account: AccountId | None = None) -> list[MailboxRow]:
    """Return the mailboxes of one account or of all: by account, then those with a role, then by name."""
    rows = connection.execute(
        "SELECT c.id, c.account_id, coalesce(nullif(o.name, ''), c.name), c.role, p.id, c.selectable, c.writable, c.shared, "
        "c.owner, "
        "CASE WHEN c.complete OR c.server_total < 0 THEN n.total ELSE max(c.server_total, n.total) END + n.total_shift, "
        "CASE WHEN c.complete OR c.server_unread < 0 THEN n.unread ELSE max(c.server_unread, n.unread) END + n.unread_shift, "
        "o.id IS NOT NULL, c.complete OR c.cursor <> x'' OR n.total + n.total_shift > 0 OR c.server_total >= 0 "
        "FROM collection c JOIN collection_count n ON n.collection_id = c.id "
        "LEFT JOIN collection_overlay o ON o.id = c.id "
        "LEFT JOIN collection p ON p.account_id = c.account_id AND p.service = c.service "
        "AND p.remote_id = c.parent_remote_id AND c.parent_remote_id <> '' "
        "WHERE c.service = ? AND coalesce(o.hidden, 0) = 0 AND (? IS NULL OR c.account_id = ?)",
        (Service.MAIL, account, account),
    ).fetchall()
    rows += connection.execute(
        "SELECT o.id, o.account_id, o.name, '', nullif(o.parent_id, 0), 1, 1, 0, '', n.total_shift, n.unread_shift, 1, 1 "
        "FROM collection_overlay o JOIN collection_count n ON n.collection_id = o.id "
        "WHERE o.created AND o.service = ? AND NOT o.hidden AND (? IS NULL OR o.account_id = ?)",
        (Service.MAIL, account, account),
    ).fetchall()
    hidden = _hidden(connection)
    found = [
        MailboxRow(
            CollectionId(row[0]), AccountId(row[1]), row[2], Role(row[3]), None if row[4] is None else CollectionId(row[4]),
            row[5] == 1, row[6] == 1, row[7] == 1, row[8],
            row[9] - hidden[row[0]][0] if row[12] else -1, row[10] - hidden[row[0]][1] if row[12] else -1, row[11] == 1,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda box: (box.account, _RANK.get(box.role, len(_RANK)), box.name.casefold(), box.id))


def _hidden(connection: Connection) -> defaultdict[int, tuple[int, int]]:
    """Return how many letters of each mailbox are put off: all of them, and those that are unread."""
    found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in put_off(connection):
        every, unread = found[one.collection]
        found[one.collection] = every + 1, unread + (not one.flags & Flag.SEEN)
    return found


def by_role(connection: Connection, account: AccountId, role: Role) -> CollectionId | None:
    """Return the mailbox of an account that serves for `role`, None where there is none."""
    row = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND service = ? AND role = ? ORDER BY id LIMIT 1",
        (account, Service.MAIL, role),
    ).fetchone()
    return CollectionId(row[0]) if row else None


def quota(connection: Connection, account: AccountId) -> tuple[int, int] | None:
    """Return how many octets an account's mail takes on its server, and may take; None where the server does not say."""
    row = connection.execute(
        "SELECT quota_used, quota_total FROM collection WHERE account_id = ? AND role = ? AND service = ? AND quota_total > 0",
        (account, Role.INBOX, Service.MAIL),
    ).fetchone()
    return (row[0], row[1]) if row else None


def unread_total(connection: Connection) -> int:
    """Return how many unread messages the inboxes of all enabled accounts show together."""
    row = connection.execute(
        "SELECT coalesce(sum(n.unread + n.unread_shift), 0) FROM collection c "
        "JOIN collection_count n ON n.collection_id = c.id JOIN account a ON a.id = c.account_id "
        "WHERE c.role = ? AND a.enabled",
        (Role.INBOX,),
    ).fetchone()
    inboxes = {found[0] for found in connection.execute("SELECT id FROM collection WHERE role = ?", (Role.INBOX,)).fetchall()}
    return int(row[0]) - sum(unread for box, (_, unread) in _hidden(connection).items() if box in inboxes)


def remote_id(connection: Connection, collection: CollectionId) -> RemoteId | None:
    """Return the server's name for a mailbox, None where no server has it."""
    row = connection.execute("SELECT remote_id FROM collection WHERE id = ?", (collection,)).fetchone()
    return RemoteId(row[0]) if row else None


def local_id(connection: Connection, account: AccountId, service: Service, name: RemoteId) -> CollectionId | None:
    """Return the local id of a collection that a server names, None where it is unknown."""
    row = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND service = ? AND remote_id = ?", (account, service, name)
    ).fetchone()
    return CollectionId(row[0]) if row else None


def cursor(connection: Connection, collection: CollectionId) -> bytes | None:
    """Return the protocol's bookmark of a mailbox, None where it has never been synchronised."""
    row = connection.execute("SELECT cursor FROM collection WHERE id = ?", (collection,)).fetchone()
    return bytes(row[0]) if row and row[0] else None
