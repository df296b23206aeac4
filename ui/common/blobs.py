"""Blobs as the window uses them: bytes handed to the engine in pieces, and read from the store in the background."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sync.model.faults import Bug, Rejected
from sync.model.ids import BlobName, new_operation_id
from sync.rpc.messages import KeepFile, Kept
from sync.store.blobs import Blobs
from ui.link import Link

PIECE = 2 * 1024 * 1024


async def keep_bytes(link: Link, content: bytes) -> Kept:
    """Keep bytes as a blob. Raises the engine's fault."""
    ticket = new_operation_id()
    answer = None
    for start in range(0, max(1, len(content)), PIECE):
        last = start + PIECE >= len(content)
        answer = await link.ask(KeepFile(ticket, content[start : start + PIECE], last), 60)
    if not isinstance(answer, Kept):
        raise Bug("bad_reply", reply=type(answer).__name__)
    return answer


async def keep_file(link: Link, path: Path, largest: int) -> Kept:
    """Keep a file of this computer as a blob. Raises `Rejected("file_too_large" | "no_such_file")` and the engine's fault."""

    def read() -> bytes:
        try:
            if path.stat().st_size > largest:
                raise Rejected("file_too_large", limit=largest)
            return path.read_bytes()
        except OSError as error:
            raise Rejected("no_such_file", path=path.name) from error

    return await keep_bytes(link, await asyncio.to_thread(read))


async def read_blob(link: Link, name: bytes) -> bytes:
    """Return the bytes of a blob that the engine keeps, read in the background. Raises `StoreFault`."""
    return await link.read_in_background(Blobs(link.profile, link.keys).read, BlobName(name))
