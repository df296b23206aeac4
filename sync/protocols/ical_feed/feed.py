"""The five verbs over a published calendar: fetched where its ETag or date says that it changed, compared, read only."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import ClassVar
from urllib.parse import urljoin

from sync.model.accounts import Service
from sync.model.calendar import CalendarTruth
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import AuthNeeded, CursorExpired, Gone, Rejected
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.dav_session import DavSession
from sync.protocols.ical_feed import pieces
from sync.transport.dav import replies

LARGEST = 64 * 1024 * 1024
PAGE = 200
_REDIRECTS = 5
_FEED = RemoteId("feed")


class IcalFeed(Protocol):
    """A calendar published as one file. The endpoint's `path` is its address, the query with its secret included."""

    name: ClassVar[str] = "ical_feed"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CALENDAR})
    compares: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._session = DavSession(surroundings)
        self._read: dict[RemoteId, bytes] = {}
        self._mark = ""
        self._title = ""

    async def collections(self) -> Sequence[Collection]:
        """Return the one calendar, under the name that it gives itself."""
        await self._look("")
        title = self._title or self.surroundings.account.label or self.surroundings.endpoint.host
        return [Collection(_FEED, Service.CALENDAR, title, writable=False, total=len(self._read))]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what differs from what is here; nothing where the server says that the file is the same."""
        mark, told = _state(cursor)
        again = not told or not self._read
        if again and not await self._look("" if told else mark):
            return ChangePage((), (), cursor or b"{}", False)
        if told and mark != self._mark:
            raise CursorExpired("unknown_cursor")
        kept = self.surroundings.kept(_FEED, None)
        revisions = {item: pieces.revision(raw) for item, raw in self._read.items()}
        new = [item for item in revisions if kept.get(item) != revisions[item]] if kept else list(revisions)[told:]
        page = [Change(item, revisions[item], CalendarTruth(self._read[item])) for item in new[:PAGE]]
        removed = tuple(item for item in kept if item not in revisions)
        if len(new) > PAGE:
            return ChangePage(tuple(page), (), _cursor(self._mark, told + PAGE), True, None, len(revisions))
        return ChangePage(tuple(page), removed, _cursor(self._mark, 0), False, frozenset(revisions), len(revisions))

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring entries out of the file."""
        if not self._read:
            await self._look("")
        for item in items:
            yield Chunk(item, self._read.get(item), True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Raise `Rejected("not_permitted")`: what is published elsewhere is changed elsewhere."""
        raise Rejected("not_permitted", reason="read-only")

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: a file does not push."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop the connection and the file."""
        self._read = {}
        with suppress(OSError):
            await self._session.close()

    async def _look(self, mark: str) -> bool:
        """Fetch the file; return whether it is another one than `mark` stands for. Raises `Gone`, `AuthNeeded`, `Unreadable`."""
        headers = {"Accept": "text/calendar"}
        if mark:
            headers["If-Modified-Since" if mark.startswith("date ") else "If-None-Match"] = mark.removeprefix("date ")
        url = urljoin(self._session.origin, self.surroundings.endpoint.parameters.get("path", "/"))
        for _ in range(_REDIRECTS):
            async with self._session.http.exchange("GET", url, headers=headers) as stream:
                if stream.status == 304:
                    return False
                if stream.status in (301, 302, 303, 307, 308) and "location" in stream.headers:
                    url = urljoin(url, stream.headers["location"])
                    continue
                if stream.status == 401:  # a password goes only where one is asked for: the address is a secret of its own
                    if "Authorization" in headers or not self.surroundings.endpoint.user:
                        raise AuthNeeded("wrong_password", reason="401")
                    headers["Authorization"] = await self._session.authorization(False)
                    continue
                refusal = replies.fault_of(stream.status, frozenset(), stream.headers)
                if refusal is not None:
                    raise Gone("collection") if isinstance(refusal, Gone) else refusal
                feed = await stream.body(LARGEST)
                dated = stream.headers.get("last-modified", "")
                self._mark = stream.headers.get("etag", "") or (f"date {dated}" if dated else "")
            self._read = {RemoteId(name): raw for name, raw in pieces.resources(feed).items()}
            self._title = pieces.name(feed)
            return True
        raise Rejected("too_many_redirects", host=self.surroundings.endpoint.host)


def _cursor(mark: str, told: int) -> bytes:
    return json.dumps({"m": mark, "p": told}).encode()


def _state(cursor: bytes | None) -> tuple[str, int]:
    if cursor is None:
        return "", 0
    try:
        found = json.loads(cursor)
        return str(found.get("m", "")), int(found.get("p", 0))
    except (ValueError, AttributeError, TypeError) as error:
        raise CursorExpired("unknown_cursor") from error
