"""Writing calendars and address books over DAV, harmless to repeat: names are the client's, writes conditional."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping

from sync.model.faults import Fault, Gone, Rejected, Stale, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Landed, RemoteItem
from sync.protocols.dav_changes import Changes
from sync.transport.dav import hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALDAV

_FOLD = re.compile(rb"\r?\n[ \t]")
_PLAIN = re.compile(r"[A-Za-z0-9@_-][A-Za-z0-9@._-]{0,150}\Z")
_OWN_LINES = (b"PRODID", b"DTSTAMP", b"REV", b"LAST-MODIFIED", b"CREATED", b"X-RADICALE-")
_TYPES = {True: "text/calendar; charset=utf-8", False: "text/vcard; charset=utf-8"}


async def save(
    dav: Dav, changes: Changes, namespace: str, collection: RemoteId, asked: RemoteItem | None, name: RemoteId, content: bytes
) -> Landed:
    """Write a resource: a new one only where nothing is, an existing one only over its base. Raises `Stale`.

    A precondition that fails may be our own earlier attempt, whose answer was lost: what says the same is what we wrote.
    """
    headers = {"Content-Type": _TYPES[namespace == CALDAV]}
    if asked is None:
        headers["If-None-Match"] = "*"
    elif asked.base:
        headers["If-Match"] = asked.base
    try:
        done = await dav.request("PUT", collection + name, headers=headers, content=content)
    except (Stale, Gone) as fault:
        if isinstance(fault, Gone) and (asked is None or fault.code == "folder"):
            raise Gone("collection") from fault
        (theirs,) = await changes.resources(collection, [name])
        if theirs.content is not None and same(theirs.content, content):
            return Landed(asked, RemoteItem(collection, name, theirs.etag))
        raise Stale("changed_there" if asked is not None else "exists_there", theirs=theirs.etag) from fault
    # Without an ETag the server may have changed what it was given (RFC 4791 §5.3.4): the next changes bring it.
    etag = done.headers.get("etag", "")
    return Landed(asked, RemoteItem(collection, name, "" if etag.startswith("W/") else etag))


async def delete(dav: Dav, asked: RemoteItem, path: str) -> Landed:
    """Delete a resource, only in the revision that the user saw; one that is gone already will do. Raises `Stale`."""
    try:
        await dav.request("DELETE", path, headers={"If-Match": asked.base} if asked.base else {})
    except Gone:
        pass
    except Stale as fault:
        try:
            _, now = await dav.properties(path, ("DAV: getetag",))
        except Gone:
            return Landed(asked, None)
        raise Stale("changed_there", theirs=now.text("DAV: getetag")) from fault
    return Landed(asked, None)


async def move(dav: Dav, changes: Changes, namespace: str, asked: RemoteItem, target: RemoteId) -> Landed:
    """Move a resource to another collection under its name; by writing and deleting where the server cannot.

    One that is there and no longer here was moved by an earlier attempt.
    """
    if asked.collection == target:
        return Landed(asked, asked)
    source, destination = asked.collection + asked.item, target + asked.item
    headers = {"Destination": dav.url(destination), "Overwrite": "F", **({"If-Match": asked.base} if asked.base else {})}
    try:
        await dav.request("MOVE", source, headers=headers)
        return Landed(asked, RemoteItem(target, asked.item, await changes.etag(target, asked.item)))
    except Gone as fault:
        moved = await changes.etag(target, asked.item)
        if moved and not await changes.etag(asked.collection, asked.item):
            return Landed(asked, RemoteItem(target, asked.item, moved if moved == asked.base else ""))
        raise Stale("changed_there") from fault
    except Stale as fault:
        raise Stale("changed_there", theirs=await changes.etag(asked.collection, asked.item)) from fault
    except (Unsupported, Rejected) as fault:
        return await _carry(dav, changes, namespace, asked, target, fault)


async def _carry(
    dav: Dav, changes: Changes, namespace: str, asked: RemoteItem, target: RemoteId, refusal: Fault
) -> Landed:
    (here,) = await changes.resources(asked.collection, [asked.item])
    if here.content is None:
        raise refusal
    if asked.base and here.etag != asked.base:
        raise Stale("changed_there", theirs=here.etag)
    written = await save(dav, changes, namespace, target, None, asked.item, here.content)
    await delete(dav, asked, asked.collection + asked.item)
    return Landed(asked, written.now)


async def delete_collection(dav: Dav, collection: RemoteId) -> None:
    """Delete a collection with everything in it; one that is gone already will do."""
    try:
        await dav.request("DELETE", collection)
    except Gone:
        return


def resource_name(uid: str, ending: str) -> RemoteId:
    """Return what a new resource is called: after its UID, the same whenever it is tried; servers refuse strange names."""
    plain = uid if _PLAIN.match(uid) else hashlib.sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return RemoteId(hrefs.segment(plain) + ending)


def same(one: bytes, other: bytes) -> bool:
    """Whether two resources say the same, in whatever order and folding; what servers stamp by themselves does not count."""
    return _lines(one) == _lines(other)


def _lines(raw: bytes) -> Mapping[bytes, int]:
    lines = (line.strip() for line in _FOLD.sub(b"", raw).splitlines())
    return Counter(line for line in lines if line and not line.upper().startswith(_OWN_LINES))
