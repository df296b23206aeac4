"""BODYSTRUCTURE (RFC 9051 §7.5.2): which parts are text, and a message put together again without the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sync.model.mail import ELIDED_HEADER
from sync.transport.imap.splitter import Malformed
from sync.transport.imap.syntax import Value, items, number, octets

_MOST_PARTS: Final = 60
"""A message with more parts is brought whole: the command that names each would be longer than servers take."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message. `path` is its IMAP number, empty for the message itself."""

    path: str
    kind: str
    boundary: bytes
    size: int
    attached: bool
    children: tuple[Part, ...]

    @property
    def is_text(self) -> bool:
        """Whether the part is something to read at once."""
        return self.kind.startswith("text/") and not self.attached

    def leaves(self) -> Iterator[Part]:
        """Yield the parts that hold octets."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def read(value: Value, path: str = "") -> Part:
    """Return the tree that a BODYSTRUCTURE describes. Raises `Malformed`."""
    fields = items(value)
    if fields and isinstance(fields[0], list):
        return _multipart(fields, path)
    if len(fields) < 7:
        raise Malformed("bad_structure")
    kind = f"{_word(fields[0])}/{_word(fields[1])}"
    after = 9 if kind == "message/rfc822" else 7
    if kind.startswith("text/"):
        after = 8
    # body-fld-md5, body-fld-dsp, … follow
    disposition = fields[after + 1] if len(fields) > after + 1 else None
    return Part(path, kind, b"", number(fields[6]), _attached(disposition, fields[2]), ())


def sections(tree: Part) -> list[bytes] | None:
    """Return the sections to fetch for header and text, None where the whole message is the better choice."""
    leaves = list(tree.leaves())
    if all(leaf.is_text for leaf in leaves) or len(leaves) > _MOST_PARTS or not _has_boundaries(tree):
        return None
    return [b"BODY[HEADER]", *_sections(tree)]


def rebuild(tree: Part, fetched: dict[bytes, Value]) -> bytes:
    """Return the message with its text; every other part is empty and says its size. Raises `Malformed`."""
    header = octets(fetched.get(b"BODY[HEADER]"))
    pieces: list[bytes] = []
    _write(tree, header, fetched, pieces)
    return b"".join(pieces)


def _write(part: Part, header: bytes, fetched: dict[bytes, Value], pieces: list[bytes]) -> None:
    if part.children:
        pieces.append(_ended(header))
        for child in part.children:
            pieces += (b"\r\n--", part.boundary, b"\r\n")
            _write(child, octets(fetched.get(_section(child.path, "MIME"))), fetched, pieces)
        pieces += (b"\r\n--", part.boundary, b"--\r\n")
    elif part.is_text:
        pieces += (_ended(header), octets(fetched.get(_section(part.path or "1", ""))))
    else:
        elided = f"{ELIDED_HEADER}: {part.size}\r\n\r\n".encode("ascii")
        pieces += (_ended(header)[:-2], elided)


def _ended(header: bytes) -> bytes:
    """Return a header block that ends with exactly one empty line."""
    return header.rstrip(b"\r\n") + b"\r\n\r\n" if header.strip() else b"\r\n"


def _sections(part: Part) -> Iterator[bytes]:
    for child in part.children:
        yield _section(child.path, "MIME")
        yield from _sections(child)
    if not part.children and part.is_text:
        yield _section(part.path or "1", "")


def _section(path: str, suffix: str) -> bytes:
    return f"BODY[{path}.{suffix}]".encode("ascii") if suffix else f"BODY[{path}]".encode("ascii")


def _multipart(fields: list[Value], path: str) -> Part:
    bodies = [field for field in fields if isinstance(field, list)]
    count = next((index for index, field in enumerate(fields) if not isinstance(field, list)), len(fields))
    if count >= len(fields):
        raise Malformed("bad_structure")
    prefix = f"{path}." if path else ""
    children = tuple(read(body, f"{prefix}{index}") for index, body in enumerate(bodies[:count], 1))
    parameters = fields[count + 1] if len(fields) > count + 1 else None
    return Part(path, f"multipart/{_word(fields[count])}", _parameter(parameters, b"boundary"), 0, False, children)


def _has_boundaries(part: Part) -> bool:
    return not part.children or (bool(part.boundary) and all(_has_boundaries(child) for child in part.children))


def _attached(disposition: Value, parameters: Value) -> bool:
    """Whether a part is a file: by disposition, or by a file name."""
    if isinstance(disposition, list) and disposition:
        kind = disposition[0]
        if isinstance(kind, bytes) and kind.lower() == b"attachment":
            return True
        if len(disposition) > 1 and (
            _parameter(disposition[1], b"filename") or _parameter(disposition[1], b"filename*")
        ):
            return True
    return bool(_parameter(parameters, b"name") or _parameter(parameters, b"name*"))


def _parameter(parameters: Value, name: bytes) -> bytes:
    if not isinstance(parameters, list):
        return b""
    for index in range(0, len(parameters) - 1, 2):
        found, value = parameters[index], parameters[index + 1]
        if isinstance(found, bytes) and found.lower() == name and isinstance(value, bytes):
            return value
    return b""


def _word(value: Value) -> str:
    return octets(value).decode("ascii", "replace").lower()
