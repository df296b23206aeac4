"""Accounts: what a backend offers, signing in, changing and removing."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from sync.rpc.messages.frame import Frame


class EndpointSpec(Frame):
    """An endpoint as typed or found (see `sync.model.accounts.Endpoint`)."""

    service: str
    protocol: str
    host: str
    port: int
    security: str = "tls"
    user: str = ""
    sign_in: str = "password"
    parameters: dict[str, str] = msgspec.field(default_factory=dict)


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
    """Start a sign-in by browser → `BrowserAddress` to open, empty where an earlier sign-in of the person serves this account
    too; `AccountChanged` follows when the person has finished."""

    account: int


class RemoveAccount(Frame):
    """Forget an account and everything kept of it on this machine. Operations still waiting make it fail unless `force`."""

    account: int
    force: bool = False


class Discovered(Frame):
    """What was found: the backend's id (`generic` where none is known), endpoints, and where each came from.

    `elsewhere` lists hosts that are not below the address's domain; `refused` says for each host that the organisation's
    policy refuses why (kind, code, JSON of the fault's parameters): its endpoints are left out. `beside` are other backends
    of the address, each to become an account of its own.
    """

    backend: str
    label: str
    endpoints: list[EndpointSpec]
    source: str
    elsewhere: list[str] = msgspec.field(default_factory=list)
    refused: list[tuple[str, str, str]] = msgspec.field(default_factory=list)
    beside: list[Discovered] = msgspec.field(default_factory=list)


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


AccountCommand: TypeAlias = (
    Discover | ListBackends | CheckEndpoint | AddAccount | UpdateAccount | NewPassword | SignInByBrowser
    | RemoveAccount
)  # fmt: skip
AccountReply: TypeAlias = Discovered | Backends | Added | BrowserAddress
