"""Posts in words: what changed in a room, why a post cannot be read, what is known of who wrote it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.model.chat import MediaTruth, PostKind
from sync.model.pending import Pending
from sync.model.trust import Trust
from sync.store.chat_rows import PollStanding, PostRow
from ui.chat import poll_view
from ui.common import dates

translate = QCoreApplication.translate


def person(row: PostRow) -> str:
    """Return who wrote a post: the name in the room, else the id without its server."""
    return row.name or row.sender.removeprefix("@").partition(":")[0] or translate("Chat", "You")


def body(row: PostRow) -> str:
    """Return what a post says, in one text."""
    match row.kind:
        case PostKind.CHANGE:
            return change(row)
        case PostKind.REDACTED:
            return translate("Chat", "Message deleted")
        case PostKind.SEALED:
            return sealed(row.why)
        case PostKind.EMOTE:
            return f"{person(row)} {row.body}"
        case _ if row.media is not None and row.media.voice:
            spoken = translate("Chat", "Voice message")
            return f"{spoken}, {length(row.media.duration)}"
        case _ if row.media is not None:
            return "\n".join(part for part in (row.media.name or row.body, said(row)) if part)
        case _:
            return row.body or translate("Chat", "Something that cannot be shown here yet")


def said(row: PostRow) -> str:
    """Return the words beside a post's file, if it has one; else all of it."""
    if row.media is None:
        return body(row)
    return "" if row.body in ("", row.media.name) or row.media.voice else row.body


def file_line(media: MediaTruth) -> str:
    """Return what is said of a file under its name."""
    parts = [dates.size(media.size) if media.size else ""]
    if media.duration:
        parts.insert(0, length(media.duration))
    return " · ".join(part for part in parts if part)


def blocked() -> str:
    """Return what is said of a file that does not come."""
    return translate("Chat", "Blocked by the antivirus of the server")


def length(milliseconds: int) -> str:
    """Return how long something lasts, in minutes and seconds."""
    return f"{milliseconds // 60_000}:{milliseconds // 1000 % 60:02}"


def change(row: PostRow) -> str:
    """Return what changed in a room."""
    who, about = person(row), row.about
    known = {
        "m.room.create": translate("Chat", "{who} created the room"),
        "m.room.name": translate("Chat", "{who} named the room “{about}”"),
        "m.room.topic": translate("Chat", "{who} changed the topic: {about}"),
        "m.room.avatar": translate("Chat", "{who} changed the picture of the room"),
        "m.room.encryption": translate("Chat", "From here on messages are encrypted end to end"),
        "m.room.pinned_events": translate("Chat", "{who} changed the pinned messages"),
        "m.room.tombstone": translate("Chat", "This room goes on elsewhere"),
        "m.room.member.join": translate("Chat", "{about} joined"),
        "m.room.member.invite": translate("Chat", "{who} invited {about}"),
        "m.room.member.leave": translate("Chat", "{about} left"),
        "m.room.member.ban": translate("Chat", "{who} banned {about}"),
        "m.room.member.knock": translate("Chat", "{about} asks to join"),
    }
    return known.get(row.body, translate("Chat", "{who} changed the room")).format(who=who, about=about)


def sealed(why: str) -> str:
    """Return why a post cannot be read."""
    if why in ("no_key", "key_too_late"):
        return translate("Chat", "The key to this message is not here yet; your recovery key may bring it.")
    if why.startswith("m."):
        return translate("Chat", "The sender does not let this device read the message.")
    return translate("Chat", "This message was refused: it is not what it claims to be.")


def trust(row: PostRow) -> tuple[str, str, str]:
    """Return icon, colour and words for what is known of who wrote a post; no icon where there is nothing to say."""
    match row.trust:
        case Trust.VERIFIED:
            return "shield-check", "success", translate("Chat", "Encrypted, by a verified person")
        case Trust.UNVERIFIED:
            return "", "", translate("Chat", "Encrypted, by a person you have not verified")
        case Trust.UNSIGNED:
            return "shield-alert", "warning", translate("Chat", "Encrypted, by a device that its owner has not signed")
        case Trust.UNKNOWN:
            return "shield", "text_faint", translate("Chat", "Encrypted; who wrote it cannot be proven on this device")
        case Trust.CHANGED:
            return "shield-alert", "danger", translate("Chat", "The identity of this person has changed")
        case _:
            return "", "", translate("Chat", "Not encrypted")


def pending(row: PostRow) -> tuple[str, str, str]:
    """Return icon, colour and words for a post that waits in the outbox."""
    match row.pending:
        case Pending.QUEUED:
            return "clock", "text_faint", translate("Chat", "Waits to be sent")
        case Pending.SENDING:
            return "send", "text_faint", translate("Chat", "Is being sent")
        case Pending.NONE:
            return "", "", ""
        case _:
            return "circle-alert", "danger", translate("Chat", "Not sent: see the outbox")


def spoken(row: PostRow, standing: PollStanding | None = None) -> str:
    """Return a post as a screen reader says it."""
    if row.kind is PostKind.CHANGE:
        return body(row)
    said = f"{person(row)}, {dates.clock(row.sent // 1000)} : {body(row)}"
    poll = poll_view.spoken(row.poll, standing) if row.poll is not None else ""
    return " · ".join(part for part in (said, poll, trust(row)[2], pending(row)[2]) if part)
