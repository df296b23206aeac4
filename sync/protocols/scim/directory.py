"""The five verbs over the users of a SCIM service: one address book, listed by pages and compared, never written.

SCIM tells no changes (RFC 7644 has no delta): everything is listed again, at most every few hours.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any, ClassVar

from sync.model.accounts import Service
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import ContactTruth
from sync.model.faults import AuthNeeded, CursorExpired, Fault, Gone, Rejected, Transient, Unreadable
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.reaching import HttpSession
from sync.protocols.scim import cards
from sync.transport.http import Stream

BOOK = RemoteId("users")
PAGE = 100
EVERY_SECONDS = 6 * 3600.0
"""How long a listing is good for."""
_LARGEST = 16 * 1024 * 1024
_MEDIA_TYPE = "application/scim+json"
_BUSY_SECONDS = 60.0


class ScimDirectory(Protocol):
    """The people that a SCIM service knows. The endpoint's `path` is where the service begins; its secret is a bearer token."""

    name: ClassVar[str] = "scim"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CONTACTS})
    compares: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        endpoint = surroundings.endpoint
        port = "" if endpoint.port == 443 else f":{endpoint.port}"
        self._base = f"https://{endpoint.host}{port}{endpoint.parameters.get('path', '').rstrip('/')}"
        self._connections = HttpSession(surroundings)
        self._seen: set[RemoteId] = set()
        self._total = -1

    async def collections(self) -> Sequence[Collection]:
        """Return the one address book."""
        name = self.surroundings.account.label or self.surroundings.endpoint.host
        return [Collection(BOOK, Service.CONTACTS, name, writable=False)]

    async def check(self) -> None:
        """Ask for one person."""
        await self._page(1, 1)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return a page of people who are new or different; with the last page, who is there at all."""
        if collection != BOOK:
            raise Gone("collection")
        start, listed = _place(cursor)
        if not start and time.time() < listed + EVERY_SECONDS:
            return ChangePage((), (), cursor or b"", False)
        start = start or 1
        if start > 1 and not self._seen:
            start = 1  # a listing that another run began
        if start == 1:
            self._seen, self._total = set(), -1
        people, total = await self._page(start, PAGE)
        if self._total not in (-1, total):  # somebody came or went while the list was read: what was passed is not sure
            self._seen, self._total = set(), -1
            return ChangePage((), (), _cursor(1, listed), True)
        self._total = total
        kept = self.surroundings.kept(BOOK, None)
        changed = []
        for person in people:
            if person.get("active") is False or not isinstance(person.get("id"), str):
                continue
            item, raw = RemoteId(person["id"]), cards.card(person)
            revision = hashlib.sha256(raw).hexdigest()[:32]
            self._seen.add(item)
            if kept.get(item) != revision:
                changed.append(Change(item, revision, ContactTruth(raw)))
        following = start + len(people)
        if people and following <= total:
            return ChangePage(tuple(changed), (), _cursor(following, listed), True, expected=total)
        seen, self._seen = frozenset(self._seen), set()
        return ChangePage(tuple(changed), (), _cursor(0, time.time()), False, seen, total)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring people one by one."""
        for item in items:
            try:
                yield Chunk(item, cards.card(await self._get(f"/Users/{item}")), True)
            except Gone:
                yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Raise `Rejected("not_permitted")`: the organisation's directory is not changed from here."""
        raise Rejected("not_permitted", reason="read-only")

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop every connection."""
        await self._connections.close()

    async def _page(self, start: int, count: int) -> tuple[list[dict[str, Any]], int]:
        """Return people from a place in the list on, and how many there are (RFC 7644 §3.4.2.4)."""
        said = await self._get(f"/Users?startIndex={start}&count={count}")
        people, total = said.get("Resources", []), said.get("totalResults")
        if not isinstance(people, list) or not isinstance(total, int):
            raise Unreadable("bad_answer")
        return [one for one in people if isinstance(one, dict)], total

    async def _get(self, path: str) -> dict[str, Any]:
        for renew in (False, True):
            secret = await self.surroundings.secret(renew)
            headers = {"Authorization": f"Bearer {secret.value}", "Accept": _MEDIA_TYPE}
            async with self._connections.http.exchange("GET", f"{self._base}{path}", headers=headers) as answer:
                if answer.status == 401 and not renew and secret.kind != "password":
                    continue
                raw = await answer.body(_LARGEST)
                if answer.status != 200:
                    raise _fault(answer)
            try:
                found = json.loads(raw)
            except ValueError as error:
                raise Unreadable("not_json") from error
            if not isinstance(found, dict):
                raise Unreadable("not_json")
            return found
        raise AuthNeeded("token_refused")


def _fault(answer: Stream) -> Fault:
    match answer.status:
        case 401:
            return AuthNeeded("token_refused")
        case 403:
            return Rejected("not_permitted")
        case 404:
            return Gone("item")
        case 429 | 503:
            after = answer.headers.get("retry-after", "")
            return Transient("server_busy", float(after) if after.isdecimal() else _BUSY_SECONDS)
        case status if status >= 500:
            return Transient("server_busy", _BUSY_SECONDS)
    return Rejected("site_refused", str(answer.status))


def _place(cursor: bytes | None) -> tuple[int, float]:
    """Return where a listing goes on (0: it is done) and when the last one was done. Raises `CursorExpired`."""
    if cursor is None:
        return 1, 0.0
    try:
        said = json.loads(cursor)
        return int(said["start"]), float(said["listed"])
    except (ValueError, KeyError, TypeError) as error:
        raise CursorExpired("unknown_cursor") from error


def _cursor(start: int, listed: float) -> bytes:
    return json.dumps({"start": start, "listed": listed}).encode()
