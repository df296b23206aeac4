"""An IMAP session: connect, sign in, know what the server can do, select mailboxes, and the commands in plain words."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync.model.accounts import Security
from sync.model.faults import Fault, Forbidden, Gone, Offline, Rejected
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.gate import Gate, peer_certificate
from sync.transport.imap import names, sets, signing_in
from sync.transport.imap.codes import fault_of, goodbye
from sync.transport.imap.commands import Command, Literal
from sync.transport.imap.connection import Connection
from sync.transport.imap.response import Response
from sync.transport.imap.selected import Selected
from sync.transport.imap.splitter import Limits, Malformed
from sync.transport.imap.syntax import Value, items, number, octets

_WANTED_EXTENSIONS = (b"CONDSTORE", b"QRESYNC", b"UTF8=ACCEPT")


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to connect. `without` names capabilities that are not to be used (a server that lies, or a test)."""

    account: AccountId
    host: str
    port: int
    security: Security
    trust: Path | None = None
    timeout: float = 30.0
    """Seconds of silence after which a waiting connection is given up."""
    without: frozenset[bytes] = frozenset()
    compress: bool | None = None
    """Whether to compress what travels; None: where the link shows itself to be slow."""
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Namespace:
    """A prefix of mailbox names (our names), its separator, and whose mailboxes are there: mine, others, shared."""

    whose: str
    prefix: str
    separator: str


class ImapClient:
    """A signed-in (or about to be) session over one connection."""

    def __init__(self, server: Server, connection: Connection) -> None:
        self.server = server
        self.connection = connection
        self.capabilities: frozenset[bytes] = frozenset()
        self.enabled: frozenset[bytes] = frozenset()
        self.namespaces: tuple[Namespace, ...] = (Namespace("mine", "", "/"),)
        self.selected: Selected | None = None
        self.compressed: bool | None = None
        """Whether what travels is compressed; None: never asked for."""

    @classmethod
    async def connect(cls, server: Server, gate: Gate) -> ImapClient:
        """Connect and reach a protected connection. Raises `Forbidden`, `Offline`, `Transient`.

        A server that says it is signed in before TLS is refused: somebody in between may have said it.
        """
        context = tls.context(server.trust)
        try:
            return await cls._connect(server, gate, context)
        except ssl.SSLCertVerificationError as error:
            shown = await cls._look(server, gate)
            raise tls.certificate_fault(server.host, error, shown) from error

    @classmethod
    async def _connect(cls, server: Server, gate: Gate, context: ssl.SSLContext) -> ImapClient:
        implicit = server.security is Security.TLS
        traffic = gate.traffic(server.account, server.host)
        _, connection = await gate.attach(
            server.account,
            server.host,
            server.port,
            lambda: Connection(server.host, traffic, server.timeout, server.limits),
            context=context if implicit else None,
            within=server.timeout,
        )
        client = cls(server, connection)
        try:
            greeting = await connection.greeting
            if greeting.kind == b"PREAUTH":
                raise Forbidden("signed_in_by_others", host=server.host)
            if greeting.kind != b"OK":
                raise goodbye(greeting)
            if not implicit:
                await client._start_tls(context)
            await client._learn(greeting if implicit else None)
        except BaseException:
            connection.drop(Offline("not_connected", host=server.host))
            raise
        return client

    @classmethod
    async def _look(cls, server: Server, gate: Gate) -> bytes | None:
        """Return the certificate that a STARTTLS server shows."""
        try:
            client = await cls._connect(server, gate, tls.looking_context())
        except (Fault, ssl.SSLError):
            return None
        shown = peer_certificate(client.connection.transport)
        client.drop()
        return shown

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        connection = self.connection
        flight = await connection.start([b"STARTTLS"], on_ok=connection.go_deaf)
        response = await flight.done
        if response.kind != b"OK":
            raise Forbidden("no_tls", host=self.server.host)
        await connection.upgrade(context)

    def has(self, capability: bytes) -> bool:
        """Whether the server offers `capability` and nobody forbade using it."""
        return capability in self.capabilities

    @property
    def utf8(self) -> bool:
        """Whether mailbox names travel as UTF-8."""
        return b"UTF8=ACCEPT" in self.enabled

    def drop(self) -> None:
        """End the connection without a word."""
        self.connection.drop(Offline("not_connected", host=self.server.host))

    async def close(self) -> None:
        """Say LOGOUT and end the connection, within a second."""
        if self.connection.alive:
            try:
                async with asyncio.timeout(1.0):
                    flight = await self.connection.start([b"LOGOUT"])
                    await flight.done
            except (Fault, TimeoutError):
                pass
        self.drop()

    async def sign_in(self, user: str, *, password: str | None = None, token: str | None = None) -> None:
        """Sign in, then enable what the server offers. Raises `AuthNeeded`, `Transient`, `Unsupported("sign_in")`."""
        if token is not None:
            done = await signing_in.by_token(self.connection, self.capabilities, user, token, self.server.port)
        else:
            done = await signing_in.by_password(self.connection, self.capabilities, user, password or "")
        await self._learn(done)
        if self.server.compress:
            await self.compress()
        wanted = [name for name in _WANTED_EXTENSIONS if self.has(name)]
        starts = []
        if self.has(b"ENABLE") and wanted:
            starts.append(await self.connection.start([b"ENABLE ", b" ".join(wanted)], take=self._take_enabled))
        if self.has(b"NAMESPACE"):
            starts.append(await self.connection.start([b"NAMESPACE"], take=self._take_namespaces))
        if self.has(b"ID"):
            starts.append(await self.connection.start([b'ID ("name" "ecritoire")'], take=lambda r: r.kind == b"ID"))
        for flight in starts:
            response = await flight.done
            if response.kind == b"BAD":
                raise fault_of(response)

    async def compress(self) -> None:
        """Compress what travels from now on, where the server can (RFC 4978). Only while no command is in flight."""
        if not self.has(b"COMPRESS=DEFLATE") or self.compressed is not None:
            return
        self.compressed = False
        with suppress(Rejected):  # it goes on as it was
            await self.connection.run([b"COMPRESS DEFLATE"], on_ok=self.connection.compress)
            self.compressed = True

    async def ease(self) -> None:
        """Compress what travels from now on if the link is slow and nobody decided otherwise. Between two verbs."""
        if self.server.compress is None and self.connection.link.slow:
            await self.compress()

    async def select(self, name: str, *, since: tuple[int, int] | None = None, read_only: bool = False) -> Selected:
        """Select a mailbox. With `since` = (UIDVALIDITY, MODSEQ) and QRESYNC the answer holds what changed.

        Raises `Gone("collection")` where there is no such mailbox.
        """
        selected = Selected(name)
        self.selected = None
        command: list[bytes | Literal] = [b"EXAMINE " if read_only else b"SELECT ", *self.mailbox(name)]
        if since is not None and b"QRESYNC" in self.enabled:
            command.append(b" (QRESYNC (%d %d))" % since)
        elif self.has(b"CONDSTORE"):
            command.append(b" (CONDSTORE)")
        try:
            selected.finish(await self.connection.run(command, take=selected.take))
        except Fault as fault:
            raise self.missing(fault) from fault
        self.selected = selected
        return selected

    async def deselect(self) -> None:
        """Leave the selected mailbox without expunging anything."""
        if self.selected is None:
            return
        left, self.selected = self.selected.name, None
        if self.has(b"UNSELECT"):
            await self.connection.run([b"UNSELECT"])
        else:
            await self.connection.run([b"EXAMINE ", *self.mailbox(left)])
            await self.connection.run([b"CLOSE"])  # expunges nothing from what is only examined

    async def search(self, criteria: Command, *, below: int = 1 << 32) -> list[int]:
        """Return the UIDs (under `below`) of the selected mailbox that meet `criteria`, ascending."""
        found: list[int] = []

        def take(response: Response) -> bool:
            if response.kind == b"SEARCH":
                text = response.text.partition(b" (MODSEQ")[0]
                found.extend(int(word) for word in text.split() if word.isdigit() and len(word) <= 10)
                return True
            if response.kind == b"ESEARCH":
                values = response.values
                for index, value in enumerate(values[:-1]):
                    if isinstance(value, bytes) and value.upper() == b"ALL":
                        found.extend(sets.from_text(octets(values[index + 1]), below))
                return True
            return False

        extended = b"UID SEARCH RETURN (ALL) " if self.has(b"ESEARCH") else b"UID SEARCH "
        await self.connection.run([extended, *criteria], take=take)
        return sorted(uid for uid in set(found) if uid < below)

    async def next_uid(self, name: str) -> tuple[int, int]:
        """Return UIDVALIDITY and the UID that the next message of a mailbox will get (0, 0: the server did not tell)."""
        told: dict[bytes, Value] = {}

        def take(response: Response) -> bool:
            if response.kind == b"STATUS":
                counts = items(response.values[-1]) if response.values else []
                told.update((octets(counts[i]).upper(), counts[i + 1]) for i in range(0, len(counts) - 1, 2))
            return response.kind == b"STATUS"

        try:
            await self.connection.run([b"STATUS ", *self.mailbox(name), b" (UIDVALIDITY UIDNEXT)"], take=take)
        except Rejected as fault:
            raise self.missing(fault) from fault
        if b"UIDVALIDITY" not in told or b"UIDNEXT" not in told:
            return 0, 0
        return number(told[b"UIDVALIDITY"]), number(told[b"UIDNEXT"])

    def mailbox(self, name: str) -> Command:
        """Return the argument that names a mailbox."""
        return self.string(names.encode(name, utf8=self.utf8))

    @staticmethod
    def string(value: bytes) -> Command:
        """Return `value` as a quoted string, or as a literal where it needs one."""
        if len(value) < 1000 and value.isascii() and not any(octet < 32 or octet == 127 for octet in value):
            return [b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"']
        return [Literal(value)]

    def name_of(self, wire: bytes) -> str:
        """Return our name of the mailbox that the server calls `wire`."""
        return names.decode(wire, utf8=self.utf8)

    def missing(self, fault: Fault) -> Fault:
        """Return `Gone("collection")` for the refusals by which servers say that a mailbox is not there."""
        words = fault.reason.lower() if isinstance(fault, Rejected) and fault.code == "refused" else ""
        signs = ("doesn't exist", "does not exist", "not exist", "unknown mailbox", "no such mailbox", "not found")
        return Gone("collection", reason=words) if any(sign in words for sign in signs) else fault

    async def _learn(self, spoken: Response | None) -> None:
        """Learn the capabilities from a response code, else by asking. What was known before is forgotten."""
        offered: list[bytes] = []
        if spoken is not None and spoken.code == b"CAPABILITY":
            offered = [octets(value) for value in spoken.arguments]
        else:

            def take(response: Response) -> bool:
                if response.kind == b"CAPABILITY":
                    offered.extend(response.text.split())
                return response.kind == b"CAPABILITY"

            await self.connection.run([b"CAPABILITY"], take=take)
        self.capabilities = frozenset(name.upper() for name in offered) - self.server.without
        self.connection.literal_plus = self.has(b"LITERAL+")
        self.connection.literal_minus = self.has(b"LITERAL-") or self.has(b"IMAP4REV2")

    def _take_enabled(self, response: Response) -> bool:
        if response.kind == b"ENABLED":
            self.enabled |= frozenset(word.upper() for word in response.text.split())
        return response.kind == b"ENABLED"

    def _take_namespaces(self, response: Response) -> bool:
        if response.kind != b"NAMESPACE":
            return False
        found: list[Namespace] = []
        for whose, group in zip(("mine", "others", "shared"), response.values, strict=False):
            for entry in items(group) if group is not None else ():
                fields = items(entry)
                if len(fields) < 2:
                    raise Malformed("bad_namespace")
                separator = fields[1].decode("ascii", "replace") if isinstance(fields[1], bytes) else ""
                found.append(Namespace(whose, self.name_of(octets(fields[0])), separator))
        if any(namespace.whose == "mine" for namespace in found):
            self.namespaces = tuple(found)
        return True
