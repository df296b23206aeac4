"""Plain text: flowed lines (RFC 3676) joined, and the preview without what is quoted."""

from __future__ import annotations

import re

PREVIEW_LENGTH = 160
INDEX_OCTETS = 64 * 1024
_PREVIEW_SOURCE = 4000

_QUOTE_BEGINS = re.compile(
    r"(?:-{2,} ?(?:original message|message d.origine|message transféré|forwarded message)|_{20,}\Z"
    r"|(?:de|from) ?: .{1,200}<?\S+@)",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"(?:le|on|am|el) .{4,160}(?:a écrit|wrote|schrieb|escribió) ?:\Z", re.IGNORECASE)


def flowed(text: str, delete_space: bool) -> str:
    """Return format=flowed text with its soft line breaks joined (RFC 3676 §4); `delete_space` is DelSp=yes."""
    lines: list[str] = []
    open_depth = -1
    for raw_line in text.split("\n"):
        line = raw_line.removesuffix("\r")
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:]
        content = content[1:] if content.startswith(" ") else content
        soft = content.endswith(" ") and content != "-- "
        if soft and delete_space:
            content = content[:-1]
        if open_depth == depth and lines:
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth else "") + content)
        open_depth = depth if soft else -1
    return "\n".join(lines)


def preview(text: str) -> str:
    """Return the first 160 characters that the author wrote: without quotations, on one line."""
    kept: list[str] = []
    quoted: list[str] = []
    length = 0
    for raw_line in text[:_PREVIEW_SOURCE].split("\n"):
        line = raw_line.strip()
        if line.startswith(">"):
            quoted.append(line.lstrip("> "))
            continue
        if line and (_QUOTE_BEGINS.match(line) or (line.endswith(":") and _ATTRIBUTION.match(line))) and kept:
            break
        if line.endswith(":") and _ATTRIBUTION.match(line):
            continue
        if line:
            kept.append(line)
            length += len(line) + 1
            if length > PREVIEW_LENGTH * 2:
                break
    return " ".join(" ".join(kept or quoted).split())[:PREVIEW_LENGTH].rstrip()


def indexed(text: str) -> str:
    """Return the part of `text` that the index takes: at most 64 KiB of UTF-8, lines trimmed."""
    cut = text[:INDEX_OCTETS]
    if cut.isascii():
        return cut
    return cut.encode("utf-8", "replace")[:INDEX_OCTETS].decode("utf-8", "ignore")
