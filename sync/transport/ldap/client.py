"""An LDAP client (RFC 4511, RFC 4513): TLS before anything secret, simple bind, search; every failure is a fault."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sync.model.accounts import Security
from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Offline, Rejected, Transient, Unreadable, Unsupported
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.cutting import cut
from sync.transport.gate import Gate
from sync.transport.ldap import ber, messages
from sync.transport.ldap.ber import Element
from sync.transport.ldap.messages import Entry, Result

LARGEST: Final = 4 << 20
"""Octets of one message that are taken."""
_PIECE: Final = 64 * 1024
_NOISE: Final = 1000
"""Messages that answer nothing, in one search; more is no directory."""
_SECONDS: Final = 15
"""How long the server may look."""


class Ldap:
    """One connection. Not for two tasks at once."""

    def __init__(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, timeout: float
    ) -> None:
        self.host = host
        self._reader, self._writer, self._timeout = reader, writer, timeout
        self._received = b""
        self._number = 0

    @classmethod
    async def connect(
        cls,
        gate: Gate,
        account: AccountId,
        host: str,
        port: int,
        security: Security,
        *,
        trust: Path | None = None,
        timeout: float = 30.0,  # noqa: ASYNC109 - of every step, not of this call
    ) -> Ldap:
        """Connect and put TLS under it before anything is said. Raises `Offline`, `Forbidden("certificate" | "no_tls")`."""
        context = tls.context(trust)
        reader, writer = await gate.open(account, host, port, security, context, within=timeout)
        made = cls(host, reader, writer, timeout)
        try:
            if security is Security.STARTTLS:
                await made._start_tls(context)
        except BaseException:
            made.leave()
            raise
        return made

    async def sign_in(self, name: str, password: str) -> None:
        """Bind by name and password. An empty password would be no sign-in at all (RFC 4513 §5.1.2), and is never sent.

        Raises `AuthNeeded("wrong_password")`, `Unsupported("sign_in")`.
        """
        if not password:
            raise AuthNeeded("wrong_password", host=self.host)
        body = await self._ask(messages.bind(self._next(), name, password), messages.BIND_DONE)
        self._expect(messages.result(body), signing_in=True)

    async def search(
        self, base: str, filter_: bytes, attributes: Iterable[str], *, most: int, whole: bool = True
    ) -> list[Entry]:
        """Return at most `most` entries. A server that has more, or no more time, has said enough; referrals to other servers
        are not followed. Raises `Gone("directory_base")`, `Rejected`, `Transient`, `Offline`, `Unreadable("bad_ldap")`."""
        number = self._next()
        asked = messages.search(number, base, filter_, attributes, most=most, seconds=_SECONDS, whole=whole)
        found: list[Entry] = []
        await self._send(asked)
        async with asyncio.timeout(self._timeout + _SECONDS):
            for _ in range(most + _NOISE):
                answered, body = await self._message()
                if answered != number:
                    continue
                if body.tag == messages.ENTRY:
                    found.append(messages.entry(body))
                    if len(found) > most:
                        raise Unreadable("bad_ldap")
                elif body.tag == messages.SEARCH_DONE:
                    ended = messages.result(body)
                    if ended.code not in (messages.SIZE_LIMIT, messages.TIME_LIMIT):
                        self._expect(ended)
                    return found
                elif body.tag not in (messages.REFERENCE, messages.INTERMEDIATE):
                    raise Unreadable("bad_ldap")
        raise Unreadable("bad_ldap")

    async def close(self) -> None:
        """Say goodbye. Never raises a fault."""
        try:
            self._writer.write(messages.unbind(self._next()))
            async with asyncio.timeout(1):
                await self._writer.drain()
        except (OSError, TimeoutError):
            pass
        finally:
            self.leave()

    def leave(self) -> None:
        """Cut the connection."""
        cut(self._writer.transport)

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        body = await self._ask(messages.start_tls(self._next()), messages.EXTENDED_DONE)
        if messages.result(body).code != messages.SUCCESS:
            raise Forbidden("no_tls", host=self.host)
        if self._received:
            raise Forbidden("no_tls", host=self.host)  # what came in clear must not pass for what comes under TLS
        try:
            await self._writer.start_tls(context, server_hostname=self.host, ssl_handshake_timeout=self._timeout)
        except (ssl.SSLError, OSError) as error:
            raise tls.handshake_fault(self.host, error) from error

    def _next(self) -> int:
        self._number += 1
        return self._number

    async def _ask(self, request: bytes, answer: int) -> Element:
        """Send a request that has one answer. Raises `Unreadable("bad_ldap")` where that is another one."""
        await self._send(request)
        try:
            async with asyncio.timeout(self._timeout):
                for _ in range(_NOISE):
                    number, body = await self._message()
                    if number == self._number:
                        if body.tag != answer:
                            raise Unreadable("bad_ldap")
                        return body
        except TimeoutError as error:
            raise Offline("timeout", host=self.host) from error
        raise Unreadable("bad_ldap")

    async def _send(self, request: bytes) -> None:
        try:
            self._writer.write(request)
            await self._writer.drain()
        except OSError as error:
            raise Offline("connection_lost", host=self.host) from error

    async def _message(self) -> tuple[int, Element]:
        """Return the next message. Raises `Offline("connection_lost")`; a notice of disconnection (RFC 4511 §4.4.1) is one."""
        while True:
            head = ber.header(self._received)
            if head is not None:
                if head[2] > LARGEST:
                    raise Unreadable("bad_ldap")
                if head[2] <= len(self._received):
                    message, self._received = self._received[: head[2]], self._received[head[2] :]
                    number, body = messages.opened(message)
                    if number == 0:
                        raise Offline("connection_lost", host=self.host)
                    return number, body
            try:
                async with asyncio.timeout(self._timeout):
                    piece = await self._reader.read(_PIECE)
            except TimeoutError as error:
                raise Offline("timeout", host=self.host) from error
            except OSError as error:
                raise Offline("connection_lost", host=self.host) from error
            if not piece:
                raise Offline("connection_lost", host=self.host)
            self._received += piece

    def _expect(self, result: Result, *, signing_in: bool = False) -> None:
        if result.code != messages.SUCCESS:
            raise _fault(result, self.host, signing_in=signing_in)


def _fault(result: Result, host: str, *, signing_in: bool) -> Fault:
    """Return what a result code (RFC 4511 appendix A) means."""
    match result.code:
        case 13:
            return Forbidden("no_tls", host=host)
        case 49 | 34 | 32 if signing_in:
            return AuthNeeded("wrong_password", host=host, reason=result.text)
        case 7 | 8 | 48:
            return Unsupported("sign_in", host=host)
        case 32 | 34:
            return Gone("directory_base", host=host)
        case 51 | 52:
            return Transient("server_busy", 60.0, host=host)
        case 50 | 1:
            return Rejected("not_permitted", reason=result.text or str(result.code))
        case _:
            return Rejected("refused", reason=result.text or str(result.code))
