"""Finding the collections of a person on a CalDAV or CardDAV server (RFC 6764, RFC 5397, RFC 4791 §6.2, RFC 6352 §7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sync.model.faults import Fault, Gone, Rejected, Unreadable, Unsupported
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALDAV, D, Response

_PRINCIPAL = f"{D}current-user-principal"
_PRINCIPAL_URL = f"{D}principal-URL"
_TYPE = f"{D}resourcetype"
_ADDRESSES = f"{CALDAV}calendar-user-address-set"


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a person's collections are, who the server knows the person as, and what else it offers (DAV field).

    `principal` is the person's own address on the server, empty where it did not say.
    """

    paths: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    offers: frozenset[str] = frozenset()
    principal: str = ""


async def find(dav: Dav, start: str, well_known: str, home_set: str, kind: str) -> Homes:
    """Return the homes: from `start`, or from the well-known address, or from the root where the server has none.

    A `start` that is a collection of the kind itself is its own home. Raises `Unsupported("no_home")` where there is none.
    """
    asked = (_PRINCIPAL, _PRINCIPAL_URL, _TYPE, home_set, _ADDRESSES)
    last: Fault | None = None
    for place in dict.fromkeys(filter(None, (start, well_known if not start else "", "/"))):
        try:
            path, found = await dav.properties(place, asked)
        except (Gone, Unsupported, Unreadable, Rejected) as fault:
            last = last or fault
            continue
        if kind in found.children(_TYPE):
            return Homes((path,), tuple(found.hrefs(_ADDRESSES)), await offers(dav, path))
        homes, addresses = found.hrefs(home_set), found.hrefs(_ADDRESSES)
        principal = next(iter(found.hrefs(_PRINCIPAL) or found.hrefs(_PRINCIPAL_URL)), "")
        if not homes and principal:
            principal_path = hrefs.path_of(principal, dav.url(path))
            if principal_path is not None:
                path, found = await dav.properties(principal_path, asked)
                homes, addresses, principal = found.hrefs(home_set), found.hrefs(_ADDRESSES), path
        paths = tuple(one for one in (hrefs.path_of(home, dav.url(path)) for home in homes) if one is not None)
        if paths:
            known = hrefs.path_of(principal, dav.url(path)) if principal else None
            return Homes(paths, tuple(addresses), await offers(dav, paths[0]), known or "")
    if isinstance(last, Rejected):
        raise last
    raise Unsupported("no_home")


async def listed(dav: Dav, home: str, properties: Iterable[str]) -> list[tuple[str, Response]]:
    """Return what is directly in a home, and the home itself, with their canonical paths."""
    url, found, _ = await dav.responses("PROPFIND", home, bodies.propfind(properties), depth="1")
    pairs = ((hrefs.path_of(response.href, url), response) for response in found)
    base = hrefs.canonical(urlsplit(url).path)
    return [(path, response) for path, response in pairs if path is not None and f"{path}/".startswith(base.rstrip("/") + "/")]


async def offers(dav: Dav, path: str) -> frozenset[str]:
    """Return what the server says of itself in the DAV field, in lower case; nothing where it does not answer OPTIONS."""
    try:
        done = await dav.request("OPTIONS", path)
    except (Gone, Unsupported, Rejected):
        return frozenset()
    return frozenset(word.strip().lower() for word in done.headers.get("dav", "").split(","))
