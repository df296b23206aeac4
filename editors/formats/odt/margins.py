"""New headers and footers of ODT: an element of the master page, and room for it in the page layout."""

from __future__ import annotations

from lxml import etree

from editors.document.margins import ROOM
from editors.formats.odt.names import FO, OFFICE, STYLE, child, short
from editors.formats.xml import Element, Part
from sync.model.faults import Unsupported

_ELEMENTS = {
    ("header", "default"): "header", ("header", "even"): "header-left", ("header", "first"): "header-first",
    ("footer", "default"): "footer", ("footer", "even"): "footer-left", ("footer", "first"): "footer-first",
}  # fmt: skip
_ORDER = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")


def add(part: Part, story: str) -> Element:
    """Return the new, empty element of a header or footer: its story's name is `header:Standard:default` or the like."""
    kind, _, rest = story.partition(":")
    master_name, _, which = rest.rpartition(":")
    masters = child(part.root, OFFICE + "master-styles")
    master = next(
        (one for one in (() if masters is None else masters)
         if short(one.tag) == "style:master-page" and one.get(STYLE + "name") == master_name),
        None,
    )  # fmt: skip
    if master is None:
        raise Unsupported("cannot_insert", what=kind)
    name = _ELEMENTS[kind, which]
    for one in master:
        if one.tag == STYLE + name:  # it is there, and was not displayed
            part.touch_attributes(one)
            one.attrib.pop(STYLE + "display", None)
            part.touch(one)
            for inner in list(one):
                one.remove(inner)
            return one
    later = {STYLE + other for other in _ORDER[_ORDER.index(name) + 1 :]}
    before = {STYLE + other for other in _ORDER[: _ORDER.index(name)]}
    position = next((index for index, one in enumerate(master) if one.tag in later), None)
    if position is None:
        position = sum(1 for one in master if one.tag in before)
    element = etree.Element(STYLE + name, nsmap={"style": STYLE[1:-1]})
    part.touch(master)
    master.insert(position, element)
    _make_room(part, master.get(STYLE + "page-layout-name") or "", kind)
    return element


def _make_room(part: Part, layout_name: str, kind: str) -> None:
    automatic = child(part.root, OFFICE + "automatic-styles")
    for layout in () if automatic is None else automatic:
        if short(layout.tag) != "style:page-layout" or layout.get(STYLE + "name") != layout_name:
            continue
        held = child(layout, STYLE + f"{kind}-style")
        if held is not None and len(held):
            return
        if held is None:
            held = etree.Element(STYLE + f"{kind}-style", nsmap={"style": STYLE[1:-1], "fo": FO[1:-1]})
            first = ("style:page-layout-properties", "style:header-style")
            position = sum(1 for one in layout if short(one.tag) in first[: 1 + (kind == "footer")])
            part.touch(layout)
            layout.insert(position, held)
        part.touch(held)
        said = etree.SubElement(held, STYLE + "header-footer-properties", nsmap={"fo": FO[1:-1]})
        said.set(FO + "min-height", f"{ROOM:g}pt")
        said.set(FO + ("margin-bottom" if kind == "header" else "margin-top"), "8pt")
