"""The listening side of a link: proves every caller, answers its asks, tells notices to all.

The engine listens twice: for desktops and command lines, whose commands it answers, and for its parser, which it asks:

    server = Server(path, key, refuse, roles=frozenset({"parser"}), limit=PARSER_LIMIT, arrived=on_parser)
    await server.start()          # on_parser(peer) is called once the parser has proven itself
    parsed = await peer.ask(ParseContent(raw), timeout=10)   # Transient("parser_slow"), Offline("parser_gone")
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from sync.model.faults import Fault
from sync.rpc.codec import PIECE_LIMIT
from sync.rpc.link import Greeting, Link
from sync.rpc.messages import Notice
from sync.rpc.peer import AnswerAsk, Peer
from sync.rpc.sockets import Listening, listen, remove

log = logging.getLogger(__name__)

WINDOW_ROLES = frozenset({"desktop", "cli", "supervisor"})


class Server:
    """Listens at `path` for callers that know `key` and are one of `roles`.

    `greeting` says how the listener is at the moment of each handshake; `arrived` and `left` are told of proven callers.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        answer: AnswerAsk,
        *,
        roles: frozenset[str] = WINDOW_ROLES,
        greeting: Callable[[], Greeting] = Greeting,
        limit: int = PIECE_LIMIT,
        arrived: Callable[[Peer], None] | None = None,
        left: Callable[[Peer], None] | None = None,
    ) -> None:
        self.path = path
        self._key = key
        self._answer = answer
        self._roles = roles
        self._greeting = greeting
        self._limit = limit
        self._arrived = arrived
        self._left = left
        self._listening: Listening | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.peers: set[Peer] = set()

    async def start(self) -> None:
        """Listen from now on. Raises `OSError` where the socket cannot be made."""
        self._listening = await listen(self.path, self._serve)

    def tell(self, notice: Notice) -> None:
        """Send a notice to every proven caller."""
        for peer in tuple(self.peers):
            peer.tell(notice)

    async def stop(self) -> None:
        """Stop listening, let what was posted go out, close every connection."""
        if self._listening is not None:
            self._listening.close()
        await asyncio.gather(*(peer.close() for peer in tuple(self.peers)))
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        remove(self.path)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        link = Link(reader, writer, self._limit)
        try:
            await link.greet_caller(self._key, self._roles, self._greeting())
            peer = Peer(link, link.role, self._answer)
            self.peers.add(peer)
            try:
                if self._arrived is not None:
                    self._arrived(peer)
                await asyncio.shield(peer.closed)
            finally:
                self.peers.discard(peer)
                await peer.close()
                if self._left is not None:
                    self._left(peer)
        except Fault as fault:
            link.abort()
            log.warning("a caller was turned away: %s", fault.code)
        except asyncio.CancelledError:
            log.debug("a connection ends with the listener")
        finally:
            await link.close()
