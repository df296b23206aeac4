"""From events to changes: opens what is sealed, keeps what cannot be opened yet, and tells each truth once it is known."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sync.model.changes import Change
from sync.model.chat import GapTruth, MemberTruth, Permission, PostTruth, ReceiptTruth, TypingTruth
from sync.model.faults import Fault, Gone, Unreadable
from sync.model.ids import RemoteId
from sync.model.trust import Trust, TrustTruth
from sync.protocols.matrix import posts
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.crypto.group_in import RoomKey
from sync.protocols.matrix.crypto.machine import Crypto
from sync.protocols.matrix.crypto.verification import PREFIX
from sync.protocols.matrix.news import News, RoomNews, number
from sync.protocols.matrix.rooms import RoomState, membership_of

_log = logging.getLogger(__name__)

_LATER = frozenset({"no_key", "key_too_late", "withheld"})
"""Why a post may be opened later."""
_LARGEST_EVENT = 128 * 1024
_MOST_TALK = 100


class Telling:
    """Turns answers into changes, with what has to be remembered between them."""

    def __init__(self, crypto: Crypto, server: Homeserver) -> None:
        self._crypto = crypto
        self._records = crypto.records
        self._server = server
        self._people: dict[str, list[str]] = {}
        self._talk: list[tuple[str, Json, str, Json]] = []

    # --- rooms ---

    def state(self, room: str) -> RoomState | None:
        """Return what is known of a room."""
        return self._records.get("room", room, RoomState)

    async def known(self, room: str) -> RoomState:
        """Return what is known of a room, having asked the server where that is nothing: nobody posts in clear by mistake."""
        found = self.state(room)
        if found is not None:
            return found
        made = RoomState()
        for kind in ("m.room.encryption", "m.room.history_visibility"):
            try:
                content = await self._server.ask("GET", f"{path('rooms', room, 'state', kind)}/")
            except Gone:
                continue
            if kind == "m.room.encryption":
                made.encryption = content
            else:
                made.history = text(content, "history_visibility") or "shared"
        return made

    async def people(self, room: str) -> list[str]:
        """Return everybody who is to read a post: asked for once, then kept up by the stream."""
        if room not in self._people:
            listed = await self._server.ask("GET", path("rooms", room, "members"), query={"not_membership": "leave"})
            self._people[room] = sorted(
                text(event, "state_key")
                for event in _objects(listed.get("chunk"))
                if text(section(event, "content"), "membership") in ("join", "invite")
            )
        return self._people[room]

    # --- the stream ---

    def stream(self, news: News, new_keys: Sequence[RoomKey]) -> list[Change]:
        """Return the changes in an answer, and those that new keys bring about."""
        if news.restarted:
            self._people.clear()
        self._account(news.account)
        changes: list[Change] = []
        for room in news.rooms:
            changes += self._room(room)
        told = {room.room for room in news.rooms}
        for name in self._touched_by_account(news.account) - told:
            state = self.state(name)
            if state is not None:
                changes.append(self._told(name, state))
        changes += self.reopened(new_keys)
        changes += self.judged()
        return changes

    def history(self, room: str, chunk: Sequence[Json], state: Sequence[Json]) -> list[Change]:
        """Return the changes in a page of history, newest first."""
        changes = [change for event in state if (change := member(room, event)) is not None]
        for event in chunk:
            changes += self._event(room, event)
        return changes

    def reopened(self, keys: Iterable[RoomKey]) -> Iterator[Change]:
        """Yield posts that waited for these keys, opened now."""
        for key in keys:
            for place in self._records.keys("waiting", f"{key.room}|{key.session}|"):
                event = self._records.get("waiting", place, dict)
                if event is None or section(event, "content").get("session_id") != key.session:
                    continue
                self._records.drop("waiting", place)
                yield from self._event(key.room, event)

    def judged(self) -> list[Change]:
        """Return what is to be said anew of older posts, as trust in people changed."""
        return [
            Change(
                RemoteId(f"{key.room}|{key.session}"), _mark(trust), TrustTruth(RemoteId(key.room), key.session, trust)
            )
            for key, trust in self._crypto.judged()
        ]

    def _room(self, news: RoomNews) -> Iterator[Change]:
        if news.typing is not None:
            others = tuple(person for person in news.typing if person != self._crypto.user)
            yield Change(RemoteId(f"{news.room}|typing"), _mark(others), TypingTruth(RemoteId(news.room), others))
            if news.only_typing:
                return
        before = self.state(news.room)
        state = before or RoomState()
        state.take(news, self._crypto.user)
        self._records.put("room", news.room, state)
        if state.space:
            self._records.put("space", news.room, state.children)
        for event in (*news.state, *(one for one in news.timeline if "state_key" in one)):
            somebody = member(news.room, event)
            if somebody is not None:
                self._moved(news.room, event)
                yield somebody
        yield self._told(news.room, state)
        if news.previous and news.timeline and (news.limited or news.initial):
            first = text(news.timeline[0], "event_id")
            gap = GapTruth(RemoteId(news.room), RemoteId(first), news.previous)
            yield Change(RemoteId(f"{news.room}|{first}"), _mark(news.previous), gap)
        for event in news.timeline:
            yield from self._event(news.room, event)
        yield from _receipts(news.room, news.receipts)

    def _told(self, room: str, state: RoomState) -> Change:
        spaces = tuple(RemoteId(space) for space, children in self._records.all("space", list) if room in children)
        direct = room in (self._records.get("account", "direct", list) or [])
        muted = room in (self._records.get("account", "muted", list) or [])
        truth = state.truth(self._crypto.user, direct=direct, muted=muted, spaces=spaces)
        return Change(RemoteId(room), _mark(truth), truth)

    def _moved(self, room: str, event: Json) -> None:
        """Keep up with who is in a room that posts are encrypted for."""
        known = self._people.get(room)
        if known is not None:
            person, stays = (
                text(event, "state_key"),
                text(section(event, "content"), "membership") in ("join", "invite"),
            )
            self._people[room] = sorted({*known, person} if stays else {*known} - {person})

    def _event(self, room: str, event: Json) -> Iterator[Change]:
        item, kind, content = text(event, "event_id"), text(event, "type"), section(event, "content")
        if not item or not text(event, "sender"):
            return
        trust, session = Trust.CLEAR, ""
        if kind == "m.room.encrypted" and "redacted_because" not in section(event, "unsigned"):
            try:
                opening = self._crypto.decrypt(room, event)
            except Unreadable as fault:
                why = str(fault.parameters.get("reason") or "") if fault.code == "withheld" else fault.code
                if fault.code in _LATER:
                    self._wait(room, event)
                yield Change(RemoteId(item), _mark("sealed", why), posts.sealed(room, event, why))
                return
            kind, content, trust, session = opening.kind, opening.content, opening.trust, opening.session
            if "state_key" in event:
                return  # a state event is never sealed
        if kind.startswith(PREFIX) or text(content, "msgtype") == f"{PREFIX}request":
            if len(self._talk) < _MOST_TALK:
                self._talk.append((room, event, kind, content))
            return
        truth = posts.read(room, event, kind, content, trust, lambda person: self._may_redact(room, person))
        if isinstance(truth, PostTruth) and session:
            truth = replace(truth, session=session)
        if truth is not None:
            yield Change(RemoteId(item), _mark(truth), truth)

    def _may_redact(self, room: str, person: str) -> bool:
        state = self.state(room)
        return state is not None and Permission.REDACT in state.permitted(person, joined=True)

    def _wait(self, room: str, event: Json) -> None:
        """Keep a post that a key may open later."""
        content = section(event, "content")
        kept = {
            name: event[name] for name in ("type", "event_id", "sender", "origin_server_ts", "content") if name in event
        }
        if len(text(content, "ciphertext")) <= _LARGEST_EVENT:
            place = f"{room}|{text(content, 'session_id')}|{text(event, 'event_id')}"
            self._records.put("waiting", place, kept)

    async def talk(self) -> None:
        """Answer verifications that take place in rooms."""
        talk, self._talk = self._talk, []
        for room, event, kind, content in talk:
            sent = (number(event, "origin_server_ts") or 0) / 1000
            try:
                await self._crypto.verifications.receive(
                    text(event, "sender"), kind, content, room=room, event=text(event, "event_id"), sent=sent
                )
            except Fault as fault:
                _log.info("verification met %s:%s", fault.kind, fault.code)

    # --- account data ---

    def _account(self, account: Sequence[Json]) -> None:
        for event in account:
            content = section(event, "content")
            if text(event, "type") == "m.direct":
                self._records.put("account", "direct", _direct(content))
            elif text(event, "type") == "m.push_rules":
                self._records.put("account", "muted", _muted(content))

    def _touched_by_account(self, account: Sequence[Json]) -> set[str]:
        kinds = {text(event, "type") for event in account}
        return set(self._records.keys("room")) if kinds & {"m.direct", "m.push_rules"} else set()


def _direct(content: Json) -> list[str]:
    return sorted({room for rooms in content.values() for room in texts(rooms)})


def _muted(content: Json) -> list[str]:
    """Return the rooms whose rule makes no sound (client-server API, "Push Rules")."""
    found = []
    for kind in ("room", "override"):
        for rule in _objects(section(content, "global").get(kind)):
            room, actions = text(rule, "rule_id"), rule.get("actions")
            if room.startswith("!") and rule.get("enabled") is not False and actions in ([], ["dont_notify"]):
                found.append(room)
    return sorted(set(found))


def _objects(found: object) -> list[Json]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def member(room: str, event: Json) -> Change | None:
    """Return the truth of a member event; None for any other."""
    person, content = text(event, "state_key"), section(event, "content")
    if text(event, "type") != "m.room.member" or not person:
        return None
    truth = MemberTruth(
        RemoteId(room), person, text(content, "displayname")[:200], membership_of(content), text(content, "avatar_url")
    )
    return Change(RemoteId(f"{room}|{person}"), _mark(truth), truth)


def _receipts(room: str, content: Json) -> Iterator[Change]:
    for post, kinds in content.items():
        for person, receipt in section(kinds, "m.read").items():
            read = number(receipt, "ts") if isinstance(receipt, dict) else None
            truth = ReceiptTruth(RemoteId(room), person, RemoteId(post), read or 0)
            yield Change(RemoteId(f"{room}|{person}"), _mark(truth), truth)


def _mark(*parts: object) -> str:
    """Return a revision: the same for the same truth."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
