"""Flags as IMAP writes them (RFC 9051 §2.3.2, RFC 5788) and as the model knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sync.model.mail import Flag
from sync.transport.imap.syntax import Value, items, octets

_NAMES: Final = {
    Flag.SEEN: b"\\Seen",
    Flag.ANSWERED: b"\\Answered",
    Flag.FLAGGED: b"\\Flagged",
    Flag.DELETED: b"\\Deleted",
    Flag.DRAFT: b"\\Draft",
    Flag.FORWARDED: b"$Forwarded",
    Flag.JUNK: b"$Junk",
    Flag.NOT_JUNK: b"$NotJunk",
    Flag.RECEIPT_SENT: b"$MDNSent",
}
_FLAGS: Final = {name.lower(): flag for flag, name in _NAMES.items()} | {
    b"junk": Flag.JUNK,
    b"nonjunk": Flag.NOT_JUNK,
    b"notjunk": Flag.NOT_JUNK,
    b"forwarded": Flag.FORWARDED,
}
_known: dict[tuple[bytes, ...], tuple[Flag, frozenset[str]]] = {}


def read(value: Value) -> tuple[Flag, frozenset[str]]:
    """Return the flags and keywords of a FLAGS list."""
    words = tuple([octets(word) for word in items(value)])
    found = _known.get(words)
    if found is None:
        flags, keywords = Flag.NONE, set()
        for word in words:
            flag = _FLAGS.get(word.lower())
            if flag is not None:
                flags |= flag
            elif not word.startswith(b"\\"):
                keywords.add(word.decode("utf-8", "replace"))
        found = flags, frozenset(keywords)
        if len(_known) > 5_000:
            _known.clear()
        _known[words] = found
    return found


def write(flags: Flag, keywords: Iterable[str] = ()) -> list[bytes]:
    """Return the IMAP names of flags and keywords; letters that no keyword may hold become `_`."""
    names = [name for flag, name in _NAMES.items() if flag in flags]
    return names + [_atom(keyword) for keyword in sorted(keywords)]


def revision(flags: Flag, keywords: frozenset[str]) -> str:
    """Return a text that is the same for the same flags, where the server keeps no MODSEQ."""
    return " ".join([str(int(flags)), *sorted(keywords)])


def _atom(keyword: str) -> bytes:
    return bytes(octet if 33 <= octet <= 126 and octet not in b'(){%*"\\]' else 95 for octet in keyword.encode("utf-8"))
