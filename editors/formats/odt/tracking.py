"""Tracked changes of ODT (OpenDocument 1.3, 5.5): deleted text in regions, inserted text between marks.

While a paragraph is read or edited, what was deleted and what is inserted here stand in it, in wrappers of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from editors.document.tree import Change
from editors.formats.odt.names import DC, DELETED, INSERTED, OFFICE, TXT, XML_ID, child, short
from editors.formats.xml import Element, Part
from sync.model.faults import Unsupported

_MARKS = frozenset({
    "text:change-start", "text:change-end", "text:bookmark", "text:bookmark-start", "text:bookmark-end", "office:annotation",
    "office:annotation-end", "text:reference-mark-start", "text:reference-mark-end",
})  # fmt: skip
_APART = frozenset({"text:change", "text:change-start", "text:change-end", "office:annotation"})


def region_id(region: Element) -> str:
    """Return the id of a `text:changed-region`."""
    return region.get(TXT + "id") or region.get(XML_ID) or ""


def removed_paragraph(region: Element | None) -> Element | None:
    """Return the paragraph of a deletion that lies within one paragraph, None for others."""
    removed = None if region is None else child(region, TXT + "deletion")
    if removed is None:
        return None
    held = [one for one in removed if short(one.tag) != "office:change-info" and isinstance(one.tag, str)]
    if len(held) != 1 or short(held[0].tag) not in ("text:p", "text:h"):
        return None
    return None if any(short(one.tag) in _APART for one in held[0].iterdescendants()) else held[0]


def expand(paragraph: Element, regions: dict[str, Element], touched: Callable[[Element], None] | None = None) -> None:
    """Put deleted text where it stood, as a copy."""
    if not regions:
        return
    for point in list(paragraph.iter(TXT + "change")):
        identity = point.get(TXT + "change-id") or ""
        held = removed_paragraph(regions.get(identity))
        if held is None:
            continue
        wrapper = etree.Element(DELETED)
        wrapper.set("region", identity)
        wrapper.text, wrapper.tail = held.text, point.tail
        wrapper.extend(deepcopy(one) for one in held)
        parent = point.getparent()
        parent.replace(point, wrapper)
        if touched is not None:
            touched(parent)


class Tracking:
    """Takes the wrappers out of the paragraphs of a part again: deleted text into regions, inserted text between marks."""

    def __init__(self, part: Part, regions: dict[str, Element], said: Callable[[Element], object]) -> None:
        self._part = part
        self._regions = regions
        self._said = said
        """What a paragraph or wrapper says, to be compared."""
        self._referred = set(_references(part.root))

    def wrapper(self, change: Change) -> Element:
        """Return a new wrapper for text that is inserted or deleted."""
        made = etree.Element(DELETED if change.kind == "deletion" else INSERTED)
        made.set("author", change.author)
        made.set("date", change.date)
        return made

    def marks(self, author: str, date: str) -> tuple[Element, Element]:
        """Return the marks of where a new insertion begins and ends."""
        identity, region = new_region(self._part, "insertion", author, date)
        self._regions[identity] = region
        start, end = (etree.Element(TXT + name, nsmap={"text": TXT[1:-1]}) for name in ("change-start", "change-end"))
        start.set(TXT + "change-id", identity)
        end.set(TXT + "change-id", identity)
        return start, end

    def collapse(self) -> None:
        """Leave marks in place of the wrappers, and deleted text in its region; forget regions that nothing means now."""
        for wrapper in list(self._part.root.iter(INSERTED)):
            if wrapper.getparent() is not None:
                self._between_marks(wrapper)
        for wrapper in list(self._part.root.iter(DELETED)):
            self._part_at_marks(wrapper)
        seen: set[str] = set()
        for wrapper in list(self._part.root.iter(DELETED)):
            if wrapper.getparent() is None:
                continue  # joined with the one before
            identity = wrapper.get("region") or ""
            above = wrapper.getparent()
            untouched = bool(identity) and self._part.number(above) >= 0 and not self._part.is_touched(above)
            if not untouched:
                self._join_following(wrapper)
            held = removed_paragraph(self._regions.get(identity)) if identity not in seen else None
            if untouched:
                pass  # only read: its bytes are written as they were
            elif held is None:
                identity = self._new_region(wrapper)
            elif self._said(wrapper) != self._said(deepcopy(held)):
                self._fill(held, wrapper)
            seen.add(identity)
            point = etree.Element(TXT + "change", nsmap={"text": TXT[1:-1]})
            point.set(TXT + "change-id", identity)
            point.tail = wrapper.tail
            parent = wrapper.getparent()
            if not untouched:
                self._part.touch(parent)
            parent.replace(wrapper, point)
        for identity in self._referred - set(_references(self._part.root)):
            region = self._regions.get(identity)
            home = None if region is None else region.getparent()
            if region is not None and home is not None:
                self._part.touch(home)
                home.remove(region)

    def _part_at_marks(self, wrapper: Element) -> None:
        """Leave what marks a place in the text where it is: what is deleted ends before it and goes on behind it."""
        for mark in [one for one in wrapper.iterdescendants() if short(one.tag) in _MARKS]:
            self._part.touch(wrapper.getparent())
            while mark.getparent().tag != DELETED:
                _part_at(mark)
            _part_at(mark)

    def _between_marks(self, wrapper: Element) -> None:
        self._join_following(wrapper)
        start, end = self.marks(wrapper.get("author") or "", wrapper.get("date") or "")
        parent = wrapper.getparent()
        self._part.touch(parent)
        position = parent.index(wrapper)
        end.tail = wrapper.tail
        parent.remove(wrapper)
        for offset, one in enumerate((start, *wrapper, end)):
            parent.insert(position + offset, one)

    def _join_following(self, wrapper: Element) -> None:
        """Make one of new wrappers of one change that stand side by side."""
        while (other := wrapper.getnext()) is not None and other.tag == wrapper.tag and not wrapper.tail:
            alike = [wrapper.get(key) == other.get(key) for key in ("author", "date", "region")]
            if not all(alike) or wrapper.get("region"):
                return
            wrapper.tail = other.tail
            wrapper.extend(list(other))
            other.getparent().remove(other)

    def _fill(self, held: Element, wrapper: Element) -> None:
        for one in list(held):
            held.remove(one)
        held.text = wrapper.text
        held.extend(list(wrapper))
        self._part.touch(held)

    def _new_region(self, wrapper: Element) -> str:
        author, date = wrapper.get("author"), wrapper.get("date")
        origin = self._regions.get(wrapper.get("region") or "")
        if origin is not None:  # text was put into the middle of what was deleted: both halves are by the same hand
            author = origin.findtext(f".//{DC}creator")
            date = origin.findtext(f".//{DC}date")
        identity, region = new_region(self._part, "deletion", author or "", date or "")
        held = etree.SubElement(region[0], TXT + "p")
        held.text = wrapper.text
        held.extend(list(wrapper))
        self._regions[identity] = region
        return identity


def _part_at(mark: Element) -> None:
    """Put a mark behind the element that it stands in; what follows it there goes into another one like that, behind the mark."""
    above = mark.getparent()
    rest = etree.Element(above.tag, nsmap=above.nsmap)
    for key, value in above.attrib.items():
        rest.set(key, value)
    rest.text, rest.tail = mark.tail, above.tail
    rest.extend(list(mark.itersiblings()))
    mark.tail = above.tail = None
    outer = above.getparent()
    position = outer.index(above)
    outer.insert(position + 1, mark)
    if len(rest) or rest.text:
        outer.insert(position + 2, rest)
    else:
        mark.tail = rest.tail
    if not len(above) and not above.text:
        outer.remove(above)


def new_region(part: Part, kind: str, author: str, date: str) -> tuple[str, Element]:
    """Return the id and the element of a new `insertion` or `deletion`, at the text's beginning (OpenDocument 1.3, 5.5)."""
    text = child(child(part.root, OFFICE + "body"), OFFICE + "text")
    if text is None:
        raise Unsupported("tracked_changes")
    home = child(text, TXT + "tracked-changes")
    if home is None:
        home = etree.Element(TXT + "tracked-changes", nsmap={"text": TXT[1:-1]})
        part.touch(text)
        forms = child(text, OFFICE + "forms")
        text.insert(0 if forms is None else text.index(forms) + 1, home)
    part.touch(home)
    known = {region_id(one) for one in home}
    number = len(known) + 1
    while f"ct{number}" in known:
        number += 1
    identity = f"ct{number}"
    region = etree.SubElement(home, TXT + "changed-region")
    region.set(XML_ID, identity)
    region.set(TXT + "id", identity)
    said = etree.SubElement(etree.SubElement(region, TXT + kind), OFFICE + "change-info")
    etree.SubElement(said, DC + "creator").text = author
    etree.SubElement(said, DC + "date").text = date
    return identity, region


def _references(root: Element) -> list[str]:
    found = [one.get(TXT + "change-id") or "" for one in root.iter(TXT + "change", TXT + "change-start")]
    return [*found, *(one.get("region") or "" for one in root.iter(DELETED))]
