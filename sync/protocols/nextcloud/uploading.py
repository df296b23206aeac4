"""Uploads to a Nextcloud: small files at once, large ones in chunks that an interrupted upload goes on from (chunking v2)."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress

from sync.model.faults import Fault, Gone, Stale, Unsupported
from sync.model.ids import OperationId, RemoteId
from sync.model.operations import Landed, Payload, RemoteItem
from sync.protocols.webdav import entries, writing
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav

CHUNK = 10 * 1024 * 1024
"""Octets of a chunk; the server takes 5 MB to 5 GB, the last one may be smaller, and at most 10,000 of them."""
MOST_CHUNKS = 10_000


def chunk_size(total: int) -> int:
    """Return the size of the chunks of an upload: `CHUNK`, or larger where there would be too many."""
    return max(CHUNK, -(-total // MOST_CHUNKS))


async def checksum(payload: Payload) -> str:
    """Return the checksum field of a small payload."""
    digest = hashlib.sha1(usedforsecurity=False)
    async for piece in payload.pieces():
        digest.update(piece)
    return f"SHA1:{digest.hexdigest()}"


async def in_chunks(
    dav: Dav,
    uploads: str,
    operation: OperationId,
    root: RemoteId,
    item: RemoteId,
    asked: RemoteItem | None,
    payload: Payload,
    headers: Mapping[str, str],
) -> Landed:
    """Upload a large file under the operation's id, from where an earlier attempt stopped. Raises as `writing.upload`.

    What is at the destination is looked at before the chunks are put together, and the server is told to do so only over that.
    """
    path = entries.path(root, item)
    there = await writing.look(dav, path)
    if asked is None and there is not None:
        if await writing.begins(dav, path, there, payload) and writing.length(there) == payload.size:
            return Landed(None, RemoteItem(root, item, entries.revision(there)))
        raise Stale("exists_there", theirs=entries.revision(there))
    if asked is not None and (there is None or entries.revision(there) != asked.base):
        if there is not None and writing.length(there) == payload.size and await writing.begins(dav, path, there, payload):
            return Landed(asked, RemoteItem(root, item, entries.revision(there)))
        raise Stale("changed_there", theirs=entries.revision(there) if there is not None else "")
    folder, target = f"{uploads}{operation}", dav.url(path)
    size = chunk_size(payload.size)
    done = await _present(dav, folder, target, size, payload.size)
    told = {"Destination": target, "OC-Total-Length": str(payload.size)}
    try:
        for number in range(done, -(-payload.size // size)):
            start = number * size
            length = min(size, payload.size - start)
            await dav.request(
                "PUT", f"{folder}/{number + 1:05d}", headers=told, content=_part(payload, start, length), length=length
            )
        condition = {"Overwrite": "F"}
        if asked is not None:
            condition = {"If": f'<{target}> (["{asked.base}"])'}
        done_ = await dav.request("MOVE", f"{folder}/.file", headers={**headers, **told, **condition})
    except Gone as fault:
        raise Gone("folder") from fault
    except Stale as fault:
        now = await writing.look(dav, path)
        with suppress(Fault):
            await dav.request("DELETE", folder)
        raise Stale("changed_there", theirs=entries.revision(now) if now is not None else "") from fault
    etag = done_.headers.get("oc-etag", "") or done_.headers.get("etag", "")
    return Landed(asked, RemoteItem(root, item, entries.plain(etag)))


async def _present(dav: Dav, folder: str, target: str, size: int, total: int) -> int:
    """Return how many chunks are there already, the folder made where there is none."""
    try:
        url, found, _ = await dav.responses("PROPFIND", f"{folder}/", bodies.propfind(entries.PROPERTIES), depth="1")
    except Gone:
        with suppress(Unsupported):  # 405: an attempt whose answer was lost made it
            await dav.request("MKCOL", folder, headers={"Destination": target})
        return 0
    lengths: dict[str, int] = {}
    for response in found:
        path = hrefs.path_of(response.href, url)
        name = hrefs.inside(path, hrefs.canonical(f"{folder}/")) if path is not None else None
        if name is not None and name.isdecimal():
            lengths[name] = writing.length(response)
    done = 0
    while lengths.get(f"{done + 1:05d}") == min(size, total - done * size) > 0:
        done += 1
    return done


async def _part(payload: Payload, start: int, length: int) -> AsyncIterator[bytes]:
    """Yield a stretch of a payload."""
    async for piece in payload.pieces(start):
        if length <= 0:
            return
        yield piece[:length]
        length -= len(piece)
