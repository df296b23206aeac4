"""Colours of calendars: as the server gives them, of our own where it gives none, and as grounds that text can be read on."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from PySide6.QtGui import QColor

from ui import theme

OWN = ("#2F5BD8", "#0E7C66", "#B4531F", "#8A3FC0", "#B0306A", "#4E7A1E", "#1F6E9C", "#8C6A00")
"""For calendars without a colour, one after the other."""
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def own(taken: Collection[str]) -> list[str]:
    """Return colours for calendars without one, those first that no other has."""
    used = {colour.upper() for colour in taken}
    return sorted(OWN, key=lambda colour: colour in used)


def cleaned(text: str) -> str:
    """Return a colour as `#RRGGBB` (CalDAV servers write `#RRGGBBAA` too, RFC 7986 names), empty where it is none."""
    found = _HEX.match(text.strip())
    if found is not None:
        return found.group()
    named = QColor.fromString(text.strip()) if text.strip().isalpha() else QColor()
    return named.name() if named.isValid() else ""


@lru_cache(maxsize=256)
def ground(colour: str, scheme: str, strength: float) -> QColor:
    """Return a colour laid thinly over the surface of a theme, so that its text stays readable."""
    top, below = QColor(colour), QColor(theme.tokens_of(scheme).surface)
    pairs = ((top.red(), below.red()), (top.green(), below.green()), (top.blue(), below.blue()))
    red, green, blue = (round(under + (over - under) * strength) for over, under in pairs)
    return QColor(red, green, blue)


def soft(colour: str, *, strong: bool = False) -> QColor:
    """Return the ground of an event of this colour in the theme that is shown; `strong` where it is chosen."""
    scheme = theme.scheme()
    if scheme == "contrast":
        return QColor(theme.tokens().selection if strong else theme.tokens().surface)
    return ground(colour, scheme, (0.38 if strong else 0.17) if scheme == "light" else (0.55 if strong else 0.30))
