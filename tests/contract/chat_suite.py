"""The contract of the five verbs for chat: a subclass gives two people on one server; every test is a talk of theirs."""

from __future__ import annotations

import asyncio
import base64
import itertools
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import pytest

from sync.model.changes import ChangePage, Want
from sync.model.chat import (
    ChangeRoom,
    CreateRoom,
    EditPost,
    EditTruth,
    GapTruth,
    InvitePerson,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    Membership,
    MemberTruth,
    Permission,
    PostKind,
    PostToRoom,
    PostTruth,
    React,
    ReactionTruth,
    ReceiptTruth,
    RedactionTruth,
    RedactPost,
    RemovePerson,
    RoomKind,
    RoomTruth,
    SortRoom,
    TypingTruth,
    Upload,
)
from sync.model.faults import AuthNeeded, CursorExpired, Fault, Offline, Rejected, Unreadable
from sync.model.ids import BlobName, ItemId, RemoteId, RoomId, new_operation_id
from sync.model.operations import NOTHING, Applied, Intention, Octets, Payload, RemoteItem, RemoteOperation
from sync.model.polls import EndPoll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.model.profile import ChangeProfile, Presence
from sync.protocols.base import Protocol
from sync.protocols.conversing import ListedRoom, OwnProfile, Talks

ROOM, ITEM, NOWHERE = RoomId(1), ItemId(1), RemoteId("")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""
_numbers = itertools.count(1)


def operation(
    intention: Intention,
    room: RemoteId = NOWHERE,
    *items: RemoteId,
    thread: RemoteId = NOWHERE,
    payload: Payload = NOTHING,
) -> RemoteOperation:
    """What a protocol is asked."""
    places = tuple(RemoteItem(room, item) for item in items)
    return RemoteOperation(new_operation_id(), intention, places, room, payload=payload, folder=thread)


def made(applied: Applied) -> RemoteItem:
    """What an operation made."""
    [landed] = applied.landed
    assert landed.was is None
    assert landed.now is not None
    return landed.now


class Reader:
    """What somebody who follows the stream believes."""

    def __init__(self, chat: Protocol) -> None:
        self.chat = chat
        self.stream = NOWHERE
        self.cursor: bytes | None = None
        self.rooms: dict[RemoteId, RoomTruth] = {}
        self.posts: dict[RemoteId, dict[RemoteId, PostTruth]] = {}
        self.edits: dict[RemoteId, EditTruth] = {}
        self.redactions: dict[RemoteId, RedactionTruth] = {}
        self.reactions: dict[RemoteId, ReactionTruth] = {}
        self.votes: dict[RemoteId, VoteTruth] = {}
        self.ends: dict[RemoteId, PollEndTruth] = {}
        self.members: dict[tuple[RemoteId, str], MemberTruth] = {}
        self.receipts: dict[tuple[RemoteId, str], ReceiptTruth] = {}
        self.gaps: dict[RemoteId, GapTruth] = {}
        self.typing: dict[RemoteId, tuple[str, ...]] = {}

    def take(self, page: ChangePage) -> None:
        for change in page.upserts:
            match change.truth:
                case RoomTruth() as room:
                    self.rooms[change.item] = room
                case PostTruth() as post:
                    self.posts.setdefault(post.room, {})[change.item] = post
                case EditTruth() as edit:
                    self.edits[edit.post] = edit
                case RedactionTruth() as redaction:
                    self.redactions[redaction.target] = redaction
                case ReactionTruth() as reaction:
                    self.reactions[change.item] = reaction
                case VoteTruth() as vote:
                    self.votes[change.item] = vote
                case PollEndTruth() as end:
                    self.ends[end.poll] = end
                case MemberTruth() as member:
                    self.members[member.room, member.person] = member
                case ReceiptTruth() as receipt:
                    self.receipts[receipt.room, receipt.person] = receipt
                case TypingTruth() as typing:
                    self.typing[typing.room] = typing.people
                case GapTruth() as gap:
                    self.gaps[gap.room] = gap

    async def follow(self) -> None:
        """Read until nothing more is there."""
        if not self.stream:
            [stream] = await self.chat.collections()
            self.stream = stream.remote_id
        more = True
        while more:
            page = await self.chat.changes(self.stream, self.cursor)
            self.take(page)
            self.cursor, more = page.cursor, page.more
            await self.rest()

    async def rest(self) -> None:
        """Let what a protocol does beside the stream come to an end."""
        resting = getattr(self.chat, "at_rest", None)
        if resting is not None:
            await resting()

    async def until(self, wanted: Any) -> None:
        """Follow until `wanted()` holds (a server may take a moment)."""
        for _ in range(100):
            await self.follow()
            if wanted():
                return
            await asyncio.sleep(0.02)
        raise AssertionError("it never came")

    def bodies(self, room: RemoteId) -> list[str]:
        """What was said in a room, in its order."""
        shown = (PostKind.TEXT, PostKind.FILE, PostKind.IMAGE, PostKind.SEALED)
        return [post.why or post.body for post in self.posts.get(room, {}).values() if post.kind in shown]

    def item(self, room: RemoteId, body: str) -> RemoteId:
        return next(item for item, post in self.posts[room].items() if post.body == body)


class ChatContract:
    """What every chat protocol does. `me` and `other` are signed in as two people of one server."""

    encrypted = False
    """Whether the rooms of the suite are."""

    async def connect(self, server: Any, person: str) -> Protocol:
        """Return a protocol signed in as `person`, on the device that this person had before."""
        raise NotImplementedError

    async def impostor(self, server: Any) -> Protocol:
        """Return a protocol with a wrong password."""
        raise NotImplementedError

    def people(self, server: Any) -> tuple[str, str]:
        """Return two people that no other test uses."""
        raise NotImplementedError

    def lose_next_answer(self, server: Any, chat: Protocol) -> None:
        """Let the next operation take effect, and its answer be lost."""
        pytest.skip("answers of this server cannot be lost at will")

    async def be_there(self, server: Any, who: Reader) -> None:
        """Let somebody be seen as present, as another program of theirs would."""
        raise NotImplementedError

    def cut_off(self, server: Any, chat: Protocol) -> None:
        """Make the server unreachable."""
        pytest.skip("this server cannot be cut off")

    def bring_back(self, server: Any, chat: Protocol) -> None:
        """Make the server reachable again."""

    @pytest.fixture
    def names(self, server: Any) -> tuple[str, str]:
        return self.people(server)

    @pytest.fixture
    async def me(self, server: Any, names: tuple[str, str]) -> AsyncIterator[Reader]:
        chat = await self.connect(server, names[0])
        reader = Reader(chat)
        await reader.follow()
        yield reader
        await chat.close()

    @pytest.fixture
    async def other(self, server: Any, names: tuple[str, str]) -> AsyncIterator[Reader]:
        chat = await self.connect(server, names[1])
        reader = Reader(chat)
        await reader.follow()
        yield reader
        await chat.close()

    async def room(self, me: Reader, other: Reader, name: str = "") -> RemoteId:
        """Put both into a room."""
        name = name or f"Salle {next(_numbers)}"
        intention = CreateRoom(name, (other.stream,), encrypted=self.encrypted)
        room = made(await me.chat.apply(operation(intention))).collection
        await other.until(lambda: room in other.rooms)
        await other.chat.apply(operation(JoinRoom(ROOM), room))
        await other.until(lambda: other.rooms[room].membership is Membership.JOINED)
        await me.until(lambda: room in me.rooms)
        return room

    async def say(self, who: Reader, room: RemoteId, body: str) -> RemoteId:
        return made(await who.chat.apply(operation(PostToRoom(ROOM, body), room))).item

    async def found_room(self, who: Reader, name: str) -> ListedRoom:
        """Find a listed room (a server may take a moment)."""
        assert isinstance(who.chat, Talks)
        for _ in range(200):
            for one in await who.chat.conversing().find_rooms(name):
                if one.name == name:
                    return one
            await asyncio.sleep(0.05)
        raise AssertionError("it was never listed")

    # --- members, typing, directories ---

    async def test_members_are_told_rooms_and_people_are_found_and_others_see_who_writes(
        self, me: Reader, other: Reader
    ) -> None:
        room = await self.room(me, other)
        assert isinstance(me.chat, Talks)
        assert isinstance(other.chat, Talks)
        members = [change.truth for change in await me.chat.conversing().members(room)]
        assert {(one.person, one.membership) for one in members if isinstance(one, MemberTruth)} == {
            (me.stream, Membership.JOINED), (other.stream, Membership.JOINED),
        }  # fmt: skip
        name = f"Forum {next(_numbers)}"
        listed = made(await other.chat.apply(operation(CreateRoom(name, listed=True)))).collection
        found = await self.found_room(me, name)
        await me.chat.apply(operation(JoinRoom(None, found.address)))
        await me.until(lambda: listed in me.rooms and me.rooms[listed].membership is Membership.JOINED)
        local = other.stream.removeprefix("@").partition(":")[0]
        people = await me.chat.conversing().find_people(local)
        assert other.stream in [one.person for one in people]
        await other.chat.conversing().say_typing(room, typing=True)
        await me.until(lambda: me.typing.get(room) == (other.stream,))
        await other.chat.conversing().say_typing(room, typing=False)
        await me.until(lambda: me.typing.get(room) == ())

    async def test_an_own_reaction_is_taken_back(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        item = await self.say(me, room, "Qui vient ?")
        reaction = made(await me.chat.apply(operation(React(ROOM, ITEM, "👍"), room, item))).item
        await other.until(lambda: reaction in other.reactions)
        await me.chat.apply(operation(React(ROOM, ITEM, "👍", wanted=False), room, reaction))
        await other.until(lambda: reaction in other.redactions)

    # --- rooms ---

    async def test_an_invitation_comes_is_accepted_and_the_room_is_left(self, me: Reader, other: Reader) -> None:
        room = made(
            await me.chat.apply(operation(CreateRoom("Été", (other.stream,), encrypted=self.encrypted)))
        ).collection
        await other.until(lambda: room in other.rooms)
        invited = other.rooms[room]
        assert (invited.membership, invited.inviter) == (Membership.INVITED, me.stream)
        assert invited.permitted == frozenset()
        await other.chat.apply(operation(JoinRoom(ROOM), room))
        await other.until(lambda: other.rooms[room].membership is Membership.JOINED)
        assert other.rooms[room].name == "Été"
        assert other.rooms[room].encrypted is self.encrypted
        await me.until(lambda: me.members[room, other.stream].membership is Membership.JOINED)
        leaving = operation(LeaveRoom(ROOM), room)
        await other.chat.apply(leaving)
        await other.chat.apply(leaving)
        await me.until(lambda: me.members[room, other.stream].membership is Membership.LEFT)

    async def test_a_conversation_is_named_after_the_other_person(self, me: Reader, other: Reader) -> None:
        intention = CreateRoom("", (other.stream,), direct=True, encrypted=self.encrypted)
        room = made(await me.chat.apply(operation(intention))).collection
        await me.until(lambda: room in me.rooms and me.rooms[room].kind is RoomKind.PEOPLE)
        assert me.rooms[room].name
        await other.until(lambda: room in other.rooms)
        assert other.rooms[room].kind is RoomKind.PEOPLE

    async def test_what_a_room_is_called_and_what_is_pinned_can_be_changed_by_those_who_may(
        self, me: Reader, other: Reader
    ) -> None:
        room = await self.room(me, other)
        post = await self.say(me, room, "À garder")
        assert Permission.RENAME in me.rooms[room].permitted
        assert Permission.RENAME not in other.rooms[room].permitted
        assert Permission.POST in other.rooms[room].permitted
        changing = operation(ChangeRoom(ROOM, name="Autrement", topic="De quoi", pinned=(ITEM,)), room, post)
        for _ in range(2):
            await me.chat.apply(changing)
        await other.until(lambda: other.rooms[room].pinned == (post,))
        assert (other.rooms[room].name, other.rooms[room].topic) == ("Autrement", "De quoi")
        with pytest.raises(Rejected):
            await other.chat.apply(operation(ChangeRoom(ROOM, name="À moi"), room))

    async def test_people_are_invited_and_removed_by_those_who_may(self, me: Reader, other: Reader) -> None:
        room = made(await me.chat.apply(operation(CreateRoom("Porte", encrypted=self.encrypted)))).collection
        inviting = operation(InvitePerson(ROOM, other.stream), room)
        for _ in range(2):
            await me.chat.apply(inviting)
        await other.until(lambda: room in other.rooms)
        await other.chat.apply(operation(JoinRoom(ROOM), room))
        removing = operation(RemovePerson(ROOM, other.stream, "Adieu"), room)
        for _ in range(2):
            await me.chat.apply(removing)
        await me.until(lambda: me.members[room, other.stream].membership is Membership.LEFT)
        with pytest.raises(Rejected):
            await self.say(other, room, "Encore là ?")

    async def test_a_room_gets_a_picture_from_those_who_may_give_it_one(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        assert Permission.SET_PICTURE in me.rooms[room].permitted
        assert Permission.SET_PICTURE not in other.rooms[room].permitted
        upload = Upload(BlobName(b""), "picture.png", "image/png", len(DOT), 1, 1)
        await me.chat.apply(operation(ChangeRoom(ROOM, picture=upload), room, payload=Octets(DOT)))
        await other.until(lambda: bool(other.rooms[room].avatar))
        chunks = [one async for one in other.chat.fetch(NOWHERE, [RemoteId(other.rooms[room].avatar)], Want.SMALL)]
        assert chunks[-1].last
        assert b"".join(one.data or b"" for one in chunks)[:4] == DOT[:4]
        with pytest.raises(Rejected):
            await other.chat.apply(operation(ChangeRoom(ROOM, picture=upload), room, payload=Octets(DOT)))
        await me.chat.apply(operation(ChangeRoom(ROOM, bare=True), room))
        await other.until(lambda: not other.rooms[room].avatar)

    async def test_a_name_and_a_picture_of_oneself_are_seen_by_others(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        upload = Upload(BlobName(b""), "picture.png", "image/png", len(DOT), 1, 1)
        changing = operation(ChangeProfile("Camille Perrin", upload), payload=Octets(DOT))
        for _ in range(2):
            await me.chat.apply(changing)
        assert isinstance(me.chat, Talks)
        shown = await me.chat.conversing().profile()
        assert shown.name == "Camille Perrin"
        assert shown.picture
        await other.until(lambda: getattr(other.members.get((room, me.stream)), "name", "") == "Camille Perrin")
        await other.until(lambda: other.members[room, me.stream].avatar == shown.picture)
        await me.chat.apply(operation(ChangeProfile(bare=True)))
        assert await me.chat.conversing().profile() == OwnProfile("Camille Perrin", "")

    async def test_it_is_known_who_is_there(self, server: Any, me: Reader, other: Reader) -> None:
        await self.room(me, other)
        await self.be_there(server, other)
        assert isinstance(me.chat, Talks)
        nobody = "@personne.du.tout:" + me.stream.partition(":")[2]
        for _ in range(100):
            found = await me.chat.conversing().presence([other.stream, nobody])
            if found[other.stream] is Presence.HERE:
                break
            await asyncio.sleep(0.05)
        assert found[other.stream] is Presence.HERE
        assert found[nobody] is Presence.UNKNOWN

    async def test_favourites_and_muted_rooms_are_the_same_on_every_device(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        sorting = operation(SortRoom(ROOM, favourite=True, muted=True), room)
        for _ in range(2):
            await me.chat.apply(sorting)
        await me.until(lambda: me.rooms[room].favourite and me.rooms[room].muted)
        await me.chat.apply(operation(SortRoom(ROOM, favourite=False, muted=False), room))
        await me.until(lambda: not me.rooms[room].favourite and not me.rooms[room].muted)

    # --- posts ---

    async def test_posts_come_to_everybody_in_order_and_the_echo_names_its_operation(
        self, me: Reader, other: Reader
    ) -> None:
        room = await self.room(me, other)
        saying = operation(PostToRoom(ROOM, "Bonjour é 🎉", "<b>Bonjour</b> é 🎉"), room)
        item = made(await me.chat.apply(saying)).item
        for number in range(3):
            await self.say(me, room, f"Suite {number}")
        said = ["Bonjour é 🎉", "Suite 0", "Suite 1", "Suite 2"]
        await other.until(lambda: other.bodies(room) == said)
        await me.until(lambda: me.bodies(room) == said)
        mine, theirs = me.posts[room][item], other.posts[room][item]
        assert (theirs.sender, theirs.html) == (me.stream, "<b>Bonjour</b> é 🎉")
        assert mine.operation == saying.id
        assert theirs.operation == ""

    async def test_an_operation_carried_out_twice_is_one_post(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        saying = operation(PostToRoom(ROOM, "Une fois"), room)
        first = made(await me.chat.apply(saying))
        assert made(await me.chat.apply(saying)) == first
        await self.say(me, room, "Fin")
        await other.until(lambda: "Fin" in other.bodies(room))
        assert other.bodies(room) == ["Une fois", "Fin"]

    async def test_a_post_whose_answer_was_lost_is_one_post(self, server: Any, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        saying = operation(PostToRoom(ROOM, "Perdue ?"), room)
        self.lose_next_answer(server, me.chat)
        with pytest.raises(Fault):
            await me.chat.apply(saying)
        await me.chat.apply(saying)
        await self.say(me, room, "Fin")
        await other.until(lambda: "Fin" in other.bodies(room))
        assert other.bodies(room) == ["Perdue ?", "Fin"]

    async def test_replies_threads_mentions_edits_reactions_and_redactions(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        post = await self.say(me, room, "Question")
        await other.until(lambda: "Question" in other.bodies(room))
        calling = PostToRoom(ROOM, "Réponse", mentions=frozenset({me.stream}))
        reply = made(await other.chat.apply(operation(calling, room, post))).item
        inside = made(await other.chat.apply(operation(PostToRoom(ROOM, "Au fil"), room, thread=post))).item
        reaction = made(await other.chat.apply(operation(React(ROOM, ITEM, "👍"), room, post))).item
        await me.until(lambda: inside in me.posts[room] and reaction in me.reactions)
        assert me.posts[room][reply].reply_to == post
        assert me.posts[room][reply].mentions == {me.stream}
        assert (me.posts[room][inside].thread, me.posts[room][inside].reply_to) == (post, "")
        assert (me.reactions[reaction].post, me.reactions[reaction].key) == (post, "👍")
        await me.chat.apply(operation(EditPost(ROOM, ITEM, "Question !"), room, post))
        await other.until(lambda: post in other.edits)
        assert other.edits[post].body == "Question !"
        await other.chat.apply(operation(RedactPost(ROOM, ITEM), room, reaction))
        await me.chat.apply(operation(RedactPost(ROOM, ITEM, "Trop tard"), room, post))
        await other.until(lambda: post in other.redactions)
        assert other.redactions[post].reason == "Trop tard"
        await me.until(lambda: reaction in me.redactions)
        with pytest.raises(Rejected):
            await other.chat.apply(operation(RedactPost(ROOM, ITEM), room, me.item(room, "Question")))

    async def test_a_poll_is_asked_voted_on_and_closed(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        asking = operation(StartPoll(ROOM, "Quand ?", ("Mardi", "Jeudi", "Jamais"), most=2, open=False), room)
        poll = made(await me.chat.apply(asking)).item
        assert made(await me.chat.apply(asking)).item == poll
        await other.until(lambda: poll in other.posts.get(room, {}))
        post = other.posts[room][poll]
        assert (post.kind, post.body) == (PostKind.POLL, "Quand ?")
        assert post.poll is not None
        assert [one.text for one in post.poll.answers] == ["Mardi", "Jeudi", "Jamais"]
        assert (post.poll.most, post.poll.open) == (2, False)
        tuesday, thursday, _ = (one.id for one in post.poll.answers)
        for answers in ((thursday,), (tuesday, thursday), ()):
            await other.chat.apply(operation(Vote(ROOM, ITEM, answers, post.poll.form), room, poll))
        await me.until(lambda: len(me.votes) == 3)
        assert [(one.sender, one.poll, one.answers) for one in me.votes.values()] == [
            (other.stream, poll, (thursday,)), (other.stream, poll, (tuesday, thursday)), (other.stream, poll, ()),
        ]  # fmt: skip
        await other.chat.apply(operation(EndPoll(ROOM, ITEM, "Fini", post.poll.form), room, poll))
        await me.until(lambda: poll in me.ends)
        assert (me.ends[poll].sender, me.ends[poll].may) == (other.stream, False)
        await me.chat.apply(operation(EndPoll(ROOM, ITEM, "Fini", post.poll.form), room, poll))
        await other.until(lambda: other.ends[poll].sender == me.stream)
        assert other.ends[poll].may

    async def test_what_was_read_is_known_to_others_and_to_oneself(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        post = await self.say(me, room, "Lu ?")
        await other.until(lambda: post in other.posts.get(room, {}))
        reading = operation(MarkRead(ROOM, ITEM), room, post)
        for _ in range(2):
            await other.chat.apply(reading)
        await me.until(lambda: (room, other.stream) in me.receipts)
        assert me.receipts[room, other.stream].post == post
        await other.until(lambda: other.rooms[room].read_up_to == post)

    async def test_many_posts_leave_a_gap_that_can_be_filled_without_omission(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        said = [f"Post {number}" for number in range(45)]
        for body in said:
            await self.say(me, room, body)
        await other.until(lambda: said[-1] in other.bodies(room))
        gap = other.gaps[room]
        found: list[str] = []
        cursor: bytes = gap.token.encode()
        more = True
        while more:
            page = await other.chat.changes(room, cursor)
            found += [
                one.truth.body
                for one in page.upserts
                if isinstance(one.truth, PostTruth) and one.truth.kind is PostKind.TEXT
            ]
            cursor, more = page.cursor, page.more
        live = other.bodies(room)
        assert [*dict.fromkeys([*reversed(found), *live])] == said

    # --- files ---

    async def test_a_file_comes_as_it_was_posted(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        content = bytes(range(256)) * 600
        upload = Upload(BlobName(b""), "Plan été.png", "image/png", len(content), 40, 30)
        posting = PostToRoom(ROOM, "Le plan", upload=upload)
        item = made(await me.chat.apply(operation(posting, room, payload=Octets(content)))).item
        await other.until(lambda: item in other.posts.get(room, {}))
        post = other.posts[room][item]
        assert post.kind is PostKind.IMAGE
        assert post.media is not None
        assert (post.media.name, post.media.size, post.media.width) == ("Plan été.png", len(content), 40)
        assert bool(post.media.key) is self.encrypted
        reference = RemoteId(post.media.key or post.media.url)
        chunks = [chunk async for chunk in other.chat.fetch(room, [reference], Want.WHOLE)]
        assert b"".join(chunk.data or b"" for chunk in chunks) == content
        assert [chunk.last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
        gone = RemoteId(post.media.url + "Z")
        assert [(chunk.data, chunk.last) async for chunk in other.chat.fetch(room, [gone], Want.WHOLE)] == [
            (None, True)
        ]

    async def test_an_address_that_is_none_is_refused(self, me: Reader) -> None:
        for nonsense in ("https://ailleurs.example/x", "mxc://", "{}"):
            with pytest.raises(Unreadable):
                _ = [chunk async for chunk in me.chat.fetch(NOWHERE, [RemoteId(nonsense)], Want.WHOLE)]

    # --- the stream ---

    async def test_a_restart_goes_on_where_it_was(
        self, server: Any, me: Reader, other: Reader, names: tuple[str, str]
    ) -> None:
        room = await self.room(me, other)
        await self.say(me, room, "Avant")
        await other.until(lambda: "Avant" in other.bodies(room))
        await other.chat.close()
        await self.say(me, room, "Pendant")
        other.chat = await self.connect(server, names[1])
        await other.until(lambda: "Pendant" in other.bodies(room))
        assert other.bodies(room) == ["Avant", "Pendant"]
        await other.chat.close()

    async def test_a_cursor_may_be_used_again(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        cursor = other.cursor
        await self.say(me, room, "Encore")
        await other.until(lambda: "Encore" in other.bodies(room))
        again = Reader(other.chat)
        again.stream, again.cursor = other.stream, cursor
        await again.until(lambda: "Encore" in again.bodies(room))

    async def test_a_cursor_that_is_none_is_expired_and_everything_can_be_read_again(
        self, me: Reader, other: Reader
    ) -> None:
        room = await self.room(me, other)
        await self.say(me, room, "Toujours là")
        with pytest.raises(CursorExpired):
            await other.chat.changes(other.stream, b"\xffnonsense")
        again = Reader(other.chat)
        await again.until(lambda: "Toujours là" in again.bodies(room))

    async def test_the_server_says_when_something_is_new(self, me: Reader, other: Reader) -> None:
        room = await self.room(me, other)
        async with aclosing(other.chat.watch()) as nudges:
            waiting = asyncio.ensure_future(anext(nudges))
            await asyncio.sleep(0)
            await self.say(me, room, "Coucou")
            async with asyncio.timeout(20):
                while "Coucou" not in other.bodies(room):
                    assert (await waiting).collection in (None, other.stream)
                    await other.follow()
                    waiting = asyncio.ensure_future(anext(nudges))
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)

    async def test_a_server_that_cannot_be_reached_is_offline_and_nothing_is_lost(
        self, server: Any, me: Reader, other: Reader
    ) -> None:
        room = await self.room(me, other)
        saying = operation(PostToRoom(ROOM, "Plus tard"), room)
        self.cut_off(server, me.chat)
        with pytest.raises(Offline):
            await me.chat.apply(saying)
        with pytest.raises(Offline):
            await me.chat.changes(me.stream, me.cursor)
        self.bring_back(server, me.chat)
        await me.chat.apply(saying)
        await other.until(lambda: other.bodies(room) == ["Plus tard"])

    async def test_a_wrong_password_is_said(self, server: Any) -> None:
        chat = await self.impostor(server)
        with pytest.raises(AuthNeeded):
            await chat.check()
        await chat.close()
