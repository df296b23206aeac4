"""What Qt's writer of PDF leaves out, added to what it wrote: bookmarks, links, the language, the title in the window's bar.

An incremental update (ISO 32000-1, 7.5.6): the bytes stay, changed objects and a second table of references follow them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OBJECT = r"(?:^|\n){number} 0 obj\n(.*?)\nendobj"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its level (1 the highest), words, page (from 0) and height in points from the page's foot."""

    level: int
    words: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its page, its rectangle in points from the page's foot, and an address or a page and height to go to."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    address: str = ""
    target: tuple[int, float] | None = None


def completed(raw: bytes, bookmarks: Sequence[Bookmark], links: Sequence[Link], language: str) -> bytes:
    """Return the bytes of a PDF by Qt with what it left out. One that is not as expected comes back as it is."""
    try:
        return _Update(raw).written(bookmarks, links, language)
    except (LookupError, ValueError, AttributeError):
        return raw


class _Update:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._text = raw.decode("latin-1")
        trailer = self._text[self._text.rindex("trailer") :]
        self._size = int(_found(r"/Size (\d+)", trailer))
        self._root = int(_found(r"/Root (\d+) 0 R", trailer))
        self._kept = "".join(re.findall(r"/(?:Info \d+ 0 R|ID \[[^\]]*\])\s*", trailer))
        self._start = int(_found(r"startxref\s+(\d+)", trailer))
        self._catalog = self._object(self._root)
        kids = self._object(int(_found(r"/Pages (\d+) 0 R", self._catalog)))
        self._pages = [int(one) for one in re.findall(r"(\d+) 0 R", _found(r"/Kids\s*\[(.*?)\]", kids))]
        self._made: dict[int, str] = {}

    def _object(self, number: int) -> str:
        found = re.search(_OBJECT.format(number=number), self._text, re.DOTALL)
        if found is None:
            raise LookupError(number)
        return found[1]

    def _add(self, content: str) -> int:
        number = self._size
        self._size += 1
        self._made[number] = content
        return number

    def written(self, bookmarks: Sequence[Bookmark], links: Sequence[Link], language: str) -> bytes:
        entries = f"/Lang {_string(language)}\n/ViewerPreferences << /DisplayDocTitle true >>\n"
        if bookmarks:
            entries += f"/Outlines {self._outline(bookmarks)} 0 R\n/PageMode /UseOutlines\n"
        self._made[self._root] = self._catalog.rstrip().removesuffix(">>") + entries + ">>"
        for page in sorted({link.page for link in links}):
            array = int(_found(r"/Annots (\d+) 0 R", self._object(self._pages[page])))
            known = re.findall(r"\d+ 0 R", self._object(array))
            made = [f"{self._add(self._annotation(link))} 0 R" for link in links if link.page == page]
            self._made[array] = f"[ {' '.join((*known, *made))} ]"
        return self._raw + self._update()

    def _outline(self, bookmarks: Sequence[Bookmark]) -> int:
        """Write the outline's items, each knowing its neighbours (ISO 32000-1, 12.3.3)."""
        root = self._add("")
        numbers = [self._add("") for _ in bookmarks]
        parents: list[int] = []
        for at, one in enumerate(bookmarks):
            above = next((other for other in range(at - 1, -1, -1) if bookmarks[other].level < one.level), -1)
            parents.append(above)
        for at, one in enumerate(bookmarks):
            siblings = [other for other, parent in enumerate(parents) if parent == parents[at]]
            place = siblings.index(at)
            said = f"<< /Title {_string(one.words)} /Parent {root if parents[at] < 0 else numbers[parents[at]]} 0 R"
            said += f" /Dest {self._destination(one.page, one.y)}"
            if place:
                said += f" /Prev {numbers[siblings[place - 1]]} 0 R"
            if place + 1 < len(siblings):
                said += f" /Next {numbers[siblings[place + 1]]} 0 R"
            said += _children([numbers[other] for other, parent in enumerate(parents) if parent == at])
            self._made[numbers[at]] = said + " >>"
        top = [numbers[at] for at, parent in enumerate(parents) if parent < 0]
        self._made[root] = f"<< /Type /Outlines{_children(top)} >>"
        return root

    def _destination(self, page: int, y: float) -> str:
        return f"[ {self._pages[page]} 0 R /XYZ 0 {y:.1f} 0 ]"

    def _annotation(self, link: Link) -> str:
        rect = f"{link.left:.1f} {link.bottom:.1f} {link.right:.1f} {link.top:.1f}"
        said = f"<< /Type /Annot /Subtype /Link /Rect [ {rect} ] /Border [ 0 0 0 ] /F 4 "
        if link.target is not None:
            return said + f"/Dest {self._destination(*link.target)} >>"
        address = link.address.encode("ascii", "backslashreplace").decode()
        return said + f"/Contents {_string(link.address)} /A << /S /URI /URI {_literal(address)} >> >>"

    def _update(self) -> bytes:
        base = len(self._raw)
        body = b""
        places: dict[int, int] = {}
        for number, content in sorted(self._made.items()):
            places[number] = base + len(body)
            body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
        table = "xref\n"
        for number, place in places.items():
            table += f"{number} 1\n{place:010} 00000 n \n"
        trailer = f"trailer\n<< /Size {self._size} /Root {self._root} 0 R {self._kept}/Prev {self._start} >>\n"
        return body + f"{table}{trailer}startxref\n{base + len(body)}\n%%EOF\n".encode("latin-1")


def _children(numbers: list[int]) -> str:
    return f" /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)}" if numbers else ""


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise LookupError(pattern)
    return found[1]


def _string(text: str) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2)."""
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex() + ">"


def _literal(text: str) -> str:
    escaped = re.sub(r"([\\()])", r"\\\1", text)
    return f"({escaped})"
