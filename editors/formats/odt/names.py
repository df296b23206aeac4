"""Names of OpenDocument: namespaces, short names, lengths and colours."""

from __future__ import annotations

import re
from functools import lru_cache

from editors.formats.xml import RUN, TEXT, Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DELETED = "{urn:ecritoire}deleted"
INSERTED = "{urn:ecritoire}inserted"
"""Stand around tracked text in its paragraph while that is read or edited. Never written."""
FARTHEST = 1e6
"""Lengths beyond this are nonsense."""
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

PREFIXES = {
    OFFICE[1:-1]: "office", TXT[1:-1]: "text", STYLE[1:-1]: "style", FO[1:-1]: "fo", TABLE[1:-1]: "table", DRAW[1:-1]: "draw",
    SVG[1:-1]: "svg", XLINK[1:-1]: "xlink", DC[1:-1]: "dc", META[1:-1]: "meta", MANIFEST[1:-1]: "manifest",
    "http://www.w3.org/1998/Math/MathML": "math", "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
    "http://openoffice.org/2000/office": "office", "http://openoffice.org/2000/text": "text",
}  # fmt: skip


@lru_cache(maxsize=4096)
def short(tag: object) -> str:
    """Return a tag as `text:p`; unknown namespaces become `?:`, comments and the like "", our stand-ins `run` and `text`."""
    if not isinstance(tag, str):
        return ""
    if tag == RUN:
        return "run"
    if tag == TEXT:
        return "piece"
    if tag in (DELETED, INSERTED):
        return "deleted" if tag == DELETED else "inserted"
    address, _, name = tag[1:].partition("}")
    return f"{PREFIXES.get(address, '?')}:{name}"


def child(element: Element | None, tag: str) -> Element | None:
    """Return the first child of a tag."""
    return None if element is None else element.find(tag)


_LENGTH = re.compile(r"\s*(-?[0-9.]+)\s*(cm|mm|in|pt|pc|px|em)?\s*$")
_UNITS = {"cm": 28.346457, "mm": 2.8346457, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75, "em": 12.0, None: 1.0}


def points(text: str | None) -> float | None:
    """Return a length in points, None where it is none."""
    found = _LENGTH.match(text or "")
    if found is None:
        return None
    try:
        length = round(float(found.group(1)) * _UNITS[found.group(2)], 3)
    except ValueError:
        return None
    return length if abs(length) < FARTHEST else None


def percent(text: str | None) -> float | None:
    """Return a percentage as a factor."""
    if not text or not text.endswith("%"):
        return None
    try:
        return float(text[:-1]) / 100
    except ValueError:
        return None


def colour(text: str | None) -> str:
    """Return a colour as `#rrggbb`, "" where there is none."""
    return text.lower() if text and re.fullmatch("#[0-9a-fA-F]{6}", text) else ""


def decoded(name: str) -> str:
    """Return a style name as people see it (`_20_` stands for a space)."""
    return re.sub("_([0-9a-f]{2,4})_", lambda found: chr(int(found.group(1), 16)), name)
