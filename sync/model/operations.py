"""Operations: one intention of the user each, written to the outbox before anything else happens.

An operation names items by local id: the outbox finds the remote ids when it runs, so an operation on a message that
an earlier operation moves stays valid. `Applied` is the protocol's answer.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Protocol, TypeAlias

from sync.model.accounts import Service
from sync.model.calendar import Component, Entry
from sync.model.chat import (
    ChangeRoom,
    CreateRoom,
    EditPost,
    InvitePerson,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    PostToRoom,
    React,
    RedactPost,
    RemovePerson,
    SortRoom,
)
from sync.model.collections import Collection, Role
from sync.model.contacts import Card
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, OperationId, RemoteId
from sync.model.mail import Draft, Flag
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.polls import EndPoll, StartPoll, Vote
from sync.model.profile import ChangeProfile

PAUSED = 253_402_300_799_000
"""`Operation.not_before` of what waits until the user lets it go on: the end of the year 9999."""


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
    """Move items to another collection of the same account and service (archive and delete-to-bin are moves)."""

    kind: ClassVar[str] = "move_items"
    items: tuple[ItemId, ...]
    target: CollectionId
    service: Service = Service.MAIL


@dataclass(frozen=True, slots=True)
class CopyItems:
    """Copy messages to another mailbox of the same account."""

    kind: ClassVar[str] = "copy_items"
    service: ClassVar[Service] = Service.MAIL
    items: tuple[ItemId, ...]
    target: CollectionId


@dataclass(frozen=True, slots=True)
class DeleteItems:
    """Delete items: messages for good (expunge), a folder with everything in it. A server with a bin may still have them."""

    kind: ClassVar[str] = "delete_items"
    items: tuple[ItemId, ...]
    service: Service = Service.MAIL


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
class AddMessage:
    """Put a message that was kept elsewhere into a mailbox, with its flags and its date (seconds since 1970; 0: none).

    It shows once the server has it: what is taken in by the thousand is not laid over.
    """

    kind: ClassVar[str] = "add_message"
    service: ClassVar[Service] = Service.MAIL
    collection: CollectionId
    message: BlobName
    flags: Flag = Flag.NONE
    keywords: tuple[str, ...] = ()
    received: int = 0
    message_id: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Submit a message, keep a copy in Sent, drop the draft, flag the answered message."""

    kind: ClassVar[str] = "send_message"
    service: ClassVar[Service] = Service.SUBMISSION
    known_by: ClassVar[str] = "Message-ID"
    """The header field by which its copies are known."""
    draft_key: str
    draft: Draft
    message: BlobName
    """The built message as it goes out, Message-ID fixed, without Bcc."""
    recipients: tuple[str, ...]
    sender: str
    replaces: ItemId | None = None

    @property
    def message_id(self) -> str:
        """The Message-ID, fixed before it leaves."""
        return self.draft.message_id


Submission: TypeAlias = SendMessage | RedirectMessage | SendReceipt
"""What is submitted, once and only once."""


@dataclass(frozen=True, slots=True)
class CreateCollection:
    """Create a collection named `name` under `parent` (None: top level). `placeholder` is its local row until it exists."""

    kind: ClassVar[str] = "create_collection"
    name: str
    parent: CollectionId | None
    placeholder: CollectionId | None = None
    service: Service = Service.MAIL
    colour: str = ""
    components: frozenset[Component] = frozenset()


@dataclass(frozen=True, slots=True)
class RenameCollection:
    """Give a collection another name (same parent), and a calendar another colour (empty: as it is)."""

    kind: ClassVar[str] = "rename_collection"
    collection: CollectionId
    name: str
    service: Service = Service.MAIL
    colour: str = ""


@dataclass(frozen=True, slots=True)
class DeleteCollection:
    """Delete a collection with everything in it."""

    kind: ClassVar[str] = "delete_collection"
    collection: CollectionId
    service: Service = Service.MAIL


@dataclass(frozen=True, slots=True)
class SaveEntry:
    """Write a calendar resource as a whole: a new one, or over `item`.

    `base` is the revision that the user was looking at (empty: the one that is kept when the operation is made), `before`
    its bytes: to compare with where somebody else was faster. A newer save of the same item replaces one that waits.
    """

    kind: ClassVar[str] = "save_entry"
    service: ClassVar[Service] = Service.CALENDAR
    collection: CollectionId
    raw: bytes
    entry: Entry
    """What the parser makes of `raw`, for the rows that are shown meanwhile."""
    item: ItemId | None = None
    base: str = ""
    before: bytes = b""


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Write a vCard as a whole: a new one, or over `item`. Otherwise as `SaveEntry`."""

    kind: ClassVar[str] = "save_contact"
    service: ClassVar[Service] = Service.CONTACTS
    collection: CollectionId
    raw: bytes
    card: Card
    item: ItemId | None = None
    base: str = ""
    before: bytes = b""


@dataclass(frozen=True, slots=True)
class UploadFile:
    """Write a file's content: a new file named `name` in `folder` (None: the top of the drive), or over `item`.

    The name of an existing file is left as it is on the server. `base` as in `SaveEntry`.
    """

    kind: ClassVar[str] = "upload_file"
    service: ClassVar[Service] = Service.FILES
    collection: CollectionId
    folder: ItemId | None
    name: str
    content: BlobName
    size: int
    modified: int = 0
    """Seconds since 1970, of the file on this machine; servers that take it keep it."""
    media_type: str = ""
    item: ItemId | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class CreateFolder:
    """Make a folder in `folder` (None: the top of the drive). One that is there already will do."""

    kind: ClassVar[str] = "create_folder"
    service: ClassVar[Service] = Service.FILES
    collection: CollectionId
    folder: ItemId | None
    name: str


@dataclass(frozen=True, slots=True)
class MoveFile:
    """Move a file or folder to `folder` (None: the top) of its own drive under `name`: renaming is moving.

    Never onto another entry: a name that is taken is refused (`Rejected("name_taken")`).
    """

    kind: ClassVar[str] = "move_file"
    service: ClassVar[Service] = Service.FILES
    items: tuple[ItemId, ...]
    """The one that moves."""
    folder: ItemId | None
    name: str


@dataclass(frozen=True, slots=True)
class MoveAway:
    """Move a file or folder, with everything in it, to `folder` (None: the top) of another drive, whosever account it is of; or
    an event, task or contact to a collection of another account.

    It is carried out in steps (`sync.engine.moving`, `sync.engine.carrying`): copied by operations of the target's account,
    compared there, and only then deleted here. `name` is what its copy is called, of an event, task or contact its UID.
    """

    kind: ClassVar[str] = "move_away"
    items: tuple[ItemId, ...]
    """The one that moves."""
    target: CollectionId
    folder: ItemId | None
    name: str
    service: Service = Service.FILES


@dataclass(frozen=True, slots=True)
class SaveScript:
    """Write a Sieve script and make it the active one, or (`active` False) leave what is active as it is.

    `base` is the revision of the script that the user saw (empty: there was none of that name), `instead_of` the name of the
    script that they saw active: where somebody else was faster, the server's are left as they are.
    """

    kind: ClassVar[str] = "save_script"
    service: ClassVar[Service] = Service.RULES
    name: str
    content: bytes
    active: bool = True
    base: str = ""
    instead_of: str = ""


Intention: TypeAlias = (
    ChangeFlags
    | MoveItems
    | CopyItems
    | DeleteItems
    | EmptyCollection
    | SaveDraft
    | AddMessage
    | Submission
    | CreateCollection
    | RenameCollection
    | DeleteCollection
    | SaveEntry
    | SaveContact
    | UploadFile
    | CreateFolder
    | MoveFile
    | MoveAway
    | SaveScript
    | PostToRoom
    | EditPost
    | RedactPost
    | React
    | MarkRead
    | JoinRoom
    | LeaveRoom
    | InvitePerson
    | RemovePerson
    | CreateRoom
    | ChangeRoom
    | SortRoom
    | StartPoll
    | Vote
    | EndPoll
    | ChangeProfile
)
"""What the user wants; stored with the operation as tagged JSON."""

INTENTIONS: dict[str, type[Intention]] = {
    cls.kind: cls
    for cls in (
        ChangeFlags, MoveItems, CopyItems, DeleteItems, EmptyCollection, SaveDraft, AddMessage, SendMessage, RedirectMessage,
        SendReceipt, CreateCollection, RenameCollection, DeleteCollection, SaveEntry, SaveContact, UploadFile,
        CreateFolder, MoveFile, MoveAway, SaveScript,
        PostToRoom, EditPost, RedactPost, React, MarkRead, JoinRoom, LeaveRoom,
        InvitePerson, RemovePerson, CreateRoom, ChangeRoom, SortRoom, StartPoll, Vote, EndPoll,
        ChangeProfile,
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


class Payload(Protocol):
    """The bytes that an operation carries, never all in memory at once where they are many: 2 GB flow through flat."""

    @property
    def size(self) -> int:
        """How many octets there are."""

    def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the octets from `start` on, in order; may be asked for more than once. Raises `StoreFault`."""


@dataclass(frozen=True, slots=True)
class Octets:
    """A payload that is in memory: messages, calendar resources, vCards."""

    octets: bytes = b""

    @property
    def size(self) -> int:
        """How many octets there are."""
        return len(self.octets)

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield all octets from `start` on at once."""
        if start < len(self.octets):
            yield self.octets[start:]


NOTHING = Octets()


async def whole(payload: Payload) -> bytes:
    """Return all octets of a payload that is known to be small."""
    return b"".join([piece async for piece in payload.pieces()])


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An item as a protocol names it: its collection, its remote id and the revision the user was looking at.

    `message_id` and `size` (octets; 0: not known) say by what a message is known again where a move, of which the answer
    was lost, has given it another name already.
    """

    collection: RemoteId
    item: RemoteId
    base: str = ""
    message_id: str = field(default="", compare=False)
    size: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RemoteOperation:
    """An operation with everything a protocol needs and nothing local: what `apply` takes.

    `items` are all in one collection: the outbox splits an operation over several. `target` and `target_role` say in which
    collection the operation takes place, or where moves, copies and appends go; `folder` in which folder of a drive. A save
    or upload without items makes a new item; with one it writes over it, only where it still has `base` (`Stale`).
    `beneath` is what is known to be inside a folder that moves: the protocol says where each of it landed.
    """

    id: OperationId
    intention: Intention
    items: tuple[RemoteItem, ...] = ()
    target: RemoteId = RemoteId("")
    target_role: Role = Role.NONE
    payload: Payload = NOTHING
    message_id: str = ""
    known_by: str = "Message-ID"
    """The header field that holds `message_id`."""
    folder: RemoteId = RemoteId("")
    beneath: tuple[RemoteItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Landed:
    """Where one item ended: `was` is what the operation named (None for a new item), `now` what it is, None: gone.

    `now.base` is the revision that the item has now, with the content that was given or that the user saw; empty where the
    server did not tell, changed what it was given, or may have been given something else since: the next changes bring it.
    Of what is beneath a folder that moved, only where it is counts: nobody compared its revision.
    """

    was: RemoteItem | None
    now: RemoteItem | None


@dataclass(frozen=True, slots=True)
class Applied:
    """A protocol's answer to `apply`: where each item is now, as far as the server told; a new or renamed collection."""

    landed: tuple[Landed, ...] = ()
    collection: Collection | None = None
