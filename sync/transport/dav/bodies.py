"""DAV requests: the XML bodies of PROPFIND, REPORT, PROPPATCH, MKCOL and LOCK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from sync.transport.dav.xml import APPLE, CALDAV, CALENDARSERVER, CARDDAV, OWNCLOUD, D

_PREFIXES = {D: "d", CALDAV: "c", CARDDAV: "r", CALENDARSERVER: "s", APPLE: "a", OWNCLOUD: "o"}
_NAMESPACES = "".join(f' xmlns:{prefix}="{namespace.strip()}"' for namespace, prefix in _PREFIXES.items())


def propfind(properties: Iterable[str]) -> bytes:
    """Return a PROPFIND for properties (RFC 4918 §9.1)."""
    return _document("d:propfind", _prop(properties))


def sync_collection(token: str, properties: Iterable[str], limit: int) -> bytes:
    """Return a REPORT of what changed since `token`, empty: everything (RFC 6578 §3.2); `limit` 0: no limit."""
    bound = f"<d:limit><d:nresults>{limit}</d:nresults></d:limit>" if limit else ""
    inside = f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>{bound}{_prop(properties)}"
    return _document("d:sync-collection", inside)


def multiget(namespace: str, hrefs: Iterable[str], properties: Iterable[str]) -> bytes:
    """Return a REPORT that brings resources by address: `CALDAV` (RFC 4791 §7.9) or `CARDDAV` (RFC 6352 §8.7)."""
    name = "c:calendar-multiget" if namespace == CALDAV else "r:addressbook-multiget"
    return _document(name, _prop(properties) + "".join(f"<d:href>{escape(href)}</d:href>" for href in hrefs))


def free_busy(start: str, end: str) -> bytes:
    """Return a REPORT of when a calendar is busy, between two UTC times (RFC 4791 §7.10)."""
    return _document("c:free-busy-query", f'<c:time-range start="{escape(start)}" end="{escape(end)}"/>')


def proppatch(values: Mapping[str, str]) -> bytes:
    """Return a PROPPATCH that sets properties to texts (RFC 4918 §9.2)."""
    return _document("d:propertyupdate", f"<d:set>{_values(values)}</d:set>")


def make_collection(kinds: Iterable[str], values: Mapping[str, str], components: Iterable[str] = ()) -> bytes:
    """Return an extended MKCOL (RFC 5689) of a collection of these resource types; `components` are those of a calendar."""
    types = "".join(f"<{_name(kind)}/>" for kind in (f"{D}collection", *kinds))
    more = f"<d:resourcetype>{types}</d:resourcetype>{_set(components)}"
    return _document("d:mkcol", f"<d:set>{_values(values, more)}</d:set>")


def make_calendar(values: Mapping[str, str], components: Iterable[str] = ()) -> bytes:
    """Return a MKCALENDAR (RFC 4791 §5.3.1)."""
    return _document("c:mkcalendar", f"<d:set>{_values(values, _set(components))}</d:set>")


def lock(owner: str) -> bytes:
    """Return a LOCK for writing that nobody shares (RFC 4918 §9.10)."""
    kind = "<d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype>"
    return _document("d:lockinfo", f"{kind}<d:owner>{escape(owner)}</d:owner>")


def _document(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><{name}{_NAMESPACES}>{inside}</{name}>'.encode()


def _prop(properties: Iterable[str]) -> str:
    return f"<d:prop>{''.join(f'<{_asked(tag)}/>' for tag in properties)}</d:prop>"


def _values(values: Mapping[str, str], more: str = "") -> str:
    written = "".join(f"<{_name(tag)}>{escape(text)}</{_name(tag)}>" for tag, text in values.items())
    return f"<d:prop>{more}{written}</d:prop>"


def _set(components: Iterable[str]) -> str:
    inside = "".join(f'<c:comp name="{escape(name)}"/>' for name in components)
    return f"<c:supported-calendar-component-set>{inside}</c:supported-calendar-component-set>" if inside else ""


def _asked(tag: str) -> str:
    """The name of an empty element: a namespace that only one server has is told with it."""
    namespace, _, name = tag.rpartition(" ")
    return _name(tag) if f"{namespace} " in _PREFIXES else f'{name} xmlns="{escape(namespace)}"'


def _name(tag: str) -> str:
    namespace, _, name = tag.rpartition(" ")
    return f"{_PREFIXES[namespace + ' ']}:{name}"
