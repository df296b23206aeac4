"""Which hosts may be reached, and for whom: an account its endpoints, others for a moment, none against the organisation."""

from __future__ import annotations

import asyncio
import ipaddress
import itertools
import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.engine.jurisdiction import REFUSALS, Jurisdiction
from sync.engine.parsing import Parsing
from sync.model.accounts import Account, Endpoint
from sync.model.faults import Fault, Forbidden
from sync.model.ids import AccountId
from sync.model.sovereignty import Demands, Organisation, Purpose
from sync.providers.manifest import manifests
from sync.transport.gate import Gate

if TYPE_CHECKING:
    from sync.providers.discovery import Found

_log = logging.getLogger(__name__)

PICTURE_OCTETS = 10 * 1024 * 1024
PICTURES_AT_ONCE = 4
PICTURES_LIMIT = 100


class Sovereignty:
    """The engine's side of the outbound gate. `organisation` is what an administrator says; the demands may change."""

    def __init__(self, gate: Gate, trust: Path | None, organisation: Organisation | None = None) -> None:
        self.gate = gate
        self.trust = trust
        self.organisation = organisation or Organisation()
        self.jurisdiction = Jurisdiction(self.organisation)
        gate.verdict = self.jurisdiction.verdict
        self._strangers = itertools.count(-1000, -1)

    def prepared(self, address: str) -> Found | None:
        """Return what the administrator prepared for an address, as if it had been found; None where nothing is."""
        mine = [one for one in self.organisation.accounts if one.address.casefold() == address.strip().casefold()]
        if not mine:
            return None
        from sync.providers.discovery import Found  # only where somebody asks

        main, *beside = [Found(one.backend, one.label, one.endpoints, "policy") for one in mine]
        return replace(main, beside=tuple(beside))

    def trust_of(self, endpoint: Endpoint) -> Path | None:
        """Return the certificate authorities to trust for an endpoint besides the system's: its own, else everybody's."""
        own = endpoint.parameters.get("trust")
        return Path(own) if own else self.trust

    def admit(self, account: Account) -> None:
        """Let an account reach the hosts of its endpoints, each for the services there, and no others."""
        reasons: dict[str, list[str]] = {}
        for endpoint in account.endpoints:
            if endpoint.host:
                reasons.setdefault(endpoint.host, []).append(endpoint.service)
        for host in account.sign_in_hosts:
            reasons.setdefault(host, []).append(Purpose.SIGN_IN.value)
        backend = manifests().get(account.backend)
        if backend is not None and backend.budget is not None:
            self.gate.set_pace(account.id, backend.budget.requests_per_hour, backend.budget.at_once)
        self.gate.allow(account.id, {host: "+".join(dict.fromkeys(services)) for host, services in reasons.items()})

    def forget(self, account: AccountId) -> None:
        """Let an account reach nothing."""
        self.gate.forget(account)

    def demand(self, demands: Demands) -> None:
        """Judge by these demands from now on; whoever is connected has to begin again."""
        self.jurisdiction.demands = demands

    @contextmanager
    def passage(self, hosts: Sequence[str], why: Purpose) -> Iterator[AccountId]:
        """Let these hosts be reached for a moment and a reason, under an account id of nobody's."""
        stranger = AccountId(next(self._strangers))
        self.gate.allow(stranger, dict.fromkeys(hosts, why.value))
        try:
            yield stranger
        finally:
            self.gate.forget(stranger)

    async def pictures(
        self, addresses: Sequence[str], parsing: Parsing
    ) -> tuple[dict[str, tuple[str, bytes]], list[Forbidden]]:
        """Fetch remote pictures that the person asked for: https only, no host of a private network, no cookies, no referrer.

        What is not a picture that may be shown, or cannot be fetched, is absent. The second value says which hosts the
        organisation's policy refused, once each.
        """
        room = asyncio.Semaphore(PICTURES_AT_ONCE)
        refused: dict[str, Forbidden] = {}

        async def one(address: str) -> tuple[str, tuple[str, bytes]] | None:
            async with room:
                try:
                    picture = await self._picture(address, parsing)
                except Fault as fault:
                    if isinstance(fault, Forbidden) and fault.code in REFUSALS:
                        refused[str(fault.parameters.get("host"))] = fault
                    _log.info("picture not fetched: %s", fault.code)
                    return None
                return None if picture is None else (address, picture)

        found = await asyncio.gather(*(one(address) for address in dict.fromkeys(addresses[:PICTURES_LIMIT])))
        return dict(pair for pair in found if pair is not None), list(refused.values())

    async def _picture(self, address: str, parsing: Parsing) -> tuple[str, bytes] | None:
        from sync.transport.http import Http  # only who looks at remote pictures pays for it

        host = _host(address)
        if not host:
            return None
        with self.passage((host,), Purpose.PICTURE) as stranger:
            self.gate.check(stranger, host)  # before its name is even looked up
            if not await _is_public(host):
                return None
            async with Http(self.gate, stranger, trust=self.trust) as http:
                answer = await http.get(address, largest=PICTURE_OCTETS)
        return await parsing.picture(answer.body) if answer.good else None


def _host(address: str) -> str:
    """Return the host of an https address without user name, empty for anything else."""
    try:
        parts = urlsplit(address)
        valid = parts.scheme == "https" and not parts.username and parts.port in (None, 443)
    except ValueError:
        return ""
    return (parts.hostname or "") if valid else ""


async def _is_public(host: str) -> bool:
    """Whether a host is on the public network only: a message must not make us knock at doors of the local one."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)
