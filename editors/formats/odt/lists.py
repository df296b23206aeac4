"""Lists of ODT, where membership is nesting: paragraphs moved into, out of and within `text:list`."""

from __future__ import annotations

from lxml import etree

from editors.document.tree import Shape
from editors.formats.odt.names import TXT, short
from editors.formats.xml import Element, Part

LIST, ITEM = TXT + "list", TXT + "list-item"
_NESTING = frozenset({"text:list", "text:list-item", "text:list-header"})


class Lists:
    """Moves paragraphs between lists in one part."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def context(self, element: Element, container: Element) -> tuple[str, int]:
        """Return the list style and the level (-1: none) of a paragraph."""
        listed, level = "", -1
        for above in _above(element, container):
            if short(above.tag) == "text:list":
                level += 1
                listed = listed or above.get(TXT + "style-name") or ""
        return listed, level

    def insert_after(self, container: Element, place: Element, made: Element, shape: Shape) -> None:
        """Put a new block after another: as the next item where both are of the same list and level."""
        listed, level = self.context(place, container)
        parent = place.getparent()
        if level < 0:
            self._part.touch(parent)
            parent.insert(parent.index(place) + 1, made)
            self.place(container, made, shape)
            return
        if shape.list and (shape.list, shape.level) == (listed or "?", level):
            self._split_after(place)
            item = etree.Element(ITEM)
            item.append(made)
            outer = parent.getparent()
            self._part.touch(outer)
            outer.insert(outer.index(parent) + 1, item)
            return
        top = self._apart_after(place, container)
        outer = top.getparent()
        self._part.touch(outer)
        outer.insert(outer.index(top) + 1, made)
        self.place(container, made, shape)

    def place(self, container: Element, element: Element, shape: Shape) -> None:
        """Put a paragraph into the list that its shape names, or into none."""
        self._take_out(element, container)
        if not shape.list or shape.list == "none":
            return
        outer = element.getparent()
        self._part.touch(outer)
        before, after = element.getprevious(), element.getnext()
        position = outer.index(element)
        nested = element
        for _ in range(shape.level + 1):
            item = etree.Element(ITEM)
            item.append(nested)
            nested = etree.Element(LIST)
            nested.append(item)
        if shape.list != "?":
            nested.set(TXT + "style-name", shape.list)
        outer.insert(position, nested)
        if before is not None and _same(before, nested):
            self._append(before, nested)
            nested = before
        if after is not None and _same(after, nested) and self._part.number(after) < 0:
            self._append(nested, after)

    def _append(self, first: Element, second: Element) -> None:
        """Move the items of a list to the end of the one before it; an item that holds only a list goes into the last item."""
        self._part.touch(first)
        for item in list(second):
            last = first[-1] if len(first) else None
            inner = item[0] if len(item) == 1 and short(item[0].tag) == "text:list" else None
            if inner is not None and last is not None and short(last.tag) == "text:list-item":
                self._part.touch(last)
                known = last[-1] if len(last) and short(last[-1].tag) == "text:list" else None
                if known is None:
                    last.append(inner)
                else:
                    self._append(known, inner)
            else:
                first.append(item)
        outer = second.getparent()
        if outer is not None:
            self._part.touch(outer)
            outer.remove(second)

    def _take_out(self, element: Element, container: Element) -> None:
        """Split the lists around a paragraph and let it stand between their parts."""
        if self.context(element, container)[1] < 0:
            return
        top = self._apart_after(element, container)
        self._split_off(element, top)
        outer = top.getparent()
        self._part.touch(outer)
        outer.insert(outer.index(top) + 1, element)
        self._drop_empty(top)

    def _split_off(self, element: Element, top: Element) -> None:
        """Take an element, the last one of `top`, out of it, with the items that hold nothing else."""
        parent = element.getparent()
        self._part.touch(parent)
        parent.remove(element)
        while parent is not top and len(parent) == 0:
            above = parent.getparent()
            self._part.touch(above)
            above.remove(parent)
            parent = above

    def _drop_empty(self, top: Element) -> None:
        if len(top) == 0:
            outer = top.getparent()
            self._part.touch(outer)
            outer.remove(top)

    def _apart_after(self, element: Element, container: Element) -> Element:
        """Split all lists around an element after it; return the outermost one, which ends with the element."""
        top = element
        for above in _above(element, container):
            if short(above.tag) not in _NESTING:
                break
            self._split_after(top)
            top = above
        return top

    def _split_after(self, element: Element) -> None:
        parent = element.getparent()
        following = list(element.itersiblings())
        if not following:
            return
        copy = etree.Element(parent.tag, nsmap=parent.nsmap)
        for key, text in parent.attrib.items():
            if not key.endswith("}id"):
                copy.set(key, text)
        for one in following:
            copy.append(one)
        outer = parent.getparent()
        self._part.touch(parent)
        self._part.touch(outer)
        outer.insert(outer.index(parent) + 1, copy)


def _above(element: Element, container: Element) -> list[Element]:
    """Return what stands around an element, up to the container."""
    found = []
    above = element.getparent()
    while above is not None and above is not container and short(above.tag) != "table:table-cell":
        found.append(above)
        above = above.getparent()
    return found


def _same(one: Element, other: Element) -> bool:
    name = TXT + "style-name"
    return short(one.tag) == "text:list" and one.get(name) == other.get(name)
