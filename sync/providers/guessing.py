"""Guessing: the names and ports that mail servers usually have, tried all at once; what answers must prove its name by TLS."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Sequence

from sync.model.accounts import Endpoint, Security, Service
from sync.model.faults import Fault
from sync.model.ids import AccountId
from sync.transport.cutting import cut
from sync.transport.gate import Gate

_ANSWER = 2048


def guesses(address: str) -> tuple[Endpoint, ...]:
    """Return the usual places, the best first: implicit TLS before STARTTLS (RFC 8314 §3), a name of its own before `mail.`."""
    domain = address.rpartition("@")[2]
    usual = (
        (Service.MAIL, "imap", ("imap", "mail"), ((993, Security.TLS), (143, Security.STARTTLS))),
        (Service.SUBMISSION, "smtp", ("smtp", "mail"), ((465, Security.TLS), (587, Security.STARTTLS))),
    )
    return tuple(
        Endpoint(service, protocol, f"{name}.{domain}", port, security, address)
        for service, protocol, names, doors in usual
        for port, security in doors
        for name in names
    )


async def answering(
    places: Sequence[Endpoint], gate: Gate, account: AccountId, context: ssl.SSLContext, *, within: float
) -> tuple[Endpoint, ...]:
    """Return the best place of each service that speaks its protocol over proven TLS. Nothing secret is said.

    `within` is in seconds, for all of them together.
    """
    tries = [asyncio.create_task(_speaks(place, gate, account, context, within)) for place in places]
    try:
        spoke = await asyncio.gather(*tries)
    finally:
        for each in tries:
            each.cancel()
    found: dict[Service, Endpoint] = {}
    for place, good in zip(places, spoke, strict=True):
        if good:
            found.setdefault(place.service, place)
    return tuple(found.values())


async def _speaks(place: Endpoint, gate: Gate, account: AccountId, context: ssl.SSLContext, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            reader, writer = await gate.open(account, place.host, place.port, place.security, context, within=within)
            try:
                return await _greets(place, reader, writer, context)
            finally:
                cut(writer.transport)
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
    except (Fault, OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
        return False


async def _greets(
    place: Endpoint, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, context: ssl.SSLContext
) -> bool:
    greeting = await _lines(reader, b"220 " if place.protocol == "smtp" else b"* ")
    if not greeting.startswith(b"220" if place.protocol == "smtp" else (b"* OK", b"* PREAUTH")):
        return False
    if place.security is Security.TLS:
        return True
    if place.protocol == "smtp":
        writer.write(b"EHLO [127.0.0.1]\r\n")
        if b"STARTTLS" not in (await _lines(reader, b"250 ")).upper():
            return False
        writer.write(b"STARTTLS\r\n")
        accepted = (await _lines(reader, b"220 ")).startswith(b"220")
    else:
        writer.write(b"e STARTTLS\r\n")
        accepted = (await _lines(reader, b"e ")).rpartition(b"\ne ")[2].removeprefix(b"e ").startswith(b"OK")
    if accepted:
        await writer.start_tls(context, server_hostname=place.host)
    return accepted


async def _lines(reader: asyncio.StreamReader, last: bytes) -> bytes:
    """Return lines up to the one that begins with `last`, or up to a limit."""
    said = b""
    while len(said) < _ANSWER:
        line = await reader.readuntil(b"\n")
        said += line
        if line.startswith(last):
            break
    return said
