"""A server in memory: users, their mailboxes, calendars, address books and drives, and the delivery of what they submit."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar
from weakref import WeakValueDictionary

from sync.model.accounts import Service
from sync.model.collections import Collection, Role
from sync.model.contacts import DirectoryPerson
from sync.model.faults import AuthNeeded, Gone, Offline, Rejected
from sync.model.ids import OperationId, RemoteId
from sync.model.mail import Flag
from sync.model.operations import Applied
from sync.protocols.memory.faults import Trouble
from sync.protocols.memory.mailbox import MemoryMailbox, message_id_of
from sync.protocols.memory.shelf import MemoryShelf

_FIRST_MAILBOXES = (
    ("INBOX", Role.INBOX),
    ("Drafts", Role.DRAFTS),
    ("Sent", Role.SENT),
    ("Archive", Role.ARCHIVE),
    ("Junk", Role.JUNK),
    ("Trash", Role.TRASH),
)
_FIRST_SHELVES = (
    (Service.CALENDAR, "Personnel"),
    (Service.CONTACTS, "Contacts"),
    (Service.FILES, "Fichiers"),
)


@dataclass(slots=True)
class User:
    """A person on the server."""

    password: str
    mailboxes: dict[RemoteId, MemoryMailbox] = field(default_factory=dict)
    watchers: set[asyncio.Queue[RemoteId]] = field(default_factory=set)
    applied: dict[OperationId, Applied] = field(default_factory=dict)
    shelves: dict[RemoteId, MemoryShelf] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submitted:
    """A message that the server took for delivery."""

    sender: str
    recipients: tuple[str, ...]
    message_id: str
    raw: bytes = b""


class MemoryServer:
    """Shared state of everybody on one memory server. Protocols find it by its host name for as long as it is referenced.

    `page_size` is how many items a page of changes holds, `history` how many expunges a mailbox remembers. A server that
    `remembers` operations answers a repeated one as the first time; one that does not is like most mail servers.
    """

    _by_host: ClassVar[WeakValueDictionary[str, MemoryServer]] = WeakValueDictionary()

    def __init__(
        self, host: str = "memory.test", *, page_size: int = 1, history: int = 1000, remembers: bool = False
    ) -> None:
        self.host = host
        self.page_size = page_size
        self.history = history
        self.remembers = remembers
        self.trouble = Trouble()
        self.submitted: list[Submitted] = []
        self.directory: list[DirectoryPerson] = []
        self.busy: dict[str, bytes] = {}
        """When people are busy, as VFREEBUSY calendars by address."""
        self._users: dict[str, User] = {}
        self._numbers = 0
        self._by_host[host] = self

    @classmethod
    def at(cls, host: str) -> MemoryServer:
        """Return the server of that host name. Raises `Offline("name_not_found")`."""
        server = cls._by_host.get(host)
        if server is None:
            raise Offline("name_not_found", host=host)
        return server

    def add_user(self, address: str, password: str) -> User:
        """Give somebody a place with the usual mailboxes."""
        user = User(password)
        self._users[address] = user
        for name, role in _FIRST_MAILBOXES:
            self._put(user, name, role, RemoteId(""))
        for service, name in _FIRST_SHELVES:
            self.put_shelf(user, service, name)
        return user

    def put_shelf(self, user: User, service: Service, name: str) -> MemoryShelf:
        """Give somebody one more calendar, address book or drive."""
        self._numbers += 1
        made = MemoryShelf(RemoteId(f"shelf{self._numbers}"), service, name, self.history)
        user.shelves[made.remote_id] = made
        return made

    def shelf(self, address: str, service: Service, name: str = "") -> MemoryShelf:
        """Return somebody's first calendar, address book or drive, or the one of that name. Raises `Gone("collection")`."""
        for shelf in self.user(address).shelves.values():
            if shelf.service is service and name in ("", shelf.name):
                return shelf
        raise Gone("collection", name=name)

    @property
    def addresses(self) -> list[str]:
        """Everybody on the server."""
        return list(self._users)

    def user(self, address: str) -> User:
        """Return somebody. Raises `Gone("user")`."""
        if address not in self._users:
            raise Gone("user")
        return self._users[address]

    def sign_in(self, address: str, password: str) -> User:
        """Return who signed in. Raises `AuthNeeded("refused")`."""
        user = self._users.get(address)
        if user is None or user.password != password:
            raise AuthNeeded("refused")
        return user

    def mailbox(self, address: str, name: str) -> MemoryMailbox:
        """Return somebody's mailbox by its name or role. Raises `Gone("collection")`."""
        for mailbox in self.user(address).mailboxes.values():
            if name in (mailbox.name, mailbox.role.value):
                return mailbox
        raise Gone("collection", name=name)

    def create(self, user: User, name: str, parent: RemoteId) -> MemoryMailbox:
        """Make a mailbox; one that is there already will do. Raises `Gone("collection")` for the parent."""
        if parent and parent not in user.mailboxes:
            raise Gone("collection")
        for box in user.mailboxes.values():
            if (box.name, box.parent) == (name, parent):
                return box
        made = self._put(user, name, Role.NONE, parent)
        self.nudge(user, made.remote_id)
        return made

    def deliver(
        self,
        address: str,
        raw: bytes,
        *,
        mailbox: str = "INBOX",
        flags: Flag = Flag.NONE,
        keywords: Iterable[str] = (),
        received: int | None = None,
    ) -> RemoteId:
        """Put a message into somebody's mailbox, as mail that arrives; return its remote id."""
        box = self.mailbox(address, mailbox)
        item = box.add(raw, flags, frozenset(keywords), int(time.time()) if received is None else received)
        self.nudge(self.user(address), box.remote_id)
        return item

    def submit(self, sender: str, recipients: tuple[str, ...], raw: bytes) -> None:
        """Take a message for delivery to all of its recipients, or to none. Raises `Rejected("recipient_refused")`."""
        for recipient in recipients:
            if recipient not in self._users:
                raise Rejected("recipient_refused", reason="550 no such user here", recipient=recipient)
        self.submitted.append(Submitted(sender, recipients, message_id_of(raw).decode(), raw))
        for recipient in recipients:
            self.deliver(recipient, raw)

    def nudge(self, user: User, mailbox: RemoteId) -> None:
        """Tell everybody who watches that a mailbox changed."""
        for watcher in user.watchers:
            watcher.put_nowait(mailbox)

    def collections(self, user: User, *, counting: bool = False) -> list[Collection]:
        """Return somebody's mailboxes as a server lists them, parents before children; with `counting`, what each holds."""

        def depth(box: MemoryMailbox) -> int:
            return 0 if box.parent not in user.mailboxes else 1 + depth(user.mailboxes[box.parent])

        return [
            Collection(
                box.remote_id,
                Service.MAIL,
                box.name,
                box.role,
                box.parent,
                total=len(box.messages) if counting else None,
                unread=sum(not kept.flags & Flag.SEEN for kept in box.messages.values()) if counting else None,
            )
            for box in sorted(user.mailboxes.values(), key=depth)
        ]

    def _put(self, user: User, name: str, role: Role, parent: RemoteId) -> MemoryMailbox:
        self._numbers += 1
        made = MemoryMailbox(RemoteId(f"box{self._numbers}"), name, role, parent, self.history)
        user.mailboxes[made.remote_id] = made
        return made
