"""The words of attached documents, for the search index: PDF, OOXML, OpenDocument, plain text, HTML, attached messages.

Nothing is laid out, run or resolved: of a package only the parts that hold text are read, as a stream of bounded length,
and XML that declares entities is refused. A document that cannot be read has no words.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from sync.parse import fields as header
from sync.parse.charsets import decode
from sync.parse.html import to_text

DOCUMENT_OCTETS = 30 * 1024 * 1024
UNPACKED_OCTETS = 12 * 1024 * 1024
"""Unpacked octets that are read of one package."""
PAGES = 500
_CHUNK = 64 * 1024
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_PACKAGE_PARTS = re.compile(
    r"word/(document\d*|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|xl/(sharedStrings|worksheets/sheet\d+)\.xml"
    r"|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml|content\.xml"
)
_OOXML_BREAKS = frozenset({"p", "br", "cr", "tab", "si", "row", "c"})
_OOXML_TEXT = frozenset({"t", "v"})
_ODF_BREAKS = frozenset({"p", "h", "s", "tab", "line-break"})
_ODF_TEXT = frozenset({"p", "h"})


def document_text(raw: bytes, name: str, limit: int) -> str:
    """Return at most `limit` characters of a document's text; empty where there is none or it cannot be read."""
    if len(raw) > DOCUMENT_OCTETS:
        return ""
    ending = name.rpartition(".")[2].casefold()
    try:
        if raw[:1024].find(b"%PDF-") >= 0:
            text = _pdf(raw, limit)
        elif raw.startswith(b"PK\x03\x04"):
            text = _package(raw, limit)
        elif ending in ("html", "htm"):
            text = to_text(decode(raw[: 4 * limit], ""))
        elif ending in ("txt", "csv", "md"):
            text = decode(raw[: 4 * limit], "")
        elif ending == "eml":
            text = _message(raw, limit)
        else:
            return ""
    except (zipfile.BadZipFile, expat.ExpatError, zlib.error, _Refused, NotImplementedError, OSError,
            RuntimeError, ValueError, LookupError, EOFError):  # fmt: skip
        return ""
    return _SPACES.sub(" ", text)[:limit].replace("\0", "")


class _Refused(Exception):
    """A document does what no document needs to."""


class _Enough(Exception):
    """So much text is here that the rest is not wanted."""


def _pdf(raw: bytes, limit: int) -> str:
    import pypdfium2  # 60 ms that a parser pays with its first PDF alone

    document = pypdfium2.PdfDocument(raw)
    pieces: list[str] = []
    left = limit
    try:
        for number in range(min(len(document), PAGES)):
            page = document[number]
            text = page.get_textpage()
            try:
                pieces.append(text.get_text_bounded()[:left])
            finally:
                text.close()
                page.close()
            left -= len(pieces[-1])
            if left <= 0:
                break
    finally:
        document.close()
    return "\n".join(pieces)


def _package(raw: bytes, limit: int) -> str:
    pieces: list[str] = []
    left, budget = limit, [UNPACKED_OCTETS]
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        names = [name for name in package.namelist() if _PACKAGE_PARTS.fullmatch(name)]
        # shared strings are the words of a workbook; its sheets repeat their numbers
        for name in sorted(names, key=lambda name: (name.startswith("xl/worksheets"), name)):
            with package.open(name) as part:
                text = _Words(opendocument=name == "content.xml", limit=left).read(_chunks(part, budget))
            pieces.append(text)
            left -= len(text)
            if left <= 0 or budget[0] <= 0:
                break
    return "\n".join(pieces)


def _chunks(part: IO[bytes], budget: list[int]) -> Iterator[bytes]:
    """Yield a part as far as the one number in `budget` reaches, which goes down."""
    while budget[0] > 0 and (chunk := part.read(min(_CHUNK, budget[0]))):
        budget[0] -= len(chunk)
        yield chunk


class _Words:
    """Gathers the text of one XML part."""

    def __init__(self, *, opendocument: bool, limit: int) -> None:
        self._breaks, self._text = (_ODF_BREAKS, _ODF_TEXT) if opendocument else (_OOXML_BREAKS, _OOXML_TEXT)
        self._left = limit
        self._depth = 0
        self._shared = False
        self._pieces: list[str] = []

    def read(self, chunks: Iterator[bytes]) -> str:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._gather
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
        except (_Enough, expat.ExpatError):
            pass  # what came before is worth having: a part that is cut at its limit never ends well
        return "".join(self._pieces)

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "c":
            self._shared = attributes.get("t") == "s"
        if local in self._text and not (local == "v" and self._shared):
            self._depth += 1
        if local in ("s", "tab", "line-break"):
            self._pieces.append(" ")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in self._text and self._depth and not (local == "v" and self._shared):
            self._depth -= 1
        if local in self._breaks:
            self._pieces.append("\n" if local in ("p", "h", "si", "row") else " ")

    def _gather(self, text: str) -> None:
        if self._depth:
            self._pieces.append(text)
            self._left -= len(text)
            if self._left <= 0:
                raise _Enough


def _message(raw: bytes, limit: int) -> str:
    """Return the subject and the text of an attached message, without what is attached to it."""
    from sync.parse import body as bodies
    from sync.parse.tree import parse

    root = parse(raw)
    subject = header.text(root.field.get(b"subject", b""))
    texts = [bodies.passage_text(passage) for passage in bodies.take_apart(root).passages]
    return "\n".join([subject, *texts])[:limit]
