"""Styles and list definitions of DOCX."""

from __future__ import annotations

from editors.document.tree import Level, Style
from editors.formats.docx import properties
from editors.formats.docx.names import attribute, child, children, number, value
from editors.formats.xml import Element

_KINDS = {
    "bullet": "bullet", "decimal": "decimal", "decimalZero": "decimal", "lowerLetter": "lower_letter",
    "upperLetter": "upper_letter", "lowerRoman": "lower_roman", "upperRoman": "upper_roman", "none": "none",
}  # fmt: skip
_SYMBOL_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "□",
    "\uf06f": "○",
    "\uf02d": "–",
}


def styles_of(root: Element | None) -> tuple[dict[str, Style], Style]:
    """Return the paragraph and character styles by id, and the defaults of the document."""
    defaults = child(root, "w:docDefaults")
    base = Style(
        "",
        "",
        "paragraph",
        shape=properties.shape(child(child(defaults, "w:pPrDefault"), "w:pPr")),
        look=properties.look(child(child(defaults, "w:rPrDefault"), "w:rPr")),
    )
    found: dict[str, Style] = {}
    default = ""
    for one in children(root, "w:style"):
        kind = attribute(one, "type")
        if kind not in ("paragraph", "character"):
            continue
        identity = attribute(one, "styleId")
        if kind == "paragraph" and attribute(one, "default") in ("1", "true", "on"):
            default = identity
        found[identity] = Style(
            identity,
            value(one, "w:name") or identity,
            kind,
            value(one, "w:basedOn") or "",
            properties.shape(child(one, "w:pPr")),
            properties.look(child(one, "w:rPr")),
            value(one, "w:next") or "",
        )
    return found, Style("", "", "paragraph", default, base.shape, base.look)


def lists_of(root: Element | None) -> dict[str, tuple[Level, ...]]:
    """Return the levels of every `w:num`."""
    abstract = {attribute(one, "abstractNumId"): one for one in children(root, "w:abstractNum")}
    found: dict[str, tuple[Level, ...]] = {}
    for one in children(root, "w:num"):
        definition = abstract.get(value(one, "w:abstractNumId") or "")
        levels = {attribute(level, "ilvl"): _level(level) for level in children(definition, "w:lvl")}
        for override in children(one, "w:lvlOverride"):
            key = attribute(override, "ilvl")
            replacing = child(override, "w:lvl")
            if replacing is not None:
                levels[key] = _level(replacing)
        found[attribute(one, "numId")] = tuple(levels.get(str(index), Level()) for index in range(9))
    return found


def _level(element: Element) -> Level:
    kind = _KINDS.get(value(element, "w:numFmt") or "decimal", "decimal")
    text = value(element, "w:lvlText") or ""
    shape = properties.shape(child(element, "w:pPr"))
    if kind == "bullet":
        text = _SYMBOL_BULLETS.get(text, text if text and not "\ue000" <= text[0] <= "\uf8ff" else "•")
    return Level(
        kind,
        text,
        int(number(value(element, "w:start")) or 1),
        shape.left,
        shape.first,
        properties.look(child(element, "w:rPr")),
    )
