"""The five verbs over Matrix: one stream with everything new of an account, history of rooms on demand, files, posts.

`collections` has one entry, the stream, named after the user; its changes are rooms, posts, people and receipts of all
rooms. `changes` of a room, with the token of a gap as cursor, brings what came before the gap.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import Bug, Fault, Gone, Offline, Transient, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.conversing import Conversing, Talks
from sync.protocols.matrix import sliding, sync_v3
from sync.protocols.matrix.client import Homeserver, path
from sync.protocols.matrix.conversing import MatrixConversing
from sync.protocols.matrix.crypto.encoding import Json, text
from sync.protocols.matrix.crypto.machine import Crypto
from sync.protocols.matrix.keys import HomeserverKeys
from sync.protocols.matrix.media import SCANNED, Media
from sync.protocols.matrix.news import EACH_TIMELINE, News, events
from sync.protocols.matrix.securing import MatrixSecurity
from sync.protocols.matrix.sending import Sending
from sync.protocols.matrix.sign_in import SIGNED_IN, SignIn
from sync.protocols.matrix.telling import Telling
from sync.protocols.reaching import gate_of
from sync.protocols.security import Secured, Security
from sync.transport.http import Http

_log = logging.getLogger(__name__)

_POLL = 30.0


class MatrixChat(Protocol, Secured, Talks):
    """Chat of one account on a homeserver, from one device."""

    name: ClassVar[str] = "matrix"
    services: ClassVar[frozenset[Service]] = frozenset({Service.CHAT})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        endpoint, account = surroundings.endpoint, surroundings.account.id
        if surroundings.keeper is None:
            raise Bug("no_keeper")
        base = f"https://{endpoint.host}:{endpoint.port}"
        http = Http(gate_of(surroundings), account, trust=surroundings.trust, within=surroundings.timeout)
        self._keeper = surroundings.keeper
        self._server = Homeserver(
            http, base, SignIn(http, base, endpoint.user, surroundings.secret, surroundings.keeper)
        )
        self._media = Media(self._server, scanned=endpoint.parameters.get("media") == SCANNED)
        self._ready: tuple[Crypto, Telling] | None = None
        self._opening = asyncio.Lock()
        self._sending = Sending(self._server, self._post, self._is_encrypted)
        self.slides = True
        """Whether the server is asked by sliding sync; noticed where it cannot."""
        self._position: bytes | None = None
        self._moved = asyncio.Event()
        self._ahead: tuple[bytes, News] | None = None
        self._poll: asyncio.Task[News] | None = None
        self._work: asyncio.Task[None] | None = None
        self.capabilities = frozenset({Capability.PUSH, Capability.CREATE_COLLECTION})

    async def crypto(self) -> Crypto:
        """Return the crypto of this device: for verification, recovery and trust, which only chat has."""
        return (await self._opened())[0]

    async def security(self) -> Security:
        """Return recovery, trust and verification of this account."""
        return MatrixSecurity(*await self._opened(), self._server)

    async def sign_out(self) -> None:
        """Let the server forget this device, where it was ever signed in."""
        if self._keeper.read(*SIGNED_IN) is not None:
            await self._server.sign_out()

    def conversing(self) -> Conversing:
        """Return members, typing and directories."""
        return MatrixConversing(self._server)

    async def _opened(self) -> tuple[Crypto, Telling]:
        async with self._opening:
            if self._ready is None:
                access = await self._server.access()
                crypto = Crypto(self._keeper, HomeserverKeys(self._server, self._post), access.user, access.device)
                self._ready = crypto, Telling(crypto, self._server)
            return self._ready

    # --- the verbs ---

    async def collections(self) -> Sequence[Collection]:
        """Return the stream."""
        user = (await self._server.access()).user
        return [Collection(RemoteId(user), Service.CHAT, user)]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return what is new in the stream, or what came before a gap of a room."""
        crypto, telling = await self._opened()
        if collection != crypto.user:
            return await self._history(telling, str(collection), cursor)
        news = await self._news(crypto, cursor)
        if news.restarted:
            crypto.devices.all_changed()
        new_keys = await crypto.receive(news.to_device, news.changed, news.left, news.counts, news.unused_fallback)
        if news.to_device_cursor:
            crypto.records.put("stream", "to_device", news.to_device_cursor)
        await self._meet(crypto, {key.user for key in new_keys if key.user})
        changes = telling.stream(news, new_keys)
        await crypto.records.save()
        self._position = news.cursor
        self._moved.set()
        self._go_on_working(crypto, telling)
        return ChangePage(tuple(changes), (), news.cursor, news.more)

    async def _meet(self, crypto: Crypto, senders: set[str]) -> None:
        """Learn of the devices of those whose keys are new, so that their posts are judged rightly from the first one."""
        if senders:
            with contextlib.suppress(Offline, Transient):
                await crypto.devices.refresh(senders)

    async def _news(self, crypto: Crypto, cursor: bytes | None) -> News:
        """Return the next answer: the one that `watch` already has, or a fresh one."""
        if self._poll is not None:
            self._poll.cancel()
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == cursor:
            return ahead[1]
        return await self._ask(crypto, cursor, 0.0)

    async def _ask(self, crypto: Crypto, cursor: bytes | None, wait: float) -> News:
        if self.slides:
            to_device = crypto.records.get("stream", "to_device", str) or ""
            try:
                return await sliding.ask(self._server, cursor, to_device, wait, "ecritoire")
            except Unsupported:
                self.slides = False
        return await sync_v3.ask(self._server, cursor, wait)

    async def _history(self, telling: Telling, room: str, cursor: bytes | None) -> ChangePage:
        query: dict[str, str | list[str]] = {"dir": "b", "limit": str(EACH_TIMELINE * 5)}
        if cursor:
            query["from"] = cursor.decode("utf-8", "replace")
        answer = await self._server.ask("GET", path("rooms", room, "messages"), query=query)
        changes = telling.history(room, events(answer.get("chunk")), events(answer.get("state")))
        await (await self.crypto()).records.save()
        following = text(answer, "end")
        return ChangePage(tuple(changes), (), following.encode(), bool(following))

    def _go_on_working(self, crypto: Crypto, telling: Telling) -> None:
        """Do what crypto owes to others beside the stream: the first screen does not wait for it."""

        async def work() -> None:
            try:
                await crypto.work()
                await telling.talk()
            except Fault as fault:
                _log.info("crypto waits: %s:%s", fault.kind, fault.code)

        if self._work is None or self._work.done():
            self._work = asyncio.create_task(work())

    async def at_rest(self) -> None:
        """Wait until what crypto owes to others is done or has to wait."""
        if self._work is not None:
            await asyncio.gather(self._work, return_exceptions=True)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring files by what a post says of them: their address, or the text that also holds their key.

        Raises `Unreadable("wrong_hash")` after the last piece of a file that is not the one that was posted.
        """
        for item in items:
            try:
                async for chunk in self._media.file(item, small=want is Want.SMALL):
                    yield chunk
            except Gone:
                yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; its id is the transaction id, so that a repeated one is the same."""
        await self._opened()
        return await self._sending.apply(operation)

    async def watch(self) -> AsyncIterator[Nudge]:
        """Wait for the next answer of the stream; the next `changes` takes it."""
        crypto, _ = await self._opened()
        while True:
            await self._moved.wait()
            self._moved.clear()
            position = self._position
            if position is None:
                continue
            self._poll = asyncio.create_task(self._ask(crypto, position, _POLL))
            try:
                news = await self._poll
            except asyncio.CancelledError:
                if self._poll.cancelled() and not _being_cancelled():
                    continue
                raise
            finally:
                self._poll = None
            if self._position == position:
                self._ahead = position, news
                if news.empty:
                    self._position, self._ahead = news.cursor, None
                    self._moved.set()
                    continue
                yield Nudge(RemoteId(crypto.user))

    async def close(self) -> None:
        """Stop working and drop the connections."""
        tasks = [task for task in (self._poll, self._work) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._work = None
        self._moved.set()
        with contextlib.suppress(Fault):
            await self._server.close()
        self._ready = None

    async def check(self) -> None:
        """Sign in, and out again where that made a device that nobody will use."""
        known = self._keeper.read(*SIGNED_IN) is not None
        await self._server.access()
        if not known:
            await self._server.sign_out()

    # --- posting ---

    async def _is_encrypted(self, room: str) -> bool:
        _, telling = await self._opened()
        return (await telling.known(room)).encryption is not None

    async def _post(self, room: str, kind: str, content: Json, transaction: str) -> str:
        """Send an event, sealed where the room is encrypted. Reactions and their like stay readable, as everywhere."""
        crypto, telling = await self._opened()
        state = await telling.known(room)
        if state.encryption is not None and kind != "m.reaction":
            people = await telling.people(room)
            content = await crypto.encrypt(room, state.rules, people, kind, content)
            kind = "m.room.encrypted"
        return text(await self._server.ask("PUT", path("rooms", room, "send", kind, transaction), content), "event_id")


def _being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
