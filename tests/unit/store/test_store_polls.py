"""Polls in the store: what counts of votes and ends, in any order of arrival, and what the user wants laid over it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.chat import EditTruth, Membership, PostKind, PostTruth, RedactionTruth, RoomKind, RoomTruth
from sync.model.collections import Collection
from sync.model.ids import RemoteId
from sync.model.operations import OperationState
from sync.model.pending import Pending
from sync.model.polls import Answer, EndPoll, Poll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.model.trust import Trust
from sync.store.chat_rows import PollStanding, PostRow
from sync.store.read import chat as read_chat
from sync.store.read import polls as read_polls
from sync.store.write import chat as write_chat
from sync.store.write import chat_index, outbox
from sync.store.write.collections import store_collections
from tests.unit.store.desk import Desk

ROOM, POLL = RemoteId("!salle:x"), RemoteId("$poll")
ME, CLAIRE, YANN = "@moi:x", "@claire:x", "@yann:x"
ASKED = Poll((Answer("a", "Mardi"), Answer("b", "Jeudi"), Answer("c", "Jamais")), most=2)
QUESTION = Change(POLL, "1", PostTruth(ROOM, CLAIRE, 1000, PostKind.POLL, "Quand ?", poll=ASKED))

_numbers = itertools.count()


def vote(person: str, sent: int, *answers: str, item: str = "") -> Change:
    return Change(RemoteId(item or f"$v{next(_numbers)}"), "1", VoteTruth(ROOM, POLL, person, sent, answers))


def end(person: str, sent: int, *, may: bool = False) -> Change:
    return Change(RemoteId(f"$e{next(_numbers)}"), "1", PollEndTruth(ROOM, POLL, person, sent, may))


class Table:
    """A room with a poll."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.do(store_collections, desk.account, Service.CHAT, [Collection(RemoteId(ME), Service.CHAT, ME)])
        self.take(Change(ROOM, "1", RoomTruth("Salle", RoomKind.ROOM, Membership.JOINED)))

    def take(self, *changes: Change) -> Any:
        return self.desk.do(write_chat.store_stream, self.desk.account, changes)

    @property
    def room(self) -> Any:
        return read_chat.rooms(self.desk.connection)[0].id

    @property
    def posts(self) -> list[PostRow]:
        return read_chat.timeline(self.desk.connection, self.room)

    def stands(self) -> PollStanding:
        return read_polls.standings(self.desk.connection, self.posts)[POLL]

    def counts(self) -> list[int]:
        return [len(people) for people in self.stands().people]


@pytest.fixture
def table(desk: Desk) -> Table:
    return Table(desk)


def test_the_newest_vote_of_each_counts_in_whatever_order_they_come(table: Table) -> None:
    told = [QUESTION, vote(YANN, 3000, "a", "b"), vote(YANN, 2000, "c"), vote(CLAIRE, 2000, "a"), vote(ME, 2500, "c")]
    for order in itertools.permutations(told):
        table.take(*order)
        stands = table.stands()
        assert stands.people == ((CLAIRE, YANN), (YANN,), (ME,))
        assert (stands.voters, stands.mine, stands.ended) == (3, ("c",), 0)


def test_too_many_answers_are_cut_and_unknown_ones_spoil_the_vote(table: Table) -> None:
    table.take(QUESTION, vote(YANN, 2000, "a", "b", "c"), vote(CLAIRE, 2000, "a", "ailleurs"), vote(ME, 2000, "b", "b"))
    assert table.counts() == [1, 2, 0]
    assert table.stands().voters == 2
    table.take(vote(YANN, 3000))
    assert table.counts() == [0, 1, 0]


def test_who_may_closes_a_poll_and_later_votes_do_not_count(table: Table) -> None:
    table.take(QUESTION, vote(YANN, 2000, "a"), end(YANN, 2500))
    assert not table.stands().ended
    table.take(vote(ME, 4000, "b"), end(CLAIRE, 3500))
    assert (table.stands().ended, table.counts()) == (3500, [1, 0, 0])
    table.take(end(YANN, 1500, may=True))
    assert (table.stands().ended, table.counts()) == (1500, [0, 0, 0])


def test_a_vote_or_an_end_that_was_taken_away_no_longer_counts(table: Table) -> None:
    closing = end(CLAIRE, 2500)
    table.take(QUESTION, vote(YANN, 2000, "a", item="$once"), closing)
    for target in ("$once", closing.item):
        table.take(Change(RemoteId(f"$r{target}"), "1", RedactionTruth(ROOM, RemoteId(target), YANN)))
    assert (table.counts(), table.stands().ended) == ([0, 0, 0], 0)
    table.take(vote(YANN, 2000, "a", item="$once"))
    assert table.counts() == [0, 0, 0]


def test_a_poll_that_was_taken_away_is_none(table: Table) -> None:
    table.take(QUESTION, vote(YANN, 2000, "a"), Change(RemoteId("$r"), "1", RedactionTruth(ROOM, POLL, CLAIRE)))
    [post] = table.posts
    assert (post.kind, post.poll, post.body) == (PostKind.REDACTED, None, "")
    assert read_polls.standings(table.desk.connection, table.posts) == {}


def test_a_question_written_anew_keeps_its_votes(table: Table) -> None:
    other = Poll((Answer("a", "Lundi"), Answer("b", "Jeudi")))
    edit = EditTruth(ROOM, POLL, CLAIRE, 3000, "Quel jour ?", poll=other)
    table.take(QUESTION, vote(YANN, 2000, "a"), Change(RemoteId("$edit"), "1", edit))
    [post] = table.posts
    assert (post.body, post.poll) == ("Quel jour ?", other)
    assert table.counts() == [1, 0]


def test_a_vote_that_could_not_be_opened_at_first_leaves_no_post_behind(table: Table) -> None:
    sealed = PostTruth(ROOM, YANN, 2000, PostKind.SEALED, trust=Trust.UNKNOWN, why="no_key")
    table.take(QUESTION, Change(RemoteId("$late"), "1", sealed))
    assert [post.kind for post in table.posts] == [PostKind.POLL, PostKind.SEALED]
    table.take(vote(YANN, 2000, "b", item="$late"))
    assert [post.kind for post in table.posts] == [PostKind.POLL]
    assert table.counts() == [0, 1, 0]


def test_what_waits_in_the_outbox_is_seen_and_what_was_refused_is_not(table: Table) -> None:
    table.take(QUESTION, vote(ME, 2000, "a"), vote(YANN, 2000, "a"))
    [poll] = table.posts
    table.desk.intend(Vote(table.room, poll.id, ("b",)))
    last = table.desk.intend(Vote(table.room, poll.id, ("b", "c")))
    stands = table.stands()
    assert (stands.people, stands.mine, stands.waits) == (((YANN,), (ME,), (ME,)), ("b", "c"), True)
    table.desk.do(outbox.set_state, last.id, OperationState.REFUSED)
    assert table.stands().mine == ("b",)
    table.desk.intend(EndPoll(table.room, poll.id))
    assert table.stands().ended
    table.desk.intend(StartPoll(table.room, "Où ?", ("Ici", "Là")))
    [asked] = read_chat.waiting(table.desk.connection, table.room)
    assert (asked.kind, asked.body, asked.pending) == (PostKind.POLL, "Où ?", Pending.QUEUED)
    assert asked.poll is not None
    assert [answer.text for answer in asked.poll.answers] == ["Ici", "Là"]


def test_answers_are_searched_with_the_question(table: Table) -> None:
    done = table.take(QUESTION)
    [(_, text)] = chat_index.texts_of(table.desk.connection, done.posts)
    assert text == "Quand ?  Mardi Jeudi Jamais"
