"""The command line's commands for polls in a room: ask, vote, close. Without a name the newest open poll of the room is meant."""

from __future__ import annotations

import argparse
from typing import Any

from app.terminal.rooms import in_room, intend
from app.terminal.session import Session
from sync.model.faults import Gone, Rejected
from sync.model.polls import EndPoll, StartPoll, Vote
from sync.store.chat_rows import PollStanding, PostRow, RoomRow
from sync.store.read import chat as read_chat
from sync.store.read import polls as read_polls

_LOOKED_AT = 1000
"""Posts from the end of a room among which its newest poll is looked for."""


async def ask(session: Session, asked: argparse.Namespace) -> None:
    """Ask a room. Raises `Rejected("poll_answers")` where there is nothing to choose from."""
    room = in_room(session, asked.room)
    answers = tuple(dict.fromkeys(asked.answer))
    if not 2 <= len(answers) <= 20 or not 1 <= asked.most <= len(answers):
        raise Rejected("poll_answers")
    poll = StartPoll(room.id, asked.question, answers, asked.most, open=not asked.hidden)
    await intend(session, room.account, poll)


async def vote(session: Session, asked: argparse.Namespace) -> None:
    """Choose answers, by number or by their text, in place of those chosen before; none: take the vote back."""
    room, row, _ = _poll(session, asked)
    if row.poll is None:
        return
    chosen = []
    for wanted in asked.answer:
        number = int(wanted) - 1 if wanted.isdigit() else -1
        found = [one.id for place, one in enumerate(row.poll.answers) if place == number or one.text == wanted]
        if not found:
            raise Rejected("no_such_answer", answer=wanted)
        chosen.append(found[0])
    if len(chosen) > row.poll.most:
        raise Rejected("too_many_answers", most=row.poll.most)
    await intend(session, room.account, Vote(room.id, row.id, tuple(chosen), row.poll.form))


async def close(session: Session, asked: argparse.Namespace) -> None:
    """Close a poll."""
    room, row, _ = _poll(session, asked)
    if row.poll is not None:
        await intend(session, room.account, EndPoll(room.id, row.id, row.body, row.poll.form))


def record(row: PostRow, standing: PollStanding | None) -> dict[str, Any] | None:
    """Return a poll as a record: its answers with what they got, where that may be seen."""
    if row.poll is None:
        return None
    seen = standing is not None and (row.poll.open or standing.ended)
    return {
        "answers": [
            {
                "text": answer.text,
                "votes": len(standing.people[place]) if standing is not None and seen else None,
                "mine": standing is not None and answer.id in standing.mine,
            }
            for place, answer in enumerate(row.poll.answers)
        ],
        "most": row.poll.most,
        "open": row.poll.open,
        "ended": bool(standing is not None and standing.ended),
    }


def text(row: PostRow, standing: PollStanding | None) -> str:
    """Return a poll in one line: `Question : 1. Answer (3) ✓ | 2. …`."""
    found = record(row, standing)
    if found is None:
        return row.body
    answers = (
        f"{place}. {one['text']}" + (f" ({one['votes']})" if one["votes"] is not None else "") + (" ✓" if one["mine"] else "")
        for place, one in enumerate(found["answers"], 1)
    )
    return f"{row.body} — {' | '.join(answers)}"


def _poll(session: Session, asked: argparse.Namespace) -> tuple[RoomRow, PostRow, PollStanding]:
    """Return the poll that is meant. Raises `Gone("poll")`."""
    room = in_room(session, asked.room)
    with session.reader() as opened:
        rows = [row for row in read_chat.timeline(opened, room.id, limit=_LOOKED_AT) if row.poll is not None]
        found = read_polls.standings(opened, rows)
    for row in reversed(rows):
        standing = found.get(row.remote_id)
        if standing is not None and (str(row.id) == asked.poll if asked.poll else not standing.ended):
            return room, row, standing
    raise Gone("poll", room=asked.room)
