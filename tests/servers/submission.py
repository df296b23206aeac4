"""A real submission server on loopback (aiosmtpd): TLS, AUTH, delivery by LMTP, and the ways in which real servers fail.

Special recipient domains: `refus4.example` (450), `refus5.example` (550), `plein.example` (552, mailbox full),
`inconnu.example` (550, no such user), `trou.example` (accepted, delivered nowhere). Any other domain but the users' own is
refused. A user may write only as themselves (553).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import smtplib
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sync.transport.cutting import cut
from tests.servers.authority import Certified
from tests.servers.dovecot import PASSWORDS, Dovecot

Deliver = Callable[[str, Sequence[str], bytes], None]
"""Brings a message to mailboxes: sender, recipients, message. Called in a thread; an exception becomes 451."""

REFUSALS = {
    "refus4.example": "450 4.2.0 Réessayez plus tard",
    "refus5.example": "550 5.7.1 Refusé par la politique du domaine",
    "plein.example": "552 5.2.2 La boîte du destinataire est pleine",
    "inconnu.example": "550 5.1.1 Utilisateur inconnu",
}
SWALLOWING = "trou.example"
HOST = "127.0.0.1"


class Cut(Enum):
    """Where the server breaks the connection off."""

    NOWHERE = "nowhere"
    AT_DATA = "at_data"
    """Instead of answering DATA."""
    INSIDE_MESSAGE = "inside_message"
    """After the first piece of the message, before the final dot."""
    AFTER_DOT_LOST = "after_dot_lost"
    """After the final dot, having thrown the message away."""
    AFTER_DOT_DELIVERED = "after_dot_delivered"
    """After the final dot, having delivered the message."""


@dataclass
class Mood:
    """How the server behaves now; tests change it while it runs."""

    cut: Cut = Cut.NOWHERE
    stall_after_dot: bool = False
    over_quota: bool = False
    refuse_message: str = ""
    """A reply to give to every message after its final dot ("554 5.6.0 …")."""


@dataclass(frozen=True)
class Accepted:
    """A message that the server took over."""

    sender: str
    recipients: tuple[str, ...]
    message: bytes
    options: tuple[str, ...]


@dataclass
class _Behaviour:
    """aiosmtpd's hooks: who may write to whom, and what happens after the final dot."""

    users: Mapping[str, str]
    tokens: Mapping[str, str]
    deliver: Deliver
    mood: Mood
    accepted: list[Accepted] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def authenticate(
        self, _server: SMTP, session: Session, _envelope: Envelope, _mechanism: str, secret: Any
    ) -> AuthResult:
        if not isinstance(secret, LoginPassword):
            return AuthResult(success=False, handled=False)
        user = secret.login.decode()
        good = self.users.get(user) == secret.password.decode()
        session.__dict__["user"] = user if good else ""
        return AuthResult(success=good, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        fields = b64decode(args[1]).decode().rstrip("\x01").split("\x01")
        return await self._by_token(server, fields[0].removeprefix("user="), fields[1])

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:
        header, *pairs = b64decode(args[1]).decode().split("\x01")
        user = header.removeprefix("n,a=").rstrip(",").replace("=2C", ",").replace("=3D", "=")
        return await self._by_token(server, user, pairs[0])

    async def _by_token(self, server: SMTP, user: str, proof: str) -> AuthResult:
        good = proof.startswith("auth=Bearer ") and self.tokens.get(user) == proof.removeprefix("auth=Bearer ")
        if not good:
            challenge = json.dumps({"status": "invalid_token"}).encode()
            await server.challenge_auth(b64encode(challenge).decode(), encode_to_b64=False)
            return AuthResult(success=False, handled=False)
        assert server.session is not None
        server.session.__dict__["user"] = user
        return AuthResult(success=True)

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address not in ("<>", session.__dict__.get("user")):  # reports have no sender (RFC 8098 §3)
            return "553 5.7.1 Expéditeur non autorisé pour ce compte"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        domain = address.rpartition("@")[2]
        if domain in REFUSALS:
            return REFUSALS[domain]
        local = {user.rpartition("@")[2] for user in self.users}
        if domain in local and address not in self.users:
            return "550 5.1.1 Utilisateur inconnu"
        if domain not in local and domain != SWALLOWING:
            return "550 5.1.2 Domaine inconnu"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        mood = self.mood
        if mood.over_quota:
            return "552 5.2.2 Quota d'envoi dépassé"
        if mood.refuse_message:
            return mood.refuse_message
        if mood.cut is not Cut.AFTER_DOT_LOST:
            refusal = await self._take_over(envelope)
            if refusal:
                return refusal
        if mood.stall_after_dot:
            await self.released.wait()
        if mood.cut in (Cut.AFTER_DOT_LOST, Cut.AFTER_DOT_DELIVERED):
            cut(server.transport)
        return "250 2.0.0 Pris en charge"

    async def _take_over(self, envelope: Envelope) -> str:
        message = envelope.original_content or b""
        sender = envelope.mail_from or ""
        mailboxes = [recipient for recipient in envelope.rcpt_tos if not recipient.endswith("@" + SWALLOWING)]
        if mailboxes:
            try:
                await asyncio.to_thread(self.deliver, sender, mailboxes, message)
            except (OSError, smtplib.SMTPException):
                return "451 4.3.0 Distribution impossible pour le moment"
        self.accepted.append(Accepted(sender, tuple(envelope.rcpt_tos), message, tuple(envelope.mail_options)))
        return ""


class _Session(SMTP):
    """One connection. Adds to aiosmtpd what breaks off in the middle of DATA, and a list of the commands seen."""

    line_length_limit = 1 << 16

    async def smtp_DATA(self, arg: str) -> None:
        behaviour: _Behaviour = self.event_handler
        behaviour.commands.append("DATA")
        if behaviour.mood.cut is Cut.AT_DATA:
            return cut(self.transport)
        if behaviour.mood.cut is Cut.INSIDE_MESSAGE:
            await self.push("354 Envoyez")
            await self._reader.readexactly(16)
            return cut(self.transport)
        await super().smtp_DATA(arg)
        return None

    async def smtp_RCPT(self, arg: str | None) -> None:
        self.event_handler.commands.append("RCPT")
        await super().smtp_RCPT(arg)


def server_context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Return a server's TLS context with a certificate of `authority` for `names` (default: localhost)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or ("localhost", HOST))).configure_cert(context)
    return context


class SubmissionServer:
    """The server, in a thread with a loop of its own, so that tests of every kind can use it.

    `tls_port` speaks TLS at once, `starttls_port` after STARTTLS. `mood` may be changed while it runs; `accepted` lists
    what it took over; `commands` the DATA and RCPT commands seen.
    """

    def __init__(
        self,
        users: Mapping[str, str],
        authority: trustme.CA | None,
        deliver: Deliver = lambda _sender, _recipients, _message: None,
        *,
        tokens: Mapping[str, str] | None = None,
        size_limit: int = 25_000_000,
        utf8: bool = True,
        context: ssl.SSLContext | None = None,
        offer_starttls: bool = True,
        without: Sequence[str] = (),
    ) -> None:
        self.mood = Mood()
        self.host = "localhost"
        self.tls_port = 0
        self.starttls_port = 0
        self._users = users
        self._tokens = {} if tokens is None else tokens
        self._deliver = deliver
        self._size_limit = size_limit
        self._utf8 = utf8
        if context is None:
            assert authority is not None, "there is neither a context nor an authority to make one"
            context = server_context(authority)
        self._context = context
        self._offer_starttls = offer_starttls
        self._without = tuple(without)
        self._behaviour: _Behaviour | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._ended: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="submission")

    @property
    def accepted(self) -> list[Accepted]:
        """The messages taken over so far, in order."""
        return list(self._running.accepted)

    @property
    def commands(self) -> list[str]:
        """The DATA and RCPT commands seen so far, in order."""
        return list(self._running.commands)

    @property
    def _running(self) -> _Behaviour:
        assert self._behaviour is not None, "the server has not been started"
        return self._behaviour

    def start(self) -> None:
        """Start listening; returns once both ports are open."""
        self._thread.start()
        if not self._ready.wait(20):
            raise TimeoutError("the submission server did not start")

    def stop(self) -> None:
        """Close all connections and end the thread."""
        assert self._loop is not None
        assert self._ended is not None
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(20)

    def __enter__(self) -> SubmissionServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _serve(self) -> None:
        loop = self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._behaviour = _Behaviour(self._users, self._tokens, self._deliver, self.mood)
        sessions: set[_Session] = set()

        def session(*, at_once: bool) -> _Session:
            built = _Session(
                self._behaviour,
                data_size_limit=self._size_limit,
                enable_SMTPUTF8=self._utf8,
                hostname="submission.test",
                tls_context=None if at_once or not self._offer_starttls else self._context,
                require_starttls=not at_once and self._offer_starttls,
                auth_require_tls=not at_once,
                auth_exclude_mechanism=self._without,
                authenticator=self._running.authenticate,
                loop=loop,
            )
            sessions.add(built)
            return built

        at_once = await loop.create_server(lambda: session(at_once=True), HOST, 0, ssl=self._context)
        upgraded = await loop.create_server(lambda: session(at_once=False), HOST, 0)
        self.tls_port = at_once.sockets[0].getsockname()[1]
        self.starttls_port = upgraded.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ended.wait()
        self._behaviour.released.set()
        for server in (at_once, upgraded):
            server.close()
        for each in sessions:
            cut(each.transport)
        for server in (at_once, upgraded):
            await server.wait_closed()
        await asyncio.sleep(0)


def lmtp_delivery(port: int, host: str = HOST) -> Deliver:
    """Return a delivery that hands messages to an LMTP server (RFC 2033) such as Dovecot's."""

    def deliver(sender: str, recipients: Sequence[str], message: bytes) -> None:
        with smtplib.LMTP(host, port, local_hostname="submission.test", timeout=20) as lmtp:
            refused = lmtp.sendmail(sender, list(recipients), message, mail_options=["BODY=8BITMIME"])
            if refused:
                raise smtplib.SMTPRecipientsRefused(refused)

    return deliver


@contextlib.contextmanager
def submission_to(dovecot: Dovecot, **options: Any) -> Iterator[SubmissionServer]:
    """Run a submission server for the users of a running Dovecot, with its certificate, delivering to it by LMTP."""
    certified = Certified(dovecot.folder / "good.pem", dovecot.folder / "good.key")
    options.setdefault("context", certified.context())
    with SubmissionServer(PASSWORDS, None, lmtp_delivery(dovecot.lmtp), **options) as server:
        yield server
