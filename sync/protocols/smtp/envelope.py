"""What a message and its addresses ask of the server: size, 8-bit text, addresses in UTF-8; and the bytes on the wire."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.model.faults import Rejected, Unsupported

_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"(?m)^\.")
# Quoted local parts and address literals are allowed by RFC 5321 §4.1.2, but nobody has one; the library would misread them.
_UNFIT = re.compile(r'[\s<>()\[\]:;,"\\\x00-\x1f\x7f]|@.*@')


@dataclass(frozen=True, slots=True)
class Submission:
    """A message ready for one mail transaction: addresses as they go out, MAIL options, text encoding, wire bytes."""

    sender: str
    recipients: tuple[str, ...]
    options: tuple[str, ...]
    encoding: str
    wire: bytes
    """The message with CRLF line ends and doubled leading dots (RFC 5321 §4.5.2), without the final dot."""


def size_limit(extensions: Mapping[str, str]) -> int:
    """Return the largest message in octets that the server announced (RFC 1870), 0 where it did not say."""
    announced = extensions.get("size", "")
    return int(announced) if announced.isdecimal() else 0


def prepare(sender: str, recipients: Sequence[str], message: bytes, extensions: Mapping[str, str]) -> Submission:
    """Fit a message to what the server's EHLO announced (extension name in lower case → parameters).

    Without a `sender` it leaves with the null return path (RFC 5321 §4.5.5).

    Raises `Rejected("bad_address")` for an address that cannot stand in a command, `Rejected("message_too_large")` before
    anything is sent (RFC 1870 §5), `Rejected("address_needs_utf8")` where the server lacks SMTPUTF8 (RFC 6531) and
    `Unsupported("eight_bit")` where it lacks 8BITMIME (RFC 6152) for a message that needs it.
    """
    normal = _LINE_END.sub(b"\r\n", message)
    if not normal.endswith(b"\r\n"):
        normal += b"\r\n"
    limit = size_limit(extensions)
    if limit and len(normal) > limit:
        raise Rejected("message_too_large", limit=limit, size=len(normal))
    header, _, _ = normal.partition(b"\r\n\r\n")
    utf8_offered = "smtputf8" in extensions
    return_path = _fit(sender, utf8_offered) if sender else ""
    addresses = [return_path, *(_fit(address, utf8_offered) for address in recipients)]
    options = []
    if "size" in extensions:
        options.append(f"SIZE={len(normal)}")
    if not normal.isascii():
        if "8bitmime" not in extensions:
            raise Unsupported("eight_bit")
        options.append("BODY=8BITMIME")
    needs_utf8 = not header.isascii() or not all(address.isascii() for address in addresses)
    if needs_utf8:
        if not utf8_offered:
            raise Rejected("address_needs_utf8", address="")
        options.append("SMTPUTF8")
    return Submission(
        sender=addresses[0],
        recipients=tuple(dict.fromkeys(addresses[1:])),
        options=tuple(options),
        encoding="utf-8" if needs_utf8 else "ascii",
        wire=_LEADING_DOT.sub(b"..", normal),
    )


def _fit(address: str, utf8_offered: bool) -> str:
    """Return the address as it stands in a command: a domain outside of ASCII in its A-label form (RFC 5891 §4.4)."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or _UNFIT.search(address):
        raise Rejected("bad_address", address=address)
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise Rejected("bad_address", address=address) from error
    if not local.isascii() and not utf8_offered:
        raise Rejected("address_needs_utf8", address=address)
    return f"{local}@{domain}"
