"""The user's intentions as requests: posts with the operation's id as transaction id, so that none arrives twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from sync.model.chat import (
    ChangeRoom,
    CreateRoom,
    EditPost,
    InvitePerson,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    PostToRoom,
    React,
    RedactPost,
    RemovePerson,
    SortRoom,
    Upload,
)
from sync.model.faults import Gone, Offline, Rejected, Transient, Uncertain, Unsupported
from sync.model.ids import OperationId, RemoteId
from sync.model.operations import Applied, Landed, Payload, RemoteItem, RemoteOperation
from sync.model.polls import EndPoll, StartPoll, Vote
from sync.model.profile import ChangeProfile
from sync.protocols.matrix import formatting, polls
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.crypto.attachments import Sealing
from sync.protocols.matrix.crypto.devices import MEGOLM
from sync.protocols.matrix.crypto.encoding import Json, text

Post = Callable[[str, str, Json, str], Awaitable[str]]
"""Sends an event (room, kind, content, transaction), sealed where the room is encrypted; returns its id."""
IsEncrypted = Callable[[str], Awaitable[bool]]


class Sending:
    """Carries operations out."""

    def __init__(self, server: Homeserver, post: Post, is_encrypted: IsEncrypted) -> None:
        self._server = server
        self._post = post
        self._is_encrypted = is_encrypted

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out. Raises the faults of the server; `Uncertain` where it made a room and the answer was lost."""
        room, intention = str(operation.target), operation.intention
        item = operation.items[0].item if operation.items else RemoteId("")
        match intention:
            case PostToRoom():
                return await self._say(operation, intention, room, item)
            case EditPost():
                new = _words(intention.body, intention.html, intention.mentions)
                content = {
                    **_words(f"* {intention.body}", intention.html and f"* {intention.html}", intention.mentions),
                    "m.new_content": new,
                    "m.relates_to": {"rel_type": "m.replace", "event_id": item},
                }
                return await self._event(operation, room, "m.room.message", content)
            case StartPoll():
                return await self._event(operation, room, *polls.start_event(intention))
            case Vote():
                return await self._event(operation, room, *polls.vote_event(intention, item))
            case EndPoll():
                return await self._event(operation, room, *polls.end_event(intention, item))
            case React(wanted=False):
                where = path("rooms", room, "redact", item, operation.id)
                await self._server.ask("PUT", where, {})
                return Applied()
            case React():
                content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": item, "key": intention.key}}
                return await self._event(operation, room, "m.reaction", content)
            case RedactPost():
                where = path("rooms", room, "redact", item, operation.id)
                return _landed(room, await self._server.ask("PUT", where, _reason(intention.reason)))
            case MarkRead():
                read: Json = {"m.fully_read": item, "m.read" if intention.public else "m.read.private": item}
                await self._server.ask("POST", path("rooms", room, "read_markers"), read)
            case JoinRoom():
                found = await self._server.ask("POST", path("join", room or intention.address), {})
                return Applied((Landed(None, RemoteItem(RemoteId(text(found, "room_id")), RemoteId(""))),))
            case LeaveRoom():
                await self._membership(room, "leave", {})
            case InvitePerson():
                await self._membership(room, "invite", {"user_id": intention.person})
            case RemovePerson():
                body = {"user_id": intention.person, **_reason(intention.reason)}
                await self._membership(room, "ban" if intention.banned else "kick", body)
            case CreateRoom():
                return await self._create(operation.id, intention)
            case ChangeRoom():
                await self._change(room, intention, [one.item for one in operation.items], operation.payload)
            case ChangeProfile():
                await self._show_oneself(intention, operation.payload)
            case SortRoom():
                await self._sort(room, intention)
            case _:
                raise Unsupported("intention", intention=intention.kind)
        return Applied()

    async def _say(self, operation: RemoteOperation, intention: PostToRoom, room: str, reply_to: RemoteId) -> Applied:
        content = _words(intention.body, intention.html, intention.mentions)
        if intention.upload is not None:
            content |= await self._upload(room, intention.upload, operation.payload)
        if operation.folder:
            content["m.relates_to"] = {
                "rel_type": "m.thread",
                "event_id": operation.folder,
                "is_falling_back": not reply_to,
                "m.in_reply_to": {"event_id": reply_to or operation.folder},
            }
        elif reply_to:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self._event(operation, room, "m.room.message", content)

    async def _event(self, operation: RemoteOperation, room: str, kind: str, content: Json) -> Applied:
        event = await self._post(room, kind, content, operation.id)
        return Applied((Landed(None, RemoteItem(RemoteId(room), RemoteId(event))),))

    async def _upload(self, room: str, upload: Upload, payload: Payload) -> Json:
        """Put the file into the media store, sealed where the room is; return what the post says of it."""
        described: Json = {"mimetype": upload.media_type, "size": upload.size}
        if upload.width and upload.height:
            described |= {"w": upload.width, "h": upload.height}
        kind = upload.media_type.partition("/")[0]
        content: Json = {
            "msgtype": f"m.{kind}" if kind in ("image", "audio", "video") else "m.file",
            "filename": upload.name,
            "info": described,
        }
        if await self._is_encrypted(room):
            sealing = Sealing()
            whole = b"".join([sealing.add(piece) async for piece in payload.pieces()])
            url = await self._server.upload(whole, "application/octet-stream")
            return {**content, "file": sealing.file_key(url).write()}
        whole = b"".join([piece async for piece in payload.pieces()])
        return {**content, "url": await self._server.upload(whole, upload.media_type, upload.name)}

    async def _membership(self, room: str, what: str, body: Json) -> None:
        """Change who is in a room; that it is so already is no failure."""
        try:
            await self._server.ask("POST", path("rooms", room, what), body)
        except Rejected as fault:
            if not await self._is_so(room, what, text(body, "user_id")):
                raise fault from None
        except Gone:
            if what != "leave":
                raise

    async def _is_so(self, room: str, what: str, person: str) -> bool:
        person = person or (await self._server.access()).user
        try:
            state = await self._server.ask("GET", path("rooms", room, "state", "m.room.member", person))
        except (Gone, Rejected):
            return what in ("leave", "kick")
        wanted = {"leave": ("leave",), "kick": ("leave", "ban"), "ban": ("ban",), "invite": ("invite", "join")}
        return text(state, "membership") in wanted[what]

    async def _create(self, operation: OperationId, intention: CreateRoom) -> Applied:
        encrypted = intention.encrypted and not intention.listed
        body: Json = {
            "preset": "public_chat"
            if intention.listed
            else "trusted_private_chat"
            if intention.direct
            else "private_chat",
            "visibility": "public" if intention.listed else "private",
            "invite": list(intention.people),
            "is_direct": intention.direct,
            "initial_state": [
                {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": MEGOLM}}
                for _ in range(encrypted)
            ],
        }
        if not intention.direct:
            body |= {"name": intention.name, **({"topic": intention.topic} if intention.topic else {})}
        try:
            room = text(await self._server.ask("POST", path("createRoom"), body), "room_id")
        except (Offline, Transient) as fault:
            if fault.code in ("refused", "name_not_found", "unreachable", "server_busy"):
                raise
            raise Uncertain("answer_lost", operation=operation) from fault
        if intention.direct:
            await self._note_direct(room, intention.people)
        return Applied((Landed(None, RemoteItem(RemoteId(room), RemoteId(""))),))

    async def _note_direct(self, room: str, people: Sequence[str]) -> None:
        """Note that a room is a conversation with people (client-server API, "Direct Messaging")."""
        where = path("user", (await self._server.access()).user, "account_data", "m.direct")
        try:
            known = await self._server.ask("GET", where)
        except Gone:
            known = {}
        for person in people:
            listed = known.get(person)
            known[person] = [*(listed if isinstance(listed, list) else []), room]
        await self._server.ask("PUT", where, known)

    async def _change(self, room: str, intention: ChangeRoom, pinned: list[RemoteId], payload: Payload) -> None:
        states: list[tuple[str, Json]] = []
        if intention.name is not None:
            states.append(("m.room.name", {"name": intention.name}))
        if intention.topic is not None:
            states.append(("m.room.topic", {"topic": intention.topic}))
        if intention.pinned is not None:
            states.append(("m.room.pinned_events", {"pinned": pinned}))
        if intention.picture is not None or intention.bare:
            url = await self._picture(intention.picture, payload)
            states.append(("m.room.avatar", {"url": url} if url else {}))
        for kind, content in states:
            await self._server.ask("PUT", f"{path('rooms', room, 'state', kind)}/", content)

    async def _show_oneself(self, intention: ChangeProfile, payload: Payload) -> None:
        """PUT what is different of the profile; rooms are told by the server."""
        me = (await self._server.access()).user
        if intention.name is not None:
            await self._server.ask("PUT", path("profile", me, "displayname"), {"displayname": intention.name})
        if intention.picture is not None or intention.bare:
            url = await self._picture(intention.picture, payload)
            await self._server.ask("PUT", path("profile", me, "avatar_url"), {"avatar_url": url})

    async def _picture(self, upload: Upload | None, payload: Payload) -> str:
        """Put a picture that everybody may see into the media store; return its address, empty where there is none."""
        if upload is None:
            return ""
        whole = b"".join([piece async for piece in payload.pieces()])
        return await self._server.upload(whole, upload.media_type)

    async def _sort(self, room: str, intention: SortRoom) -> None:
        me = (await self._server.access()).user
        for tag, wanted in (("m.favourite", intention.favourite), ("m.lowpriority", intention.low_priority)):
            where = path("user", me, "rooms", room, "tags", tag)
            if wanted:
                await self._server.ask("PUT", where, {"order": 0.5})
            elif wanted is False:
                await self._server.ask("DELETE", where)
        rule = path("pushrules", "global", "room", room)
        if intention.muted:
            await self._server.ask("PUT", rule, {"actions": []})
        elif intention.muted is False:
            try:
                await self._server.ask("DELETE", rule)
            except Gone:
                return


def _words(body: str, html: str, mentions: frozenset[str]) -> Json:
    people = sorted(mentions - {"@room"})
    called: Json = {**({"user_ids": people} if people else {}), **({"room": True} if "@room" in mentions else {})}
    content: Json = {"msgtype": "m.text", "body": body, "m.mentions": called}
    return {**content, "format": "org.matrix.custom.html", "formatted_body": formatting.sent(html)} if html else content


def _reason(reason: str) -> Json:
    return {"reason": reason} if reason else {}


def _landed(room: str, answer: Json) -> Applied:
    return Applied((Landed(None, RemoteItem(RemoteId(room), RemoteId(text(answer, "event_id")))),))
