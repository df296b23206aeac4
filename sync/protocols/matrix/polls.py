"""Polls as events: read in the stable form (MSC3381 with MSC1767) and in the one still in use, and written in the latter.

Element and what is built on it write `org.matrix.msc3381.poll.*` and read both; Element X reads only that.
"""

from __future__ import annotations

from sync.model.ids import RemoteId
from sync.model.polls import MOST_ANSWERS, Answer, EndPoll, Poll, PollEndTruth, StartPoll, Vote, VoteTruth
from sync.protocols.matrix.crypto.encoding import Json, section, text, texts
from sync.protocols.matrix.news import events, number

STABLE, USUAL = "m.poll.", "org.matrix.msc3381.poll."
STARTS = (f"{STABLE}start", f"{USUAL}start")
VOTES = (f"{STABLE}response", f"{USUAL}response")
ENDS = (f"{STABLE}end", f"{USUAL}end")
_TEXT = "org.matrix.msc1767.text"
_LONGEST = 2000


def question(content: Json) -> str:
    """Return what a poll asks."""
    return words(section(_poll(content), "question")) or words(content)


def words(content: Json) -> str:
    """Return the plain text of something extensible (MSC1767): a list of representations, or the text itself."""
    for name in ("m.text", _TEXT):
        found = content.get(name)
        if isinstance(found, str):
            return found[:_LONGEST]
        for one in events(found):
            if text(one, "mimetype") in ("", "text/plain"):
                return text(one, "body")[:_LONGEST]
    return text(content, "body")[:_LONGEST]


def read(kind: str, content: Json) -> Poll | None:
    """Return the poll in an event; None where it offers nothing that could be chosen."""
    poll = _poll(content)
    answers: dict[str, Answer] = {}
    for one in events(poll.get("answers"))[:MOST_ANSWERS]:
        name = text(one, "m.id") or text(one, "id")
        if 0 < len(name) <= 256:
            answers.setdefault(name, Answer(name, words(one)))
    most = number(poll, "max_selections") or 1
    form = STABLE if kind.startswith(STABLE) else USUAL
    disclosed = text(poll, "kind").removeprefix(USUAL).removeprefix(STABLE).removeprefix("m.") == "disclosed"
    return Poll(tuple(answers.values()), min(max(most, 1), len(answers)), disclosed, form) if answers else None


def vote(room: RemoteId, content: Json, sender: str, sent: int) -> VoteTruth | None:
    """Return the vote in a response; None where it is about nothing."""
    target = _about(content)
    response = section(content, VOTES[0]) or section(content, VOTES[1])
    chosen = content.get("m.selections", response.get("m.selections", response.get("answers")))
    answers = tuple(one[:256] for one in texts(chosen)[:MOST_ANSWERS])
    return VoteTruth(room, RemoteId(target), sender, sent, answers) if target else None


def end(room: RemoteId, content: Json, sender: str, sent: int, *, may: bool) -> PollEndTruth | None:
    """Return the end in an event; None where it is about nothing."""
    target = _about(content)
    return PollEndTruth(room, RemoteId(target), sender, sent, may) if target else None


def start_event(asked: StartPoll) -> tuple[str, Json]:
    """Return kind and content of a new poll. Answers are named by their place: names need to differ in their poll alone."""
    answers = [{"id": f"a{place}", _TEXT: answer} for place, answer in enumerate(asked.answers, 1)]
    listed = "\n".join(f"{place}. {answer}" for place, answer in enumerate(asked.answers, 1))
    poll: Json = {
        "question": {_TEXT: asked.question, "body": asked.question, "msgtype": "m.text"},
        "kind": f"{USUAL}{'disclosed' if asked.open else 'undisclosed'}",
        "max_selections": asked.most,
        "answers": answers,
    }
    return STARTS[1], {STARTS[1]: poll, _TEXT: f"{asked.question}\n{listed}"}


def vote_event(asked: Vote, item: RemoteId) -> tuple[str, Json]:
    """Return kind and content of a vote, in the form of its poll."""
    relation = {"m.relates_to": {"rel_type": "m.reference", "event_id": item}}
    if asked.form == STABLE:
        return VOTES[0], {**relation, "m.selections": list(asked.answers)}
    return VOTES[1], {**relation, VOTES[1]: {"answers": list(asked.answers)}}


def end_event(asked: EndPoll, item: RemoteId) -> tuple[str, Json]:
    """Return kind and content of a poll's end, in the form of the poll."""
    relation = {"m.relates_to": {"rel_type": "m.reference", "event_id": item}}
    if asked.form == STABLE:
        return ENDS[0], {**relation, "m.text": [{"body": asked.text}]}
    return ENDS[1], {**relation, ENDS[1]: {}, _TEXT: asked.text}


def _poll(content: Json) -> Json:
    return section(content, STARTS[0]) or section(content, STARTS[1]) or section(content, "m.poll")


def _about(content: Json) -> str:
    relation = section(content, "m.relates_to")
    return text(relation, "event_id") if text(relation, "rel_type") == "m.reference" else ""
