"""DAV answers: XML read piece by piece with stdlib expat; no DTD, no entities, bounded in size, depth and text.

Tags are written as "namespace name". A multistatus is handed out response by response, so that memory stays flat however many
there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from sync.model.faults import Unreadable

D = "DAV: "
CALDAV = "urn:ietf:params:xml:ns:caldav "
CARDDAV = "urn:ietf:params:xml:ns:carddav "
CALENDARSERVER = "http://calendarserver.org/ns/ "
APPLE = "http://apple.com/ns/ical/ "
OWNCLOUD = "http://owncloud.org/ns "

LARGEST = 1024 * 1024 * 1024
"""Octets of one answer."""
DEEPEST = 40
LONGEST = 32 * 1024 * 1024
"""Characters of one response, all texts together: a calendar resource or vCard inside is part of it."""
_MOST_CHILDREN = 100_000


class Element:
    """An element with its text, attributes and children."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.text = ""
        self.children: list[Element] = []

    def find(self, *path: str) -> Element | None:
        """Return the first element down a path of tags."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found.children if child.tag == tag), None) if found is not None else None
        return found

    def every(self, tag: str) -> list[Element]:
        """Return the children of that tag."""
        return [child for child in self.children if child.tag == tag]

    def value(self, *path: str) -> str:
        """Return the text of the first element down a path, empty where there is none."""
        found = self.find(*path)
        return found.text.strip() if found is not None else ""

    def tags(self, *path: str) -> frozenset[str]:
        """Return the tags of the children of the first element down a path."""
        found = self.find(*path)
        return frozenset(child.tag for child in found.children) if found is not None else frozenset()


class Response:
    """One response of a multistatus: its address as the server wrote it, its properties, and its own status (0: none)."""

    __slots__ = ("errors", "href", "properties", "status")

    def __init__(self, href: str, status: int, properties: dict[str, Element], errors: frozenset[str]) -> None:
        self.href = href
        self.status = status
        self.properties = properties
        self.errors = errors

    def text(self, tag: str) -> str:
        """Return the text of a property."""
        found = self.properties.get(tag)
        return found.text.strip() if found is not None else ""

    def children(self, tag: str) -> frozenset[str]:
        """Return the tags inside a property."""
        found = self.properties.get(tag)
        return frozenset(child.tag for child in found.children) if found is not None else frozenset()

    def hrefs(self, tag: str) -> list[str]:
        """Return the addresses inside a property."""
        found = self.properties.get(tag)
        return [child.text.strip() for child in found.every(f"{D}href")] if found is not None else []


class Multistatus:
    """Reads a multistatus (RFC 4918 §13). Feed it pieces; each returns the responses that ended in it.

    Raises `Unreadable("bad_xml")` for anything that is no such document: also a DOCTYPE, and one that stops in the middle.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self.sync_token = ""
        self._largest = largest
        self._size = 0
        self._length = 0
        self._stack: list[Element] = []
        self._ready: list[Response] = []
        self._ended = False
        self._parser = _parser(self._start, self._end, self._characters)

    def feed(self, piece: bytes) -> list[Response]:
        """Take octets in; return what is complete."""
        self._size += len(piece)
        if self._size > self._largest:
            raise Unreadable("bad_xml")
        self._parse(piece, final=False)
        ready, self._ready = self._ready, []
        return ready

    def close(self) -> None:
        """Say that nothing more comes."""
        self._parse(b"", final=True)
        if not self._ended:
            raise Unreadable("bad_xml")

    def _parse(self, piece: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(piece, final)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Unreadable("bad_xml") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        depth = len(self._stack)
        if depth >= DEEPEST or (depth == 0 and tag != f"{D}multistatus"):
            raise Unreadable("bad_xml")
        element = Element(tag, attributes)
        if depth:
            parent = self._stack[-1]
            if depth > 1 or tag != f"{D}response":
                parent.children.append(element)
                if len(parent.children) > _MOST_CHILDREN:
                    raise Unreadable("bad_xml")
            else:
                self._length = 0
        self._stack.append(element)

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST:
            raise Unreadable("bad_xml")
        self._stack[-1].text += text

    def _end(self, tag: str) -> None:
        element = self._stack.pop()
        depth = len(self._stack)
        if depth == 1 and tag == f"{D}response":
            self._ready.append(_response(element))
        elif depth == 1 and tag == f"{D}sync-token":
            self.sync_token = element.text.strip()
        elif depth == 0:
            self._ended = True


def read(document: bytes) -> Element:
    """Return a small document as a tree. Raises `Unreadable("bad_xml")`."""
    root = Element("")
    stack = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            raise Unreadable("bad_xml")
        element = Element(tag, attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].text += text

    try:
        _parser(start, end, characters).Parse(document, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable("bad_xml") from error
    return root.children[0]


def errors(document: bytes) -> frozenset[str]:
    """Return the conditions that an error body names (RFC 4918 §16), of any octets."""
    if document.lstrip()[:1] != b"<" or len(document) > 64 * 1024:
        return frozenset()
    try:
        found = read(document)
    except Unreadable:
        return frozenset()
    return frozenset(child.tag for child in found.children) if found.tag == f"{D}error" else frozenset()


def _parser(start: object, end: object, characters: object) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise Unreadable("bad_xml")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = characters  # type: ignore[assignment]
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _response(element: Element) -> Response:
    properties: dict[str, Element] = {}
    for propstat in element.every(f"{D}propstat"):
        if _status(propstat.value(f"{D}status")) // 100 in (0, 2):
            for prop in propstat.every(f"{D}prop"):
                properties.update((child.tag, child) for child in prop.children)
    return Response(
        element.value(f"{D}href"), _status(element.value(f"{D}status")), properties, element.tags(f"{D}error")
    )


def _status(line: str) -> int:
    """Return the number of a status line (`HTTP/1.1 200 OK`), 0 where there is none."""
    parts = line.split(None, 2)
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() and len(parts[1]) == 3 else 0


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and everything inside it."""
    yield element
    for child in element.children:
        yield from walk(child)
