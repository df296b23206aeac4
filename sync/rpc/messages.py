"""The whole protocol between the roles on one page: commands, replies, notices, failures.

Frames are a 4-byte big-endian length and a msgpack body of at most 8 MiB (`sync.rpc.codec`). Every frame that asks
carries a number; its `Answer` or `Failure` carries the same. Unknown fields are refused. A command that changes something
carries the operation's id, so that sending it again is harmless.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.model.faults import Parameter

PROTOCOL_VERSION = 1


class Frame(msgspec.Struct, forbid_unknown_fields=True, tag=True):
    """Base of everything on the link."""


# --- handshake -------------------------------------------------------------------------------------------------------


class Challenge(Frame):
    """Listener → caller: prove that you know the link key."""

    nonce: bytes
    protocol: int


class Hello(Frame):
    """Caller → listener: HMAC-SHA256 of the nonce, who I am (`desktop`, `cli`, `parser`) and a nonce for you."""

    role: str
    proof: bytes
    nonce: bytes
    protocol: int


class Welcome(Frame):
    """Listener → caller: the listener's own proof, versions, and whether the store is unlocked."""

    proof: bytes
    protocol: int
    schema: int
    version: str
    unlocked: bool


# --- store and session -----------------------------------------------------------------------------------------------


class StoreState(Frame):
    """Ask what there is on this machine → `StoreStateAnswer`."""


class CreateStore(Frame):
    """Create the store with a random key, wrapped by the keyring and/or a passphrase → `StoreKey` with the recovery code."""

    passphrase: str
    use_keyring: bool


class Unlock(Frame):
    """Unlock by keyring (all empty), passphrase or recovery code → `StoreKey`."""

    passphrase: str = ""
    recovery_code: str = ""


class GetStoreKey(Frame):
    """Ask for the key of the already unlocked store → `StoreKey` (a desktop that starts beside a running engine)."""


class Lock(Frame):
    """Lock now: the engine answers, then ends with its keys; the supervisor starts a locked one."""


class ChangePassphrase(Frame):
    """Rewrap the data key. Empty `new` removes the passphrase slot (only where the keyring slot exists)."""

    old: str
    new: str


class UseKeyring(Frame):
    """Add or remove the system keyring's slot."""

    wanted: bool


class NewRecoveryCode(Frame):
    """Replace the recovery code → `RecoveryCode`."""


class BackUp(Frame):
    """Write an encrypted backup of the whole store to `path` → `Done`. Progress comes as notices."""

    path: str


class GetSettings(Frame):
    """Ask for all settings → `SettingsAnswer`."""


class ChangeSetting(Frame):
    """Keep one setting (JSON value)."""

    name: str
    value: str


# --- accounts --------------------------------------------------------------------------------------------------------


class EndpointSpec(Frame):
    """An endpoint as typed or found (see `sync.model.accounts.Endpoint`)."""

    service: str
    protocol: str
    host: str
    port: int
    security: str = "tls"
    user: str = ""
    sign_in: str = "password"
    parameters: dict[str, str] = {}


class Discover(Frame):
    """Find the backend and services of an address → `Discovered`. With a `backend` that was chosen and tells by itself where an
    address is, that one is asked."""

    address: str
    backend: str = ""


class ListBackends(Frame):
    """Ask what is known of every backend that a person can choose → `Backends`."""


class CheckEndpoint(Frame):
    """Sign in once to prove an endpoint and a password → `Done`, or the failure that explains."""

    address: str
    endpoint: EndpointSpec
    password: str


class AddAccount(Frame):
    """Add an account → `Added`. `password` goes to the vault; for OAuth 2 it is empty and `SignInByBrowser` follows."""

    address: str
    name: str
    label: str
    backend: str
    endpoints: list[EndpointSpec]
    password: str
    keep_days: int = 0
    keep_attachments: bool = True
    check: bool = True


class UpdateAccount(Frame):
    """Change an account's label, identities, keep policy or activity; None leaves a field as it is. `identities`: JSON of the
    list of `Identity`, the usual one first."""

    account: int
    label: str | None = None
    identities: bytes | None = None
    keep_days: int | None = None
    keep_attachments: bool | None = None
    keep_largest: int | None = None
    enabled: bool | None = None


class NewPassword(Frame):
    """Replace an account's password after the server refused it, and try again."""

    account: int
    password: str


class SignInByBrowser(Frame):
    """Start an OAuth 2 sign-in → `BrowserAddress` to open; `AccountChanged` follows when the person has finished."""

    account: int


class RemoveAccount(Frame):
    """Forget an account and everything kept of it on this machine. Operations still waiting make it fail unless `force`."""

    account: int
    force: bool = False


# --- working ---------------------------------------------------------------------------------------------------------


class Intend(Frame):
    """Put an operation into the outbox: acknowledged once it is on disk → `Done`. Repeating the same id is harmless."""

    id: str
    account: int
    kind: str
    intention: bytes
    """JSON of the intention (`sync.serial`)."""
    not_before: int = 0


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


class KeepFile(Frame):
    """Keep bytes as a blob, in pieces of at most 4 MiB: the same `ticket` continues; `last` ends it → `Kept`."""

    ticket: str
    data: bytes
    last: bool


class CancelOperation(Frame):
    """Take a queued operation back (undo), or stop a large file on its way. Fails with `Rejected("already_running")` when it
    is too late."""

    id: str


class RetryOperation(Frame):
    """Try a refused or waiting operation again now. For an uncertain one: the person says that it did not take effect."""

    id: str


class SettleOperation(Frame):
    """The person says that an uncertain operation did take effect."""

    id: str


class DiscardOperation(Frame):
    """Give a refused, uncertain or waiting operation up."""

    id: str


class Resolve(Frame):
    """End a conflict."""

    conflict: int
    resolution: str


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


class ShowDays(Frame):
    """The agenda turns to this stretch (seconds since 1970): make the occurrences that are not kept yet → `Done`."""

    start: int
    end: int


class SaveEntry(Frame):
    """Save an event or task (JSON of `EntryDraft`): a new one, or over `item` whose `base` revision was looked at → `Saved`.

    `span` and `recurrence` say which occurrences of a recurring one are meant.
    """

    id: str
    collection: int
    draft: bytes
    item: int = 0
    base: str = ""
    span: str = "all"
    recurrence: str = ""


class RestoreEntry(Frame):
    """Put an event or task back as it was (undo): `raw` over `item`, or as a new one of `collection` → `Saved`."""

    id: str
    collection: int
    raw: bytes
    item: int = 0


class DeleteOccurrences(Frame):
    """Take an occurrence out of an entry, or it and those that follow → `Saved`; the entry goes with its last occurrence."""

    id: str
    item: int
    span: str
    recurrence: str
    base: str = ""


class SaveContact(Frame):
    """Save a contact (JSON of `CardDraft`): a new one, or over `item` whose `base` revision was looked at → `Saved`.

    `absorbed` are contacts that turned out to be the same: what they alone have comes into `item`, and they go. Nothing of it
    leaves before `not_before` (milliseconds since 1970).
    """

    id: str
    collection: int
    draft: bytes
    item: int = 0
    base: str = ""
    absorbed: list[int] = []
    not_before: int = 0


class AnswerInvitation(Frame):
    """Answer the invitation `uid` of a letter (`accepted`, `tentative`, `declined`): into the calendar, and by mail unless the
    server tells the organizer by itself → `Saved`. `subject` and `text` are the mail's."""

    id: str
    item: int
    uid: str
    participation: str
    subject: str
    text: str
    comment: str = ""


class TellPeople(Frame):
    """Tell the others of an event by mail: `request` the people (invited, or of a change), `cancel` that it is called off,
    `reply` the organizer (with `participation`, noted in the calendar too), `counter` that another time (JSON of `EntryDraft`)
    would suit better → `Saved`. A calendar whose server writes to them by itself is left to it: nobody is told twice.

    `subject` and `text` are the mail's.
    """

    id: str
    item: int
    method: str
    subject: str
    text: str
    participation: str = "tentative"
    draft: bytes = b""
    comment: str = ""


class NoteInvitation(Frame):
    """Note in the calendar what a letter says of the entry `uid`: an answer, or that it is called off → `Saved`, of nothing
    where nothing changes."""

    id: str
    item: int
    uid: str


class PutOffReminders(Frame):
    """Show reminders again at `until` (seconds since 1970) → `Done`."""

    reminders: list[int]
    until: int


class DismissReminders(Frame):
    """Be done with reminders → `Done`."""

    reminders: list[int]


class ImportResources(Frame):
    """Put every entry of an .ics file, or every card of a .vcf file (a blob), into a collection → `Saved`. What is there
    already under the same UID is left alone."""

    id: str
    collection: int
    blob: bytes


class ExportContacts(Frame):
    """Write contacts into a file at `path`, which is replaced → `Done`. `form`: `vcard`, or a CSV: `spreadsheet`, `outlook`,
    `outlook_en`, `google`, `google_en`."""

    items: list[int]
    form: str
    path: str


class ExportCalendar(Frame):
    """Write everything that a calendar shows into an .ics file at `path`, which is replaced → `Done`."""

    collection: int
    path: str


class ContactPhoto(Frame):
    """A contact's photo → `PicturesAnswer` with one entry named `photo`, or none."""

    item: int


class OpenConflict(Frame):
    """What two people made of the same item → `ConflictAnswer`."""

    conflict: int


class Upload(Frame):
    """Take a file of this machine, or what a blob holds, into a drive: a new one in `folder` (0: the top) named `name`, or
    over `item` → `Saved`. A folder of this machine comes with everything in it; `Progress` tells how far.

    The file is copied into the store first, so that it may change or go afterwards. `base` as in `SaveEntry`.
    """

    id: str
    collection: int
    path: str
    folder: int = 0
    name: str = ""
    item: int = 0
    base: str = ""
    blob: bytes = b""


class DriveAbilities(Frame):
    """What a drive can do beyond files → `BesideAnswer` with a list of `Capability`."""

    collection: int


class ListVersions(Frame):
    """The earlier contents of a file on its server → `BesideAnswer` with `sync.model.files.Version`s, the newest first."""

    item: int


class OpenVersion(Frame):
    """Bring an earlier content of a file here → `Kept`."""

    item: int
    version: str


class RestoreVersion(Frame):
    """Make an earlier content the file's content; the one of now becomes a version → `Done`."""

    item: int
    version: str


class ListTrash(Frame):
    """What was deleted from a drive → `BesideAnswer` with `Trashed`s, the latest first."""

    collection: int


class RestoreTrashed(Frame):
    """Bring something back from the trash of a drive → `Done`."""

    collection: int
    trashed: str


class PurgeTrashed(Frame):
    """Delete things in the trash of a drive for good, all of them where none is named → `Done`."""

    collection: int
    trashed: list[str]


class ListLinks(Frame):
    """The links by which a file or folder is shared → `BesideAnswer` with `PublicLink`s."""

    item: int


class MakeLink(Frame):
    """Share a file or folder by a link (JSON of `LinkWish`) → `BesideAnswer` with that one `PublicLink`."""

    item: int
    wish: bytes


class EndLink(Frame):
    """End a link → `Done`."""

    item: int
    link: str


class PauseTransfer(Frame):
    """Let an upload (`operation`) or the download of `item` wait until it is resumed, over restarts → `Done`."""

    operation: str = ""
    item: int = 0


class ResumeTransfer(Frame):
    """Let a paused upload or download go on where it stopped → `Done`."""

    operation: str = ""
    item: int = 0


class CancelDownload(Frame):
    """Give a download up, with what has been brought so far → `Done`. An upload is cancelled by `CancelOperation`."""

    item: int


class CopyFile(Frame):
    """Copy a file or folder into `folder` (0: the top) of a drive, under a name that is free there → `Saved`."""

    id: str
    item: int
    collection: int
    folder: int = 0
    name: str = ""


class PreviewFile(Frame):
    """What a file looks like at a glance → `PreviewAnswer`. Its content is brought here where it is not."""

    item: int


class Pin(Frame):
    """Keep a file, or a folder with everything in it, on this machine always, or no longer."""

    item: int
    wanted: bool


class OpenFile(Frame):
    """Bring a file's content here → `Kept`. What is here already, even if older, is given where the server cannot be asked."""

    item: int


class CheckOut(Frame):
    """Open a file in another program: put it into a private place → `CheckedOut`. What that program saves is brought back."""

    item: int


class CheckIn(Frame):
    """The other program is done: bring its last changes back and wipe the private copy → `Done`."""

    item: int


class ExportFile(Frame):
    """Write a file, or a folder with everything in it, to `path`, which must not exist yet, bringing contents here where
    needed → `Done`."""

    item: int
    path: str


class ChatSecurity(Frame):
    """Ask how an account's encryption stands → `ChatSecurityAnswer`. Verifications are told of from then on."""

    account: int


class SetUpRecovery(Frame):
    """Make identity, recovery and key backup of an account that has none → `RecoveryCode`, shown once.

    `password` proves once more who the user is; `passphrase` opens the recovery beside the code (empty: the code alone).
    """

    account: int
    password: str
    passphrase: str = ""


class Recover(Frame):
    """Bring identity and history to this machine with the recovery code or passphrase → `Recovered`."""

    account: int
    code: str


class ExportKeys(Frame):
    """Write all room keys to a new file, sealed by a passphrase → `Done`."""

    account: int
    path: str
    passphrase: str


class ImportKeys(Frame):
    """Take the room keys of a file → `Recovered`."""

    account: int
    path: str
    passphrase: str


class Verify(Frame):
    """Ask a person, or one device of theirs, to verify → `Verifying`; `VerificationMoved` follows. With `room`, ask there: it
    is how other programs expect to be asked by somebody else."""

    account: int
    person: str
    device: str = ""
    room: int = 0


class StepVerification(Frame):
    """Go on with a verification: `accept`, `begin`, `confirm`, `differ`, `cancel` → `Done`."""

    account: int
    flow: str
    action: str


class SignOutDevice(Frame):
    """Make the server forget another device of the user; `password` proves once more who they are → `Done`."""

    account: int
    device: str
    password: str


class TrustIn(Frame):
    """Ask what is known of people → `TrustAnswer`."""

    account: int
    people: list[str]


class AcceptIdentity(Frame):
    """The user accepts that a person has another identity than before → `Done`."""

    account: int
    person: str


class BringHistory(Frame):
    """Bring a page of posts before the newest gap of a room (with `before`, at or before that position) → `Done`."""

    room: int
    before: int = 0


class BringMembers(Frame):
    """Bring everybody who is in a room → `Done`."""

    room: int


class SayTyping(Frame):
    """Tell the others in a room that the user is writing, or no longer is → `Done`."""

    room: int
    typing: bool


class KeepRoomDraft(Frame):
    """Keep what was begun in a room and not sent, with whom it calls by which words (empty: nothing) → `Done`."""

    room: int
    body: str
    called: dict[str, str] = {}


class KeepPath(Frame):
    """Copy a file of this machine into the store as a blob → `Kept`."""

    path: str


class OpenPostFile(Frame):
    """Bring the file of a post, or the smaller picture of it, here → `Kept`."""

    post: int
    preview: bool = False


class FindRooms(Frame):
    """Ask an account's chat for rooms that may be joined → `RoomsFound`."""

    account: int
    wanted: str
    server: str = ""


class FindPeople(Frame):
    """Ask an account's chat for people → `PeopleFound`."""

    account: int
    wanted: str


class CheckWords(Frame):
    """Which of these words no dictionary of the languages (`fr`, `en`) has → `Words`."""

    languages: list[str]
    words: list[str]


class SuggestWords(Frame):
    """What was probably meant by a word that is not spelt right → `Words`, the likeliest first."""

    languages: list[str]
    word: str


class LookAtRules(Frame):
    """An account's rules, from its server where that can be asked → `RulesAnswer`."""

    account: int


class SaveRules(Frame):
    """Keep plain rules (JSON of `RuleSet`): on the server by the outbox, or here → `Done`. `instead_of`: the active script of
    another program, which says more than plain rules, that they are to take the place of."""

    id: str
    account: int
    rules: bytes
    instead_of: str = ""


class WriteScript(Frame):
    """Keep a script as it was typed, and make it the active one, by the outbox → `Done`."""

    id: str
    account: int
    name: str
    script: bytes


class SyncNow(Frame):
    """Run a cycle at once (0: all accounts; collection 0: all)."""

    account: int = 0
    collection: int = 0


class Rest(Frame):
    """Wait until nothing is under way any more, neither cycles nor outbox nor contents nor index → `Done`."""


class Watching(Frame):
    """Tell which mailbox the user looks at: it is synchronised first and kept fresh (0: none)."""

    collection: int


class SetOffline(Frame):
    """Work offline on purpose, or end that."""

    offline: bool


class SearchServer(Frame):
    """Search a collection on the server; found messages are brought into the store → `Found`."""

    collection: int
    text: str


class OpenDocument(Frame):
    """Read a document that is kept as a blob → `Kept`: its tree, as a blob."""

    blob: bytes


class OpenSheets(Frame):
    """Read a spreadsheet (a blob) → `Kept` with its `Workbook`, as a blob."""

    blob: bytes


class OpenOutside(Frame):
    """Read a file that is no item of the store (a blob): `kind` is `message`, `calendar` or `contacts` → `ContentAnswer`."""

    kind: str
    blob: bytes


class TakeOutside(Frame):
    """Take an attachment out of a message that is no item of the store → `Kept`."""

    blob: bytes
    path: str


class NewDocument(Frame):
    """Make an empty document of a kind (`docx`, `odt`) → `Kept`: its bytes, as a blob."""

    kind: str
    language: str


class WriteDocument(Frame):
    """Write a delta (a blob) into a copy of a document (a blob) → `Kept`: the copy, as a blob."""

    blob: bytes
    delta: bytes


class DocumentPicture(Frame):
    """Take a picture out of a document (a blob) → `Kept`; `Unreadable("not_a_picture")` where it may not be shown."""

    blob: bytes
    name: str


class KeepDocument(Frame):
    """Keep where an open document stands: what it was opened from and what was edited since (blobs) → `Done`.

    `place` is the path it is saved to, "" where it has none yet; `delta` is b"" where nothing waits to be saved. A file of a
    drive is named by `item`, with the revision of it that was opened; `SaveToDrive` saves it.
    """

    key: str
    name: str
    kind: str
    place: str
    base: bytes
    delta: bytes
    opened: bool
    item: int = 0
    revision: str = ""


class SaveToDrive(Frame):
    """Save what a blob holds over the file of a drive from which the document of that key was opened → `Saved`. Where somebody
    else was faster, both versions are kept until the person chooses."""

    id: str
    key: str
    blob: bytes


class ForgetDocument(Frame):
    """Forget a document that was open, with what was edited of it and not saved."""

    key: str


class Diagnose(Frame):
    """What an administrator wants to know, without personal content → `Diagnosis`."""


class Stop(Frame):
    """Finish the transaction and end."""


Command: TypeAlias = (
    StoreState | CreateStore | Unlock | GetStoreKey | Lock | ChangePassphrase | UseKeyring | NewRecoveryCode | BackUp
    | GetSettings | ChangeSetting
    | Discover | ListBackends | CheckEndpoint | AddAccount | UpdateAccount | NewPassword | SignInByBrowser | RemoveAccount
    | Intend | KeepDraft | DropDraft | OpenDraft | Send | StoreDraftNow | KeepFile
    | CancelOperation | RetryOperation | SettleOperation | DiscardOperation | Resolve
    | DriveAbilities | ListVersions | OpenVersion | RestoreVersion | ListTrash | RestoreTrashed | PurgeTrashed
    | ListLinks | MakeLink | EndLink
    | Open | FetchWhole | ExtractPart | RawMessage | FetchPictures
    | OpenSheets | OpenOutside | TakeOutside
    | OpenDocument | NewDocument | WriteDocument | DocumentPicture | KeepDocument | SaveToDrive
    | ForgetDocument
    | ShowDays | SaveEntry | RestoreEntry | DeleteOccurrences | SaveContact | AnswerInvitation | NoteInvitation | TellPeople
    | PutOffReminders | DismissReminders | ImportResources | ExportContacts | ExportCalendar | ContactPhoto | OpenConflict
    | PauseTransfer | ResumeTransfer | CancelDownload | Upload | CopyFile | PreviewFile | Pin | OpenFile | ExportFile
    | BringHistory | BringMembers | SayTyping | KeepRoomDraft | KeepPath | OpenPostFile | FindRooms | FindPeople
    | ChatSecurity | SetUpRecovery | Recover | ExportKeys | ImportKeys | Verify | StepVerification
    | SignOutDevice | TrustIn | AcceptIdentity | CheckOut | CheckIn
    | CheckWords | SuggestWords | LookAtRules | SaveRules | WriteScript
    | SyncNow | Rest | Watching | SetOffline | SearchServer | Diagnose | Stop
)  # fmt: skip


# --- replies ---------------------------------------------------------------------------------------------------------


class Done(Frame):
    """It is done, or safely on disk."""


class StoreStateAnswer(Frame):
    """`exists`, `unlocked`, which slots there are, whether this machine has a usable keyring, and a fault, if any."""

    exists: bool
    unlocked: bool
    keyring_slot: bool
    passphrase_slot: bool
    keyring_usable: bool
    fault_code: str = ""


class StoreKey(Frame):
    """The store's data key for the desktop's read-only connections; the recovery code right after creation."""

    key: bytes
    recovery_code: str = ""


class RecoveryCode(Frame):
    """The new recovery code, to be shown once."""

    code: str


class OwnDevice(Frame):
    """One of the user's devices, and what is known of it (`sync.model.trust`)."""

    id: str
    name: str
    trust: str
    here: bool
    seen: int = 0
    """Milliseconds since 1970; 0: not known."""


class ChatSecurityAnswer(Frame):
    """Whether there is an identity, whether this device belongs to it, whether keys are backed up, and the user's devices."""

    user: str
    identity: bool
    trusted: bool
    backup: bool
    devices: list[OwnDevice]


class TrustAnswer(Frame):
    """Person → what is known of them (`sync.model.trust`)."""

    people: dict[str, str]


class FoundRoom(Frame):
    """A room that may be joined by its address."""

    address: str
    name: str
    topic: str
    people: int


class RoomsFound(Frame):
    """Rooms that may be joined."""

    rooms: list[FoundRoom]


class PeopleFound(Frame):
    """Person and name."""

    people: list[tuple[str, str]]


class Recovered(Frame):
    """How many room keys came."""

    keys: int


class Verifying(Frame):
    """The verification that began."""

    flow: str


class SettingsAnswer(Frame):
    """All settings as JSON values, and the names fixed by policy."""

    values: dict[str, str]
    fixed: list[str]


class Discovered(Frame):
    """What was found: the backend's id (`generic` where none is known), endpoints, and where each came from.

    `elsewhere` lists hosts that are not below the address's domain; `refused` says for each host that the organisation's
    policy refuses why (kind, code, JSON of the fault's parameters): its endpoints are left out.
    """

    backend: str
    label: str
    endpoints: list[EndpointSpec]
    source: str
    elsewhere: list[str] = []
    refused: list[tuple[str, str, str]] = []


class ServiceSheet(Frame):
    """One service of a backend: by which protocol and how sure (`Evidence`), or why it is only a link to `page` (`Reason`)."""

    service: str
    evidence: str
    protocol: str = ""
    reason: str = ""
    page: str = ""


class ClaimSheet(Frame):
    """Something declared of a backend; an empty `says` is unknown. `date` is an ISO date."""

    subject: str
    value: str
    says: str
    source: str
    date: str


class BackendSheet(Frame):
    """A backend as its manifest describes it. Endpoints without a host need the person to name their server."""

    id: str
    label: str
    publisher: str
    page: str
    fields: list[str]
    endpoints: list[EndpointSpec]
    services: list[ServiceSheet]
    claims: list[ClaimSheet]
    by_address: bool = False
    """The backend tells by itself at which of its servers an address is: `Discover` with its id."""


class Backends(Frame):
    """Every backend that a person can choose, by label."""

    sheets: list[BackendSheet]


class Added(Frame):
    """The new account's id."""

    account: int


class BrowserAddress(Frame):
    """The page to open in the person's browser."""

    address: str


class DraftAnswer(Frame):
    """A draft to edit: its key, account and JSON."""

    key: str
    account: int
    draft: bytes


class Sending(Frame):
    """The operation that sends, and until when it can be undone (milliseconds since 1970)."""

    operation: str
    not_before: int


class Kept(Frame):
    """A blob: its name and size; of a file of a drive, the revision that it is the content of ("" : it waits to be uploaded)."""

    blob: bytes
    size: int
    revision: str = ""


class ContentAnswer(Frame):
    """JSON of `sync.model.mail.Content`; `state` is a `ContentState`."""

    content: bytes
    state: int


class PicturesAnswer(Frame):
    """Address → (media type, bytes); an address that could not be fetched is absent. `refused`: the fault (kind, code, JSON
    of its parameters) for each host that the organisation's policy does not let be contacted."""

    pictures: dict[str, tuple[str, bytes]]
    refused: list[tuple[str, str, str]] = []


class Found(Frame):
    """Local ids of what the server found, newest first."""

    messages: list[int]


class Saved(Frame):
    """Safely in the outbox: the operations, and the local ids of the items that they are about."""

    operations: list[str]
    items: list[int]


class BesideAnswer(Frame):
    """JSON of a list: what lies beside the tree of a drive."""

    rows: bytes


class PreviewAnswer(Frame):
    """A preview: `picture` or `page` with a picture's bytes, `text` in UTF-8, or "" where there is none."""

    kind: str
    shown: bytes


class CheckedOut(Frame):
    """Where the private copy of a file is."""

    path: str


class ConflictAnswer(Frame):
    """JSON of the `Entry`, `Card` or `FileTruth` of each side, empty where there is none: `base` is what both began with."""

    base: bytes
    mine: bytes
    theirs: bytes


class Words(Frame):
    """Words, in an order that the command tells."""

    words: list[str]


class ScriptSheet(Frame):
    """A Sieve script of a server."""

    name: str
    active: bool
    script: bytes


class RulesAnswer(Frame):
    """Rules of an account. `place`: `server`, or `here` where no server carries them out. `rules`: JSON of `RuleSet`, empty where
    the script says more than plain rules. `name` and `script` are what counts now; `waiting`: it is not on the server yet;
    `fault` (kind, code, JSON of parameters): why it was refused, or why the server could not be asked."""

    place: str
    rules: bytes
    name: str = ""
    script: bytes = b""
    scripts: list[ScriptSheet] = []
    extensions: list[str] = []
    waiting: bool = False
    fault: tuple[str, str, str] = ("", "", "{}")


class Diagnosis(Frame):
    """JSON object for `ecritoire doctor`."""

    report: bytes


Reply: TypeAlias = (
    Done | StoreStateAnswer | StoreKey | RecoveryCode | SettingsAnswer | Discovered | Backends | Added | BrowserAddress
    | DraftAnswer | Sending | Kept | BesideAnswer | ContentAnswer | PicturesAnswer | Found | Saved | ConflictAnswer | Diagnosis
    | ChatSecurityAnswer | TrustAnswer | RoomsFound | PeopleFound | Recovered | Verifying | CheckedOut
    | PreviewAnswer | RulesAnswer | Words
)  # fmt: skip


# --- notices ---------------------------------------------------------------------------------------------------------


class RowsChanged(Frame):
    """Rows of `table` changed: `message`, `item` (an event, task, contact or file), `collection`, `account`, `operation`,
    `draft`, `conflict`, `setting`, `document`, `reminder`… `content`: what messages hold has come, while every list is as it was.

    `ids` may be empty: re-read what is visible. `collections` names the collections concerned, where there are any.
    """

    table: str
    ids: list[int] = []
    collections: list[int] = []


class AccountChanged(Frame):
    """An account's condition (`AccountCondition`) and the fault behind it."""

    account: int
    condition: str
    fault_kind: str = ""
    fault_code: str = ""
    fault_parameters: str = "{}"


class Progress(Frame):
    """How far a long work has come. `what`: `headers`, `content`, `files`, `backup`, `index`, `operation:<id>` (octets
    sent), `item:<id>` (octets brought), `taking:<id>` (files of a folder taken in). `total` 0: unknown."""

    account: int
    what: str
    done: int
    total: int


class NewMail(Frame):
    """Messages that have just arrived in an inbox, for a notification."""

    account: int
    messages: list[int]


class VerificationMoved(Frame):
    """A verification stands elsewhere (`sync.protocols.security.VerificationState`)."""

    account: int
    flow: str
    person: str
    device: str
    stage: str
    ours: bool
    emoji: list[int]
    numbers: list[int]
    code: str
    trusted: bool


class TypingNow(Frame):
    """Who is writing in a room: names as the room knows them."""

    room: int
    people: list[str]


class NewPosts(Frame):
    """Posts of others that have just come and ask for attention, for a notification."""

    account: int
    posts: list[int]


class Undoable(Frame):
    """An operation was put back into drafts or refused; the desktop may say so at once."""

    operation: str
    fault_kind: str
    fault_code: str
    fault_parameters: str = "{}"


class Locked(Frame):
    """The store has been locked: forget everything and show the lock."""


Notice: TypeAlias = (
    RowsChanged | AccountChanged | Progress | NewMail | VerificationMoved | TypingNow | NewPosts | Undoable | Locked
)  # fmt: skip


# --- parser role -----------------------------------------------------------------------------------------------------


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
    """A document's bytes → `Parsed` with its tree (`editors.document.tree.encode`)."""

    document: bytes


class MakeDocument(Frame):
    """Make an empty document of a kind (`docx`, `odt`) → `Parsed` with its bytes."""

    kind: str
    language: str


class PatchDocument(Frame):
    """A document's bytes and a delta (`editors.document.delta.encode`) → `Parsed` with the bytes of the changed copy."""

    document: bytes
    delta: bytes


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
    was). `draft`: JSON of the `EntryDraft` that is proposed."""

    copy: bytes
    method: str
    addresses: list[str]
    participation: str
    draft: bytes
    now: int
    comment: str


class NoteEnclosed(Frame):
    """What a message says of the entry `uid` (answered, called off), written by `sender` → `Parsed` with the calendar's copy
    after it, empty where nothing changes."""

    message: bytes
    uid: str
    sender: str
    copy: bytes
    now: int


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


Parse: TypeAlias = (
    ParseHeaders | ParseSummaries | ParseContent | ParsePart | BuildMessage | DraftOfMessage | CleanPicture | PreviewBytes
    | ReadSheets | ReadDocument | MakeDocument | PatchDocument | PictureOfDocument | RulesOfScript | ScriptOfRules
    | FindMisspelt | SuggestSpelling
    | ParseResources | EditResource | CopyResource | RestoreResource | MergeResources | AnswerEnclosed | NoteEnclosed
    | TellOfEntry | CutResources | JoinCards | JoinResources | WriteCards | PhotoOfCard
)  # fmt: skip


class Parsed(Frame):
    """What the parser made; an empty entry is unreadable."""

    entries: list[bytes]


# --- envelopes -------------------------------------------------------------------------------------------------------


class Ask(Frame):
    """A command or parse request under a number."""

    number: int
    body: Command | Parse


class Answer(Frame):
    """The answer to the ask of that number."""

    number: int
    body: Reply | Parsed


class Failure(Frame):
    """The fault that the ask of that number met."""

    number: int
    kind: str
    code: str
    parameters: dict[str, Parameter]
    retry_after: float = 0.0


class Tell(Frame):
    """A notice; nobody answers."""

    body: Notice


Any: TypeAlias = Challenge | Hello | Welcome | Ask | Answer | Failure | Tell
