"""Named styles, list definitions, page settings and headers of ODT."""

from __future__ import annotations

from editors.document.tree import Level, Page, Style
from editors.formats.odt.names import FO, OFFICE, STYLE, TXT, child, decoded, points, short
from editors.formats.odt.properties import look, shape
from editors.formats.xml import Element

_KINDS = {"1": "decimal", "a": "lower_letter", "A": "upper_letter", "i": "lower_roman", "I": "upper_roman", "": "none"}
_STORIES = {
    "style:header": ("header", "default"), "style:footer": ("footer", "default"), "style:header-first": ("header", "first"),
    "style:footer-first": ("footer", "first"), "style:header-left": ("header", "even"), "style:footer-left": ("footer", "even"),
}  # fmt: skip


def styles_of(root: Element | None, fonts: dict[str, str]) -> tuple[dict[str, Style], Style]:
    """Return the paragraph and character styles by name, and the defaults of the document."""
    defaults = Style("", "", "paragraph")
    found: dict[str, Style] = {}
    for one in _children(child(root, OFFICE + "styles")):
        name = short(one.tag)
        family = one.get(STYLE + "family")
        if name == "style:default-style" and family == "paragraph":
            defaults = Style(
                "", "", "paragraph", "", shape(one, fonts), look(child(one, STYLE + "text-properties"), fonts)
            )
        elif name == "style:style" and family in ("paragraph", "text"):
            identity = one.get(STYLE + "name") or ""
            kind = "paragraph" if family == "paragraph" else "character"
            said = shape(one, fonts)
            found[identity] = Style(
                identity,
                one.get(STYLE + "display-name") or decoded(identity),
                kind,
                one.get(STYLE + "parent-style-name") or "",
                said if kind == "paragraph" else Style("", "", "").shape,
                look(child(one, STYLE + "text-properties"), fonts),
                one.get(STYLE + "next-style-name") or "",
            )
    return found, defaults


def lists_of(root: Element | None) -> dict[str, tuple[Level, ...]]:
    """Return the levels of every list style of a part."""
    found: dict[str, tuple[Level, ...]] = {}
    if root is None:
        return found
    for one in root.iter(TXT + "list-style"):
        levels = {level.get(TXT + "level") or "": _level(level) for level in one if isinstance(level.tag, str)}
        found[one.get(STYLE + "name") or ""] = tuple(levels.get(str(index), Level()) for index in range(1, 11))
    return found


def _level(element: Element) -> Level:
    properties = child(element, STYLE + "list-level-properties")
    placed = child(properties, STYLE + "list-level-label-alignment")
    left = first = None
    if placed is not None:
        left, first = points(placed.get(FO + "margin-left")), points(placed.get(FO + "text-indent"))
    elif properties is not None:
        space = points(properties.get(TXT + "space-before")) or 0.0
        width = points(properties.get(TXT + "min-label-width")) or 0.0
        left, first = space + width, -width
    said = look(child(element, STYLE + "text-properties"), {})
    if short(element.tag) == "text:list-level-style-number":
        kind = _KINDS.get(element.get(STYLE + "num-format") or "", "decimal")
        number = element.get(TXT + "level") or "1"
        level = int(number) if number.isdigit() else 1
        shown = element.get(TXT + "display-levels") or "1"
        count = min(level, int(shown)) if shown.isdigit() else 1
        numbers = ".".join(f"%{index}" for index in range(level - count + 1, level + 1)) if kind != "none" else ""
        text = (element.get(STYLE + "num-prefix") or "") + numbers + (element.get(STYLE + "num-suffix") or "")
        start = element.get(TXT + "start-value") or "1"
        return Level(kind, text, int(start) if start.isdigit() else 1, left, first, said)
    bullet = element.get(TXT + "bullet-char") or "•"
    return Level("bullet", bullet if not "\ue000" <= bullet <= "\uf8ff" else "•", 1, left, first, said)


def pages_of(root: Element | None) -> dict[str, Page]:
    """Return the page settings of every master page, in the file's order."""
    layouts = {}
    for one in _children(child(root, OFFICE + "automatic-styles")):
        if short(one.tag) == "style:page-layout":
            layouts[one.get(STYLE + "name") or ""] = one
    return {
        master.get(STYLE + "name") or "": _page(master, layouts.get(master.get(STYLE + "page-layout-name") or ""))
        for master in _children(child(root, OFFICE + "master-styles"))
        if short(master.tag) == "style:master-page"
    }


def _page(master: Element, layout: Element | None) -> Page:
    said = child(layout, STYLE + "page-layout-properties")
    name = master.get(STYLE + "name") or ""
    named: dict[str, list[tuple[str, str]]] = {"header": [], "footer": []}
    for one in master:
        if short(one.tag) in _STORIES and one.get(STYLE + "display") != "false":
            kind, which = _STORIES[short(one.tag)]
            named[kind].append((which, f"{kind}:{name}:{which}"))
    first = any(which == "first" for stories in named.values() for which, _ in stories)
    common = Page(headers=tuple(named["header"]), footers=tuple(named["footer"]), first_differs=first, name=name)
    if said is None:
        return common
    whole = points(said.get(FO + "margin"))

    def margin(side: str) -> float:
        found = points(said.get(FO + f"margin-{side}"))
        return next((one for one in (found, whole) if one is not None), 56.7)

    columns = child(said, STYLE + "columns")
    count = "1" if columns is None else columns.get(FO + "column-count") or "1"
    top, bottom = margin("top"), margin("bottom")
    return Page(
        width=points(said.get(FO + "page-width")) or 595.3,
        height=points(said.get(FO + "page-height")) or 841.9,
        top=top + _height(layout, "header-style"),
        bottom=bottom + _height(layout, "footer-style"),
        left=margin("left"),
        right=margin("right"),
        header=top,
        footer=bottom,
        columns=max(1, int(count)) if count.isdigit() else 1,
        gap=12.0,
        headers=common.headers,
        footers=common.footers,
        first_differs=first,
        name=name,
    )


def _height(layout: Element | None, name: str) -> float:
    """Return the room that a header or footer takes of the page's text."""
    said = child(child(layout, STYLE + name), STYLE + "header-footer-properties")
    if said is None:
        return 0.0
    fixed = points(said.get("{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}height"))
    return fixed if fixed is not None else points(said.get(FO + "min-height")) or 0.0


def headers_of(root: Element) -> list[tuple[str, Element]]:
    """Return the stories of headers and footers: their names and elements."""
    found = []
    for master in root.iter(STYLE + "master-page"):
        for one in master:
            if short(one.tag) in _STORIES:
                kind, which = _STORIES[short(one.tag)]
                found.append((f"{kind}:{master.get(STYLE + 'name')}:{which}", one))
    return found


def _children(element: Element | None) -> list[Element]:
    return [] if element is None else [one for one in element if isinstance(one.tag, str)]
