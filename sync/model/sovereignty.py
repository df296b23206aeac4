"""Sovereignty: what is declared of hosts, what an organisation demands of them, and what the ledger says of each contact."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sync.model.accounts import Endpoint, KeepPolicy

EUROPEAN_UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""Member states by ISO 3166-1 code; `EU` itself stands for a law of the Union where no state is named."""


class Purpose(StrEnum):
    """Why a host is contacted, where it is not for a service of an account."""

    DISCOVERY = "discovery"
    """To find the servers of an address."""
    CHECK = "check"
    """To prove a password before an account is kept."""
    SIGN_IN = "sign_in"
    """To sign in by browser."""
    PICTURE = "picture"
    """A remote picture of a letter, at the person's wish."""
    NAMES = "names"
    """A name server, asked where the services of a domain are."""
    PROXY = "proxy"
    """A proxy of the organisation or of the system, on the way of everything else."""
    UPDATES = "updates"
    """To ask the organisation whether there is a newer version."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a manifest or an administrator says of hosts: never proven, never inferred from a name or an address.

    A host with a leading dot stands for every name below it. `law` is an ISO 3166-1 code, or `EU`; empty: unknown.
    """

    hosts: tuple[str, ...]
    law: str = ""
    qualifications: frozenset[str] = frozenset()
    source: str = ""
    date: datetime.date | None = None

    def speaks_of(self, host: str) -> bool:
        """Whether `host` is one of those meant."""
        return named(host, self.hosts)


@dataclass(frozen=True, slots=True)
class PreparedAccount:
    """An account whose servers an administrator named for a person: its address is all that they are asked to confirm."""

    address: str
    name: str
    backend: str
    label: str
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """What an administrator says for all persons of a machine. `only`, where not empty, lists all that may be reached,
    `backends` all that may be added; `keep` is the most that an account may keep."""

    declared: tuple[Declaration, ...] = ()
    only: tuple[str, ...] = ()
    backends: tuple[str, ...] = ()
    keep: KeepPolicy | None = None
    accounts: tuple[PreparedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """What must be declared of a host before it is contacted; empty demands nothing. `law` `EU` takes any member state."""

    law: str = ""
    qualification: str = ""

    def laws(self) -> frozenset[str]:
        """Return the laws that satisfy the demand; none where nothing is demanded."""
        if self.law == "EU":
            return EUROPEAN_UNION | {"EU"}
        return frozenset({self.law}) if self.law else frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the ledger: what went between this machine and a host on one day, for one account and reason."""

    day: str
    """ISO date (UTC)."""
    account: int
    """Local id of the account; below 1: no account."""
    address: str
    """The account's address at that time: a removed account stays in the ledger."""
    host: str
    why: str
    """Services joined by `+`, or a `Purpose`."""
    first: int
    last: int
    """Milliseconds since 1970."""
    connections: int
    refused: int
    sent: int
    received: int
    law: str
    """The law that was declared then; empty: unknown."""
    source: str
    """Who declared it."""


def named(host: str, names: Iterable[str]) -> bool:
    """Whether `host` is among `names`, where a leading dot stands for every name below."""
    return any(host == name or (name.startswith(".") and host.endswith(name)) for name in names)
