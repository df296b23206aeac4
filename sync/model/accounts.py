"""Accounts: a person's sign-in at one backend, the services it offers, and how to reach each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from sync.model.ids import AccountId


class Service(StrEnum):
    """One thing that an account offers."""

    MAIL = "mail"
    SUBMISSION = "submission"
    CHAT = "chat"
    CALENDAR = "calendar"
    CONTACTS = "contacts"
    FILES = "files"
    DOCUMENTS = "documents"
    MEETINGS = "meetings"
    DIRECTORY = "directory"
    RULES = "rules"
    """What the server does with mail as it arrives: scripts, and the answer while one is away."""


class Security(StrEnum):
    """How a connection is protected. There is no unprotected one."""

    TLS = "tls"
    STARTTLS = "starttls"


class SignIn(StrEnum):
    """How one proves who one is."""

    PASSWORD = "password"
    OAUTH2 = "oauth2"
    PAGE = "page"
    """On a page of the server's own, in the browser, which gives this program a password of its own."""


class Capability(StrEnum):
    """An optional ability of a service: declared by the protocol after it has looked, never guessed from a name."""

    PUSH = "push"
    SERVER_SEARCH = "server_search"
    CONDITIONAL = "conditional"
    MOVE = "move"
    QUOTA = "quota"
    SHARED = "shared"
    CREATE_COLLECTION = "create_collection"
    RANGES = "ranges"
    """`fetch` takes a `Range`."""
    RESUMABLE = "resumable"
    """An upload that was cut off goes on where it stopped, by the operation's id."""
    TRASH = "trash"
    """What is deleted from a drive can be brought back (`Protocol.trash`)."""
    VERSIONS = "versions"
    """Earlier contents of a file can be read and brought back (`Protocol.versions`)."""
    LINKS = "links"
    """A file or folder can be shared by a link (`Protocol.links`)."""
    PEOPLE = "people"
    """A file or folder can be shared with people and groups by name (`Protocol.shares`)."""
    SCHEDULING = "scheduling"
    """The server sends and takes invitations by itself (RFC 6638): nobody else may."""
    FREE_BUSY = "free_busy"
    """The server tells when other people are busy (`Protocol.free_busy`)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and how one service of an account is reached, by which protocol (a folder name in `sync.protocols`)."""

    service: Service
    protocol: str
    host: str
    port: int
    security: Security = Security.TLS
    user: str = ""
    sign_in: SignIn = SignIn.PASSWORD
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeepPolicy:
    """What of an account is kept for reading offline."""

    days: int = 0
    """How far back bodies are kept, in days; 0 keeps all."""
    attachments: bool = True
    """Whether attachments come along; otherwise they are fetched when asked for."""
    largest: int = 20 * 1024 * 1024
    """Messages above this size (bytes) are fetched only when opened."""

    def within(self, most: KeepPolicy | None) -> KeepPolicy:
        """Return what this policy keeps where no more than `most` may be kept."""
        if most is None:
            return self
        days = min((days for days in (self.days, most.days) if days), default=0)
        return KeepPolicy(days, self.attachments and most.attachments, min(self.largest, most.largest))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the user writes as, and the signature that goes with it."""

    address: str
    name: str = ""
    signature_html: str = ""
    label: str = ""
    """What the user calls it, where the name and address do not tell it from others."""
    reply_to: str = ""
    """Where answers are to go, where not to `address`."""
    on_behalf: bool = False
    """Whether the account's own address is named as the one who really sends (`Sender`, RFC 5322 §3.6.2): for a shared mailbox
    whose server lets nobody send as itself."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person's sign-in at one backend, with the services reached through it."""

    id: AccountId
    address: str
    label: str
    backend: str
    endpoints: tuple[Endpoint, ...]
    identity: Identity
    keep: KeepPolicy = KeepPolicy()
    enabled: bool = True
    also: tuple[Identity, ...] = ()
    """Who else the user writes as, beside `identity`, which is the usual one."""

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Who the user writes as: the usual one first."""
        return self.identity, *self.also

    @property
    def sign_in_hosts(self) -> list[str]:
        """The hosts that signing in by browser needs: the issuer's (parameter `issuer`), and others (`sign_in_hosts`)."""
        hosts: list[str] = []
        for endpoint in self.endpoints:
            if endpoint.sign_in is SignIn.OAUTH2:
                hosts.append(urlsplit(endpoint.parameters.get("issuer", "")).hostname or "")
                hosts += endpoint.parameters.get("sign_in_hosts", "").split()
        return [host for host in dict.fromkeys(hosts) if host]

    def endpoint(self, service: Service) -> Endpoint | None:
        """Return the endpoint of `service`, or None where the account does not offer it."""
        return next((endpoint for endpoint in self.endpoints if endpoint.service is service), None)


class AccountCondition(StrEnum):
    """What the window says of an account."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    ONLINE = "online"
    SYNCHRONISING = "synchronising"
    AUTH_NEEDED = "auth_needed"
    FAULT = "fault"
