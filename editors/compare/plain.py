"""Two states of a file of plain text: its lines, and one text made of lines of both, written as the file was."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from editors.compare.lines import Kind, Line

LARGEST = 8 * 1024 * 1024
"""Octets of the largest text that is compared."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def decoded(raw: bytes) -> tuple[str, str] | None:
    """Return a text and its encoding, None where the bytes are no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8", *([] if b"\0" in raw else ["cp1252"])]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    return None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends."""
    return [line.rstrip("\r\n") for line in _LINE.findall(text)]


def merged(left: str, right: str, lines: Sequence[Line], taken: Set[int]) -> str:
    """Return the left text with the lines `taken` as the right one has them; ends of lines are those of the left one."""
    mine, theirs = _LINE.findall(left), _LINE.findall(right)
    end = "\r\n" if mine and mine[0].endswith("\r\n") else "\n"
    made: list[str] = []
    for place, line in enumerate(lines):
        if place not in taken:
            if line.kind is not Kind.RIGHT:
                made.append(mine[line.left])
        elif line.right >= 0:
            whole = theirs[line.right]
            bare = whole.rstrip("\r\n")
            made.append(bare + (end if bare != whole else ""))
    for place, one in enumerate(made[:-1]):
        if one.rstrip("\r\n") == one:  # a last line that is the last no more
            made[place] = one + end
    return "".join(made)
