"""Reading files of a WebDAV drive: several are asked for ahead, handed out one after the other, and never whole in memory."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Sequence

from sync.model.changes import Chunk
from sync.model.faults import Fault, Gone
from sync.model.ids import RemoteId
from sync.protocols.webdav import entries
from sync.transport.dav.client import Dav

AHEAD = 6
"""Files that are asked for at the same time."""
_PIECES = 8
"""Pieces of 64 KiB of a file that wait for their turn."""

_Line = asyncio.Queue[bytes | Fault | None]


async def files(dav: Dav, root: str, items: Sequence[RemoteId]) -> AsyncGenerator[Chunk, None]:
    """Yield files in their order, in pieces of at most 64 KiB; one that is not there is a missing item. Raises faults."""
    waiting = deque(items)
    running: deque[tuple[RemoteId, _Line, asyncio.Task[None]]] = deque()
    try:
        while waiting or running:
            while waiting and len(running) < AHEAD:
                item, line = waiting.popleft(), _Line(_PIECES)
                running.append((item, line, asyncio.create_task(_fetch(dav, entries.path(root, item), line))))
            item, line, task = running[0]
            while (piece := await line.get()) is not None:
                if isinstance(piece, Gone):
                    yield Chunk(item, None, True)
                    break
                if isinstance(piece, Fault):
                    raise piece
                yield Chunk(item, piece, False)
            else:
                yield Chunk(item, b"", True)
            await task
            running.popleft()
    finally:
        for _, _, task in running:
            task.cancel()
        await asyncio.gather(*(task for _, _, task in running), return_exceptions=True)


async def _fetch(dav: Dav, path: str, line: _Line) -> None:
    """Put the pieces of a file in line, then what ended it: None, or the fault."""
    try:
        async with dav.open("GET", path) as stream:
            async for piece in stream.pieces():
                await line.put(piece)
    except Fault as fault:
        await line.put(fault)
    else:
        await line.put(None)
