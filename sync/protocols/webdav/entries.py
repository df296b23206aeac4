"""Entries of a WebDAV drive: listed, named, and described as the model has them.

A remote id is the canonical path inside the drive, without a final slash; the top is the empty one. Revisions are etags without
the mark of weakness: Apache takes it off a second after a write, and the file is the same. A folder's revision is not its
etag alone, which some servers do not give.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from sync.model.changes import Change
from sync.model.files import FileTruth, Permission
from sync.model.ids import RemoteId
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import D, Response

ETAG, TYPE, LENGTH, MODIFIED, MEDIA = (
    f"{D}getetag", f"{D}resourcetype", f"{D}getcontentlength", f"{D}getlastmodified", f"{D}getcontenttype",
)  # fmt: skip
PROPERTIES = (TYPE, ETAG, LENGTH, MODIFIED, MEDIA)


def path(root: str, item: RemoteId) -> str:
    """Return the absolute path of an entry."""
    return f"{root}{item}"


def parent(item: RemoteId) -> RemoteId:
    """Return the folder of an entry, empty: the top."""
    return RemoteId(item.rpartition("/")[0])


def child(folder: RemoteId, name: str) -> RemoteId:
    """Return the entry of a name in a folder."""
    return RemoteId(f"{folder}/{hrefs.segment(name)}" if folder else hrefs.segment(name))


def plain(etag: str) -> str:
    """Return an etag without the mark of weakness and without quotes: not every server writes them everywhere."""
    return etag.strip().removeprefix("W/").strip('"')


def is_folder(found: Response) -> bool:
    """Whether a response is about a folder."""
    return f"{D}collection" in found.children(TYPE)


def revision(found: Response) -> str:
    """Return the revision of an entry."""
    etag = plain(found.text(ETAG))
    if is_folder(found):
        return f"d{etag or found.text(MODIFIED)}"
    return etag or f"{found.text(MODIFIED)} {found.text(LENGTH)}"


def seconds(date: str) -> int:
    """Return an HTTP date in seconds since 1970, 0 where it is none."""
    try:
        return max(0, int(parsedate_to_datetime(date).timestamp()))
    except (ValueError, TypeError, OverflowError):
        return 0


def described(item: RemoteId, found: Response) -> Change:
    """Return an entry as an item of a change page."""
    folder = is_folder(found)
    length = found.text(LENGTH)
    truth = FileTruth(
        hrefs.name_of(item),
        parent(item),
        folder,
        int(length) if length.isdecimal() and len(length) < 19 and not folder else 0,
        seconds(found.text(MODIFIED)),
        "" if folder else found.text(MEDIA).partition(";")[0].strip().lower(),
        permissions=Permission.ALL,
    )
    return Change(item, revision(found), truth)


async def listed(
    dav: Dav, root: str, folder: RemoteId, depth: str, properties: tuple[str, ...] = PROPERTIES
) -> AsyncIterator[tuple[RemoteId, Response]]:
    """Yield what is in a folder (depth 1) or beneath it (infinity), never what the server puts elsewhere."""
    asked = path(root, folder).rstrip("/") + "/"
    async with dav.multistatus("PROPFIND", asked, bodies.propfind(properties), depth=depth) as listing:
        base = hrefs.canonical(urlsplit(listing.url).path)
        async for response in listing.responses:
            found = hrefs.path_of(response.href, listing.url)
            inside = hrefs.inside(found, base) if found is not None else None
            if inside is None or response.status not in (0, 200) or (depth == "1" and "/" in inside):
                continue
            yield RemoteId(f"{folder}/{inside}" if folder else inside), response
