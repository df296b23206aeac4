"""How model values are written in columns, one way for reading and writing: keywords, people, envelopes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sync.model.mail import Address, Attachment, ContentState, Envelope, Flag, Pending

RECIPIENT_CHARACTERS = 200
PREVIEW_CHARACTERS = 200

LISTED = (
    "id, collection_id, sender_name, sender_address, recipients, subject, preview, received, flags, keywords, size, "
    "has_attachment, content, thread"
)
"""Columns of `message` and `message_pending` that a list shows, in the order of `MessageRow`."""

DETAIL = "blob, sent, message_id, in_reply_to, reference_ids, list_id, people, attachments"
"""Columns of `message_detail`; `message_pending` has them too, and the view `message_whole`."""

ENVELOPE = (
    "sender_name, sender_address, recipients, subject, sent, message_id, in_reply_to, reference_ids, list_id, people"
)
"""Columns of `message_whole` and `message_pending` that hold the envelope, in the order of `envelope_values`."""

FLAGS: dict[int, Flag] = {number: Flag(number) for number in range(512)}
CONTENT: dict[int, ContentState] = {state.value: state for state in ContentState}
PENDING: dict[str, Pending] = {state.value: state for state in Pending}

_NO_WORDS: frozenset[str] = frozenset()
_encode = msgspec.json.Encoder().encode
_decode_people = msgspec.json.Decoder(tuple[tuple[tuple[str, str], ...], ...]).decode
_decode_attachments = msgspec.json.Decoder(tuple[Attachment, ...]).decode


def words(text: str) -> frozenset[str]:
    """Return the keywords that a column holds."""
    return frozenset(text.split(" ")) if text else _NO_WORDS


def words_text(keywords: Iterable[str]) -> str:
    """Return keywords as a column holds them: sorted, separated by single spaces."""
    return " ".join(sorted(keywords))


def recipients_text(addresses: Iterable[Address]) -> str:
    """Return names (or addresses) of recipients, comma-separated, at most 200 characters."""
    return ", ".join(address.name or address.address for address in addresses)[:RECIPIENT_CHARACTERS]


def envelope_values(envelope: Envelope) -> tuple[Any, ...]:
    """Return the values of the `ENVELOPE` columns."""
    people = (envelope.to, envelope.cc, envelope.bcc, envelope.reply_to)
    return (
        envelope.sender.name,
        envelope.sender.address,
        recipients_text((*envelope.to, *envelope.cc)),
        envelope.subject,
        envelope.date,
        envelope.message_id,
        envelope.in_reply_to,
        " ".join(envelope.references),
        envelope.list_id,
        _encode([[(person.name, person.address) for person in group] for group in people]).decode(),
    )


def envelope_of(values: tuple[Any, ...]) -> Envelope:
    """Return the envelope that the `ENVELOPE` columns hold."""
    name, address, _, subject, sent, message_id, in_reply_to, references, list_id, people = values
    groups = [tuple(Address(*person) for person in group) for group in _decode_people(people)]
    to, cc, bcc, reply_to = groups or [()] * 4
    return Envelope(
        subject=subject,
        sender=Address(name, address),
        to=to,
        cc=cc,
        bcc=bcc,
        reply_to=reply_to,
        date=sent,
        message_id=message_id,
        in_reply_to=in_reply_to,
        references=tuple(references.split()),
        list_id=list_id,
    )


def attachments_text(attachments: tuple[Attachment, ...]) -> str:
    """Return attachments as a column holds them."""
    return _encode(attachments).decode() if attachments else "[]"


def attachments_of(text: str) -> list[Attachment]:
    """Return the attachments that a column holds."""
    return list(_decode_attachments(text))


def ids_text(ids: Iterable[int]) -> str:
    """Return ids as a JSON array, for `json_each(?)`: one statement text for any number of them."""
    return f"[{','.join(map(str, ids))}]"
