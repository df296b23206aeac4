"""The five verbs: what every protocol offers for a service, and the rules that the contract suite checks.

(a) `apply` is idempotent in the operation's id, or raises `Uncertain`. (b) `changes` may repeat, must not omit.
(c) Revisions are compared for equality only. (d) Every failure is a fault of `sync.model.faults`. (e) Cancelling any
verb leaves nothing half-known: the next call starts clean.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from sync.model.accounts import Account, Capability, Endpoint, Service
from sync.model.availability import BusyAnswer
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import DirectoryPerson
from sync.model.faults import Uncertain, Unsupported
from sync.model.files import LinkWish, PublicLink, Share, Sharee, ShareWish, Trashed, Version
from sync.model.ids import RemoteId
from sync.model.mail import ELIDED_HEADER as ELIDED_HEADER
from sync.model.operations import Applied, RemoteItem, RemoteOperation
from sync.protocols.keeping import Keeper
from sync.transport.gate import Gate


@dataclass(frozen=True, slots=True)
class Secret:
    """What proves the user's identity to a server: a password or an access token. Never logged: `repr` hides it."""

    kind: str
    value: str = field(repr=False)


def nothing_kept(collection: RemoteId, folder: RemoteId | None) -> Mapping[RemoteId, str]:
    """Return what a store holds that holds nothing."""
    return {}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a protocol is given besides its endpoint.

    `secret(renew)` brings the password or a valid access token; `renew=True` after the server refused the last one.
    `trust` names a file of extra certificate authorities (PEM), None for the system's own only. `timeout` is in seconds,
    for one network step. `kept(collection, folder)` tells what is here of a collection (or, of a drive, directly in that
    folder, "" its top; None: everything) as remote id → revision: for servers that list but cannot say what changed, so
    that a cursor never has to carry it. It is right between two pages of `changes`. `keeper` is where a protocol with keys of
    its own keeps them; the others need none.
    """

    account: Account
    endpoint: Endpoint
    secret: Callable[[bool], Awaitable[Secret]]
    trust: Path | None = None
    timeout: float = 30.0
    gate: Gate | None = None
    """The engine's outbound gate; without one a protocol makes a gate that lets it reach its endpoint's host alone."""
    kept: Callable[[RemoteId, RemoteId | None], Mapping[RemoteId, str]] = nothing_kept
    keeper: Keeper | None = None


class Protocol(ABC):
    """One service of one account over one protocol. All methods are coroutines on the engine's loop; none is called twice
    at the same time except `watch` beside the others. Connections are opened lazily and re-opened by the next verb after
    `Offline`."""

    name: ClassVar[str]
    services: ClassVar[frozenset[Service]]
    counts_apart: ClassVar[bool] = False
    """Whether `collections` can leave out how much each holds: servers look through all of it to tell."""
    compares: ClassVar[bool] = False
    """Whether `changes` looks at `Surroundings.kept`: no page is asked for before the one before it is stored."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.capabilities: frozenset[Capability] = frozenset()
        self.counting = True
        """Whether `collections` tells how much each holds (`counts_apart`)."""

    @abstractmethod
    async def collections(self) -> Sequence[Collection]:
        """Return every collection of the service, parents before children."""

    @abstractmethod
    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what is different in `collection` since `cursor` (None: everything, newest first, in pages).

        Raises `CursorExpired` where the server no longer knows the cursor, `Gone` where the collection is no longer.
        """

    @abstractmethod
    def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring the bytes of `items`, in any order of items, pipelined where the protocol can; large ones in pieces.

        With a `Range` (capability RANGES): the bytes of one item from there on. With `Want.TEXT` the bytes are a MIME
        message whose parts that are not text (and attached text) have an empty body and an `X-Ecritoire-Elided: <octets>`
        header; a protocol that cannot do this brings the whole.
        """

    @abstractmethod
    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry out the user's operation on the server and say where things are now."""

    @abstractmethod
    def watch(self) -> AsyncIterator[Nudge]:
        """Yield hints that something changed for as long as the server pushes; ends at once where it cannot."""

    @abstractmethod
    async def close(self) -> None:
        """Leave the server politely and drop every connection. Never raises a fault."""

    async def check(self) -> None:
        """Sign in and out, to prove that the endpoint and the secret are right. Raises the fault that says why not."""
        await self.collections()

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """After `Uncertain`: look whether `operation` took effect. None: it did not; raises `Uncertain` if it cannot tell."""
        raise Uncertain("cannot_tell", operation=operation.id)

    async def sign_out(self) -> None:
        """Give back what the server gave this program alone: the password of a page (`SignIn.PAGE`), the device of a chat. It
        is good for nothing afterwards."""
        raise Unsupported("sign_out")

    # --- beside the tree: asked for when somebody looks, never synchronised (decision 22)

    async def versions(self, item: RemoteItem) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first (capability VERSIONS)."""
        raise Unsupported("versions")

    def version(self, item: RemoteItem, version: str) -> AsyncIterator[bytes]:
        """Yield an earlier content of a file in pieces (capability VERSIONS). Raises `Gone`."""
        raise Unsupported("versions")

    async def restore_version(self, item: RemoteItem, version: str) -> None:
        """Make an earlier content the file's content; the one of now becomes a version. Doing it twice does no harm."""
        raise Unsupported("versions")

    async def trash(self, collection: RemoteId) -> Sequence[Trashed]:
        """Return what was deleted from a drive, the latest first (capability TRASH)."""
        raise Unsupported("trash")

    async def restore(self, collection: RemoteId, trashed: str) -> None:
        """Bring something back from the trash (capability TRASH). Raises `Gone`, `Rejected("name_taken")`."""
        raise Unsupported("trash")

    async def purge(self, collection: RemoteId, trashed: str) -> None:
        """Delete something in the trash for good (capability TRASH); what is gone will do."""
        raise Unsupported("trash")

    async def shares(self, item: RemoteItem) -> Sequence[Share]:
        """Return the people and groups that a file or folder is shared with (capability PEOPLE)."""
        raise Unsupported("people")

    async def sharees(self, text: str) -> Sequence[Sharee]:
        """Return whom something can be shared with, of those that a text finds, the best first (capability PEOPLE)."""
        raise Unsupported("people")

    async def share(self, item: RemoteItem, sharee: Sharee, wish: ShareWish) -> Share:
        """Share a file or folder with somebody (capability PEOPLE). Raises `Rejected` where the server wants it otherwise."""
        raise Unsupported("people")

    async def change_share(self, item: RemoteItem, share: str, wish: ShareWish) -> Share:
        """Let a share be as wished; of a password, an empty one changes nothing. Raises `Gone("share")`, `Rejected`."""
        raise Unsupported("people")

    async def end_share(self, item: RemoteItem, share: str) -> None:
        """End a share (capability PEOPLE); one that is gone will do."""
        raise Unsupported("people")

    async def links(self, item: RemoteItem) -> Sequence[PublicLink]:
        """Return the links by which a file or folder is shared (capability LINKS)."""
        raise Unsupported("links")

    async def make_link(self, item: RemoteItem, wish: LinkWish) -> PublicLink:
        """Share a file or folder by a new link (capability LINKS). Raises `Rejected` where the server wants it otherwise."""
        raise Unsupported("links")

    async def end_link(self, item: RemoteItem, link: str) -> None:
        """End a link (capability LINKS); one that is gone will do."""
        raise Unsupported("links")

    async def free_busy(self, me: str, people: Sequence[str], start: int, end: int) -> Sequence[BusyAnswer]:
        """Ask when people are busy, by their addresses, between two moments (capability FREE_BUSY); `me` asks. Whom the server
        does not know has a refusal; the calendars of an answer are for the parser to read."""
        raise Unsupported("free_busy")

    async def people(self, text: str, limit: int) -> Sequence[DirectoryPerson]:
        """Look people up by words of their names or addresses (service DIRECTORY), at most `limit`."""
        raise Unsupported("directory")

    async def search(self, collection: RemoteId, text: str) -> Sequence[RemoteId]:
        """Search on the server (capability SERVER_SEARCH). Raises `Unsupported` where it cannot."""
        raise Unsupported("server_search")
