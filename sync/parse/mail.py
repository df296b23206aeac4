"""Mail from outside, read: headers for the list, a summary for search, the content for reading, one part for saving.

Pure functions of bytes. They return, or raise `Unreadable`; whatever a stranger wrote, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import ParamSpec, TypeVar

from sync.model.faults import Unreadable
from sync.model.mail import Attachment, Content, Envelope, Summary
from sync.model.seals import NOT_OPENED, Seal
from sync.parse import addresses as mailbox
from sync.parse import body as bodies
from sync.parse import fields as header
from sync.parse import plain
from sync.parse.authentication import authenticity, list_post, unsubscribe
from sync.parse.charsets import visible
from sync.parse.dates import timestamp
from sync.parse.documents import document_text
from sync.parse.enclosures import enclosed
from sync.parse.html import clean
from sync.parse.picture import kind
from sync.parse.receipts import receipt_request
from sync.parse.seal_shape import outermost
from sync.parse.unpacked import tree

MESSAGE_LIMIT = 150 * 1024 * 1024
INLINE_LIMIT = 40 * 1024 * 1024
"""Octets of all pictures shown in one message."""
REFERENCES_LIMIT = 100
HTML_PASSAGES_LIMIT = 50
ATTACHED_CHARACTERS = 200_000
"""Of the text of all documents attached to one message."""

_MESSAGE_ID = re.compile(rb"<([^<>\s]{1,990})>")
_LIST_ID = re.compile(rb"<([^<>\s]{1,255})>\s*\Z")

P = ParamSpec("P")
R = TypeVar("R")


def readable(function: Callable[P, R]) -> Callable[P, R]:
    """Turn what Python raises on impossible input into `Unreadable`: the parser's promise to the engine."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
            raise Unreadable("unreadable", error=type(error).__name__) from error

    return guarded


@readable
def headers(block: bytes) -> Envelope:
    """Return what a raw header block says; what it does not say is empty. Raises `Unreadable`."""
    end, _ = header.split(block)
    found = header.fields(block[:end])
    return _envelope(found, header.index(found))


@readable
def summary(raw: bytes, *, attached: bool = False) -> Summary:
    """Return what list and search need of a raw message; `attached`: with the text of attached documents. Raises `Unreadable`."""
    root = tree(_bounded(raw))
    body = bodies.take_apart(root)
    texts = [bodies.passage_text(passage) for passage in body.passages]
    text = "\n\n".join(texts)
    return Summary(
        envelope=_envelope(root.fields, root.field),
        preview=plain.preview(text),
        text=plain.indexed(text),
        attachments=bodies.attachments(body, body.html_sources()),
        attached_text=_attached_text(body) if attached else None,
    )


@readable
def content(raw: bytes) -> Content:
    """Return a raw message for reading. Raises `Unreadable`.

    Every passage is cleaned on its own, so that an element left open in one cannot swallow another (EFAIL).
    """
    root = tree(_bounded(raw))
    body = bodies.take_apart(root)
    texts: list[str] = []
    passages: list[str] = []
    remote: list[str] = []
    shown: set[str] = set()
    trackers = 0
    has_html = any(passage.html is not None for passage in body.passages)
    for number, passage in enumerate(body.passages):
        source = passage.html.text if passage.html is not None else None
        text = bodies.passage_text(passage, source)
        texts.append(text)
        if not has_html or number >= HTML_PASSAGES_LIMIT:
            continue
        if source is None:
            passages.append(f'<div style="white-space:pre-wrap">{escape(text)}</div>')
            continue
        cleaned = clean(source, len(remote))
        passages.append(f"<div>{cleaned.html}</div>")
        remote += cleaned.remote_pictures
        trackers += cleaned.trackers
        shown |= cleaned.used_cids
    invitations, cards = enclosed(body.others)
    sealed = outermost(root)
    return Content(
        envelope=_envelope(root.fields, root.field),
        html="<hr>".join(passages),
        text="\n\n".join(texts),
        attachments=tuple(_shown(one, shown) for one in bodies.attachments(body, [])),
        inline_images=_inline_images(body, shown),
        remote_pictures=tuple(remote),
        headers=tuple((name.decode("ascii"), header.text(value.strip())) for name, value in root.fields),
        authenticity=authenticity(root.fields),
        unsubscribe=unsubscribe(root.fields),
        list_post=list_post(root.fields),
        receipt=receipt_request(root.fields, root.field),
        trackers=trackers,
        invitations=invitations,
        cards=cards,
        seal=Seal(sealed[0], fault=NOT_OPENED) if sealed is not None else None,
    )


@readable
def part(raw: bytes, path: str) -> bytes:
    """Return the decoded bytes of one part. Raises `Unreadable("no_such_part")`, also for one left on the server."""
    for candidate in tree(_bounded(raw)).walk():
        if candidate.path == path and not candidate.children and candidate.elided_size is None:
            return candidate.content
    raise Unreadable("no_such_part", path=path)


def _bounded(raw: bytes) -> bytes:
    if len(raw) > MESSAGE_LIMIT:
        raise Unreadable("too_large", size=len(raw), limit=MESSAGE_LIMIT)
    return raw


def _envelope(found: header.Fields, once: dict[bytes, bytes]) -> Envelope:
    senders = [value.strip() for name, value in found if len(name) == 4 and name.lower() == b"from"]
    empty = b""
    in_reply_to = _MESSAGE_ID.search(once.get(b"in-reply-to", empty))
    list_id = _LIST_ID.search(once.get(b"list-id", empty))
    return Envelope(
        subject=header.text(once.get(b"subject", empty)),
        sender=mailbox.sender(senders),
        to=mailbox.addresses(once.get(b"to", empty)),
        cc=mailbox.addresses(once.get(b"cc", empty)),
        bcc=mailbox.addresses(once.get(b"bcc", empty)),
        reply_to=mailbox.addresses(once.get(b"reply-to", empty)),
        date=timestamp(once.get(b"date", empty)),
        message_id=_message_id(once.get(b"message-id", empty)),
        in_reply_to=_id_text(in_reply_to.group()) if in_reply_to is not None else "",
        references=_references(once.get(b"references", empty)),
        list_id=_id_text(list_id.group(1)) if list_id is not None else "",
    )


def _message_id(value: bytes) -> str:
    """Return the Message-ID with its angle brackets, which some senders forget."""
    match = _MESSAGE_ID.search(value)
    if match is not None:
        return _id_text(match.group())
    bare = value[:990].split()
    return f"<{_id_text(bare[0])}>" if bare and b"@" in bare[0] else ""


def _references(value: bytes) -> tuple[str, ...]:
    """Return the thread's Message-IDs: its first and its newest ones where there are very many."""
    if not value:
        return ()
    found = [_id_text(match.group()) for match in _MESSAGE_ID.finditer(value)]
    kept = found if len(found) <= REFERENCES_LIMIT else [found[0], *found[1 - REFERENCES_LIMIT :]]
    return tuple(dict.fromkeys(kept))


def _id_text(value: bytes) -> str:
    return visible(value.decode("utf-8", "replace"))


def _attached_text(body: bodies.Body) -> str:
    """Return the text of the documents attached, at most `ATTACHED_CHARACTERS` of all; those that cannot be read give none."""
    texts: list[str] = []
    left = ATTACHED_CHARACTERS
    for part in body.others:
        if left <= 0:
            break
        if part.elided_size is None:
            texts.append(document_text(part.content, bodies.name_of(part), left))
            left -= len(texts[-1])
    return "\n".join(text for text in texts if text)


def _shown(attachment: Attachment, shown: set[str]) -> Attachment:
    """Mark an attachment that the HTML shows as inline."""
    if attachment.inline or attachment.content_id not in shown or not attachment.content_id:
        return attachment
    return Attachment(
        attachment.path, attachment.name, attachment.media_type, attachment.size, attachment.content_id, True,
        attachment.elided,
    )  # fmt: skip


def _inline_images(body: bodies.Body, shown: set[str]) -> dict[str, tuple[str, bytes]]:
    """Return the pictures that the HTML shows, each told by its signature and never by what the sender calls it."""
    pictures: dict[str, tuple[str, bytes]] = {}
    total = 0
    for candidate in body.others:
        content_id = candidate.content_id
        if content_id not in shown or content_id in pictures or candidate.elided_size is not None:
            continue
        raw = candidate.content
        media_type = kind(raw)
        total += len(raw)
        if media_type and total <= INLINE_LIMIT:
            pictures[content_id] = media_type, raw
    return pictures
