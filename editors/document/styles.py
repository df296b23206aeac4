"""Named styles made and changed. Pure: a document goes in, another comes out."""

from __future__ import annotations

from editors.document.tree import Document, Style, replaced

LONGEST = 60
"""Characters of a style's name."""


def named(document: Document, name: str, kind: str) -> Style | None:
    """Return the style of that name, as people compare names."""
    wanted = name.strip().lower()
    return next((one for one in document.styles.values() if one.kind == kind and one.name.lower() == wanted), None)


def with_style(document: Document, style: Style) -> Document:
    """Return the document with a style changed or added. Raises `ValueError` where it would be based on itself."""
    above, seen = style.parent, {style.id}
    while above:
        if above in seen:
            raise ValueError("style_based_on_itself")
        seen.add(above)
        known = document.styles.get(above)
        above = known.parent if known is not None else ""
    if document.kind == "odt" and style.kind == "paragraph":  # one element says both there
        style = replaced(style, shape=replaced(style.shape, look=style.look))
    return replaced(document, styles={**document.styles, style.id: style})


def new(document: Document, name: str, kind: str, parent: str) -> Style:
    """Return a new style of that name, not yet in the document. Raises `ValueError` where the name is taken or empty."""
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise ValueError("style_without_name")
    if named(document, name, kind) is not None:
        raise ValueError("style_name_taken")
    base = "".join(one for one in name.title() if one.isalnum()) or "Style"
    if not base[0].isalpha():
        base = f"S{base}"
    identity, number = base, 1
    while identity in document.styles:
        number += 1
        identity = f"{base}{number}"
    return Style(identity, name, kind, parent, next=identity if kind == "paragraph" else "")


def used(document: Document) -> list[Style]:
    """Return the styles in the order of their names, paragraphs' first."""
    return sorted(document.styles.values(), key=lambda one: (one.kind != "paragraph", one.name.lower()))
