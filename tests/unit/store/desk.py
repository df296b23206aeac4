"""A profile with one account and its usual mailboxes, and short ways to put mail and operations into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.faults import StoreFault
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, RemoteId, new_operation_id
from sync.model.mail import Address, Draft, Envelope, Flag, MessageTruth
from sync.model.operations import Intention, Operation, SaveDraft, SendMessage
from sync.store.connection import Connection, open_writer
from sync.store.keys import Keys
from sync.store.read.mailboxes import mailboxes
from sync.store.read.messages import Only, Order, page
from sync.store.rows import MailboxRow, MessageRow
from sync.store.write import outbox
from sync.store.write.accounts import add_account
from sync.store.write.collections import store_collections
from sync.store.write.mail import store_page
from sync.store.write.stored import StoredPage
from sync.store.write.touched import Touched

T = TypeVar("T")
NOON = 1_700_000_000

ACCOUNT = Account(
    id=AccountId(0),
    address="alice@exemple.gouv.fr",
    label="Travail",
    backend="generic",
    endpoints=(Endpoint(Service.MAIL, "imap", "imap.exemple.gouv.fr", 993, user="alice", parameters={"a": "b"}),),
    identity=Identity("alice@exemple.gouv.fr", "Alice", "<p>Alice</p>"),
)
BOXES = [
    Collection(RemoteId("INBOX"), Service.MAIL, "Boîte de réception", Role.INBOX),
    Collection(RemoteId("Drafts"), Service.MAIL, "Brouillons", Role.DRAFTS),
    Collection(RemoteId("Sent"), Service.MAIL, "Envoyés", Role.SENT),
    Collection(RemoteId("Archive"), Service.MAIL, "Archive", Role.ARCHIVE),
]


class Desk:
    """A writer's connection to a profile, with the story's words."""

    def __init__(self, profile: Path, keys: Keys) -> None:
        self.profile = profile
        self.keys = keys
        self.connection: Connection = open_writer(profile, keys)
        self.account = self.do(add_account, ACCOUNT)
        self.list_boxes(BOXES)
        self.inbox, self.drafts, self.sent, self.archive = (self.box(one.role) for one in BOXES)
        self._uids = 0

    def do(self, function: Callable[..., T], *args: Any, **keywords: Any) -> T:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            result = function(self.connection, *args, **keywords)
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return result

    def list_boxes(self, boxes: list[Collection]) -> frozenset[CollectionId]:
        return self.do(store_collections, self.account, Service.MAIL, boxes)

    def box(self, role: Role) -> CollectionId:
        return next(row.id for row in mailboxes(self.connection) if row.role is role)

    def arrive(
        self,
        collection: CollectionId | None = None,
        *,
        subject: str = "Bonjour",
        flags: Flag = Flag.NONE,
        received: int | None = None,
        has_attachment: bool | None = None,
        remote: str = "",
        message_id: str = "",
        keywords: frozenset[str] = frozenset(),
    ) -> ItemId:
        self._uids += 1
        envelope = Envelope(
            subject=subject,
            sender=Address("Émile", "emile@exemple.fr"),
            to=(Address("", "alice@exemple.gouv.fr"), Address("Bob", "bob@exemple.fr")),
            date=NOON,
            message_id=message_id or f"<{self._uids}@exemple.fr>",
            references=("<a@exemple.fr>", "<b@exemple.fr>"),
        )
        when = NOON + self._uids if received is None else received
        truth = MessageTruth(flags, keywords, when, 1000, b"", has_attachment)
        change = Change(RemoteId(remote or str(self._uids)), "1", truth)
        return self.store(collection or self.inbox, [(change, envelope)]).new[0]

    def store(self, collection: CollectionId, changes: list[tuple[Change, Envelope | None]], **more: Any) -> StoredPage:
        return self.do(store_page, collection, changes, **more)

    def intend(self, intention: Intention, **more: Any) -> Operation:
        operation = Operation(new_operation_id(), self.account, intention, created=(NOON + 5000) * 1000, **more)
        self.do(outbox.add, operation)
        return operation

    def touch(self, intention: Intention) -> Touched:
        operation = Operation(new_operation_id(), self.account, intention, created=(NOON + 5000) * 1000)
        return self.do(outbox.add, operation)

    def list(self, *collections: CollectionId, order: Order = Order.DATE, only: Only = Only.ALL) -> list[MessageRow]:
        return page(self.connection, collections or (self.inbox,), order=order, only=only, limit=1000)

    def ids(self, *collections: CollectionId) -> list[ItemId]:
        return [row.id for row in self.list(*collections)]

    def counts(self, collection: CollectionId) -> tuple[int, int]:
        row: MailboxRow = next(row for row in mailboxes(self.connection) if row.id == collection)
        return row.total, row.unread


def fault_of(action: Callable[[], object]) -> str:
    """Return the code of the store's fault, empty where there was none."""
    try:
        action()
    except StoreFault as fault:
        return fault.code
    return ""


def letter(
    subject: str = "Note", *, replaces: ItemId | None = None, key: str = "k", answers: ItemId | None = None
) -> SendMessage:
    draft = written(subject, answers)
    return SendMessage(key, draft, BlobName(b"m" * 32), ("bob@exemple.fr",), "alice@exemple.gouv.fr", replaces)


def saved(subject: str = "Note", *, replaces: ItemId | None = None, key: str = "k") -> SaveDraft:
    return SaveDraft(key, written(subject, None), BlobName(b"d" * 32), replaces)


def written(subject: str, answers: ItemId | None) -> Draft:
    return Draft(
        sender=Address("Alice", "alice@exemple.gouv.fr"),
        to=(Address("Bob", "bob@exemple.fr"),),
        subject=subject,
        text="Cher Bob,\nvoici la note.",
        message_id="<note@exemple.gouv.fr>",
        answers=answers,
    )
