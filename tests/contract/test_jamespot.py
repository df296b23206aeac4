"""Jamespot's wall keeps the contract of chat as far as a wall can, beside a strict simulator, page by page and in large pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.chat import EditPost, MarkRead, Membership, Permission, PostToRoom, React, RedactPost
from sync.model.faults import Rejected, Transient, Unsupported
from sync.model.ids import AccountId, RemoteId
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.jamespot.wall import JamespotWall
from sync.protocols.keeping import MemoryKeeper
from tests.contract.chat_suite import ITEM, ROOM, ChatContract, Reader, made, operation
from tests.servers.authority import Authority
from tests.servers.jamespot import PASSWORDS, Jamespot, running_jamespot

pytestmark = pytest.mark.server

ALICE, BOB = PASSWORDS


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


class TestJamespot(ChatContract):
    # what a wall does not have: rooms that people make, files of posts, receipts for others, pushes, gaps
    test_members_are_told_rooms_and_people_are_found_and_others_see_who_writes = None
    test_an_own_reaction_is_taken_back = None
    test_an_invitation_comes_is_accepted_and_the_room_is_left = None
    test_a_conversation_is_named_after_the_other_person = None
    test_what_a_room_is_called_and_what_is_pinned_can_be_changed_by_those_who_may = None
    test_people_are_invited_and_removed_by_those_who_may = None
    test_a_room_gets_a_picture_from_those_who_may_give_it_one = None
    test_a_name_and_a_picture_of_oneself_are_seen_by_others = None
    test_it_is_known_who_is_there = None
    test_favourites_and_muted_rooms_are_the_same_on_every_device = None
    test_posts_come_to_everybody_in_order_and_the_echo_names_its_operation = None
    test_replies_threads_mentions_edits_reactions_and_redactions = None
    test_a_poll_is_asked_voted_on_and_closed = None
    test_what_was_read_is_known_to_others_and_to_oneself = None
    test_many_posts_leave_a_gap_that_can_be_filled_without_omission = None
    test_a_file_comes_as_it_was_posted = None
    test_the_server_says_when_something_is_new = None

    @pytest.fixture(params=[(1, True), (1, False), (20, True)], ids=["one-by-one", "one-by-one-beyond", "large-pages"])
    async def server(self, request: pytest.FixtureRequest, authority: Authority) -> AsyncIterator[Jamespot]:
        self._authority = authority
        self._keepers: dict[str, MemoryKeeper] = {}
        page, inclusive = request.param
        async with running_jamespot(authority, Jamespot(page=page, inclusive=inclusive)) as site:
            self._site = site
            yield site

    def people(self, server: Any) -> tuple[str, str]:
        return ALICE, BOB

    async def connect(self, server: Any, person: str) -> Protocol:
        return self._wall(server, person, PASSWORDS[person])

    async def impostor(self, server: Any) -> Protocol:
        return self._wall(server, ALICE, "faux")

    def _wall(self, server: Jamespot, person: str, password: str) -> Protocol:
        endpoint = Endpoint(Service.CHAT, "jamespot", "localhost", server.port, user=person)
        account = Account(AccountId(1), person, "", "jamespot", (endpoint,), Identity(person))
        keeper = self._keepers.setdefault(person, MemoryKeeper())

        async def secret(_renew: bool) -> Secret:
            return Secret("password", password)

        return JamespotWall(Surroundings(account, endpoint, secret, self._authority.trust, 10.0, keeper=keeper))

    def lose_next_answer(self, server: Any, chat: Protocol) -> None:
        server.lose_next = True

    def cut_off(self, server: Any, chat: Protocol) -> None:
        server.dead = True

    def bring_back(self, server: Any, chat: Protocol) -> None:
        server.dead = False

    async def room(self, me: Reader, other: Reader, name: str = "") -> RemoteId:
        spot = RemoteId(self._site.make_spot(name or "Marchés publics"))
        for reader in (me, other):
            await reader.follow()
            assert reader.rooms[spot].membership is Membership.JOINED
        return spot

    async def test_an_article_is_a_long_post_whose_first_line_is_its_title(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        saying = operation(PostToRoom(ROOM, "Avis de marché\nLe <lot> 2 est publié.\n\nÀ lire & relire."), spot)
        item = made(await me.chat.apply(saying)).item
        await other.follow()
        await me.follow()
        post = other.posts[spot][item]
        assert post.body == "Avis de marché\n\nLe <lot> 2 est publié.\nÀ lire & relire."
        assert post.html == "<h3>Avis de marché</h3><p>Le &lt;lot&gt; 2 est publié.</p><p>À lire &amp; relire.</p>"
        assert (me.posts[spot][item].operation, post.operation) == (saying.id, "")
        assert other.members[spot, post.sender].name == "Alice"

    async def test_posts_of_several_people_come_in_order(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        for number in range(4):
            await self.say(me if number % 2 else other, spot, f"N° {number}")
        await me.follow()
        await other.follow()
        assert me.bodies(spot) == other.bodies(spot) == [f"N° {number}" for number in range(4)]

    async def test_comments_are_answers_in_the_thread_and_are_written_anew_and_deleted(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        article = await self.say(me, spot, "Question")
        await other.follow()
        for _ in range(2):
            reply = operation(PostToRoom(ROOM, "Réponse", html="<b>Réponse</b>"), spot, thread=article)
            comment = made(await other.chat.apply(reply)).item
            assert made(await other.chat.apply(reply)).item == comment
        await me.follow()
        assert [post.thread for post in me.posts[spot].values()] == ["", article, article]
        assert me.posts[spot][comment].html == "<b>Réponse</b>"
        again = made(await me.chat.apply(operation(PostToRoom(ROOM, "Merci"), spot, comment))).item
        await other.follow()
        assert other.posts[spot][again].thread == article
        await other.chat.apply(operation(EditPost(ROOM, ITEM, "Réponse complète"), spot, comment))
        await me.chat.apply(operation(EditPost(ROOM, ITEM, "Question ?\nAvec du texte"), spot, article))
        await me.follow()
        await other.follow()
        assert me.edits[comment].body == "Réponse complète"
        assert other.edits[article].body == "Question ?\n\nAvec du texte"
        await other.chat.apply(operation(RedactPost(ROOM, ITEM), spot, comment))
        await me.follow()
        assert comment in me.redactions
        with pytest.raises(Rejected):
            await other.chat.apply(operation(RedactPost(ROOM, ITEM), spot, article))
        await me.chat.apply(operation(RedactPost(ROOM, ITEM), spot, article))
        await other.follow()
        assert article in other.redactions

    async def test_what_was_read_stays_read_and_only_what_others_said_is_unread(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        post = await self.say(other, spot, "Lu ?")
        await me.follow()
        await other.follow()
        assert (me.rooms[spot].unread, other.rooms[spot].unread) == (1, 0)
        await me.chat.apply(operation(MarkRead(ROOM, ITEM), spot, post))
        await me.follow()
        await me.follow()
        assert (me.rooms[spot].unread, me.rooms[spot].read_up_to) == (0, post)
        await self.say(other, spot, "Et cela ?")
        await me.follow()
        assert me.rooms[spot].unread == 1

    async def test_a_session_that_ended_begins_anew_by_itself(self, server: Jamespot, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        server.expire()
        await self.say(me, spot, "Toujours là")
        server.expire()
        await other.follow()
        assert other.bodies(spot) == ["Toujours là"]

    async def test_a_busy_site_is_left_alone_and_nothing_is_lost(self, server: Jamespot, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        await self.say(me, spot, "Attendu")
        server.busy = 1
        with pytest.raises(Transient) as told:
            await other.follow()
        assert told.value.retry_after
        await other.follow()
        assert other.bodies(spot) == ["Attendu"]

    async def test_a_page_that_was_never_stored_is_told_again(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        await self.say(me, spot, "Perdu en route")
        await other.chat.changes(other.stream, other.cursor)
        await other.follow()
        assert other.bodies(spot) == ["Perdu en route"]

    async def test_what_a_wall_cannot_do_is_said(self, me: Reader, other: Reader) -> None:
        spot = await self.room(me, other)
        assert me.rooms[spot].permitted == {Permission.POST}
        assert me.rooms[RemoteId("wall")].permitted == frozenset()
        with pytest.raises(Rejected, match="not_permitted"):
            await me.chat.apply(operation(PostToRoom(ROOM, "À tous"), RemoteId("wall")))
        silent = RemoteId(self._site.make_spot("Muet", kind=""))
        with pytest.raises(Rejected, match="not_permitted"):
            await self.say(me, silent, "Rien")
        with pytest.raises(Unsupported):
            await me.chat.apply(operation(React(ROOM, ITEM, "👍"), spot, RemoteId("article/1")))


async def test_an_unsteady_site_ends_with_each_article_once(authority: Authority) -> None:
    """Three calls in ten are put off: with patience, everything is there once and nothing else."""
    suite = TestJamespot()
    suite._authority, suite._keepers = authority, {}
    async with running_jamespot(authority, Jamespot(page=1, unsteady=0.3)) as site:
        spot = RemoteId(site.make_spot("Marchés"))
        chat = suite._wall(site, ALICE, PASSWORDS[ALICE])
        for number in range(5):
            saying = operation(PostToRoom(ROOM, f"N° {number}"), spot)
            done = False
            while not done:
                try:
                    await chat.apply(saying)
                    done = True
                except Transient:
                    pass
        assert [one.title for one in site.articles.values()] == [f"N° {number}" for number in range(5)]
        await chat.close()
