"""The numbers and bullets of lists, counted through the document."""

from __future__ import annotations

from editors.document.tree import Block, Document, Level, Paragraph
from editors.widgets.resolve import Resolver

_ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
           (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def labels(document: Document, blocks: tuple[Block, ...], resolver: Resolver) -> list[str]:
    """Return the label of every block, "" where there is none."""
    counters: dict[str, list[int]] = {}
    found = []
    for block in blocks:
        label = ""
        if isinstance(block, Paragraph):
            shape = resolver.shape(block)
            levels = document.lists.get(shape.list) if shape.list and shape.list != "none" else None
            if levels:
                label = _counted(levels, min(shape.level, len(levels) - 1), counters.setdefault(shape.list, [0] * 10))
        found.append(label)
    return found


def _counted(levels: tuple[Level, ...], at: int, counts: list[int]) -> str:
    level = levels[at]
    counts[at] = counts[at] + 1 if counts[at] else level.start
    for deeper in range(at + 1, len(counts)):
        counts[deeper] = 0
    if level.kind == "bullet":
        return level.text
    if level.kind == "none":
        return ""
    text = level.text
    for number in range(min(9, len(levels)), 0, -1):
        if f"%{number}" in text:
            shown = levels[number - 1]
            count = counts[number - 1] or shown.start
            text = text.replace(f"%{number}", numeral(shown.kind, count))
    return text


def numeral(kind: str, count: int) -> str:
    """Return a number as lists of that kind write it."""
    if kind in ("lower_letter", "upper_letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upper_letter" else letter
    if kind in ("lower_roman", "upper_roman"):
        text, left = "", count
        for value, sign in _ROMANS:
            while left >= value and len(text) < 40:
                text += sign
                left -= value
        return text.upper() if kind == "upper_roman" else text
    return str(count)
