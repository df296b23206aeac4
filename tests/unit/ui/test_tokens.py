"""The themes: every ink can be read on every ground it is used on."""

from __future__ import annotations

import pytest

from ui import theme

GROUNDS = ("window", "surface", "raised", "sunken", "hover", "selection")
INKS = ("text", "text_soft", "text_faint", "accent_ink")
PAIRS = (
    ("accent_text", "accent"), ("accent_text", "accent_hover"), ("accent_ink", "accent_soft"), ("danger", "danger_soft"),
    ("warning", "warning_soft"), ("success", "success_soft"), ("danger", "surface"), ("warning", "surface"),
    ("success", "surface"), ("toast_text", "toast"), ("toast_action", "toast"), ("selection_text", "selection"),
)  # fmt: skip


def brightness(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB` (WCAG 2.1)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: 1 to 21."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("scheme", "least"), [("light", 4.5), ("dark", 4.5), ("contrast", 7.0)])
def test_every_ink_can_be_read(scheme: str, least: float) -> None:
    tokens = theme.tokens_of(scheme)
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + list(PAIRS)
    faint = {
        f"{ink} on {ground}": round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < least
    }
    assert faint == {}


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_the_style_sheet_has_no_gap(scheme: str) -> None:
    assert "$" not in theme.style_sheet(theme.tokens_of(scheme), 1.0, 10.0)
