"""The one outbound gate: every connection passes here, only to hosts that an account may reach, and bytes are counted."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeVar

from sync.model.accounts import Security
from sync.model.faults import Forbidden, Offline
from sync.model.ids import AccountId
from sync.transport import tls

P = TypeVar("P", bound=asyncio.BaseProtocol)

_STREAM_LIMIT = 1 << 20
_HEAD_START = 0.25


@dataclass(slots=True)
class Traffic:
    """Octets exchanged with one host since the engine started, as the application sees them (inside TLS)."""

    received: int = 0
    sent: int = 0


class Gate:
    """The list of hosts each account may reach, and the only place where connections to them are opened."""

    def __init__(self) -> None:
        self._allowed: dict[AccountId, frozenset[str]] = {}
        self._traffic: dict[str, Traffic] = {}

    def allow(self, account: AccountId, hosts: Iterable[str]) -> None:
        """Replace the hosts that `account` may reach; an empty list closes the gate for it."""
        self._allowed[account] = frozenset(_plain(host) for host in hosts)

    def check(self, account: AccountId, host: str) -> None:
        """Raise `Forbidden("host_not_allowed")` unless `account` may reach `host`."""
        if _plain(host) not in self._allowed.get(account, frozenset()):
            raise Forbidden("host_not_allowed", host=host)

    def traffic(self, host: str) -> Traffic:
        """Return the live counter of `host`; whoever exchanges bytes with it adds to it."""
        return self._traffic.setdefault(_plain(host), Traffic())

    def traffic_by_host(self) -> dict[str, Traffic]:
        """Return every host's counter."""
        return dict(self._traffic)

    async def connect(self, account: AccountId, host: str, port: int, *, within: float = 30.0) -> socket.socket:
        """Return a connected TCP socket (non-blocking) to `host`, tried over IPv6 and IPv4 side by side.

        Raises `Forbidden("host_not_allowed")`; `Offline` with "name_not_found", "refused", "unreachable" or "timeout".
        `within` is in seconds.
        """
        self.check(account, host)
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                return await _first_to_connect(loop, [(family, address) for family, _, _, _, address in addresses])
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
        traffic = self.traffic(host)
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
            transport.abort()
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


def _plain(host: str) -> str:
    return host.rstrip(".").lower()
