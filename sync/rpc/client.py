"""The calling side of a link: the desktop and the command line towards the engine, the parser towards the engine."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.model.faults import Fault
from sync.rpc.codec import PIECE_LIMIT
from sync.rpc.link import Link
from sync.rpc.messages import Command, Notice, Parse, Parsed, Reply, Welcome
from sync.rpc.peer import ASK_SECONDS, AnswerAsk, OnNotice, Peer, refuse
from sync.rpc.sockets import connect


class Client:
    """A proven connection to the engine. `welcome` is what the engine said of itself."""

    def __init__(self, peer: Peer, welcome: Welcome) -> None:
        self._peer = peer
        self.welcome = welcome

    @classmethod
    async def connect(
        cls,
        path: Path,
        key: bytes,
        role: str,
        on_notice: OnNotice | None = None,
        *,
        answer: AnswerAsk = refuse,
        limit: int = PIECE_LIMIT,
    ) -> Client:
        """Connect to the socket at `path` and prove the link key. `answer` serves what the engine asks (parser role).

        Raises `Offline("engine_gone")`, `Forbidden("link_refused")`, `Unsupported("link_protocol")`.
        """
        reader, writer = await connect(path)
        link = Link(reader, writer, limit)
        try:
            welcome = await link.greet_listener(key, role)
        except (Fault, asyncio.CancelledError):
            link.abort()
            await link.close()
            raise
        return cls(Peer(link, "engine", answer, on_notice or _unheard), welcome)

    @property
    def closed(self) -> asyncio.Future[None]:
        """Done as soon as the engine is gone or the client was closed."""
        return self._peer.closed

    async def ask(self, command: Command | Parse, timeout: float = ASK_SECONDS) -> Reply | Parsed:  # noqa: ASYNC109
        """Ask the engine and return its reply; see `Peer.ask` for the faults. `timeout` in seconds."""
        return await self._peer.ask(command, timeout)

    async def close(self) -> None:
        """Close the connection; asks that wait fail with `Offline("engine_gone")`."""
        await self._peer.close()


def _unheard(_notice: Notice) -> None:
    """Let a notice pass by a caller that wants none."""
