"""What changed in a calendar or address book: by sync token (RFC 6578), else by comparing etags where the ctag says so.

A page brings the resources of one batch. What is still to be brought is kept in memory between two pages; after a restart it is
found again by comparing with what is here, so a cursor never has to carry it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sync.model.calendar import CalendarTruth
from sync.model.changes import Change, ChangePage
from sync.model.contacts import ContactTruth
from sync.model.faults import CursorExpired, Gone, Rejected, Stale, Unsupported
from sync.model.ids import RemoteId
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALDAV, CALENDARSERVER, CARDDAV, D, Response

BATCH = 60
"""Resources of one page."""
_SYNC_LIMIT = 0
_ETAG, _TYPE, _TOKEN, _REPORTS = f"{D}getetag", f"{D}resourcetype", f"{D}sync-token", f"{D}supported-report-set"
_CTAG = f"{CALENDARSERVER}getctag"
_CONTENT = {CALDAV: f"{CALDAV}calendar-data", CARDDAV: f"{CARDDAV}address-data"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource as the server gave it; `content` None: it is not there."""

    name: RemoteId
    etag: str
    content: bytes | None


@dataclass(slots=True)
class _Plan:
    """What is still to be brought of one look at a collection, and the cursor that holds when it is done."""

    number: int
    names: deque[RemoteId]
    removed: tuple[RemoteId, ...]
    cursor: bytes
    snapshot: frozenset[RemoteId] | None = None
    expected: int | None = None
    more: bool = False
    place: int = 0


@dataclass(slots=True)
class _Looked:
    etags: dict[RemoteId, str] = field(default_factory=dict)
    removed: list[RemoteId] = field(default_factory=list)
    token: str = ""
    more: bool = False


class Changes:
    """Follows the collections of one service. `namespace` is `CALDAV` or `CARDDAV`, `kept` as in `Surroundings`."""

    def __init__(
        self,
        dav: Callable[[], Dav],
        namespace: str,
        truth: Callable[[bytes], CalendarTruth | ContactTruth],
        kept: Callable[[RemoteId, RemoteId | None], Mapping[RemoteId, str]],
    ) -> None:
        self._dav = dav
        self._namespace = namespace
        self._truth = truth
        self._kept = kept
        self._plans: dict[RemoteId, _Plan] = {}
        self._numbers = 0

    async def page(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page. Raises `CursorExpired`, `Gone("collection")`."""
        state = _state(cursor)
        plan = self._plans.pop(collection, None)
        if plan is None or not state.get("n") or (plan.number, plan.place) != (state.get("n"), state.get("p")):
            plan = await self._plan(collection, state)
        names = [plan.names.popleft() for _ in range(min(BATCH, len(plan.names)))]
        found = await self.resources(collection, names)
        upserts = tuple(Change(one.name, one.etag, self._truth(one.content)) for one in found if one.content is not None)
        gone = tuple(one.name for one in found if one.content is None)
        if plan.names:
            plan.place += 1
            self._plans[collection] = plan
            resumed = {**state, "n": plan.number, "p": plan.place}
            return ChangePage(upserts, gone, json.dumps(resumed).encode(), True, None, plan.expected)
        snapshot = plan.snapshot - set(gone) if plan.snapshot is not None else None
        return ChangePage(upserts, (*plan.removed, *gone), plan.cursor, plan.more, snapshot, plan.expected)

    async def resources(self, collection: RemoteId, names: Sequence[RemoteId]) -> list[Resource]:
        """Return resources by name, asked for together; what the server does not bring that way is asked for alone."""
        if not names:
            return []
        tag = _CONTENT[self._namespace]
        wanted = bodies.multiget(self._namespace, (collection + name for name in names), (_ETAG, tag))
        found: dict[RemoteId, Resource] = {}
        try:
            url, responses, _ = await self._dav().responses("REPORT", collection, wanted, depth="0")
        except (Unsupported, Rejected):
            responses, url = [], self._dav().url(collection)
        for response in responses:
            name = _name(response, url, collection)
            content = response.properties.get(tag)
            if name is not None and content is not None and content.text:
                found[name] = Resource(name, response.text(_ETAG), _octets(content.text))
            elif name is not None and response.status == 404:
                found[name] = Resource(name, "", None)
        return [found[name] if name in found and found[name].etag else await self._alone(collection, name) for name in names]

    async def _alone(self, collection: RemoteId, name: RemoteId) -> Resource:
        try:
            done = await self._dav().request("GET", collection + name, largest=32 * 1024 * 1024)
        except Gone:
            return Resource(name, "", None)
        return Resource(name, done.headers.get("etag", "") or await self.etag(collection, name), done.body)

    async def etag(self, collection: RemoteId, name: RemoteId) -> str:
        """Return the revision that a resource has now, empty where it is not there."""
        try:
            _, found = await self._dav().properties(collection + name, (_ETAG,))
        except Gone:
            return ""
        return found.text(_ETAG)

    async def _plan(self, collection: RemoteId, state: Mapping[str, object]) -> _Plan:
        self._numbers += 1
        token, ctag = str(state.get("t") or ""), str(state.get("c") or "")
        try:
            if token:
                return self._of_changes(collection, await self._synced(collection, token))
            return await self._of_listing(collection, ctag)
        except Gone as fault:
            raise Gone("collection") from fault

    def _of_changes(self, collection: RemoteId, looked: _Looked) -> _Plan:
        """Plan what a sync token brought; what is here already in that revision is not asked for again."""
        kept = self._kept(collection, None)
        names = deque(name for name, etag in looked.etags.items() if not etag or kept.get(name) != etag)
        return _Plan(self._numbers, names, tuple(looked.removed), _cursor(looked.token, ""), more=looked.more)

    async def _of_listing(self, collection: RemoteId, ctag: str) -> _Plan:
        """Plan a comparison of everything. The marks are read before the listing, so that nothing falls between."""
        _, marks = await self._dav().properties(collection, (_TOKEN, _CTAG, _REPORTS))
        now = marks.text(_CTAG)
        if ctag and now == ctag:
            return _Plan(self._numbers, deque(), (), _cursor("", ctag))
        token = marks.text(_TOKEN)
        if not _reports_sync(marks):
            token = ""
        etags = await self._etags(collection)
        kept = self._kept(collection, None)
        names = deque(name for name, etag in etags.items() if not etag or kept.get(name) != etag)
        removed = tuple(name for name in kept if name not in etags)
        return _Plan(self._numbers, names, removed, _cursor(token, now if not token else ""), frozenset(etags), len(etags))

    async def _etags(self, collection: RemoteId) -> dict[RemoteId, str]:
        found: dict[RemoteId, str] = {}
        async with self._dav().multistatus("PROPFIND", collection, bodies.propfind((_ETAG, _TYPE)), depth="1") as listing:
            async for response in listing.responses:
                name = _name(response, listing.url, collection)
                if name is not None and f"{D}collection" not in response.children(_TYPE) and response.status in (0, 200):
                    found[name] = response.text(_ETAG)
        return found

    async def _synced(self, collection: RemoteId, token: str) -> _Looked:
        """Ask what changed since a token. A token that is refused in whatever way is one that is not known any more."""
        looked = _Looked()
        body = bodies.sync_collection(token, (_ETAG, _TYPE), _SYNC_LIMIT)
        try:
            async with self._dav().multistatus("REPORT", collection, body, depth="0") as listing:
                async for response in listing.responses:
                    name = _name(response, listing.url, collection)
                    if name is None:
                        looked.more = looked.more or response.status == 507
                    elif response.status == 404:
                        looked.removed.append(name)
                    elif f"{D}collection" not in response.children(_TYPE):
                        looked.etags[name] = response.text(_ETAG)
            looked.token = listing.sync_token
        except (Stale, Rejected, Unsupported) as fault:
            raise CursorExpired("unknown_cursor") from fault
        if not looked.token:
            raise CursorExpired("unknown_cursor")
        return looked


def _name(response: Response, url: str, collection: RemoteId) -> RemoteId | None:
    """Return the name of a resource directly in a collection; None for the collection itself and for what is elsewhere."""
    path = hrefs.path_of(response.href, url)
    name = hrefs.inside(path, hrefs.canonical(urlsplit(url).path)) if path is not None else None
    if name is None and path is not None:
        name = hrefs.inside(path, collection)
    return RemoteId(name) if name and "/" not in name else None


def _octets(text: str) -> bytes:
    """Return a resource out of XML, which makes every line end a line feed: RFC 5545 and 6350 want them to be CRLF."""
    return (text if "\r" in text else text.replace("\n", "\r\n")).encode("utf-8", "surrogatepass")


def _reports_sync(marks: Response) -> bool:
    """Whether the collection answers sync-collection; one that does not list its reports but has a token does."""
    reports = marks.properties.get(_REPORTS)
    if reports is None or not reports.children:
        return True
    named = {tag for one in reports.children for report in one.every(f"{D}report") for tag in (c.tag for c in report.children)}
    return f"{D}sync-collection" in named


def _cursor(token: str, ctag: str) -> bytes:
    return json.dumps({"t": token, "c": ctag}).encode()


def _state(cursor: bytes | None) -> dict[str, object]:
    if cursor is None:
        return {}
    try:
        found = json.loads(cursor)
    except ValueError as error:
        raise CursorExpired("unknown_cursor") from error
    if not isinstance(found, dict):
        raise CursorExpired("unknown_cursor")
    return found
