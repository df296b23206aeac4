"""Mail: what a message is, in the list, on the server, and in the composer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag, StrEnum

from sync.model.contacts import Card
from sync.model.ids import BlobName, ItemId
from sync.model.invitations import Invitation
from sync.model.pending import Pending as Pending
from sync.model.seals import Scheme, Seal

WORD_BEARING = frozenset({
    "pdf", "docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "pptm", "odt", "ott", "ods", "odp", "odg", "txt", "csv", "md", "html",
    "htm", "eml",
})  # fmt: skip
"""Endings of attachments whose words can be searched."""

ELIDED_HEADER = "X-Ecritoire-Elided"
"""Header field of a part whose bytes `fetch(…, Want.TEXT)` left on the server; its value is the part's size in octets."""


class Flag(IntFlag):
    """Flags of a message that have a meaning of their own (RFC 9051 §2.3.2, RFC 5788); others are keywords."""

    NONE = 0
    SEEN = 1
    ANSWERED = 2
    FLAGGED = 4
    DELETED = 8
    DRAFT = 16
    FORWARDED = 32
    JUNK = 64
    NOT_JUNK = 128
    RECEIPT_SENT = 256


class ContentState(IntEnum):
    """How much of a message is kept here."""

    HEADERS = 0
    TEXT = 1
    """Header and text parts; attachments are left on the server."""
    WHOLE = 2
    UNREADABLE = 3
    """Kept whole, but the parser could not understand it: its raw bytes can be saved."""
    MISSING = 4
    """The server could not give the content (damaged or gone there); asked for again only by the user."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address with the name written beside it, both decoded; either may be empty."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else self.address or self.name


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers say, decoded by the parser role. Dates are seconds since 1970 (UTC); 0: none given."""

    subject: str
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: int = 0
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class MessageTruth:
    """A message as the server lists it: an item of a change page of a mailbox. `header` is the raw header block."""

    flags: Flag
    keywords: frozenset[str]
    received: int
    """The server's internal date, seconds since 1970."""
    size: int
    """Octets, as the server says."""
    header: bytes
    has_attachment: bool | None = None
    """None where the server did not tell; the content decides then."""


@dataclass(frozen=True, slots=True)
class FlagsTruth:
    """Only the flags of a known message changed on the server."""

    flags: Flag
    keywords: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a message that is not its text. `path` is the part's place in the tree ("2.1", IMAP numbering)."""

    path: str
    name: str
    media_type: str
    size: int
    content_id: str = ""
    inline: bool = False
    elided: bool = False
    """True where the bytes were left on the server."""

    @property
    def has_words(self) -> bool:
        """Whether the words inside can be searched: a document or text whose bytes are here."""
        return not self.elided and self.name.rpartition(".")[2].casefold() in WORD_BEARING


@dataclass(frozen=True, slots=True)
class Summary:
    """What the parser makes of a message for list and search: everything a row needs, and the text to index."""

    envelope: Envelope
    preview: str
    text: str
    """Plain text for the search index (HTML reduced), at most 64 KiB."""
    attachments: tuple[Attachment, ...]
    attached_text: str | None = None
    """Text of the attached documents for the index; None where they were not looked into."""

    @property
    def has_attachment(self) -> bool:
        """Whether a reader would see a paper clip: any part that is not shown inside the text."""
        return any(not attachment.inline for attachment in self.attachments)


@dataclass(frozen=True, slots=True)
class Authenticity:
    """What the receiving server found out about a sender (RFC 8601): results as it writes them, empty where it says none."""

    server: str
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    signed_by: tuple[str, ...] = ()
    """Domains whose signature (DKIM) it found good."""


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """A wish to be told that a message was shown (RFC 8098): to whom, and whether that may be told without asking."""

    to: tuple[Address, ...]
    automatic: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What the parser makes of a message for reading."""

    envelope: Envelope
    html: str
    """Cleaned HTML (no scripts, forms, remote or local references); empty where the message has only plain text."""
    text: str
    attachments: tuple[Attachment, ...]
    inline_images: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Content-ID → (media type, bytes) of pictures that the HTML shows as `cid:` references."""
    remote_pictures: tuple[str, ...] = ()
    """Addresses of pictures that were blocked; index n is shown in the HTML as `remote:n`."""
    headers: tuple[tuple[str, str], ...] = ()
    """All header fields, decoded, in order."""
    authenticity: Authenticity | None = None
    """None where no server says anything that can be believed."""
    unsubscribe: tuple[str, ...] = ()
    """Web and mail addresses by which one leaves the list that it came from."""
    list_post: str = ""
    """The `mailto:` link by which one writes to that list; empty where it takes no letters, or says none."""
    invitations: tuple[Invitation, ...] = ()
    """Calendar entries that it encloses; those that were sent without a wish are published."""
    cards: tuple[Card, ...] = ()
    """Business cards that it encloses."""
    receipt: ReceiptRequest | None = None
    """None where the sender asks for none."""
    seal: Seal | None = None
    """How it is signed and encrypted; None where it is neither."""
    trackers: int = 0
    """How many of the remote pictures are too small to be seen: they tell the sender who reads, when and where."""


class Importance(StrEnum):
    """How important a sender says that a message is (RFC 2156 §5.3.6)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class DraftAttachment:
    """A file attached to a draft, kept as a blob."""

    name: str
    media_type: str
    blob: BlobName
    size: int
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message being written. Addresses may be half-typed: they are checked when sending."""

    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    html: str = ""
    text: str = ""
    attachments: tuple[DraftAttachment, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    message_id: str = ""
    """Fixed when the draft is born, so that the copy on the server and in Sent can be recognised."""
    answers: ItemId | None = None
    """The message that this one answers or forwards: it gets the flag once this one is sent."""
    forwards: bool = False
    importance: Importance = Importance.NORMAL
    reply_to: str = ""
    """Where answers are to go, where not to the sender."""
    submitter: Address | None = None
    """Who really sends, where the message is written on behalf of `sender` (the `Sender` field, and the envelope's address)."""
    receipt: bool = False
    """Whether to ask the recipients for a read receipt (RFC 8098)."""
    sign: bool = False
    encrypt: bool = False
    scheme: Scheme = Scheme.SMIME
    """How it is signed and encrypted, where it is."""
