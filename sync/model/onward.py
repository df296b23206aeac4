"""Messages that go out without having been written here: one sent on as it was received, and a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.ids import BlobName, ItemId
from sync.model.mail import Envelope


@dataclass(frozen=True, slots=True)
class RedirectMessage:
    """Submit a message as it was received, under Resent- fields (RFC 5322 §3.6.6), and keep a copy in Sent.

    `items` is the one message. Its copies carry the Message-ID that they always had: this one is known by its Resent-Message-ID.
    """

    kind: ClassVar[str] = "redirect_message"
    service: ClassVar[Service] = Service.SUBMISSION
    known_by: ClassVar[str] = "Resent-Message-ID"
    items: tuple[ItemId, ...]
    message: BlobName
    """The bytes that go out."""
    message_id: str
    recipients: tuple[str, ...]
    sender: str
    envelope: Envelope
    """What its headers say, for the row in Sent."""
    preview: str = ""
    has_attachment: bool = False


@dataclass(frozen=True, slots=True)
class SendReceipt:
    """Submit the receipt (RFC 8098) that the sender of `items` asked for. It goes without a return path, and no copy is kept."""

    kind: ClassVar[str] = "send_receipt"
    service: ClassVar[Service] = Service.SUBMISSION
    known_by: ClassVar[str] = "Message-ID"
    items: tuple[ItemId, ...]
    message: BlobName
    message_id: str
    recipients: tuple[str, ...]
    sender: str
    """Who writes it; the envelope has no sender (RFC 8098 §3)."""
    subject: str = ""
