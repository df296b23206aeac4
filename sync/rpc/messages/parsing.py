"""What the engine asks of the parser role, and its answer."""

from __future__ import annotations

from typing import TypeAlias

from sync.rpc.messages.frame import Frame
from sync.rpc.messages.seals import Unseal


class ParseHeaders(Frame):
    """Raw header blocks → `Parsed` with JSON of `Envelope` or b"" each."""

    blocks: list[bytes]


class ParseSummaries(Frame):
    """Raw messages → `Parsed` with JSON of `Summary` or b"" each; `attached`: with the text of attached documents."""

    messages: list[bytes]
    attached: bool = False


class ParseContent(Frame):
    """One raw message → `Parsed` with JSON of one `Content`."""

    message: bytes


class ParsePart(Frame):
    """One attachment's bytes out of a raw message → `Parsed` with one entry."""

    message: bytes
    path: str


class BuildMessage(Frame):
    """Build a message of a draft (JSON) → `Parsed` with the RFC 5322 bytes. `files` are the attachments' bytes in order."""

    draft: bytes
    files: list[bytes]
    date: int
    keep_bcc: bool


class RedirectedMessage(Frame):
    """Put Resent- fields before a raw message → `Parsed` with its bytes. People are (name, address) pairs."""

    message: bytes
    sender: tuple[str, str]
    recipients: list[tuple[str, str]]
    message_id: str
    date: int


class ReceiptOf(Frame):
    """Write the receipt for a raw message → `Parsed` with its bytes, then each address that it goes to."""

    message: bytes
    sender: tuple[str, str]
    subject: str
    text: str
    message_id: str
    date: int
    automatic: bool


class DraftOfMessage(Frame):
    """Turn a raw message back into a draft → `Parsed` with JSON of `Draft` (no attachments) then each attachment's bytes."""

    message: bytes


class CleanPicture(Frame):
    """Check that bytes are a picture of an allowed kind → `Parsed` with media type and bytes, or b""."""

    data: bytes


class PreviewBytes(Frame):
    """A file's bytes and name → `Parsed` with the kind of its preview and that (`sync.parse.preview`)."""

    content: bytes
    name: str


class ReadDocument(Frame):
    """A document's bytes → `Parsed` with its tree (`editors.document.tree.encode`). `kind` as in `OpenDocument`."""

    document: bytes
    kind: str = ""


class MakeDocument(Frame):
    """Make an empty document of a kind (`docx`, `odt`) → `Parsed` with its bytes."""

    kind: str
    language: str


class PatchDocument(Frame):
    """A document's bytes and a delta (`editors.document.delta.encode`) → `Parsed` with the bytes of the changed copy."""

    document: bytes
    delta: bytes
    kind: str = ""


class PictureOfDocument(Frame):
    """A picture that a document shows → `Parsed` with its bytes, b"" where it is not of an allowed kind."""

    document: bytes
    name: str


class FindMisspelt(Frame):
    """Words → `Parsed` with JSON of the list of those that no dictionary of the languages has."""

    languages: list[str]
    words: list[str]


class SuggestSpelling(Frame):
    """A word → `Parsed` with JSON of the list of what was probably meant."""

    languages: list[str]
    word: str


class RulesOfScript(Frame):
    """A Sieve script → `Parsed` with JSON of its `RuleSet`, b"" where it says more than plain rules."""

    script: bytes


class ScriptOfRules(Frame):
    """JSON of a `RuleSet` → `Parsed` with its Sieve script."""

    rules: bytes


class ReadSheets(Frame):
    """A spreadsheet → `Parsed` with its `Workbook`."""

    document: bytes


class ParseResources(Frame):
    """Raw calendar resources or vCards (`service`) → `Parsed` with JSON of `Entry` or `Card` each, or b"".

    Occurrences are those inside the window from `start` up to `end` (seconds since 1970).
    """

    service: str
    raws: list[bytes]
    start: int
    end: int


class EditResource(Frame):
    """Change a resource as a draft (JSON of `EntryDraft` or `CardDraft`) wants it, or make one → `Parsed` with its bytes; a
    series that is cut in two gives two. An empty draft takes occurrences out of a calendar resource (b"": nothing is left)."""

    service: str
    raw: bytes
    draft: bytes
    uid: str
    now: int
    span: str
    recurrence: str


class CopyResource(Frame):
    """The same resource under another UID, `note` added to its title → `Parsed` with its bytes."""

    raw: bytes
    uid: str
    note: str


class RestoreResource(Frame):
    """A calendar resource as it was → `Parsed` with its bytes, as a newer version than `over`."""

    raw: bytes
    over: bytes
    now: int


class MergeResources(Frame):
    """Two changed versions of a resource → `Parsed` with what both want, empty where they contradict."""

    base: bytes
    mine: bytes
    theirs: bytes


class AnswerEnclosed(Frame):
    """An answer to the invitation `uid` that a message encloses → `Parsed` with my copy and the reply. `copy`: what the
    calendar holds already."""

    message: bytes
    uid: str
    addresses: list[str]
    participation: str
    now: int
    comment: str
    copy: bytes


class TellOfEntry(Frame):
    """The message that tells others of an entry, by `method` → `Parsed` with it and the calendar's copy after it (empty: as it
    was). `draft`: JSON of the `EntryDraft` that is proposed; `recurrence` and `off`: which occurrence is called off, for whom."""

    copy: bytes
    method: str
    addresses: list[str]
    participation: str
    draft: bytes
    now: int
    comment: str
    recurrence: str = ""
    off: tuple[str, ...] = ()


class SettleEnclosed(Frame):
    """The organizer accepts or declines the proposal (COUNTER) for the entry `uid` in a letter of `sender` → `Parsed` with the
    calendar's copy after it (empty: as it was) and the message to send."""

    message: bytes
    uid: str
    sender: str
    addresses: list[str]
    copy: bytes
    now: int
    accepted: bool
    comment: str


class NoteEnclosed(Frame):
    """What a message says of the entry `uid` (answered, called off), written by `sender` → `Parsed` with the calendar's copy
    after it, empty where nothing changes."""

    message: bytes
    uid: str
    sender: str
    copy: bytes
    now: int


class ReadBusy(Frame):
    """VFREEBUSY calendars of one person → `Parsed` with JSON of the `Busy` stretches between two moments."""

    raws: list[bytes]
    start: int
    end: int


class CutResources(Frame):
    """An imported file → `Parsed` with its resources, one per UID."""

    service: str
    raw: bytes


class JoinCards(Frame):
    """vCards of the same person → `Parsed` with the first, and in it what the others have beside."""

    cards: list[bytes]


class WriteCards(Frame):
    """vCards → `Parsed` with a file of them, in a form of `ExportContacts`."""

    cards: list[bytes]
    form: str


class JoinResources(Frame):
    """Calendar resources → `Parsed` with one calendar of them all."""

    raws: list[bytes]


class PhotoOfCard(Frame):
    """A vCard's photo → `Parsed` with media type and bytes, or b""."""

    card: bytes


class Parsed(Frame):
    """What the parser made; an empty entry is unreadable."""

    entries: list[bytes]


Parse: TypeAlias = (
    ParseHeaders | ParseSummaries | ParseContent | ParsePart | BuildMessage | RedirectedMessage | ReceiptOf
    | DraftOfMessage | CleanPicture | PreviewBytes | ReadSheets | ReadDocument | MakeDocument | PatchDocument
    | PictureOfDocument | RulesOfScript | ScriptOfRules | FindMisspelt | SuggestSpelling | ParseResources
    | EditResource | CopyResource | RestoreResource | MergeResources | AnswerEnclosed | NoteEnclosed | TellOfEntry
    | SettleEnclosed
    | CutResources | JoinCards | JoinResources | WriteCards | PhotoOfCard | ReadBusy
    | Unseal
)  # fmt: skip
