"""FETCH answers on their way to whoever asked: several commands in flight, memory bounded by pausing the connection."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Final

from sync.model.faults import Fault, Offline
from sync.transport.imap.commands import InFlight, Taker
from sync.transport.imap.connection import Connection
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Malformed, Part, Sink
from sync.transport.imap.syntax import Value, number

IN_FLIGHT: Final = 4
"""Commands sent ahead: the server never waits for us."""

_FULL = 8 * 1024 * 1024
_MOST_HELD = 64 * 1024 * 1024
_UID = re.compile(rb"[( ]UID (\d{1,10})[ )]", re.IGNORECASE)
_WHOLE = re.compile(rb"[ (]BODY\[\] ~?\{\d+\}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """One `UID FETCH`: the UIDs, their set text, and the items wanted (with parentheses).

    `by_number`: a `FETCH`, whose text names places in the mailbox; `uids` are then those that may come.
    """

    uids: frozenset[int] | range
    text: bytes
    wanted: bytes
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a message too big to come at once. Pieces come in order; the FETCH items (`Streamed`) end them."""

    uid: int
    octets: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """A request has been answered. `fault` is what the server refused with, if it did."""

    request: Request
    fault: Fault | None


class Inflow:
    """Runs requests in order, several in flight, and yields what comes."""

    def __init__(self, connection: Connection, requests: Iterable[Request]) -> None:
        self._connection = connection
        self._requests = iter(requests)
        self._came: deque[dict[bytes, Value] | Piece] = deque()
        self._waiting = asyncio.Event()
        self._octets = 0
        self._held: dict[int, list[bytes]] = {}
        self._under_way: deque[tuple[Request, InFlight]] = deque()

    async def answers(self) -> AsyncGenerator[list[dict[bytes, Value] | Piece | Answered], None]:
        """Yield batches of FETCH items (by upper-case name), pieces of big messages, and ends of requests.

        Raises the fault that ended the connection. Left early, it drops the connection.
        """
        finished = False
        try:
            await self._send_ahead()
            while self._under_way:
                request, flight = self._under_way[0]
                if not self._came and not flight.done.done():
                    self._waiting.clear()
                    await self._waiting.wait()
                batch: list[dict[bytes, Value] | Piece | Answered] = list(self._came)
                self._came.clear()
                self._octets = 0
                self._connection.resume()
                if flight.done.done():
                    self._under_way.popleft()
                    batch.append(Answered(request, await self._refusal(flight)))
                    await self._send_ahead()
                if batch:
                    yield batch
            finished = True
        finally:
            if not finished:
                self._connection.drop(Offline("cancelled", host=self._connection.host))

    async def _send_ahead(self) -> None:
        while len(self._under_way) < IN_FLIGHT:
            request = next(self._requests, None)
            if request is None:
                return
            flight = await self._connection.start(
                [b"FETCH " if request.by_number else b"UID FETCH ", request.text, b" ", request.wanted],
                take=self._taker(request),
                sink_for=self._sink_for,
            )
            flight.done.add_done_callback(lambda _: self._waiting.set())
            self._under_way.append((request, flight))

    async def _refusal(self, flight: InFlight) -> Fault | None:
        try:
            await self._connection.finish(flight)
        except Fault as fault:
            if self._connection.fault is not None:
                raise
            return fault
        return None

    def _taker(self, request: Request) -> Taker:
        def take(response: Response) -> bool:
            if response.kind != b"FETCH":
                return False
            found = response.fetched
            if b"UID" not in found or (uid := number(found[b"UID"])) not in request.uids:
                return False
            for piece in self._held.pop(response.number, ()):
                self._put(Piece(uid, piece), len(piece))
            self._put(found, sum([len(value) for value in found.values() if type(value) is bytes]))
            return True

        return take

    def _put(self, item: dict[bytes, Value] | Piece, octets: int) -> None:
        self._came.append(item)
        self._octets += octets
        self._waiting.set()
        if self._octets > _FULL:
            self._connection.pause()

    def _sink_for(self, parts: list[Part], size: int) -> Sink | None:
        """Return where the pieces of a whole message go; a server may say only afterwards whose they are."""
        line = parts[0]
        if len(parts) != 1 or not isinstance(line, bytes) or _WHOLE.search(line) is None:
            return None
        uid = _UID.search(line)
        if uid is not None:
            known = int(uid[1])
            return lambda octets: self._put(Piece(known, octets), len(octets))
        if size > _MOST_HELD:
            raise Malformed("literal_too_big")
        pieces = self._held.setdefault(int(line.split(b" ", 2)[1]), [])
        return pieces.append
