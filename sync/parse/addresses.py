"""Address lists (RFC 5322 §3.4): split before anything is decoded, so that an encoded word can never add an address."""

from __future__ import annotations

import re
from functools import lru_cache

from sync.model.mail import Address
from sync.parse.charsets import decode, visible
from sync.parse.fields import words

ADDRESSES_LIMIT = 2000
"""Addresses of one field that are looked at."""

_SHORT = 500

_USUAL = re.compile(
    r"""[ ]{0,20}(?:(?:"([^"\\<>@]{0,200})"|([^"\\(<>,;:@\[\] ][^"\\(<>,;:@\[\]]{0,200}?)?)[ ]{0,20}
    <([^\s<>"(),;:@\\]{1,200}@[^\s<>"(),;:@\\]{1,200})>|([^\s<>"(),;:@\\]{1,200}@[^\s<>"(),;:@\\]{1,200}))
    [ ]{0,20}(?:,|\Z)""",
    re.VERBOSE,
)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|<[^>]*(?:>|\Z)|[,;:]|[^"(<,;:]+|\(', re.DOTALL)
_ADDRESS = re.compile(r'(?:"(?:[^"\\\r\n]|\\.)*"|[^\s<>"(),;:@\\\[\]]+)@(?:\[[^\s\[\]]+\]|[^\s<>"(),;:@\\\[\]]+)\Z')
_ADDRESS_INSIDE = re.compile(r'[^\s<>"(),;:@\\]+@[^\s<>"(),;:@\\]+\.[^\s<>"(),;:@\\]+')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)


def addresses(value: bytes) -> tuple[Address, ...]:
    """Return the addresses of a field; groups are flattened, comments left out, empty places skipped.

    People write to each other again and again: short fields read lately are remembered.
    """
    if not value:
        return ()
    return _remembered(value) if len(value) <= _SHORT else _read(value)


def _read(value: bytes) -> tuple[Address, ...]:
    content = value.decode("ascii") if value.isascii() else decode(value)
    if content.isprintable() and (usual := _usual(content)):
        return usual
    found: list[Address] = []
    parts: list[str] = []
    comments: list[str] = []
    angle: str | None = None
    position = 0
    while position < len(content) and len(found) < ADDRESSES_LIMIT:
        match = _TOKEN.match(content, position)
        if match is None:
            position += 1
            continue
        token = match.group()
        position = match.end()
        if token == "(":
            comment, position = _comment(content, position)
            comments.append(comment)
        elif token in ",;":
            _add(found, parts, angle, comments)
            parts, comments, angle = [], [], None
        elif token == ":" and angle is None:
            parts, comments = [], []  # the name of a group
        elif token[0] == "<":
            angle = token[1:].removesuffix(">") if angle is None else angle
        else:
            parts.append(token)
    _add(found, parts, angle, comments)
    return tuple(found)


_remembered = lru_cache(maxsize=4096)(_read)


def sender(values: list[bytes]) -> Address:
    """Return who a message is from, given its From fields.

    Several authors cannot be told apart from a forgery that puts a trusted address first (CVE-2022-1834, CVE-2025-3875):
    the name then lists every address. A display name that holds another address than the real one is left out.
    """
    found = [address for value in values[:10] for address in addresses(value)]
    if not found:
        return Address("", "")
    if len(found) > 1:
        return Address(", ".join(one.address or one.name for one in found[:10]), found[0].address)
    one = found[0]
    claimed = _ADDRESS_INSIDE.search(one.name[:500]) if "@" in one.name else None
    if claimed is not None and claimed.group().casefold() != one.address.casefold():
        return Address("", one.address) if one.address else Address(one.name, "")
    return one


def _usual(content: str) -> tuple[Address, ...]:
    """Return the addresses of a field whose every address has a usual form (nearly all do); nothing otherwise."""
    found: list[Address] = []
    position = 0
    while position < len(content):
        match = _USUAL.match(content, position)
        if match is None or len(found) == ADDRESSES_LIMIT:
            return ()
        quoted, plain, angle, bare = match.groups()
        found.append(Address("", bare) if bare else Address(_name(quoted or plain or ""), angle))
        position = match.end()
    return tuple(found)


def _add(found: list[Address], parts: list[str], angle: str | None, comments: list[str]) -> None:
    """Add the address made of these tokens, if there is one."""
    written = "".join(parts).strip()
    if angle is not None:
        address = angle.rpartition(":")[2] if angle.startswith("@") else angle
        name = _name(" ".join(_unquoted(part) for part in parts))
    else:
        address = written
        name = _name(" ".join(comments))
    address = "".join(address.split()) if '"' not in address else address.strip()
    if _ADDRESS.match(address) and not _CONTROL.search(address):
        found.append(Address(name, address))
    elif angle is not None and (name or address):
        found.append(Address(name or visible(address), ""))
    elif written:
        found.append(Address(_name(" ".join(_unquoted(part) for part in parts)), ""))


def _unquoted(token: str) -> str:
    if token.startswith('"'):
        return _QUOTED_PAIR.sub(r"\1", token[1:].removesuffix('"'))
    return token.strip()


def _name(written: str) -> str:
    if not written:
        return ""
    if written.isascii() and written.isprintable() and "=?" not in written:
        return written.strip(" '")
    return visible(words(" ".join(written.split()))).strip(" '")


def _comment(content: str, position: int) -> tuple[str, int]:
    """Return a comment's text and where it ends; comments nest."""
    depth = 1
    start = position
    while position < len(content):
        character = content[position]
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth:
                return content[start:position], position + 1
        position += 1
    return content[start:], len(content)
