"""Posting to a Talkspirit group by its webhook, beside a strict simulator: once each, and never again in silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.chat import EditPost, Permission, PostToRoom
from sync.model.faults import CursorExpired, Offline, Rejected, Transient, Uncertain, Unsupported
from sync.model.ids import AccountId, RemoteId
from sync.protocols.base import Secret, Surroundings
from sync.protocols.keeping import MemoryKeeper
from sync.protocols.talkspirit.webhook import ROOM as WEBHOOK
from sync.protocols.talkspirit.webhook import TalkspiritWebhook
from tests.contract.chat_suite import ITEM, ROOM, Reader, made, operation
from tests.servers.authority import Authority
from tests.servers.talkspirit import PATH, Webhooks, running_webhooks

pytestmark = pytest.mark.server


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def group(authority: Authority) -> AsyncIterator[Webhooks]:
    async with running_webhooks(authority) as running:
        yield running


def webhook(group: Webhooks, authority: Authority, keeper: MemoryKeeper, path: str = PATH) -> TalkspiritWebhook:
    endpoint = Endpoint(Service.CHAT, "talkspirit", "localhost", group.port, user="alice@exemple.fr", parameters={"path": path})
    account = Account(
        AccountId(1), "alice@exemple.fr", "Marchés", "talkspirit", (endpoint,), Identity("alice@exemple.fr", "Alice Martin")
    )

    async def secret(_renew: bool) -> Secret:
        raise AssertionError("the address is the secret: nothing else is sent")

    return TalkspiritWebhook(Surroundings(account, endpoint, secret, authority.trust, 5.0, keeper=keeper))


@pytest.fixture
async def me(group: Webhooks, authority: Authority) -> AsyncIterator[Reader]:
    chat = webhook(group, authority, MemoryKeeper())
    reader = Reader(chat)
    await reader.follow()
    yield reader
    await chat.close()


async def test_a_post_and_its_comment_leave_once_and_are_kept_here(group: Webhooks, me: Reader) -> None:
    saying = operation(PostToRoom(ROOM, "Avis de marché\nLe lot 2 est publié."), WEBHOOK)
    post = made(await me.chat.apply(saying)).item
    assert made(await me.chat.apply(saying)).item == post
    comment = made(await me.chat.apply(operation(PostToRoom(ROOM, "Précision"), WEBHOOK, thread=post))).item
    first, second = group.posts
    assert (first["title"], first["content"]) == ("Avis de marché", "Le lot 2 est publié.")
    assert first["contact"] == {"display_name": "Alice Martin"}
    assert first["thread_id"] == second["thread_id"] == post
    await me.follow()
    assert me.bodies(WEBHOOK) == ["Avis de marché\nLe lot 2 est publié.", "Précision"]
    assert (me.posts[WEBHOOK][comment].thread, me.posts[WEBHOOK][post].operation) == (post, saying.id)
    assert me.rooms[WEBHOOK].permitted == {Permission.POST}


async def test_a_post_whose_answer_was_lost_is_uncertain_and_is_not_sent_again(group: Webhooks, me: Reader) -> None:
    saying = operation(PostToRoom(ROOM, "Perdue ?"), WEBHOOK)
    group.lose_next = True
    with pytest.raises(Uncertain):
        await me.chat.apply(saying)
    with pytest.raises(Uncertain):
        await me.chat.settled(saying)
    assert len(group.posts) == 1


async def test_what_is_kept_is_there_after_a_restart(group: Webhooks, authority: Authority) -> None:
    keeper = MemoryKeeper()
    before = webhook(group, authority, keeper)
    await before.apply(operation(PostToRoom(ROOM, "Gardée"), WEBHOOK))
    await before.close()
    after = Reader(webhook(group, authority, keeper))
    await after.follow()
    assert after.bodies(WEBHOOK) == ["Gardée"]
    with pytest.raises(CursorExpired):
        await after.chat.changes(WEBHOOK, b"\xffrien")
    await after.chat.close()


@pytest.mark.parametrize(("status", "fault"), [(429, Transient), (404, Rejected), (500, Uncertain)])
async def test_what_the_site_says_is_told(group: Webhooks, me: Reader, status: int, fault: type[Exception]) -> None:
    group.status = status
    with pytest.raises(fault):
        await me.chat.apply(operation(PostToRoom(ROOM, "Bonjour"), WEBHOOK))
    assert group.posts == []


async def test_an_address_that_is_no_more_is_refused_and_a_network_that_is_away_is_offline(
    group: Webhooks, authority: Authority, me: Reader
) -> None:
    gone = webhook(group, authority, MemoryKeeper(), "/v1/incoming/inconnu")
    with pytest.raises(Rejected):
        await gone.apply(operation(PostToRoom(ROOM, "Bonjour"), WEBHOOK))
    await gone.close()
    port, group.port = group.port, 1
    away = webhook(group, authority, MemoryKeeper())
    group.port = port
    with pytest.raises(Offline):
        await away.apply(operation(PostToRoom(ROOM, "Bonjour"), WEBHOOK))
    await away.close()
    with pytest.raises(Unsupported):
        await me.chat.apply(operation(EditPost(ROOM, ITEM, "Autrement"), WEBHOOK, RemoteId("x")))
