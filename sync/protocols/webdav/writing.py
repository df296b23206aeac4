"""Writing to a WebDAV drive: nothing is ever overwritten unseen, and doing it twice does no harm.

Servers differ: Apache calls an etag weak right after a write, so that If-Match fails; rclone ignores If-Match; some lock and some
do not. So what is there is looked at first, under a lock where the server has locks, and conditions are sent all the same.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from sync.model.faults import Fault, Gone, Rejected, Stale, Transient, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Landed, Payload, RemoteItem
from sync.protocols.webdav import entries
from sync.transport.dav import bodies
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import Response

_LOCK_SECONDS = 600
_XML = 'application/xml; charset="utf-8"'


async def look(dav: Dav, path: str) -> Response | None:
    """Return what is at a path now, None: nothing."""
    try:
        _, found = await dav.properties(path, entries.PROPERTIES)
    except Gone:
        return None
    return found


async def upload(
    dav: Dav,
    root: RemoteId,
    item: RemoteId,
    asked: RemoteItem | None,
    payload: Payload,
    headers: Mapping[str, str],
    *,
    locks: bool,
) -> Landed:
    """Write a file: a new one where nothing is, or over the revision that the user saw. Raises `Stale`, `Gone("folder")`.

    What is there with the same octets is what an earlier attempt wrote; what holds only the first of them is one that was cut
    off, and may be written over.
    """
    path = entries.path(root, item)
    if asked is None:
        there = await look(dav, path)
        if there is None:
            return await _put(dav, root, item, None, payload, {**headers, "If-None-Match": "*"})
        if not await begins(dav, path, there, payload):
            raise Stale("exists_there", theirs=entries.revision(there))
        if length(there) == payload.size:
            return Landed(None, RemoteItem(root, item, entries.revision(there)))
        return await _put(dav, root, item, None, payload, {**headers, "If-Match": _condition(there)})
    if await look(dav, path) is None:  # a lock on nothing would make an empty file (RFC 4918 §7.3)
        raise Stale("changed_there")
    async with _locked(dav, path, locks) as held:
        there = await look(dav, path)
        if there is None:
            raise Stale("changed_there")
        if entries.revision(there) != asked.base:
            if length(there) == payload.size and await begins(dav, path, there, payload):
                return Landed(asked, RemoteItem(root, item, entries.revision(there)))
            raise Stale("changed_there", theirs=entries.revision(there))
        condition = held or {"If-Match": _condition(there)}
        try:
            landed = await _put(dav, root, item, asked, payload, {**headers, **condition})
        except Stale:
            again = await look(dav, path)
            if held or again is None or entries.revision(again) != asked.base or not again.text(entries.ETAG).startswith("W/"):
                raise
            landed = await _put(dav, root, item, asked, payload, headers)  # a weak etag never matches (RFC 9110 §13.1.1)
        if held and landed.now is not None and not landed.now.base:
            now = await look(dav, path)
            return Landed(asked, RemoteItem(root, item, entries.revision(now) if now is not None else ""))
        return landed


async def make_folder(dav: Dav, root: RemoteId, item: RemoteId, name: str) -> Landed:
    """Make a folder; one that is there already will do. Raises `Rejected("name_taken")`, `Gone("folder")`."""
    path = entries.path(root, item)
    with suppress(Unsupported):  # 405: something is there
        await dav.request("MKCOL", f"{path}/")
    there = await look(dav, f"{path}/")
    if there is None:
        raise Gone("folder")
    if not entries.is_folder(there):
        raise Rejected("name_taken", name=name)
    return Landed(None, RemoteItem(root, item, entries.revision(there)))


async def delete(dav: Dav, root: RemoteId, asked: RemoteItem) -> Landed:
    """Delete an entry, a file only in the revision that the user saw; what is gone already will do. Raises `Stale`."""
    path = entries.path(root, asked.item)
    there = await look(dav, path)
    if there is None:
        return Landed(asked, None)
    if not entries.is_folder(there) and asked.base and entries.revision(there) != asked.base:
        raise Stale("changed_there", theirs=entries.revision(there))
    try:
        await dav.request("DELETE", f"{path}/" if entries.is_folder(there) else path)
    except Gone:
        return Landed(asked, None)
    return Landed(asked, None)


async def move(
    dav: Dav, root: RemoteId, asked: RemoteItem, target: RemoteId, name: str, beneath: tuple[RemoteItem, ...]
) -> list[Landed]:
    """Move an entry, never onto another one. Raises `Rejected("name_taken")`, `Stale`, `Gone("folder")`."""
    source, destination = entries.path(root, asked.item), entries.path(root, target)
    here = await look(dav, source)
    there = await look(dav, destination) if target != asked.item else None
    if here is None:
        if there is not None and (entries.is_folder(there) or entries.revision(there) == asked.base or not asked.base):
            return _moved(root, asked, target, there, beneath)
        raise Stale("changed_there")
    if target == asked.item:
        return [Landed(one, one) for one in (asked, *beneath)]
    if there is not None and target.casefold() != asked.item.casefold():
        raise Rejected("name_taken", name=name)
    folder = entries.is_folder(here)
    if not folder and asked.base and entries.revision(here) != asked.base:
        raise Stale("changed_there", theirs=entries.revision(here))
    if folder and f"{target}/".startswith(f"{asked.item}/"):
        raise Rejected("into_itself")
    slash = "/" if folder else ""
    headers = {"Destination": dav.url(destination + slash), "Overwrite": "F"}
    try:
        await dav.request("MOVE", source + slash, headers=headers)
    except Stale as fault:
        raise Rejected("name_taken", name=name) from fault
    now = await look(dav, destination)
    if now is None:
        raise Stale("changed_there")
    return _moved(root, asked, target, now, beneath)


def _moved(
    root: RemoteId, asked: RemoteItem, target: RemoteId, now: Response, beneath: tuple[RemoteItem, ...]
) -> list[Landed]:
    landed = [Landed(asked, RemoteItem(root, target, entries.revision(now)))]
    for one in beneath:
        inside = RemoteId(f"{target}{one.item[len(asked.item) :]}")
        landed.append(Landed(one, RemoteItem(root, inside, one.base)))
    return landed


async def _put(
    dav: Dav, root: RemoteId, item: RemoteId, asked: RemoteItem | None, payload: Payload, headers: Mapping[str, str]
) -> Landed:
    sent = {name: value for name, value in headers.items() if value}
    try:
        done = await dav.request(
            "PUT", entries.path(root, item), headers=sent, content=payload.pieces(), length=payload.size
        )
    except Gone as fault:
        raise Gone("folder") from fault
    etag = done.headers.get("oc-etag", "") or done.headers.get("etag", "")
    return Landed(asked, RemoteItem(root, item, "" if etag.startswith("W/") else entries.plain(etag)))


async def begins(dav: Dav, path: str, there: Response, payload: Payload) -> bool:
    """Whether what is there is the payload, or its beginning; it is read and compared piece by piece."""
    if entries.is_folder(there) or length(there) > payload.size:
        return False
    left = b""
    pieces = payload.pieces()
    async with dav.open("GET", path) as stream:
        async for theirs in stream.pieces():
            while len(left) < len(theirs):
                more = await anext(pieces, b"")
                if not more:
                    return False
                left += more
            if left[: len(theirs)] != theirs:
                return False
            left = left[len(theirs) :]
    return True


def _condition(found: Response) -> str:
    etag = entries.plain(found.text(entries.ETAG))
    return f'"{etag}"' if etag else ""


def length(found: Response) -> int:
    """Return how many octets a file has there."""
    text = found.text(entries.LENGTH)
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@asynccontextmanager
async def _locked(dav: Dav, path: str, locks: bool) -> AsyncIterator[dict[str, str]]:
    """Hold a lock on a file where the server has locks, and yield the field that proves it; nothing where it has none."""
    if not locks:
        yield {}
        return
    headers = {"Timeout": f"Second-{_LOCK_SECONDS}", "Depth": "0", "Content-Type": _XML}
    try:
        done = await dav.request("LOCK", path, headers=headers, content=bodies.lock("Ecritoire"))
    except Transient:
        raise
    except (Unsupported, Rejected, Gone, Stale):
        yield {}
        return
    token = done.headers.get("lock-token", "").strip()
    if not token:
        yield {}
        return
    try:
        yield {"If": f"({token})"}
    finally:
        with suppress(Fault):
            await dav.request("UNLOCK", path, headers={"Lock-Token": token})
