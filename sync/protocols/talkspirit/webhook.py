"""The five verbs over an incoming webhook: one room that can be posted to and not be read, so what was posted is kept here.

A webhook answers nothing that could be looked up later: a post whose answer was lost stays uncertain, and the person decides.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.chat import MarkRead, Membership, Permission, PostKind, PostToRoom, PostTruth, RoomKind, RoomTruth
from sync.model.collections import Collection
from sync.model.faults import CursorExpired, Offline, Rejected, Transient, Uncertain, Unreadable, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, Landed, RemoteItem, RemoteOperation
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.reaching import HttpSession

ROOM = RemoteId("webhook")
_TITLE = 100
_BUSY_SECONDS = 60.0
_NEVER_SENT = frozenset({"name_not_found", "refused", "unreachable"})
"""Faults of a connection that was never there: nothing left this machine."""


class TalkspiritWebhook(Protocol):
    """What one person posts to one group. The endpoint's `path` is the secret part of the webhook's address."""

    name: ClassVar[str] = "talkspirit"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CHAT})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._connections = HttpSession(surroundings)
        self._keeper = surroundings.keeper or MemoryKeeper()

    @property
    def _name(self) -> str:
        return self.surroundings.account.label or self.surroundings.endpoint.host

    async def check(self) -> None:
        """Nothing can be asked of a webhook but to post."""

    async def collections(self) -> Sequence[Collection]:
        """Return the room's stream."""
        return [Collection(ROOM, Service.CHAT, self._name)]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what was posted from here since."""
        if cursor is not None and not cursor.isdigit():
            raise CursorExpired("unknown_cursor")
        keys = self._keeper.keys("post", "")
        told = int(cursor) if cursor is not None else 0
        room = RoomTruth(self._name, RoomKind.ROOM, Membership.JOINED, permitted=frozenset({Permission.POST}))
        posts = [Change(RemoteId(key), "1", self._post(key)) for key in keys[told:]]
        first = [Change(ROOM, "1", room)] if cursor is None else []
        return ChangePage((*first, *posts), (), str(len(keys)).encode(), False)

    def _post(self, key: str) -> PostTruth:
        said = json.loads(self._keeper.read("post", key) or b"{}")
        account = self.surroundings.account
        return PostTruth(
            ROOM, account.address, int(said.get("sent", 0)), PostKind.TEXT, str(said.get("body", "")),
            thread=RemoteId(str(said.get("thread", ""))), operation=key,
        )  # fmt: skip

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """There are no files."""
        for item in items:
            if not item.startswith("file/"):
                raise Unreadable("media_address")
            yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Post, or comment on what was posted from here."""
        match operation.intention:
            case PostToRoom(upload=None) as intention:
                if self._keeper.read("post", operation.id) is None:
                    reply = operation.items[0].item if operation.items else RemoteId("")
                    await self._send(operation, intention, operation.folder or reply)
                return Applied((Landed(None, RemoteItem(ROOM, RemoteId(operation.id))),))
            case MarkRead():
                return Applied()
            case other:
                raise Unsupported("intention", intention=other.kind)

    async def _send(self, operation: RemoteOperation, intention: PostToRoom, thread: RemoteId) -> None:
        """Post once; the first post's own id is what its comments are known by. Raises `Uncertain("answer_lost")`."""
        account, endpoint = self.surroundings.account, self.surroundings.endpoint
        first, _, rest = intention.body.strip().partition("\n")
        title = first if len(first) <= _TITLE else f"{first[: _TITLE - 1]}…"
        said = {
            "title": title,
            "content": rest.strip() if title == first and rest.strip() else intention.body.strip(),
            "thread_id": thread or operation.id,
            "contact": {"display_name": account.identity.name or account.address},
        }
        port = "" if endpoint.port == 443 else f":{endpoint.port}"
        url = f"https://{endpoint.host}{port}{endpoint.parameters.get('path', '')}"
        try:
            headers = {"Content-Type": "application/json"}
            async with self._connections.http.exchange(
                "POST", url, headers=headers, content=json.dumps(said, ensure_ascii=False).encode()
            ) as answer:
                await answer.body(64 * 1024)
        except Offline as fault:
            if fault.code in _NEVER_SENT:
                raise
            raise Uncertain("answer_lost", operation=operation.id) from fault
        if answer.status == 429 or answer.status == 503:
            after = answer.headers.get("retry-after", "")
            raise Transient("server_busy", float(after) if after.isdecimal() else _BUSY_SECONDS)
        if answer.status >= 500:
            raise Uncertain("answer_lost", operation=operation.id)
        if not 200 <= answer.status < 300:
            raise Rejected("site_refused", str(answer.status))
        kept = {"body": intention.body, "sent": int(time.time() * 1000), "thread": thread}
        await self._keeper.write({("post", operation.id): json.dumps(kept).encode()})

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop every connection."""
        await self._connections.close()
