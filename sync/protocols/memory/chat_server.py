"""A chat server in memory: people, rooms, everything that was said, and who may do what."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar
from weakref import WeakValueDictionary

from sync.model.changes import Change
from sync.model.chat import (
    EditTruth,
    GapTruth,
    Membership,
    MemberTruth,
    Permission,
    PostTruth,
    ReactionTruth,
    ReceiptTruth,
    RedactionTruth,
    RoomKind,
    RoomTruth,
    TypingTruth,
)
from sync.model.faults import Gone, Offline, Rejected
from sync.model.ids import OperationId, RemoteId
from sync.model.operations import Applied
from sync.model.polls import PollEndTruth, VoteTruth
from sync.model.profile import Presence
from sync.protocols.conversing import OwnProfile
from sync.protocols.memory.faults import Trouble

Said = PostTruth | EditTruth | ReactionTruth | RedactionTruth | VoteTruth | PollEndTruth
EACH_TIMELINE = 20
HISTORY = 25


@dataclass(slots=True)
class ChatRoom:
    """A room. Its creator may do everything, the others may post."""

    name: str
    creator: str
    topic: str = ""
    direct: bool = False
    encrypted: bool = False
    listed: bool = False
    picture: str = ""
    pinned: tuple[RemoteId, ...] = ()
    members: dict[str, Membership] = field(default_factory=dict)
    inviters: dict[str, str] = field(default_factory=dict)
    said: list[tuple[RemoteId, Said]] = field(default_factory=list)
    receipts: dict[str, ReceiptTruth] = field(default_factory=dict)
    read_up_to: dict[str, RemoteId] = field(default_factory=dict)
    favourites: set[str] = field(default_factory=set)
    low: set[str] = field(default_factory=set)
    muted: set[str] = field(default_factory=set)
    typing: set[str] = field(default_factory=set)


class ChatServer:
    """Shared state of everybody on one chat server. Protocols find it by its host name for as long as it is referenced."""

    _by_host: ClassVar[WeakValueDictionary[str, ChatServer]] = WeakValueDictionary()

    def __init__(self, host: str = "memory.test") -> None:
        self.host = host
        self.trouble = Trouble()
        self.passwords: dict[str, str] = {}
        self.rooms: dict[RemoteId, ChatRoom] = {}
        self.media: dict[str, bytes] = {}
        self.profiles: dict[str, OwnProfile] = {}
        self.presences: dict[str, Presence] = {}
        self.applied: dict[tuple[str, OperationId], Applied] = {}
        self.watchers: set[asyncio.Event] = set()
        self._log: list[tuple[RemoteId, int | None]] = []
        self._numbers = itertools.count(1)
        self._by_host[host] = self

    @classmethod
    def at(cls, host: str) -> ChatServer:
        """Return the server of that host name. Raises `Offline("name_not_found")`."""
        server = cls._by_host.get(host)
        if server is None:
            raise Offline("name_not_found", host=host)
        return server

    # --- what happens ---

    def new_id(self, mark: str) -> RemoteId:
        """Return a name that was never used."""
        return RemoteId(f"{mark}{next(self._numbers)}:{self.host}")

    def joined(self, room: RemoteId, person: str) -> ChatRoom:
        """Return a room that somebody is in. Raises `Rejected("forbidden")`."""
        found = self.rooms.get(room)
        if found is None or found.members.get(person) is not Membership.JOINED:
            raise Rejected("forbidden")
        return found

    def say(self, room: RemoteId, said: Said, mark: str = "$") -> RemoteId:
        """Add something to a room's timeline."""
        item = self.new_id(mark)
        self.rooms[room].said.append((item, said))
        self._log.append((room, len(self.rooms[room].said) - 1))
        self._wake()
        return item

    def changed(self, room: RemoteId) -> None:
        """Tell everybody that something about a room is different."""
        self._log.append((room, None))
        self._wake()

    def _wake(self) -> None:
        for watcher in self.watchers:
            watcher.set()

    def find(self, room: RemoteId, item: RemoteId) -> Said:
        """Return what was said under a name. Raises `Rejected("forbidden")`."""
        for name, said in self.rooms[room].said:
            if name == item:
                return said
        raise Rejected("forbidden")

    # --- what somebody is told ---

    @property
    def end(self) -> int:
        """Where the log ends now."""
        return len(self._log)

    def news(self, person: str, since: int | None) -> list[Change]:
        """Return everything that is new for somebody: all rooms where `since` is None."""
        told: dict[RemoteId, list[int]] = {}
        if since is None:
            told = {room: list(range(len(found.said))) for room, found in self.rooms.items()}
        else:
            for room, place in self._log[since:]:
                told.setdefault(room, []).extend(() if place is None else (place,))
        changes: list[Change] = []
        for room, places in told.items():
            membership = self.rooms[room].members.get(person)
            if membership is None or (since is None and membership is Membership.LEFT):
                continue
            changes += self._about(room, person)
            if membership is Membership.JOINED:
                changes += self._timeline(room, person, places)
        return changes

    def _about(self, room: RemoteId, person: str) -> Iterable[Change]:
        found = self.rooms[room]
        truth = self._truth(found, person)
        yield Change(room, repr(hash(truth)), truth)
        if found.members[person] is not Membership.JOINED:
            return
        for one, membership in found.members.items():
            yield Change(RemoteId(f"{room}|{one}"), membership, self.member(room, one))
        for one, receipt in found.receipts.items():
            yield Change(RemoteId(f"{room}|{one}"), receipt.post, receipt)
        typing = tuple(sorted(found.typing - {person}))
        yield Change(RemoteId(f"{room}|typing"), repr(typing), TypingTruth(room, typing))

    def member(self, room: RemoteId, person: str) -> MemberTruth:
        """Return somebody in a room."""
        found = self.rooms[room]
        shown = self.profiles.get(person, OwnProfile(person, ""))
        power = 100 if person == found.creator else 0
        return MemberTruth(room, person, shown.name, found.members[person], shown.picture, power)

    def _timeline(self, room: RemoteId, person: str, places: list[int]) -> Iterable[Change]:
        said = self.rooms[room].said
        shown = places[-EACH_TIMELINE:]
        if shown and shown[0] > 0 and (len(places) > len(shown)):
            first = said[shown[0]][0]
            yield Change(RemoteId(f"{room}|{first}"), "", GapTruth(room, first, str(shown[0])))
        for place in shown:
            item, truth = said[place]
            yield Change(item, "1", _for(person, truth))

    def history(self, person: str, room: RemoteId, before: int | None) -> tuple[list[Change], int]:
        """Return what came before a place in a room, newest first, and the place of what comes next."""
        found = self.joined(room, person)
        end = len(found.said) if before is None else before
        start = max(end - HISTORY, 0)
        return [Change(item, "1", _for(person, truth)) for item, truth in reversed(found.said[start:end])], start

    def _truth(self, room: ChatRoom, person: str) -> RoomTruth:
        membership = room.members[person]
        others = sorted(one for one in room.members if one != person)
        permitted = frozenset(Permission) if person == room.creator else frozenset({Permission.POST, Permission.INVITE})
        posts = [(item, one) for item, one in room.said if isinstance(one, PostTruth)]
        read = next((place for place, (item, _) in enumerate(posts, 1) if item == room.read_up_to.get(person)), 0)
        unread = [one for _, one in posts[read:] if one.sender != person]
        return RoomTruth(
            name=room.name or ", ".join(others),
            kind=RoomKind.PEOPLE if room.direct else RoomKind.ROOM,
            membership=membership,
            topic=room.topic,
            avatar=room.picture,
            favourite=person in room.favourites,
            low_priority=person in room.low,
            muted=person in room.muted,
            encrypted=room.encrypted,
            unread=len(unread),
            mentions=sum(person in one.mentions for one in unread),
            people=sum(one is Membership.JOINED for one in room.members.values()),
            active=posts[-1][1].sent if posts else 0,
            inviter=room.inviters.get(person, "") if membership is Membership.INVITED else "",
            pinned=room.pinned,
            permitted=permitted if membership is Membership.JOINED else frozenset(),
            read_up_to=room.read_up_to.get(person, RemoteId("")),
        )

    def file(self, address: str) -> bytes:
        """Return a file. Raises `Gone("not_found")`."""
        found = self.media.get(address)
        if found is None:
            raise Gone("not_found")
        return found


def now() -> int:
    """Return the milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _for(person: str, truth: Said) -> Said:
    """Only who made a post is told by which operation."""
    return replace(truth, operation="") if isinstance(truth, PostTruth) and truth.sender != person else truth
