"""Mailboxes and messages as JMAP writes them (RFC 8621 §2, §4) and as the model knows them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from sync.model.accounts import Service
from sync.model.changes import Change
from sync.model.collections import Collection, Role
from sync.model.faults import Unreadable
from sync.model.ids import RemoteId
from sync.model.mail import Flag, MessageTruth

MAILBOX = ("id", "name", "parentId", "role", "totalEmails", "unreadEmails", "myRights", "isSubscribed")
EMAIL = ("id", "mailboxIds", "keywords", "receivedAt", "size", "hasAttachment", "headers")
_ROLES = {
    "inbox": Role.INBOX, "drafts": Role.DRAFTS, "sent": Role.SENT, "archive": Role.ARCHIVE, "junk": Role.JUNK,
    "trash": Role.TRASH, "all": Role.ALL, "flagged": Role.FLAGGED,
}  # fmt: skip
ROLE_NAMES = {role: name for name, role in _ROLES.items()}
_FLAGS = {
    "$seen": Flag.SEEN, "$answered": Flag.ANSWERED, "$flagged": Flag.FLAGGED, "$draft": Flag.DRAFT,
    "$forwarded": Flag.FORWARDED, "$junk": Flag.JUNK, "$notjunk": Flag.NOT_JUNK, "$mdnsent": Flag.RECEIPT_SENT,
}  # fmt: skip
"""Keywords with a meaning of their own (RFC 8621 §4.1.1, IANA registry); they are case-insensitive and come in lower case."""


def collection(one: Mapping[str, Any], *, read_only: bool = False) -> Collection:
    """Return a mailbox. Raises `Unreadable("not_jmap")`."""
    try:
        rights = dict(one.get("myRights") or {})
        return Collection(
            remote_id=RemoteId(str(one["id"])),
            service=Service.MAIL,
            name=str(one["name"]),
            role=_ROLES.get(str(one.get("role") or ""), Role.NONE),
            parent=RemoteId(str(one.get("parentId") or "")),
            selectable=bool(rights.get("mayReadItems", True)),
            writable=bool(rights.get("mayAddItems", True)) and not read_only,
            shared=False,
            subscribed=bool(one.get("isSubscribed", True)),
            total=int(one.get("totalEmails") or 0),
            unread=int(one.get("unreadEmails") or 0),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not_jmap") from error


def parents_first(found: list[Collection]) -> list[Collection]:
    """Return mailboxes with parents before children; one whose parent is not among them is at the top."""
    known = {one.remote_id for one in found}
    ordered: list[Collection] = []
    level = [one for one in found if one.parent not in known]
    while level:
        ordered += level
        above = {one.remote_id for one in level}
        level = [one for one in found if one.parent in above]
    return ordered


def change(one: Mapping[str, Any]) -> Change:
    """Return a message as a change. Raises `Unreadable("not_jmap")`."""
    try:
        flags, keywords = flags_of(one.get("keywords") or {})
        attached = one.get("hasAttachment")
        truth = MessageTruth(
            flags=flags,
            keywords=keywords,
            received=seconds(str(one["receivedAt"])),
            size=int(one["size"]),
            header=header_block(one.get("headers") or []),
            has_attachment=attached if isinstance(attached, bool) else None,
        )
        return Change(RemoteId(str(one["id"])), revision(one.get("keywords") or {}), truth)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("not_jmap") from error


def revision(keywords: Mapping[str, Any]) -> str:
    """Return a mark of a message's changeable part: JMAP has none per message, so its keywords stand for it."""
    return " ".join(sorted(name for name, on in keywords.items() if on))


def flags_of(keywords: Mapping[str, Any]) -> tuple[Flag, frozenset[str]]:
    """Return flags and the other keywords."""
    flags, others = Flag.NONE, set()
    for name, on in keywords.items():
        if on and name.lower() in _FLAGS:
            flags |= _FLAGS[name.lower()]
        elif on:
            others.add(name)
    return flags, frozenset(others)


def keywords_of(flags: Flag, others: frozenset[str]) -> list[str]:
    """Return keywords as they are set. `\\Deleted` has none: JMAP knows no message that is deleted and still there."""
    return [name for name, flag in _FLAGS.items() if flag in flags and flag] + sorted(name.lower() for name in others)


def header_block(fields: list[Mapping[str, Any]]) -> bytes:
    """Return the raw header block, put together from its fields in Raw form (RFC 8621 §4.1.2.1)."""
    lines = (f"{field['name']}:{field['value']}" for field in fields)
    return "".join(f"{line.rstrip()}\r\n" for line in lines).encode("utf-8", "replace") + b"\r\n"


def seconds(moment: str) -> int:
    """Return the seconds since 1970 of a UTCDate (RFC 8620 §1.4)."""
    return int(datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp())
