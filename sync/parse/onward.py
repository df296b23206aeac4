"""Bytes that go on: a message redirected as it was received (RFC 5322 §3.6.6), and the receipt for one (RFC 8098)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from sync.model.faults import Unreadable
from sync.model.mail import Address
from sync.parse import fields as header
from sync.parse import mail
from sync.parse.build import address_field, ids_field, multipart, phrase, text_part
from sync.parse.charsets import decode, visible
from sync.parse.receipts import receipt_request

_LEFT_OUT = re.compile(rb"^(?:bcc|resent-bcc|return-path)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)
"""Who was told in secret stays secret, and a submitted message has no return path yet (RFC 5321 §4.4)."""
_AGENT = "Ecritoire"


@mail.readable
def redirected(raw: bytes, sender: Address, recipients: Sequence[Address], message_id: str, date: int) -> bytes:
    """Return a message to be sent on: its bytes as they are, below the fields that say who does so, when and to whom.

    `date` is in seconds since 1970. Raises `Unreadable("bad_address")`.
    """
    lines = [
        *address_field("Resent-From", (sender,), strict=True),
        *address_field("Resent-To", recipients, strict=True),
        f"Resent-Date: {format_datetime(datetime.fromtimestamp(date, UTC))}",
        *ids_field("Resent-Message-ID", (message_id,)),
        "",
    ]
    if raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    end, _ = header.split(raw)
    return "\r\n".join(lines).encode("ascii") + _LEFT_OUT.sub(b"", raw[:end]) + raw[end:]


@mail.readable
def receipt(
    raw: bytes, sender: Address, subject: str, text: str, message_id: str, *, date: int, automatic: bool
) -> tuple[bytes, tuple[str, ...]]:
    """Return the receipt for a message that was shown to `sender`, and the addresses that asked for it.

    `text` is read by people, the second part by programs (RFC 8098 §3). Raises `Unreadable("no_receipt_wanted")`.
    """
    end, _ = header.split(raw)
    found = header.fields(raw[:end])
    once = header.index(found)
    asked = receipt_request(found, once)
    if asked is None or (automatic and not asked.automatic):
        raise Unreadable("no_receipt_wanted")
    envelope = mail.headers(raw[:end])
    original = envelope.message_id
    deed = ("automatic-action", "MDN-sent-automatically") if automatic else ("manual-action", "MDN-sent-manually")
    recipient = _unfolded(once.get(b"original-recipient", b""))
    facts = [
        f"Reporting-UA: {_AGENT}",
        *([f"Original-Recipient: {recipient}"] if recipient.isascii() and recipient else []),
        f"Final-Recipient: rfc822;{visible(sender.address)}",
        *ids_field("Original-Message-ID", (original,)),
        f"Disposition: {deed[0]}/{deed[1]}; displayed",
        "",
    ]
    report = "\r\n".join(facts).encode("ascii", "replace")
    part = b"Content-Type: message/disposition-notification\r\n\r\n" + report
    body = multipart("report", [text_part("plain", text), part], message_id, "; report-type=disposition-notification")
    lines = [
        *address_field("From", (sender,), strict=True),
        *address_field("To", asked.to, strict=True),
        f"Subject: {phrase(visible(subject).strip(), quoted=False)}",
        f"Date: {format_datetime(datetime.fromtimestamp(date, UTC))}",
        *ids_field("Message-ID", (message_id,)),
        *ids_field("In-Reply-To", (original,)),
        *ids_field("References", (*envelope.references, original)),
        *(("Auto-Submitted: auto-replied",) if automatic else ()),
        "MIME-Version: 1.0",
        "",
    ]
    return "\r\n".join(lines).encode("ascii") + body, tuple(dict.fromkeys(one.address for one in asked.to))


def _unfolded(value: bytes) -> str:
    return visible(decode(value))[:500]
