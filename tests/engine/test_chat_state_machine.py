"""Chat under two people, a bad network and a program that is killed, in any order.

In the end both know the same conversation in the same order, everything that was said is there once, and no post is missing
behind a gap.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sync.model.chat import CreateRoom, EditPost, Membership, PostKind, PostToRoom, PostTruth, React, RedactPost
from sync.model.faults import AuthNeeded, CursorExpired, Fault, Offline, Transient
from sync.model.ids import AccountId, RemoteId, RoomId
from sync.protocols.memory.chat_server import ChatServer, now
from sync.protocols.memory.faults import Moment
from sync.rpc import messages as m
from sync.store.read import chat as read_chat
from sync.store.read import chat_room
from sync.store.read import outbox as read_outbox
from tests.engine.ground import PASSPHRASE, PASSWORD, make_engine
from tests.engine.test_chat import ME, OTHER, Side, ask, client, protocols

T = TypeVar("T")

_hosts = itertools.count()
WHICH = st.integers(min_value=0, max_value=5)
VERBS = st.sampled_from(["apply", "changes", "collections"])
FAULTS = st.sampled_from(
    [
        Offline("connection_lost"), Transient("server_busy", 0.01), Transient("server_error", status=502),
        CursorExpired("unknown_position"), AuthNeeded("token_refused"),
    ]
)  # fmt: skip


class Talk(RuleBasedStateMachine):
    """Two people in one room: one at our engine, the other always in reach of the server."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="ecritoire-chat-"))
        self.profile = self.folder / "profile"
        self.server = ChatServer(f"talk{next(_hosts)}.test")
        self.server.passwords.update({ME: PASSWORD, OTHER: PASSWORD})
        self.numbers = itertools.count(1)
        self.said: set[str] = set()
        """What was said on this side, and may have been taken away again."""

    def do(self, work: Awaitable[T]) -> T:
        return self.loop.run_until_complete(work)  # type: ignore[arg-type]

    @initialize()
    def begin(self) -> None:
        async def run() -> Side:
            engine = make_engine(self.profile, make=protocols)
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            spec = m.EndpointSpec("chat", "memory_chat", self.server.host, 1, user=ME)
            await engine.answer(m.AddAccount(ME, "Moi", "", "generic", [spec], PASSWORD))
            return Side(engine, AccountId(1))

        self.me = self.do(run())
        self.remote = self.do(ask(client(self.server, OTHER), CreateRoom("Équipe", (ME,))))
        self.server.rooms[self.remote].members[ME] = Membership.JOINED
        self.do(self.me.sync())
        self.room: RoomId = self.me.rooms()[0].id

    def teardown(self) -> None:
        try:
            if hasattr(self, "room"):
                self.heal()
                self.do(self.me.engine.stop())
        finally:
            self.loop.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- people ---

    @rule()
    def say(self) -> None:
        text = f"moi {next(self.numbers)}"
        self.said.add(text)
        self.do(self.me.intend(PostToRoom(self.room, text)))

    @rule(count=st.integers(min_value=1, max_value=26))
    def others_say(self, count: int) -> None:
        for _ in range(count):
            said = PostTruth(self.remote, OTHER, now(), PostKind.TEXT, f"autre {next(self.numbers)}")
            self.server.say(self.remote, said)

    @rule(which=WHICH)
    def edit(self, which: int) -> None:
        mine = [row for row in self.me.posts(self.room) if row.sender == ME and row.kind is PostKind.TEXT]
        if mine:
            self.do(self.me.intend(EditPost(self.room, mine[which % len(mine)].id, f"corrigé {next(self.numbers)}")))

    @rule(which=WHICH)
    def take_away(self, which: int) -> None:
        mine = [row for row in self.me.posts(self.room) if row.sender == ME]
        if mine:
            self.do(self.me.intend(RedactPost(self.room, mine[which % len(mine)].id)))

    @rule(which=WHICH)
    def react(self, which: int) -> None:
        posts = self.me.posts(self.room)
        if posts:
            self.do(self.me.intend(React(self.room, posts[which % len(posts)].id, "👍")))

    # --- the world ---

    @rule()
    def sync(self) -> None:
        with suppress(Fault):
            self.do(self.me.sync())

    @rule()
    def send_only(self) -> None:
        """The outbox runs, and nothing is read."""
        with suppress(Fault):
            self.do(self.me.engine.desk.accounts.worker(AccountId(1)).outbox.run())

    @rule()
    def look_back(self) -> None:
        with suppress(Fault):
            self.do(self.me.engine.answer(m.BringHistory(self.room)))

    @rule(verb=VERBS, after=st.booleans(), fault=FAULTS)
    def trouble(self, verb: str, after: bool, fault: Fault) -> None:
        lost = after and isinstance(fault, Offline)
        self.server.trouble.strike(verb, Moment.AFTER if lost else Moment.BEFORE, fault)

    @rule()
    def outage(self) -> None:
        self.server.trouble.outage = not self.server.trouble.outage

    @rule()
    def kill(self) -> None:
        """The program ends in the middle of everything and is started again."""

        async def again() -> Side:
            await self.me.engine.stop()
            engine = make_engine(self.profile, make=protocols)
            await engine.answer(m.Unlock(PASSPHRASE))
            return Side(engine, AccountId(1))

        self.me = self.do(again())

    # --- what holds ---

    @invariant()
    def nobody_says_anything_twice(self) -> None:
        if not hasattr(self, "room"):
            return
        mine = [one.body for _, one in self._server_posts() if one.sender == ME]
        assert len(mine) == len(set(mine))
        rows = self.me.posts(self.room)
        assert len({row.remote_id for row in rows}) == len(rows)

    def _server_posts(self) -> list[tuple[RemoteId, PostTruth]]:
        return [(item, one) for item, one in self.server.rooms[self.remote].said if isinstance(one, PostTruth)]

    def heal(self) -> None:
        """Everything works again: after a while both sides agree."""
        self.server.trouble.end()
        for _ in range(4):
            for row in self.me.read(read_outbox.operations):
                with suppress(Fault):
                    self.do(self.me.engine.answer(m.RetryOperation(row.id)))
            with suppress(Fault):
                self.do(self.me.sync())
        for _ in range(100):
            if self.me.read(read_chat.gap, self.room) is None:
                break
            self.do(self.me.engine.answer(m.BringHistory(self.room)))
        assert self.me.read(read_chat.gap, self.room) is None
        assert [row.remote_id for row in self.me.posts(self.room)] == [item for item, _ in self._server_posts()]
        told = {one.body for _, one in self._server_posts()}
        waiting = {row.body for row in self.me.read(read_chat.waiting, self.room)}
        assert not waiting
        assert self.said <= told
        shown = chat_room.page_before
        page = self.me.read(shown, self.room, chat_room.LAST, 10_000)
        assert not page.gap
        assert not page.more


Talk.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestChatStateMachine = Talk.TestCase
