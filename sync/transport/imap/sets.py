"""Sets of UIDs: `1:3,7` to numbers and back, and cutting a long set into lines a server takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.transport.imap.splitter import Malformed

LARGEST = 5_000_000
"""More UIDs than this in one answer are refused rather than kept in memory."""

LONGEST_TEXT = 4_000
"""Octets of one set in a command: servers take lines of 8,000 (RFC 7162 §4)."""


def spans(uids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs (first, last) of `uids`, ascending."""
    first = last = 0
    for uid in sorted(set(uids)):
        if uid == last + 1 and first:
            last = uid
            continue
        if first:
            yield first, last
        first = last = uid
    if first:
        yield first, last


def to_text(uids: Iterable[int]) -> bytes:
    """Return the shortest set text of `uids`."""
    return b",".join(b"%d" % first if first == last else b"%d:%d" % (first, last) for first, last in spans(uids))


def to_texts(uids: Iterable[int], longest: int = LONGEST_TEXT) -> Iterator[bytes]:
    """Yield set texts of at most `longest` octets each, that together name all `uids`."""
    line: list[bytes] = []
    length = 0
    for first, last in spans(uids):
        text = b"%d" % first if first == last else b"%d:%d" % (first, last)
        if line and length + len(text) + 1 > longest:
            yield b",".join(line)
            line, length = [], 0
        line.append(text)
        length += len(text) + 1
    if line:
        yield b",".join(line)


def from_text(text: bytes, below: int = 1 << 32) -> list[int]:
    """Return the UIDs under `below` that a set text names, in its order. Raises `Malformed` for nonsense or too many."""
    uids: list[int] = []
    for span in text.split(b","):
        first, colon, last = span.partition(b":")
        if not first.isdigit() or (colon and not last.isdigit()) or len(first) > 10 or len(last) > 10:
            raise Malformed("bad_set")
        low, high = int(first), int(last) if colon else int(first)
        if low > high:
            low, high = high, low
        high = min(high, below - 1)
        if len(uids) + high - low >= LARGEST:
            raise Malformed("set_too_big")
        uids.extend(range(low, high + 1))
    return uids
