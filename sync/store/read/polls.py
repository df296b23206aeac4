"""How polls stand: votes and ends counted as they came, with what the user wants laid over them (MSC3381, "Poll responses")."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sync.model.ids import AccountId, RemoteId
from sync.model.operations import OperationState
from sync.model.polls import EndPoll, Poll, Vote, chosen
from sync.serial import from_json, intention_from_json
from sync.store.chat_rows import PollStanding, PostRow
from sync.store.connection import Connection
from sync.store.read import chat as read_chat


def standings(connection: Connection, posts: Sequence[PostRow]) -> dict[RemoteId, PollStanding]:
    """Return how the polls among posts of one room stand."""
    polls = {row.remote_id: row for row in posts if row.poll is not None and row.remote_id}
    if not polls:
        return {}
    room = next(iter(polls.values())).room
    account = connection.execute("SELECT account_id FROM room WHERE id = ?", (room,)).fetchone()[0]
    me = read_chat.own_name(connection, account)
    names = json.dumps(list(polls))
    ends: dict[RemoteId, int] = {}
    for post, sender, sent, may in connection.execute(
        "SELECT post, sender, sent_ms, may FROM poll_end WHERE room_id = ? AND post IN (SELECT value FROM json_each(?)) "
        "ORDER BY sent_ms DESC",
        (room, names),
    ).fetchall():
        if may or sender == polls[RemoteId(post)].sender:
            ends[RemoteId(post)] = max(int(sent), 1)
    votes: dict[RemoteId, dict[str, tuple[str, ...]]] = {name: {} for name in polls}
    for post, sender, sent, answers in connection.execute(
        "SELECT post, sender, sent_ms, answers FROM poll_vote WHERE room_id = ? AND post IN (SELECT value FROM json_each(?)) "
        "ORDER BY sent_ms, remote_id",
        (room, names),
    ).fetchall():
        if sent <= ends.get(RemoteId(post), sent):
            votes[RemoteId(post)][sender] = from_json(answers, tuple[str, ...])
    waiting = _waiting(connection, account)
    found = {}
    for name, row in polls.items():
        wanted = [one for one in waiting if one.post == row.id]
        end = ends.get(name, 0) or next((1 for one in wanted if isinstance(one, EndPoll)), 0)
        own = next((one.answers for one in reversed(wanted) if isinstance(one, Vote)), None)
        if own is not None and not ends.get(name):
            votes[name][me] = own
        if row.poll is not None:
            found[name] = _standing(row.poll, votes[name], me, end, waits=bool(wanted))
    return found


def _waiting(connection: Connection, account: AccountId) -> list[Vote | EndPoll]:
    rows = connection.execute(
        "SELECT kind, intention FROM operation WHERE account_id = ? AND kind IN (?, ?) AND state IN (?, ?, ?) ORDER BY position",
        (
            account, Vote.kind, EndPoll.kind, OperationState.QUEUED, OperationState.RUNNING, OperationState.UNCERTAIN,
        ),
    ).fetchall()  # fmt: skip
    found = (intention_from_json(kind, text) for kind, text in rows)
    return [one for one in found if isinstance(one, (Vote, EndPoll))]


def _standing(poll: Poll, votes: dict[str, tuple[str, ...]], me: str, end: int, *, waits: bool) -> PollStanding:
    counted = {person: chosen(poll, answers) for person, answers in votes.items()}
    people = tuple(
        tuple(sorted(person for person, answers in counted.items() if answer.id in answers)) for answer in poll.answers
    )
    return PollStanding(people, sum(bool(answers) for answers in counted.values()), counted.get(me, ()), end, waits)
