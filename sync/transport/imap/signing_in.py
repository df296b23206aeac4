"""Signing in: PLAIN, LOGIN, OAUTHBEARER and XOAUTH2, with the first answer sent along where the server takes it (SASL-IR)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from sync.model.faults import AuthNeeded, Unsupported
from sync.transport.imap import codes
from sync.transport.imap.commands import Command, Literal
from sync.transport.imap.connection import Connection
from sync.transport.imap.response import Response


async def by_password(connection: Connection, capabilities: frozenset[bytes], user: str, password: str) -> Response:
    """Sign in with a password. Raises `AuthNeeded`, or `Unsupported("sign_in")` where the server takes no password."""
    if b"AUTH=PLAIN" in capabilities:
        answers = [b"\0" + user.encode() + b"\0" + password.encode()]
        return await _authenticate(connection, capabilities, b"PLAIN", answers)
    if b"LOGINDISABLED" in capabilities:
        raise Unsupported("sign_in", host=connection.host)
    command: Command = [b"LOGIN ", Literal(user.encode()), b" ", Literal(password.encode())]
    return await _finish(connection, command, iter(()))


async def by_token(
    connection: Connection, capabilities: frozenset[bytes], user: str, token: str, port: int
) -> Response:
    """Sign in with an OAuth 2 access token (RFC 7628, else Google's XOAUTH2). Faults as for `by_password`."""
    if b"AUTH=OAUTHBEARER" in capabilities:
        name = user.replace("=", "=3D").replace(",", "=2C")
        text = f"n,a={name},\x01host={connection.host}\x01port={port}\x01auth=Bearer {token}\x01\x01"
        return await _authenticate(connection, capabilities, b"OAUTHBEARER", [text.encode(), b"\x01"])
    if b"AUTH=XOAUTH2" in capabilities:
        text = f"user={user}\x01auth=Bearer {token}\x01\x01"
        return await _authenticate(connection, capabilities, b"XOAUTH2", [text.encode(), b""])
    raise Unsupported("sign_in", host=connection.host)


async def _authenticate(
    connection: Connection, capabilities: frozenset[bytes], mechanism: bytes, answers: list[bytes]
) -> Response:
    lines = iter([base64.b64encode(answer) for answer in answers])
    command = [b"AUTHENTICATE ", mechanism]
    if b"SASL-IR" in capabilities:
        command += [b" ", next(lines)]
    return await _finish(connection, command, lines)


async def _finish(connection: Connection, command: Command, lines: Iterator[bytes]) -> Response:
    """Run the command; a server that asks for more than we have to say gets the cancelling `*`."""
    flight = await connection.start(command, answer=lambda _: next(lines, b"*"))
    response = await flight.done
    if response.kind != b"OK":
        fault = codes.fault_of(response, signing_in=True)
        if isinstance(fault, AuthNeeded):
            fault.parameters["host"] = connection.host
        raise fault
    return response
