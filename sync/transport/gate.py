"""The one outbound gate: every connection passes here, only to hosts that an account may reach, and each is counted."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sync.model.accounts import Security
from sync.model.faults import Forbidden, Offline
from sync.model.ids import AccountId
from sync.model.sovereignty import Purpose
from sync.transport import tls
from sync.transport.cutting import cut
from sync.transport.pace import Pace
from sync.transport.proxies import Proxies, through

P = TypeVar("P", bound=asyncio.BaseProtocol)

USUAL_PER_HOUR, USUAL_AT_ONCE = 360_000, 8
"""The pace of an account whose backend says nothing: a hundred requests a second, and 30,000 in one go, which is what the first
synchronisation of a drive asks of an organisation's own server. At rest it is a few an hour (`./run bench idle`)."""
_STREAM_LIMIT = 1 << 20
_HEAD_START = 0.25


@dataclass(slots=True)
class Traffic:
    """What went between one account and one host since it was last taken away: octets as the application sees them
    (inside TLS), connections or requests let through, and those refused. Times are in milliseconds since 1970."""

    received: int = 0
    sent: int = 0
    connections: int = 0
    refused: int = 0
    first: int = 0
    last: int = 0

    @property
    def silent(self) -> bool:
        """Whether nothing happened."""
        return not (self.received or self.sent or self.connections or self.refused)


Verdict = Callable[[str], Forbidden | None]
"""What the organisation's policy says of a host: None, or the fault that explains the refusal."""


class Gate:
    """The list of hosts each account may reach, and the only place where connections to them are opened.

    `verdict` holds for everybody, whatever their list says; `proxies` are on the way of everybody's connections.
    """

    def __init__(self, verdict: Verdict | None = None, proxies: Proxies | None = None) -> None:
        self.verdict = verdict
        self.proxies = proxies or Proxies()
        self._allowed: dict[AccountId, dict[str, str]] = {}
        self._traffic: dict[tuple[AccountId, str], Traffic] = {}
        self._reasons: dict[tuple[AccountId, str], str] = {}
        self._paces: dict[AccountId, Pace] = {}

    def allow(self, account: AccountId, hosts: Iterable[str] | Mapping[str, str]) -> None:
        """Replace the hosts that `account` may reach; an empty list closes the gate for it. A mapping says why, by host."""
        reasons = hosts if isinstance(hosts, Mapping) else dict.fromkeys(hosts, "")
        self._allowed[account] = {_plain(host): why for host, why in reasons.items()}
        self._reasons.update({(account, host): why for host, why in self._allowed[account].items()})

    def allow_more(self, account: AccountId, hosts: Mapping[str, str]) -> None:
        """Add hosts to those that `account` may reach already, each with the reason why."""
        self.allow(account, {**self._allowed.get(account, {}), **hosts})

    def forget(self, account: AccountId) -> None:
        """Let `account` reach nothing any more; what was counted for it stays until it is taken away."""
        self._allowed.pop(account, None)
        self._paces.pop(account, None)

    def check(self, account: AccountId, host: str) -> None:
        """Raise `Forbidden` unless `account` may reach `host`: the policy's own, or `host_not_allowed`."""
        fault = self._refusal(account, _plain(host))
        if fault is not None:
            self._count(account, host).refused += 1
            raise fault

    def enter(self, account: AccountId, host: str) -> Traffic:
        """Let one connection or request through, or raise `Forbidden`; return the counter for its octets."""
        self.check(account, host)
        traffic = self._count(account, host)
        traffic.connections += 1
        return traffic

    def note(self, account: AccountId, host: str, why: str) -> None:
        """Count a contact that is on the way of others and has no list to be on: a name server, a proxy."""
        self._reasons.setdefault((account, _plain(host)), why)
        self._count(account, host).connections += 1

    def web_proxy(self, account: AccountId, host: str) -> str | None:
        """Return the proxy for web addresses of `host`, None where it is reached directly; the ledger knows of it."""
        proxy = self.proxies.for_web(host)
        if proxy:
            self.note(account, urlsplit(proxy).hostname or proxy, Purpose.PROXY.value)
        return proxy

    def set_pace(self, account: AccountId, requests_per_hour: int, at_once: int) -> None:
        """Give an account a budget of HTTP requests."""
        self._paces[account] = Pace(requests_per_hour, at_once)

    def pace(self, account: AccountId) -> Pace:
        """Return the pace of an account, the usual one where none was set."""
        if account not in self._paces:
            self.set_pace(account, USUAL_PER_HOUR, USUAL_AT_ONCE)
        return self._paces[account]

    def traffic(self, account: AccountId, host: str) -> Traffic:
        """Return the live counter of an account at a host; whoever exchanges bytes with it adds to it."""
        return self._traffic.setdefault((account, _plain(host)), Traffic())

    def traffic_by_host(self) -> dict[str, Traffic]:
        """Return what was counted by host since it was last taken away, all accounts together."""
        found: dict[str, Traffic] = {}
        for (_, host), one in self._traffic.items():
            whole = found.setdefault(host, Traffic())
            whole.received += one.received
            whole.sent += one.sent
            whole.connections += one.connections
            whole.refused += one.refused
        return found

    def take_traffic(self) -> list[tuple[AccountId, str, str, Traffic]]:
        """Return account, host, reason and what was counted since the last time; the live counters begin again at nothing."""
        taken = []
        for (account, host), live in list(self._traffic.items()):
            if not live.silent:
                live.last = live.last or _now()
                taken.append(
                    (
                        account,
                        host,
                        self._reasons.get((account, host), ""),
                        Traffic(
                            live.received, live.sent, live.connections, live.refused, live.first or live.last, live.last
                        ),
                    )
                )
                live.received = live.sent = live.connections = live.refused = live.first = live.last = 0
            if account not in self._allowed:
                del self._traffic[account, host]
                self._reasons.pop((account, host), None)
        return taken

    def _refusal(self, account: AccountId, host: str) -> Forbidden | None:
        if self.verdict is not None and (fault := self.verdict(host)) is not None:
            return fault
        return None if host in self._allowed.get(account, {}) else Forbidden("host_not_allowed", host=host)

    def _count(self, account: AccountId, host: str) -> Traffic:
        traffic = self.traffic(account, host)
        traffic.last = _now()
        traffic.first = traffic.first or traffic.last
        return traffic

    async def connect(self, account: AccountId, host: str, port: int, *, within: float = 30.0) -> socket.socket:
        """Return a connected TCP socket (non-blocking) to `host`, through the proxy for mail where there is one, else tried
        over IPv6 and IPv4 side by side.

        Raises what `check` and `proxies.through` raise; `Offline` with "name_not_found", "refused", "unreachable" or "timeout".
        `within` is in seconds.
        """
        self.enter(account, host)
        try:
            async with asyncio.timeout(within):
                if self.proxies.mail:
                    self.note(account, urlsplit(self.proxies.mail).hostname or self.proxies.mail, Purpose.PROXY.value)
                    return await through(self.proxies.mail, host, port, _directly)
                return await _directly(host, port)
        except TimeoutError as error:
            raise Offline("timeout", host=host) from error
        except socket.gaierror as error:
            raise Offline("name_not_found", host=host) from error
        except ConnectionRefusedError as error:
            raise Offline("refused", host=host) from error
        except OSError as error:
            raise Offline("unreachable", host=host) from error

    async def attach(
        self,
        account: AccountId,
        host: str,
        port: int,
        factory: Callable[[], P],
        *,
        context: ssl.SSLContext | None,
        within: float = 30.0,
    ) -> tuple[asyncio.Transport, P]:
        """Connect an asyncio protocol made by `factory`; with `context` the connection begins with a TLS handshake.

        Faults as for `connect`, and `Forbidden("certificate")` with what is wrong with the certificate.
        """
        try:
            return await self._reach(account, host, port, factory, context, within)
        except ssl.SSLCertVerificationError as error:
            raise tls.certificate_fault(host, error, await self._look(account, host, port, within)) from error
        except ssl.SSLError as error:
            raise tls.handshake_fault(host, error) from error

    async def open(
        self,
        account: AccountId,
        host: str,
        port: int,
        security: Security,
        context: ssl.SSLContext,
        *,
        within: float = 30.0,
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open streams to `host`. With `Security.STARTTLS` they begin in clear: the caller upgrades before any secret.

        Faults as for `attach`.
        """
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=_STREAM_LIMIT, loop=loop)
        traffic = self.traffic(account, host)
        transport, protocol = await self.attach(
            account,
            host,
            port,
            lambda: _CountedStream(reader, traffic),
            context=context if security is Security.TLS else None,
            within=within,
        )
        return reader, _CountedWriter(transport, protocol, reader, loop, traffic)

    async def _reach(
        self,
        account: AccountId,
        host: str,
        port: int,
        factory: Callable[[], P],
        context: ssl.SSLContext | None,
        within: float,
    ) -> tuple[asyncio.Transport, P]:
        connected = await self.connect(account, host, port, within=within)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                return await loop.create_connection(
                    factory, sock=connected, ssl=context, server_hostname=host if context is not None else None
                )
        except ssl.SSLError:
            raise
        except TimeoutError as error:
            raise Offline("timeout", host=host) from error
        except OSError as error:
            raise Offline("tls_failed", host=host, reason=type(error).__name__) from error

    async def _look(self, account: AccountId, host: str, port: int, within: float) -> bytes | None:
        """Return the certificate (DER) that the server shows, whatever it is worth."""
        with contextlib.suppress(Offline, ssl.SSLError):
            transport, _ = await self._reach(account, host, port, asyncio.Protocol, tls.looking_context(), within)
            shown = peer_certificate(transport)
            cut(transport)
            return shown
        return None


def peer_certificate(transport: asyncio.Transport) -> bytes | None:
    """Return the certificate (DER) of a TLS transport's other side."""
    encrypted: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
    return encrypted.getpeercert(binary_form=True) if encrypted is not None else None


class _CountedStream(asyncio.StreamReaderProtocol):
    """A stream protocol that adds what it receives to the host's counter."""

    def __init__(self, reader: asyncio.StreamReader, traffic: Traffic) -> None:
        super().__init__(reader)
        self._traffic = traffic

    def data_received(self, data: bytes) -> None:
        self._traffic.received += len(data)
        super().data_received(data)


class _CountedWriter(asyncio.StreamWriter):
    """A stream writer that adds what it sends to the host's counter."""

    def __init__(
        self,
        transport: asyncio.WriteTransport,
        protocol: asyncio.BaseProtocol,
        reader: asyncio.StreamReader,
        loop: asyncio.AbstractEventLoop,
        traffic: Traffic,
    ) -> None:
        super().__init__(transport, protocol, reader, loop)
        self._traffic = traffic

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._traffic.sent += len(data)
        super().write(data)


async def _directly(host: str, port: int) -> socket.socket:
    loop = asyncio.get_running_loop()
    addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return await _first_to_connect(loop, [(family, address) for family, _, _, _, address in addresses])


async def _first_to_connect(loop: asyncio.AbstractEventLoop, addresses: list[tuple[int, Any]]) -> socket.socket:
    """Return the first socket that connects; each address gets a head start on the next (RFC 8305 §5)."""
    attempts: list[asyncio.Task[socket.socket]] = []
    waiting = list(_interleaved(addresses))
    last: OSError = OSError("no address")
    try:
        while waiting or attempts:
            if waiting:
                attempts.append(asyncio.create_task(_connected(loop, *waiting.pop(0))))
            done, _ = await asyncio.wait(
                attempts, timeout=_HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for attempt in done:
                attempts.remove(attempt)
                failure = attempt.exception()
                if failure is None:
                    return attempt.result()
                if not isinstance(failure, OSError):
                    raise failure
                last = failure
    finally:
        for attempt in attempts:
            if not attempt.cancel() and attempt.exception() is None:
                attempt.result().close()
    raise last


async def _connected(loop: asyncio.AbstractEventLoop, family: int, address: Any) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await loop.sock_connect(made, address)
    except BaseException:
        made.close()
        raise
    return made


def _interleaved(addresses: list[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    """Yield the addresses with the families taking turns, beginning with the resolver's favourite."""
    first = [entry for entry in addresses if entry[0] == addresses[0][0]]
    others = [entry for entry in addresses if entry[0] != addresses[0][0]]
    for pair in zip_longest(first, others):
        yield from (entry for entry in pair if entry is not None)


def _now() -> int:
    return time.time_ns() // 1_000_000


def _plain(host: str) -> str:
    return host.rstrip(".").lower()
