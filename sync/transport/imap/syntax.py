"""The grammar of IMAP responses: parts → nested lists of octets, numbers and None; response codes; INTERNALDATE."""

from __future__ import annotations

import calendar
import re
import time as time_of_day
from typing import Final, TypeAlias

from sync.transport.imap.splitter import Malformed, Part, Streamed

Value: TypeAlias = "bytes | Streamed | list[Value] | None"
"""A parsed value: NIL is None; atoms, numbers, strings and literals are octets."""

DEEPEST: Final = 150
"""Nested lists beyond this are refused (a message of 60 multiparts in each other is known in the wild)."""

_TOKEN = re.compile(
    rb"[()]"
    rb'|"[^"\\]*(?:\\.[^"\\]*)*"'
    rb"|(?i:BODY|BINARY|BINARY\.SIZE)\[[^\]]*\](?:<\d+>)?"
    rb'|"'
    rb'|[^\s()"]+',
    re.DOTALL,
)
_PAIR = re.compile(
    rb'([A-Za-z0-9.-]+(?:\[[^\]]*\](?:<\d+>)?)?) (\d+|"[^"\\]*"|\([^()" ]*(?: [^()" ]+)*\)|[Nn][Ii][Ll]|~?\{\d+\+?\}$)'
)
"""One plain `name value` of a FETCH: nearly all of them, and cheaper than token by token."""

_QUOTED_PAIR = re.compile(rb"\\(.)", re.DOTALL)
_MONTHS = {
    name: number
    for number, name in enumerate(
        (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"), 1
    )
}
_days: dict[bytes, int] = {}
_names: dict[bytes, bytes] = {}


def parse(parts: list[Part]) -> list[Value]:
    """Return the values of a response (what follows the tag), lists nested. Raises `Malformed`."""
    values: list[Value] = []
    stack: list[list[Value]] = []
    last = len(parts) - 1
    for index in range(0, last + 1, 2):
        text = parts[index]
        if isinstance(text, Streamed):
            raise Malformed("misplaced_literal")
        tokens: list[bytes] = _TOKEN.findall(text)
        if index < last and (not tokens or not tokens.pop().endswith(b"}")):
            raise Malformed("misplaced_literal")  # the {n} that announced it is no value of the list
        for token in tokens:
            first = token[0]
            if first == 40:  # (
                if len(stack) >= DEEPEST:
                    raise Malformed("nested_too_deep")
                inner: list[Value] = []
                values.append(inner)
                stack.append(values)
                values = inner
            elif first == 41:  # )
                if not stack:
                    raise Malformed("unbalanced_list")
                values = stack.pop()
            elif first == 34:  # "
                if len(token) == 1:
                    raise Malformed("unbalanced_quote")
                values.append(_QUOTED_PAIR.sub(rb"\1", token[1:-1]) if b"\\" in token else token[1:-1])
            elif len(token) == 3 and token.upper() == b"NIL":
                values.append(None)
            else:
                values.append(token)
        if index < last:
            values.append(parts[index + 1])
    if stack:
        raise Malformed("unbalanced_list")
    return values


def split_code(text: bytes) -> tuple[bytes, list[Value], bytes]:
    """Split `[CODE arguments] words` into the code (upper case, empty: none), its arguments and the words."""
    if not text.startswith(b"["):
        return b"", [], text
    quoted = False
    for index in range(1, len(text)):
        octet = text[index]
        if octet == 34:
            quoted = not quoted
        elif octet == 93 and not quoted:  # ]
            inside, words = text[1:index], text[index + 1 :].lstrip(b" ")
            name, _, rest = inside.partition(b" ")
            try:
                arguments = parse([rest])
            except Malformed:
                arguments = []
            return name.upper(), arguments, words
    return b"", [], text


def fetched(parts: list[Part]) -> dict[bytes, Value]:
    """Return the items of a FETCH response by upper-case name; a section name loses its field list. Raises `Malformed`."""
    text = parts[0]
    if len(parts) == 3 and parts[2] == b")" and isinstance(text, bytes):
        plain = _plainly(text)
        if plain is not None:
            name, plain_items = plain
            plain_items[name] = parts[1]
            return plain_items
    values = items(first(parse(parts)))
    named: dict[bytes, Value] = {}
    for index in range(0, len(values) - 1, 2):
        named[_item_name(octets(values[index]))] = values[index + 1]
    return named


def _item_name(name: bytes) -> bytes:
    known = _names.get(name)
    if known is None:
        known = name.upper()
        if known.startswith(b"BODY[HEADER.FIELDS"):
            known = b"BODY[HEADER.FIELDS]"
        if len(_names) > 500:
            _names.clear()
        _names[name] = known
    return known


def _plainly(text: bytes) -> tuple[bytes, dict[bytes, Value]] | None:
    """Return the last name and the items of a text that holds only plain pairs, None for any other.

    One loop without calls: a hundred thousand headers pass here.
    """
    length, name = 0, b""
    named: dict[bytes, Value] = {}
    for word, value in _PAIR.findall(text):
        length += len(word) + len(value) + 2  # the space between, and the space or parenthesis before
        name = _names.get(word) or _item_name(word)
        mark = value[0]
        if mark == 34:  # "
            named[name] = value[1:-1]
        elif mark == 40:  # (
            named[name] = value[1:-1].split()
        else:
            named[name] = None if mark in b"Nn" else value
    return (name, named) if length == len(text) else None


def first(values: list[Value]) -> Value:
    """Return the first of `values`. Raises `Malformed` where there is none."""
    if not values:
        raise Malformed("missing_value")
    return values[0]


def number(value: Value) -> int:
    """Return the number that `value` is (at most 20 digits). Raises `Malformed`."""
    if isinstance(value, bytes) and value.isdigit() and len(value) <= 20:
        return int(value)
    raise Malformed("bad_number")


def octets(value: Value) -> bytes:
    """Return the octets of an atom, string or literal. Raises `Malformed` for a list, NIL or a streamed literal."""
    if isinstance(value, bytes):
        return value
    raise Malformed("bad_string")


def items(value: Value) -> list[Value]:
    """Return a list's values. Raises `Malformed` for anything else."""
    if isinstance(value, list):
        return value
    raise Malformed("bad_list")


def date_time(seconds: int) -> bytes:
    """Return a date as APPEND takes it, with the space behind it (RFC 9051 §9, `date-time`); nothing for 0."""
    if seconds <= 0:
        return b""
    moment = time_of_day.gmtime(seconds)
    month = next(name for name, number in _MONTHS.items() if number == moment.tm_mon).title()
    clock = time_of_day.strftime("%H:%M:%S +0000", moment).encode()
    return b'"%2d-%s-%04d ' % (moment.tm_mday, month, moment.tm_year) + clock + b'" '


def internal_date(value: Value) -> int:
    """Return the seconds since 1970 of an INTERNALDATE (`" 5-Nov-2026 10:12:13 +0100"`); 0 where it is no date."""
    text = value if isinstance(value, bytes) else b""
    try:
        date, time, zone = text.strip().split(b" ")
        day = _days.get(date)
        if day is None:
            number_of_day, month, year = date.split(b"-")
            day = calendar.timegm((int(year), _MONTHS[month.lower()], int(number_of_day), 0, 0, 0))
            if len(_days) > 50_000:
                _days.clear()
            _days[date] = day
        offset = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60
        seconds = int(time[0:2]) * 3600 + int(time[3:5]) * 60 + int(time[6:8])
    except (ValueError, KeyError, OverflowError):
        return 0
    return day + seconds + (offset if zone.startswith(b"-") else -offset)
