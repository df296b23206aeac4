"""Chat in the engine: what others say is here and found, what the user says waits in order and arrives exactly once."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.engine import intake_chat
from sync.engine.chat_history import MOST
from sync.engine.engine import Engine
from sync.model.accounts import Account, Endpoint, Identity, KeepPolicy, Service
from sync.model.chat import (
    CreateRoom,
    EditPost,
    Membership,
    PostKind,
    PostToRoom,
    PostTruth,
    React,
    RedactPost,
)
from sync.model.faults import Fault, Offline
from sync.model.ids import AccountId, ItemId, OperationId, RemoteId, RoomId, new_operation_id
from sync.model.operations import Intention, OperationState, RemoteItem, RemoteOperation
from sync.model.pending import Pending
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.memory.chat import MemoryChat
from sync.protocols.memory.chat_server import ChatServer, now
from sync.protocols.memory.faults import Moment
from sync.rpc import messages as m
from sync.serial import intention_to_json
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.read import chat as read_chat
from sync.store.read import chat_room
from sync.store.read import outbox as read_outbox
from tests.engine.ground import PASSPHRASE, PASSWORD, make_engine

ME, OTHER = "@moi:chat.test", "@autre:chat.test"
_hosts = itertools.count()


def protocols(name: str) -> Callable[[Surroundings], Protocol]:
    """The registry of these tests."""
    assert name == "memory_chat"
    return MemoryChat


class Side:
    """An engine with the chat of one person."""

    def __init__(self, engine: Engine, account: AccountId) -> None:
        self.engine = engine
        self.account = account

    def read(self, function: Callable[..., Any], *args: object, **keywords: object) -> Any:
        return self.engine.desk.store.read(function, *args, **keywords)

    async def sync(self) -> None:
        """One cycle, as the scheduler would have it."""
        worker = self.engine.desk.accounts.worker(self.account)
        await worker.cycle.run(worker.outbox.run)

    async def intend(self, intention: Intention) -> OperationId:
        item = new_operation_id()
        kind, text = intention_to_json(intention)
        await self.engine.answer(m.Intend(item, self.account, kind, text.encode()))
        return item

    def rooms(self) -> list[RoomRow]:
        found: list[RoomRow] = self.read(read_chat.rooms)
        return found

    def posts(self, room: RoomId) -> list[PostRow]:
        found: list[PostRow] = self.read(read_chat.timeline, room, limit=1000)
        return [row for row in found if row.kind is not PostKind.CHANGE]

    def bodies(self, room: RoomId) -> list[str]:
        return [row.body for row in self.posts(room)]

    def waiting(self, room: RoomId) -> list[PostRow]:
        found: list[PostRow] = self.read(read_chat.waiting, room)
        return found

    def named(self, room: RoomId, body: str) -> ItemId:
        return next(row.id for row in self.posts(room) if row.body == body)

    async def find(self, query: str) -> list[str]:
        rows = await self.engine.desk.store.read_long(
            lambda search, store: read_chat.search_posts(search, store, query)
        )
        return [row.body for row in rows]


@asynccontextmanager
async def at_work(profile: Path, server: ChatServer, *, new: bool = True) -> AsyncIterator[Side]:
    """An engine on a new profile, or on the one that it had before."""
    engine = make_engine(profile, make=protocols)
    await engine.start()
    try:
        if new:
            await engine.answer(m.CreateStore(PASSPHRASE, False))
            spec = m.EndpointSpec("chat", "memory_chat", server.host, 1, user=ME)
            added = await engine.answer(m.AddAccount(ME, "Moi", "", "generic", [spec], PASSWORD))
            assert isinstance(added, m.Added)
        else:
            await engine.answer(m.Unlock(PASSPHRASE))
        yield Side(engine, AccountId(1))
    finally:
        await engine.stop()


def client(server: ChatServer, person: str) -> MemoryChat:
    """Another person's client, without an engine."""

    async def secret(_renew: bool) -> Secret:
        return Secret("password", PASSWORD)

    endpoint = Endpoint(Service.CHAT, "memory_chat", server.host, 1, user=person)
    account = Account(AccountId(9), person, person, "generic", (endpoint,), Identity(person))
    return MemoryChat(Surroundings(account, endpoint, secret))


@pytest.fixture
def server() -> ChatServer:
    made = ChatServer(f"chat{next(_hosts)}.test")
    made.passwords.update({ME: PASSWORD, OTHER: PASSWORD})
    return made


@pytest.fixture
async def me(tmp_path: Path, server: ChatServer) -> AsyncIterator[Side]:
    async with at_work(tmp_path / "profile", server) as side:
        yield side


@pytest.fixture
def other(server: ChatServer) -> MemoryChat:
    return client(server, OTHER)


NOWHERE = RemoteId("")


async def ask(chat: MemoryChat, intention: Intention, room: RemoteId = NOWHERE, *items: RemoteId) -> RemoteId:
    """Let the other person do something; return what it made."""
    places = tuple(RemoteItem(room, item) for item in items)
    applied = await chat.apply(RemoteOperation(new_operation_id(), intention, places, room))
    now = applied.landed[0].now if applied.landed else None
    return now.item or now.collection if now is not None else RemoteId("")


async def room_of(me: Side, server: ChatServer, other: MemoryChat, name: str = "Équipe") -> tuple[RoomId, RemoteId]:
    """A room that the other person made, with both in it."""
    remote = await ask(other, CreateRoom(name, (ME,)))
    server.rooms[remote].members[ME] = Membership.JOINED
    await me.sync()
    return next(row.id for row in me.rooms() if row.remote_id == remote), remote


async def test_what_others_say_is_here_in_order_and_is_found(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    for body in ("Réunion à 14 h", "Au château", "D'accord"):
        await ask(other, PostToRoom(room, body), remote)
    await me.sync()
    assert me.bodies(room) == ["Réunion à 14 h", "Au château", "D'accord"]
    [listed] = me.rooms()
    assert (listed.name, listed.unread, listed.membership) == ("Équipe", 3, Membership.JOINED)
    assert await me.find("reunion") == ["Réunion à 14 h"]
    assert await me.find("CHAT") == ["Au château"]
    assert await me.find("château 14") == []
    assert await me.find('"*-()') == []


async def test_what_one_says_is_shown_at_once_and_stays_where_it_was(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    room, _ = await room_of(me, server, other)
    item = await me.intend(PostToRoom(room, "Bonjour"))
    [row] = me.waiting(room)
    assert (row.body, row.pending, row.operation) == ("Bonjour", Pending.QUEUED, item)
    await me.engine.desk.accounts.worker(me.account).outbox.run()
    assert me.waiting(room) == []
    assert me.bodies(room) == ["Bonjour"]
    before = me.posts(room)[0].id
    await me.sync()
    assert [(row.id, row.body, row.operation) for row in me.posts(room)] == [(before, "Bonjour", item)]


async def test_posts_wait_offline_in_order_survive_a_restart_and_arrive_once(
    tmp_path: Path, server: ChatServer, other: MemoryChat
) -> None:
    profile = tmp_path / "profile"
    async with at_work(profile, server) as me:
        room, remote = await room_of(me, server, other)
        server.trouble.outage = True
        for number in range(5):
            await me.intend(PostToRoom(room, f"Hors ligne {number}"))
        with pytest.raises(Offline):
            await me.sync()
    server.trouble.end()
    async with at_work(profile, server, new=False) as me:
        assert [row.body for row in me.waiting(room)] == [f"Hors ligne {number}" for number in range(5)]
        await me.sync()
        await me.sync()
        assert me.waiting(room) == []
        assert me.bodies(room) == [f"Hors ligne {number}" for number in range(5)]
    assert [getattr(said, "body", "") for _, said in server.rooms[remote].said] == [
        f"Hors ligne {number}" for number in range(5)
    ]


async def test_an_answer_that_was_lost_makes_no_second_post(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))
    await me.intend(PostToRoom(room, "Une fois"))
    with pytest.raises(Fault):
        await me.engine.desk.accounts.worker(me.account).outbox.run()
    await me.sync()
    await me.sync()
    assert me.bodies(room) == ["Une fois"]
    assert me.waiting(room) == []
    assert len(server.rooms[remote].said) == 1


async def test_a_room_of_which_the_answer_was_lost_is_not_made_twice(me: Side, server: ChatServer) -> None:
    await me.sync()
    server.trouble.strike("apply", Moment.AFTER, Offline("connection_lost"))
    item = await me.intend(CreateRoom("Une seule"))
    for _ in range(3):
        await me.sync()
    assert len(server.rooms) == 1
    waiting = me.read(read_outbox.operation, item)
    assert waiting is not None
    assert waiting.state is OperationState.UNCERTAIN


async def test_a_refused_post_holds_no_other_room_up(me: Side, server: ChatServer, other: MemoryChat) -> None:
    forbidden, remote = await room_of(me, server, other, "Fermée")
    opened, _ = await room_of(me, server, other, "Ouverte")
    server.rooms[remote].members[ME] = Membership.LEFT
    await me.intend(PostToRoom(forbidden, "Refusée"))
    await me.intend(PostToRoom(opened, "Acceptée"))
    await me.sync()
    assert me.bodies(opened) == ["Acceptée"]
    assert [(row.body, row.pending) for row in me.waiting(forbidden)] == [("Refusée", Pending.REFUSED)]


async def test_replies_reactions_edits_and_redactions(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    theirs = await ask(other, PostToRoom(room, "Qeustion"), remote)
    await me.sync()
    post = me.named(room, "Qeustion")
    await me.intend(PostToRoom(room, "Réponse", reply_to=post))
    await me.intend(React(room, post, "👍"))
    await ask(other, EditPost(room, post, "Question"), remote, theirs)
    await me.sync()
    await me.sync()
    assert me.bodies(room) == ["Question", "Réponse"]
    assert me.posts(room)[0].edited
    assert me.posts(room)[1].reply_to == theirs
    assert me.read(chat_room.reactions, room, [theirs]) == {theirs: {"👍": (ME,)}}
    assert await me.find("question") == ["Question"]
    assert await me.find("qeustion") == []
    await me.intend(RedactPost(room, me.named(room, "Réponse")))
    await ask(other, RedactPost(room, post), remote, theirs)
    await me.sync()
    await me.sync()
    assert [row.kind for row in me.posts(room)] == [PostKind.REDACTED, PostKind.REDACTED]
    assert me.bodies(room) == ["", ""]
    assert await me.find("question") == []
    assert me.read(chat_room.reactions, room, [theirs]) == {}


async def test_a_gap_is_shown_and_filled_page_by_page(me: Side, server: ChatServer, other: MemoryChat) -> None:
    room, remote = await room_of(me, server, other)
    await ask(other, PostToRoom(room, "Ancien"), remote)
    await me.sync()
    for number in range(70):
        await ask(other, PostToRoom(room, f"Post {number}"), remote)
    await me.sync()
    shown = me.posts(room)
    assert [row.body for row in shown] == ["Ancien", *[f"Post {number}" for number in range(50, 70)]]
    assert [row.body for row in shown if row.gap] == ["Post 50"]
    pages = 0
    while any(row.gap for row in me.posts(room)):
        await me.engine.answer(m.BringHistory(room))
        pages += 1
        assert pages < 10
    assert me.bodies(room) == ["Ancien", *[f"Post {number}" for number in range(70)]]
    assert pages > 1
    assert await me.find("post 7") != []


async def test_everything_is_the_same_after_the_cursor_was_lost(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    room, remote = await room_of(me, server, other)
    for number in range(30):
        await ask(other, PostToRoom(room, f"Post {number}"), remote)
        await me.sync()
    before = [(row.id, row.body) for row in me.posts(room)]
    [stream] = me.read(
        lambda connection: connection.execute("SELECT id FROM collection WHERE service = 'chat'").fetchall()
    )
    await me.engine.desk.store.write(
        lambda connection: connection.execute("UPDATE collection SET cursor = x'6e' WHERE id = ?", stream)
    )
    await ask(other, PostToRoom(room, "Post 30"), remote)
    await me.sync()
    assert [(row.id, row.body) for row in me.posts(room)][:-1] == before
    assert me.bodies(room)[-1] == "Post 30"
    assert not any(row.gap for row in me.posts(room))


async def test_search_is_made_good_after_a_crash_between_the_two_files(
    tmp_path: Path, server: ChatServer, other: MemoryChat
) -> None:
    profile = tmp_path / "profile"
    async with at_work(profile, server) as me:
        room, remote = await room_of(me, server, other)
        await ask(other, PostToRoom(room, "Introuvable"), remote)
        await me.sync()
        await me.engine.desk.store.index_writer.run(
            lambda search: search.execute("DELETE FROM post_text WHERE rowid > 0"), durable=False
        )
        assert await me.find("introuvable") == []
    async with at_work(profile, server, new=False) as me:
        await intake_chat.catch_up(me.engine.desk.store)
        assert await me.find("introuvable") == ["Introuvable"]


async def test_own_posts_stand_where_the_server_has_them_and_hide_no_gap(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    room, remote = await room_of(me, server, other)
    for number in range(30):
        await ask(other, PostToRoom(room, f"Avant {number}"), remote)
    operation = await me.intend(PostToRoom(room, "Le mien"))
    worker = me.engine.desk.accounts.worker(me.account)
    await worker.outbox.run()
    assert me.bodies(room)[-1] == "Le mien"
    assert operation
    for number in range(3):
        await ask(other, PostToRoom(room, f"Après {number}"), remote)
    await me.sync()
    expected = [f"Avant {n}" for n in range(30)] + ["Le mien"] + [f"Après {n}" for n in range(3)]
    assert me.bodies(room) == expected[-len(me.bodies(room)) :]
    while me.read(read_chat.gap, room) is not None:
        await me.engine.answer(m.BringHistory(room))
    assert me.bodies(room) == expected


async def test_history_comes_by_itself_as_far_as_the_policy_goes_and_no_further(
    me: Side, server: ChatServer, other: MemoryChat
) -> None:
    room, remote = await room_of(me, server, other)
    day = 24 * 60 * 60 * 1000
    for number in range(700):
        sent = now() - (700 - number) * day // 100  # a week of talk
        server.say(remote, PostTruth(remote, OTHER, sent, PostKind.TEXT, f"Post {number}"))
    await me.sync()
    worker = me.engine.desk.accounts.worker(me.account)
    assert me.read(read_chat.gap, room) is not None
    here = len(me.posts(room))
    account = worker.session.account
    worker.session.account = replace(account, keep=KeepPolicy(1))
    await worker.fetch_contents()
    kept = me.posts(room)
    assert here < len(kept)
    assert now() - 3 * day < min(row.sent for row in kept)
    await worker.fetch_contents()
    assert len(me.posts(room)) == len(kept)  # nothing more, however often it is looked at
    worker.session.account = account
    for _ in range(5):
        await worker.fetch_contents()
    assert MOST <= len(me.posts(room)) < 700
    assert [row.body for row in me.posts(room)] == [f"Post {n}" for n in range(700)][-len(me.posts(room)) :]
