"""French typography as one types: guillemets, no-break spaces before high punctuation, apostrophes, dashes, ellipses."""

from __future__ import annotations

THIN = "\u202f"
SPACE = "\u00a0"


def typed(before: str, letter: str, language: str) -> tuple[int, str]:
    """Return how many characters before the caret go, and what is written for a letter that is typed there.

    (0, letter) where nothing is to be bettered. French rules where the language is French, the common ones otherwise.
    """
    if letter == "'" and before[-1:].isalpha():
        return 0, "’"
    if letter == "." and before.endswith(".."):
        return 2, "…"
    if not language.startswith("fr"):
        return 0, letter
    if letter == '"':
        opening = not before or before[-1] in " \t\n([" + SPACE + THIN
        return (0, "«" + SPACE) if opening else (0, SPACE + "»")
    if letter in ";!?" and before:
        if before[-1] == " ":
            return 1, THIN + letter
        if before[-1].isalnum() or before[-1] in "»)":
            return 0, THIN + letter
    if letter == ":" and before:
        if before[-1] == " ":
            return 1, SPACE + letter
        if (before[-1].isalpha() or before[-1] in "»)") and not before.endswith(("http", "https", "ftp", "mailto")):
            return 0, SPACE + letter
    if letter == "/" and before.endswith(SPACE + ":"):
        return 2, ":/"  # an address after all
    return 0, letter
