"""Polls in a room: what is asked, who chose what, and that it is over; and what the user wants of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.ids import ItemId, RemoteId, RoomId

MOST_ANSWERS = 20
"""Answers that a poll may offer (MSC3381)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers of a poll. `id` is what votes name it by."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Poll:
    """What a poll asks; the question is the body of its post."""

    answers: tuple[Answer, ...]
    most: int = 1
    """Answers that one person may choose."""
    open: bool = True
    """Whether everybody sees the standing before the end."""
    form: str = ""
    """How it was written, in the protocol's own words: votes are written alike."""


@dataclass(frozen=True, slots=True)
class VoteTruth:
    """Somebody chose answers of a poll; its item is the vote. The newest of a person counts, without answers: taken back."""

    room: RemoteId
    poll: RemoteId
    sender: str
    sent: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollEndTruth:
    """A poll is over. Its item is the end; it counts where the poll's author says so, or somebody who `may`."""

    room: RemoteId
    poll: RemoteId
    sender: str
    sent: int
    may: bool = False


@dataclass(frozen=True, slots=True)
class StartPoll:
    """Ask a room."""

    kind: ClassVar[str] = "start_poll"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    question: str
    answers: tuple[str, ...]
    most: int = 1
    open: bool = True


@dataclass(frozen=True, slots=True)
class Vote:
    """Choose answers of a poll, in place of those chosen before; none: take the vote back."""

    kind: ClassVar[str] = "vote"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    answers: tuple[str, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class EndPoll:
    """Close a poll. `text` is what programs show that know no polls."""

    kind: ClassVar[str] = "end_poll"
    service: ClassVar[Service] = Service.CHAT
    room: RoomId
    post: ItemId
    text: str = ""
    form: str = ""


def chosen(poll: Poll, answers: tuple[str, ...]) -> tuple[str, ...]:
    """Return which answers a vote is for: the first ones up to what is allowed; none where one of these is no answer."""
    kept = tuple(dict.fromkeys(answers))[: poll.most]
    known = {answer.id for answer in poll.answers}
    return kept if known.issuperset(kept) else ()
