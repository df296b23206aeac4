"""Operations: one intention of the user each, written to the outbox before anything else happens.

An operation names items by local id: the outbox finds the remote ids when it runs, so an operation on a message that
an earlier operation moves stays valid. `Applied` is the protocol's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from sync.model.accounts import Service
from sync.model.collections import Collection, Role
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId, RemoteId
from sync.model.mail import Draft, Flag


class OperationState(StrEnum):
    """Where an operation stands. Settled ones are removed from the outbox."""

    QUEUED = "queued"
    RUNNING = "running"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class ChangeFlags:
    """Add and remove flags and keywords of messages. Idempotent by nature."""

    kind: ClassVar[str] = "change_flags"
    service: ClassVar[Service] = Service.MAIL
    items: tuple[ItemId, ...]
    add: Flag = Flag.NONE
    remove: Flag = Flag.NONE
    add_keywords: frozenset[str] = frozenset()
    remove_keywords: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MoveItems:
    """Move messages to another mailbox of the same account (archive and delete-to-bin are moves)."""

    kind: ClassVar[str] = "move_items"
    service: ClassVar[Service] = Service.MAIL
    items: tuple[ItemId, ...]
    target: CollectionId


@dataclass(frozen=True, slots=True)
class CopyItems:
    """Copy messages to another mailbox of the same account."""

    kind: ClassVar[str] = "copy_items"
    service: ClassVar[Service] = Service.MAIL
    items: tuple[ItemId, ...]
    target: CollectionId


@dataclass(frozen=True, slots=True)
class DeleteItems:
    """Delete messages for good (expunge)."""

    kind: ClassVar[str] = "delete_items"
    service: ClassVar[Service] = Service.MAIL
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class EmptyCollection:
    """Delete for good everything that the mailbox held when the user said so (ids up to `newest`)."""

    kind: ClassVar[str] = "empty_collection"
    service: ClassVar[Service] = Service.MAIL
    collection: CollectionId
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep the draft in the Drafts mailbox of its account. A newer save of the same `draft_key` replaces a queued one."""

    kind: ClassVar[str] = "save_draft"
    service: ClassVar[Service] = Service.MAIL
    draft_key: str
    draft: Draft
    message: BlobName
    """The built message, ready to be appended."""
    replaces: ItemId | None = None
    """The copy in Drafts that this one takes the place of."""


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Submit a message, keep a copy in Sent, drop the draft, flag the answered message."""

    kind: ClassVar[str] = "send_message"
    service: ClassVar[Service] = Service.SUBMISSION
    draft_key: str
    draft: Draft
    message: BlobName
    """The built message as it goes out, Message-ID fixed, without Bcc."""
    recipients: tuple[str, ...]
    sender: str
    replaces: ItemId | None = None


@dataclass(frozen=True, slots=True)
class CreateCollection:
    """Create a mailbox named `name` under `parent` (None: top level). `placeholder` is its local row until it exists."""

    kind: ClassVar[str] = "create_collection"
    service: ClassVar[Service] = Service.MAIL
    name: str
    parent: CollectionId | None
    placeholder: CollectionId | None = None


@dataclass(frozen=True, slots=True)
class RenameCollection:
    """Give a mailbox another name (same parent)."""

    kind: ClassVar[str] = "rename_collection"
    service: ClassVar[Service] = Service.MAIL
    collection: CollectionId
    name: str


@dataclass(frozen=True, slots=True)
class DeleteCollection:
    """Delete a mailbox with everything in it."""

    kind: ClassVar[str] = "delete_collection"
    service: ClassVar[Service] = Service.MAIL
    collection: CollectionId


Intention: TypeAlias = (
    ChangeFlags
    | MoveItems
    | CopyItems
    | DeleteItems
    | EmptyCollection
    | SaveDraft
    | SendMessage
    | CreateCollection
    | RenameCollection
    | DeleteCollection
)
"""What the user wants; stored with the operation as tagged JSON."""

INTENTIONS: dict[str, type[Intention]] = {
    cls.kind: cls
    for cls in (
        ChangeFlags, MoveItems, CopyItems, DeleteItems, EmptyCollection, SaveDraft, SendMessage, CreateCollection,
        RenameCollection, DeleteCollection,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the outbox."""

    id: OperationId
    account: AccountId
    intention: Intention
    state: OperationState = OperationState.QUEUED
    created: int = 0
    """Milliseconds since 1970."""
    not_before: int = 0
    """Milliseconds since 1970: undo window and back-off."""
    attempts: int = 0
    fault_kind: str = ""
    fault_code: str = ""
    fault_parameters: str = "{}"
    """JSON object; what the server said last."""


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An item as a protocol names it: its collection, its remote id and the revision the user was looking at."""

    collection: RemoteId
    item: RemoteId
    base: str = ""


@dataclass(frozen=True, slots=True)
class RemoteOperation:
    """An operation with everything a protocol needs and nothing local: what `apply` takes.

    `items` are all in one collection: the outbox splits an operation over several. `target` and `target_role` say where
    moves, copies and appends go; `payload` streams from the blob.
    """

    id: OperationId
    intention: Intention
    items: tuple[RemoteItem, ...] = ()
    target: RemoteId = RemoteId("")
    target_role: Role = Role.NONE
    payload: bytes = b""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Landed:
    """Where one item ended: `was` is what the operation named (None for a new item), `now` what it is, None: gone."""

    was: RemoteItem | None
    now: RemoteItem | None


@dataclass(frozen=True, slots=True)
class Applied:
    """A protocol's answer to `apply`: where each item is now, as far as the server told; a new or renamed collection."""

    landed: tuple[Landed, ...] = ()
    collection: Collection | None = None
