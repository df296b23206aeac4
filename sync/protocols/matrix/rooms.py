"""What a room is: its state, kept as records and told as a whole whenever any of it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.model.chat import Membership, Permission, RoomKind, RoomTruth
from sync.model.ids import RemoteId
from sync.protocols.matrix import polls
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.crypto.group_out import RoomRules
from sync.protocols.matrix.news import RoomNews, number

_HEROES = 5
_LOUDEST = 100
_NOT_BETWEEN_TWO = frozenset({Permission.RENAME, Permission.SET_PICTURE, Permission.INVITE})
_NAMES = {
    "join": Membership.JOINED, "invite": Membership.INVITED, "knock": Membership.KNOCKING, "leave": Membership.LEFT,
    "ban": Membership.BANNED,
}  # fmt: skip


@dataclass(slots=True)
class RoomState:
    """What is known of a room between two answers."""

    membership: Membership = Membership.JOINED
    given_name: str = ""
    alias: str = ""
    server_name: str = ""
    """The name that the server made up for a room without one."""
    topic: str = ""
    avatar: str = ""
    space: bool = False
    encryption: Json | None = None
    """Never taken back: a room that was encrypted once stays so here, whatever the server says."""
    history: str = "shared"
    between_two: bool = False
    """The server's rules let nobody else in, and give it no name (`im.vector.room.access_rules`)."""
    power: Json = field(default_factory=dict)
    creators: list[str] = field(default_factory=list)
    pinned: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    heroes: list[tuple[str, str]] = field(default_factory=list)
    joined: int = 0
    unread: int = 0
    mentions: int = 0
    favourite: bool = False
    low_priority: bool = False
    read_up_to: str = ""
    active: int = 0
    inviter: str = ""
    direct: bool = False

    @property
    def rules(self) -> RoomRules:
        """How posts are encrypted."""
        return RoomRules.read(self.encryption or {}, self.history)

    def take(self, news: RoomNews, me: str) -> None:
        """Take what an answer says of the room itself."""
        self.membership = news.membership
        for event in [*news.state, *(one for one in news.timeline if "state_key" in one)]:
            self._state(
                text(event, "type"), text(event, "state_key"), section(event, "content"), text(event, "sender"), me
            )
        if news.name is not None:
            self.server_name = news.name
        if news.heroes is not None:
            known = dict(self.heroes)
            self.heroes = [(who, name or known.get(who, "")) for who, name in news.heroes if who != me][:_HEROES]
        self.joined = self.joined if news.joined is None else news.joined
        self.unread = self.unread if news.unread is None else news.unread
        self.mentions = self.mentions if news.mentions is None else news.mentions
        for event in news.timeline:
            if text(event, "type") in ("m.room.message", "m.room.encrypted", "m.sticker", "m.room.create", *polls.STARTS):
                self.active = max(self.active, number(event, "origin_server_ts") or 0)
        for event in news.account:
            self._account(text(event, "type"), section(event, "content"))

    def _state(self, kind: str, key: str, content: Json, sender: str, me: str) -> None:
        match kind:
            case "m.room.name":
                self.given_name = text(content, "name")[:500]
            case "m.room.canonical_alias":
                self.alias = text(content, "alias")
            case "m.room.topic":
                self.topic = text(content, "topic")[:5000]
            case "m.room.avatar":
                self.avatar = text(content, "url")
            case "m.room.create":
                self.space = text(content, "type") == "m.space"
                self.creators = [sender, *texts(content.get("additional_creators"))]
            case "m.room.encryption" if content:
                self.encryption = content
            case "m.room.history_visibility":
                self.history = text(content, "history_visibility") or "shared"
            case "im.vector.room.access_rules":
                self.between_two = text(content, "rule") == "direct"
            case "m.room.power_levels":
                self.power = content
            case "m.room.pinned_events":
                self.pinned = texts(content.get("pinned"))[:100]
            case "m.space.child":
                self.children = [*(one for one in self.children if one != key), *([key] if content.get("via") else [])]
            case "m.room.member":
                self._member(key, content, sender, me)

    def _member(self, person: str, content: Json, sender: str, me: str) -> None:
        if person == me:
            self.membership = _NAMES.get(text(content, "membership"), self.membership)
            if self.membership is Membership.INVITED:
                self.inviter = sender
                self.direct = self.direct or content.get("is_direct") is True
            return
        name = text(content, "displayname")
        self.heroes = [(who, name if who == person else known) for who, known in self.heroes]
        if (
            text(content, "membership") in ("join", "invite")
            and len(self.heroes) < _HEROES
            and person not in dict(self.heroes)
        ):
            self.heroes.append((person, name))

    def _account(self, kind: str, content: Json) -> None:
        if kind == "m.tag":
            self.favourite = "m.favourite" in section(content, "tags")
            self.low_priority = "m.lowpriority" in section(content, "tags")
        elif kind == "m.fully_read":
            self.read_up_to = text(content, "event_id")

    def level(self, person: str) -> int:
        """Return somebody's power level (client-server API, "m.room.power_levels")."""
        if not self.power:
            return _LOUDEST if person in self.creators else 0
        own = number(section(self.power, "users"), person)
        if own is None and person in self.creators and "users" in self.power and person not in self.power["users"]:
            # From room version 12 on, creators are above all levels and never listed.
            return _LOUDEST if len(section(self.power, "users")) == 0 else number(self.power, "users_default") or 0
        return own if own is not None else number(self.power, "users_default") or 0

    def permitted(self, person: str, *, joined: bool) -> frozenset[Permission]:
        """Return what somebody may do; nothing where they have not joined."""
        if not joined:
            return frozenset()
        level, events = self.level(person), section(self.power, "events")
        state = _first(number(self.power, "state_default"), 50 if self.power else 0)
        plain = "m.room.encrypted" if self.encryption else "m.room.message"
        needed = {
            Permission.POST: _first(number(events, plain), number(self.power, "events_default"), 0),
            Permission.INVITE: _first(number(self.power, "invite"), 0),
            Permission.REMOVE_PEOPLE: _first(number(self.power, "kick"), 50),
            Permission.REDACT: _first(number(self.power, "redact"), 50),
            Permission.RENAME: _first(number(events, "m.room.name"), state),
            Permission.SET_PICTURE: _first(number(events, "m.room.avatar"), state),
            Permission.PIN: _first(number(events, "m.room.pinned_events"), state),
            Permission.SET_POWER: _first(number(events, "m.room.power_levels"), state),
        }
        refused = _NOT_BETWEEN_TWO if self.between_two else frozenset()
        return frozenset(one for one, wanted in needed.items() if level >= wanted) - refused

    def truth(self, me: str, *, direct: bool, muted: bool, spaces: tuple[RemoteId, ...]) -> RoomTruth:
        """Return the room as it is told to the store."""
        people = ", ".join(name or who for who, name in self.heroes)
        kind = RoomKind.SPACE if self.space else RoomKind.PEOPLE if direct or self.direct else RoomKind.ROOM
        return RoomTruth(
            name=self.given_name or self.alias or people or self.server_name,
            kind=kind,
            membership=self.membership,
            topic=self.topic,
            avatar=self.avatar,
            favourite=self.favourite,
            low_priority=self.low_priority,
            muted=muted,
            encrypted=self.encryption is not None,
            unread=self.unread,
            mentions=self.mentions,
            people=self.joined,
            active=self.active,
            inviter=self.inviter if self.membership is Membership.INVITED else "",
            spaces=spaces,
            pinned=tuple(RemoteId(one) for one in self.pinned),
            permitted=self.permitted(me, joined=self.membership is Membership.JOINED),
            read_up_to=RemoteId(self.read_up_to),
        )


def membership_of(content: Json) -> Membership:
    """Return the membership in a member event."""
    return _NAMES.get(text(content, "membership"), Membership.LEFT)


def _first(*found: int | None) -> int:
    return next((one for one in found if one is not None), 0)
