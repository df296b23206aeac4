"""The day's figures, read from the store in one go: nothing is estimated."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.collections import Role
from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.read import accounts as read_accounts
from sync.store.read import drafts as read_drafts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from sync.store.rows import AccountRow, DraftRow, MailboxRow, MessageRow

LOOKED_AT = 60
"""Newest unread messages that are looked at to find those from people."""
SHOWN = 6
_MACHINES = (
    "noreply", "no-reply", "ne-pas-repondre", "nepasrepondre", "newsletter", "notification", "mailer-daemon", "postmaster",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """What the start page shows."""

    accounts: list[AccountRow]
    inboxes: dict[AccountId, MailboxRow]
    people: list[MessageRow]
    """Unread messages from people, newest first, at most `SHOWN`."""
    unread: int
    """All unread messages of the inboxes."""
    drafts: list[DraftRow]
    waiting: dict[str, int]
    conflicts: int


def from_a_person(row: MessageRow, list_id: str) -> bool:
    """Return whether a message comes from a person rather than from a list or a machine."""
    local = row.sender_address.casefold().split("@")[0]
    return not list_id and not any(local.startswith(machine) for machine in _MACHINES)


def read_day(connection: Connection) -> Day:
    """Return the day's figures; some milliseconds."""
    accounts = read_accounts.accounts(connection)
    inboxes = {
        mailbox.account: mailbox for mailbox in read_mailboxes.mailboxes(connection) if mailbox.role is Role.INBOX
    }
    people: list[MessageRow] = []
    if inboxes:
        unread = read_messages.page(
            connection, [mailbox.id for mailbox in inboxes.values()], only=read_messages.Only.UNREAD, limit=LOOKED_AT
        )
        for row in unread:
            envelope = read_messages.envelope(connection, row.id)
            if from_a_person(row, envelope.list_id if envelope is not None else ""):
                people.append(row)
            if len(people) == SHOWN:
                break
    return Day(
        accounts=accounts,
        inboxes=inboxes,
        people=people,
        unread=sum(max(mailbox.unread, 0) for mailbox in inboxes.values()),
        drafts=read_drafts.drafts(connection),
        waiting=read_outbox.waiting(connection),
        conflicts=len(read_outbox.conflicts(connection)),
    )
