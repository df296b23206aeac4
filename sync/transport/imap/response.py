"""One response of the server: who it answers, what it is, and its values, parsed only when asked for."""

from __future__ import annotations

from typing import Final

from sync.transport.imap.splitter import Malformed, Part
from sync.transport.imap.syntax import Value, fetched, parse, split_code

_STATUSES: Final = frozenset({b"OK", b"NO", b"BAD", b"BYE", b"PREAUTH"})


class Response:
    """A response line with its literals. `number` is the one of `* 12 EXISTS` or `* 12 FETCH …`, -1 where there is none."""

    __slots__ = ("_parts", "_said", "kind", "number", "tag")

    def __init__(self, parts: list[Part]) -> None:
        line = parts[0]
        if not isinstance(line, bytes):
            raise Malformed("misplaced_literal")
        self.number = -1
        tag, _, rest = line.partition(b" ")
        self.tag = tag
        self._said: tuple[bytes, list[Value], bytes] | None = None
        if tag == b"+":
            self.kind = b"+"
        else:
            kind, _, rest = rest.partition(b" ")
            if kind.isdigit() and tag == b"*":
                if len(kind) > 20:
                    raise Malformed("bad_number")
                self.number = int(kind)
                kind, _, rest = rest.partition(b" ")
            self.kind = kind.upper()
        if not self.kind:
            raise Malformed("empty_response")
        parts[0] = rest
        self._parts = parts

    @property
    def is_status(self) -> bool:
        """Whether this is OK, NO, BAD, BYE or PREAUTH: a code and words for people."""
        return self.kind in _STATUSES

    @property
    def text(self) -> bytes:
        """What follows the kind, unparsed, up to the first literal."""
        rest = self._parts[0]
        return rest if isinstance(rest, bytes) else b""

    @property
    def values(self) -> list[Value]:
        """The parsed values that follow the kind. Raises `Malformed`."""
        return parse(self._parts)

    @property
    def fetched(self) -> dict[bytes, Value]:
        """The items of a FETCH by upper-case name. Raises `Malformed`."""
        return fetched(self._parts)

    @property
    def code(self) -> bytes:
        """The response code's name in upper case (empty: none)."""
        return self._split()[0]

    @property
    def arguments(self) -> list[Value]:
        """The response code's arguments."""
        return self._split()[1]

    @property
    def words(self) -> bytes:
        """What a status says to people."""
        return self._split()[2]

    def _split(self) -> tuple[bytes, list[Value], bytes]:
        if self._said is None:
            self._said = split_code(self.text)
        return self._said
