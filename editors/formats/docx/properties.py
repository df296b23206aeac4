"""Formatting of DOCX: `w:rPr` and `w:pPr` read as looks and shapes."""

from __future__ import annotations

from editors.document.tree import Look, Shape
from editors.formats.docx.names import attribute, child, children, number, points, short, switched, value
from editors.formats.xml import Element

HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff", "blue": "#0000ff", "red": "#ff0000",
    "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000",
    "darkYellow": "#808000", "darkGray": "#808080", "lightGray": "#c0c0c0", "black": "#000000", "white": "#ffffff",
}  # fmt: skip
ALIGNS = {
    "start": "left",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "left": "left",
    "right": "right",
    "center": "center",
}
VERTICALS = {"superscript": "super", "subscript": "sub", "baseline": "baseline"}


def look(properties: Element | None) -> Look:
    """Return what a `w:rPr` says."""
    if properties is None or len(properties) == 0:
        return Look()
    said: dict[str, object] = {}
    for one in properties:
        name = short(one.tag)
        switch = _SWITCHES.get(name)
        if switch is not None:
            said[switch] = switched(properties, name)
        elif name == "w:rStyle":
            said["style"] = attribute(one, "val")
        elif name == "w:u":
            said["underline"] = attribute(one, "val", "single") != "none"
        elif name == "w:color":
            said["colour"] = colour(attribute(one, "val"))
        elif name == "w:sz":
            said["size"] = points(attribute(one, "val"), 2.0) or 0.0
        elif name == "w:rFonts":
            said["font"] = attribute(one, "ascii") or attribute(one, "hAnsi")
        elif name == "w:vertAlign":
            said["vertical"] = VERTICALS.get(attribute(one, "val"), "")
        elif name == "w:highlight":
            said["background"] = HIGHLIGHTS.get(attribute(one, "val"), "")
        elif name == "w:shd" and "background" not in said:
            said["background"] = colour(attribute(one, "fill"))
        elif name == "w:lang":
            said["language"] = attribute(one, "val")
    return Look(**said)  # type: ignore[arg-type]


_SWITCHES = {
    "w:b": "bold", "w:i": "italic", "w:strike": "strike", "w:dstrike": "strike", "w:smallCaps": "small_caps", "w:caps": "caps",
    "w:vanish": "hidden",
}  # fmt: skip


def shape(properties: Element | None) -> Shape:
    """Return what a `w:pPr` says."""
    if properties is None or len(properties) == 0:
        return Shape()
    said: dict[str, object] = {}
    for one in properties:
        name = short(one.tag)
        if name == "w:pStyle":
            said["style"] = attribute(one, "val")
        elif name == "w:jc":
            said["align"] = ALIGNS.get(attribute(one, "val"), "")
        elif name == "w:spacing":
            _spacing(one, said)
        elif name == "w:ind":
            _indents(one, said)
        elif name == "w:pageBreakBefore":
            said["page_break"] = switched(properties, name)
        elif name == "w:keepNext":
            said["keep_next"] = switched(properties, name)
        elif name == "w:numPr":
            identity = value(one, "w:numId")
            if identity is not None:
                said["list"] = "none" if identity == "0" else identity
            said["level"] = _level(value(one, "w:ilvl"))
        elif name == "w:outlineLvl":
            level = _level(attribute(one, "val"))
            said["outline"] = level + 1 if level < 9 else 0
        elif name == "w:shd":
            said["background"] = colour(attribute(one, "fill"))
        elif name == "w:tabs":
            said["tabs"], said["right_tabs"] = _tabs(one, right=False), _tabs(one, right=True)
    return Shape(**said)  # type: ignore[arg-type]


def _level(text: str | None) -> int:
    found = number(text)
    return 0 if found is None else max(0, min(9, int(found)))


def _spacing(element: Element, said: dict[str, object]) -> None:
    for name, key in (("before", "before"), ("after", "after")):
        if attribute(element, name):
            said[key] = points(attribute(element, name))
    line = attribute(element, "line")
    if line:
        exact = attribute(element, "lineRule") == "exact"
        said["line_exact" if exact else "line"] = points(line) if exact else points(line, 240.0)
        if attribute(element, "lineRule") == "atLeast":
            said["line"] = None


def _indents(element: Element, said: dict[str, object]) -> None:
    for names, key in ((("start", "left"), "left"), (("end", "right"), "right")):
        found = next((attribute(element, name) for name in names if attribute(element, name)), "")
        if found:
            said[key] = points(found)
    if attribute(element, "hanging"):
        said["first"] = -(points(attribute(element, "hanging")) or 0.0)
    elif attribute(element, "firstLine"):
        said["first"] = points(attribute(element, "firstLine"))


def _tabs(element: Element, *, right: bool) -> tuple[float, ...]:
    found = [
        points(attribute(one, "pos"))
        for one in children(element, "w:tab")
        if attribute(one, "val") != "clear" and (attribute(one, "val") in ("right", "end")) == right
    ]
    return tuple(sorted(one for one in found if one is not None))


def colour(text: str) -> str:
    """Return a colour as `#rrggbb`, "" for automatic or unknown ones."""
    if len(text) == 6 and all(one in "0123456789abcdefABCDEF" for one in text):
        return "#" + text.lower()
    return ""


def paragraph_change(properties: Element | None) -> Element | None:
    """Return the `w:ins` or `w:del` that says that a paragraph's mark was inserted or deleted."""
    marks = child(properties, "w:rPr")
    found = child(marks, "w:ins")
    return child(marks, "w:del") if found is None else found
