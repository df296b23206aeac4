"""XML parts: parsed without entities or network, and written back with every untouched element as its bytes stand."""

from __future__ import annotations

import re
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from lxml import etree

from sync.model.faults import Unreadable

Element: TypeAlias = Any
"""An lxml element (lxml comes without types)."""

OURS = "urn:ecritoire"
TEXT = "{urn:ecritoire}text"
RUN = "{urn:ecritoire}run"
"""Stand-ins that exist while a paragraph is edited: bare text as an element, and a stretch of text. Never written."""

_TOKEN = re.compile(
    rb"<(?:!--.*?-->|\?.*?\?>|!\[CDATA\[.*?\]\]>|!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>|/[^>]*>"
    rb"|[^\s/>!?](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL,
)
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


def parse(raw: bytes, part: str = "") -> Element:
    """Return the root element of a part. Raises `Unreadable` `bad_document_part`, `entities`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        strip_cdata=False,
        remove_blank_text=False,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("bad_document_part", part=part) from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:
        raise Unreadable("entities", part=part)
    return root


class Part:
    """A part being changed: its elements by their number in document order, and which of them were touched.

    An element is *touched* when its attributes, its text or its list of children (with the text between them) were changed.
    """

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        self._raw, self._encoding = _as_ascii_compatible(raw)
        self.root = parse(raw, name)
        self.elements: list[Element] = list(self.root.iter())
        self._number = {element: number for number, element in enumerate(self.elements)}
        self._touched: set[Element] = set()
        self._retagged: set[Element] = set()

    def touch(self, element: Element) -> None:
        """Note that an element's text or list of children changes."""
        self._touched.add(element)

    def touch_attributes(self, element: Element) -> None:
        """Note that an element's attributes change."""
        self._touched.add(element)
        self._retagged.add(element)

    @property
    def changed(self) -> bool:
        """Whether anything was touched."""
        return bool(self._touched)

    def is_touched(self, element: Element) -> bool:
        """Return whether an element's own text, children or attributes were changed."""
        return element in self._touched

    def number(self, element: Element) -> int:
        """Return the number of an element of the original, -1 for a new one."""
        return self._number.get(element, -1)

    def span(self, number: int) -> tuple[int, int]:
        """Return where an element of the original begins and ends in the part's bytes."""
        return _spans(self._raw)[0][number]

    def written(self) -> bytes:
        """Return the part's bytes: the original ones wherever nothing was touched."""
        if not self._touched:
            return self._raw if not self._encoding else self._raw.decode("utf-8").encode(self._encoding)
        writer = _Writer(self._raw, self._number, self._touched, self._retagged)
        begin, end = writer.spans[0]
        writer.element(self.root, {"xml": _XML_NAMESPACE})
        body = self._raw[:begin] + b"".join(writer.pieces) + self._raw[end:]
        return body.decode("utf-8").encode(self._encoding) if self._encoding else body


class _Writer:
    """Walks a changed tree beside the original bytes."""

    def __init__(self, raw: bytes, number: dict[Element, int], touched: set[Element], retagged: set[Element]) -> None:
        self.raw = raw
        self.number = number
        self.touched = touched
        self.retagged = retagged
        self.spans, self.open_ends, self.close_starts = _spans(raw)
        self.pieces: list[bytes] = []
        self.dirty: set[Element] = set()
        for element in touched:
            above = element
            while above is not None and above not in self.dirty:
                self.dirty.add(above)
                above = above.getparent()

    def element(self, element: Element, scope: dict[str | None, str]) -> None:
        """Write an element, without its tail."""
        number = self.number.get(element, -1)
        if element.tag == TEXT:
            self.text(element.text)
        elif element.tag == RUN:
            self.children(element, scope)
        elif number >= 0 and element not in self.dirty:
            begin, end = self.spans[number]
            opened = self.open_ends[number]
            self.pieces.append(_declared(self.raw[begin:opened], element, scope) + self.raw[opened:end])
        elif not isinstance(element.tag, str):
            self.pieces.append(etree.tostring(element, encoding="utf-8", with_tail=False))
        elif number >= 0 and element not in self.touched:
            self.opened(element, number, scope)
        else:
            self.rewritten(element, number, scope)

    def opened(self, element: Element, number: int, scope: dict[str | None, str]) -> None:
        """Write an element of which only something below changed: tags and the text between children as they stand."""
        begin, end = self.spans[number]
        inner = {**scope, **element.nsmap}
        position = self.open_ends[number]
        self.pieces.append(_declared(self.raw[begin:position], element, scope))
        for child in element:
            child_begin, child_end = self.spans[self.number[child]]
            self.pieces.append(self.raw[position:child_begin])
            self.element(child, inner)
            position = child_end
        self.pieces.append(self.raw[position:end])

    def rewritten(self, element: Element, number: int, scope: dict[str | None, str]) -> None:
        """Write an element whose own text, children or attributes changed, or a new one."""
        inner = {**scope, **element.nsmap}
        full = len(element) > 0 or bool(element.text)
        if number >= 0 and element not in self.retagged:
            begin, end = self.spans[number]
            tag = _declared(self.raw[begin : self.open_ends[number]], element, scope)
            if tag.endswith(b"/>") and full:
                tag = tag[:-2].rstrip() + b">"
            self.pieces.append(tag)
            if tag.endswith(b"/>"):
                return
            closing = self.raw[self.close_starts[number] : end]
            name = closing or b"</" + _name(element, inner).encode() + b">"
        else:
            tag_text = _start_tag(element, scope)
            if not full:
                self.pieces.append((tag_text + "/>").encode())
                return
            self.pieces.append((tag_text + ">").encode())
            name = b"</" + _name(element, inner).encode() + b">"
        self.children(element, inner)
        self.pieces.append(name)

    def children(self, element: Element, scope: dict[str | None, str]) -> None:
        """Write text and children of an element."""
        self.text(element.text)
        for child in element:
            self.element(child, scope)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        """Write text."""
        if text:
            self.pieces.append(escape(text, {"\r": "&#13;"}).encode())


def _name(element: Element, scope: dict[str | None, str]) -> str:
    tag = etree.QName(element)
    if not tag.namespace:
        return str(tag.localname)
    prefix = element.prefix
    if scope.get(prefix) != tag.namespace:
        prefix = next((key for key, value in scope.items() if value == tag.namespace), None)
    return f"{prefix}:{tag.localname}" if prefix else str(tag.localname)


def _declared(tag: bytes, element: Element, scope: dict[str | None, str]) -> bytes:
    """Return a start tag of the original with the namespaces that were declared around it where it stood, and are not here."""
    added = b""
    for prefix, address in element.nsmap.items():
        if scope.get(prefix) != address and address != OURS:
            name = b"xmlns:" + prefix.encode() if prefix else b"xmlns"
            if name + b"=" not in tag.replace(b" =", b"="):
                added += b" " + name + b'="' + _quoted(address).encode() + b'"'
    if not added:
        return tag
    close = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:close].rstrip() + added + tag[close:]


def _start_tag(element: Element, scope: dict[str | None, str]) -> str:
    inner = {**scope, **element.nsmap}
    pieces = ["<", _name(element, inner)]
    needed = {etree.QName(element).namespace} | {etree.QName(key).namespace for key in element.attrib}
    for prefix, address in element.nsmap.items():
        used = (address in needed or len(element) > 0) and address != OURS
        if scope.get(prefix) != address and used:
            pieces.append(f' xmlns{":" + prefix if prefix else ""}="{_quoted(address)}"')
    for key, value in element.attrib.items():
        name = etree.QName(key)
        prefix = (
            next((p for p, address in inner.items() if p and address == name.namespace), "") if name.namespace else ""
        )
        pieces.append(f' {prefix + ":" if prefix else ""}{name.localname}="{_quoted(value)}"')
    return "".join(pieces)


def _quoted(value: str) -> str:
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _spans(raw: bytes) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return for every node below and with the root, in document order: its span, its start tag's end, its end tag's start."""
    begins: list[int] = []
    ends: list[int] = []
    open_ends: list[int] = []
    close_starts: list[int] = []
    stack: list[int] = []
    for found in _TOKEN.finditer(raw):
        begin, end = found.span()
        kind = raw[begin + 1]
        if kind == 0x2F:  # </
            number = stack.pop()
            ends[number] = end
            close_starts[number] = begin
            if not stack:
                break
            continue
        if kind == 0x21 and raw[begin + 2] != 0x2D:  # CDATA, DOCTYPE
            continue
        if kind in (0x21, 0x3F):  # comment, processing instruction
            if not stack:
                continue
            is_empty = True
        else:
            is_empty = raw[end - 2] == 0x2F
        begins.append(begin)
        ends.append(end)
        open_ends.append(end)
        close_starts.append(end)
        if not is_empty:
            stack.append(len(begins) - 1)
        elif not stack:
            break
    return list(zip(begins, ends, strict=True)), open_ends, close_starts


def _as_ascii_compatible(raw: bytes) -> tuple[bytes, str]:
    """Return the bytes as UTF-8 and, where they were in something wider, the encoding to write them back in."""
    head = raw[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16").encode(), "utf-16"
    declared = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)", head)
    name = declared.group(1).decode().lower() if declared else "utf-8"
    if name in ("utf-8", "us-ascii", "ascii"):
        return raw, ""
    try:
        return raw.decode(name).encode(), name
    except (LookupError, UnicodeError) as error:
        raise Unreadable("bad_document_part", encoding=name) from error
