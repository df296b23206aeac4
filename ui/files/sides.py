"""The sides of a comparison of files: brought here, read as text, and one content made of both."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass

from editors.compare import documents, lines, plain
from editors.compare.lines import Kind, Line
from editors.document import delta, tree
from editors.document.tree import Document
from sync.model.faults import Unreadable, Unsupported
from sync.rpc import messages as m
from ui.common.blobs import keep_bytes, read_blob
from ui.common.filenames import editable
from ui.link import Link

SECONDS = 120.0
LARGEST_DOCUMENT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called, what is known of it in words, and what brings its content here."""

    title: str
    facts: str
    bring: Callable[[], Awaitable[m.Kept]]


@dataclass(frozen=True, slots=True)
class Readable:
    """A content as text: of a text document with its tree, of plain text with its encoding."""

    blob: bytes
    texts: Sequence[str]
    document: Document | None = None
    plain: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides as text with what differs, and the lines of which either side may be chosen."""

    left: Readable
    right: Readable
    lines: Sequence[Line]
    choosable: Set[int]

    @property
    def differences(self) -> int:
        """How many lines differ."""
        return len(lines.differences(self.lines))


async def readable(link: Link, name: str, kept: m.Kept) -> Readable | None:
    """Return a content as text, None where it has none that can be shown. Raises `StoreFault`."""
    if editable(name):
        if kept.size > LARGEST_DOCUMENT:
            return None
        try:
            answer = await link.ask_for(m.OpenDocument(kept.blob), m.Kept, SECONDS)
        except (Unreadable, Unsupported):
            return None
        raw = await read_blob(link, answer.blob)
        document = await asyncio.to_thread(tree.decode, raw)
        return Readable(kept.blob, documents.texts(document), document)
    if kept.size > plain.LARGEST:
        return None
    found = plain.decoded(await read_blob(link, kept.blob))
    return Readable(kept.blob, plain.lines_of(found[0]), None, *found) if found is not None else None


async def compared(left: Readable, right: Readable) -> Comparison | None:
    """Compare two contents beside the window's thread; None where they are of different kinds."""
    return await asyncio.to_thread(_compared, left, right)


def _compared(left: Readable, right: Readable) -> Comparison | None:
    one, other = left.document, right.document
    if (one is None) != (other is None) or (one is not None and other is not None and one.kind != other.kind):
        return None
    found = lines.compared(left.texts, right.texts)
    places = [place for place, line in enumerate(found) if line.kind is not Kind.SAME]
    if one is not None and other is not None:
        places = [place for place in places if documents.carried(one, other, found[place])]
    return Comparison(left, right, found, frozenset(places))


async def merged(link: Link, comparison: Comparison, taken: Set[int]) -> m.Kept:
    """Make one content: the left one, with the lines `taken` as the right one has them. Raises `Unsupported`, `StoreFault`."""
    left, right = comparison.left, comparison.right
    if left.document is None or right.document is None:
        text = plain.merged(left.plain, right.plain, comparison.lines, taken)
        return await keep_bytes(link, _encoded(text, left.encoding))
    change = await asyncio.to_thread(_change, left.document, right.document, comparison.lines, taken)
    kept = await keep_bytes(link, change)
    return await link.ask_for(m.WriteDocument(left.blob, kept.blob), m.Kept, SECONDS)


def _change(left: Document, right: Document, found: Sequence[Line], taken: Set[int]) -> bytes:
    return delta.encode(delta.difference(left, documents.merged(left, right, found, taken)))


def _encoded(text: str, encoding: str) -> bytes:
    """Write a text as the file was; in UTF-8 where the other side brought letters that its encoding does not have."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")
