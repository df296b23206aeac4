"""A ManageSieve client (RFC 5804): scripts listed, read, checked, written and made active, over TLS alone."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.model.accounts import Security
from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Offline, Rejected, Transient, Unsupported
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.cutting import cut
from sync.transport.gate import Gate

_LARGEST: Final = 4 << 20
"""Octets of one answer that are taken, its literals included."""
_TOKEN = re.compile(rb'[ \t]*(?:"((?:[^"\\\r\n]|\\["\\])*)"|\{(\d{1,10})\+?\}\r\n|(\([^\r\n]*?\)(?=[ \t\r]))|([^ \t\r\n"{(]+))')
_END = re.compile(rb"[ \t]*\r\n")


@dataclass(frozen=True, slots=True)
class Script:
    """A script as the server lists it."""

    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """Data lines, then the line that ends an answer: OK, NO or BYE (RFC 5804 §1.2), with its code and words."""

    status: str
    code: str
    text: str
    lines: list[list[str]]
    octets: bytes = b""


class ManageSieve:
    """One connection after the greeting. Not for two tasks at once. Every failure is a fault."""

    def __init__(
        self, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, timeout: float
    ) -> None:
        self.host = host
        self.capabilities: dict[str, str] = {}
        self._port = port
        self._reader = reader
        self._writer = writer
        self._timeout = timeout
        self._received = b""
        self._literal = b""

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
    ) -> ManageSieve:
        """Connect and put TLS under it before anything is said. Raises `Offline`, `Forbidden("certificate" | "no_tls")`."""
        context = tls.context(trust)
        reader, writer = await gate.open(account, host, port, security, context, within=timeout)
        made = cls(host, port, reader, writer, timeout)
        try:
            made._greet(await made._answer())
            if security is Security.STARTTLS:
                await made._start_tls(context)
        except BaseException:
            await made.leave()
            raise
        return made

    @property
    def extensions(self) -> frozenset[str]:
        """The extensions of Sieve that scripts may require (RFC 5804 §1.7)."""
        return frozenset(self.capabilities.get("SIEVE", "").lower().split())

    async def sign_in(self, user: str, *, password: str = "", token: str = "") -> None:
        """Sign in by PLAIN, or with an access token by OAUTHBEARER (RFC 7628) or XOAUTH2.

        Raises `AuthNeeded("wrong_password" | "token_refused")`, `Unsupported("sign_in")`.
        """
        offered = self.capabilities.get("SASL", "").upper().split()
        if token and "OAUTHBEARER" in offered:
            name = user.replace("=", "=3D").replace(",", "=2C")
            proof = f"n,a={name},\x01host={self.host}\x01port={self._port}\x01auth=Bearer {token}\x01\x01"
            mechanism = "OAUTHBEARER"
        elif token and "XOAUTH2" in offered:
            mechanism, proof = "XOAUTH2", f"user={user}\x01auth=Bearer {token}\x01\x01"
        elif not token and "PLAIN" in offered:
            mechanism, proof = "PLAIN", f"\0{user}\0{password}"
        else:
            raise Unsupported("sign_in", host=self.host)
        self._say(f'AUTHENTICATE "{mechanism}" "{base64.b64encode(proof.encode()).decode()}"')
        answer = await self._answer(challenge=True)
        if not answer.status:  # why the token is refused; the lone ^A ends the exchange (RFC 7628 §3.2.3)
            self._say('"AQ=="')
            answer = await self._answer()
        if answer.status == "NO":
            fault = _fault(answer, self.host)
            if isinstance(fault, Transient):
                raise fault
            raise AuthNeeded("token_refused" if token else "wrong_password", host=self.host, reason=answer.text)
        self._expect(answer)
        if answer.lines:
            self._greet(answer)

    async def scripts(self) -> list[Script]:
        """Return all scripts (RFC 5804 §2.7)."""
        answer = await self._ask("LISTSCRIPTS")
        return [Script(line[0], any(word.upper() == "ACTIVE" for word in line[1:])) for line in answer.lines if line]

    async def script(self, name: str) -> bytes:
        """Return a script. Raises `Gone("script")`."""
        answer = await self._ask(f"GETSCRIPT {_quoted(name)}")
        return answer.octets or "".join(word for line in answer.lines for word in line).encode()

    async def put(self, name: str, content: bytes) -> None:
        """Write a script; the server compiles it first. Raises `Rejected("script_refused")` with what it says is wrong."""
        await self._ask(f"PUTSCRIPT {_quoted(name)}", content)

    async def check(self, content: bytes) -> None:
        """Let the server compile a script without keeping it, where it can (VERSION 1.0)."""
        if "VERSION" in self.capabilities:
            await self._ask("CHECKSCRIPT", content)

    async def activate(self, name: str) -> None:
        """Make a script the active one; an empty name makes none active (RFC 5804 §2.8)."""
        await self._ask(f"SETACTIVE {_quoted(name)}")

    async def delete(self, name: str) -> None:
        """Delete a script that is not active."""
        await self._ask(f"DELETESCRIPT {_quoted(name)}")

    async def close(self) -> None:
        """Leave politely."""
        with contextlib.suppress(Fault):
            self._say("LOGOUT")
            await self._answer()
        await self.leave()

    async def leave(self) -> None:
        """Leave at once, and wait until the connection is gone."""
        cut(self._writer.transport)
        with contextlib.suppress(OSError, ssl.SSLError):
            await self._writer.wait_closed()

    # Inside

    async def _ask(self, command: str, literal: bytes | None = None) -> _Answer:
        self._say(command, literal)
        return self._expect(await self._answer())

    def _say(self, command: str, literal: bytes | None = None) -> None:
        if self._writer.is_closing():
            raise Offline("connection_lost", host=self.host)
        octets = command.encode()
        if literal is not None:
            octets += b" {%d+}\r\n" % len(literal) + literal
        self._writer.write(octets + b"\r\n")

    def _expect(self, answer: _Answer) -> _Answer:
        if answer.status != "OK":
            raise _fault(answer, self.host)
        return answer

    def _greet(self, answer: _Answer) -> None:
        """Take the capabilities that a greeting lists. Raises the fault that another greeting is."""
        self._expect(answer)
        self.capabilities = {line[0].upper(): " ".join(line[1:]) for line in answer.lines if line}

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        """Upgrade (RFC 5804 §2.2); what was said in clear before counts no more, and nothing may come along with the OK."""
        if "STARTTLS" not in self.capabilities:
            raise Forbidden("no_tls", host=self.host)
        await self._ask("STARTTLS")
        if self._received:
            raise Forbidden("no_tls", host=self.host)
        try:
            async with asyncio.timeout(self._timeout):
                await self._writer.start_tls(context, server_hostname=self.host)
        except TimeoutError as error:
            raise Offline("timeout", host=self.host) from error
        except (ssl.SSLError, OSError) as error:
            raise tls.handshake_fault(self.host, error) from error
        self._greet(await self._answer())

    async def _answer(self, *, challenge: bool = False) -> _Answer:
        """Return the next answer; with `challenge`, a lone string of the server's counts as one without a status."""
        lines: list[list[str]] = []
        octets = b""
        size = 0
        while True:
            words, literal = await self._line()
            size += sum(map(len, words)) + len(literal)
            if size > _LARGEST:
                raise Offline("bad_response", host=self.host, detail="too_long")
            octets = literal or octets
            status = words[0].upper() if words and not words[0].startswith('"') else ""
            if status in ("OK", "NO", "BYE"):
                code = next((word for word in words[1:] if word.startswith("(")), "")
                text = " ".join(_bare(word) for word in words[1:] if not word.startswith("("))
                return _Answer(status, code.strip("()").partition(" ")[0].upper(), text[:500], lines, octets)
            lines.append([_bare(word) for word in words])
            if challenge and len(words) == 1 and words[0].startswith('"'):
                return _Answer("", "", "", lines)

    async def _line(self) -> tuple[list[str], bytes]:
        """Return the words of one line, strings with their quotation mark before them, and the last literal as it is."""
        words: list[str] = []
        literal = b""
        position = 0
        while True:
            if (end := _END.match(self._received, position)) is not None:
                self._received = self._received[end.end() :]
                return words, literal
            token = _TOKEN.match(self._received, position)
            if token is None or token.end() == len(self._received):
                if b"\r\n" in self._received[position:] and token is None:
                    raise Offline("bad_response", host=self.host, detail="bad_token")
                if token is None or token[2] is None:
                    await self._more()
                    continue
            position = token.end()
            if token[2] is not None:
                size = int(token[2])
                if size > _LARGEST:
                    raise Offline("bad_response", host=self.host, detail="too_long")
                while len(self._received) < position + size:
                    await self._more()
                literal = self._received[position : position + size]
                position += size
                words.append('"' + literal.decode("utf-8", "replace"))
            elif token[1] is not None:
                words.append('"' + re.sub(rb"\\(.)", rb"\1", token[1]).decode("utf-8", "replace"))
            else:
                words.append((token[3] or token[4]).decode("utf-8", "replace"))

    async def _more(self) -> None:
        if len(self._received) > 2 * _LARGEST:
            raise Offline("bad_response", host=self.host, detail="too_long")
        try:
            async with asyncio.timeout(self._timeout):
                piece = await self._reader.read(65536)
        except TimeoutError as error:
            raise Offline("timeout", host=self.host) from error
        except OSError as error:
            raise Offline("connection_lost", host=self.host) from error
        if not piece:
            raise Offline("connection_lost", host=self.host)
        self._received += piece


def _bare(word: str) -> str:
    return word.removeprefix('"')


def _quoted(text: str) -> str:
    """Return a name as a quoted string; those that cannot be one (RFC 5804 §1.6) raise `Rejected("bad_name")`."""
    if len(text.encode()) > 512 or any(not letter.isprintable() for letter in text):
        raise Rejected("bad_name", name=text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _fault(answer: _Answer, host: str) -> Fault:
    """Return the fault of a NO or BYE by its code (RFC 5804 §1.3)."""
    if answer.code == "TRYLATER":
        return Transient("server_busy", host=host, reason=answer.text)
    if answer.status == "BYE":
        return Transient("server_busy", host=host, reason=answer.text)
    if answer.code == "NONEXISTENT":
        return Gone("script")
    if answer.code.startswith("QUOTA"):
        return Rejected("script_quota", reason=answer.text)
    return Rejected("script_refused", reason=answer.text)
