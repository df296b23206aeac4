"""Private local sockets: Unix sockets, named pipes on Windows; the one place where the two differ."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from sync.model.faults import Forbidden, Offline
from sync.rpc.codec import PIECE_LIMIT

Arrival = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Listening(Protocol):
    """A listener that can be closed."""

    def close(self) -> None:
        """Stop listening; connections that exist go on."""


def check_peer(writer: asyncio.StreamWriter) -> None:
    """Make sure that the other end belongs to the same person, where the system can tell. Raises `Forbidden`."""
    peer = writer.get_extra_info("socket")
    if peer is None or sys.platform != "linux":
        return
    _pid, uid, _gid = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    if uid != os.getuid():
        raise Forbidden("link_of_another_person")


def remove(path: Path) -> None:
    """Remove the socket at `path`, if there is one."""
    path.unlink(missing_ok=True)


if sys.platform == "win32":

    def pipe_name(path: Path) -> str:
        """Return the name of the pipe that stands for a socket path."""
        import hashlib

        return r"\\.\pipe\ecritoire-" + hashlib.sha256(str(path).casefold().encode()).hexdigest()[:32]

    async def connect(path: Path) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to the pipe of `path`. Raises `Offline("engine_gone")` where nobody listens."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=PIECE_LIMIT, loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        try:
            transport, _ = await loop.create_pipe_connection(lambda: protocol, pipe_name(path))  # type: ignore[attr-defined]
        except OSError as error:
            raise Offline("engine_gone") from error
        return reader, asyncio.StreamWriter(transport, protocol, reader, loop)

    async def listen(path: Path, arrival: Arrival) -> Listening:
        """Listen on the pipe of `path`; every connection runs `arrival` in a task."""
        loop = asyncio.get_running_loop()

        def protocol() -> asyncio.StreamReaderProtocol:
            return asyncio.StreamReaderProtocol(asyncio.StreamReader(limit=PIECE_LIMIT, loop=loop), arrival, loop=loop)

        (listening,) = await loop.start_serving_pipe(protocol, pipe_name(path))  # type: ignore[attr-defined]
        return listening

else:

    async def connect(path: Path) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to the socket at `path`. Raises `Offline("engine_gone")` where nobody listens."""
        try:
            return await asyncio.open_unix_connection(path, limit=PIECE_LIMIT)
        except OSError as error:
            raise Offline("engine_gone") from error

    async def listen(path: Path, arrival: Arrival) -> Listening:
        """Listen at `path` (taking the place of a dead socket); every connection runs `arrival` in a task."""
        remove(path)
        listening = await asyncio.start_unix_server(arrival, path, limit=PIECE_LIMIT)
        os.chmod(path, 0o600)
        return listening
