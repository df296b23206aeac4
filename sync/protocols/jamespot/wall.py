"""The five verbs over a Jamespot's wall: spots are rooms, articles are posts, their comments are answers in the thread.

The wall tells the newest first and goes backwards; nothing pushes (the address of that is not published). Which articles and
comments were told is kept for the account, and written only once the page that told of them is stored.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, ClassVar

from sync.model.accounts import Service
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.chat import Membership, MemberTruth, RedactionTruth, RoomKind, RoomTruth
from sync.model.collections import Collection
from sync.model.faults import CursorExpired, Unreadable
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.jamespot import objects, posting
from sync.protocols.jamespot.front import LIST, LITTLE, Front
from sync.protocols.jamespot.objects import WALL, Said, packed, unpacked
from sync.protocols.keeping import MemoryKeeper, Place

STREAM = RemoteId("wall")
FIRST = 60
"""How many articles are brought the first time; older ones stay on the site."""
COMMENTS = 100
"""Comments asked for at once."""


class JamespotWall(Protocol):
    """What one person reads on their wall, and what they publish."""

    name: ClassVar[str] = "jamespot"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CHAT})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._front = Front(surroundings)
        self._keeper = surroundings.keeper or MemoryKeeper()
        self._told: tuple[bytes, dict[Place, bytes | None]] = (b"", {})
        """The cursor of the last page, and what is to be kept once it comes back."""

    async def collections(self) -> Sequence[Collection]:
        """Return the wall."""
        await self._front.sign_in()
        return [Collection(STREAM, Service.CHAT, self.surroundings.account.label or self.surroundings.endpoint.host)]

    async def check(self) -> None:
        """Sign in."""
        await self._front.sign_in(anew=True)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what is new on the wall since a date; the first time, the newest articles."""
        if collection != STREAM:
            return ChangePage((), (), b"", False)
        seen = _date(cursor)
        await self._keep_told(cursor)
        spots = objects.spots(await self._front.call("user", "getSpots", {"format": LITTLE}))
        listed, newest = await self._listed(seen)
        fresh: dict[Place, bytes | None] = {}
        said: list[Change] = []
        rooms = {WALL, *(spot.uri for spot in spots)}
        unread: dict[RemoteId, int] = {}
        for event, one in listed:
            said += await self._told_of(one, event, rooms, fresh, unread)
        if cursor is not None:
            said += self._gone({one.uri for _, one in listed}, seen, fresh)
        told = self._rooms(spots, unread, fresh, anew=cursor is None)
        following = json.dumps({"seen": newest or seen}).encode()
        self._told = following, fresh
        return ChangePage((*told, *said), (), following, False)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Posts carry no files here."""
        for item in items:
            if not item.startswith("file/"):
                raise Unreadable("media_address")
            yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Publish, comment, write anew, delete; doing it twice does no harm."""
        return await posting.apply(self._front, self._keeper, operation)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: how the site pushes is not published."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop every connection."""
        await self._front.close()

    async def _keep_told(self, cursor: bytes | None) -> None:
        """Keep what the page before told, now that it is stored; forget everything where all is to be told anew."""
        following, fresh = self._told
        if cursor is None:
            kinds = ("article", "room")
            await self._keeper.write({(kind, key): None for kind in kinds for key in self._keeper.keys(kind, "")})
        elif cursor == following and fresh:
            for place in [place for place in fresh if place[0] == "room"]:
                now, then = unpacked(self._keeper.read(*place)), unpacked(fresh[place])
                if then and now.get("read", "") != then["read"]:  # read meanwhile
                    fresh[place] = packed({**then, "read": now["read"], "unread": 0})
            await self._keeper.write(fresh)
        self._told = b"", {}

    async def _listed(self, seen: str) -> tuple[list[tuple[str, Said]], str]:
        """Return articles in which something happened since a date, the oldest first, and the date of the newest."""
        found: dict[RemoteId, tuple[str, Said]] = {}
        before: dict[str, str] = {}
        while True:
            answer = await self._front.call("wall", "getActivities", {"format": LIST, **before})
            try:
                entries = [(str(one["dateEvent"]), objects.article(one["article"])) for one in answer["list"]]
            except (KeyError, TypeError) as error:
                raise Unreadable("bad_answer") from error
            new = [(event, one) for event, one in entries if one.uri not in found and event >= seen]
            found |= {one.uri: (event, one) for event, one in new}
            if not new or (len(new) < len(entries) and seen) or (not seen and len(found) >= FIRST):
                break
            before = {"dateLastEvent": min(event for event, _ in entries)}
        newest = max((event for event, _ in found.values()), default="")
        return sorted(found.values(), key=lambda pair: (pair[1].created, pair[1].number)), newest

    async def _told_of(
        self, one: Said, event: str, rooms: set[RemoteId], fresh: dict[Place, bytes | None], unread: dict[RemoteId, int]
    ) -> list[Change]:
        """Return what is new of an article and its comments."""
        before = unpacked(self._keeper.read("article", one.uri))
        if before.get("event") == event and before.get("mark") == one.mark:
            return []
        room = next((spot for spot in one.spots if spot in rooms), WALL)
        kept: Mapping[str, str] = before.get("comments", {})
        told = [] if before else self._post(one, room, RemoteId(""), unread)
        if before and before["mark"] != one.mark:
            told.append(_edited(one, room))
        comments = await self._comments(one)
        for comment in comments:
            if comment.uri not in kept:
                told += self._post(comment, room, one.uri, unread)
            elif kept[comment.uri] != comment.mark:
                told.append(_edited(comment, room))
        marks = {str(comment.uri): comment.mark for comment in comments}
        told += [_redacted(RemoteId(uri), room) for uri in kept if uri not in marks]
        record = {"event": event, "mark": one.mark, "room": room, "comments": marks, "number": one.number}
        fresh["article", one.uri] = packed(record)
        return told

    async def _comments(self, one: Said) -> list[Said]:
        found: list[Any] = []
        while True:
            limits = {"start": len(found), "max": COMMENTS}
            asked = {"idArticle": one.number, "attachment": False, "limits": limits, "format": LIST}
            some = await self._front.call("article", "getComments", asked)
            if not isinstance(some, list):
                raise Unreadable("bad_answer")
            found += some
            if len(some) < COMMENTS:
                return objects.comments(one.uri, found)

    def _post(self, one: Said, room: RemoteId, thread: RemoteId, unread: dict[RemoteId, int]) -> list[Change]:
        operation = self._keeper.read("sent", one.uri) or b""
        if one.sender != self._front.me:
            unread[room] = unread.get(room, 0) + 1
        sender = MemberTruth(room, one.sender, one.name, Membership.JOINED)
        post = one.post(room, thread, operation.decode())
        return [Change(RemoteId(f"{room}|{one.sender}"), one.name, sender), Change(one.uri, one.mark, post)]

    def _gone(self, listed: set[RemoteId], seen: str, fresh: dict[Place, bytes | None]) -> list[Change]:
        """Return that articles are no more which the wall would have listed: everything since that date was."""
        told = []
        for uri in self._keeper.keys("article", "") if seen else ():
            record = unpacked(self._keeper.read("article", uri))
            if RemoteId(uri) not in listed and str(record.get("event", "")) >= seen:
                told.append(_redacted(RemoteId(uri), RemoteId(record["room"])))
                fresh["article", uri] = None
        return told

    def _rooms(
        self,
        spots: Sequence[objects.Spot],
        unread: Mapping[RemoteId, int],
        fresh: dict[Place, bytes | None],
        *,
        anew: bool,
    ) -> list[Change]:
        """Return the rooms that look different, those that the person left among them."""
        told: list[Change] = []
        wall = objects.Spot(WALL, 0, self.surroundings.account.label or self.surroundings.endpoint.host)
        for spot in (wall, *spots):
            before = unpacked(self._keeper.read("room", spot.uri))
            count = 0 if anew else int(before.get("unread", 0)) + unread.get(spot.uri, 0)
            record = {"title": spot.title, "unread": count, "read": before.get("read", "")}
            if anew or record != {name: before.get(name) for name in record} or before.get("told") != count:
                truth = spot.room(count, RemoteId(record["read"]))
                if spot.uri == WALL:
                    truth = RoomTruth(
                        truth.name, RoomKind.ROOM, Membership.JOINED, unread=count, read_up_to=truth.read_up_to
                    )
                told.append(Change(spot.uri, str(count), truth))
                fresh["room", spot.uri] = packed({**record, "told": count})
        here = {str(WALL), *(str(spot.uri) for spot in spots)}
        for uri in self._keeper.keys("room", ""):
            if uri not in here and not anew:
                title = str(unpacked(self._keeper.read("room", uri)).get("title", ""))
                told.append(Change(RemoteId(uri), "", RoomTruth(title, RoomKind.ROOM, Membership.LEFT)))
                fresh["room", uri] = None
        return told


def _edited(one: Said, room: RemoteId) -> Change:
    return Change(RemoteId(f"{one.uri}#{one.mark}"), one.mark, one.edit(room))


def _redacted(uri: RemoteId, room: RemoteId) -> Change:
    return Change(RemoteId(f"{uri}#gone"), "gone", RedactionTruth(room, uri, ""))


def _date(cursor: bytes | None) -> str:
    """Return the date that a cursor stands for, empty for the beginning. Raises `CursorExpired`."""
    if cursor is None:
        return ""
    try:
        return str(json.loads(cursor)["seen"])
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise CursorExpired("unknown_cursor") from error
