"""Received octets → whole responses: lines and literals are cut out of one receive buffer, each copied once.

Big literals (a message of many megabytes) go to a sink in pieces as they come, so memory stays flat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from sync.model.faults import Offline

PIECE: Final = 256 * 1024
"""Literals above this many octets go to a sink, in pieces of at most this size."""

_FIRST_CAPACITY = 512 * 1024
_ROOM = 64 * 1024
_LITERAL = re.compile(rb"(?:^|[ (])~?\{(\d{1,20})\+?\}$")
_SPEECH = re.compile(rb"(?:\+|\S+ (?:OK|NO|BAD|BYE|PREAUTH))(?: |$)", re.IGNORECASE)


class Malformed(Offline):
    """The server's octets are not IMAP, or beyond the limits: this is no conversation. `detail` says what, shortly."""

    def __init__(self, detail: str) -> None:
        super().__init__("bad_response", detail=detail)


@dataclass(frozen=True, slots=True)
class Streamed:
    """Stands in a response for a literal that went to a sink."""

    size: int


Part: TypeAlias = bytes | Streamed
Sink: TypeAlias = Callable[[bytes], None]
"""Takes the pieces of one literal; the response that holds it ends them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server's speech is listened to, in octets."""

    line: int = 16 * 1024 * 1024
    """One line without its literals (a SEARCH answer over a million messages is 8 MB)."""
    literal: int = 64 * 1024 * 1024
    """Literals of one response that go to no sink, together."""
    streamed: int = 2 * 1024 * 1024 * 1024
    """One literal that goes to a sink."""
    parts: int = 20_000
    """Literals in one response."""


class Splitter:
    """Cuts responses out of the octets written into `space()` and announced with `filled()`.

    A response is a list of parts: text, literal, text, literal, …, text. A text before a literal keeps its `{n}`.
    `sink_for(parts, size)` is asked about each literal above `PIECE`; without a sink it is collected.
    """

    def __init__(self, sink_for: Callable[[list[Part], int], Sink | None], limits: Limits | None = None) -> None:
        self._sink_for = sink_for
        self._limits = limits or Limits()
        self._buffer = bytearray(_FIRST_CAPACITY)
        self._view = memoryview(self._buffer)
        self._start = 0
        self._end = 0
        self._searched = 0
        self._parts: list[Part] = []
        self._collected = 0
        self._in_literal = False
        self._left = 0
        self._sink: Sink | None = None
        self._pieces: list[bytes] = []

    def space(self) -> memoryview:
        """Return free room of the receive buffer to write octets into (at least 64 KiB)."""
        if len(self._buffer) - self._end < _ROOM:
            self._make_room()
        return self._view[self._end :]

    def filled(self, count: int) -> None:
        """Say that `count` octets were written at the beginning of `space()`."""
        self._end += count

    def feed(self, octets: bytes) -> None:
        """Append `octets`, for callers that hold them already."""
        offset = 0
        while offset < len(octets):
            space = self.space()
            count = min(len(space), len(octets) - offset)
            space[:count] = octets[offset : offset + count]
            self.filled(count)
            offset += count

    def take_rest(self) -> bytes:
        """Return and forget what was received and not yet cut: what follows an upgrade of the connection."""
        rest = bytes(self._view[self._start : self._end])
        self._start = self._end = self._searched = 0
        return rest

    @property
    def midway(self) -> bool:
        """Whether a response has begun and not ended."""
        return self._in_literal or bool(self._parts) or self._start < self._end

    def responses(self) -> Iterator[list[Part]]:
        """Yield each whole response received so far. Raises `Malformed` beyond the limits."""
        while True:
            if self._in_literal:
                if not self._cut_literal():
                    return
                continue
            end = self._buffer.find(b"\r\n", self._searched, self._end)
            if end < 0:
                self._searched = max(self._start, self._end - 1)
                if self._end - self._start > self._limits.line:
                    raise Malformed("line_too_long")
                return
            if end - self._start > self._limits.line:
                raise Malformed("line_too_long")
            line = bytes(self._view[self._start : end])
            self._start = self._searched = end + 2
            self._parts.append(line)
            size = self._announced(line)
            if size is not None:
                self._begin_literal(size)
                continue
            parts, self._parts, self._collected = self._parts, [], 0
            yield parts

    def _announced(self, line: bytes) -> int | None:
        """Return the size of the literal that `line` announces; words for people may end in `{5}` and announce none."""
        if not line.endswith(b"}") or (len(self._parts) == 1 and _SPEECH.match(line) is not None):
            return None
        match = _LITERAL.search(line, max(0, len(line) - 32))
        return int(match[1]) if match is not None else None

    def _begin_literal(self, size: int) -> None:
        if len(self._parts) > 2 * self._limits.parts:
            raise Malformed("too_many_literals")
        self._sink = self._sink_for(self._parts, size) if size > PIECE else None
        if self._sink is None:
            self._collected += size
            if self._collected > self._limits.literal:
                raise Malformed("literal_too_big")
        elif size > self._limits.streamed:
            raise Malformed("literal_too_big")
        self._in_literal = True
        self._left = size
        if self._sink is not None:
            self._parts.append(Streamed(size))

    def _cut_literal(self) -> bool:
        """Cut the next piece of the literal; false where octets are missing."""
        wanted = min(self._left, PIECE)
        if self._end - self._start < wanted:
            return False
        piece = bytes(self._view[self._start : self._start + wanted])
        self._start += wanted
        self._left -= wanted
        last = not self._left
        if self._sink is not None:
            self._sink(piece)
        elif last and not self._pieces:
            self._parts.append(piece)
        else:
            self._pieces.append(piece)
            if last:
                self._parts.append(b"".join(self._pieces))
                self._pieces = []
        if last:
            self._in_literal = False
            self._sink = None
        self._searched = self._start
        return True

    def _make_room(self) -> None:
        """Move what is not cut yet to the front; grow where a line fills half the buffer."""
        kept = self._end - self._start
        buffer = self._buffer if kept <= len(self._buffer) // 2 else bytearray(2 * len(self._buffer))
        view = memoryview(buffer)
        view[:kept] = self._view[self._start : self._end]
        self._searched -= self._start
        self._buffer, self._view = buffer, view
        self._start, self._end = 0, kept
