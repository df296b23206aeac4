"""The verb `watch`: IDLE on the inbox in a connection of its own, begun anew before servers lose patience (RFC 2177)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from sync.model.changes import Nudge
from sync.model.ids import RemoteId
from sync.protocols.imap.session import Session
from sync.transport.imap.client import ImapClient
from sync.transport.imap.response import Response

INBOX = RemoteId("INBOX")
RENEW_AFTER = 9.5 * 60
"""Seconds of one IDLE: routers forget silent connections after 10 minutes or more (RFC 2177 asks for less than 29)."""

_TELLING = frozenset({b"EXISTS", b"EXPUNGE", b"VANISHED", b"FETCH", b"RECENT"})


async def watch(session: Session, renew_after: float = RENEW_AFTER) -> AsyncGenerator[Nudge, None]:
    """Yield a nudge whenever the inbox changes. Ends at once where the server has no IDLE; raises `Offline` on a loss."""
    try:
        client = await session.client()
        if not client.has(b"IDLE"):
            return
        await client.select(INBOX, read_only=True)
        while True:
            async with aclosing(_idle(client, renew_after)) as nudges:
                async for nudge in nudges:
                    yield nudge
    finally:
        session.drop()


async def _idle(client: ImapClient, renew_after: float) -> AsyncGenerator[Nudge, None]:
    """Yield nudges of one IDLE command."""
    told = asyncio.Event()
    accepted = asyncio.get_running_loop().create_future()

    def take(response: Response) -> bool:
        if response.kind in _TELLING:
            told.set()
        return response.kind in _TELLING

    def begin(_: bytes) -> None:
        if not accepted.done():
            accepted.set_result(None)

    flight = await client.connection.start([b"IDLE"], take=take, answer=begin)
    await asyncio.wait((accepted, flight.done), return_when=asyncio.FIRST_COMPLETED)
    if flight.done.done():
        await client.connection.finish(flight)
        return
    flight.patient = True
    loop = asyncio.get_running_loop()
    end = loop.time() + renew_after
    ended = asyncio.ensure_future(asyncio.shield(client.connection.ended))
    try:
        while (left := end - loop.time()) > 0 and client.connection.alive:
            waiting = asyncio.ensure_future(told.wait())
            await asyncio.wait((waiting, ended), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if told.is_set():
                told.clear()
                yield Nudge(INBOX)
    finally:
        ended.cancel()
    if client.connection.alive:
        client.connection.impatient(flight)
        client.connection.say(b"DONE")
    await client.connection.finish(flight)
