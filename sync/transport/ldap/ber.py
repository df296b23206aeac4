"""BER as LDAP uses it (RFC 4511 §5.1, X.690): definite lengths and low tag numbers; written short, read within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sync.model.faults import Unreadable

BOOLEAN, INTEGER, OCTETS, ENUMERATED, SEQUENCE, SET = 0x01, 0x02, 0x04, 0x0A, 0x30, 0x31
_MOST_LENGTH_OCTETS = 4
_MOST_INTEGER_OCTETS = 8


@dataclass(frozen=True, slots=True)
class Element:
    """A tag as it is written (class, constructed bit and number in one octet) and what is inside."""

    tag: int
    content: bytes

    def children(self) -> Iterator[Element]:
        """Yield the elements inside. Raises `Unreadable("bad_ldap")`."""
        place = 0
        while place < len(self.content):
            child, place = read(self.content, place)
            yield child

    def sequence(self, least: int) -> list[Element]:
        """Return the elements inside, at least so many. Raises `Unreadable("bad_ldap")`."""
        found = list(self.children())
        if len(found) < least:
            raise Unreadable("bad_ldap")
        return found

    @property
    def number(self) -> int:
        """The content as a number. Raises `Unreadable("bad_ldap")`."""
        if not 0 < len(self.content) <= _MOST_INTEGER_OCTETS:
            raise Unreadable("bad_ldap")
        return int.from_bytes(self.content, "big", signed=True)

    @property
    def text(self) -> str:
        """The content as text; what is no UTF-8 is replaced."""
        return self.content.decode("utf-8", "replace")


def read(octets: bytes, place: int = 0) -> tuple[Element, int]:
    """Return the element that begins at `place`, and where it ends. Raises `Unreadable("bad_ldap")`."""
    head = header(octets, place)
    if head is None:
        raise Unreadable("bad_ldap")
    tag, begin, end = head
    if end > len(octets):
        raise Unreadable("bad_ldap")
    return Element(tag, octets[begin:end]), end


def header(octets: bytes, place: int = 0) -> tuple[int, int, int] | None:
    """Return the tag, where the content begins and where it ends; None while there are too few octets to tell.

    Raises `Unreadable("bad_ldap")` for what LDAP does not allow: indefinite lengths, long tags, lengths of lengths.
    """
    if len(octets) < place + 2:
        return None
    tag, first = octets[place], octets[place + 1]
    if tag & 0x1F == 0x1F:
        raise Unreadable("bad_ldap")
    if first < 0x80:
        return tag, place + 2, place + 2 + first
    count = first & 0x7F
    if not 0 < count <= _MOST_LENGTH_OCTETS:
        raise Unreadable("bad_ldap")
    begin = place + 2 + count
    if len(octets) < begin:
        return None
    return tag, begin, begin + int.from_bytes(octets[place + 2 : begin], "big")


def write(tag: int, *parts: bytes) -> bytes:
    """Return an element with these parts inside."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def number(value: int, tag: int = INTEGER) -> bytes:
    """Return a number."""
    return write(tag, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def text(value: str, tag: int = OCTETS) -> bytes:
    """Return a text."""
    return write(tag, value.encode("utf-8", "surrogatepass"))


def boolean(value: bool) -> bytes:
    """Return a truth value."""
    return write(BOOLEAN, b"\xff" if value else b"\0")
