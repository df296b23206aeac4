"""The verb `fetch`: blobs of messages, several at once as far as the server lets, each in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

from sync.model.changes import Chunk
from sync.model.faults import Fault, Gone
from sync.model.ids import RemoteId
from sync.protocols.jmap.client import Client

AT_ONCE = 4
_WAITING = 8
"""Pieces of 64 KiB at most that wait for the reader: memory stays bounded however fast the server is."""


async def fetch(client: Client, wanted: Sequence[RemoteId]) -> AsyncGenerator[Chunk, None]:
    """Yield the bytes of messages; what is no more comes as a missing item."""
    blobs = await _blobs(client, wanted)
    for item in wanted:
        if item not in blobs:
            yield Chunk(item, None, True)
    if not blobs:
        return
    session = await client.session()
    room = asyncio.Semaphore(max(1, min(AT_ONCE, session.limits.at_once)))
    queue: asyncio.Queue[Chunk | Fault] = asyncio.Queue(_WAITING)
    tasks = [asyncio.create_task(_bring(client, item, blob, room, queue)) for item, blob in blobs.items()]
    left = len(tasks)
    try:
        while left:
            got = await queue.get()
            if isinstance(got, Fault):
                raise got
            left -= got.last
            yield got
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _bring(
    client: Client, item: RemoteId, blob: str, room: asyncio.Semaphore, queue: asyncio.Queue[Chunk | Fault]
) -> None:
    async with room:
        try:
            async with client.download(blob) as stream:
                held: bytes | None = None  # the last piece carries the mark: one piece is held back
                async for piece in stream.pieces():
                    if held is not None:
                        await queue.put(Chunk(item, held, False))
                    held = piece
            await queue.put(Chunk(item, held or b"", True))
        except Gone:
            await queue.put(Chunk(item, None, True))
        except Fault as fault:
            await queue.put(fault)


async def _blobs(client: Client, wanted: Sequence[RemoteId]) -> dict[RemoteId, str]:
    found: dict[RemoteId, str] = {}
    size = (await client.session()).limits.get
    for start in range(0, len(wanted), size):
        some = list(wanted[start : start + size])
        answer = await client.call("Email/get", ids=some, properties=["id", "blobId"])
        found |= {RemoteId(str(one["id"])): str(one["blobId"]) for one in answer.get("list") or []}
    return found
