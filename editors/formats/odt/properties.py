"""Formatting of ODT: `style:text-properties` and `style:paragraph-properties` read as looks and shapes, and back."""

from __future__ import annotations

from dataclasses import dataclass, field

from editors.document.tree import Look, Shape, replaced
from editors.formats.odt.names import FO, OFFICE, STYLE, TXT, child, colour, percent, points
from editors.formats.xml import Element

_ALIGNS = {"start": "left", "end": "right", "left": "left", "right": "right", "center": "center", "justify": "justify"}


@dataclass(slots=True)
class Sheet:
    """The styles that one part's stories refer to: automatic ones by name, and the fonts that are declared."""

    automatic: dict[tuple[str, str], Element] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _shapes: dict[str, tuple[Shape, str]] = field(default_factory=dict)

    def add(self, root: Element) -> None:
        """Learn the automatic styles and the fonts of a part."""
        styles = child(root, OFFICE + "automatic-styles")
        for one in styles if styles is not None else ():
            if isinstance(one.tag, str):
                self.automatic[one.get(STYLE + "family") or "list", one.get(STYLE + "name") or ""] = one
        declared = child(root, OFFICE + "font-face-decls")
        for one in declared if declared is not None else ():
            if isinstance(one.tag, str):
                family = one.get("{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family") or ""
                self.fonts[one.get(STYLE + "name") or ""] = family.strip("'\"")

    def look(self, name: str) -> Look:
        """Return what a text style's name means: the look of an automatic style, or the named style alone."""
        if name not in self._looks:
            found = self.automatic.get(("text", name))
            if found is None:
                self._looks[name] = Look(style=name)
            else:
                said = look(child(found, STYLE + "text-properties"), self.fonts)
                self._looks[name] = replaced(said, style=found.get(STYLE + "parent-style-name") or "")
        return self._looks[name]

    def shape(self, name: str) -> tuple[Shape, str]:
        """Return what a paragraph style's name means, and the master page that begins with it."""
        if name not in self._shapes:
            found = self.automatic.get(("paragraph", name))
            if found is None:
                self._shapes[name] = Shape(style=name), ""
            else:
                said = shape(found, self.fonts)
                parent = found.get(STYLE + "parent-style-name") or ""
                self._shapes[name] = replaced(said, style=parent), found.get(STYLE + "master-page-name") or ""
        return self._shapes[name]


def merged(outer: Look, inner: Look) -> Look:
    """Return the look of a span within a span."""
    if outer == _PLAIN:
        return inner
    said = {key: value for key in inner.__struct_fields__ if (value := getattr(inner, key)) not in (None, "", 0.0)}
    return replaced(outer, **said)


_PLAIN = Look()


def look(properties: Element | None, fonts: dict[str, str]) -> Look:
    """Return what a `style:text-properties` says."""
    if properties is None:
        return _PLAIN
    get = properties.get
    said: dict[str, object] = {}
    if get(FO + "font-weight"):
        said["bold"] = get(FO + "font-weight") in ("bold", "600", "700", "800", "900")
    if get(FO + "font-style"):
        said["italic"] = get(FO + "font-style") in ("italic", "oblique")
    if get(STYLE + "text-underline-style"):
        said["underline"] = get(STYLE + "text-underline-style") != "none"
    if get(STYLE + "text-line-through-style") or get(STYLE + "text-line-through-type"):
        said["strike"] = "none" not in (get(STYLE + "text-line-through-style"), get(STYLE + "text-line-through-type"))
    if get(FO + "font-variant"):
        said["small_caps"] = get(FO + "font-variant") == "small-caps"
    if get(FO + "text-transform"):
        said["caps"] = get(FO + "text-transform") == "uppercase"
    if get(TXT + "display"):
        said["hidden"] = get(TXT + "display") == "none"
    if get(STYLE + "text-position"):
        said["vertical"] = _vertical(get(STYLE + "text-position"))
    name = get(STYLE + "font-name")
    family = (get(FO + "font-family") or "").strip("'\"")
    if name or family:
        said["font"] = fonts.get(name or "") or family or name
    size = points(get(FO + "font-size"))
    if size:
        said["size"] = size
    said["colour"] = colour(get(FO + "color"))
    said["background"] = colour(get(FO + "background-color"))
    if get(FO + "language") and get(FO + "language") != "none":
        country = get(FO + "country") or "none"
        said["language"] = get(FO + "language") + ("" if country == "none" else "-" + country)
    return Look(**said)  # type: ignore[arg-type]


def _vertical(text: str) -> str:
    first = text.split()[0] if text.split() else ""
    if first in ("super", "sub"):
        return first
    amount = percent(first)
    return "" if amount is None else "super" if amount > 0 else "sub" if amount < 0 else "baseline"


def shape(style: Element, fonts: dict[str, str]) -> Shape:
    """Return what a paragraph style's element says directly."""
    properties = child(style, STYLE + "paragraph-properties")
    said: dict[str, object] = {"look": look(child(style, STYLE + "text-properties"), fonts)}
    if style.get(STYLE + "list-style-name") is not None:
        said["list"] = style.get(STYLE + "list-style-name") or "none"
    if style.get(STYLE + "default-outline-level"):
        said["outline"] = _whole(style.get(STYLE + "default-outline-level"))
    if properties is None:
        return Shape(**said)  # type: ignore[arg-type]
    get = properties.get
    said["align"] = _ALIGNS.get(get(FO + "text-align") or "", "")
    whole = points(get(FO + "margin"))
    for name, key in (
        ("margin-top", "before"),
        ("margin-bottom", "after"),
        ("margin-left", "left"),
        ("margin-right", "right"),
    ):
        found = points(get(FO + name))
        said[key] = whole if found is None else found
    said["first"] = points(get(FO + "text-indent"))
    line = get(FO + "line-height")
    said["line"] = percent(line)
    said["line_exact"] = points(line) if line and not line.endswith("%") else None
    if get(FO + "break-before"):
        said["page_break"] = get(FO + "break-before") == "page"
    if get(FO + "keep-with-next"):
        said["keep_next"] = get(FO + "keep-with-next") == "always"
    said["background"] = colour(get(FO + "background-color"))
    stops = child(properties, STYLE + "tab-stops")
    if stops is not None:
        for key, right in (("tabs", False), ("right_tabs", True)):
            places = [
                points(one.get(STYLE + "position"))
                for one in stops
                if isinstance(one.tag, str) and (one.get(STYLE + "type") == "right") == right
            ]
            said[key] = tuple(sorted(one for one in places if one is not None))
    return Shape(**said)  # type: ignore[arg-type]


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
