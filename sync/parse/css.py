"""Style attributes: a list of allowed properties, and values that can neither fetch nor cover anything."""

from __future__ import annotations

import re

PROPERTIES = frozenset({
    "color", "background", "background-color", "font", "font-family", "font-size", "font-style", "font-variant",
    "font-weight", "line-height", "letter-spacing", "word-spacing", "text-align", "text-decoration", "text-indent",
    "text-transform", "vertical-align", "white-space", "direction", "list-style", "list-style-type",
    "border", "border-top", "border-right", "border-bottom", "border-left", "border-color", "border-style", "border-width",
    "border-collapse", "border-spacing", "border-radius",
    *(f"border-{side}-{what}" for side in ("top", "right", "bottom", "left") for what in ("color", "style", "width")),
    "padding", "padding-top", "padding-right", "padding-bottom", "padding-left",
    "margin", "margin-top", "margin-right", "margin-bottom", "margin-left",
    "width", "height", "max-width", "min-width", "max-height", "min-height", "display", "float", "clear", "table-layout",
})  # fmt: skip

_DISPLAYS = frozenset({
    "none", "block", "inline", "inline-block", "table", "table-row", "table-cell", "table-row-group", "list-item",
})  # fmt: skip
_COLOUR_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([\d\s.,%/deg]{1,60}\)")
_VALUE = re.compile(r"[\w\s#%.,+\-'\"!/]{1,300}\Z")
_NEGATIVE = re.compile(r"(?:\A|[\s,])-\s*[.\d]")
STYLE_LIMIT = 8000


def clean_style(style: str) -> str:
    """Return what may stay of a style attribute.

    A declaration with an escape, a comment or any function but a colour goes whole, so `url()`, `expression()`, `@import`
    and their disguises cannot pass; negative lengths go, because they lay text over other text or out of sight.
    """
    kept: list[str] = []
    for declaration in style[:STYLE_LIMIT].split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        value = value.strip()
        if colon and name in PROPERTIES and _is_safe(name, value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def _is_safe(name: str, value: str) -> bool:
    plain = _COLOUR_FUNCTION.sub("#0", value.lower())
    if not _VALUE.match(plain) or "/*" in plain or "//" in plain:
        return False
    if plain.count('"') % 2 or plain.count("'") % 2:
        return False
    if name == "display":
        return plain.removesuffix("!important").strip() in _DISPLAYS
    return not _NEGATIVE.search(plain)
