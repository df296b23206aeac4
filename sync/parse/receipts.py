"""Whether a message asks for a receipt (RFC 8098), whom it goes to, and whether it may go without asking."""

from __future__ import annotations

import re

from sync.model.mail import ReceiptRequest
from sync.parse import fields as header
from sync.parse.addresses import addresses
from sync.parse.charsets import decode

_REQUIRED = re.compile(r"=\s*required\b", re.IGNORECASE)
_FROM_MANY = frozenset({b"list-id", b"list-post", b"list-unsubscribe", b"mailing-list"})


def receipt_request(found: header.Fields, once: dict[bytes, bytes]) -> ReceiptRequest | None:
    """Return what a message asks for (`Disposition-Notification-To`), None where it asks for nothing that may be answered.

    A report is never answered by a report (RFC 8098 §2.1), nor is a wish that is not understood (§2.2). A receipt goes by
    itself only to one address, which is also the return path, and never to a list or a machine.
    """
    wanted = [one for one in addresses(once.get(b"disposition-notification-to", b"")) if "@" in one.address]
    kind = once.get(b"content-type", b"").lower()
    if not wanted or kind.startswith(b"multipart/report"):
        return None
    if _REQUIRED.search(decode(once.get(b"disposition-notification-options", b""))):
        return None
    many = any(name in once for name in _FROM_MANY) or once.get(b"precedence", b"").strip().lower() in (b"list", b"bulk", b"junk")
    machine = once.get(b"auto-submitted", b"no").strip().lower() != b"no"
    returns = [one.address for name, value in found if name.lower() == b"return-path" for one in addresses(value.strip())]
    people = {_same(one.address) for one in wanted}
    automatic = len(people) == 1 and {_same(one) for one in returns} == people and not many and not machine
    return ReceiptRequest(tuple(wanted), automatic)


def _same(address: str) -> str:
    """Return an address for comparing: the local part as it is, the domain in small letters (RFC 8098 §2.1)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.casefold()}"
