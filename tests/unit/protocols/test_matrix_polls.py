"""Polls as other programs write them: the stable form, the one in use, and everything that is neither."""

from __future__ import annotations

from typing import Any

import pytest

from sync.model.chat import EditTruth, PostKind, PostTruth
from sync.model.ids import ItemId, RemoteId, RoomId
from sync.model.polls import Answer, EndPoll, Poll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.model.trust import Trust
from sync.protocols.matrix import polls, posts

ROOM, POST = RoomId(1), ItemId(1)
STABLE = {
    "m.text": [{"mimetype": "text/plain", "body": "Quand ?\n1. Mardi\n2. Jeudi"}],
    "m.poll": {
        "kind": "m.disclosed", "max_selections": 2,
        "question": {"m.text": [{"mimetype": "text/html", "body": "<b>Quand</b> ?"}, {"body": "Quand ?"}]},
        "answers": [{"m.id": "m", "m.text": [{"body": "Mardi"}]}, {"m.id": "j", "m.text": [{"body": "Jeudi"}]}],
    },
}  # fmt: skip
USUAL = {
    "org.matrix.msc1767.text": "Quand ?\n1. Mardi\n2. Jeudi",
    "org.matrix.msc3381.poll.start": {
        "kind": "org.matrix.msc3381.poll.undisclosed", "max_selections": 1,
        "question": {"org.matrix.msc1767.text": "Quand ?"},
        "answers": [{"id": "m", "org.matrix.msc1767.text": "Mardi"}, {"id": "j", "org.matrix.msc1767.text": "Jeudi"}],
    },
}  # fmt: skip


def read(kind: str, content: dict[str, Any], *, may: bool = False) -> Any:
    event = {"event_id": "$e", "sender": "@a:x", "type": kind, "content": content, "origin_server_ts": 5}
    return posts.read("!r:x", event, kind, content, Trust.CLEAR, lambda _: may)


@pytest.mark.parametrize(
    ("kind", "content", "most", "disclosed", "form"),
    [
        ("m.poll.start", STABLE, 2, True, polls.STABLE),
        ("org.matrix.msc3381.poll.start", USUAL, 1, False, polls.USUAL),
    ],
)
def test_both_forms_are_read(kind: str, content: dict[str, Any], most: int, disclosed: bool, form: str) -> None:
    post = read(kind, content)
    assert isinstance(post, PostTruth)
    assert (post.kind, post.body) == (PostKind.POLL, "Quand ?")
    assert post.poll == Poll((Answer("m", "Mardi"), Answer("j", "Jeudi")), most, disclosed, form)


@pytest.mark.parametrize(
    "answers", [None, [], "Mardi", [{}], [{"id": 3, "m.text": "x"}], [{"id": "", "org.matrix.msc1767.text": "x"}]]
)
def test_a_poll_without_answers_shows_its_question_alone(answers: object) -> None:
    content = {"m.poll": {"question": {"m.text": "Quand ?"}, "answers": answers, "max_selections": "deux"}}
    post = read("m.poll.start", content)
    assert isinstance(post, PostTruth)
    assert (post.body, post.poll) == ("Quand ?", None)


def test_hostile_numbers_and_lengths_are_cut() -> None:
    answers = [{"m.id": f"a{place % 30}", "m.text": [{"body": "x" * 10_000}]} for place in range(50)]
    poll = polls.read("m.poll.start", {"m.poll": {"answers": answers, "max_selections": 10**9}})
    assert poll is not None
    assert (len(poll.answers), poll.most, len(poll.answers[0].text)) == (20, 20, 2000)
    poll = polls.read("m.poll.start", {"m.poll": {"answers": answers[:2], "max_selections": -4}})
    assert poll is not None
    assert poll.most == 1


def test_votes_and_ends_of_both_forms_are_read_and_those_about_nothing_are_not() -> None:
    relation = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$p"}}
    vote = VoteTruth(RemoteId("!r:x"), RemoteId("$p"), "@a:x", 5, ("m",))
    assert read("m.poll.response", {**relation, "m.selections": ["m"]}) == vote
    assert read("org.matrix.msc3381.poll.response", {**relation, "org.matrix.msc3381.poll.response": {"answers": ["m"]}}) == vote
    assert read("m.poll.response", {**relation, "m.selections": "m"}).answers == ()
    assert read("m.poll.response", {"m.selections": ["m"]}) is None
    assert read("m.poll.end", relation, may=True) == PollEndTruth(RemoteId("!r:x"), RemoteId("$p"), "@a:x", 5, True)
    assert read("org.matrix.msc3381.poll.end", relation).may is False
    assert read("m.poll.end", {"m.relates_to": {"rel_type": "m.thread", "event_id": "$p"}}) is None


def test_a_poll_written_anew_is_an_edit_with_the_poll() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$p"}
    edit = read("org.matrix.msc3381.poll.start", {"m.new_content": USUAL, "m.relates_to": relation})
    assert isinstance(edit, EditTruth)
    assert edit.body == "Quand ?"
    assert edit.poll is not None


def test_what_is_written_is_read_again() -> None:
    kind, content = polls.start_event(StartPoll(ROOM, "Où ?", ("Ici", "Là"), 2, open=False))
    post = read(kind, content)
    assert post.body == "Où ?"
    assert post.poll == Poll((Answer("a1", "Ici"), Answer("a2", "Là")), 2, False, polls.USUAL)
    assert content["org.matrix.msc1767.text"] == "Où ?\n1. Ici\n2. Là"
    for form in (polls.USUAL, polls.STABLE):
        kind, content = polls.vote_event(Vote(ROOM, POST, ("a1",), form), RemoteId("$p"))
        assert (kind, read(kind, content).answers) == (f"{form}response", ("a1",))
        kind, content = polls.end_event(EndPoll(ROOM, POST, "Fini", form), RemoteId("$p"))
        assert (kind, read(kind, content).poll) == (f"{form}end", "$p")
