"""Which hosts may be reached, and for whom: an account reaches its own endpoints; a picture's host only when asked for."""

from __future__ import annotations

import asyncio
import ipaddress
import itertools
import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sync.engine.parsing import Parsing
from sync.model.accounts import Account, Endpoint
from sync.model.faults import Fault
from sync.model.ids import AccountId
from sync.transport.gate import Gate
from sync.transport.http import Http

_log = logging.getLogger(__name__)

PICTURE_OCTETS = 10 * 1024 * 1024
PICTURES_AT_ONCE = 4
PICTURES_LIMIT = 100


class Sovereignty:
    """The engine's side of the outbound gate."""

    def __init__(self, gate: Gate, trust: Path | None) -> None:
        self.gate = gate
        self.trust = trust
        self._strangers = itertools.count(-1000, -1)

    def trust_of(self, endpoint: Endpoint) -> Path | None:
        """Return the certificate authorities to trust for an endpoint besides the system's: its own, else everybody's."""
        own = endpoint.parameters.get("trust")
        return Path(own) if own else self.trust

    def admit(self, account: Account) -> None:
        """Let an account reach the hosts of its endpoints, and no others."""
        self.gate.allow(account.id, {endpoint.host for endpoint in account.endpoints if endpoint.host})

    def forget(self, account: AccountId) -> None:
        """Let an account reach nothing."""
        self.gate.allow(account, ())

    @contextmanager
    def passage(self, hosts: Sequence[str]) -> Iterator[AccountId]:
        """Let these hosts be reached for a moment, under an account id of nobody's."""
        stranger = AccountId(next(self._strangers))
        self.gate.allow(stranger, hosts)
        try:
            yield stranger
        finally:
            self.gate.allow(stranger, ())

    async def pictures(self, addresses: Sequence[str], parsing: Parsing) -> dict[str, tuple[str, bytes]]:
        """Fetch remote pictures that the person asked for: https only, no host of a private network, no cookies, no referrer.

        What is not a picture that may be shown, or cannot be fetched, is absent.
        """
        room = asyncio.Semaphore(PICTURES_AT_ONCE)

        async def one(address: str) -> tuple[str, tuple[str, bytes]] | None:
            async with room:
                try:
                    picture = await self._picture(address, parsing)
                except Fault as fault:
                    _log.info("picture not fetched: %s", fault.code)
                    return None
                return None if picture is None else (address, picture)

        found = await asyncio.gather(*(one(address) for address in dict.fromkeys(addresses[:PICTURES_LIMIT])))
        return dict(pair for pair in found if pair is not None)

    async def _picture(self, address: str, parsing: Parsing) -> tuple[str, bytes] | None:
        host = _host(address)
        if not host or not await _is_public(host):
            return None
        with self.passage((host,)) as stranger:
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
