"""Looks and shapes written into `w:rPr` and `w:pPr`: only what changed, each property where the schema wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editors.document.tree import Look, Shape
from editors.formats.docx.names import PARAGRAPH_ORDER, RUN_ORDER, child, short
from editors.formats.docx.properties import HIGHLIGHTS
from editors.formats.xml import Element

Make = Callable[..., Element]
Touch = Callable[[Element], None]

_SWITCHES = (
    ("bold", "b"), ("italic", "i"), ("strike", "strike"), ("small_caps", "smallCaps"), ("caps", "caps"), ("hidden", "vanish"),
)  # fmt: skip
_VERTICALS = {"super": "superscript", "sub": "subscript", "baseline": "baseline"}
_ALIGNS = {"justify": "both"}


class _Properties:
    """A `…Pr` element being changed."""

    def __init__(self, element: Element, order: Sequence[str], make: Make, touch: Touch) -> None:
        self.element = element
        self._order = {name: index for index, name in enumerate(order)}
        self._make = make
        self._touch = touch

    def remove(self, name: str) -> None:
        """Remove a property."""
        found = child(self.element, f"w:{name}")
        if found is not None:
            self.element.remove(found)

    def get(self, name: str) -> Element:
        """Return a property, made at its place where it is missing."""
        found = child(self.element, f"w:{name}")
        if found is not None:
            return found
        made = self._make(name)
        rank = self._order[name]
        position = 0
        for position, one in enumerate(self.element):  # noqa: B007
            if self._order.get(short(one.tag).partition(":")[2], len(self._order)) > rank:
                break
        else:
            position = len(self.element)
        self.element.insert(position, made)
        return made

    def set(self, name: str, **attributes: str | None) -> None:
        """Give a property its attributes; None removes one, and a property without any goes."""
        found = self.get(name)
        self._touch(found)
        namespace = found.tag[: found.tag.index("}") + 1]
        for key, text in attributes.items():
            if text is None:
                found.attrib.pop(namespace + key, None)
            else:
                found.set(namespace + key, text)
        if not found.attrib and not len(found):
            self.element.remove(found)

    def switch(self, name: str, wanted: bool | None) -> None:
        """Turn a property on or off, or say nothing of it."""
        self.remove(name)
        if wanted is not None:
            found = self.get(name)
            if not wanted:
                self._touch(found)
                found.set(found.tag[: found.tag.index("}") + 1] + "val", "0")


def write_look(element: Element, old: Look, new: Look, make: Make, touch: Touch) -> None:
    """Write what differs between two looks into a `w:rPr`."""
    said = _Properties(element, RUN_ORDER, make, touch)
    for key, name in _SWITCHES:
        if getattr(old, key) != getattr(new, key):
            said.switch(name, getattr(new, key))
    if old.style != new.style:
        said.set("rStyle", val=new.style or None)
    if old.underline != new.underline:
        said.set("u", val=None if new.underline is None else "single" if new.underline else "none")
    if old.colour != new.colour:
        said.remove("color")
        if new.colour:
            said.set("color", val=new.colour[1:].upper())
    if old.size != new.size:
        size = str(round(new.size * 2)) if new.size else None
        said.set("sz", val=size)
        said.set("szCs", val=size)
    if old.font != new.font:
        font = new.font or None
        theme = {"asciiTheme": None, "hAnsiTheme": None}
        said.set("rFonts", ascii=font, hAnsi=font, cs=font, **theme)
    if old.vertical != new.vertical:
        said.set("vertAlign", val=_VERTICALS.get(new.vertical))
    if old.background != new.background:
        named = next((name for name, colour in HIGHLIGHTS.items() if colour == new.background), None)
        said.remove("highlight")
        said.remove("shd")
        if named:
            said.set("highlight", val=named)
        elif new.background:
            said.set("shd", val="clear", color="auto", fill=new.background[1:].upper())
    if old.language != new.language:
        said.set("lang", val=new.language or None)


def write_shape(element: Element, old: Shape, new: Shape, make: Make, touch: Touch) -> None:
    """Write what differs between two shapes into a `w:pPr`."""
    said = _Properties(element, PARAGRAPH_ORDER, make, touch)
    if old.style != new.style:
        said.set("pStyle", val=new.style or None)
    if old.align != new.align:
        said.set("jc", val=_ALIGNS.get(new.align, new.align) or None)
    if old.page_break != new.page_break:
        said.switch("pageBreakBefore", new.page_break)
    if old.keep_next != new.keep_next:
        said.switch("keepNext", new.keep_next)
    if (old.before, old.after, old.line, old.line_exact) != (new.before, new.after, new.line, new.line_exact):
        _write_spacing(said, old, new)
    if (old.left, old.right, old.first) != (new.left, new.right, new.first):
        _write_indents(said, old, new)
    if (old.list, old.level) != (new.list, new.level):
        said.remove("numPr")
        if new.list:
            numbering = said.get("numPr")
            numbering.append(make("ilvl", val=str(new.level)))
            numbering.append(make("numId", val="0" if new.list == "none" else new.list))
    if old.outline != new.outline:
        said.set("outlineLvl", val=None if new.outline is None else str(new.outline - 1 if new.outline else 9))
    if old.background != new.background:
        said.remove("shd")
        if new.background:
            said.set("shd", val="clear", color="auto", fill=new.background[1:].upper())
    if (old.tabs, old.right_tabs) != (new.tabs, new.right_tabs):
        said.remove("tabs")
        if new.tabs or new.right_tabs:
            tabs = said.get("tabs")
            for place in sorted({*new.tabs, *new.right_tabs}):
                if place in new.right_tabs:
                    tabs.append(make("tab", val="right", leader="dot", pos=_twentieths(place) or "0"))
                else:
                    tabs.append(make("tab", val="left", pos=_twentieths(place) or "0"))


def _write_spacing(said: _Properties, old: Shape, new: Shape) -> None:
    changes: dict[str, str | None] = {}
    if old.before != new.before:
        changes |= {"before": _twentieths(new.before), "beforeAutospacing": None}
    if old.after != new.after:
        changes |= {"after": _twentieths(new.after), "afterAutospacing": None}
    if (old.line, old.line_exact) != (new.line, new.line_exact):
        if new.line_exact is not None:
            changes |= {"line": _twentieths(new.line_exact), "lineRule": "exact"}
        else:
            line = None if new.line is None else str(round(new.line * 240))
            changes |= {"line": line, "lineRule": None if line is None else "auto"}
    said.set("spacing", **changes)


def _write_indents(said: _Properties, old: Shape, new: Shape) -> None:
    changes: dict[str, str | None] = {}
    if old.left != new.left:
        changes |= {"left": _twentieths(new.left), "start": None}
    if old.right != new.right:
        changes |= {"right": _twentieths(new.right), "end": None}
    if old.first != new.first:
        hanging = new.first is not None and new.first < 0
        changes |= {
            "firstLine": None if hanging else _twentieths(new.first),
            "hanging": _twentieths(-(new.first or 0.0)) if hanging else None,
        }
    said.set("ind", **changes)


def _twentieths(length: float | None) -> str | None:
    return None if length is None else str(round(length * 20))
