"""Rows as readers get them: truth with the user's pending operations already laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from sync.model.accounts import AccountCondition, Identity
from sync.model.collections import Role
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId
from sync.model.mail import ContentState, Flag, Pending


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as lists show it."""

    id: AccountId
    address: str
    name: str
    label: str
    backend: str
    enabled: bool
    condition: AccountCondition
    fault_kind: str
    fault_code: str
    fault_parameters: str
    keep_days: int
    keep_attachments: bool
    keep_largest: int
    identities: tuple[Identity, ...]
    """Who the user writes as: the usual one first."""


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A sign-in by browser as it is kept. `value` holds tokens and is never logged."""

    id: int
    issuer: str
    person: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox as the folder column shows it. `total` and `unread` include the overlay; -1: not known yet."""

    id: CollectionId
    account: AccountId
    name: str
    role: Role
    parent: CollectionId | None
    selectable: bool
    writable: bool
    shared: bool
    owner: str
    """Whose it is, where another user shares it."""
    total: int
    unread: int
    pending: bool
    """Created, renamed or being deleted by an operation that is not settled yet."""


class MessageRow(msgspec.Struct, frozen=True, gc=False):
    """A message as the list shows it. A page makes a hundred of them: as a dataclass that would take half of its time."""

    id: ItemId
    account: AccountId
    collection: CollectionId
    sender_name: str
    sender_address: str
    recipients: str
    """Names or addresses of the recipients, for Sent and Drafts, comma-separated, at most 200 characters."""
    subject: str
    preview: str
    date: int
    """Seconds since 1970, as received."""
    flags: Flag
    keywords: frozenset[str]
    size: int
    has_attachment: bool
    content: ContentState
    pending: Pending
    operation: OperationId | None
    """The operation that this row waits for, for rows that no server holds yet."""
    thread: int = 0
    """The conversation that it belongs to; 0: not known yet."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a list shows of several messages that belong together."""

    thread: int
    count: int
    unread: int
    """How many are not read, of those in the place that is listed."""
    flagged: bool
    has_attachment: bool
    people: tuple[tuple[str, str], ...]
    """Name and address of those who wrote, each once, in the order in which they first did."""


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation as the outbox shows it. `subject` says what it is about, in the user's own words where there are any."""

    id: OperationId
    account: AccountId
    kind: str
    state: str
    subject: str
    count: int
    created: int
    not_before: int
    attempts: int
    fault_kind: str
    fault_code: str
    fault_parameters: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft kept on this machine."""

    key: str
    account: AccountId
    subject: str
    recipients: str
    updated: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that is open, or was: what it was opened from, and what was edited since (blobs). `updated` in milliseconds.

    Of a file of a drive: which one, and the revision of it that the person saw, or that saving made.
    """

    key: str
    name: str
    kind: str
    place: str
    base: BlobName
    delta: BlobName
    opened: bool
    updated: int
    item: ItemId = ItemId(0)
    revision: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody for completion, ranked by use."""

    name: str
    address: str
