"""LDAP messages (RFC 4511 §4): the requests that are made here, and the answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.model.faults import Unreadable
from sync.transport.ldap import ber
from sync.transport.ldap.ber import Element

BIND_DONE, ENTRY, SEARCH_DONE, REFERENCE, EXTENDED_DONE, INTERMEDIATE = 0x61, 0x64, 0x65, 0x73, 0x78, 0x79
_BIND, _UNBIND, _SEARCH, _EXTENDED = 0x60, 0x42, 0x63, 0x77
_AND, _OR, _SUBSTRINGS, _PRESENT = 0xA0, 0xA1, 0xA4, 0x87
_INITIAL, _ANY = 0x80, 0x81
_SIMPLE = 0x80
_NAME = 0x80
START_TLS = "1.3.6.1.4.1.1466.20037"

SUCCESS, TIME_LIMIT, SIZE_LIMIT = 0, 3, 4
_MOST_ATTRIBUTES = 200
_MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Result:
    """How a request ended (RFC 4511 §4.1.9): its code, and what the server says to it."""

    code: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that was found: its name and its attributes, by name in small letters."""

    name: str
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """Return the first value of the first of these attributes that has one."""
        return next((values[0] for name in names if (values := self.attributes.get(name.lower())) and values[0]), "")

    def every(self, *names: str) -> tuple[str, ...]:
        """Return all values of these attributes, each once."""
        return tuple(dict.fromkeys(one for name in names for one in self.attributes.get(name.lower(), ()) if one))


def bind(number: int, name: str, password: str) -> bytes:
    """Return a simple bind (RFC 4511 §4.2)."""
    return _message(number, ber.write(_BIND, ber.number(3), ber.text(name), ber.text(password, _SIMPLE)))


def unbind(number: int) -> bytes:
    """Return the goodbye (RFC 4511 §4.3)."""
    return _message(number, ber.write(_UNBIND))


def start_tls(number: int) -> bytes:
    """Return the request to go over to TLS (RFC 4511 §4.14)."""
    return _message(number, ber.write(_EXTENDED, ber.text(START_TLS, _NAME)))


def search(
    number: int, base: str, filter_: bytes, attributes: Iterable[str], *, most: int, seconds: int, whole: bool = True
) -> bytes:
    """Return a search (RFC 4511 §4.5.1) below `base`, or (`whole` False) of that entry alone."""
    scope = 2 if whole else 0
    return _message(
        number,
        ber.write(
            _SEARCH, ber.text(base), ber.number(scope, ber.ENUMERATED), ber.number(0, ber.ENUMERATED), ber.number(most),
            ber.number(seconds), ber.boolean(False), filter_, ber.write(ber.SEQUENCE, *map(ber.text, attributes)),
        ),
    )  # fmt: skip


def all_of(filters: Iterable[bytes]) -> bytes:
    """Return the filter that all of these hold."""
    return ber.write(_AND, *filters)


def any_of(filters: Iterable[bytes]) -> bytes:
    """Return the filter that one of these holds."""
    return ber.write(_OR, *filters)


def present(attribute: str) -> bytes:
    """Return the filter that an entry has an attribute."""
    return ber.text(attribute, _PRESENT)


def contains(attribute: str, value: str, *, begins: bool = False) -> bytes:
    """Return the filter that an attribute has `value` in it, or begins with it. Values are octets: nothing is to be escaped."""
    part = ber.text(value, _INITIAL if begins else _ANY)
    return ber.write(_SUBSTRINGS, ber.text(attribute), ber.write(ber.SEQUENCE, part))


def opened(message: bytes) -> tuple[int, Element]:
    """Return the number of a message and what it carries. Raises `Unreadable("bad_ldap")`."""
    whole, _ = ber.read(message)
    if whole.tag != ber.SEQUENCE:
        raise Unreadable("bad_ldap")
    number, body, *_ = whole.sequence(2)
    if number.tag != ber.INTEGER:
        raise Unreadable("bad_ldap")
    return number.number, body


def result(body: Element) -> Result:
    """Return how a request ended. Raises `Unreadable("bad_ldap")`."""
    code, _, text, *_ = body.sequence(3)
    if code.tag != ber.ENUMERATED:
        raise Unreadable("bad_ldap")
    return Result(code.number, text.text[:500])


def entry(body: Element) -> Entry:
    """Return an entry that was found; what is more than anybody has is left out. Raises `Unreadable("bad_ldap")`."""
    name, listed, *_ = body.sequence(2)
    attributes: dict[str, tuple[str, ...]] = {}
    for place, one in enumerate(listed.children()):
        if place >= _MOST_ATTRIBUTES:
            break
        kind, values, *_ = one.sequence(2)
        found = tuple(value.text for number, value in enumerate(values.children()) if number < _MOST_VALUES)
        plain = kind.text.partition(";")[0].lower()  # options (`cn;lang-fr`) are values of the same attribute
        attributes[plain] = attributes.get(plain, ()) + found
    return Entry(name.text, attributes)


def _message(number: int, body: bytes) -> bytes:
    return ber.write(ber.SEQUENCE, ber.number(number), body)
