"""Names of WordprocessingML: namespaces of both conformance classes, short names, and the order that the schema asks for."""

from __future__ import annotations

from functools import lru_cache

from editors.formats.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
FARTHEST = 1e9
"""Numbers beyond this are nonsense; comparing with it also refuses what is not a number."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_PREFIXES = {
    W[1:-1]: "w",
    W_STRICT[1:-1]: "w",
    R[1:-1]: "r",
    R_STRICT[1:-1]: "r",
    WP[1:-1]: "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    A[1:-1]: "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    PIC[1:-1]: "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
}

RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint",
    "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u",
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip


@lru_cache(maxsize=4096)
def short(tag: object) -> str:
    """Return a tag as `w:p`; names of unknown namespaces have no prefix but `?:`; comments and the like are ""."""
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    address, _, name = tag[1:].partition("}")
    return f"{_PREFIXES.get(address, '?')}:{name}"


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that short name."""
    if element is None:
        return None
    for one in element:
        if short(one.tag) == name:
            return one
    return None


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children of that short name."""
    return [] if element is None else [one for one in element if short(one.tag) == name]


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute of WordprocessingML."""
    if element is None:
        return default
    found = element.get(W + name)
    if found is None:
        found = element.get(W_STRICT + name)
    if found is None:
        found = element.get(name, default)
    return str(found)


def relation(element: Element | None, name: str) -> str:
    """Return an attribute that names a relationship."""
    if element is None:
        return ""
    return str(element.get(R + name) or element.get(R_STRICT + name) or "")


def value(element: Element | None, name: str) -> str | None:
    """Return the `val` of a child, None where there is no such child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def switched(element: Element | None, name: str) -> bool | None:
    """Return an on/off property (ECMA-376 17.17.4), None where it is not said."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found, "val", "true").lower() not in ("false", "0", "off", "none")


def number(text: str | None) -> float | None:
    """Return a measure without unit as a number, None where there is none."""
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < FARTHEST else None


_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "pi": 12.0}


def points(text: str | None, per: float = 20.0) -> float | None:
    """Return a measure in points: twentieths where it has no unit (ECMA-376 17.18.90)."""
    if text and text[-2:] in _UNITS:
        plain = number(text[:-2])
        return None if plain is None else plain * _UNITS[text[-2:]]
    plain = number(text)
    return None if plain is None else plain / per
