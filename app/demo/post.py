"""The demo's submission server: aiosmtpd with TLS and AUTH, delivering to the demo's mailboxes and to nobody else."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime
from typing import cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sync.transport.cutting import cut

logger = logging.getLogger(__name__)

# The library tells addresses to the log, and of its own deprecations.
logging.getLogger("mail.log").setLevel(logging.ERROR)

Deliver = Callable[[str, bytes], Awaitable[None]]
"""Brings a message to the mailbox of an address."""
Sent = Callable[[str, tuple[str, ...], bytes], None]
"""Hears of every message taken over: sender, recipients, message."""

_SIZE_LIMIT = 25 * 1024 * 1024


class DemoPost:
    """The submission server. Only the demo's users sign in, each writes as themselves, and only to each other."""

    def __init__(self, users: dict[str, str], deliver: Deliver, sent: Sent) -> None:
        self._users = users
        self._deliver = deliver
        self._sent = sent
        self._server: asyncio.Server | None = None
        self._sessions: set[_Session] = set()

    async def start(self, context: ssl.SSLContext, host: str, port: int) -> int:
        """Listen on `port` (0: any) and return the port. Raises `OSError` where it is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, host, port, ssl=context)
        return cast("int", self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening and drop the connections that are still open."""
        if self._server is None:
            return
        self._server.close()
        for session in self._sessions:
            session.break_off()
        await self._server.wait_closed()

    def _session(self) -> _Session:
        session = _Session(
            self,
            data_size_limit=_SIZE_LIMIT,
            enable_SMTPUTF8=True,
            hostname="demonstration.example",
            ident="Écritoire",
            auth_require_tls=False,  # aiosmtpd means STARTTLS by this; these connections are TLS from their first byte
            authenticator=self._authenticate,
        )
        self._sessions = {open_one for open_one in self._sessions if open_one.transport is not None} | {session}
        return session

    def _authenticate(
        self, _server: SMTP, session: Session, _envelope: Envelope, _mechanism: str, secret: object
    ) -> AuthResult:
        if not isinstance(secret, LoginPassword):
            return AuthResult(success=False, handled=False)
        good = self._users.get(secret.login.decode()) == secret.password.decode()
        return AuthResult(success=good, handled=False, auth_data=secret)

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take only signed-in users, each under their own address."""
        signed_in: object = session.auth_data
        if not isinstance(signed_in, LoginPassword):
            return "530 5.7.0 Authentification requise"
        if signed_in.login.decode() != address:
            return "553 5.7.1 Vous ne pouvez écrire qu'en votre nom"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the demo's users; everything else under `.example` disappears, the rest of the world is refused."""
        domain = address.rpartition("@")[2].lower()
        own = {user.rpartition("@")[2] for user in self._users}
        if domain in own and address.lower() not in self._users:
            return "550 5.1.1 Personne ne porte ce nom dans la démonstration"
        if domain not in own and not domain.endswith(".example"):
            return "550 5.7.1 La démonstration n'envoie rien au-dehors"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Deliver to every mailbox among the recipients."""
        message = envelope.original_content or b""
        sender, recipients = envelope.mail_from or "", tuple(address.lower() for address in envelope.rcpt_tos)
        stamped = _stamped(sender, message)
        for recipient in dict.fromkeys(recipients):
            if recipient in self._users:
                await self._deliver(recipient, stamped)
        logger.info("demo_delivered")
        self._sent(sender, recipients, message)
        return "250 2.0.0 Pris en charge"


class _Session(SMTP):
    """One connection."""

    line_length_limit = 1 << 16

    def break_off(self) -> None:
        """End the connection at once."""
        cut(self.transport)


def _stamped(sender: str, message: bytes) -> bytes:
    """Return the message with the trace fields that a last server adds (RFC 5321 §4.4)."""
    when = format_datetime(datetime.now().astimezone())
    trace = f"Return-Path: <{sender}>\r\nReceived: from [127.0.0.1] by demonstration.example with ESMTPSA; {when}\r\n"
    return trace.encode() + message
