"""The five verbs over a chat server in memory: chat as the other protocols should do it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.chat import (
    ChangeRoom,
    CreateRoom,
    EditPost,
    EditTruth,
    InvitePerson,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    MediaTruth,
    Membership,
    PostKind,
    PostToRoom,
    PostTruth,
    React,
    ReactionTruth,
    ReceiptTruth,
    RedactionTruth,
    RedactPost,
    RemovePerson,
    SortRoom,
)
from sync.model.collections import Collection
from sync.model.faults import AuthNeeded, CursorExpired, Gone, Offline, Rejected, Uncertain, Unreadable, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, Landed, RemoteItem, RemoteOperation, whole
from sync.model.polls import Answer, EndPoll, Poll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.model.profile import ChangeProfile
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.conversing import Conversing, OwnProfile, Talks
from sync.protocols.memory.chat_server import ChatRoom, ChatServer, now
from sync.protocols.memory.conversing import MemoryConversing
from sync.protocols.memory.faults import Moment

_PIECE = 64 * 1024
_KINDS = {"image": PostKind.IMAGE, "audio": PostKind.AUDIO, "video": PostKind.VIDEO}


class MemoryChat(Protocol, Talks):
    """Chat of one person on a `ChatServer`, found by the endpoint's host."""

    name: ClassVar[str] = "memory_chat"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CHAT})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._me = surroundings.endpoint.user
        self.capabilities = frozenset({Capability.PUSH, Capability.CREATE_COLLECTION})

    def conversing(self) -> Conversing:
        """Return members, typing and directories."""
        return MemoryConversing(self._enter, self._me)

    async def _enter(self, verb: str) -> ChatServer:
        """Reach the server and sign in, unless trouble strikes first."""
        await asyncio.sleep(0)
        server = ChatServer.at(self.surroundings.endpoint.host)
        strike = server.trouble.draw(verb)
        if strike is not None and strike.moment is Moment.BEFORE:
            raise strike.fault
        if strike is not None:
            server.trouble.strike("answer", Moment.AFTER, strike.fault)
        secret = await self.surroundings.secret(False)
        if server.passwords.get(self._me) != secret.value:
            raise AuthNeeded("wrong_password")
        return server

    def _leave(self, server: ChatServer) -> None:
        """Lose the answer, where trouble wants that."""
        for planned in [one for one in server.trouble.script if one.verb == "answer"]:
            server.trouble.script.remove(planned)
            raise planned.fault

    async def collections(self) -> Sequence[Collection]:
        """Return the stream."""
        server = await self._enter("collections")
        self._leave(server)
        return [Collection(RemoteId(self._me), Service.CHAT, self._me)]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what is new in the stream, or what came before a gap of a room."""
        server = await self._enter("changes")
        place = _place(cursor)
        if collection != self._me:
            changes, following = server.history(self._me, collection, place)
            self._leave(server)
            return ChangePage(tuple(changes), (), str(following).encode(), following > 0)
        if place is not None and place > server.end:
            raise CursorExpired("unknown_cursor")
        changes = server.news(self._me, place)
        self._leave(server)
        return ChangePage(tuple(changes), (), str(server.end).encode(), False)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring files in pieces of at most 64 KiB."""
        for item in items:
            if not item.startswith("mxc://") or len(item) == 6:
                raise Unreadable("media_address")
            server = await self._enter("fetch")
            try:
                content = server.file(item)
            except Gone:
                yield Chunk(item, None, True)
                continue
            pieces = [content[start : start + _PIECE] for start in range(0, len(content), _PIECE)] or [b""]
            for place, piece in enumerate(pieces, 1):
                yield Chunk(item, piece, place == len(pieces))

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; one that comes again is answered as before."""
        server = await self._enter("apply")
        done = server.applied.get((self._me, operation.id))
        if done is None:
            done = await self._apply(server, operation)
            server.applied[self._me, operation.id] = done
        try:
            self._leave(server)
        except Offline as fault:
            if isinstance(operation.intention, CreateRoom):
                raise Uncertain("answer_lost", operation=operation.id) from fault
            raise
        return done

    async def _apply(self, server: ChatServer, operation: RemoteOperation) -> Applied:
        room, intention = operation.target, operation.intention
        item = operation.items[0].item if operation.items else RemoteId("")
        match intention:
            case PostToRoom():
                server.joined(room, self._me)
                return _landed(room, server.say(room, await self._post(server, operation, intention, item)))
            case EditPost():
                server.joined(room, self._me)
                if getattr(server.find(room, item), "sender", "") != self._me:
                    raise Rejected("forbidden")
                edit = EditTruth(room, item, self._me, now(), intention.body, intention.html)
                return _landed(room, server.say(room, edit))
            case StartPoll() | Vote() | EndPoll():
                found = server.joined(room, self._me)
                return _landed(room, server.say(room, self._poll(operation, intention, item, may=found.creator == self._me)))
            case React(wanted=False):
                server.joined(room, self._me)
                return _landed(room, server.say(room, RedactionTruth(room, item, self._me)))
            case React():
                server.joined(room, self._me)
                return _landed(room, server.say(room, ReactionTruth(room, item, self._me, intention.key)))
            case RedactPost():
                found = server.joined(room, self._me)
                if self._me not in (found.creator, getattr(server.find(room, item), "sender", "")):
                    raise Rejected("forbidden")
                redaction = RedactionTruth(room, item, self._me, intention.reason)
                return _landed(room, server.say(room, redaction))
            case MarkRead():
                found = server.joined(room, self._me)
                found.read_up_to[self._me] = item
                if intention.public:
                    found.receipts[self._me] = ReceiptTruth(room, self._me, item, now())
            case CreateRoom():
                return self._create(server, intention)
            case JoinRoom():
                room = room or RemoteId(intention.address)
                if room not in server.rooms or not self._may_join(server.rooms[room]):
                    raise Rejected("forbidden")
                server.rooms[room].members[self._me] = Membership.JOINED
            case LeaveRoom():
                if self._me in server.rooms[room].members:
                    server.rooms[room].members[self._me] = Membership.LEFT
            case InvitePerson() | RemovePerson() | ChangeRoom() | SortRoom():
                picture = await self._picture(server, operation)
                self._arrange(server.joined(room, self._me), operation, picture)
            case ChangeProfile(name=name, bare=bare):
                was = server.profiles.get(self._me, OwnProfile(self._me, ""))
                picture = await self._picture(server, operation) or ("" if bare else was.picture)
                server.profiles[self._me] = OwnProfile(was.name if name is None else name, picture)
                for one, found in server.rooms.items():
                    if self._me in found.members:
                        server.changed(one)
                return Applied()
            case _:
                raise Unsupported("intention", intention=intention.kind)
        server.changed(room)
        return _landed(room, RemoteId("")) if isinstance(intention, JoinRoom) else Applied()

    async def _picture(self, server: ChatServer, operation: RemoteOperation) -> str:
        """Keep the picture that an operation brings; return its address, empty where it brings none."""
        if getattr(operation.intention, "picture", None) is None:
            return ""
        address = f"mxc://{server.host}/{operation.id}"
        server.media[address] = await whole(operation.payload)
        return address

    def _arrange(self, room: ChatRoom, operation: RemoteOperation, picture: str) -> None:
        """Change who is in a room, what it is called, or where it stands in the user's list."""
        match operation.intention:
            case InvitePerson(person=person):
                if room.members.get(person) is not Membership.JOINED:
                    room.members[person] = Membership.INVITED
                    room.inviters[person] = self._me
            case RemovePerson(person=person, banned=banned):
                if self._me != room.creator:
                    raise Rejected("forbidden")
                room.members[person] = Membership.BANNED if banned else Membership.LEFT
            case ChangeRoom(name=name, topic=topic, pinned=pinned, bare=bare):
                if self._me != room.creator:
                    raise Rejected("forbidden")
                room.name = room.name if name is None else name
                room.topic = room.topic if topic is None else topic
                room.picture = picture or ("" if bare else room.picture)
                room.pinned = room.pinned if pinned is None else tuple(one.item for one in operation.items)
            case SortRoom(favourite=favourite, low_priority=low, muted=muted):
                for people, wanted in ((room.favourites, favourite), (room.low, low), (room.muted, muted)):
                    if wanted is not None:
                        (people.add if wanted else people.discard)(self._me)

    async def _post(
        self, server: ChatServer, operation: RemoteOperation, intention: PostToRoom, reply: RemoteId
    ) -> PostTruth:
        truth = PostTruth(
            operation.target,
            self._me,
            now(),
            PostKind.TEXT,
            intention.body,
            intention.html,
            reply_to=reply,
            thread=operation.folder,
            mentions=intention.mentions,
            operation=operation.id,
        )
        upload = intention.upload
        if upload is None:
            return truth
        address = f"mxc://{server.host}/{operation.id}"
        server.media[address] = await whole(operation.payload)
        media = MediaTruth(address, upload.name, upload.media_type, upload.size, upload.width, upload.height)
        kind = _KINDS.get(upload.media_type.partition("/")[0], PostKind.FILE)
        return replace(truth, kind=kind, media=media)

    def _poll(
        self, operation: RemoteOperation, intention: StartPoll | Vote | EndPoll, item: RemoteId, *, may: bool
    ) -> PostTruth | VoteTruth | PollEndTruth:
        room = operation.target
        match intention:
            case Vote(answers=answers):
                return VoteTruth(room, item, self._me, now(), answers)
            case EndPoll():
                return PollEndTruth(room, item, self._me, now(), may)
        offered = tuple(Answer(f"a{place}", text) for place, text in enumerate(intention.answers, 1))
        poll = Poll(offered, intention.most, intention.open)
        return PostTruth(room, self._me, now(), PostKind.POLL, intention.question, poll=poll, operation=operation.id)

    def _create(self, server: ChatServer, intention: CreateRoom) -> Applied:
        room = server.new_id("!")
        members = {self._me: Membership.JOINED, **dict.fromkeys(intention.people, Membership.INVITED)}
        server.rooms[room] = ChatRoom(
            "" if intention.direct else intention.name,
            self._me,
            intention.topic,
            intention.direct,
            intention.encrypted and not intention.listed,
            intention.listed,
            members=members,
            inviters=dict.fromkeys(intention.people, self._me),
        )
        server.changed(room)
        return _landed(room, RemoteId(""))

    def _may_join(self, room: ChatRoom) -> bool:
        return room.listed or room.members.get(self._me) in (Membership.INVITED, Membership.JOINED)

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield whenever anything happens on the server."""
        server = await self._enter("watch")
        woken = asyncio.Event()
        server.watchers.add(woken)
        try:
            while True:
                await woken.wait()
                woken.clear()
                yield Nudge(RemoteId(self._me))
        finally:
            server.watchers.discard(woken)

    async def close(self) -> None:
        """There is nothing to close."""


def _place(cursor: bytes | None) -> int | None:
    if cursor is None:
        return None
    if not cursor.isdigit():
        raise CursorExpired("unknown_cursor")
    return int(cursor)


def _landed(room: RemoteId, item: RemoteId) -> Applied:
    return Applied((Landed(None, RemoteItem(room, item)),))
