"""A published calendar cut into resources of one UID each, by its lines alone: reading them is the parser's work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from sync.model.faults import Unreadable

MOST = 200_000
"""Entries of one feed."""
_LINES = re.compile(rb"(?:[^\n]*\n|[^\n]+\Z)(?:[ \t][^\n]*(?:\n|\Z))*")
_KINDS = (b"VEVENT", b"VTODO", b"VJOURNAL")
_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ecritoire//FR\r\n"
_TAIL = b"END:VCALENDAR\r\n"
_STAMPS = (b"DTSTAMP", b"LAST-MODIFIED", b"CREATED")


def name(feed: bytes) -> str:
    """Return what the calendar calls itself (NAME, X-WR-CALNAME), empty where it does not."""
    found = re.search(rb"^(?:NAME|X-WR-CALNAME)(?:;[^:\r\n]*)?:([^\r\n]{1,200})", feed[:20_000], re.MULTILINE | re.IGNORECASE)
    return found.group(1).decode("utf-8", "replace").replace("\\,", ",").replace("\\;", ";").strip() if found else ""


def resources(feed: bytes) -> dict[str, bytes]:
    """Return each entry under a name made of its UID, with the zones that it names. Raises `Unreadable("no_entry")`.

    A feed without entries is an empty calendar; what is no calendar at all is not.
    """
    if b"BEGIN:VCALENDAR" not in feed[:4096].upper():
        raise Unreadable("no_entry")
    zones: dict[bytes, bytes] = {}
    entries: dict[bytes, list[bytes]] = {}
    for kind, block, lines in _blocks(feed):
        if kind == b"VTIMEZONE":
            zones.setdefault(_value(lines, b"TZID"), block)
        else:
            uid = _value(lines, b"UID") or hashlib.sha256(block).hexdigest().encode()
            entries.setdefault(uid, []).append(block)
        if len(entries) > MOST:
            raise Unreadable("stream_too_large")
    found = {}
    for uid, blocks in entries.items():
        body = b"".join(blocks)
        named = [zone for tzid, zone in zones.items() if tzid and tzid in body]
        found[hashlib.sha256(uid).hexdigest()[:32]] = _HEAD + b"".join(named) + body + _TAIL
    return found


def revision(resource: bytes) -> str:
    """Return a revision that stays the same while only the stamps of the publisher change."""
    lines = (line for line in resource.splitlines() if not line.upper().startswith(_STAMPS))
    return hashlib.sha256(b"\n".join(lines)).hexdigest()[:32]


def _blocks(feed: bytes) -> Iterator[tuple[bytes, bytes, list[bytes]]]:
    """Yield the components directly in a calendar: their kind, their octets, the lines directly in them."""
    kind, depth, block, lines = b"", 0, [b""], [b""]
    for found in _LINES.finditer(feed):
        line = found.group()
        key, _, value = line.strip().partition(b":")
        word = value.strip().upper()
        if not kind:
            if key.upper() == b"BEGIN" and word in (*_KINDS, b"VTIMEZONE"):
                kind, depth, block, lines = word, 1, [line], []
            continue
        block.append(line)
        if key.upper() == b"BEGIN":
            depth += 1
        elif key.upper() == b"END":
            depth -= 1
            if depth == 0:
                octets = b"".join(block)
                yield kind, octets if octets.endswith(b"\n") else octets + b"\r\n", lines
                kind = b""
        elif depth == 1:
            lines.append(line)


def _value(lines: list[bytes], name_: bytes) -> bytes:
    for line in lines:
        key, _, value = line.partition(b":")
        if key.partition(b";")[0].strip().upper() == name_:
            return re.sub(rb"\r?\n[ \t]", b"", value).strip()
    return b""
