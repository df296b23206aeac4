"""Mailbox names: modified UTF-7 (RFC 3501 §5.1.3) to Unicode and back, and UTF-8 as is once it is enabled (RFC 6855)."""

from __future__ import annotations

import base64
import binascii
import re

_RAW_MARK = "\x01"
"""Begins our name of a mailbox whose wire name does not survive decoding: the wire octets follow as Latin-1."""

_SHIFTED = re.compile(rb"&([^-]*)-")
_TO_SHIFT = re.compile(r"[^\x20-\x7e]+|&")


def decode(wire: bytes, *, utf8: bool = False) -> str:
    """Return our name of the mailbox that the server calls `wire`. Every name comes back by `encode`."""
    if wire.upper() == b"INBOX":
        return "INBOX"
    try:
        name = wire.decode("utf-8") if utf8 else _from_utf7(wire)
    except (UnicodeDecodeError, binascii.Error):
        name = _RAW_MARK
    if not name.startswith(_RAW_MARK) and encode(name, utf8=utf8) == wire:
        return name
    return _RAW_MARK + wire.decode("latin-1")


def encode(name: str, *, utf8: bool = False) -> bytes:
    """Return what the server calls the mailbox `name`."""
    if name.startswith(_RAW_MARK):
        return name[1:].encode("latin-1")
    if utf8:
        return name.encode("utf-8", "surrogatepass")
    return _TO_SHIFT.sub(_shift, name).encode("ascii")


def _shift(match: re.Match[str]) -> str:
    run = match[0]
    if run == "&":
        return "&-"
    coded = base64.b64encode(run.encode("utf-16-be", "surrogatepass")).rstrip(b"=").replace(b"/", b",")
    return f"&{coded.decode('ascii')}-"


def _from_utf7(wire: bytes) -> str:
    pieces: list[str] = []
    position = 0
    for match in _SHIFTED.finditer(wire):
        pieces.append(wire[position : match.start()].decode("ascii"))
        coded = match[1].replace(b",", b"/")
        pieces.append(
            base64.b64decode(coded + b"=" * (-len(coded) % 4), validate=True).decode("utf-16-be") if coded else "&"
        )
        position = match.end()
    pieces.append(wire[position:].decode("ascii"))
    return "".join(pieces)
