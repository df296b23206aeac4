"""Addresses as typed and `mailto:` links (RFC 6068) turned into the fields of a new message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from sync.model.mail import Address

_ADDRESS = re.compile(
    r"""^[^\s@<>()\[\],;:"\\]+            # local part, without the quoted form that nobody uses
        @
        (?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*$""",
    re.VERBOSE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a `mailto:` link asks for; everything is decoded text."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    body: str = ""
    in_reply_to: str = ""


def is_valid(address: str) -> bool:
    """Return whether `address` is a plausible mailbox: a local part, one @, a domain with a dot (RFC 5321 §4.1.2, reduced)."""
    if len(address) > 254 or ".." in address or address.startswith("."):
        return False
    return _ADDRESS.match(address) is not None and not address.split("@")[0].endswith(".")


def parse_addresses(text: str) -> tuple[Address, ...]:
    """Return the addresses in typed or pasted text: `Name <a@b>`, bare ones, separated by comma, semicolon or line end."""
    return tuple(_one(piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    pieces, current, quoted, angle = [], "", False, False
    for letter in text:
        if letter == '"':
            quoted = not quoted
        elif letter == "<" and not quoted:
            angle = True
        elif letter == ">":
            angle = False
        if letter in ",;\n\r\t" and not quoted and not angle:
            pieces.append(current)
            current = ""
        else:
            current += letter
    pieces.append(current)
    return [piece.strip() for piece in pieces if piece.strip()]


def _one(piece: str) -> Address:
    piece = _CONTROL.sub("", piece)
    if piece.endswith(">") and "<" in piece:
        name, _, address = piece[:-1].rpartition("<")
        return Address(name.strip().strip("\"'").strip(), address.strip())
    return Address("", piece.removeprefix("mailto:"))


def parse_mailto(link: str) -> Letter:
    """Return what a `mailto:` link asks for (RFC 6068).

    Only to, cc, bcc, subject, body and in-reply-to are heeded: a link never attaches a file nor sets another header
    field (RFC 6068 §4 and §7). Line ends of the body are kept, those of other fields are removed.
    """
    scheme, _, rest = link.strip().partition(":")
    if scheme.lower() != "mailto":
        return Letter()
    rest = rest.partition("#")[0]
    path, _, query = rest.partition("?")
    lists: dict[str, list[Address]] = {"to": _addresses(path), "cc": [], "bcc": []}
    texts: dict[str, str] = {}
    for field in query.split("&"):
        name, _, value = field.partition("=")
        name = unquote(name).lower()
        if name in lists:
            lists[name] += _addresses(value)
        elif name in ("subject", "body", "in-reply-to") and name not in texts:
            texts[name] = unquote(value)
    return Letter(
        tuple(lists["to"]),
        tuple(lists["cc"]),
        tuple(lists["bcc"]),
        _line(texts.get("subject", "")),
        _CONTROL.sub("", texts.get("body", "").replace("\r\n", "\n").replace("\r", "\n")),
        _line(texts.get("in-reply-to", "")),
    )


def _addresses(text: str) -> list[Address]:
    # A comma inside an address is percent-encoded, so the list is cut before decoding (RFC 6068 §2).
    return [_one(_line(unquote(piece))) for piece in text.split(",") if piece.strip()]


def _line(text: str) -> str:
    return _CONTROL.sub("", text.replace("\n", " ").replace("\r", " ")).strip()
