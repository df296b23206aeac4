"""Addresses inside DAV answers: one way to write each, never outside the collection that was asked about."""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

_SAFE = "-._~!$&'()*+,;=:@"


def canonical(path: str) -> str:
    """Return an absolute path in the one way that we write it: only what has to be is encoded, empty segments go."""
    segments = [quote(unquote_to_bytes(segment), safe=_SAFE) for segment in path.split("/") if segment]
    slash = "/" if path.endswith("/") and segments else ""
    return f"/{'/'.join(segments)}{slash}"


def path_of(href: str, base: str) -> str | None:
    """Return the canonical path of an address in an answer to `base`; None where it leads to another origin or climbs."""
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        asked = urlsplit(base)
    except ValueError:
        return None
    # A server behind a proxy may not know its own scheme and port, but it knows its name.
    if parts.hostname != asked.hostname:
        return None
    path = canonical(parts.path or "/")
    if any(unquote_to_bytes(segment) in (b".", b"..") or b"/" in unquote_to_bytes(segment) or b"\0" in unquote_to_bytes(segment)
           for segment in path.split("/")):
        return None
    return path


def inside(path: str, collection: str) -> str | None:
    """Return what of `path` is inside `collection` (both canonical) without a final slash; None: it is elsewhere or itself."""
    base = collection.rstrip("/") + "/"
    rest = path.rstrip("/")
    return rest[len(base) :] if rest.startswith(base) and len(rest) > len(base) else None


def segment(name: str) -> str:
    """Return a name as one segment of a path."""
    return quote(name.encode("utf-8", "surrogatepass"), safe=_SAFE)


def name_of(encoded: str) -> str:
    """Return the last segment of a path as people read it."""
    return unquote_to_bytes(encoded.rstrip("/").rpartition("/")[2]).decode("utf-8", "replace")
