"""The MIME tree of a message (RFC 2045–2046), tolerant and bounded: views into the raw bytes, decoded when asked."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sync.model.mail import ELIDED_HEADER
from sync.parse import fields as header
from sync.parse.charsets import decode

DEPTH_LIMIT = 100
PARTS_LIMIT = 2000
"""What is deeper or further on stays undivided, as one part that can still be saved."""

_ELIDED = ELIDED_HEADER.lower().encode()
_SHORT = 500


class Label(NamedTuple):
    """What a part's header says. Not to be changed: parts with equal headers share it."""

    fields: header.Fields
    field: dict[bytes, bytes]
    media_type: str
    parameters: dict[str, str]
    disposition: str
    disposition_parameters: dict[str, str]


def _label(block: bytes, default: str) -> Label:
    found = header.fields(block)
    field = header.index(found)
    media_type, parameters, disposition, disposition_parameters = default, dict[str, str](), "", dict[str, str]()
    if written := field.get(b"content-type"):
        media_type, parameters = header.parameters(written)
        media_type = media_type if _is_media_type(media_type) else "text/plain"
    if written := field.get(b"content-disposition"):
        disposition, disposition_parameters = header.parameters(written)
    return Label(found, field, media_type, parameters, disposition, disposition_parameters)


_remembered = lru_cache(maxsize=1024)(_label)
"""Most parts of most messages have one of a few headers."""


class Part:
    """A node of the tree. `path` is IMAP's numbering; the root of a message with parts has none."""

    __slots__ = (
        "_begin", "_end", "_raw", "_start", "children", "disposition", "disposition_parameters", "field", "fields", "media_type",
        "parameters", "path",
    )  # fmt: skip

    def __init__(self, raw: bytes, label: Label, begin: int, start: int, end: int) -> None:
        self._raw = raw
        self._begin = begin
        self._start = start
        self._end = end
        self.children: list[Part] = []
        self.path = ""
        self.fields, self.field, self.media_type, self.parameters, self.disposition, self.disposition_parameters = label

    @property
    def body(self) -> bytes:
        """The body as it was sent."""
        return self._raw[self._start : self._end]

    @property
    def whole(self) -> bytes:
        """Header and body as they were sent, for signatures."""
        return self._raw[self._begin : self._end]

    @property
    def encoding(self) -> str:
        """The transfer encoding, in lower case."""
        written = self.field.get(b"content-transfer-encoding")
        return written.decode("latin-1").split(";", 1)[0].strip().lower() if written else ""

    @property
    def content(self) -> bytes:
        """The body without its transfer encoding; broken encodings give what they can."""
        match self.encoding:
            case "base64":
                return header.lenient_base64(self.body)
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
            case "x-uuencode" | "uuencode" | "x-uue":
                return _uudecoded(self.body)
            case _:
                return self.body

    @property
    def text(self) -> str:
        """The body as text in its declared charset."""
        return decode(self.content, self.parameters.get("charset", ""))

    @property
    def elided_size(self) -> int | None:
        """The size in octets of a body that was left on the server; None where it is here."""
        written = self.field.get(_ELIDED)
        if not written:
            return None
        return int(written) if written.isdigit() and len(written) < 16 else 0

    @property
    def size(self) -> int:
        """Octets of the decoded body, without decoding base64 (large attachments)."""
        elided = self.elided_size
        if elided is not None:
            return elided
        if self.encoding == "base64":
            raw, start, end = self._raw, self._start, self._end
            letters = end - start - raw.count(b"\n", start, end) - raw.count(b"\r", start, end)
            return max(letters * 3 // 4 - raw.count(b"=", max(end - 8, start), end), 0)
        return len(self.content)

    @property
    def content_id(self) -> str:
        """The Content-ID without its angle brackets."""
        written = self.field.get(b"content-id")
        return header.text(written).strip().strip("<>").strip() if written else ""

    def walk(self) -> Iterator[Part]:
        """Yield this part and all below it, in order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += reversed(part.children)


def parse(raw: bytes) -> Part:
    """Return the tree of a raw message. Messages attached to it are leaves: they are documents of their own."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    left = [PARTS_LIMIT]
    root = _parse(raw, 0, len(raw), "text/plain", 0, left)
    if root.children:
        _number(root)
    else:
        root.path = "1"
    return root


def _parse(raw: bytes, start: int, end: int, default: str, depth: int, left: list[int]) -> Part:
    header_end, body = header.split(raw, start, end)
    label = (_remembered if header_end - start <= _SHORT else _label)(raw[start:header_end], default)
    part = Part(raw, label, start, body, end)
    if part.media_type.startswith("multipart/"):
        boundary = part.parameters.get("boundary", "").encode("utf-8", "replace")
        places = _places(raw, body, end, boundary, left) if boundary and depth < DEPTH_LIMIT else []
        inner = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        part.children = [_parse(raw, first, last, inner, depth + 1, left) for first, last in places]
        if not places:  # without parts it can only be read as it stands
            part.media_type = "text/plain" if depth < DEPTH_LIMIT else "application/octet-stream"
    return part


def _places(raw: bytes, start: int, end: int, boundary: bytes, left: list[int]) -> list[tuple[int, int]]:
    """Return where each part of a multipart begins and ends. A missing last delimiter ends it at `end`."""
    delimiter = b"--" + boundary.rstrip()
    places: list[tuple[int, int]] = []
    begun = -1
    position = start
    if not raw.startswith(delimiter, start):
        found = raw.find(b"\n" + delimiter, start, end)
        position = found + 1 if found >= 0 else -1
    while position >= 0:
        line_end = raw.find(b"\n", position, end)
        rest = raw[position + len(delimiter) : line_end if line_end >= 0 else end].strip(b" \t\r")
        closing = rest == b"--"
        if not rest or closing:
            if begun >= 0:
                places.append((begun, _line_before(raw, begun, position)))
                left[0] -= 1
            if closing or line_end < 0:
                return places
            begun = line_end + 1
            if left[0] <= 1:
                break
        found = raw.find(b"\n" + delimiter, max(position, line_end), end) if line_end >= 0 else -1
        position = found + 1 if found >= 0 else -1
    if begun >= 0:
        places.append((begun, end))
        left[0] -= 1
    return places


def _line_before(raw: bytes, start: int, delimiter: int) -> int:
    """Return where a part ends: the line break before the delimiter belongs to the delimiter (RFC 2046 §5.1.1)."""
    if delimiter > start and raw[delimiter - 1] == 10:
        delimiter -= 1
        if delimiter > start and raw[delimiter - 1] == 13:
            delimiter -= 1
    return max(delimiter, start)


def _number(root: Part) -> None:
    waiting = [root]
    while waiting:
        part = waiting.pop()
        for number, child in enumerate(part.children, 1):
            child.path = f"{part.path}.{number}" if part.path else str(number)
        waiting += part.children


def _is_media_type(written: str) -> bool:
    major, slash, minor = written.partition("/")
    return bool(slash and major and minor) and "/" not in minor and written.isascii() and written.isprintable()


def _uudecoded(body: bytes) -> bytes:
    lines = body.splitlines()
    begin = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    decoded: list[bytes] = []
    for line in lines[begin + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            octets = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                decoded.append(binascii.a2b_uu(line[:octets]))
            except binascii.Error:
                break
    return b"".join(decoded)
