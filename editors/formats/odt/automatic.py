"""Automatic styles of ODT made on writing: copies of those in use with what changed, so that what is not understood stays."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from editors.document.tree import Look, Shape
from editors.formats.odt.names import FO, OFFICE, STYLE, TXT, child
from editors.formats.odt.properties import Sheet
from editors.formats.xml import Element, Part

_FIRST = frozenset({"scripts", "font-face-decls", "styles", "meta", "settings"})
Write = Callable[[Element], None]


class Automatic:
    """The automatic styles of one part."""

    def __init__(self, part: Part, sheet: Sheet) -> None:
        self._part = part
        self.sheet = sheet
        self._made: dict[tuple[str, ...], str] = {}
        self._names = {one.get(STYLE + "name") or "" for one in part.root.iter() if isinstance(one.tag, str)}
        self._last = 0

    def text(self, base: str, old: Look, new: Look) -> str:
        """Return the text style that is `base` with what differs between two looks; a named one alone where that says it all."""
        if new == Look(style=new.style) and new.style and old == Look(style=old.style):
            return new.style

        def write(style: Element) -> None:
            if old.style != new.style:
                _set(style, STYLE + "parent-style-name", new.style or None)
            write_look(_properties(style, "text-properties"), old, new)

        return self._derived("text", base, (repr(old), repr(new)), write)

    def paragraph(self, base: str, old: Shape, new: Shape) -> str:
        """Return the paragraph style that is `base` with what differs between two shapes."""
        if _named_only(new) and (_named_only(old) or not base):
            return new.style

        def write(style: Element) -> None:
            if old.style != new.style:
                _set(style, STYLE + "parent-style-name", new.style or None)
            write_shape(style, old, new)

        return self._derived("paragraph", base, (repr(old), repr(new)), write)

    def other(self, family: str, key: str, write: Write) -> str:
        """Return a style of a family (`table-column`…) that `write` fills; the same for the same key."""
        return self._derived(family, "", (key,), write)

    def derived(self, family: str, base: str, key: str, write: Write) -> str:
        """Return a copy of the style `base` of a family that `write` has changed."""
        return self._derived(family, base, (key,), write)

    def _derived(self, family: str, base: str, key: tuple[str, ...], write: Write) -> str:
        known = self._made.get((family, base, *key))
        if known is not None:
            return known
        origin = self.sheet.automatic.get((family, base)) if base else None
        if origin is not None:
            style = deepcopy(origin)
            style.tail = None
        else:
            style = etree.Element(STYLE + "style", nsmap={"style": STYLE[1:-1], "fo": FO[1:-1]})
            style.set(STYLE + "family", family)
            if base:
                style.set(STYLE + "parent-style-name", base)
        name = self._fresh({"text": "T", "paragraph": "P"}.get(family, "E"))
        style.set(STYLE + "name", name)
        write(style)
        self._home().append(style)
        self.sheet.automatic[family, name] = style
        self._made[family, base, *key] = name
        return name

    def add(self, style: Element, prefix: str) -> str:
        """Add a whole style element under a fresh name and return that."""
        name = self._fresh(prefix)
        style.set(STYLE + "name", name)
        self._home().append(style)
        return name

    def _fresh(self, prefix: str) -> str:
        while True:
            self._last += 1
            name = f"{prefix}e{self._last}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _home(self) -> Element:
        root = self._part.root
        home = child(root, OFFICE + "automatic-styles")
        if home is None:
            home = etree.Element(OFFICE + "automatic-styles")
            position = sum(1 for one in root if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in _FIRST)
            self._part.touch(root)
            root.insert(position, home)
        self._part.touch(home)
        return home


def _named_only(shape: Shape) -> bool:
    return shape == Shape(style=shape.style, list=shape.list, level=shape.level, outline=shape.outline)


def _properties(style: Element, name: str) -> Element:
    found = child(style, STYLE + name)
    if found is None:
        found = etree.SubElement(style, STYLE + name)
        if name == "paragraph-properties":  # the schema wants it before the text's
            style.remove(found)
            style.insert(0, found)
    return found


def _set(element: Element, key: str, text: str | None) -> None:
    if text is None:
        element.attrib.pop(key, None)
    else:
        element.set(key, text)


def _either(value: bool | None, yes: str, no: str) -> str | None:
    return None if value is None else yes if value else no


def write_look(said: Element, old: Look, new: Look) -> None:
    """Write what differs between two looks into a `style:text-properties`."""
    if old.bold != new.bold:
        for script in ("", "-asian", "-complex"):
            _set(said, (STYLE if script else FO) + "font-weight" + script, _either(new.bold, "bold", "normal"))
    if old.italic != new.italic:
        for script in ("", "-asian", "-complex"):
            _set(said, (STYLE if script else FO) + "font-style" + script, _either(new.italic, "italic", "normal"))
    if old.underline != new.underline:
        _set(said, STYLE + "text-underline-style", _either(new.underline, "solid", "none"))
        _set(said, STYLE + "text-underline-width", _either(new.underline or None, "auto", ""))
        _set(said, STYLE + "text-underline-color", _either(new.underline or None, "font-color", ""))
    if old.strike != new.strike:
        _set(said, STYLE + "text-line-through-style", _either(new.strike, "solid", "none"))
        _set(said, STYLE + "text-line-through-type", None)
    if old.small_caps != new.small_caps:
        _set(said, FO + "font-variant", _either(new.small_caps, "small-caps", "normal"))
    if old.caps != new.caps:
        _set(said, FO + "text-transform", _either(new.caps, "uppercase", "none"))
    if old.hidden != new.hidden:
        _set(said, TXT + "display", _either(new.hidden, "none", "true"))
    if old.vertical != new.vertical:
        _set(
            said,
            STYLE + "text-position",
            {"super": "super 58%", "sub": "sub 58%", "baseline": "0% 100%"}.get(new.vertical),
        )
    if old.font != new.font:
        for key in (STYLE + "font-name", STYLE + "font-name-asian", STYLE + "font-name-complex", FO + "font-family"):
            _set(said, key, None)
        _set(said, FO + "font-family", f"'{new.font}'" if new.font else None)
    if old.size != new.size:
        _set(said, FO + "font-size", f"{new.size:g}pt" if new.size else None)
    if old.colour != new.colour:
        _set(said, FO + "color", new.colour or None)
        _set(said, STYLE + "use-window-font-color", None)
    if old.background != new.background:
        _set(said, FO + "background-color", new.background or None)
    if old.language != new.language:
        language, _, country = new.language.partition("-")
        _set(said, FO + "language", language or None)
        _set(said, FO + "country", (country or "none") if language else None)


def write_shape(style: Element, old: Shape, new: Shape) -> None:
    """Write what differs between two shapes into a paragraph style."""
    said = _properties(style, "paragraph-properties")
    if old.align != new.align:
        _set(said, FO + "text-align", {"left": "start", "right": "end"}.get(new.align, new.align) or None)
    for key, name in (
        ("before", "margin-top"),
        ("after", "margin-bottom"),
        ("left", "margin-left"),
        ("right", "margin-right"),
    ):
        if getattr(old, key) != getattr(new, key):
            _set(said, FO + name, _length(getattr(new, key)))
    if old.first != new.first:
        _set(said, FO + "text-indent", _length(new.first))
    if (old.line, old.line_exact) != (new.line, new.line_exact):
        text = f"{new.line * 100:g}%" if new.line is not None else _length(new.line_exact)
        _set(said, FO + "line-height", text)
    if old.page_break != new.page_break:
        _set(said, FO + "break-before", _either(new.page_break, "page", "auto"))
    if old.keep_next != new.keep_next:
        _set(said, FO + "keep-with-next", _either(new.keep_next, "always", "auto"))
    if old.background != new.background:
        _set(said, FO + "background-color", new.background or None)
    if (old.tabs, old.right_tabs) != (new.tabs, new.right_tabs):
        stops = child(said, STYLE + "tab-stops")
        if stops is not None:
            said.remove(stops)
        if new.tabs or new.right_tabs:
            stops = etree.Element(STYLE + "tab-stops")
            said.insert(0, stops)
            for place in sorted({*new.tabs, *new.right_tabs}):
                stop = etree.SubElement(stops, STYLE + "tab-stop")
                stop.set(STYLE + "position", _length(place) or "0pt")
                if place in new.right_tabs:
                    stop.set(STYLE + "type", "right")
                    stop.set(STYLE + "leader-style", "dotted")
                    stop.set(STYLE + "leader-text", ".")
    if old.look != new.look:
        write_look(_properties(style, "text-properties"), old.look, new.look)


def _length(points: float | None) -> str | None:
    return None if points is None else f"{points:g}pt"
