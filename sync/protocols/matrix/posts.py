"""Events of a room's timeline, opened, as truths: posts, edits, reactions, redactions, and changes of the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sync.model.chat import EditTruth, MediaTruth, PostKind, PostTruth, ReactionTruth, RedactionTruth
from sync.model.faults import Unreadable
from sync.model.ids import RemoteId
from sync.model.polls import PollEndTruth, VoteTruth
from sync.model.trust import Trust
from sync.protocols.matrix import formatting, polls
from sync.protocols.matrix.crypto.attachments import FileKey
from sync.protocols.matrix.crypto.encoding import Json, canonical, section, text, texts
from sync.protocols.matrix.news import number

TimelineTruth: TypeAlias = PostTruth | EditTruth | ReactionTruth | RedactionTruth | VoteTruth | PollEndTruth

_MOST = 64 * 1024
_KINDS = {
    "m.text": PostKind.TEXT, "m.notice": PostKind.NOTICE, "m.emote": PostKind.EMOTE, "m.file": PostKind.FILE,
    "m.image": PostKind.IMAGE, "m.audio": PostKind.AUDIO, "m.video": PostKind.VIDEO,
}  # fmt: skip
_VOICES = ("org.matrix.msc3245.voice", "org.matrix.msc3245.voice.v2", "m.voice")
_LOUDEST = 1024
_BARS = 60
_MEDIA = frozenset({PostKind.FILE, PostKind.IMAGE, PostKind.AUDIO, PostKind.VIDEO, PostKind.STICKER})
_CHANGES = frozenset(
    {
        "m.room.create", "m.room.name", "m.room.topic", "m.room.avatar", "m.room.encryption", "m.room.pinned_events",
        "m.room.tombstone", "m.room.member",
    }
)  # fmt: skip

May = Callable[[str], bool]
"""Tells whether somebody may take away posts of others in the room."""


def read(room: str, event: Json, kind: str, content: Json, trust: Trust, may: May) -> TimelineTruth | None:
    """Return the truth of an event whose (opened) kind and content are given; None for what is not shown."""
    where, sender = RemoteId(room), text(event, "sender")
    sent = number(event, "origin_server_ts") or 0
    if kind == "m.room.redaction":
        target = text(content, "redacts") or text(event, "redacts")
        return RedactionTruth(where, RemoteId(target), sender, text(content, "reason")[:500]) if target else None
    if "redacted_because" in section(event, "unsigned"):
        shown = kind in ("m.room.message", "m.room.encrypted", "m.sticker", *polls.STARTS)
        return PostTruth(where, sender, sent, PostKind.REDACTED) if shown else None
    relation = section(content, "m.relates_to")
    if kind == "m.reaction":
        target, key = text(relation, "event_id"), text(relation, "key")
        valid = text(relation, "rel_type") == "m.annotation" and target and 0 < len(key) <= 100
        return ReactionTruth(where, RemoteId(target), sender, key) if valid else None
    if "state_key" in event:
        return _change(where, event, kind, content, sender, sent)
    if kind in polls.VOTES:
        return polls.vote(where, content, sender, sent)
    if kind in polls.ENDS:
        return polls.end(where, content, sender, sent, may=may(sender))
    if kind not in ("m.room.message", "m.sticker", *polls.STARTS):
        return None
    if text(relation, "rel_type") == "m.replace":
        new, target = section(content, "m.new_content"), text(relation, "event_id")
        poll = polls.read(kind, new) if kind in polls.STARTS else None
        body, html = (polls.question(new), "") if poll is not None else (text(new, "body")[:_MOST], _html(new))
        return EditTruth(where, RemoteId(target), sender, sent, body, html, trust, poll) if target and new else None
    return _post(where, event, kind, content, sender, sent, trust)


def sealed(room: str, event: Json, why: str) -> PostTruth:
    """Return the truth of an event that cannot be opened (now)."""
    relation = section(event, "content", "m.relates_to")
    return PostTruth(
        RemoteId(room),
        text(event, "sender"),
        number(event, "origin_server_ts") or 0,
        PostKind.SEALED,
        trust=Trust.UNKNOWN,
        why=why,
        thread=_thread(relation),
        operation=_operation(event),
    )


def _post(where: RemoteId, event: Json, kind: str, content: Json, sender: str, sent: int, trust: Trust) -> PostTruth:
    relation = section(content, "m.relates_to")
    thread = _thread(relation)
    reply = text(section(relation, "m.in_reply_to"), "event_id")
    if thread and relation.get("is_falling_back") is True:
        reply = ""
    body, html = text(content, "body")[:_MOST], _html(content)
    poll = None
    if kind in polls.STARTS:
        post_kind, body, html, poll = PostKind.POLL, polls.question(content), "", polls.read(kind, content)
    elif kind == "m.sticker":
        post_kind = PostKind.STICKER
    else:
        post_kind = _KINDS.get(text(content, "msgtype"), PostKind.OTHER)
    if reply:
        body = _without_quote(body)
    media = _media(content) if post_kind in _MEDIA else None
    called = section(content, "m.mentions")
    return PostTruth(
        where,
        sender,
        sent,
        post_kind,
        body,
        html,
        trust,
        reply_to=RemoteId(reply),
        thread=thread,
        media=media,
        poll=poll,
        mentions=frozenset(texts(called.get("user_ids"))[:100])
        | (frozenset({"@room"}) if called.get("room") is True else frozenset()),
        operation=_operation(event),
    )


def _change(where: RemoteId, event: Json, kind: str, content: Json, sender: str, sent: int) -> PostTruth | None:
    if kind not in _CHANGES:
        return None
    about, body = "", kind
    if kind == "m.room.member":
        before = section(event, "unsigned", "prev_content") or section(event, "prev_content")
        now, was = text(content, "membership"), text(before, "membership")
        if now == was:
            return None
        about, body = text(content, "displayname") or text(event, "state_key"), f"m.room.member.{now}"
    elif kind in ("m.room.name", "m.room.topic"):
        about = text(content, kind.removeprefix("m.room."))
    return PostTruth(where, sender, sent, PostKind.CHANGE, body[:100], about=about[:500])


def _media(content: Json) -> MediaTruth | None:
    described = section(content, "info")
    url, key = text(content, "url"), ""
    if isinstance(content.get("file"), dict):
        try:
            FileKey.read(content["file"])
        except Unreadable:
            return None
        url, key = text(content["file"], "url"), canonical(content["file"]).decode()
    preview, preview_key = text(described, "thumbnail_url"), ""
    if isinstance(described.get("thumbnail_file"), dict):
        try:
            FileKey.read(described["thumbnail_file"])
            preview, preview_key = (
                text(described["thumbnail_file"], "url"),
                canonical(described["thumbnail_file"]).decode(),
            )
        except Unreadable:
            preview = ""
    if not url.startswith("mxc://"):
        return None
    audio = section(content, "org.matrix.msc1767.audio") or section(content, "m.audio_details")
    spoken = any(isinstance(content.get(name), dict) for name in _VOICES)
    return MediaTruth(
        url,
        (text(content, "filename") or text(content, "body"))[:255],
        text(described, "mimetype")[:100],
        max(number(described, "size") or 0, 0),
        max(number(described, "w") or 0, 0),
        max(number(described, "h") or 0, 0),
        max(number(described, "duration") or number(audio, "duration") or 0, 0),
        key,
        preview,
        preview_key,
        spoken,
        _waveform(audio.get("waveform")) if spoken else (),
    )


def _waveform(found: object) -> tuple[int, ...]:
    """Return the loudness of a voice message in at most `_BARS` steps (MSC3246: numbers from 0 to 1024)."""
    heard = [one for one in found if isinstance(one, int)][:4096] if isinstance(found, list) else []
    steps = min(len(heard), _BARS)
    parts = (heard[place * len(heard) // steps : (place + 1) * len(heard) // steps] for place in range(steps))
    return tuple(min(max(max(part), 0), _LOUDEST) * 100 // _LOUDEST for part in parts)


def _html(content: Json) -> str:
    return formatting.clean(text(content, "formatted_body")) if text(content, "format") == "org.matrix.custom.html" else ""


def _thread(relation: Json) -> RemoteId:
    return RemoteId(text(relation, "event_id") if text(relation, "rel_type") == "m.thread" else "")


def _operation(event: Json) -> str:
    return text(section(event, "unsigned"), "transaction_id")


def _without_quote(body: str) -> str:
    """Return a reply without the quotation that old clients put in front of it."""
    lines = body.split("\n")
    first = next((place for place, line in enumerate(lines) if not line.startswith("> ")), len(lines))
    return (
        "\n".join(lines[first + 1 if first and first < len(lines) and not lines[first] else first :]) if first else body
    )
