"""Letters and drafts."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class KeepDraft(Frame):
    """Autosave a draft on this machine (key, account, JSON of `Draft`) → `Done`."""

    key: str
    account: int
    draft: bytes


class DropDraft(Frame):
    """Throw a draft away, here and (by an operation) in Drafts."""

    key: str


class OpenDraft(Frame):
    """Turn a message of Drafts, or a refused or undone operation, into a draft to edit → `DraftAnswer`.

    Where `new_message_id` is given, any message of any mailbox becomes a new draft with the same content under that
    Message-ID; the message itself stays as it is, and the draft answers nothing.
    """

    message: int = 0
    operation: str = ""
    new_message_id: str = ""


class Send(Frame):
    """Build the message of the draft and put `SendMessage` into the outbox → `Sending`. `undo_seconds` delays it."""

    id: str
    key: str
    account: int
    draft: bytes
    undo_seconds: int = 10


class StoreDraftNow(Frame):
    """Build the message of the draft and put `SaveDraft` into the outbox (on closing the composer) → `Done`."""

    id: str
    key: str
    account: int
    draft: bytes


class Redirect(Frame):
    """Send a message on as it was received, under Resent- fields → `Sending`. People are (name, address) pairs."""

    id: str
    message: int
    sender: tuple[str, str]
    recipients: list[tuple[str, str]]
    undo_seconds: int = 10


class AnswerReceipt(Frame):
    """Send the receipt that a message asks for → `Done`, also where it was sent already. `automatic`: nobody was asked.

    `subject` and `text` are for people, in the language of the one who read it.
    """

    message: int
    sender: tuple[str, str]
    subject: str
    text: str
    automatic: bool = False


class Open(Frame):
    """Bring a message's content for reading (from the blob, or from the server) → `ContentAnswer`."""

    message: int


class FetchWhole(Frame):
    """Bring a message whole, attachments included → `Done` once stored."""

    message: int


class ExtractPart(Frame):
    """Take one attachment out of a message → `Kept` (a blob that the desktop may read)."""

    message: int
    path: str


class RawMessage(Frame):
    """Say which blob holds the raw bytes of a message, fetching them where needed → `Kept`."""

    message: int


class FetchPictures(Frame):
    """Fetch remote pictures of a message through the engine, at the user's explicit wish → `PicturesAnswer`."""

    message: int
    addresses: list[str]


class SearchServer(Frame):
    """Search a collection on the server; found messages are brought into the store → `Found`."""

    collection: int
    text: str


class OpenOutside(Frame):
    """Read a file that is no item of the store (a blob): `kind` is `message`, `calendar` or `contacts` → `ContentAnswer`."""

    kind: str
    blob: bytes


class TakeOutside(Frame):
    """Take an attachment out of a message that is no item of the store → `Kept`."""

    blob: bytes
    path: str


class DraftAnswer(Frame):
    """A draft to edit: its key, account and JSON."""

    key: str
    account: int
    draft: bytes


class Sending(Frame):
    """The operation that sends, and until when it can be undone (milliseconds since 1970)."""

    operation: str
    not_before: int


class ContentAnswer(Frame):
    """JSON of `sync.model.mail.Content`; `state` is a `ContentState`."""

    content: bytes
    state: int


class PicturesAnswer(Frame):
    """Address → (media type, bytes); an address that could not be fetched is absent. `refused`: the fault (kind, code, JSON
    of its parameters) for each host that the organisation's policy does not let be contacted."""

    pictures: dict[str, tuple[str, bytes]]
    refused: list[tuple[str, str, str]] = msgspec.field(default_factory=list)


class Found(Frame):
    """Local ids of what the server found, newest first."""

    messages: list[int]


MailCommand: TypeAlias = (
    KeepDraft | DropDraft | OpenDraft | Send | StoreDraftNow | Redirect | AnswerReceipt | Open | FetchWhole
    | ExtractPart | RawMessage | FetchPictures | SearchServer | OpenOutside | TakeOutside
)  # fmt: skip
MailReply: TypeAlias = DraftAnswer | Sending | ContentAnswer | PicturesAnswer | Found
