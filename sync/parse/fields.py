"""Header fields: a raw block into fields, encoded words (RFC 2047), parameters (RFC 2045 §5.1, RFC 2231)."""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from sync.parse.charsets import decode, visible

FIELDS_LIMIT = 2000
"""Fields of one block that are looked at."""
VALUE_LIMIT = 64 * 1024
"""Octets of one field that are looked at."""

Fields = list[tuple[bytes, bytes]]
"""Field names as written with their unfolded raw values, in order."""

_FIELD = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_NAME = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_WORD = re.compile(r"=\?([\w.:+-]{1,60})(?:\*[\w-]{0,20})?\?([QqBb])\?(.{0,4000}?)\?=", re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_PARAMETER = re.compile(
    r"""[\s;]*([!#$&+\-.^_`|~\w%*']{1,100})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|([^;]*))""", re.DOTALL
)
_SECTION = re.compile(r"(.*?)(?:\*(\d{1,3}))?(\*?)\Z", re.DOTALL)


def split(raw: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return where the header block that begins at `start` ends, and where the body begins."""
    end = len(raw) if end is None else end
    if raw.startswith(b"\n", start, end):
        return start, start + 1
    if raw.startswith(b"\r\n", start, end):
        return start, start + 2
    blank = _BLANK_LINE.search(raw, start, end)
    if blank is not None:
        return blank.start() + 1, blank.end()
    first = raw[start : min(end, start + 1000)].split(b"\n", 1)[0]
    if _NAME.match(first) or first.startswith((b"From ", b">From ")):
        return end, end
    return start, start


def fields(block: bytes) -> Fields:
    """Return the fields of a header block. A line that is neither a field nor a continuation is left out."""
    block = block.replace(b"\r\n", b"\n").replace(b"\n ", b" ").replace(b"\n\t", b" ")
    return _FIELD.findall(block)[:FIELDS_LIMIT]


def index(found: Fields) -> dict[bytes, bytes]:
    """Return the value of the first field of each (lower case) name."""
    return {name.lower(): value[:VALUE_LIMIT].strip() for name, value in reversed(found)}


def text(value: bytes) -> str:
    """Return an unstructured field as text on one line: encoded words decoded, raw 8-bit octets read as best one can."""
    if b"=?" not in value and value.isascii():
        return visible(value.decode("ascii"))
    value = value[:VALUE_LIMIT]
    return visible(words(decode(value)))


def words(value: str) -> str:
    """Return `value` with its encoded words decoded, a character split over two adjacent words included (RFC 2047 §6.2)."""
    if "=?" not in value:
        return value
    pieces: list[str] = []
    pending: tuple[str, bytes] | None = None
    position = 0
    for match in _WORD.finditer(value):
        charset, encoding, coded = match.groups()
        between = value[position : match.start()]
        octets = _decoded(encoding in "Bb", coded)
        position = match.end()
        if pending is not None and pending[0] == charset.lower() and (not between or between.isspace()):
            pending = pending[0], pending[1] + octets
            continue
        if pending is not None:
            pieces.append(decode(pending[1], pending[0]))
            between = "" if between.isspace() else between
        pieces.append(between)
        pending = charset.lower(), octets
    if pending is not None:
        pieces.append(decode(pending[1], pending[0]))
    pieces.append(value[position:])
    return "".join(pieces)


@lru_cache(maxsize=1024)
def parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """Return a structured field's first token in lower case, and its parameters: RFC 2231 continuations and charsets
    put together, RFC 2047 words decoded where senders wrongly used them. Not to be changed: equal fields share it."""
    content = decode(value)
    token, _, rest = content.partition(";")
    token = token.strip().lower()
    found: dict[str, str] = {}
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    position = 0
    for _ in range(100):
        match = _PARAMETER.match(rest, position)
        position = rest.find(";", match.end() if match is not None else position) + 1
        if match is None:
            if not position:
                break
            continue
        name, quoted, plain = match.groups()
        written = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted is not None else (plain or "").strip()
        base, number, star = _SECTION.match(name.lower()).groups()  # type: ignore[union-attr]  # it matches anything
        if number is None and not star:
            found.setdefault(base, words(written) if "=?" in written else written)
        else:
            sections.setdefault(base, []).append((int(number or 0), bool(star), written))
        if not position:
            break
    for base, numbered in sections.items():
        found[base] = _joined(numbered)
    return token, found


def _joined(sections: list[tuple[int, bool, str]]) -> str:
    """Put the sections of one RFC 2231 parameter together; the first may name the charset."""
    sections.sort(key=lambda section: section[0])
    charset = ""
    octets: list[bytes] = []
    for index, (_, coded, written) in enumerate(sections):
        if coded and index == 0 and written.count("'") >= 2:
            charset, _, written = written.split("'", 2)
        octets.append(unquote_to_bytes(written) if coded else written.encode())
    return decode(b"".join(octets), charset)


def _decoded(base64: bool, coded: str) -> bytes:
    octets = coded.encode("utf-8", "replace")
    if base64:
        return lenient_base64(octets)
    return binascii.a2b_qp(octets.replace(b" ", b"_"), header=True)


def lenient_base64(octets: bytes) -> bytes:
    """Decode base64 whatever else stands between its characters; an incomplete last group gives what it can."""
    try:
        return binascii.a2b_base64(octets)
    except binascii.Error:
        kept = _NOT_BASE64.sub(b"", octets)
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
